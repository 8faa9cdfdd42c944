"""燃起图: what was reached day by day, against the plan counted back from the nodes, and where it leads.

One panel per measure below a common axis of days: thick what was reached, thin what
the deadlines ask for, shaded what is to be expected at the present pace.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from scripts.charts.burnup_panel import LEFT, RIGHT, TITLE, Panel, draw_panel
from scripts.charts.data import Chart, Node
from scripts.charts.frame import HEAD, LEGEND, empty, finish, framed, legend
from scripts.charts.style import Ink
from scripts.charts.timeline import Mark, Timeline, draw_marks, marks_height, marks_of
from scripts.charts.words import long_day

_GAP = 10
_BELOW = 24


@dataclass(frozen=True, kw_only=True)
class BurnUp:
    """``draw_burnup``; ``switches`` are the days on which rules changed, by their numbers on the page."""

    panels: tuple[Panel, ...]
    today: date
    nodes: tuple[Node, ...] = ()
    switches: tuple[tuple[int, date], ...] = ()
    title: str = "三项进度逐日变化"


def draw_burnup(data: BurnUp, *, name: str = "burnup") -> Chart:
    """Draw the panels below each other."""
    days = [day for panel in data.panels for curve, _, _ in panel.lines() for day, _ in curve.days]
    if not days:
        return empty(name, data.title)
    marks = [*marks_of(data.today, data.nodes), *_switch_marks(data.switches)]
    axis = Timeline([*days, *(mark.on for mark in marks)], LEFT, RIGHT)
    top = HEAD + LEGEND + marks_height(axis, marks)
    ends = accumulate((TITLE + each.height + _GAP for each in data.panels), initial=top)
    bottoms = [end - _GAP for end in ends][1:]
    drawing = framed(name, data.title, bottoms[-1] + _BELOW)
    legend(drawing, HEAD, _keys(data.panels))
    axis.draw_months(drawing, top, bottoms[-1])
    for panel, bottom in zip(data.panels, bottoms, strict=True):
        draw_panel(drawing, axis, panel, bottom)
    draw_marks(drawing, axis, marks, top, bottoms[-1])
    said = "；".join(each.sentence for each in data.panels)
    return finish(drawing, f"截至{long_day(data.today)}，{said}。")


def _switch_marks(switches: Iterable[tuple[int, date]]) -> Iterator[Mark]:
    """Name each day once, by all its numbers."""
    days: dict[date, list[str]] = {}
    for number, day in switches:
        days.setdefault(day, []).append(str(number))
    for day, numbers in days.items():
        yield Mark(day, f"改{'、'.join(numbers)}", Ink.MUTED, dashed=True)


def _keys(panels: tuple[Panel, ...]) -> list[tuple[Ink, str]]:
    keys = {ink: curve.word for panel in panels for curve, ink, _ in panel.lines()}
    found = [(ink, f"{keys[ink]}（{how}）") for ink, how in _HOW if ink in keys]
    expected = [(Ink.C2, "照近几周速度")] if any(panel.expected for panel in panels) else []
    return [*found, *expected]


_HOW = ((Ink.C1, "粗线"), (Ink.FG, "细线"), (Ink.C4, "按期限，细线"))
