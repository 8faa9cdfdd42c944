"""A drawing → the SVG document that Matplotlib writes for it."""

import warnings
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING

from scripts.charts.drawing import DASHES, Box, Boxes, Drawing, Label, Lines, Point, Shape
from scripts.charts.engine import matplotlib
from scripts.charts.font import FONT_FILE, UNCOVERED

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.path import Path
    from matplotlib.transforms import Transform

_SETTINGS = {"svg.fonttype": "none", "svg.hashsalt": "charts", "path.simplify": False}
_BASELINE = 0.36  # of the font size, from the middle of a line of text down


class ChartError(ValueError):
    """A chart cannot be drawn as asked; the message says which and why, in Chinese."""


def render(drawing: Drawing) -> bytes:
    """Draw it; the n-th shape becomes the group with id ``shape<n>``.

    Matplotlib's defaults are taken, never the user's settings, and its warnings are
    errors. A character without a glyph is a ``ChartError``, before anything is drawn.
    """
    _check_characters(drawing)
    mpl = matplotlib()
    target = BytesIO()
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        figure = mpl.figure.Figure((drawing.width / 72, drawing.height / 72), dpi=72)
        figure.patch.set_visible(False)
        flip = mpl.transforms.Affine2D().scale(1, -1).translate(0, drawing.height)
        for number, shape in enumerate(drawing.shapes):
            artist = _artist(shape, flip)
            artist.set(gid=f"shape{number}", zorder=number)
            figure.add_artist(artist)
        figure.savefig(target, format="svg", metadata={"Date": None})
    return target.getvalue()


def _check_characters(drawing: Drawing) -> None:
    """Name every character that has no glyph, and the text it stands in."""
    found = [
        f"“{UNCOVERED.sub('□', label.whole)}”中的 U+{ord(character):04X}"
        for label in drawing.labels()
        for character in UNCOVERED.findall(label.whole)
    ]
    if found:
        raise ChartError(f"图表有无法显示的字符：{'、'.join(found)}，请改用常用汉字和符号")


def _artist(shape: Shape, flip: "Transform") -> "Artist":
    match shape:
        case Label():
            return _text(shape, flip)
        case Lines():
            return _open_path(shape, flip)
        case Boxes():
            return _closed_path(shape, flip)


def _text(label: Label, flip: "Transform") -> "Artist":
    mpl = matplotlib()
    font = mpl.font_manager.FontProperties(
        family="stand-in",
        fname=str(FONT_FILE),
        size=label.look.size,
        weight="bold" if label.look.bold else "normal",
    )
    text: Artist = mpl.text.Text(
        label.x,
        label.y + _BASELINE * label.look.size,
        label.text,
        color=label.look.ink.sentinel,
        fontproperties=font,
        ha=label.look.anchor,
        va="baseline",
        parse_math=False,
        transform=flip,
    )
    return text


def _open_path(lines: Lines, flip: "Transform") -> "Artist":
    patch: Artist = matplotlib().patches.PathPatch(
        _joined(lines.paths, closed=False),
        fill=False,
        edgecolor=lines.ink.sentinel,
        linewidth=lines.thickness,
        linestyle=(0, DASHES) if lines.dashed else "solid",
        transform=flip,
    )
    return patch


def _closed_path(boxes: Boxes, flip: "Transform") -> "Artist":
    patch: Artist = matplotlib().patches.PathPatch(
        _joined(map(_corners, boxes.boxes), closed=True),
        facecolor=boxes.fill.sentinel if boxes.fill else "none",
        edgecolor=boxes.edge.sentinel if boxes.edge else "none",
        alpha=None if boxes.opacity == 1 else boxes.opacity,
        linewidth=1 if boxes.edge else 0,
        transform=flip,
    )
    return patch


def _corners(box: Box) -> tuple[Point, ...]:
    right, bottom = box.x + box.width, box.y + box.height
    return ((box.x, box.y), (right, box.y), (right, bottom), (box.x, bottom))


def _joined(outlines: Iterable[tuple[Point, ...]], *, closed: bool) -> "Path":
    """All outlines as one path: one shape, one artist, one element."""
    kind = matplotlib().path.Path
    points: list[Point] = []
    codes: list[int] = []
    for outline in outlines:
        points += [*outline, outline[0]] if closed else outline
        codes += [kind.MOVETO, *[kind.LINETO] * (len(outline) - 1)]
        codes += [kind.CLOSEPOLY] if closed else []
    path: Path = kind([(round(x, 1), round(y, 1)) for x, y in points], codes)
    return path
