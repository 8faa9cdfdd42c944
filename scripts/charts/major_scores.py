"""各大项得分: what can be had, what is claimed, what is verified, per 大项."""

from dataclasses import replace

from scripts.charts.data import Chart, MajorScore, MajorScores, Number
from scripts.charts.drawing import Box, Drawing
from scripts.charts.frame import HEAD, LEGEND, empty, finish, framed, legend
from scripts.charts.scale import Scale, extent, linear
from scripts.charts.style import COLUMN, MARGIN, WIDTH, Ink
from scripts.charts.words import listed, points

_ROW = 32
_PLOT = 160
_COLUMNS = tuple(WIDTH - MARGIN - 52 * n for n in (3, 2, 1, 0))
_HEADS = ("核定", "自评", "可得", "满分")


def draw_major_scores(data: MajorScores, *, name: str = "major-scores") -> Chart:
    """One row per 大项: outline 满分, pale 可得分, broad 自评分, narrow dark 核定分."""
    if not data.rows:
        return empty(name, data.title)
    top = HEAD + LEGEND
    drawing = framed(name, data.title, top + _ROW * len(data.rows) + 8)
    keys = ((Ink.C1, "核定分"), (Ink.C2, "自评分"), (Ink.C3, "可得分"), (Ink.MUTED, "满分"))
    legend(drawing, HEAD, keys, outlined=[Ink.MUTED])
    for x, head in zip(_COLUMNS, _HEADS, strict=True):
        drawing.label((x, HEAD), head, COLUMN)
    low, high = extent(value for row in data.rows for value in _values(row))
    x_of = linear(low, high, _PLOT, _COLUMNS[0] - 52)
    for fill, edge, half, values in _layers(data.rows):
        boxes = (
            _bar(x_of, value, top + _ROW * (number + 0.5), half)
            for number, value in enumerate(values)
            if value is not None
        )
        drawing.boxes(boxes, fill, edge=edge)
    _axis(drawing, x_of(0), top)
    for number, row in enumerate(data.rows):
        _words(drawing, row, top + _ROW * (number + 0.5))
    return finish(drawing, _sentence(data))


def _values(row: MajorScore) -> tuple[Number | None, ...]:
    return row.verified, row.own, row.reachable, row.maximum


def _layers(
    rows: tuple[MajorScore, ...],
) -> list[tuple[Ink | None, Ink | None, float, list[Number | None]]]:
    """Fill, edge, half height and values of each layer, lowest first."""
    return [
        (Ink.C3, None, 11, [row.reachable for row in rows]),
        (Ink.C2, None, 7.5, [row.own for row in rows]),
        (Ink.C1, None, 3.5, [row.verified for row in rows]),
        (None, Ink.MUTED, 11, [row.maximum for row in rows]),
    ]


def _bar(x_of: Scale, value: Number, y: float, half: float) -> Box:
    """Reach from zero to the value, to the left for points lost."""
    left, right = sorted((x_of(0), x_of(value)))
    return Box(left, y - half, right - left, 2 * half)


def _axis(drawing: Drawing, x: float, top: float) -> None:
    drawing.lines([((x, top), (x, drawing.height - 8))], Ink.FG)


def _words(drawing: Drawing, row: MajorScore, y: float) -> None:
    drawing.label((MARGIN, y), row.label, room=_PLOT - MARGIN - 8)
    for x, value, head in zip(_COLUMNS, _values(row), _HEADS, strict=True):
        drawing.label((x, y), points(value), replace(COLUMN, bold=head == _HEADS[0]))


def _sentence(data: MajorScores) -> str:
    """Give the total if it is given, then each 大项 with its verified score and its maximum."""
    rows = listed(f"{row.label} {points(row.verified)}（{points(row.maximum)}）" for row in data.rows)
    total = f"{_total(data.total)}；" if data.total else ""
    return f"{total}各大项核定分（括号内为满分）：{rows}。"


def _total(row: MajorScore) -> str:
    return (
        f"{row.label}满分 {points(row.maximum)} 分，核定 {points(row.verified)} 分，"
        f"自评 {points(row.own)} 分，可得 {points(row.reachable)} 分"
    )
