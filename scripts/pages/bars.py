"""Small bars in tables and cards: SVG without style, decoration beside a number."""

from collections.abc import Mapping
from decimal import Decimal

from markupsafe import Markup

from scripts.pages.lamps import LIGHTS, lamp_code

_FULL = 1000
_NOTCH = 8
_BAR = Markup(
    '<svg class="sy-bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">{}</svg>'
)
_PIECE = Markup('<rect class="{}" x="{}" y="0" width="{}" height="10"></rect>')


def bar(share: float | None, plan: float | None = None) -> Markup:
    """A bar as long as the share, with a notch where the plan stands."""
    pieces = [_PIECE.format("sy-bar__fill", 0, _length(share))]
    if plan is not None:
        pieces.append(_PIECE.format("sy-bar__plan", min(_length(plan), _FULL - _NOTCH), _NOTCH))
    return _BAR.format(Markup().join(pieces))


def stack(counts: Mapping[str, int]) -> Markup:
    """One bar of the five lights, each as long as its count."""
    total = sum(counts.get(light, 0) for light in LIGHTS)
    pieces, passed, left = [], 0, 0
    for light in LIGHTS if total else ():
        passed += counts.get(light, 0)
        right = passed * _FULL // total
        if right > left:
            pieces.append(_PIECE.format(f"sy-fill--{lamp_code(light)}", left, right - left))
        left = right
    return _BAR.format(Markup().join(pieces))


def of(points: str, maximum: str) -> float | None:
    """Points as a share of the most there is; None when there is nothing to win."""
    return float(Decimal(points) / Decimal(maximum)) if Decimal(maximum) > 0 else None


def _length(share: float | None) -> int:
    return round(max(0.0, min(1.0, share or 0.0)) * _FULL)
