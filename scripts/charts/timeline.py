"""A horizontal axis of days: months, today, and the campaign's nodes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from scripts.charts.data import Node
from scripts.charts.drawing import Drawing
from scripts.charts.scale import linear
from scripts.charts.style import COLUMN, MARGIN, TICK, Ink
from scripts.charts.words import month_day, one_line, shorten, width_of

_DECEMBER = 12
LEVEL = 18
"""Height of one row of marks above the axis."""
_MONTH_ROOM = 56
_GAP = 6
_TITLE_ROOM = 110


class Mark(NamedTuple):
    """An upright line on a day, with its words above the plot."""

    on: date
    words: str
    ink: Ink
    dashed: bool


class Timeline:
    """The days shown, and where each of them stands."""

    def __init__(self, days: Iterable[date], left: float, right: float) -> None:
        """Show all of ``days`` with a little air at either end."""
        known = sorted(days)
        self.first = known[0] - timedelta(days=3)
        self.last = known[-1] + timedelta(days=3)
        self.left, self.right = left, right
        self._x_of = linear(self.first.toordinal(), self.last.toordinal(), left, right)

    def x(self, day: date) -> float:
        """Return the place of a day."""
        return self._x_of(day.toordinal())

    def months(self) -> list[date]:
        """Return first days of months, as many as have room for their names."""
        every = list(_first_days(self.first, self.last))
        room = max(1, int((self.right - self.left) // _MONTH_ROOM))
        step = next((step for step in (1, 2, 3, 6, 12) if len(every) <= step * room), 24)
        return [day for day in every if (day.month - 1) % min(step, 12) == 0]

    def draw_months(self, drawing: Drawing, top: float, bottom: float) -> None:
        """Grid lines from ``top`` to ``bottom``, month names below."""
        days = self.months()
        drawing.lines((((self.x(day), top), (self.x(day), bottom)) for day in days), Ink.GRID)
        for day in days:
            words = f"{day.year}年" if day.month == 1 else f"{day.month}月"
            x = min(self.x(day), drawing.width - width_of(words, TICK.size) / 2)
            drawing.label((x, bottom + 12), words, TICK)


def marks_of(today: date, nodes: Sequence[Node]) -> list[Mark]:
    """Today, and each node under its id: C 市级初验 08-14."""
    return [
        Mark(today, f"今天 {month_day(today)}", Ink.FG, dashed=False),
        *(Mark(node.on, _node_words(node), Ink.C4, dashed=True) for node in nodes),
    ]


def _node_words(node: Node) -> str:
    title = shorten(one_line(node.title), _TITLE_ROOM, COLUMN.size)
    return f"{node.id} {title} {month_day(node.on)}"


def marks_height(axis: Timeline, marks: Sequence[Mark]) -> float:
    """Return the room the words of the marks need above the plot."""
    return _GAP + LEVEL * (1 + max(level for level, _ in _flags(axis, marks)))


def draw_marks(drawing: Drawing, axis: Timeline, marks: Sequence[Mark], top: float, bottom: float) -> None:
    """Lines from the words above ``top`` down to ``bottom``.

    Words stand to the left of their line; later marks stand higher where they would
    meet, so that neither words nor lines cross other words.
    """
    for mark, (level, right) in zip(_sorted(marks), _flags(axis, marks), strict=True):
        x, y = axis.x(mark.on), top - _GAP - LEVEL * (level + 0.5)
        drawing.lines([((x, y - 7), (x, bottom))], mark.ink, thickness=1.5, dashed=mark.dashed)
        drawing.label((right, y), mark.words, replace(COLUMN, ink=mark.ink, bold=True))


def _flags(axis: Timeline, marks: Sequence[Mark]) -> list[tuple[int, float]]:
    """Level and right end of each mark's words, in order of days."""
    flags: list[tuple[int, float]] = []
    for mark in _sorted(marks):
        width = width_of(mark.words, COLUMN.size) + 8
        right = max(axis.x(mark.on) - 4, MARGIN + width)
        met = [level for level, end in flags if end + 4 > right - width]
        flags.append((max(met, default=-1) + 1, right))
    return flags


def _sorted(marks: Sequence[Mark]) -> list[Mark]:
    return sorted(marks, key=lambda mark: mark.on)


def _first_days(first: date, last: date) -> Iterator[date]:
    year, month = first.year, first.month
    while (day := date(year, month, 1)) <= last:
        if day >= first:
            yield day
        year, month = (year + 1, 1) if month == _DECEMBER else (year, month + 1)
