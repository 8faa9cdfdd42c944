"""The filed fields put into their records and read by the model; its findings told at their cells."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from scripts.filing.entries import Entry
from scripts.filing.flat import Flat, unflatten
from scripts.load.records import build
from scripts.model.dataset import Loc
from scripts.model.progress import FactValue, Progress
from scripts.model.standard import Rule
from scripts.problems import Problem
from scripts.score.facts import FactError, read_fact

_LISTS = ("steps", "evidence", "reports")
_TITLES = {
    "state": "状态", "done": "完成日期", "for": "佐证名称", "year": "年度", "title": "题名", "number": "文号",
    "level": "级别", "box": "盒号", "page": "页码", "file": "文件", "on": "日期", "text": "情况",
}  # fmt: skip
"""What the fields are called on the form."""
_REQUEST = {"on": "申请日期", "text": "申请说明"}


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong, told at its cell, and the entry that cannot be taken for it."""

    problem: Problem
    entry: Entry

    @classmethod
    def at(cls, entry: Entry, code: str, message: str, missing: Sequence[str] = ()) -> "Fault":
        """Return a fault of an entry, told where the missing field belongs."""
        problem = Problem(path=entry.place_of(missing), line=0, code=code, message=message)
        return cls(problem=problem, entry=entry)


def faults_of(
    entries: Sequence[Entry], flats: Mapping[str, Flat], rules: Mapping[str, Rule]
) -> Iterator[Fault]:
    """Yield what the model says of the records once the entries are taken, cell by cell."""
    ordered = sorted((each for each in entries if not _is_enclosed(each)), key=lambda each: each.item)
    for item, group in groupby(ordered, key=lambda each: each.item):
        yield from _item(item, list(group), flats[item], rules.get(item))


def _is_enclosed(entry: Entry) -> bool:
    """Whether a field names a file sent along: under which name it is kept is settled when it is taken in."""
    return entry.path[0] == "evidence" and entry.path[-1] == "file" and entry.new is not None


def sound(entries: Sequence[Entry], faults: Sequence[Fault], cells: Collection[str]) -> tuple[Entry, ...]:
    """Return the entries that stand without those at fault, in ``faults`` or at one of some ``cells``.

    What belongs together goes together: a row of a list, a fact, a state with its request.
    """
    gone = {_whole(each.entry) for each in faults}
    gone |= {_whole(each) for each in entries if each.where in cells}
    return tuple(each for each in entries if _whole(each) not in gone)


def _whole(entry: Entry) -> tuple[str, ...]:
    if entry.path[0] in ("state", "request"):
        return entry.item, "state"
    return entry.item, *entry.path[:2]


def _item(item: str, entries: list[Entry], flat: Flat, rule: Rule | None) -> Iterator[Fault]:
    after = taken(item, entries, flat)
    if twofold := {
        path[1] for path in after if path[0] == "facts" and path[:2] != path and path[:2] in after
    }:
        yield from _twofold(twofold, entries)
        return
    lines = _lines(after, entries)
    tree = unflatten(after)
    _, problems = build(Progress, tree, "", lines)
    for each in problems:
        yield Fault.at(entries[each.line], each.code, renamed(each.message, entries[each.line]), each.missing)
    if rule:
        yield from _facts(tree.get("facts", {}), entries, rule)


def _twofold(facts: Collection[str], entries: Sequence[Entry]) -> Iterator[Fault]:
    """Yield facts given as one number and by parts at once."""
    for each in entries:
        if each.path[0] == "facts" and each.path[1] in facts:
            message = f"“{each.path[1]}”：既填了一个数，又填了完成和总数（应取其一，另一种清空）"
            yield Fault.at(each, "K340", message)


def taken(item: str, entries: Sequence[Entry], flat: Flat) -> Flat:
    """Return the fields of a record with the entries taken; new ones of a list are named for the while."""
    after = {("id",): item, **flat}
    for each in entries:
        path = tuple(part.replace("+", "new") for part in each.path) if each.path[0] in _LISTS else each.path
        if each.new is None:
            after.pop(path, None)
            continue
        if each.path[0] in ("steps", "evidence") and each.path[1].startswith("+"):
            after[*path[:2], "id"] = path[1]
        after[path] = each.new
    return after


def _lines(after: Flat, entries: Sequence[Entry]) -> dict[Loc, int]:
    """Return for each place of the record the first entry that concerns it."""
    lines: dict[Loc, int] = {(): 0}
    for number, each in enumerate(entries):
        loc = _loc(after, each.path)
        for end in range(1, len(loc) + 1):
            lines.setdefault(loc[:end], number)
    return lines


def _loc(after: Flat, path: tuple[str, ...]) -> Loc:
    """Return a path as the model names places: entries of a list by their position."""
    if path[0] not in _LISTS:
        return path
    keys = list(dict.fromkeys(each[1] for each in after if each[0] == path[0]))
    key = path[1].replace("+", "new")
    return (path[0], keys.index(key), *path[2:]) if key in keys else (path[0],)


def renamed(message: str, entry: Entry) -> str:
    """Return a message about an entry with the first key of each name as the form calls it."""
    titles = _TITLES | (_REQUEST if entry.path[0] in ("state", "request") else {})
    for key, title in titles.items():
        message = message.replace(f"“{key}”", f"“{title}”", 1)
    return message


def _facts(facts: Mapping[str, FactValue], entries: Sequence[Entry], rule: Rule) -> Iterator[Fault]:
    """Yield facts that do not fit the rule that reads them."""
    readers = {each.fact: each for each in (*rule.parts, *rule.void)}
    told = {entry.path[1]: entry for entry in reversed(entries) if entry.path[0] == "facts"}
    for fact, entry in told.items():
        if fact not in facts or fact not in readers:
            continue
        try:
            read_fact(readers[fact], facts[fact])
        except FactError as error:
            yield Fault.at(entry, "K340", f"“{fact}”：{error}")
