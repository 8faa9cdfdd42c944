"""销号进度: items due to be closed by each day, against items really closed."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date

from scripts.charts.data import Chart, DeadlineCurve, Node
from scripts.charts.drawing import Drawing, Point
from scripts.charts.frame import HEAD, LEGEND, empty, finish, framed, legend
from scripts.charts.scale import Scale, linear, round_steps
from scripts.charts.style import KEY, TICK, WIDTH, Ink
from scripts.charts.timeline import Timeline, draw_marks, marks_height, marks_of
from scripts.charts.words import long_day

_LEFT, _RIGHT = 40, WIDTH - 88
_PLOT_HEIGHT = 250
_LINE = 15


def draw_deadline_curve(data: DeadlineCurve, *, name: str = "deadline-curve") -> Chart:
    """Two staircases over time: dashed the plan, full the closings up to today."""
    if not data.planned:
        return empty(name, data.title)
    marks = marks_of(data.today, data.nodes)
    days = [*data.planned, *data.closed, *(mark.on for mark in marks)]
    axis = Timeline(days, _LEFT, _RIGHT)
    top = HEAD + LEGEND + marks_height(axis, marks)
    bottom = top + _PLOT_HEIGHT
    drawing = framed(name, data.title, bottom + 24)
    legend(drawing, HEAD, ((Ink.C1, "实际销号（粗线）"), (Ink.C4, "按时限应销号（细线）")))
    y_of = _counts(drawing, max(len(data.planned), len(data.closed)), top, bottom)
    axis.draw_months(drawing, top, bottom)
    _draw_curves(drawing, axis, y_of, _curves(data, axis.last))
    draw_marks(drawing, axis, marks, top, bottom)
    return finish(drawing, _sentence(data))


def _counts(drawing: Drawing, most: int, top: float, bottom: float) -> Scale:
    """Draw the upright axis: item counts at round numbers."""
    steps = round_steps(most)
    y_of = linear(0, steps[-1], bottom, top)
    drawing.lines((((_LEFT, y_of(step)), (_RIGHT, y_of(step))) for step in steps), Ink.GRID)
    for step in steps:
        words = str(step)
        drawing.label((_LEFT - 6, y_of(step)), words, replace(TICK, anchor="right"))
    return y_of


@dataclass(frozen=True, kw_only=True)
class _Curve:
    """Days on which the count grows by one, up to ``until``."""

    days: tuple[date, ...]
    until: date
    ink: Ink
    thickness: float
    word: str

    def words(self) -> str:
        """Return what stands at the end of the curve."""
        return f"{self.word} {_by(self.days, self.until)} 项"

    def points(self, axis: Timeline, y_of: Scale) -> list[Point]:
        """Return the staircase: level until a day, then up by what falls on it."""
        points: list[Point] = [(axis.left, y_of(0))]
        for day in sorted({day for day in self.days if day <= self.until}):
            points += [(axis.x(day), points[-1][1]), (axis.x(day), y_of(_by(self.days, day)))]
        return [*points, (axis.x(self.until), points[-1][1])]


def _curves(data: DeadlineCurve, end: date) -> tuple[_Curve, _Curve]:
    return (
        _Curve(days=data.planned, until=end, ink=Ink.C4, thickness=1.5, word="应销"),
        _Curve(days=data.closed, until=data.today, ink=Ink.C1, thickness=3.5, word="已销"),
    )


def _draw_curves(drawing: Drawing, axis: Timeline, y_of: Scale, curves: tuple[_Curve, _Curve]) -> None:
    """Draw both staircases with their last counts, the second moved where they would meet."""
    lowest, taken = y_of(0) - 3, float("inf")
    for curve in curves:
        points = curve.points(axis, y_of)
        drawing.lines([points], curve.ink, thickness=curve.thickness)
        x, y = points[-1]
        place = min(y, lowest)
        if abs(place - taken) < _LINE:
            place = taken + _LINE if taken + _LINE <= lowest else taken - _LINE
        drawing.label((x + 6, place), curve.words(), replace(KEY, ink=curve.ink, bold=True))
        taken = place


def _by(days: tuple[date, ...], day: date) -> int:
    """How many of the days are not after ``day``."""
    return bisect_right(sorted(days), day)


def _sentence(data: DeadlineCurve) -> str:
    """Say what was due and what is closed today, then what is due by each node."""
    due, closed = _by(data.planned, data.today), _by(data.closed, data.today)
    nodes = "".join(f"；{_due_by(data, node)}" for node in data.nodes)
    return (
        f"截至{long_day(data.today)}，按时限应销号 {due} 项，实际销号 {closed} 项，"
        f"{_gap(closed - due)}{nodes}；全部共 {len(data.planned)} 项。"
    )


def _gap(ahead: int) -> str:
    if not ahead:
        return "与计划持平"
    return f"超前 {ahead} 项" if ahead > 0 else f"落后 {-ahead} 项"


def _due_by(data: DeadlineCurve, node: Node) -> str:
    return f"到{node.title}（{long_day(node.on)}）应销号 {_by(data.planned, node.on)} 项"
