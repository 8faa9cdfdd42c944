"""One measure over time: what was reached, what was asked for by then, what is to be expected."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from scripts.charts.drawing import Box, Drawing, Point
from scripts.charts.scale import Scale, linear, round_steps
from scripts.charts.style import KEY, TICK, TINY, WIDTH, Ink, Look
from scripts.charts.timeline import Timeline

LEFT, RIGHT = 46, WIDTH - 96
TITLE, PLOT = 24, 96
"""Height of a panel's title, and of its field where others stand below each other."""
_LINE = 14
_SLICE = 3
"""Width of one slice of the shaded band, in pixels."""

Days = tuple[tuple[date, float], ...]


@dataclass(frozen=True, kw_only=True)
class Curve:
    """Values by day; ``word`` stands at its end, with the last value as it is shown."""

    word: str
    days: Days
    shown: str


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What is to be expected on a day to come."""

    on: date
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One measure: ``reached`` and, where there is one, ``asked`` and ``expected``; ``sentence`` says it.

    ``top`` is the end of the upright axis; with 1 the axis is in percent. The
    first of ``reached`` is the thick one, from whose end the band goes on.
    """

    title: str
    top: float
    reached: tuple[Curve, ...]
    asked: Curve | None = None
    expected: tuple[Expected, ...] = ()
    height: float = PLOT
    sentence: str

    def lines(self) -> Iterator[tuple[Curve, Ink, float]]:
        """Yield each curve that has a value, with its colour and thickness; later ones lie above."""
        asked = ((self.asked, Ink.C4, 1.5),) if self.asked else ()
        reached = zip(self.reached, (Ink.C1, Ink.FG), (3.0, 1.8), strict=False)
        yield from (line for line in (*asked, *reached) if line[0].days)


@dataclass(frozen=True, kw_only=True)
class Field:
    """Where a panel is drawn."""

    drawing: Drawing
    axis: Timeline
    y_of: Scale

    def at(self, day: date, value: float) -> Point:
        """Return the place of a value on a day."""
        return self.axis.x(day), self.y_of(value)


def draw_panel(drawing: Drawing, axis: Timeline, panel: Panel, bottom: float) -> None:
    """Draw one panel whose field ends at ``bottom``."""
    field = Field(drawing=drawing, axis=axis, y_of=linear(0, panel.top, bottom, bottom - panel.height))
    drawing.label((LEFT, bottom - panel.height - TITLE / 2), panel.title, replace(KEY, bold=True))
    _draw_axis(field, panel.top)
    _shade(field, panel)
    for curve, ink, thickness in panel.lines():
        drawing.lines([_staircase(field, curve.days)], ink, thickness=thickness)
    _draw_ends(field, panel)


def _draw_axis(field: Field, top: float) -> None:
    percent = top == 1
    steps = (0.0, 0.5, 1.0) if percent else [float(step) for step in round_steps(int(top), most=4)]
    for step in steps:
        if step <= top:
            y = field.y_of(step)
            field.drawing.lines([((LEFT, y), (RIGHT, y))], Ink.GRID)
            words = f"{step * 100:.0f}%" if percent else f"{step:.0f}"
            field.drawing.label((LEFT - 6, y), words, replace(TICK, anchor="right", size=TINY))


def _staircase(field: Field, days: Days) -> list[Point]:
    """Return a line that is level until a day on which the value is another."""
    points = [field.at(*days[0])]
    for earlier, later in pairwise(days):
        if later[1] != earlier[1]:
            x, y = field.at(*later)
            points += [(x, points[-1][1]), (x, y)]
    return [*points, (field.axis.x(days[-1][0]), points[-1][1])]


def _shade(field: Field, panel: Panel) -> None:
    """Fill the fan from the last value to each band in turn, in thin upright slices."""
    if not panel.expected or not panel.reached or not panel.reached[0].days:
        return
    day, value = panel.reached[0].days[-1]
    fan = [Expected(on=day, low=value, high=value), *panel.expected]
    slices = [each for start, end in pairwise(fan) for each in _slices(field, start, end)]
    field.drawing.boxes(slices, Ink.C2, opacity=0.45)


def _slices(field: Field, start: Expected, end: Expected) -> Iterator[Box]:
    left, right = field.axis.x(start.on), field.axis.x(end.on)
    count = max(1, round((right - left) / _SLICE))
    width = (right - left) / count
    for number in range(count):
        share = (number + 0.5) / count
        top = field.y_of(start.high + (end.high - start.high) * share)
        bottom = field.y_of(start.low + (end.low - start.low) * share)
        yield Box(left + width * number, top, width, max(1.0, bottom - top))


def _draw_ends(field: Field, panel: Panel) -> None:
    """Write the last value of each curve at its height beside the field, none over another."""
    ends = sorted(
        (
            (field.y_of(curve.days[-1][1]), f"{curve.word} {curve.shown}", ink)
            for curve, ink, _ in panel.lines()
        ),
        key=lambda end: end[0],
    )
    for y, (_, words, ink) in zip(_apart([y for y, _, _ in ends], field.y_of(0) + 2), ends, strict=True):
        look = Look(size=TINY, ink=ink, bold=True)
        field.drawing.label((RIGHT + 6, y), words, look, room=WIDTH - RIGHT - 8)


def _apart(heights: Sequence[float], lowest: float) -> list[float]:
    """Move heights, sorted from above, so that a line of text fits between any two."""
    places: list[float] = []
    for y in heights:
        places.append(max(y, places[-1] + _LINE) if places else y)
    for number in reversed(range(len(places))):
        below = places[number + 1] - _LINE if number + 1 < len(places) else lowest
        places[number] = min(places[number], below)
    return places
