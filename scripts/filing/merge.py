"""Entries laid over the present record, field by field; pure.

A field others changed meanwhile is taken only when nothing is lost by it; else it is a clash.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scripts.filing.entries import Clash, Entry, Path
from scripts.filing.flat import Flat

_NAMED_BY = {"steps": "id", "evidence": "id", "reports": "on"}
_LETTER = {"steps": "s", "evidence": "e"}
_WHOLE = 2
"""Parts of the path of an entry of a list."""


@dataclass(frozen=True, kw_only=True)
class Joined:
    """The record as it is to be, and what became of each entry."""

    flat: Flat
    taken: tuple[Entry, ...]
    same: tuple[Entry, ...]
    clashes: tuple[Clash, ...]


_TOLD = {"evidence": ("for", "year", "title", "number", "box", "page"), "reports": ("on", "text")}
"""By which fields an entry is known again when it is filed a second time."""


def recognised(now: Flat, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries with every ``+1`` that is registered already given the name it has there."""
    there = {_content(now, head): head for head in sorted(_heads(now), reverse=True)}
    news: dict[Path, Flat] = {}
    for entry in entries:
        if _is_new(entry.path) and entry.new is not None:
            news.setdefault(entry.path[:_WHOLE], {})[entry.path] = entry.new
    names = {key: there[content] for key, flat in news.items() if (content := _content(flat, key)) in there}
    return tuple(
        replace(each, path=(*names[head], *each.path[_WHOLE:]))
        if (head := each.path[:_WHOLE]) in names
        else each
        for each in entries
    )


def _is_new(path: Path) -> bool:
    return len(path) > _WHOLE and path[0] in _NAMED_BY and path[1].startswith("+")


def _content(flat: Flat, head: Path) -> tuple[str | None, ...]:
    return head[0], *(flat.get((*head, name)) for name in _TOLD.get(head[0], ("id",)))


def named(base: Flat, now: Flat, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries with every ``+1`` given a free name; steps and evidence get their id as a field."""
    names: dict[Path, str] = {}
    found: list[Entry] = []
    taken = {path[:_WHOLE] for path in (*base, *now)}
    for entry in entries:
        if len(entry.path) <= _WHOLE or not entry.path[1].startswith("+"):
            found.append(entry)
            continue
        key = entry.path[:_WHOLE]
        if key not in names:
            names[key] = _free(entry.path[0], _day(key, entries), taken)
            taken.add((key[0], names[key]))
            if key[0] in _LETTER:
                found.append(replace(entry, path=(key[0], names[key], "id"), old=None, new=names[key]))
        found.append(replace(entry, path=(key[0], names[key], *entry.path[_WHOLE:])))
    return tuple(found)


def _day(key: Path, entries: Iterable[Entry]) -> str:
    return next((each.new or "" for each in entries if each.path == (*key, "on")), "")


def _free(name: str, day: str, taken: Iterable[Path]) -> str:
    """Return the next id of a list, or the next report of a day."""
    start = f"{day}#" if name == "reports" else _LETTER[name]
    numbers = re.compile(re.escape(start) + "([0-9]+)")
    used = [int(found[1]) for path in taken if path[0] == name and (found := numbers.fullmatch(path[1]))]
    return f"{start}{max(used, default=0) + 1}"


def merged(base: Flat, now: Flat, entries: Sequence[Entry]) -> Joined:
    """Return ``now`` with the entries, which are named; ``base`` is the record the filer saw."""
    flat = dict(now)
    taken, same, clashes = [], [], []
    known, lost = _heads(base), _heads(base) - _heads(now)
    for entry in entries:
        there = now.get(entry.path)
        if there == entry.new and not (entry.new is None and entry.old is None):
            same.append(entry)
        elif there != entry.old or (_head(entry.path) in lost and entry.new is not None):
            clashes.append(_clash(entry, there))
        else:
            _put(flat, entry)
            taken.append(entry)
    clashes += _halves(flat, taken, known)
    clashes += _both(flat, taken)
    refused = {clash.entry for clash in clashes}
    return Joined(
        flat=arranged(flat),
        taken=tuple(each for each in taken if each not in refused),
        same=tuple(same),
        clashes=tuple(clashes),
    )


def _put(flat: Flat, entry: Entry) -> None:
    if entry.new is None:
        flat.pop(entry.path, None)
    else:
        flat[entry.path] = entry.new


def _clash(entry: Entry, now: str | None) -> Clash:
    return Clash(entry=entry, now=now, who="", on="")


def _head(path: Path) -> Path:
    """Return the entry of a list a field belongs to, or nothing."""
    return path[:_WHOLE] if path[0] in _NAMED_BY else ()


def _heads(flat: Iterable[Path]) -> set[Path]:
    return {head for path in flat if (head := _head(path))}


def _halves(flat: Flat, taken: Iterable[Entry], known: set[Path]) -> Iterator[Clash]:
    """Yield entries of a list that were removed while others added to them."""
    for entry in taken:
        head = _head(entry.path)
        if entry.new is None and head in known and entry.path == (*head, _NAMED_BY[head[0]]):
            left = [path for path in flat if path[:_WHOLE] == head]
            if left:
                yield _clash(entry, flat[left[0]])


def _both(flat: Flat, taken: Iterable[Entry]) -> Iterator[Clash]:
    """Yield fields that are one value here and several there, such as a fact by year."""
    inner = {path[:end] for path in flat for end in range(1, len(path))}
    for entry in taken:
        path = entry.path
        above = next((path[:end] for end in range(1, len(path)) if path[:end] in flat), None)
        if entry.new is not None and above:
            yield _clash(entry, flat[above])
        elif entry.new is not None and path in inner:
            yield _clash(
                entry, next(flat[each] for each in flat if each[: len(path)] == path and each != path)
            )


def arranged(flat: Mapping[Path, str]) -> Flat:
    """Return the fields with reports by day and years ascending; all else in the order it came."""
    first: dict[Path, int] = {}
    for place, path in enumerate(flat):
        for end in range(1, len(path) + 1):
            first.setdefault(path[:end], place)

    def rank(path: Path) -> tuple[int, str, int, int]:
        top = first[path[:1]]
        if path[0] == "reports":
            return top, flat.get((*path[:_WHOLE], "on"), ""), first[path[:_WHOLE]], first[path]
        if path[0] == "facts" and path[-1].isdecimal():
            return top, "", first[path[:_WHOLE]], int(path[-1])
        return top, "", first[path[:_WHOLE]], first[path]

    return {path: flat[path] for path in sorted(flat, key=rank)}


def differences(base: Flat, other: Flat) -> tuple[tuple[Path, str | None, str | None], ...]:
    """Return the fields in which two records differ, with both texts."""
    return tuple(
        (path, base.get(path), other.get(path))
        for path in dict.fromkeys([*base, *other])
        if base.get(path) != other.get(path)
    )
