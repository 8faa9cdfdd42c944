"""The written form of the sample's YAML: one record a line, quoted only where needed.

Written without the loader on purpose: the sample must not depend on the rooms
it is a sample for. ``format`` finds nothing to change in what this writes.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date

HEADER = "# 核对：python3 tasks.py check；整理格式：python3 tasks.py format；字段说明：data/README.md"

Value = str | int | date | Mapping[str, date] | None

_UNSAFE = re.compile(r"[,\[\]{}'\"\\]|: | #|:$")
_LIKE_A_NUMBER = re.compile(r"[-+]?[0-9][0-9_,.:eExXa-fA-FoO+-]*")


class Plain(str):
    """Text that is YAML already: a fact as written in a table, a deadline."""

    __slots__ = ()


def scalar(value: Value) -> str:
    """Return one value as YAML; text is quoted where YAML would read something else."""
    if isinstance(value, Mapping):
        return flow(value)
    if isinstance(value, str) and not isinstance(value, Plain):
        return f'"{value}"' if _UNSAFE.search(value) or _LIKE_A_NUMBER.fullmatch(value) else value
    return str(value)


def flow(fields: Mapping[str, Value]) -> str:
    """Return a record on one line; fields without a value are left out."""
    said = [f"{name}: {scalar(value)}" for name, value in fields.items() if value is not None]
    return "{" + ", ".join(said) + "}"


def listing(name: str, records: Iterable[Mapping[str, Value]]) -> list[str]:
    """Return a list of records, one a line; nothing when there are none."""
    lines = [f"  - {flow(record)}" for record in records]
    return [f"{name}:", *lines] if lines else []


def facts(found: Mapping[str, str]) -> list[str]:
    """Return the ``facts:`` block of values written as YAML in a table."""
    return ["facts:", *(f"  {name}: {value}" for name, value in found.items())] if found else []


def document(item: str, lines: Iterable[str]) -> str:
    """Return the text of an item's file."""
    return "\n".join([HEADER, f'id: "{item}"', *lines]) + "\n"
