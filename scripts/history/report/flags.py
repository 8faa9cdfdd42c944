"""What an inspector should look at in a log; pure."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from scripts.history.changes import LOST, MADE, MOVED, SETTLED, Change
from scripts.history.mining.store import Finding

LATE = timedelta(days=3)


class Flag(StrEnum):
    """Why a change deserves a look."""

    AFTER_CLOSING = "销号后改动"
    EVIDENCE_AFTER_CLOSING = "销号后改动佐证"
    REOPENED = "重新打开"
    LATE = "补记"
    BACKDATED = "时间倒填"
    SENT_BACK = "退回"
    IN_MERGE = MADE
    LOST_IN_MERGE = LOST
    SETTLED_IN_MERGE = SETTLED
    MOVED = MOVED


_CLOSED = "销号"
_REFUSED = "退回"
_RESULT = "decision.result"


def flags_of(changes: Sequence[Change], findings: Iterable[Finding] = ()) -> list[tuple[Flag, ...]]:
    """Return the flags of each change. ``changes`` is the whole log, oldest first."""
    decisions = {_place(each) for each in changes if _decides(each)}
    backdated = {each.commit for each in findings if each.code in ("H202", "H204")}
    closed: set[tuple[str, str]] = set()
    decided: dict[tuple[str, str], bool] = {}
    commit = ""
    found = []
    for change in changes:
        if change.commit != commit:
            _apply(decided, closed)
            commit = change.commit
        if _decides(change):
            decided[change.campaign, change.id] = change.new == _CLOSED
        is_part = change.kind == "verdict" and not _decides(change) and _place(change) in decisions
        about = () if is_part else _closing(change, closed)
        found.append((*about, *_refusal(change), *_timing(change, backdated)))
    return found


def _decides(change: Change) -> bool:
    return change.kind == "verdict" and change.field == _RESULT


def _place(change: Change) -> tuple[str, str, str]:
    """Return the commit and the item: what the office writes with a new decision is part of it."""
    return change.commit, change.campaign, change.id


def _apply(decided: dict[tuple[str, str], bool], closed: set[tuple[str, str]]) -> None:
    """What one commit decides holds from the next one on."""
    for item, is_closed in decided.items():
        (closed.add if is_closed else closed.discard)(item)
    decided.clear()


def _closing(change: Change, closed: Collection[tuple[str, str]]) -> Iterable[Flag]:
    if change.kind not in ("progress", "verdict") or (change.campaign, change.id) not in closed:
        return
    if change.field == _RESULT:
        yield Flag.REOPENED
    elif change.kind == "progress" and change.field.startswith("evidence."):
        yield Flag.EVIDENCE_AFTER_CLOSING
    else:
        yield Flag.AFTER_CLOSING


def _refusal(change: Change) -> Iterable[Flag]:
    """The check that refuses, and the decision that follows from it."""
    if change.kind == "verdict" and change.field.endswith(".result") and change.new == _REFUSED:
        yield Flag.SENT_BACK


def _timing(change: Change, backdated: Collection[str]) -> Iterable[Flag]:
    if is_late(change):
        yield Flag.LATE
    if change.commit in backdated:
        yield Flag.BACKDATED
    if change.how:
        yield Flag(change.how)


def is_late(change: Change) -> bool:
    """Whether it was recorded on main more than three days after the time its author claims."""
    if not change.claimed or not change.recorded:
        return False
    return datetime.fromisoformat(change.recorded) - datetime.fromisoformat(change.claimed) > LATE
