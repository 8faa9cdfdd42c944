"""What a commit on main did to an item: scores, counts, state and light before and after; pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from scripts.history.changes import Change
from scripts.history.kinds import ITEM_KINDS
from scripts.history.mining.store import Finding
from scripts.score.completion import Rate
from scripts.score.standing import Standing

_SHOWN = 8
"""Items named one by one where a commit moves items without touching their records."""


class Shift(NamedTuple):
    """One value that moved, as it is shown."""

    name: str
    before: str
    after: str

    def words(self) -> str:
        """自评分 1.25 → 2.00."""
        return f"{self.name} {self.before} → {self.after}"


class Effect(NamedTuple):
    """What one commit on main moved of one item."""

    commit: str
    campaign: str
    item: str
    shifts: tuple[Shift, ...]

    def words(self) -> str:
        """自评分 1.25 → 2.00；措施完成 3/5 → 4/5."""
        return "；".join(each.words() for each in self.shifts)


def shifts(before: Standing, after: Standing) -> tuple[Shift, ...]:
    """Return what differs between two standings of an item on one day."""
    was, now = _shown(before), _shown(after)
    return tuple(Shift(name, was[name], now[name]) for name in was if was[name] != now[name])


def _shown(each: Standing) -> Mapping[str, str]:
    score = each.score
    return {
        "自评分": f"{score.self_score:.2f}" if each.counts else "不计",
        "核定分": "不计" if not each.counts else f"{score.verified:.2f}" if score.is_verified else "未核定",
        "措施完成": counted(each.steps_rate),
        "佐证齐全": counted(each.evidence_rate),
        "状态": each.state.value,
        "亮灯": each.light.value,
    }


def counted(rate: Rate) -> str:
    """3/5; 无 where there is nothing to count."""
    return f"{rate.done:f}/{rate.total:f}" if rate.total else "无"


def told(
    effects: Iterable[Effect], changes: Sequence[Change], log: Iterable[Change] = ()
) -> dict[Change, str]:
    """Return at which of ``changes`` the effects of its commit on main are told: each once.

    ``log`` is what else there is: an item whose own change is not among ``changes`` is not told.

    An item moved by a commit that did not touch its own records (a rule or date of
    many items, the members of a collective unit) is told at that commit's first change.
    """
    moved: dict[tuple[str, str], dict[str, Effect]] = {}
    for each in effects:
        moved.setdefault((each.commit, each.campaign), {})[each.item] = each
    words: dict[Change, list[str]] = {}
    for change in changes:
        items = moved.get((change.brought_by, change.campaign), {})
        if change.kind in ITEM_KINDS and (effect := items.pop(change.id, None)):
            words.setdefault(change, []).append(effect.words())
    for change in log:
        if change.kind in ITEM_KINDS:
            moved.get((change.brought_by, change.campaign), {}).pop(change.id, None)
    for change in changes:
        for key in _reaches(change, moved):
            words.setdefault(change, []).append(_many(moved.pop(key)))
    return {change: "；".join(each) for change, each in words.items()}


def with_unscored(known: Iterable[Finding], replayed: Iterable[Finding]) -> list[Finding]:
    """Return the findings of the miner and of the replay in order; one version is told once."""
    found = list(known)
    said = {(each.recorded, each.path) for each in found if each.path}
    found += [each for each in replayed if (each.recorded, each.path) not in said]
    return sorted(found, key=lambda each: each.recorded)


def _reaches(
    change: Change, moved: Mapping[tuple[str, str], Mapping[str, Effect]]
) -> Iterator[tuple[str, str]]:
    """Yield where effects wait that no change of the item itself explains."""
    if change.campaign:
        keys = [(change.brought_by, change.campaign)]
    else:
        keys = [key for key in moved if key[0] == change.brought_by]
    yield from (key for key in keys if moved.get(key))


def _many(items: Mapping[str, Effect]) -> str:
    listed = [f"{item}（{effect.words()}）" for item, effect in items.items()]
    more = f"等 {len(listed)} 项" if len(listed) > _SHOWN else ""
    return f"连带 {len(listed)} 个小项：{'、'.join(listed[:_SHOWN])}{more}"
