"""The days between which an item was worked on."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from scripts.sample.days import Days


@dataclass(frozen=True, kw_only=True)
class Span:
    """From the first day something was done to the request; ``closed`` is the day of the last closing."""

    days: Days
    first: date
    last: date
    closed: date | None

    def at(self, share: float) -> date:
        """Return the day at a share of the way."""
        return self.first + timedelta(days=int((self.last - self.first).days * share))

    def within(self, rng: Random, first: date, last: date) -> date:
        """Return a working day between two days (the one before if there is none)."""
        return within(self.days, rng, first, last)

    def after_closing(self, days: str) -> date:
        """Return the working day so many days after the closing, none after the last."""
        day = (self.closed or self.last) + timedelta(days=int(days))
        return min(self.days.on(day), self.days.last)


def within(days: Days, rng: Random, first: date, last: date) -> date:
    """Return a working day from ``first`` to ``last`` (the one before if there is none between)."""
    length = max((last - first).days, 0)
    day = days.on(first + timedelta(days=rng.randint(0, length)))
    return day if day <= last else days.back(last)
