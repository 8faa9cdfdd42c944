"""A chart as a list of shapes in pixels, before anything is rendered.

Origin top left, y downwards, as in the SVG. Charts place every mark themselves:
there is no automatic layout to pay for or to be surprised by, and tests can ask a
drawing where its texts stand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from scripts.charts.style import NAME, Ink, Look
from scripts.charts.words import one_line, shorten, width_of

Point = tuple[float, float]
DASHES = (5.0, 4.0)


class Box(NamedTuple):
    """A rectangle by its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxes:
    """Rectangles of one colour, drawn as one path."""

    boxes: tuple[Box, ...]
    fill: Ink | None
    edge: Ink | None
    opacity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Open lines of one colour, drawn as one path."""

    paths: tuple[tuple[Point, ...], ...]
    ink: Ink
    thickness: float
    dashed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One line of text; ``y`` is its middle, ``whole`` the text before it was shortened."""

    x: float
    y: float
    text: str
    look: Look
    whole: str

    def extent(self) -> Box:
        """Return the room the text takes."""
        width = width_of(self.text, self.look.size)
        shift = {"left": 0.0, "center": 0.5, "right": 1.0}[self.look.anchor]
        return Box(self.x - shift * width, self.y - self.look.size / 2, width, self.look.size)


Shape = Boxes | Lines | Label


@dataclass(kw_only=True)
class Drawing:
    """The shapes of one chart, lowest first. Empty shapes are left out."""

    name: str
    title: str
    width: float
    height: float
    shapes: list[Shape] = field(default_factory=list)

    def boxes(
        self,
        boxes: Iterable[Box],
        fill: Ink | None,
        *,
        edge: Ink | None = None,
        opacity: float = 1.0,
    ) -> None:
        """Add rectangles; those without area are left out."""
        seen = tuple(box for box in boxes if box.width > 0 and box.height > 0)
        if seen:
            self.shapes.append(Boxes(boxes=seen, fill=fill, edge=edge, opacity=opacity))

    def lines(
        self,
        paths: Iterable[Sequence[Point]],
        ink: Ink,
        *,
        thickness: float = 1.0,
        dashed: bool = False,
    ) -> None:
        """Add open lines."""
        seen = tuple(tuple(path) for path in paths)
        if seen:
            self.shapes.append(Lines(paths=seen, ink=ink, thickness=thickness, dashed=dashed))

    def label(self, at: Point, text: str, look: Look = NAME, *, room: float = float("inf")) -> None:
        """Add text, shortened to ``room``; the whole text then shows on hovering."""
        whole = one_line(text)
        shown = shorten(whole, room, look.size)
        if shown:
            self.shapes.append(Label(x=at[0], y=at[1], text=shown, look=look, whole=whole))

    def labels(self) -> list[Label]:
        """All texts, for those who ask what a chart says and where."""
        return [shape for shape in self.shapes if isinstance(shape, Label)]
