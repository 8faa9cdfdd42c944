"""The one written form of a record, so that people, forms and scripts write alike.

A YAML file is one header comment, then the keys in the model's order: nested
records on one line each, a mapping of the top level one entry a line, lists of
records one record a line (a block where the record itself holds records, or the
days of many units). Steps stand apart, so that git can merge what two units
write of neighbouring ones (decision 0012).
Text is quoted only where YAML would not read it back as the same text.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from scripts.load.files import columns_of
from scripts.model.due import Due
from scripts.model.fields import Record

HEADER = "# 核对：python3 tasks.py check；整理格式：python3 tasks.py format；字段说明：data/README.md"

_APART = "steps"
"""The list whose records have an empty line between them: each may be another unit's."""
_BY_UNIT = "done"
"""The mapping inside a record that is written one entry a line: each is another unit's."""

_PLAIN = re.compile(r"[0-9A-Za-z_\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff〔【（《“‘/.][^\n]*")
_UNSAFE = re.compile(r"[,\[\]{}'\"\\\t]|: |:$| #")
_TYPED = re.compile(
    r"[-+]?[0-9][0-9_,.:eExXa-fA-FoO+-]*|[-+]?\.(inf|nan)|\.[0-9]+|~|null|true|false|yes|no|on|off|y|n|=|<<|"
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*",
    re.IGNORECASE | re.ASCII,
)
"""Fixed ranges: what is a letter differs between versions of Unicode, and ``canonical.js`` quotes alike."""
_WHOLE = re.compile(r"0|[1-9][0-9]*")
_NUMBER = re.compile(r"(0|-?[1-9][0-9]*|-?[0-9]+\.[0-9]+)")


def yaml_text(record: Record) -> str:
    """Return the canonical text of a YAML file that holds ``record``."""
    return "\n".join([HEADER, *_block(_plain_fields(record), "")]) + "\n"


def front_text(record: Record) -> str:
    """Return the canonical front matter of a page, without its fences."""
    return "\n".join(_block(_plain_fields(record), "")) + "\n"


def csv_text(model: type[Record], records: Iterable[Record]) -> str:
    """Return the canonical text of a table of ``model``."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    columns = columns_of(model)
    writer.writerow(columns)
    for record in records:
        fields = _plain_fields(record)
        writer.writerow([_cell(fields.get(column)) for column in columns])
    return out.getvalue()


def _plain_fields(record: Record) -> dict[str, Any]:
    """Return the fields that say something, by the name they have in the file."""
    found = {}
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if (
            value is None
            or (value in ((), {}) and not field.is_required())
            or _is_default(field.default, value)
        ):
            continue
        found[field.alias or name] = _typed_facts(value) if name == "facts" else value
    return found


def _typed_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts are kept as text; a number among them is written plain, as it was meant."""
    return {name: _typed_fact(value) for name, value in facts.items()}


def _typed_fact(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {
            Decimal(key) if _WHOLE.fullmatch(key) else key: _typed_fact(each) for key, each in value.items()
        }
    return Decimal(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else value


def _is_default(default: object, value: object) -> bool:
    return isinstance(value, bool) and value is default


def _block(fields: Mapping[str, Any], indent: str) -> list[str]:
    lines: list[str] = []
    for name, value in fields.items():
        lines += _entry(name, value, indent)
    return lines


def _entry(name: str, value: Any, indent: str) -> list[str]:
    if isinstance(value, Record) and not indent:
        return [f"{name}: {_flow(value)}"]
    if isinstance(value, Mapping) and value and (not indent or name == _BY_UNIT):
        entries = (f"{indent}  {_scalar(key)}: {_flow(each)}" for key, each in value.items())
        return [f"{indent}{name}:", *entries]
    if isinstance(value, Sequence) and not isinstance(value, str) and value and isinstance(value[0], Record):
        between = [""] if name == _APART and not indent else []
        lines = (line for each in value for line in (*between, *_listed(each, indent + "  ")))
        return [f"{indent}{name}:", *list(lines)[len(between) :]]
    return [f"{indent}{name}: {_flow(value)}"]


def _listed(record: Record, indent: str) -> list[str]:
    fields = _plain_fields(record)
    if not any(_holds_records(value) or _is_by_unit(name, value) for name, value in fields.items()):
        return [f"{indent}- {_flow(record)}"]
    lines = _block(fields, indent + "  ")
    return [f"{indent}- {lines[0].lstrip()}", *lines[1:]]


def _holds_records(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Record)


def _is_by_unit(name: str, value: Any) -> bool:
    return name == _BY_UNIT and isinstance(value, Mapping)


def _flow(value: Any) -> str:
    if isinstance(value, Record):
        return "{" + ", ".join(f"{name}: {_flow(each)}" for name, each in _plain_fields(value).items()) + "}"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(key)}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(_flow(each) for each in value) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value)
    return _quoted(str(value))


def number_text(value: Decimal) -> str:
    """Return the shortest plain form of a number: 1.50 → 1.5, 2.0 → 2, -0.0 → 0."""
    if not value:
        return "0"
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _quoted(text: str) -> str:
    if _PLAIN.fullmatch(text) and not _UNSAFE.search(text) and not _TYPED.fullmatch(text):
        return text
    return (
        '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
    )


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "；".join(value)
    return value if isinstance(value, str) and not isinstance(value, Enum) else _scalar_cell(value)


def _scalar_cell(value: Any) -> str:
    return str(value.value) if isinstance(value, Enum) else _scalar(value)


_WRITERS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: "是" if value else "否"),
    (Enum, lambda value: _quoted(str(value.value))),
    (Decimal, number_text),
    (int, str),
    (date, date.isoformat),
    (Due, lambda value: value.text),
)
