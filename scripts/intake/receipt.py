"""The receipt (回执) a liaison gets: what was taken field by field, what was not, what comes next; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from scripts.filing.entries import Entry
from scripts.filing.names import field_of
from scripts.history.changes import Change
from scripts.history.git import SHORT
from scripts.history.report.phrases import edits_words
from scripts.history.report.words import field_words
from scripts.history.unseen import escaped
from scripts.score.standing import Standing


@dataclass(frozen=True, kw_only=True)
class KeptItem:
    """What was taken of one item, what was there already, and how the item stands with it."""

    id: str
    title: str
    changes: tuple[Change, ...]
    same: tuple[Entry, ...]
    standing: Standing | None


@dataclass(frozen=True, kw_only=True)
class Received:
    """One filing that was taken; ``mail`` is its unit's.

    ``branch`` and ``commit`` are '' when there was nothing to commit.
    """

    unit: str
    source: str
    base: str
    on: date
    office: str
    items: tuple[KeptItem, ...]
    notes: tuple[str, ...]
    warnings: tuple[str, ...]
    mail: str = ""
    branch: str = ""
    commit: str = ""


def receipt(received: Received) -> str:
    """Return the receipt as plain text, ready to be sent on."""
    lines = (escaped(line).replace("\n", " ") for line in _lines(received))
    return "\n".join(lines) + "\n"


def sender_note(received: Received) -> str:
    """Return what whoever takes a form in must look at: the form does not prove who sent it."""
    return (
        f"请核对是谁发来的：{received.source} 里的单位谁都能填。"
        f"回执发到{received.unit}登记的邮箱 {received.mail}，不要直接回复来信；不是它发的，删去分支。"
    )


def _lines(received: Received) -> Iterator[str]:
    taken = [each for each in received.items if each.changes]
    yield f"回执　{received.unit}　{received.on}"
    yield f"收到：{received.source}（按提交 {received.base[:SHORT]} 的数据填写）"
    if not taken:
        yield "没有改动：所填内容与现有数据完全相同，没有建分支。"
    for each in received.items:
        yield ""
        yield from _item(each, received.unit)
    yield from _remarks("填法说明", received.notes)
    yield from _remarks("请留意", received.warnings)
    if received.branch:
        yield ""
        yield from _next(received)


def _item(kept: KeptItem, unit: str) -> Iterator[str]:
    yield f"{kept.id} {kept.title}"
    for group in _groups(kept.changes):
        yield f"  收下　{edits_words(group)}"
    for entry in kept.same:
        label = field_words("progress", field_of(entry.path))
        yield f"  没有再记　{label} 已经是“{entry.new if entry.new is not None else '无'}”，与所填相同"
    if kept.standing:
        yield from _standing(kept.standing, unit)


def _groups(changes: Sequence[Change]) -> list[list[Change]]:
    """Return the changes of one entry of a list together, all others alone."""
    found: dict[str, list[Change]] = {}
    for change in changes:
        parts = change.field.split(".")
        key = ".".join(parts[:2]) if parts[0] in ("steps", "evidence", "reports") else parts[0]
        found.setdefault(key, []).append(change)
    return list(found.values())


def _standing(standing: Standing, unit: str) -> Iterator[str]:
    yield f"  合并后　{standing.state.value}，{standing.light.value}灯：{standing.light_reason}"
    open_ones = sorted((each for each in standing.duties if not each.is_done), key=lambda each: each.due)
    own = [each for each in open_ones if each.unit == unit]
    for first in own[:1] or open_ones[:1]:
        more = f"，本小项共 {len(open_ones)} 项未完成" if len(open_ones) > 1 else ""
        yield f"  {'本单位' if own else ''}下一项　{first.due} 前：{first.title}（{first.unit}）{more}"
    if standing.missing:
        first_slot = standing.missing[0]
        year = f"{first_slot.year}年" if first_slot.year else ""
        yield f"  佐证还缺 {len(standing.missing)} 件，如{year}{first_slot.piece}"


def _remarks(title: str, remarks: Sequence[str]) -> Iterator[str]:
    if remarks:
        yield ""
        yield f"{title}："
        yield from (f"  {each}" for each in remarks)


def _next(received: Received) -> Iterator[str]:
    yield f"已记在分支 {received.branch}（提交 {received.commit[:SHORT]}），主线还没有变。"
    yield f"由{received.office}审核，合并以后才计入进度。"
    yield f"这次填报记在{received.unit}名下；不是本单位报的，请马上告诉{received.office}。"
    yield f"要撤回：git branch -D {received.branch}（只删这个分支，别的都没有动过）"
