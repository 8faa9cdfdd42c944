"""Rows of item counts by light, side by side; shared by 大项 and units."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from scripts.charts.drawing import Box, Drawing
from scripts.charts.frame import HEAD, INK_OF_LIGHT, LEGEND, LIGHT_KEYS, framed, legend
from scripts.charts.lights import LightRow
from scripts.charts.style import KEY, MARGIN, TICK, WIDTH, Ink
from scripts.charts.words import width_of

_ROW = 30
_BAR = 20
_PLOT = 170


class _Piece(NamedTuple):
    """One light of one row: where it stands, its colours, what it says."""

    box: Box
    fill: Ink
    on: Ink
    words: str


def stacked(name: str, title: str, rows: tuple[LightRow, ...]) -> Drawing:
    """Bars of all rows to one scale, each piece with its light's character and count.

    What does not fit into its piece stands at the end of the row, so that no count
    and no light is told by colour alone.
    """
    top = HEAD + LEGEND
    drawing = framed(name, title, top + _ROW * len(rows) + 8)
    legend(drawing, HEAD, LIGHT_KEYS)
    per_item = _per_item(rows)
    for number, row in enumerate(rows):
        _draw_row(drawing, row, per_item, top + _ROW * (number + 0.5))
    drawing.lines([((_PLOT, top), (_PLOT, drawing.height - 8))], Ink.FG)
    return drawing


def _per_item(rows: tuple[LightRow, ...]) -> float:
    """Return the width of one item: the largest at which every row fits with its words."""
    widest = (WIDTH - _PLOT) / max(1, *(row.lights.total for row in rows))
    tries = (widest * percent / 100 for percent in range(100, 20, -2))
    return next((width for width in tries if all(_end(row, width) <= WIDTH for row in rows)), widest / 5)


def _end(row: LightRow, per_item: float) -> float:
    """Return where the words after a row's bar end."""
    left_over = [piece.words for piece in _pieces(row, per_item, 0) if not _fits(piece)]
    return _words_at(row, per_item) + width_of(_tail(row, left_over), KEY.size) + MARGIN


def _words_at(row: LightRow, per_item: float) -> float:
    return _PLOT + per_item * row.lights.total + 8


def _draw_row(drawing: Drawing, row: LightRow, per_item: float, y: float) -> None:
    drawing.label((MARGIN, y), row.label, room=_PLOT - MARGIN - 10)
    left_over = []
    for piece in _pieces(row, per_item, y):
        drawing.boxes([piece.box], piece.fill)
        if _fits(piece):
            middle = piece.box.x + piece.box.width / 2
            drawing.label((middle, y), piece.words, replace(TICK, ink=piece.on))
        else:
            left_over.append(piece.words)
    drawing.label((_words_at(row, per_item), y), _tail(row, left_over), KEY)


def _pieces(row: LightRow, per_item: float, y: float) -> Iterator[_Piece]:
    x = float(_PLOT)
    for light, count in row.lights.each():
        if count:
            width = per_item * count
            fill, on = INK_OF_LIGHT[light]
            box = Box(x, y - _BAR / 2, max(width - 1, 0.5), _BAR)
            yield _Piece(box, fill, on, f"{light.word}{count}")
            x += width


def _fits(piece: _Piece) -> bool:
    """Whether there is room in the piece for character and count."""
    return width_of(piece.words, TICK.size) + 2 <= piece.box.width


def _tail(row: LightRow, left_over: list[str]) -> str:
    rest = f"（{' '.join(left_over)}）" if left_over else ""
    return f"{row.lights.total} 项{rest}"
