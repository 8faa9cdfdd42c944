"""What will be done by a node at the present pace: a band between slow and fast weeks, never one number."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from scripts.score.parts import ZERO

WEEKS = 8
"""Weeks looked back on."""
ENOUGH = 4
"""With fewer weeks nothing is foretold."""
_WEEK = 7
_SLOW, _FAST = Decimal("0.25"), Decimal("0.75")


@dataclass(frozen=True, kw_only=True)
class Pace:
    """What a week brings: the lower and the upper quarter of the last weeks lie outside."""

    weeks: int
    slow: Decimal
    fast: Decimal


def pace_of(values: Sequence[Decimal]) -> Pace | None:
    """Return the pace of a count with one value a day, the last one of today; None when it is too short."""
    weeks = min(WEEKS, (len(values) - 1) // _WEEK)
    if weeks < ENOUGH:
        return None
    marks = [values[-1 - _WEEK * back] for back in range(weeks + 1)]
    gains = sorted(later - earlier for later, earlier in pairwise(marks))
    return Pace(weeks=weeks, slow=_quantile(gains, _SLOW), fast=_quantile(gains, _FAST))


def _quantile(ordered: Sequence[Decimal], share: Decimal) -> Decimal:
    """Return the value below which ``share`` of the others lie, in between two where need be."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def expected(now: Decimal, pace: Pace, days: int, most: Decimal) -> tuple[Decimal, Decimal]:
    """Return low and high after ``days`` at this pace; never below 0 nor above what can be had."""
    weeks, roof = Decimal(days) / _WEEK, max(most, now)
    low, high = (min(roof, max(ZERO, now + each * weeks)) for each in (pace.slow, pace.fast))
    return low, high
