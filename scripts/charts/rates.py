"""三项进度: three percentages, each against the share that is due by now."""

from scripts.charts.data import Chart, Rate, Rates, Share
from scripts.charts.drawing import Box, Drawing
from scripts.charts.frame import HEAD, empty, finish, framed
from scripts.charts.scale import linear
from scripts.charts.style import HEADING, MARGIN, TICK, WIDTH, Ink, Look
from scripts.charts.words import NO_DATA, listed, percent

_ROW = 48
_PLOT, _END = 100, WIDTH - 170
_X_OF = linear(0, 1, _PLOT, _END)


def draw_rates(data: Rates, *, name: str = "rates") -> Chart:
    """Bullet bars from 0 to 100 %; the upright stroke is the plan."""
    if not data.rows:
        return empty(name, data.title)
    bottom = HEAD + _ROW * len(data.rows)
    drawing = framed(name, data.title, bottom + 26)
    ticks = [_X_OF(tenth / 10) for tenth in range(0, 11, 2)]
    middles = [HEAD + _ROW * (number + 0.4) for number in range(len(data.rows))]
    drawing.boxes((Box(_PLOT, y - 12, _END - _PLOT, 24) for y in middles), Ink.C3)
    drawing.lines((((x, HEAD), (x, bottom)) for x in ticks), Ink.GRID)
    for number, x in enumerate(ticks):
        words = f"{number * 20}%"
        drawing.label((x, bottom + 12), words, TICK)
    for row, y in zip(data.rows, middles, strict=True):
        _draw_row(drawing, row, y)
    return finish(drawing, _sentence(data.rows))


def _draw_row(drawing: Drawing, row: Rate, y: float) -> None:
    drawing.label((MARGIN, y), row.label, room=_PLOT - MARGIN - 8)
    if row.value is None:
        drawing.label((_PLOT + 10, y), NO_DATA, Look(ink=Ink.MUTED))
    else:
        drawing.boxes([Box(_PLOT, y - 7, _inside(row.value) - _PLOT, 14)], Ink.C1)
        drawing.label((_END + 12, y), percent(row.value), HEADING)
    if row.plan is not None:
        x = _inside(row.plan)
        drawing.lines([((x, y - 16), (x, y + 16))], Ink.C4, thickness=3)
        drawing.label((_END + 82, y), f"应达 {percent(row.plan)}", Look(ink=Ink.C4))


def _inside(share: Share) -> float:
    return _X_OF(min(max(share or 0, 0), 1))


def _sentence(rows: tuple[Rate, ...]) -> str:
    return f"{listed(map(_words, rows))}。"


def _words(row: Rate) -> str:
    plan = "" if row.plan is None else f"（按计划应达 {percent(row.plan)}）"
    return f"{row.label} {percent(row.value)}{plan}"
