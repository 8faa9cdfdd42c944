"""What happens to a record, one value at a time; a file is what has happened so far."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from scripts.sample.progress import Slot


@dataclass(frozen=True, kw_only=True)
class Event:
    """On ``day`` the value at ``slot`` becomes ``value`` (None: is taken away).

    ``words`` is the reason where one was written by hand. What has a ``fence``
    is recorded on its very day, with others of the same day and fence: requests,
    verdicts and what answers them. ``rival`` is the value the office wrote meanwhile.
    """

    day: date
    slot: Slot
    value: Any
    words: str = ""
    fence: str = ""
    rival: str = ""


def ordered(events: Iterable[Event]) -> list[Event]:
    """Return the events by day; those of one day stay in the order they were told."""
    return sorted(events, key=lambda event: event.day)


def grouped(events: Iterable[Event], gap: int) -> Iterator[list[Event]]:
    """Yield what is recorded together: within ``gap`` days, up to a fence; singly if ``gap`` is negative."""
    group: list[Event] = []
    for event in ordered(events):
        if group and _parts(group, event, gap):
            yield group
            group = []
        group.append(event)
    if group:
        yield group


def _parts(group: list[Event], event: Event, gap: int) -> bool:
    last = group[-1]
    if last.fence and last.fence == event.fence and last.day == event.day:
        return False  # a request and its state, a check and its decision belong together
    if gap < 0 or last.fence:
        return True
    return event.day - group[0].day > timedelta(days=gap)


def apply(seen: dict[Slot, Any], events: Iterable[Event]) -> None:
    """Let the events happen to what is known of a record."""
    for event in events:
        if event.value is None:
            seen.pop(event.slot, None)
        else:
            seen[event.slot] = event.value


def as_mapping(text: str) -> Mapping[str, str]:
    """Return the parts of a fact written ``{2023: 是, 2024: 否}``; nothing for a plain value."""
    if not text.startswith("{"):
        return {}
    pairs = [pair.partition(": ") for pair in text.strip("{}").split(", ")]
    return {name: value for name, _, value in pairs}


def as_text(parts: Mapping[str, str]) -> str:
    """Return a fact of several parts as it is written."""
    return "{" + ", ".join(f"{name}: {value}" for name, value in parts.items()) + "}"
