"""Small lines in tables: SVG without style, decoration beside first and last number."""

from collections.abc import Sequence

from markupsafe import Markup

_WIDTH, _HEIGHT, _EDGE = 200, 40, 3
_LINE = Markup(
    '<svg class="sy-spark" viewBox="0 0 200 40" preserveAspectRatio="none" aria-hidden="true">'
    '<path class="sy-spark__base" d="M0 37H200"></path><path class="sy-spark__line" d="{}"></path></svg>'
)


def spark(values: Sequence[float | None], highest: float = 1) -> Markup:
    """Draw values from 0 to ``highest`` or above, evenly spaced; one that is not known leaves a gap."""
    step = _WIDTH / max(1, len(values) - 1)
    top = max(highest, *(value or 0 for value in values), 0.01)
    drawn, pen = [], "M"
    for number, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        y = _HEIGHT - _EDGE - (_HEIGHT - 2 * _EDGE) * min(1.0, max(0.0, value / top))
        drawn.append(f"{pen}{number * step:.1f} {y:.1f}")
        pen = "L"
    return _LINE.format("".join(drawn))
