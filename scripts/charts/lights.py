"""The five lights and the charts that count them: one row per 大项 or unit."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Light(StrEnum):
    """The five lights, by the codes the pages use, in the order they are stacked."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"

    @property
    def word(self) -> str:
        """The one Chinese character that says the light without its colour."""
        return {"red": "红", "yellow": "黄", "green": "绿", "blue": "蓝", "grey": "灰"}[self]


@dataclass(frozen=True, kw_only=True)
class LightCounts:
    """How many items show each light."""

    red: int = 0
    yellow: int = 0
    green: int = 0
    blue: int = 0
    grey: int = 0

    def each(self) -> Iterator[tuple[Light, int]]:
        """Light and count, in stacking order, zeros included."""
        return ((light, getattr(self, light.value)) for light in Light)

    @property
    def total(self) -> int:
        """All items counted."""
        return sum(count for _, count in self.each())


@dataclass(frozen=True, kw_only=True)
class LightRow:
    """Item counts by light of one 大项 or one unit."""

    label: str
    lights: LightCounts


@dataclass(frozen=True, kw_only=True)
class LightsByMajor:
    """Rows of ``draw_lights_by_major``."""

    rows: tuple[LightRow, ...]
    title: str = "各大项灯色"


@dataclass(frozen=True, kw_only=True)
class UnitLoad:
    """Rows of ``draw_unit_load``, heaviest first as the view decides."""

    rows: tuple[LightRow, ...]
    title: str = "任务最重的单位"
