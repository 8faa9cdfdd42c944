"""Where an item stands: what the department says, and what the office found of it."""

from datetime import date

from scripts.model.progress import Look, Progress, Ruling, Verdict, VetoEntry
from scripts.model.words import CheckResult, Decision, ReportedState, State

_DECIDED = {
    Decision.CLOSED: State.CLOSED,
    Decision.SENT_BACK: State.SENT_BACK,
    Decision.NOT_APPLICABLE: State.NOT_APPLICABLE,
}


def state_of(progress: Progress | None, verdict: Verdict | None, as_of: date) -> State:
    """Return the effective state; a request made after a decision re-opens the question."""
    reported = _reported(progress, as_of)
    ruling = ruling_of(verdict, as_of)
    if ruling is None or ruling.result not in _DECIDED:
        return reported
    if reported is State.CLOSING and progress and _asked_again(progress, ruling):
        return State.CLOSING
    return _DECIDED[ruling.result]


def _reported(progress: Progress | None, as_of: date) -> State:
    """Return what the department says; before the day it asked to close, the item was under way."""
    if progress is None:
        return State.NOT_STARTED
    if progress.state is ReportedState.CLOSING and progress.request and progress.request.on > as_of:
        return State.UNDER_WAY
    return State(progress.state.value)


def _asked_again(progress: Progress, ruling: Ruling) -> bool:
    return progress.request is not None and progress.request.on > ruling.on


def ruling_of(verdict: Verdict | None, as_of: date) -> Ruling | None:
    """Return the office's decision made by ``as_of``."""
    ruling = verdict.decision if verdict else None
    return ruling if ruling and ruling.on <= as_of else None


def looks_of(verdict: Verdict | None, as_of: date) -> tuple[Look, ...]:
    """Return the office's checks made by ``as_of``."""
    return tuple(look for look in verdict.checks if look.on <= as_of) if verdict else ()


def times_sent_back(verdict: Verdict | None, as_of: date) -> int:
    """Count how often the office sent the item back."""
    return sum(look.result is CheckResult.SENT_BACK for look in looks_of(verdict, as_of))


def veto_of(verdict: Verdict | None, as_of: date) -> VetoEntry | None:
    """Return the latest veto state by ``as_of``; None means nobody has looked."""
    entries = [entry for entry in verdict.veto if entry.on <= as_of] if verdict else []
    return max(entries, key=lambda entry: entry.on) if entries else None
