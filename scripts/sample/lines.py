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


def listing(name: str, records: Iterable[Mapping[str, Value]], *, apart: bool = False) -> list[str]:
    """Return a list of records, one a line (or ``apart``, with empty lines); nothing when there are none."""
    found = [_record(record) for record in records]
    between = [""] if apart else []
    lines = [line for record in found for line in (*between, *record)]
    return [f"{name}:", *lines[len(between) :]] if found else []


def _record(fields: Mapping[str, Value]) -> list[str]:
    """Return a record on one line, or as a block when it holds the days of many units."""
    if not any(isinstance(value, Mapping) for value in fields.values()):
        return [f"  - {flow(fields)}"]
    lines = [line for name, value in fields.items() for line in _field(name, value)]
    return [f"  - {lines[0]}", *(f"    {line}" for line in lines[1:])]


def _field(name: str, value: Value) -> list[str]:
    if isinstance(value, Mapping):
        return [f"{name}:", *(f"  {unit}: {scalar(day)}" for unit, day in value.items())]
    return [] if value is None else [f"{name}: {scalar(value)}"]


def facts(found: Mapping[str, str]) -> list[str]:
    """Return the ``facts:`` block of values written as YAML in a table."""
    return ["facts:", *(f"  {name}: {value}" for name, value in found.items())] if found else []


def document(item: str, lines: Iterable[str]) -> str:
    """Return the text of an item's file."""
    return "\n".join([HEADER, f'id: "{item}"', *lines]) + "\n"
