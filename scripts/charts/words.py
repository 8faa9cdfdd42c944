"""Numbers, days and names as the reader sees them."""

import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from scripts.charts.data import Number, Share
from scripts.charts.lights import LightCounts

NO_DATA = "无数据"
NOTHING = "暂无数据"
_NARROW_EM = 0.6


def percent(share: Share) -> str:
    """0.6315 → 63.2%; nothing known → 无数据."""
    return NO_DATA if share is None else f"{_rounded(_decimal(share) * 100, '0.1')}%"


def points(value: Number | None) -> str:
    """1.25 → 1.25; always two decimals, so that columns align."""
    return NO_DATA if value is None else str(_rounded(_decimal(value), "0.01"))


def month_day(day: date) -> str:
    """As on an axis: 07-20."""
    return f"{day.month:02d}-{day.day:02d}"


def long_day(day: date) -> str:
    """As in a sentence: 2026年7月20日."""
    return f"{day.year}年{day.month}月{day.day}日"


def light_words(lights: LightCounts) -> str:
    """红 1、黄 0、绿 4、蓝 3、灰 0."""
    return "、".join(f"{light.word} {count}" for light, count in lights.each())


def listed(parts: Iterable[str]) -> str:
    """Chinese enumeration of at least one part."""
    return "、".join(parts)


def width_of(text: str, size: float) -> float:
    """Room the text takes, in pixels, on the safe side: a Han character is 1 em wide."""
    return size * sum(_em(character) for character in text)


def shorten(text: str, room: float, size: float) -> str:
    """Return the text, or as much of its beginning as fits before a …."""
    if width_of(text, size) <= room:
        return text
    kept, used = "", size
    for character in text:
        used += size * _em(character)
        if used > room:
            break
        kept += character
    return kept.rstrip() + "…"


def one_line(text: str) -> str:
    """White space of any kind as single spaces: a label is one line."""
    return " ".join(text.split())


def _em(character: str) -> float:
    wide = unicodedata.east_asian_width(character) in "WFA"
    return 1.0 if wide else _NARROW_EM


def _decimal(value: Number) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _rounded(value: Decimal, step: str) -> Decimal:
    rounded = value.quantize(Decimal(step), ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded
