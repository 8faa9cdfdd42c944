"""An item begins with the first thing its lead reports of it, without anybody setting its state."""

from collections.abc import Sequence
from dataclasses import replace

from scripts.filing.entries import Entry
from scripts.filing.flat import Flat
from scripts.model.words import ReportedState

_STATE = ("state",)
_WORK = ("facts", "steps", "evidence")


def under_way(now: Flat, entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries of an item's lead; with work among them, 未启动 becomes 办理中."""
    idle = ReportedState.NOT_STARTED.value
    if _STATE in now:  # a form for an item without a record begins it 未启动; it has begun since
        entries = [each for each in entries if (each.path, each.old, each.new) != (_STATE, None, idle)]
    typed = [each.new for each in entries if each.path == _STATE and each.new != idle]
    work = [each for each in entries if each.path[0] in _WORK and each.new is not None]
    if typed or not work or now.get(_STATE, idle) != idle:
        return list(entries)
    first = replace(work[0], path=_STATE, old=now.get(_STATE), new=ReportedState.UNDER_WAY.value)
    return [first, *(each for each in entries if each.path != _STATE)]
