"""Who must agree to a change, and why; pure. Judged by the units and accounts of the base."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scripts.history.changes import Change
from scripts.history.report.words import kind_titles
from scripts.model.accounts import Account
from scripts.model.words import Power
from scripts.powers.grounds import Ground, plot_of

_RULED = ("verdict", "problems", "progress")
_WRITTEN = ("article", "publicity", "benefits", "places", "townships", "questions")
RULES = ("campaign", "standard", "rules", "units", "calendar", "waivers")
"""Kinds of records that say how all others are counted and judged."""
_GROUNDS = (Ground.EVIDENCE, Ground.VERDICT, Ground.REGISTER)
_SHOWN = 8


@dataclass(frozen=True, kw_only=True)
class Law:
    """What the base says: accounts, the lead unit of each (campaign, item), and the campaign office."""

    accounts: Sequence[Account]
    leads: Mapping[tuple[str, str], str]
    office: str

    def holders(self, power: Power) -> str:
        """Return who has a power, by unit."""
        units = dict.fromkeys(each.unit for each in self.accounts if each.may(power))
        return "、".join(units) or self.office


_DONE = re.compile(r"steps\.[^.]+\.done(?:\.[^.]+)?")


def approvers(
    changes: Sequence[Change], others: Sequence[str], bringing: Collection[str], law: Law
) -> tuple[str, ...]:
    """Return who must agree, and why; ``bringing`` are the units the change comes from."""
    return (
        *_leads(_reported(changes, others, bringing), bringing, law),
        *_office(changes, others, law),
        *_reviewers(changes, others, law),
        *_keepers(changes, others, law),
    )


def _reported(
    changes: Sequence[Change], others: Sequence[str], bringing: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield campaign and item of what departments report: progress and files of evidence.

    The day a registered unit finished its own step is its own word: nobody is asked about it.
    """
    own_word = "" not in bringing
    for each in changes:
        if each.kind == "progress" and not (own_word and _DONE.fullmatch(each.field)):
            yield each.campaign, each.id
    for plot in map(plot_of, others):
        if plot.ground is Ground.EVIDENCE:
            yield plot.campaign, plot.item


def _leads(reported: Iterable[tuple[str, str]], bringing: Collection[str], law: Law) -> Iterator[str]:
    """Yield the lead units of items that others bring changes of."""
    items: dict[str, dict[str, None]] = {}
    for campaign, item in reported:
        lead = law.leads.get((campaign, item), "")
        if lead and set(bringing) != {lead}:
            items.setdefault(lead, {})[item] = None
    for lead, found in items.items():
        yield f"{lead}（牵头单位）：别的单位或没有登记的账号改了它的小项 {_some(found)}"


def _office(changes: Sequence[Change], others: Sequence[str], law: Law) -> Iterator[str]:
    found = dict.fromkeys(each.id for each in changes if each.kind in _RULED)
    found |= dict.fromkeys(path for path in others if plot_of(path).ground in _GROUNDS)
    if found:
        yield f"{law.holders(Power.RULE)}（核定）：办理进展、核定和台账由它合并（{_some(found)}）"


def _reviewers(changes: Sequence[Change], others: Sequence[str], law: Law) -> Iterator[str]:
    texts = dict.fromkeys(each.id or each.kind for each in changes if is_public(each))
    texts |= dict.fromkeys(path for path in others if plot_of(path).ground is Ground.TEXT)
    if texts:
        names = "、".join(each.name for each in law.accounts if each.may(Power.REVIEW))
        yield (
            f"{law.holders(Power.WRITE)}（撰稿）和审核人（{names or '还没有登记'}）："
            f"对外文字要重新签满三审和保密审查（{_some(texts)}）"
        )


def is_public(change: Change) -> bool:
    """Whether a change is of words or numbers that are published."""
    return change.kind in _WRITTEN and not (change.kind == "article" and change.id.startswith("internal/"))


def _keepers(changes: Sequence[Change], others: Sequence[str], law: Law) -> Iterator[str]:
    known = (*_RULED, *_WRITTEN, "reviews")
    tables = dict.fromkeys(kind_titles()[each.kind] for each in changes if each.kind not in known)
    kept = [path for path in others if plot_of(path).ground is Ground.OTHER]
    if tables or kept:
        found = [*tables, *kept]
        yield f"{law.holders(Power.ADMINISTER)}（管理）：单位、账号、标准、规则和程序（{_some(found)}）"


def _some(names: Collection[str]) -> str:
    shown = list(names)[:_SHOWN]
    return "、".join(shown) + (f"等 {len(names)} 处" if len(names) > _SHOWN else "")


def rule_note(changes: Sequence[Change], law: Law) -> tuple[str, ...]:
    """Return the warning that a change moves the yardstick itself, if it does."""
    kinds = dict.fromkeys(kind_titles()[each.kind] for each in changes if each.kind in RULES)
    if not kinds:
        return ()
    effect = "下面的分数、完成率和亮灯按合并后的规则计算"
    return (
        f"改的是规则本身（{'、'.join(kinds)}）：{effect}，须经{law.holders(Power.ADMINISTER)}（管理）同意",
    )
