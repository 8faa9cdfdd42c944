"""What differs between two versions of a record, field by field; pure."""

from typing import NamedTuple

from scripts.history.mining.flat import Flat, Groups, spread
from scripts.history.mining.versions import ABSENT, Pieces, fields_of

MOVED = "移动"
"""How a change came about that is of no field: the file or folder went elsewhere."""
SETTLED, LOST, MADE = "合并时取舍", "合并时丢失", "合并时改动"
"""How a merge differs from what one side alone made: a conflict settled, a change lost, one of its own."""


class Change(NamedTuple):
    """One field of one record that one commit changed; ``old`` or ``new`` is None where it is absent.

    Times are ISO texts of China. ``title`` is the item's name at that time. ``how`` is '' for an
    ordinary edit, one of ``SETTLED``, ``LOST`` and ``MADE`` for what a merge did, ``MOVED`` where
    ``old`` and ``new`` are paths.
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
    """A field with its text before and after; ``how`` as in a change."""

    field: str
    old: str | None
    new: str | None
    how: str = ""


class Told(NamedTuple):
    """What one commit changed in one record: the first and the last fields of each change, and the edits."""

    first: tuple[str, ...]
    edits: list[Edit]
    last: tuple[str, ...]


def edits(old: Pieces, new: Pieces) -> list[Edit]:
    """Return the fields that differ, sorted; only pieces that differ are looked into."""
    was: Flat = {}
    now: Flat = {}
    for name in old.keys() | new.keys():
        one, other = old.get(name, ABSENT), new.get(name, ABSENT)
        if one is not other:
            was |= spread(one[0], _apart(one[1], other[1]))
            now |= spread(other[0], _apart(other[1], one[1]))
    return _differing(was, now)


def _apart(groups: Groups, others: Groups) -> Groups:
    """Return the fields the others have otherwise; a group that is the very same object is passed by."""
    found: Groups = {}
    for group, fields in groups.items():
        known = others.get(group)
        if known is None:
            found[group] = fields
        elif known is not fields:
            found[group] = {name: value for name, value in fields.items() if known.get(name) != value}
    return found


def _differing(before: Flat, after: Flat) -> list[Edit]:
    names = sorted(before.keys() | after.keys())
    return [Edit(name, old, new) for name in names if (old := before.get(name)) != (new := after.get(name))]


def merge_edits(base: Pieces, parents: list[Pieces], result: Pieces) -> list[Edit]:
    """Return what a merge itself changed or lost: where its result is not what one side alone made of it."""
    versions = [base, *parents, result]
    names = {
        name
        for name in {each for version in versions for each in version}
        if any(version.get(name) != result.get(name) for version in versions)
    }
    start, *sides, end = [fields_of(version, names) for version in versions]
    found = []
    for field in sorted({name for flat in (start, *sides, end) for name in flat}):
        changed = [side.get(field) for side in sides if side.get(field) != start.get(field)]
        expected = changed or [start.get(field)]
        now = end.get(field)
        lost = [value for value in expected if value != now]
        if lost:
            found.append(Edit(field, lost[0], now, _how(start.get(field), changed, now)))
    return found


def _how(start: str | None, changed: list[str | None], now: str | None) -> str:
    """Return how a merge came to a value: chosen among sides that disagree, lost, or made up."""
    if now in changed and len(set(changed)) > 1:
        return SETTLED
    return LOST if now in (start, *changed) else MADE
