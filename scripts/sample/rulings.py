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
from scripts.sample.work import reopening_of

_FENCE = "verdict"
_DECISION = ("decision",)
_REFUSED, _CLOSED = "退回", "销号"


def ruling_events(finding: Finding, account: Account, days: Days, rng: Random) -> list[Event]:
    """Return all that the office entered of an item."""
    again = reopening_of(account, days)
    events = [
        _event(veto["on"], ("veto", str(place)), veto, str(veto["reason"]))
        for place, veto in enumerate(finding.vetoes)
    ]
    if again:
        closing = {"result": _CLOSED, "on": again.closed, "by": OFFICE, "reason": "申请属实，同意销号"}
        events.append(_event(again.closed, _DECISION, closing))
    events += _checked(finding)
    day = _verified_on(finding, days, rng)
    events += [_event(day, ("fact", name), value) for name, value in finding.facts.items()]
    for name in ("decision", "override"):
        said: Mapping[str, Any] | None = getattr(finding, name)
        if said and said.get("result") != _REFUSED:
            events.append(_event(said["on"], (name,), said))
    return events


def _event(day: Any, slot: tuple[str, ...], value: Any, words: str = "") -> Event:
    return Event(day=day, slot=slot, value=value, words=words, fence=_FENCE)


def _checked(finding: Finding) -> Iterator[Event]:
    """Enter each look; a refusal decides at once, and the next other look takes that decision away.

    The looks stay: only the decision is replaced by the next one.
    """
    refused = False
    for place, check in enumerate(finding.checks):
        if refused and check["result"] != _REFUSED:
            yield _event(check["on"], _DECISION, None)
        yield _event(check["on"], ("check", str(place)), check, str(check["note"]))
        refused = check["result"] == _REFUSED
        if refused:
            yield _event(check["on"], _DECISION, _refusal(check["on"], str(check["note"])))


def _refusal(day: Any, note: str) -> dict[str, Any]:
    return {"result": _REFUSED, "on": day, "by": OFFICE, "reason": note}


def _verified_on(finding: Finding, days: Days, rng: Random) -> date:
    """Return the day the office verified the facts: with its first look, else when it went through all."""
    drawn = within(days, rng, date(2026, 6, 22), date(2026, 7, 15))
    looks = [check["on"] for check in finding.checks]
    later = [veto["on"] for veto in finding.vetoes[1:]]
    found = [day for day in (*looks, *later) if isinstance(day, date)]
    return found[0] if found else drawn
