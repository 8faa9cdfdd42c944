"""Colours by role, sizes, and the style sheet that gives the roles their values.

Matplotlib wants real colours, pages want CSS variables. So shapes are drawn in
sentinels, which ``save`` exchanges for ``var(--sy-…,fallback)``. Data never choose
a colour and text is not searched, so a sentinel cannot be met by accident.
"""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Literal

WIDTH = 640
WIDE = 1000
MARGIN = 4
TITLE, BODY, SMALL, TINY = 16, 13, 12, 11


class Ink(Enum):
    """One role of colour: CSS variable, value on the light page, value on the dark page."""

    FG = ("--sy-chart-fg", "#333", "#e4e5ea")
    MUTED = ("--sy-chart-muted", "#5f6368", "#b4b7c2")
    GRID = ("--sy-chart-grid", "#d5d8dc", "#454a58")
    BAND = ("--sy-chart-band", "#f4f5f7", "#262a35")
    RED = ("--sy-red", "#c62828", "#ef6b68")
    YELLOW = ("--sy-yellow", "#f9b825", "#fdd24a")
    GREEN = ("--sy-green", "#2e7d32", "#6cc070")
    BLUE = ("--sy-blue", "#1565c0", "#69b1f5")
    GREY = ("--sy-grey", "#707579", "#a2a6ad")
    ON_RED = ("--sy-on-red", "#fff", "#111")
    ON_YELLOW = ("--sy-on-yellow", "#111", "#111")
    ON_GREEN = ("--sy-on-green", "#fff", "#111")
    ON_BLUE = ("--sy-on-blue", "#fff", "#111")
    ON_GREY = ("--sy-on-grey", "#fff", "#111")
    C1 = ("--sy-c1", "#1f5f8b", "#7fbdea")
    C2 = ("--sy-c2", "#7fb0d3", "#3d7ba6")
    C3 = ("--sy-c3", "#dbe9f3", "#2b3c4c")
    C4 = ("--sy-c4", "#b3541e", "#f0a06a")

    @cached_property
    def css(self) -> str:
        """Return the colour as written into the SVG; it stands without any style sheet, too."""
        variable, light, _ = self.value
        return f"var({variable},{light})"

    @cached_property
    def sentinel(self) -> str:
        """Return the stand-in colour while Matplotlib draws."""
        return f"#0102{list(Ink).index(self):02x}"


SENTINELS = {ink.sentinel: ink for ink in Ink}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a text looks; ``anchor`` is the end of it that stands on its place."""

    size: float = BODY
    ink: Ink = Ink.FG
    anchor: Literal["left", "center", "right"] = "left"
    bold: bool = False


HEADING = Look(size=TITLE, bold=True)
NAME = Look()
KEY = Look(size=SMALL)
TICK = Look(size=SMALL, ink=Ink.MUTED, anchor="center")
COLUMN = Look(size=SMALL, anchor="right")
FAINT = Look(ink=Ink.MUTED, anchor="center")

_RULES = """\
.sy-chart { margin: 1em 0; break-inside: avoid; }
.sy-chart__scroll { overflow-x: auto; }
.sy-chart svg { display: block; width: 100%; height: auto; min-width: 600px; max-width: 860px; }
.sy-chart svg.sy-chart__wide { min-width: 900px; max-width: none; }
.sy-chart figcaption { max-width: none; margin: .4em 0 0; text-align: left; font-style: normal; }
@media print {
  .sy-chart__scroll { overflow: visible; }
  .sy-chart svg, .sy-chart svg.sy-chart__wide { min-width: 0; max-width: 100%; max-height: 88vh; }
}
"""


def stylesheet() -> str:
    """Return the CSS of all charts, for the light page, the dark page and paper.

    It expects this around a chart, so that a phone scrolls the figure and not the page::

        <figure class="sy-chart">
          <div class="sy-chart__scroll" tabindex="0">SVG</div>
          <figcaption>sentence</figcaption>
        </figure>

    Paper always takes the light colours.
    """
    return (
        _scheme(":root", dark=False)
        + "@media screen {\n"
        + _scheme('[data-md-color-scheme="slate"]', dark=True)
        + "}\n"
        + _RULES
    )


def _scheme(selector: str, *, dark: bool) -> str:
    lines = (f"  {ink.value[0]}: {ink.value[2 if dark else 1]};\n" for ink in Ink)
    return f"{selector} {{\n{''.join(lines)}}}\n"
