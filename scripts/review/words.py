"""The meaning of a change in short lines, before any form is given to them; pure."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from scripts.history.changes import Change
from scripts.history.report.phrases import by_record
from scripts.history.report.words import edit_words, shortened, subject
from scripts.history.unseen import escaped
from scripts.review.meaning import Effect, Meaning

_KINDS = {"campaign": "全活动", "major": "大项", "unit": "单位", "item": "小项"}
_PASSING = "只有中间的提交动过，合并后看不到，但永远留在历史里"
_VALUE = 120
"""Characters of a public value that are shown."""


class Row(NamedTuple):
    """One figure of a table: whose, which, before and after."""

    whose: str
    name: str
    before: str
    after: str


class Section(NamedTuple):
    """Lines under a title. ``is_open`` where they must be seen without unfolding anything."""

    title: str
    lines: Sequence[str]
    is_open: bool = False


def seen(text: str) -> str:
    """Return a text on one line in which characters nobody can see stand escaped."""
    return escaped(text).replace("\n", " ")


def verdict(meaning: Meaning) -> str:
    """Return on one line whether anything stands in the way."""
    stops = [
        f"{word} {len(found)} {unit}"
        for word, found, unit in (
            ("不许做的事", meaning.refused, "件"),
            ("合并冲突", meaning.conflicts, "个文件"),
            ("新的错误", meaning.new, "个"),
        )
        if found
    ]
    if stops:
        return f"不能合并：{'，'.join(stops)}"
    if not (meaning.changes or meaning.others):
        return "合并后什么也不变，只在历史里留下中间的提交" if meaning.passing else "没有要合并的改动"
    return "可以合并：没有越权、冲突和新的错误"


def extent(meaning: Meaning) -> str:
    """Return on one line between what the change lies and how large it is."""
    records = len(by_record(meaning.changes))
    other = f"，另有 {len(meaning.others)} 个其他文件" if meaning.others else ""
    who = f"，由 {seen(shortened(meaning.actor))} 提交" if meaning.actor else ""
    return (
        f"{meaning.head[:10]} 并入 {meaning.base[:10]}{who}；按 {meaning.as_of} 计算；"
        f"改动 {records} 条记录、{len(meaning.changes)} 处{other}"
    )


def rows(effects: Iterable[Effect]) -> Iterator[Row]:
    """Yield the figures of effects, one each."""
    for each in effects:
        for figure in each.figures:
            yield Row(seen(whose(each)), figure.name, seen(figure.before) or "无", seen(figure.after) or "无")


def whose(effect: Effect) -> str:
    """Return what an effect is of, as people call it."""
    if effect.kind == "item":
        return f"{effect.subject} {effect.title}"
    return f"{_KINDS[effect.kind]} {effect.title}"


def sections(meaning: Meaning) -> list[Section]:
    """Return every list of a meaning that is not empty, what stops a merge first."""
    public = [_public(each.place, each.before, each.after) for each in meaning.public]
    missing = [
        f"{whose(each)}：{line}" for each in meaning.effects if each.kind == "item" for line in each.missing
    ]
    told = [
        Section("不许做的事", meaning.refused, is_open=True),
        Section("合并冲突（先在自己的分支上合并主干，改好再来）", meaning.conflicts, is_open=True),
        Section("新的错误", meaning.new, is_open=True),
        Section("须经谁同意", meaning.approvers, is_open=True),
        Section(f"{_PASSING}（逐个看过再合并，或请对方从主干另拉分支重交）", meaning.passing, is_open=True),
        Section("改了哪些字段", list(_changes(meaning.changes))),
        Section("公开站会有的变化", public),
        Section("离销号还差什么", missing),
        Section("新的警告", meaning.warned),
        Section("解决了的问题", meaning.solved),
        Section("其他文件", meaning.others),
    ]
    return [each._replace(lines=[seen(line) for line in each.lines]) for each in told if each.lines]


def _changes(changes: Sequence[Change]) -> Iterator[str]:
    """Yield each field of each record with its text before and after."""
    for group in by_record(map(_visible, changes)):
        about = subject(group[0])
        yield from (f"{about}：{edit_words(each)}" for each in group)


def _visible(change: Change) -> Change:
    return change._replace(
        title=seen(change.title),
        old=None if change.old is None else seen(change.old),
        new=None if change.new is None else seen(change.new),
    )


def _public(place: str, before: str | None, after: str | None) -> str:
    if before is None:
        return f"新增 {place}：{_cut(after or '')}"
    if after is None:
        return f"撤下 {place}：{_cut(before)}"
    parted = _parted(before, after)
    return f"{place}：{_cut(before[parted:])} → {_cut(after[parted:])}"


def _parted(before: str, after: str) -> int:
    """Return where two long texts begin to differ, a little before it; 0 for short ones."""
    if max(len(before), len(after)) <= _VALUE:
        return 0
    same = next(
        (at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b),
        min(len(before), len(after)),
    )
    return max(0, same - 20)


def _cut(text: str) -> str:
    return text if len(text) <= _VALUE else f"{text[:_VALUE]}…（{len(text)}字）"
