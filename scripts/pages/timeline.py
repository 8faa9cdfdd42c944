"""What happened to an item, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.views.internal import ItemView, LookView


@dataclass(frozen=True, kw_only=True)
class Event:
    """One dated thing somebody said or decided."""

    on: str
    kind: str
    by: str
    result: str
    text: str


def events(item: ItemView) -> tuple[Event, ...]:
    """Reports, requests, checks, decisions and veto states of an item."""
    return tuple(sorted(_events(item), key=lambda event: event.on, reverse=True))


def _events(item: ItemView) -> Iterator[Event]:
    """Yield in the order in which things of one day follow each other, last first."""
    if item.override:
        yield _event("调整核定分", item.override, f"核定 {item.override.result} 分")
    if item.decision:
        yield _event("决定", item.decision, item.decision.result)
    yield from (_event("否决状态", look, look.result) for look in (item.veto.history if item.veto else ()))
    yield from (_event("核查", look, look.result) for look in reversed(item.checks))
    if item.request:
        yield _event("申请销号", item.request, "")
    if item.not_applicable:
        yield _event("申请不适用", item.not_applicable, "")
    yield from (_event("报告", look, "") for look in reversed(item.reports))


def _event(kind: str, look: LookView, result: str) -> Event:
    return Event(on=look.on, kind=kind, by=look.by, result=result, text=look.text)
