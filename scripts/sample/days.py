"""Dates of the sample: working days only, none after the demo date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

_SATURDAY = 5
_ONE = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Days:
    """The nodes of the campaign, the demo date and the days off."""

    nodes: Mapping[str, date]
    as_of: date
    holidays: frozenset[date]
    workdays: frozenset[date]

    @property
    def first(self) -> date:
        """First day anything can be done: the Monday after the kick-off."""
        start = self.nodes["START"]
        return start + timedelta(days=7 - start.weekday())

    @property
    def last(self) -> date:
        """Last working day before the demo date."""
        return self.back(self.as_of - _ONE)

    @property
    def settled(self) -> date:
        """Last day on which an item could still ask, be checked and be closed."""
        return self.back(self.as_of - timedelta(days=6))

    def due(self, text: str) -> date:
        """Return the date of a deadline written ``C-60`` or ``2026-06-20``."""
        if text[0].isdigit():
            return date.fromisoformat(text)
        node, _, before = text.partition("-")
        return self.nodes[node] - timedelta(days=int(before or 0))

    def is_worked(self, day: date) -> bool:
        """Tell whether ``day`` is a working day."""
        return day in self.workdays or (day.weekday() < _SATURDAY and day not in self.holidays)

    def back(self, day: date) -> date:
        """Return ``day``, or the working day before it."""
        while not self.is_worked(day):
            day -= _ONE
        return day

    def on(self, day: date) -> date:
        """Return ``day``, or the working day after it."""
        while not self.is_worked(day):
            day += _ONE
        return day

    def near(self, rng: Random, day: date, before: int, after: int = 0) -> date:
        """Return a working day around ``day``, never outside the campaign so far."""
        shifted = day + timedelta(days=rng.randint(-before, after))
        return self.back(min(max(shifted, self.first), self.last))
