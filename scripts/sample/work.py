"""How a department came to its account of an item: what it entered, asked, took back and mended, and when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from scripts.sample.days import Days
from scripts.sample.events import Event
from scripts.sample.evidence import Entry
from scripts.sample.measures import stages
from scripts.sample.progress import ASKING, WORKING, Account
from scripts.sample.span import Span
from scripts.sample.steps import Step
from scripts.sample.tables import Story

OPEN_YET = "尚未办结"
"""What an application says of steps that are not done."""
REOPENED, EVIDENCE_AFTER = "重新打开", "改动佐证"
"""Kinds of turns an item takes that its last state no longer shows."""

_FENCE = "request"
_BEFORE_A_REFUSAL = timedelta(days=3)
_ASKED_AGAIN = "各项措施办结，佐证已装盒，申请销号。"
_ASKED_EARLY = f"{{0}}{OPEN_YET}，其余措施办结，先行申请销号，未完的继续办理。"
_PAGING = 0.75
_OLDER, _NEWER = 0.6, 0.5


@dataclass(frozen=True, kw_only=True)
class Reopening:
    """An item that was closed too early: asked, looked at, closed, reopened, taken back by the unit."""

    asked: date
    checked: date
    closed: date
    reopened: date
    withdrawn: date
    reason: str


def reopening_of(account: Account, days: Days) -> Reopening | None:
    """Return how the item was closed a first time, if it was."""
    row = next((row for row in account.plan.rows["turns"] if row["kind"] == REOPENED), None)
    if row is None or account.requested is None:
        return None
    asked = days.back(account.requested - timedelta(days=int(row["days"])))
    reopened = days.on(asked + timedelta(days=9))
    return Reopening(
        asked=asked,
        checked=days.on(asked + timedelta(days=1)),
        closed=days.on(asked + timedelta(days=3)),
        reopened=reopened,
        withdrawn=days.on(reopened + timedelta(days=1)),
        reason=row["reason"],
    )


def work_events(account: Account, days: Days, closed: date | None, rng: Random) -> list[Event]:
    """Return all that the lead unit entered; ``closed`` is the day its item was closed for good."""
    again = reopening_of(account, days)
    first = min(_begun(account), again.asked if again else days.last)
    last = again.asked if again else account.requested or days.last
    events = [] if account.plan.story is Story.IDLE else [Event(day=first, slot=("state",), value=WORKING)]
    for step in account.steps:
        events += _done(step, days, again)
    span = Span(days=days, first=first, last=last, closed=closed, busy=_busy(account))
    events += _registered(account, span, rng)
    for row in account.plan.rows["facts"]:
        events += stages(account.plan, row, span, rng)
    events += [
        Event(day=_day(report["on"]), slot=("report", str(place)), value=report)
        for place, report in enumerate(account.reports)
    ]
    return [*events, *_requests(account, days, again)]


def _busy(account: Account) -> tuple[date, ...]:
    done = {step.last_done for step in account.steps if step.last_done}
    said = {_day(report["on"]) for report in account.reports}
    return tuple(sorted(done | said))


def _begun(account: Account) -> date:
    done = [day for step in account.steps for day in _days_of(step).values()]
    said = [_day(report["on"]) for report in account.reports]
    return min([*done, *said])


def _day(value: object) -> date:
    assert isinstance(value, date)  # noqa: S101 - narrows a field whose type the record fixes
    return value


def _days_of(step: Step) -> Mapping[str, date]:
    if isinstance(step.done, Mapping):
        return step.done
    return {"": step.done} if step.done else {}


def _done(step: Step, days: Days, again: Reopening | None) -> Iterator[Event]:
    for member, day in _days_of(step).items():
        slot = ("done", step.id, member)
        if again and day > again.asked:
            too_early = days.back(again.asked - timedelta(days=1))
            yield Event(day=too_early, slot=slot, value=too_early)
            if day > again.withdrawn:
                yield Event(day=again.withdrawn, slot=slot, value=None, fence=_FENCE)
        known = max(day, again.withdrawn) if again and day > again.asked else day
        yield Event(day=known, slot=slot, value=day)


def _registered(account: Account, span: Span, rng: Random) -> Iterator[Event]:
    """Enter the evidence piece by piece, older years first; number the pages of all when the box is bound."""
    paging = span.within(rng, span.at(_PAGING), span.last)
    by_piece: dict[tuple[str, bool], date] = {}
    for entry in account.entries:
        is_new = entry.year == span.days.as_of.year
        key = (entry.piece, is_new)
        if key not in by_piece:
            start = span.at(_NEWER) if is_new else span.first
            stop = span.at(_OLDER) if entry.year and not is_new else span.last
            by_piece[key] = span.within(rng, start, stop)
        yield from _entered(account, entry, by_piece[key], paging, span)


def _entered(account: Account, entry: Entry, day: date, paging: date, span: Span) -> Iterator[Event]:
    slot = ("entry", entry.id)
    turns = (row for row in account.plan.rows["turns"] if row["kind"] == EVIDENCE_AFTER)
    late = next((row for row in turns if row["what"] == entry.id), None) if span.closed else None
    if day < paging:
        yield Event(day=day, slot=slot, value={"page": None})
    yield Event(day=max(day, paging), slot=slot, value={"page": late["value"]} if late else {})
    if late:
        day = span.after_closing(late["days"])
        yield Event(day=day, slot=slot, value={}, words=late["reason"], fence=_FENCE)


def _requests(account: Account, days: Days, again: Reopening | None) -> Iterator[Event]:
    """Ask to close; after each refusal, or when a closed item is opened again, take the request back."""
    if again:
        yield from _asked(again.asked, _ASKED_AGAIN)
        yield from _withdrawn(again.withdrawn, "销号已撤销，收回申请，逐项补正")
    for row in account.plan.rows["checks"]:
        if row["result"] == "退回":
            refused = date.fromisoformat(row["on"])
            asked = days.back(refused - _BEFORE_A_REFUSAL)
            yield from _asked(asked, _application(account, asked))
            yield from _withdrawn(days.on(refused + timedelta(days=1)), "收到退回意见，收回申请，按意见补正")
    if account.claim:
        yield Event(day=_day(account.claim["on"]), slot=("claim",), value=account.claim, fence=_FENCE)
    if account.request:
        yield from _asked(_day(account.request["on"]), str(account.request["text"]))


def _application(account: Account, day: date) -> str:
    """Return the sentence that asks to close the item, which names what is still open on that day."""
    rows = account.plan.rows["steps"]
    named = "、".join(
        f"“{step.title.removesuffix('〔内部〕')}”"
        for step, row in zip(account.steps, rows, strict=True)
        if row["status"].startswith("!") or max(_days_of(step).values(), default=date.max) > day
    )
    return _ASKED_EARLY.format(named) if named else _ASKED_AGAIN


def _asked(day: date, text: str) -> Iterator[Event]:
    yield Event(day=day, slot=("state",), value=ASKING, fence=_FENCE)
    yield Event(day=day, slot=("request",), value={"on": day, "text": text}, fence=_FENCE)


def _withdrawn(day: date, words: str) -> Iterator[Event]:
    yield Event(day=day, slot=("state",), value=WORKING, words=words, fence=_FENCE)
    yield Event(day=day, slot=("request",), value=None, fence=_FENCE)
