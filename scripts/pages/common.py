"""What the pages of both sites share: charts and the form of a menu."""

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeAlias

from scripts.pages.sheet import Block, block

NavItem: TypeAlias = "str | Mapping[str, str | Sequence[NavItem]]"
"""As in mkdocs: a page, ``{title: page}`` or ``{title: [...]}``; titles are plain text."""


class ChartLike(Protocol):
    """A finished chart: inline SVG and the same numbers as a sentence."""

    @property
    def svg(self) -> str:
        """The drawing, safe to stand in a page."""

    @property
    def sentence(self) -> str:
        """What it shows, in words."""


def figures(*charts: ChartLike) -> Block:
    """Charts that scroll by themselves on a phone, each with its sentence below."""
    return block("figures.html", charts=charts)
