"""From values to pixels, and the round numbers worth a grid line."""

from collections.abc import Callable, Iterable
from math import ceil

from scripts.charts.data import Number

Scale = Callable[[Number], float]


def linear(low: Number, high: Number, left: float, right: float) -> Scale:
    """Map ``low … high`` to ``left … right``; an empty range is taken as one unit wide."""
    start, span = float(low), float(high) - float(low) or 1.0
    return lambda value: left + (float(value) - start) / span * (right - left)


def extent(values: Iterable[Number | None]) -> tuple[float, float]:
    """Smallest and largest known value, always with 0 among them."""
    known = [0.0, *(float(value) for value in values if value is not None)]
    return min(known), max(known)


def round_steps(high: int, *, most: int = 6) -> range:
    """Whole numbers from 0 up to and including the first step at or above ``high``."""
    step = next(
        digit * 10**power
        for power in range(12)
        for digit in (1, 2, 5)
        if high <= digit * 10**power * (most - 1)
    )
    return range(0, step * max(1, ceil(high / step)) + 1, step)
