"""The same facts under the old and the new rules: what a change of standard, rules or dates alone does."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from scripts.history.replay.effects import Shift, shifts
from scripts.history.replay.items import Past, scored
from scripts.model.standard import Item, Rule
from scripts.model.words import UnitKind
from scripts.score.standing import Standing, standing_of
from scripts.score.tally import Tally, sum_of, tally_of

DUE = "期限"
_FEW = 8
"""Items named one by one."""
_REASONS = 3
"""Reasons told; a whole new rule book has many."""


class ItemShift(NamedTuple):
    """An item that stands otherwise under the new rules."""

    item: str
    title: str
    shifts: tuple[Shift, ...]


class RuleChange(NamedTuple):
    """A change of rules on its date, with the totals of the same facts before and after.

    ``commit`` is '' where a rule written earlier begins on this day. ``told`` says
    what changed; ``moves_node`` whether a date of the campaign is among it.
    """

    commit: str
    day: date
    told: tuple[str, ...]
    moves_node: bool
    before: Tally
    after: Tally
    items: tuple[ItemShift, ...]


def rule_change(commit: str, day: date, old: Past, new: Past) -> RuleChange | None:
    """Return what a commit changed in the rules, or None; the facts are those after it."""
    nodes = tuple(_nodes(old, new))
    words = (*nodes, *_others(old, new))
    if not words:
        return None
    data = replace(new.data, campaign=old.data.campaign, items=old.data.items, rules=old.data.rules)
    dataset = replace(new.dataset, units=old.dataset.units)
    before = list(scored(Past(data, dataset), day))
    change = _compared(day, words, before, list(scored(new, day)))
    return change._replace(commit=commit, moves_node=bool(nodes))


def begun(past: Past, day: date, eve: Past | None) -> RuleChange | None:
    """Return what rules that begin on ``day`` do to the facts of that day, or None.

    Only those known on its ``eve``: one written on its first day is told with its commit.
    """
    before = {(rule.id, rule.since) for rule in eve.data.rules} if eve else set()
    starting = {rule.id: rule for rule in past.data.rules if rule.since == day and (rule.id, day) in before}
    if not starting:
        return None
    after = list(scored(past, day))
    under = [_under_rule_before(past, each, day) if each.item.item_id in starting else each for each in after]
    moved = [new.item.item_id for old, new in zip(under, after, strict=True) if old is not new]
    words = tuple(f"{item} 自 {day} 起按新规则计分：{starting[item].reason}" for item in moved)
    return _compared(day, words, under, after) if words else None


def _under_rule_before(past: Past, standing: Standing, day: date) -> Standing:
    """Score an item under the rule of the day before; the same object where there was no other."""
    rule = past.data.rule_for(standing.item.item_id, day - timedelta(days=1))
    if rule is None or rule is standing.rule:
        return standing
    return standing_of(standing.item, rule, past.data, past.dataset, day)


def _compared(day: date, words: tuple[str, ...], before: list[Standing], after: list[Standing]) -> RuleChange:
    was = {each.item.item_id: each for each in before}
    items = tuple(
        ItemShift(each.item.item_id, each.item.title, found)
        for each in after
        if (one := was.get(each.item.item_id)) and (found := (*_due(one, each), *shifts(one, each)))
    )
    old, new = (sum_of(tally_of(each) for each in side) for side in (before, after))
    return RuleChange("", day, words, moves_node=False, before=old, after=new, items=items)


def _due(old: Standing, new: Standing) -> Iterator[Shift]:
    if old.due != new.due:
        yield Shift(DUE, old.due.isoformat(), new.due.isoformat())


def _nodes(old: Past, new: Past) -> Iterator[str]:
    was = old.data.campaign.node_dates
    for node in new.data.campaign.nodes:
        if was.get(node.id, node.date) != node.date:
            yield f"{node.title} {was[node.id]} → {node.date}"


def _others(old: Past, new: Past) -> Iterator[str]:
    if words := _rules(old.data.rules, new.data.rules):
        yield words
    renamed = _renamed(old, new)
    was = {each.item_id: _under_new_names(each, renamed) for each in old.data.items}
    now = {each.item_id: each for each in new.data.items}
    if items := sorted(each for each in was.keys() | now.keys() if was.get(each) != now.get(each)):
        yield f"考评标准改动：{_listed(items)}"
    if old.data.campaign.years != new.data.campaign.years:
        spans = ("、".join(map(str, past.data.campaign.years)) for past in (old, new))
        yield f"届期年份 {' → '.join(spans)}"
    if old.data.campaign.lights != new.data.campaign.lights:
        yield "亮灯规则改动"
    yield from _members(old, new, renamed)


def _renamed(old: Past, new: Past) -> Mapping[str, str]:
    """Return old name → new name of units: a new name alone changes no rule."""
    if old.dataset.units is new.dataset.units:
        return {}
    now = {unit.id: unit.name for unit in new.dataset.units}
    names = ((unit.name, now.get(unit.id, unit.name)) for unit in old.dataset.units)
    return {was: name for was, name in names if was != name}


def _under_new_names(item: Item, renamed: Mapping[str, str]) -> Item:
    if not renamed.keys() & {item.lead_unit, *item.support_units}:
        return item
    supports = tuple(renamed.get(each, each) for each in item.support_units)
    return item.model_copy(
        update={"lead_unit": renamed.get(item.lead_unit, item.lead_unit), "support_units": supports}
    )


def _rules(old: Iterable[Rule], new: Iterable[Rule]) -> str:
    """Return which items' rules differ, with the reasons given."""
    was, now = ({(rule.id, rule.since): rule for rule in rules} for rules in (old, new))
    differing = [key for key in (*now, *was) if was.get(key) != now.get(key)]
    if not differing:
        return ""
    told = {key: rule.reason for key, rule in was.items()}
    given = (now[key].reason for key in differing if key in now and told.get(key) != now[key].reason)
    reasons = list(dict.fromkeys(given))
    if all(key not in now for key in differing):
        reasons = ["删去"]
    more = "等" if len(reasons) > _REASONS else ""
    why = f"（{'；'.join(reasons[:_REASONS])}{more}）" if reasons else ""
    return f"计分规则改动：{_listed(list(dict.fromkeys(item for item, _ in differing)))}{why}"


def _members(old: Past, new: Past, renamed: Mapping[str, str]) -> Iterator[str]:
    if old.dataset.units is new.dataset.units:
        return
    for unit in new.dataset.units:
        if unit.kind is UnitKind.GROUP:
            now = new.dataset.members(unit.name)
            was = tuple(renamed.get(each, each) for each in old.dataset.members(unit.name))
            if was != now and unit.name in old.dataset.kinds:
                yield f"{unit.name}成员 {len(was)} 个 → {len(now)} 个"


def _listed(items: list[str]) -> str:
    more = f"等 {len(items)} 项" if len(items) > _FEW else ""
    return f"{'、'.join(items[:_FEW])}{more}"
