"""What the public site gains or loses: two public views compared field by field; pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from scripts.review.meaning import PublicChange
from scripts.review.public_names import ENTRIES, FIELDS, Entry
from scripts.views.public import PublicSite


def public_changes(before: PublicSite, after: PublicSite) -> tuple[PublicChange, ...]:
    """Return every value that comes, goes or changes, in the order of the contract."""
    return tuple(_record("", before, after))


def _record(place: str, old: Any, new: Any) -> Iterator[PublicChange]:
    for each in fields(new):
        was, now = getattr(old, each.name), getattr(new, each.name)
        if was == now:
            continue
        name = FIELDS[type(new).__name__][each.name]
        entry = _entry_of(was, now)
        if entry:
            yield from _entries(place, name, entry, was, now)
        elif is_dataclass(now):
            yield from _record(_under(place, name), was, now)
        else:
            yield PublicChange(place=_under(place, name), before=text_of(was), after=text_of(now))


def _entry_of(*sides: Any) -> Entry | None:
    """Return how the entries of a list are told; None for what is no list of entries with names."""
    held = [each for side in sides if isinstance(side, tuple) for each in side]
    return ENTRIES.get(type(held[0]).__name__) if held else None


def _entries(
    place: str, name: str, entry: Entry, before: Sequence[Any], after: Sequence[Any]
) -> Iterator[PublicChange]:
    """Yield what came, went or changed in a list whose entries are known by a key, then their order."""
    was, now = _keyed(entry, before), _keyed(entry, after)
    for key, new in now.items():
        where = _under(place, f"{entry.noun}{_quoted(getattr(new, entry.title))}")
        if key not in was:
            yield PublicChange(place=where, before=None, after=text_of(new))
        elif was[key] != new:
            yield from _record(where, was[key], new)
    for key, old in was.items():
        if key not in now:
            where = _under(place, f"{entry.noun}{_quoted(getattr(old, entry.title))}")
            yield PublicChange(place=where, before=text_of(old), after=None)
    orders = [[each for each in side if each in was and each in now] for side in (was, now)]
    if orders[0] != orders[1]:
        titles = ["、".join(getattr(now[key], entry.title) for key in order) for order in orders]
        yield PublicChange(place=_under(place, f"{name}的顺序"), before=titles[0], after=titles[1])


def _keyed(entry: Entry, held: Sequence[Any]) -> Mapping[tuple[Any, ...], Any]:
    """Return entries by their key; one that repeats a key gets an ordinal, as campaigns do by their place."""
    found: dict[tuple[Any, ...], Any] = {}
    for each in held:
        key = tuple(getattr(each, name) for name in entry.key)
        count = 0
        while (*key, count) in found:
            count += 1
        found[(*key, count)] = each
    return found


def text_of(value: Any) -> str:
    """Return a public value as one text."""
    if value is None:
        return "无数据"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return f"{value:.1%}"
    if isinstance(value, tuple):
        return "；".join(text_of(each) for each in value)
    if is_dataclass(value):
        names = FIELDS[type(value).__name__]
        pairs = [(names[each.name], text_of(getattr(value, each.name))) for each in fields(value)]
        return "，".join(f"{name}：{text}" for name, text in pairs if text)
    return str(value)


def _under(place: str, name: str) -> str:
    return f"{place}·{name}" if place else name


def _quoted(title: str) -> str:
    return f"《{title}》"
