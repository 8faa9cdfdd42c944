"""A drawing → inline SVG for an HTML page.

Of what Matplotlib writes only the paths and texts are kept, with presentation
attributes instead of ``style`` (which a strict content security policy forbids),
CSS variables instead of colours, the reader's own font, and no id but the title's.
"""

from html import escape
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from scripts.charts.drawing import Drawing, Label
from scripts.charts.render import render
from scripts.charts.style import SENTINELS, WIDTH

_SVG = "{http://www.w3.org/2000/svg}"
_KEPT = ("fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-size",
         "font-weight", "text-anchor")  # fmt: skip
_DEFAULTS = {"fill": "none", "stroke": "none", "text-anchor": "start", "stroke-width": "1"}


def to_svg(drawing: Drawing) -> str:
    """Return the drawing as one ``<svg>`` element; the same drawing gives the same bytes.

    The width is that of the place it stands in, the height follows from the
    viewBox, so the page does not move when the chart appears.
    """
    document = ET.fromstring(render(drawing))  # noqa: S314 - written by ourselves
    groups = {group.get("id"): group for group in document.iter(f"{_SVG}g")}
    body = (
        _labelled(groups[f"shape{number}"][0], shape)
        if isinstance(shape, Label)
        else _path(groups[f"shape{number}"][0])
        for number, shape in enumerate(drawing.shapes)
    )
    return "\n".join([_head(drawing), *body, "</svg>\n"])


def _head(drawing: Drawing) -> str:
    title = f"{escape(drawing.name)}-title"
    wide = ' class="sy-chart__wide"' if drawing.width > WIDTH else ""
    return (
        f'<svg{wide} role="img" aria-labelledby="{title}" width="100%"'
        f' viewBox="0 0 {drawing.width:g} {drawing.height:g}" fill="none">\n'
        f'<title id="{title}">{escape(drawing.title)}</title>'
    )


def _path(element: Element) -> str:
    d = " ".join((element.get("d") or "").split())
    return f'<path d="{d}"{_presentation(element)}/>'


def _labelled(element: Element, label: Label) -> str:
    """Write a text; where it was shortened, hovering shows the whole of it."""
    place = f'x="{element.get("x")}" y="{element.get("y")}"'
    text = f"<text {place}{_presentation(element)}>{escape(element.text or '')}</text>"
    if label.text == label.whole:
        return text
    return f"<g><title>{escape(label.whole)}</title>{text}</g>"


def _presentation(element: Element) -> str:
    """Return the style of an element as attributes, those at their defaults left out."""
    style = dict(part.split(": ", 1) for part in (element.get("style") or "").split("; ") if part)
    return "".join(
        f' {name}="{_themed(style[name])}"'
        for name in _KEPT
        if name in style and style[name] != _DEFAULTS.get(name)
    )


def _themed(value: str) -> str:
    ink = SENTINELS.get(value)
    return ink.css if ink else value
