"""Entries of a list that were written once and are to stand; pure."""

from collections import Counter
from collections.abc import Iterable, Mapping

from scripts.history.changes import Edit

Entry = tuple[str, str, str]
"""Day, name of the field, its text: what tells entries of one day apart is not their number."""


def lost(edits: Iterable[Edit], name: str, standing: Mapping[str, str]) -> list[str]:
    """Return the days of the entries of list ``name`` that stand on the base and are changed or gone."""
    was, now = Counter[Entry](), Counter[Entry]()
    for edit in edits:
        if entry := _entry(edit.field, name):
            was.update([(*entry, edit.old)] if edit.old is not None else [])
            now.update([(*entry, edit.new)] if edit.new is not None else [])
    held = {(*entry, text) for field, text in standing.items() if (entry := _entry(field, name))}
    return sorted({each[0] for each in was - now if each in held})


def _entry(field: str, name: str) -> tuple[str, str] | None:
    parts = field.split(".", 2)
    if parts[0] != name or len(parts) < len(("reports", "day", "text")):
        return None
    return parts[1].partition("#")[0], parts[2]
