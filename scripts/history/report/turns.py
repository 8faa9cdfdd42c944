"""How often an item was sent back, re-opened, or touched after it was closed; pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from scripts.history.changes import Change
from scripts.history.report.flags import Flag

_AFTER = (Flag.AFTER_CLOSING, Flag.EVIDENCE_AFTER_CLOSING)


class Turns(NamedTuple):
    """Counts of one item: refusals by day, re-openings and later edits by commit."""

    sent_back: int
    reopened: int
    after_closing: int


def turns_of(flagged: Iterable[tuple[Change, Iterable[Flag]]]) -> Mapping[str, Turns]:
    """Return item → counts for the changes of one campaign; only items with something to count.

    A check and the decision that follows from it on the same day are one refusal.
    """
    days: defaultdict[str, set[str]] = defaultdict(set)
    reopened: defaultdict[str, set[str]] = defaultdict(set)
    later: defaultdict[str, set[str]] = defaultdict(set)
    for change, flags in flagged:
        if Flag.SENT_BACK in flags:
            days[change.id].add(change.recorded[:10])
        if Flag.REOPENED in flags:
            reopened[change.id].add(change.commit)
        if any(flag in flags for flag in _AFTER):
            later[change.id].add(change.commit)
    return {
        item: Turns(len(days[item]), len(reopened[item]), len(later[item] - reopened[item]))
        for item in sorted(days.keys() | reopened.keys() | later.keys())
    }
