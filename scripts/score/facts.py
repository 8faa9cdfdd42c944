"""A fact as text, read by the scoring part that asks for it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from scripts.model.progress import FactValue
from scripts.model.standard import Bands, Met, MinusEach, PlusEach, Share, Void, Yearly

_NUMBER = re.compile(r"[0-9]{1,7}(\.[0-9]{1,4})?")
_YEAR = re.compile(r"20[0-9]{2}")


class FactError(ValueError):
    """The fact's text does not fit the rule that reads it. The message is Chinese."""


@dataclass(frozen=True, kw_only=True)
class Ratio:
    """So many done of so many."""

    done: Decimal
    total: Decimal


YearMarks: TypeAlias = Mapping[int, bool]
Counts: TypeAlias = Mapping[str, Decimal]
Reading: TypeAlias = bool | Decimal | Ratio | YearMarks | Counts


def read_yes(value: FactValue) -> bool:
    """Read 是 / 否."""
    if value in ("是", "否"):
        return value == "是"
    raise FactError(f"应为是或否，实为“{_shown(value)}”")


def read_yearly(part: Yearly, value: FactValue) -> dict[int, bool]:
    """Read year → met, where a count is met when it reaches the quota."""
    if not isinstance(value, Mapping):
        raise FactError(f"应按年填写，如 {{2025: {'5' if part.quota else '是'}}}，实为“{_shown(value)}”")
    return {_year(year): _met(part, mark) for year, mark in value.items()}


def _met(part: Yearly, mark: str) -> bool:
    if part.quota is None:
        return read_yes(mark)
    return _number(mark) >= part.quota


def read_ratio(value: FactValue) -> Ratio:
    """Read {完成: n, 总数: n}."""
    if not isinstance(value, Mapping) or set(value) != {"完成", "总数"}:
        raise FactError(f"应为 {{完成: 数, 总数: 数}}，实为“{_shown(value)}”")
    done, total = _number(value["完成"]), _number(value["总数"])
    if done > total:
        raise FactError(f"完成数不能大于总数，实为 {done} / {total}")
    return Ratio(done=done, total=total)


def read_level(value: FactValue) -> Decimal | Ratio:
    """Read a percentage or count, or {完成: n, 总数: n}."""
    return read_ratio(value) if isinstance(value, Mapping) else _number(value)


def read_counts(part: MinusEach | PlusEach, value: FactValue) -> dict[str, Decimal]:
    """Read a count, year → count, or grade → count; the key of a bare count is ''."""
    if not isinstance(value, Mapping):
        if part.grades:
            raise FactError(f"应按等次填写（{' / '.join(part.grades)}），实为“{_shown(value)}”")
        return {"": _number(value)}
    unknown = [
        key
        for key in value
        if key not in (part.grades or {}) and not (not part.grades and _YEAR.fullmatch(key))
    ]
    if unknown:
        allowed = " / ".join(part.grades) if part.grades else "年份"
        raise FactError(f"“{unknown[0]}”不在可填之列，应为 {allowed}")
    return {key: _number(count) for key, count in value.items()}


def read_fact(part: Met | Yearly | Share | Bands | MinusEach | PlusEach | Void, value: FactValue) -> Reading:
    """Read ``value`` as ``part`` wants it; FactError says what was expected."""
    match part:
        case Met() | Void():
            return read_yes(value)
        case Yearly():
            return read_yearly(part, value)
        case Share():
            return read_ratio(value)
        case Bands():
            return read_level(value)
        case _:
            return read_counts(part, value)


def _year(text: str) -> int:
    if not _YEAR.fullmatch(text):
        raise FactError(f"应为四位年份，实为“{_shown(text)}”")
    return int(text)


def _number(text: object) -> Decimal:
    if isinstance(text, str) and _NUMBER.fullmatch(text):
        return Decimal(text)
    if isinstance(text, str) and text[:1] == "-" and _NUMBER.fullmatch(text[1:]):
        raise FactError(f"应为 0 或以上的数，实为“{text}”")
    raise FactError(f"应为数字，实为“{_shown(text)}”")


def _shown(value: object) -> str:
    return "、".join(f"{k}:{v}" for k, v in value.items()) if isinstance(value, Mapping) else str(value)[:40]
