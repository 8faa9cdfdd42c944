"""How the office came to its finding of an item: looks, refusals, closings, and closings taken back."""

from collections.abc import Iterator, Mapping
from datetime import date
from random import Random
from typing import Any

from scripts.sample.days import Days
from scripts.sample.events import Event
from scripts.sample.progress import Account
from scripts.sample.span import within
from scripts.sample.verdicts import OFFICE, Finding
from scripts.sample.work import Reopening, reopening_of

_FENCE = "verdict"
_DECISION = ("decision",)
_REFUSED, _PASSED, _CLOSED = "退回", "通过", "销号"


def ruling_events(finding: Finding, account: Account, days: Days, rng: Random) -> list[Event]:
    """Return all that the office entered of an item."""
    again = reopening_of(account, days)
    events = [
        _event(veto["on"], ("veto", str(place)), veto, str(veto["reason"]))
        for place, veto in enumerate(finding.vetoes)
    ]
    if again:
        events += _closed_too_early(again)
    events += _checked(finding, bool(again))
    day = _verified_on(finding, again, days, rng)
    events += [_event(day, ("fact", name), value) for name, value in finding.facts.items()]
    for name in ("decision", "override"):
        said: Mapping[str, Any] | None = getattr(finding, name)
        if said and said.get("result") != _REFUSED:
            events.append(_event(said["on"], (name,), said))
    return events


def _event(day: Any, slot: tuple[str, ...], value: Any, words: str = "") -> Event:
    return Event(day=day, slot=slot, value=value, words=words, fence=_FENCE)


def _checked(finding: Finding, reopened: bool) -> Iterator[Event]:  # noqa: FBT001 - a fact, not a switch
    """Enter each look; a refusal decides at once, and the next other look takes that decision away."""
    refused = reopened
    for place, check in enumerate(finding.checks):
        if refused and check["result"] != _REFUSED:
            yield _event(check["on"], _DECISION, None)
            if reopened:
                yield _event(check["on"], ("check", "again"), None)
        yield _event(check["on"], ("check", str(place)), check, str(check["note"]))
        refused = check["result"] == _REFUSED
        if refused:
            yield _event(check["on"], _DECISION, _refusal(check["on"], str(check["note"])))


def _refusal(day: Any, note: str) -> dict[str, Any]:
    return {"result": _REFUSED, "on": day, "by": OFFICE, "reason": note}


def _closed_too_early(again: Reopening) -> Iterator[Event]:
    slot = ("check", "again")
    look = {"on": again.checked, "by": OFFICE, "result": _PASSED, "note": "抽查佐证目录，与登记一致"}
    closing = {"result": _CLOSED, "on": again.closed, "by": OFFICE, "reason": "申请属实，同意销号"}
    refusal = {"on": again.reopened, "by": "督导组", "result": _REFUSED, "note": again.reason}
    yield _event(again.checked, slot, look)
    yield _event(again.closed, _DECISION, closing)
    yield _event(again.reopened, slot, refusal, again.reason)
    yield _event(again.reopened, _DECISION, _refusal(again.reopened, again.reason))


def _verified_on(finding: Finding, again: Reopening | None, days: Days, rng: Random) -> date:
    """Return the day the office verified the facts: with its first look, else when it went through all."""
    drawn = within(days, rng, date(2026, 6, 22), date(2026, 7, 15))
    looks = [again.checked] if again else [check["on"] for check in finding.checks]
    later = [veto["on"] for veto in finding.vetoes[1:]]
    found = [day for day in (*looks, *later) if isinstance(day, date)]
    return found[0] if found else drawn
