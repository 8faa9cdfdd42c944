"""Field types: how one text of a data file is read, and its JSON Schema.

The loader hands over text only, so each type converts for itself and refuses
what it does not know with a Chinese sentence. The error's *type* is the
problem code a user sees (``F2xx``).
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from scripts.model.words import ITEM_KIND_CODES, ItemKind

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"-?[0-9]{1,7}(\.[0-9]{1,4})?")
_COUNT = re.compile(r"[0-9]{1,7}")
_SHAPES = {"dict": "映射", "list": "列表"}
_YEARS = (2000, 2100)
"""The years a campaign can have."""
RESERVED = frozenset(
    {
        "index",
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
    }
)
"""Names that a page of ours or Windows has taken."""
TEXT_LIMIT = 500
LONG_TEXT_LIMIT = 5000


class Record(BaseModel):
    """Base of every record: frozen, keyword-only, unknown keys refused."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, use_attribute_docstrings=True
    )


def refuse(code: str, what: str, expected: str, got: object) -> PydanticCustomError:
    """Return the error that names what was expected and what was found."""
    shown = _shorten(got)
    hint = "；含全角字符，请改用半角" if _is_full_width(got) else ""
    return PydanticCustomError(
        code,
        "{what}（应为{expected}，实为“{shown}”{hint}）",
        {"what": what, "expected": expected, "shown": shown, "hint": hint},
    )


def _shorten(got: object) -> str:
    text = got if isinstance(got, str) else _SHAPES.get(type(got).__name__, str(got))
    return text if len(text) <= 40 else text[:40] + "…"  # noqa: PLR2004 - room on one terminal line


def _is_full_width(got: object) -> bool:
    return isinstance(got, str) and unicodedata.normalize("NFKC", got) != got and not _plain_chinese(got)


def _plain_chinese(text: str) -> bool:
    return all(ord(char) not in range(0xFF10, 0xFF5B) for char in text)


def _text(limit: int) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not isinstance(value, str):
            raise refuse("F203", "应为一段文字", "文字", value)
        if not value.strip() or value != value.strip():
            raise refuse("F210", "文字不能为空，首尾不留空格", "文字", value)
        if len(value) > limit:
            raise refuse("F210", f"文字过长，共 {len(value)} 字", f"不超过 {limit} 字", value)
        if unicodedata.normalize("NFC", value) != value:
            raise refuse("F210", "文字不是规范组合形式", "Unicode NFC", value)
        return value

    return read


def _matching(pattern: str, what: str, expected: str) -> Callable[[Any], str]:
    compiled = re.compile(pattern)

    def read(value: Any) -> str:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            raise refuse("F211", what, expected, value)
        return value

    return read


def read_day(value: Any) -> date:
    """Read ``YYYY-MM-DD``; a date that is not in the calendar is refused."""
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise refuse("F212", "没有这一天", "日历上有的日期", value) from None
        if _YEARS[0] <= day.year <= _YEARS[1]:
            return day
        raise refuse("F212", "日期太远", f"{_YEARS[0]}–{_YEARS[1]} 年之间的日期", value)
    raise refuse("F212", "日期写法不对", "YYYY-MM-DD，如 2026-07-20", value)


def read_number(value: Any) -> Decimal:
    """Read a decimal number of at most seven digits and four decimals."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return Decimal(value)
    raise refuse("F213", "数字写法不对", "数字，如 0.25", value)


def read_count(value: Any) -> int:
    """Read a whole number that is not negative."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _COUNT.fullmatch(value):
        return int(value)
    raise refuse("F213", "应为整数", "0 或正整数", value)


def _year(value: Any) -> int:
    year = read_count(value)
    if not _YEARS[0] <= year <= _YEARS[1]:
        raise refuse("F213", "年份不对", f"{_YEARS[0]}–{_YEARS[1]} 之间的四位年份", value)
    return year


def read_yes_no(value: Any) -> bool:
    """Read 是 or 否."""
    if isinstance(value, bool):
        return value
    if value in ("是", "否"):
        return bool(value == "是")
    raise refuse("F214", "只能填是或否", "是 / 否", value)


def word_of(kind: type[StrEnum]) -> BeforeValidator:
    """Return a validator that reads one of the words of ``kind``."""
    allowed = " / ".join(member.value for member in kind)

    def read(value: Any) -> StrEnum:
        try:
            return kind(value)
        except ValueError:
            raise refuse("F215", "不在可选词之内", allowed, value) from None

    return BeforeValidator(read)


def _item_kind(value: Any) -> ItemKind:
    try:
        return ITEM_KIND_CODES.get(value) or ItemKind(value)
    except (ValueError, TypeError):
        raise refuse("F215", "不在可选词之内", " / ".join(ItemKind), value) from None


def split_list(value: Any) -> Any:
    """Split a CSV cell at ``；`` into a list; lists pass."""
    if isinstance(value, str):
        return [part.strip() for part in value.split("；") if part.strip()]
    return value


def split_entries(value: Any) -> Any:
    """Split a CSV cell into entries that have a type of their own; lists pass."""
    return split_list(value)


def matching(pattern: str, what: str, expected: str) -> BeforeValidator:
    """Return a validator of texts that match ``pattern`` wholly."""
    return BeforeValidator(_matching(pattern, what, expected))


def schema(kind: str, pattern: str | None = None, **more: object) -> WithJsonSchema:
    """Return what the JSON Schema of a field says of it."""
    return WithJsonSchema({"type": kind, **({"pattern": pattern} if pattern else {}), **more})


def _written(day: date) -> str:
    return day.isoformat()


read_words = _text(TEXT_LIMIT)
"""Read a short text: not empty, trimmed, in Unicode NFC."""
Text = Annotated[str, BeforeValidator(read_words), schema("string", minLength=1, maxLength=TEXT_LIMIT)]
LongText = Annotated[
    str, BeforeValidator(_text(LONG_TEXT_LIMIT)), schema("string", minLength=1, maxLength=LONG_TEXT_LIMIT)
]
ItemId = Annotated[
    str,
    BeforeValidator(
        _matching(r"[0-9]{1,2}\.[0-9]{2,3}", "小项编号写法不对", "大项.两位（或三位）序号，如 1.05")
    ),
    schema("string", r"^[0-9]{1,2}\.[0-9]{2,3}$"),
]


def _not_reserved(value: str) -> str:
    if value in RESERVED:
        raise refuse("F211", "这个代号系统要用", "换一个代号", value)
    return value


Slug = Annotated[
    str,
    AfterValidator(_not_reserved),
    BeforeValidator(
        _matching(
            r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?", "代号写法不对", "小写字母、数字和短横线，40 字以内"
        )
    ),
    schema("string", r"^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$"),
]
LocalId = Annotated[
    str,
    BeforeValidator(_matching(r"[A-Za-z][A-Za-z0-9_-]{0,19}", "编号写法不对", "字母开头的编号，如 s1、e12")),
    schema("string", r"^[A-Za-z][A-Za-z0-9_-]{0,19}$"),
]
FactName = Annotated[
    str,
    BeforeValidator(_matching(r"[\u4e00-\u9fffA-Za-z0-9]{1,30}", "事实名称写法不对", "不含标点和空格的短名")),
    schema("string"),
]
Sha256 = Annotated[
    str,
    BeforeValidator(_matching(r"[0-9a-f]{64}", "校验值写法不对", "64 位十六进制 sha256")),
    schema("string", r"^[0-9a-f]{64}$"),
]
Box = Annotated[
    str,
    BeforeValidator(_matching(r"[0-9]{1,2}-[0-9]{2}", "盒号写法不对", "大项-两位盒序，如 1-05")),
    schema("string", r"^[0-9]{1,2}-[0-9]{2}$"),
]
Page = Annotated[
    str,
    BeforeValidator(_matching(r"[0-9]{1,4}(-[0-9]{1,4})?", "页码写法不对", "12 或 12-18")),
    schema("string", r"^[0-9]{1,4}(-[0-9]{1,4})?$"),
]
EvidencePath = Annotated[
    str,
    BeforeValidator(
        _matching(
            r"[0-9]{1,2}\.[0-9]{2,3}/[A-Za-z0-9][A-Za-z0-9_-]{0,60}\.(pdf|jpg|png|docx|xlsx)",
            "佐证文件名写法不对",
            "小项编号/英文文件名，后缀 pdf、jpg、png、docx 或 xlsx",
        )
    ),
    schema("string", r"^[0-9]{1,2}\.[0-9]{2,3}/[A-Za-z0-9][A-Za-z0-9_-]{0,60}\.(pdf|jpg|png|docx|xlsx)$"),
]
Day = Annotated[
    date,
    BeforeValidator(read_day),
    PlainSerializer(_written),
    schema("string", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
]
Number = Annotated[Decimal, BeforeValidator(read_number), WithJsonSchema({"type": ["number", "string"]})]
Count = Annotated[int, BeforeValidator(read_count), schema("integer", minimum=0)]
Year = Annotated[int, BeforeValidator(_year), schema("integer", minimum=2000, maximum=2100)]
YesNo = Annotated[bool, BeforeValidator(read_yes_no), WithJsonSchema({"enum": ["是", "否"]})]
ItemKindWord = Annotated[ItemKind, BeforeValidator(_item_kind), WithJsonSchema({"enum": [*ItemKind]})]
TextList = Annotated[tuple[Text, ...], BeforeValidator(split_list)]
