"""各方面任务办结率, for the public: only the numbers it is handed."""

from scripts.charts.data import Chart, PublicProgress, PublicRate
from scripts.charts.drawing import Box, Drawing
from scripts.charts.frame import HEAD, empty, finish, framed
from scripts.charts.scale import linear
from scripts.charts.style import MARGIN, WIDTH, Ink, Look
from scripts.charts.words import listed, percent

_ROW = 32
_PLOT, _END = 170, WIDTH - 70
_X_OF = linear(0, 1, _PLOT, _END)


def draw_public_progress(data: PublicProgress, *, name: str = "public-progress") -> Chart:
    """Draw one plain bar from 0 to 100 % per 大项."""
    if not data.rows:
        return empty(name, data.title)
    drawing = framed(name, data.title, HEAD + _ROW * len(data.rows) + 6)
    middles = [HEAD + _ROW * (number + 0.4) for number in range(len(data.rows))]
    drawing.boxes((Box(_PLOT, y - 9, _END - _PLOT, 18) for y in middles), Ink.C3)
    drawing.boxes(map(_bar, data.rows, middles), Ink.C1)
    for row, y in zip(data.rows, middles, strict=True):
        _words(drawing, row, y)
    return finish(drawing, _sentence(data))


def _bar(row: PublicRate, y: float) -> Box:
    return Box(_PLOT, y - 9, _X_OF(min(max(row.value or 0, 0), 1)) - _PLOT, 18)


def _words(drawing: Drawing, row: PublicRate, y: float) -> None:
    drawing.label((MARGIN, y), row.label, room=_PLOT - MARGIN - 10)
    look = Look(ink=Ink.MUTED) if row.value is None else Look(bold=True)
    drawing.label((_END + 12, y), percent(row.value), look)


def _sentence(data: PublicProgress) -> str:
    return f"{data.title}：{listed(f'{row.label} {percent(row.value)}' for row in data.rows)}。"
