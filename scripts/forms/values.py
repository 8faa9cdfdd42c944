"""One raw cell → the text a data file would hold, by the kind of its column.

What can be meant in one way only is taken so, and told in a note; what cannot
is refused, or handed on as typed for the model to refuse in its own words.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from scripts.forms.cells import Raw
from scripts.forms.sheets import Kind
from scripts.load.canonical import number_text
from scripts.load.text import invisible

_DAY = re.compile(
    r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?(?:[ T]0{1,2}:00(?::00)?)?"
)
_COMPACT = re.compile(r"(20[0-9]{2})([0-9]{2})([0-9]{2})")
_NO_YEAR = re.compile(r"[0-9]{1,2}\s*[-/.月]\s*[0-9]{1,2}\s*[日号]?")
_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,12})?")
_SERIALS = (36526, 73415)
"""The days from 2000 to 2100, counted as Excel counts them."""
_DIGITS = frozenset({Kind.DAY, Kind.NUMBER, Kind.YEAR, Kind.PLAIN, Kind.ITEM})
"""Kinds of plain digits and letters, where a full-width form can mean nothing else."""


@dataclass(frozen=True, kw_only=True)
class Value:
    """What a cell says; ``fault`` is why it cannot be taken, ``note`` how it was understood."""

    text: str = ""
    fault: tuple[str, str] | None = None
    note: str = ""


def value_of(raw: Raw | None, kind: Kind, epoch: date, items: Sequence[str] = ()) -> Value:
    """Return the text a cell stands for; ``items`` are the numbers that a column of items takes."""
    if raw is None:
        return Value()
    if fault := _unreadable(raw, kind):
        return Value(fault=fault)
    text = raw.text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if message := invisible(text):
        return Value(fault=("T104", message))
    narrow = unicodedata.normalize("NFKC", text) if kind in _DIGITS else text
    found = _typed(raw, kind, narrow, epoch, items)
    if found.fault or narrow == text:
        return found
    return Value(text=found.text, note=f"含全角字符的“{text[:20]}”按“{found.text[:20]}”读")


def _unreadable(raw: Raw, kind: Kind) -> tuple[str, str] | None:
    """Return code and sentence for a cell that says nothing certain."""
    shown = raw.text[:40]
    if raw.is_formula:
        return "X120", f"是公式（应为填写的值，实为公式，结果“{shown}”）；请复制后选择性粘贴为数值"
    if raw.kind == "e":
        return "X121", f"是出错的单元格（应为填写的值，实为“{shown}”）；请清空后重填"
    if raw.kind == "b":
        return "X122", f"是逻辑值（应为文字，实为“{'TRUE' if raw.text == '1' else 'FALSE'}”）；请重填"
    if raw.look == "percent" and raw.kind == "n":
        return "X123", "是百分数格式（应只写数字，如 85，不带 %）；请把单元格格式改为“常规”后重填"
    if raw.look == "date" and raw.kind == "n" and kind is not Kind.DAY:
        return "X124", "被 Excel 变成了日期（应为文字或数字）；请把单元格格式改为“文本”后重填"
    return None


def _typed(raw: Raw, kind: Kind, text: str, epoch: date, items: Sequence[str]) -> Value:
    match kind:
        case Kind.DAY:
            return _day(raw, text, epoch)
        case Kind.ITEM:
            return _item(text, items)
        case _ if raw.kind == "n" or kind in (Kind.NUMBER, Kind.YEAR):
            return Value(text=_number(text))
        case _:
            return Value(text=text)


def _day(raw: Raw, text: str, epoch: date) -> Value:
    compact = text.removesuffix(".0")
    if found := _DAY.fullmatch(text) or _COMPACT.fullmatch(compact):
        return Value(text=f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}")
    if raw.kind == "n" and _NUMBER.fullmatch(text) and _SERIALS[0] <= float(text) <= _SERIALS[1]:
        return Value(text=(epoch + timedelta(days=int(float(text)))).isoformat())
    if raw.kind == "d":
        return Value(text=text[:10])
    if _NO_YEAR.fullmatch(text):
        return Value(
            fault=("F212", f"日期写法不对（应为 YYYY-MM-DD，如 2026-07-20，实为“{text}”）；没有写年份")
        )
    return Value(text=text)


def _item(text: str, items: Sequence[str]) -> Value:
    """Return the one item a number can mean: Excel turns 4.10 into 4.1."""
    if text in items or not _NUMBER.fullmatch(text):
        return Value(text=text)
    same = [item for item in items if Decimal(item) == Decimal(_number(text))]
    if len(same) == 1:
        return Value(text=same[0], note=f"小项“{text}”按“{same[0]}”读" if same[0] != text else "")
    return Value(text=text)


def _number(text: str) -> str:
    """Return a number as data files write it, without what binary arithmetic adds behind."""
    try:
        number = float(text)
    except ValueError:
        return text
    if not _NUMBER.fullmatch(text) and not ("e" in text.lower() and abs(number) < 1e12):  # noqa: PLR2004 - no data has more
        return text
    return number_text(Decimal(f"{number:.12g}") if _is_long(text) else Decimal(text))


def _is_long(text: str) -> bool:
    return len(text) > 12 or "e" in text.lower()  # noqa: PLR2004 - what binary arithmetic adds
