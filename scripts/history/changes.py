"""What differs between two versions of a record, field by field; pure."""

from collections.abc import Iterator
from typing import NamedTuple

from scripts.history.flat import Flat, spread
from scripts.history.versions import NOTHING, Pieces, Reader


class Change(NamedTuple):
    """One field of one record that one commit changed; ``old`` or ``new`` is None where it is absent.

    Times are ISO texts of China. ``title`` is the item's name at that time. ``how`` is '' for an
    ordinary edit, ``合并时改动`` for one made in the merge itself, ``合并时丢失`` for one it lost.
    """

    commit: str
    claimed: str
    recorded: str
    author: str
    merger: str
    unit: str
    campaign: str
    kind: str
    id: str
    field: str
    old: str | None
    new: str | None
    reason: str
    title: str
    brought_by: str
    how: str


class Edit(NamedTuple):
    """A field with its text before and after."""

    field: str
    old: str | None
    new: str | None


def edits(reader: Reader, old: Pieces, new: Pieces) -> list[Edit]:
    """Return the fields that differ, sorted; only pieces that differ are looked into."""
    names = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
    before, after = reader.groups(old, names), reader.groups(new, names)
    groups = [name for name in before.keys() | after.keys() if before.get(name) is not after.get(name)]
    was = spread({name: before[name] for name in groups if name in before})
    now = spread({name: after[name] for name in groups if name in after})
    return [Edit(*each) for each in sorted(_differing(was, now))]


def _differing(before: Flat, after: Flat) -> Iterator[tuple[str, str | None, str | None]]:
    for name in before.keys() | after.keys():
        if (old := before.get(name)) != (new := after.get(name)):
            yield name, old, new


def merge_edits(
    reader: Reader, base: Pieces, parents: list[Pieces], result: Pieces
) -> list[tuple[Edit, str]]:
    """Return what a merge itself changed or lost: where its result is not what one side alone made of it."""
    versions = [base, *parents, result]
    names = {
        name
        for name in {each for version in versions for each in version}
        if any(version.get(name) != result.get(name) for version in versions)
    }
    start, *sides, end = [reader.fields(version, names) for version in versions]
    found = []
    for field in sorted({name for flat in (start, *sides, end) for name in flat}):
        changed = [side.get(field) for side in sides if side.get(field) != start.get(field)]
        expected = changed or [start.get(field)]
        now = end.get(field)
        lost = [value for value in expected if value != now]
        if lost:
            how = "合并时丢失" if now in (start.get(field), *changed) else "合并时改动"
            found.append((Edit(field, lost[0], now), how))
    return found


__all__ = ["NOTHING", "Change", "Edit", "edits", "merge_edits"]
