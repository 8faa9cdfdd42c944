"""The days between which an item was worked on."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from scripts.sample.days import Days


@dataclass(frozen=True, kw_only=True)
class Span:
    """From the first day something was done to the request; ``closed`` is the day of the last closing.

    On ``busy`` days the department has something to report anyway, so it enters the rest with it.
    """

    days: Days
    first: date
    last: date
    closed: date | None
    busy: tuple[date, ...]

    def at(self, share: float) -> date:
        """Return the day at a share of the way."""
        return self.first + timedelta(days=int((self.last - self.first).days * share))

    def within(self, rng: Random, first: date, last: date) -> date:
        """Return a working day drawn between two days, put off to the next busy one."""
        day = within(self.days, rng, first, last)
        return next((busy for busy in self.busy if day <= busy <= self.last), day)

    def soon(self, rng: Random, share: float) -> date:
        """Return a day early on: the last busy one before a day drawn up to a share of the way."""
        day = within(self.days, rng, self.first, self.at(share))
        return max((busy for busy in self.busy if busy <= day), default=day)

    def after_closing(self, days: str) -> date:
        """Return the working day so many days after the closing, none after the last."""
        day = (self.closed or self.last) + timedelta(days=int(days))
        return min(self.days.on(day), self.days.last)


def within(days: Days, rng: Random, first: date, last: date) -> date:
    """Return a working day from ``first`` to ``last`` (the one before if there is none between)."""
    length = max((last - first).days, 0)
    day = days.on(first + timedelta(days=rng.randint(0, length)))
    return day if day <= last else days.back(last)
