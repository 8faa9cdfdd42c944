"""The receipt (回执) a liaison gets: what was taken field by field, what was not, what comes next; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from scripts.filing.entries import Entry, Path
from scripts.filing.names import field_of
from scripts.guard.text import veiled
from scripts.history.changes import Change
from scripts.history.git import SHORT
from scripts.history.report.phrases import edits_words
from scripts.history.report.words import field_words
from scripts.history.unseen import escaped
from scripts.problems import Problem
from scripts.score.standing import Standing

_LISTS = ("steps", "evidence", "reports")


@dataclass(frozen=True, kw_only=True)
class KeptItem:
    """What was taken of one item, what was there already, and how the item stands with it."""

    id: str
    title: str
    changes: tuple[Change, ...]
    same: tuple[Entry, ...]
    standing: Standing | None
    remarks: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Received:
    """One filing that was taken: ``branch`` and ``commit`` are '' when there was nothing to commit.

    ``mail`` is its unit's.

    ``waiting`` are branches of the unit that were made before and are not merged yet.
    """

    unit: str
    source: str
    base: str
    on: date
    office: str
    items: tuple[KeptItem, ...]
    notes: tuple[str, ...]
    warnings: tuple[Problem, ...]
    waiting: tuple[str, ...] = ()
    mail: str = ""
    branch: str = ""
    commit: str = ""


@dataclass(frozen=True, kw_only=True)
class Turned:
    """One filing that was not taken, and why; ``unit`` and ``base`` are '' when it could not be read."""

    unit: str
    source: str
    base: str
    on: date
    problems: tuple[Problem, ...]


def receipt(outcome: Received | Turned) -> str:
    """Return what goes back to the liaison, as plain text and without a word about git."""
    lines = _lines(outcome) if isinstance(outcome, Received) else _turned(outcome)
    return veiled("\n".join(escaped(line).replace("\n", " ") for line in lines) + "\n")


def sender_note(received: Received) -> str:
    """Return what whoever takes a form in must look at: the form does not prove who sent it."""
    return (
        f"请核对是谁发来的：{received.source} 里的单位谁都能填。"
        f"回执发到{received.unit}登记的邮箱 {received.mail}，不要直接回复来信；不是它发的，删去分支。"
    )


def recorded(received: Received) -> str:
    """Return what whoever took it in should know beside the receipt: branches, and how to take it back."""
    return "\n".join(_recorded(received))


def _recorded(received: Received) -> Iterator[str]:
    if received.branch:
        yield f"已记在分支 {received.branch}（提交 {received.commit[:SHORT]}），主线还没有变。"
        yield f"要撤回：git branch -D {received.branch}（只删这个分支，别的都没有动过）"
    else:
        yield "没有建分支。"
    if received.waiting:
        told = "、".join(received.waiting)
        yield f"{received.unit}还有没合并的分支：{told}（请核对是不是同一份表，不要重复合并）"


def _turned(turned: Turned) -> Iterator[str]:
    yield f"回执　{turned.unit}　{turned.on}" if turned.unit else f"回执　{turned.on}"
    yield f"没有收：{turned.source}{_based(turned.base)}"
    yield f"要改的有 {len(turned.problems)} 处；在原表上改好这些，整份再交一次，别的格不用重填："
    yield from (f"  {_plain(each, turned.source)}" for each in turned.problems)


def _based(base: str) -> str:
    return f"（填报表底本 {base[:SHORT]}）" if base else ""


def _plain(problem: Problem, source: str) -> str:
    """Return a problem as a liaison reads it: sheet and cell, then the sentence."""
    place = problem.path.replace(source, "").strip("、")
    message = " ".join(problem.message.splitlines())
    return f"{place}：{message}" if place else message


def _lines(received: Received) -> Iterator[str]:
    taken = [each for each in received.items if each.changes]
    yield f"回执　{received.unit}　{received.on}"
    yield f"收到：{received.source}{_based(received.base)}"
    if not taken:
        yield "没有改动：所填内容与现有数据完全相同，不用再交。"
    for each in received.items:
        yield ""
        yield from _item(each, received.unit)
    yield from _remarks("填法说明", received.notes)
    remarks = [*(remark for each in received.items for remark in each.remarks), *received.warnings]
    yield from _remarks("请留意", [_plain(each, received.source) for each in remarks])
    if received.branch:
        yield ""
        yield f"由{received.office}审核，通过以后才计入进度。"
        yield f"这次填报记在{received.unit}名下；不是本单位报的，请马上告诉{received.office}。"


def _item(kept: KeptItem, unit: str) -> Iterator[str]:
    yield f"{kept.id} {kept.title}"
    for group in _groups(kept.changes):
        yield f"  收下　{edits_words(group)}"
    for path, same in groupby(kept.same, key=_whole):
        yield from _same(path, list(same))
    if kept.standing:
        yield from _standing(kept.standing, unit)


def _whole(entry: Entry) -> Path:
    """Return the entry of a list a field belongs to, or the field."""
    return entry.path[:2] if entry.path[0] in _LISTS else entry.path


def _same(path: Path, entries: Sequence[Entry]) -> Iterator[str]:
    """Yield what was there already: an entry that was filed whole on one line."""
    told = {entry.path[-1]: entry.new for entry in entries}
    name = told.get("title") or told.get("text")
    if name and len(entries) > 1:
        yield f"  没有再记　{field_words('progress', field_of(path))}“{name}”：已经登记过，与所填相同"
        return
    for entry in entries:
        label = field_words("progress", field_of(entry.path))
        yield f"  没有再记　{label} 已经是“{entry.new if entry.new is not None else '无'}”，与所填相同"


def _groups(changes: Sequence[Change]) -> list[list[Change]]:
    """Return the changes of one entry of a list together, all others alone."""
    found: dict[str, list[Change]] = {}
    for change in changes:
        parts = change.field.split(".")
        key = ".".join(parts[:2]) if parts[0] in _LISTS else parts[0]
        found.setdefault(key, []).append(change)
    return list(found.values())


def _standing(standing: Standing, unit: str) -> Iterator[str]:
    yield f"  计入后　{standing.state.value}，{standing.light.value}灯：{standing.light_reason}"
    open_ones = sorted((each for each in standing.duties if not each.is_done), key=lambda each: each.due)
    own = [each for each in open_ones if each.unit == unit]
    leads = unit == standing.item.lead_unit
    for first in own[:1] or (open_ones[:1] if leads else ()):
        more = f"，本小项共 {len(open_ones)} 项未完成" if len(open_ones) > 1 else ""
        yield f"  {'本单位' if own else ''}下一项　{first.due} 前：{first.title}（{first.unit}）{more}"
    if standing.missing and leads:
        first_slot = standing.missing[0]
        year = f"{first_slot.year}年" if first_slot.year else ""
        yield f"  佐证还缺 {len(standing.missing)} 件，如{year}{first_slot.piece}"


def _remarks(title: str, remarks: Sequence[str]) -> Iterator[str]:
    if remarks:
        yield ""
        yield f"{title}："
        yield from (f"  {each}" for each in remarks)
