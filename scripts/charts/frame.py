"""What charts have in common: heading, legend, row shading, the empty chart."""

from collections.abc import Iterable, Sequence

from scripts.charts.data import Chart
from scripts.charts.drawing import Box, Drawing
from scripts.charts.lights import Light
from scripts.charts.save import to_svg
from scripts.charts.style import FAINT, HEADING, KEY, MARGIN, WIDTH, Ink
from scripts.charts.words import NOTHING, one_line, width_of

HEAD = 44
"""Height of the heading; the rest of a chart begins below it."""
LEGEND = 26
"""Height of a legend of one line."""

INK_OF_LIGHT = {
    Light.RED: (Ink.RED, Ink.ON_RED),
    Light.YELLOW: (Ink.YELLOW, Ink.ON_YELLOW),
    Light.GREEN: (Ink.GREEN, Ink.ON_GREEN),
    Light.BLUE: (Ink.BLUE, Ink.ON_BLUE),
    Light.GREY: (Ink.GREY, Ink.ON_GREY),
}
"""Fill, and the colour of text on it."""

LIGHT_KEYS = (
    (Ink.RED, "红 逾期或退回两次"),
    (Ink.YELLOW, "黄 临期或缺年度佐证"),
    (Ink.GREEN, "绿 正常推进"),
    (Ink.BLUE, "蓝 已销号"),
    (Ink.GREY, "灰 未到期未启动"),
)


def framed(name: str, title: str, height: float, *, width: float = WIDTH) -> Drawing:
    """Start a drawing with its heading in place."""
    drawing = Drawing(name=name, title=one_line(title), width=width, height=height)
    drawing.label((MARGIN, 20), title, HEADING, room=width - 2 * MARGIN)
    return drawing


def legend(
    drawing: Drawing, y: float, keys: Sequence[tuple[Ink, str]], *, outlined: Iterable[Ink] = ()
) -> None:
    """One line of colour boxes with their words; ``outlined`` ones are drawn hollow."""
    x = float(MARGIN)
    hollow = set(outlined)
    for ink, words in keys:
        fill, edge = (None, ink) if ink in hollow else (ink, None)
        drawing.boxes([Box(x, y - 6, 12, 12)], fill, edge=edge)
        drawing.label((x + 17, y), words, KEY)
        x += 17 + width_of(words, KEY.size) + 16


def finish(drawing: Drawing, sentence: str) -> Chart:
    """Render the drawing and join it with its sentence."""
    return Chart(svg=to_svg(drawing), sentence=sentence)


def empty(name: str, title: str) -> Chart:
    """Draw the chart of no data: it says so, and is not an error."""
    drawing = framed(name, title, 110)
    drawing.boxes([Box(MARGIN, HEAD, WIDTH - 2 * MARGIN, 52)], Ink.BAND)
    drawing.label((WIDTH / 2, HEAD + 26), NOTHING, FAINT)
    return finish(drawing, f"{title}：{NOTHING}。")
