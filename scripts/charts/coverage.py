"""佐证齐全率: 大项 by year, darker where more of the asked pieces are there."""

from scripts.charts.data import Chart, Coverage, CoverageMap
from scripts.charts.drawing import Box, Drawing
from scripts.charts.frame import HEAD, empty, finish, framed
from scripts.charts.style import FAINT, MARGIN, TINY, WIDTH, Ink, Look
from scripts.charts.words import listed, percent

_ROW = 38
_PLOT = 160
_GAP = 3
_DEPTHS = 5
_DEEPEST = 0.45
"""Text stays legible on the deepest shade, on light and dark pages."""


def draw_coverage(data: CoverageMap, *, name: str = "coverage") -> Chart:
    """Draw a cell per 大项 and year: percentage, and below it what is still missing."""
    if not data.rows or not data.years:
        return empty(name, data.title)
    top = HEAD + 16
    drawing = framed(name, data.title, top + _ROW * len(data.rows) + 8)
    places = {
        (row, column): Box(x, top + _ROW * row, _column(data) - _GAP, _ROW - _GAP)
        for row in range(len(data.rows))
        for column, x in enumerate(_lefts(data))
    }
    cells = {place: data.rows[place[0]].cells[place[1]] for place in places}
    _shade(drawing, [(places[place], cell) for place, cell in cells.items()])
    for x, year in zip(_lefts(data), data.years, strict=True):
        middle = x + (_column(data) - _GAP) / 2
        drawing.label((middle, HEAD + 4), f"{year}年", FAINT)
    for number, row in enumerate(data.rows):
        y = top + _ROW * number + (_ROW - _GAP) / 2
        drawing.label((MARGIN, y), row.label, room=_PLOT - MARGIN - 8)
    for place, cell in cells.items():
        _words_in(drawing, places[place], cell)
    return finish(drawing, _sentence(data))


def _column(data: CoverageMap) -> float:
    return (WIDTH - MARGIN - _PLOT) / len(data.years)


def _lefts(data: CoverageMap) -> list[float]:
    return [_PLOT + _column(data) * number for number in range(len(data.years))]


def _shade(drawing: Drawing, cells: list[tuple[Box, Coverage]]) -> None:
    """Put all cells of one depth into one shape; nothing asked, nothing shaded."""
    drawing.boxes((box for box, cell in cells if cell.asked), None, edge=Ink.GRID)
    for depth in range(1, _DEPTHS + 1):
        boxes = (box for box, cell in cells if _depth(cell) == depth)
        drawing.boxes(boxes, Ink.C1, opacity=_DEEPEST * depth / _DEPTHS)


def _depth(cell: Coverage) -> int:
    """Return 0 for nothing present, the last depth only for everything present."""
    if not cell.asked or not cell.present:
        return 0
    return 1 + min(cell.present, cell.asked) * (_DEPTHS - 1) // cell.asked


def _words_in(drawing: Drawing, box: Box, cell: Coverage) -> None:
    middle, y = box.x + box.width / 2, box.y + box.height / 2
    if not cell.asked:
        drawing.label((middle, y), "—", FAINT)
        return
    missing = max(cell.asked - cell.present, 0)
    share = percent(cell.present / cell.asked)
    drawing.label((middle, y - (7 if missing else 0)), share, Look(anchor="center"))
    if missing:
        drawing.label((middle, y + 8), f"缺 {missing}/{cell.asked}", Look(size=TINY, anchor="center"))


def _sentence(data: CoverageMap) -> str:
    """Each year over all 大项: share, present, asked."""
    return f"佐证齐全率：{listed(_year_words(data, n) for n in range(len(data.years)))}。"


def _year_words(data: CoverageMap, number: int) -> str:
    present = sum(row.cells[number].present for row in data.rows)
    asked = sum(row.cells[number].asked for row in data.rows)
    share = percent(present / asked if asked else None)
    return f"{data.years[number]}年 {share}（{present}/{asked}）"
