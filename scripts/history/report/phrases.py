"""The edits of one record as an official tells them: what is new, what is gone, what else was changed."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from scripts.history.changes import Change
from scripts.history.kinds import ITEM_KINDS
from scripts.history.report.words import edit_words, field_words, shortened, subject, value_words

Fields = Mapping[str, str]
"""The texts of one entry by field."""

_MANY = 12
"""Phrases about one record that are told one by one."""
_FEW = 3
"""Entries, or fields of the same name, that are told one by one."""
_SOME = 4
"""Fields of the same name that are told with their values."""
_TOLD = ("progress", "verdict")
_IDS = ("id", "item_id")
_FIRST = (
    "state", "decision", "override", "request", "checks", "veto", "facts", "steps", "evidence", "reports",
)  # fmt: skip
"""What is told first."""


_NUMBERED = re.compile("([^0-9]*)([0-9]*)")


def _titled(word: str) -> Callable[[str, Fields], str]:
    return lambda name, entry: f"{word} {name}《{shortened(entry.get('title', ''))}》"


def _dated(word: str, *fields: str) -> Callable[[str, Fields], str]:
    def told(name: str, entry: Fields) -> str:
        said = "，".join(shortened(entry[field]).rstrip("。") for field in fields if entry.get(field))
        return f"{word}（{entry.get('on') or name.partition('#')[0]}）：{said}"

    return told


_ENTRIES: Mapping[str, tuple[str, Callable[[str, Fields], str]]] = {
    "evidence": ("title", _titled("佐证")),
    "steps": ("title", _titled("措施")),
    "reports": ("text", _dated("进展报告", "text")),
    "checks": ("result", _dated("核查", "by", "result", "note")),
    "veto": ("state", _dated("一票否决", "state", "reason")),
    "request": ("on", _dated("申请销号", "text")),
}
"""Lists of an item: the field every entry has, and how a whole entry is told."""


def by_record(changes: Iterable[Change]) -> list[list[Change]]:
    """Return the changes in groups: one commit, one record."""
    grouped = groupby(changes, key=lambda each: (each.commit, each.campaign, each.kind, each.id, each.how))
    return [list(group) for _, group in grouped]


def sentence(changes: Sequence[Change]) -> str:
    """Return one line on edits of one record."""
    return f"{subject(changes[0])}：{edits_words(changes)}"


def edits_words(changes: Sequence[Change]) -> str:
    """Return the edits of one record on one line."""
    if changes[0].kind not in _TOLD and (counted := _counted(changes)):
        return counted
    found = _phrases(changes) if changes[0].kind in _TOLD else [edit_words(each) for each in changes]
    more = f"等 {len(changes)} 处" if len(found) > _MANY else ""
    return "；".join(found[:_MANY]) + more


def _counted(changes: Sequence[Change]) -> str:
    """Return only the number when a whole record came or went."""
    few = _MANY if changes[0].kind in ITEM_KINDS else _FEW
    if all(each.old is None for each in changes) and (len(changes) > few or _is_first(changes)):
        return f"新增，共 {len(changes)} 处"
    if len(changes) > few and all(each.new is None for each in changes):
        return f"删去，共 {len(changes)} 处"
    return ""


def _is_first(changes: Sequence[Change]) -> bool:
    return len(changes) > 1 and any(each.field in _IDS for each in changes)


def _phrases(changes: Sequence[Change]) -> list[str]:
    """Return the phrases, what weighs most first."""
    groups: defaultdict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.field not in _IDS or len(changes) == 1:
            groups[change.field.partition(".")[0]].append(change)
    order = {name: place for place, name in enumerate(_FIRST)}
    ranked = sorted(groups, key=lambda name: order.get(name, len(order)))
    return [phrase for name in ranked for phrase in _of_list(name, groups[name])]


def _of_list(name: str, changes: Sequence[Change]) -> list[str]:
    if name == "decision":
        return _decided(changes)
    if name not in _ENTRIES:
        return _edited(changes)
    came, went, rest = _whole(name, changes)
    verb = "新增" if name in ("evidence", "steps") else ""
    return [*_entries(verb, came), *_entries("删去", went), *_edited(rest)]


def _decided(changes: Sequence[Change]) -> list[str]:
    """Return the decision with its reason; its day and signer go without saying."""
    by_field = {each.field: each for each in changes}
    result, reason = by_field.get("decision.result"), by_field.get("decision.reason")
    if result is None or result.new is None or len(changes) == 1:
        return [edit_words(result)] if result else [edit_words(each) for each in changes]
    why = f"（{shortened(reason.new)}）" if reason and reason.new else ""
    return [edit_words(result) + why]


def _whole(name: str, changes: Sequence[Change]) -> tuple[list[str], list[str], list[Change]]:
    """Return entries that came, entries that went, and edits of entries that stayed."""
    known, tell = _ENTRIES[name]
    came, went, rest = [], [], []
    for key, group in _by_entry(changes).items():
        olds = {_leaf(each): each.old for each in group if each.old is not None}
        news = {_leaf(each): each.new for each in group if each.new is not None}
        if known in news and not olds:
            came.append(tell(key, news))
        elif known in olds and not news:
            went.append(tell(key, olds))
        else:
            rest += group
    return came, went, rest


def _by_entry(changes: Iterable[Change]) -> dict[str, list[Change]]:
    """Return the edits by the entry's own id, e9 before e10; what is no list has one entry without an id."""
    found: dict[str, list[Change]] = {}
    for change in sorted(changes, key=_natural):
        parts = change.field.split(".")
        found.setdefault(parts[1] if len(parts) > 2 else "", []).append(change)  # noqa: PLR2004 - list, id, field
    return found


def _natural(change: Change) -> list[tuple[str, int]]:
    return [(text, int(digits or 0)) for text, digits in _NUMBERED.findall(change.field)]


def _leaf(change: Change) -> str:
    parts = change.field.split(".", 2)
    return parts[-1]


def _entries(verb: str, told: Sequence[str]) -> list[str]:
    if len(told) <= _FEW:
        return [f"{verb}{each}" for each in told]
    return [f"{verb}{told[0]}、{told[1]}等共 {len(told)} 条"]


def _edited(changes: Sequence[Change]) -> list[str]:
    """Return edits one by one, those of many alike together."""
    alike: defaultdict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in sorted(changes, key=_natural):
        alike[_pattern(change.field)].append(change)
    found = []
    for (_, label), group in alike.items():
        if len(group) < _FEW:
            found += [edit_words(each) for each in group]
        else:
            found.append(_together(field_words(group[0].kind, label), group))
    return found


def _pattern(field: str) -> tuple[str, str]:
    """Return what fields that are told together share, and the path that names them."""
    parts = field.split(".")
    if parts[0] in _ENTRIES and len(parts) == 3:  # noqa: PLR2004 - list, id, field
        return f"{parts[0]}.*.{parts[2]}", f"{parts[0]}.{parts[2]}"
    if len(parts) > 2:  # noqa: PLR2004 - by year or by unit
        return f"{'.'.join(parts[:-1])}.*", ".".join(parts[:-1])
    return field, field


def _together(label: str, group: Sequence[Change]) -> str:
    """Return many edits of one name: which, and from what to what if that is the same for all."""
    names = [_which(each.field) for each in group]
    shown = "、".join(names[:_MANY]) + ("等" if len(names) > _MANY else "")
    first = group[0]
    if all((each.old, each.new) == (first.old, first.new) for each in group):
        return f"{label} {shown} {value_words(first)}"
    if len(group) <= _SOME:
        return f"{label} " + "，".join(f"{_which(each.field)} {value_words(each)}" for each in group)
    return f"{label} {len(group)} 处（{shown}）"


def _which(field: str) -> str:
    """Return the part in which fields told together differ."""
    parts = field.split(".")
    return parts[1] if parts[0] in _ENTRIES and len(parts) == 3 else parts[-1]  # noqa: PLR2004 - list, id, field


__all__ = ["by_record", "edits_words", "sentence"]
