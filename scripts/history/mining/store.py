"""What is kept between two runs: a short state, and the log as JSON lines; pure."""

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from json.encoder import encode_basestring_ascii as quoted
from typing import Any, NamedTuple

from scripts.history.changes import Change, Told
from scripts.history.unseen import clean

_ID = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")
FORM = 4
"""Raised whenever the same history would be told otherwise; what was kept before is then not used."""


class TornError(Exception):
    """Kept lines that are no log."""


class Finding(NamedTuple):
    """Something in the history that could not be read, or is out of order."""

    commit: str
    recorded: str
    code: str
    path: str
    message: str


class State(NamedTuple):
    """Where a run ended, and what the next one must know of the past."""

    tip: str
    length: int
    about: dict[str, list[str]]
    """Title and unit of each item and register entry."""
    stands_for: dict[str, str]
    """Broken version → the last good one of the same record."""
    names: dict[str, str]
    """Former → next name of each article and campaign that was moved."""
    spent: int
    """Fields told so far of commits that change very many at once."""

    @classmethod
    def empty(cls) -> "State":
        """Return the state before the first commit."""
        return cls("", 0, {}, {}, {}, 0)


def write_state(state: State) -> bytes:
    """Return the state as JSON."""
    return json.dumps({"form": FORM, **state._asdict()}, separators=(",", ":")).encode("ascii") + b"\n"


def read_state(kept: bytes, length: int) -> State | None:
    """Return the kept state, or None when it is of another form, torn, or not of these lines."""
    try:
        found: Any = json.loads(kept)
        if found.pop("form") != FORM or found["length"] != length or not _ID.fullmatch(found["tip"]):
            return None
        is_sound = type(found["spent"]) is int and all(
            isinstance(title, str) and isinstance(unit, str) for title, unit in found["about"].values()
        )
        texts = (text for name in ("stands_for", "names") for text in found[name].values())
        return State(**found) if is_sound and all(isinstance(text, str) for text in texts) else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def to_lines(told: Finding | Told) -> bytes:
    """Return one line of JSON each: a change is a list of its fields, a finding a shorter one."""
    if isinstance(told, Finding):
        return f"[{_row(told)}]\n".encode("ascii")
    first, last = _row(told.first), _row(told.last)
    lines = [
        f"[{first},{_cleaned(field)},{_text(old)},{_text(new)},{last},{quoted(how)}]\n"
        for field, old, new, how in told.edits
    ]
    return "".join(lines).encode("ascii")


@lru_cache(maxsize=4096)
def _cleaned(field: str) -> str:
    return quoted(clean(field))


def _text(value: str | None) -> str:
    return "null" if value is None else quoted(value)


def _row(fields: Iterable[str]) -> str:
    return ",".join(map(quoted, fields))


def from_lines(lines: bytes) -> tuple[tuple[Change, ...], tuple[Finding, ...]]:
    """Read back what ``to_lines`` wrote; TornError when it is something else."""
    width = len(Finding._fields)
    try:
        rows = json.loads(b"[" + b",".join(lines.splitlines()) + b"]")
        return (
            tuple(Change(*row) for row in rows if len(row) != width),
            tuple(Finding(*row) for row in rows if len(row) == width),
        )
    except (ValueError, TypeError, RecursionError):
        raise TornError from None
