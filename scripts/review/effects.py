"""What a change does to scores, completion, lights and states: the difference of two internal views; pure."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias, TypeVar

from scripts.review.meaning import Effect, Figure
from scripts.review.missing import missing_of
from scripts.views.internal import (
    CampaignView,
    CompletionView,
    InternalSite,
    ItemView,
    MajorView,
    ScoresView,
    UnitView,
)

V = TypeVar("V")
Figures: TypeAlias = Mapping[str, str]
"""Figures by their names, in the order people are told them."""
Pair: TypeAlias = tuple[str, V | None, V | None]
"""What both views call the same, before and after."""
RATES = {
    "steps": "措施完成率",
    "evidence": "佐证齐全率",
    "closed": "销号率",
    "closed_points": "销号率（按分）",
}


def effects(
    before: InternalSite, after: InternalSite, touched: Collection[tuple[str, str]]
) -> tuple[Effect, ...]:
    """Return what differs, the widest first; items ``touched`` (campaign, id) also where no figure does."""
    return tuple(
        each
        for campaign, old, new in _pairs(before.campaigns, after.campaigns, lambda one: one.id)
        for each in _of_campaign(campaign, old, new, touched)
    )


def _of_campaign(
    name: str, old: CampaignView | None, new: CampaignView | None, touched: Collection[tuple[str, str]]
) -> Iterator[Effect]:
    yield from _told("campaign", name, [(name, old, new)], lambda each: each.title, _campaign)
    majors = _pairs(old.majors if old else (), new.majors if new else (), lambda each: str(each.no))
    yield from _told("major", name, majors, lambda each: each.title, _major)
    units = _pairs(old.units if old else (), new.units if new else (), lambda each: each.id)
    yield from _told("unit", name, units, lambda each: each.name, _unit)
    items = _pairs(old.items if old else (), new.items if new else (), lambda each: each.id)
    for subject, one, two in items:
        told = list(_told("item", name, [(subject, one, two)], lambda each: each.title, _item))
        if not told and two and (name, subject) in touched:
            told = [Effect(kind="item", campaign=name, subject=subject, title=two.title, figures=())]
        missing = missing_of(two, new.office) if new and two else ()
        yield from (replace(each, missing=missing) for each in told)


def _told(
    kind: str,
    campaign: str,
    pairs: Iterable[Pair[V]],
    titled: Callable[[V], str],
    figured: Callable[[V], Figures],
) -> Iterator[Effect]:
    """Yield an effect for each pair of which a figure differs."""
    for subject, old, new in pairs:
        was, now = figured(old) if old else {}, figured(new) if new else {}
        if figures := _differing(was, now):
            shown = new or old
            title = titled(shown) if shown else ""
            yield Effect(kind=kind, campaign=campaign, subject=subject, title=title, figures=figures)


def _pairs(before: Iterable[V], after: Iterable[V], key: Callable[[V], str]) -> list[Pair[V]]:
    """Return key, before and after, in the order of after; what is gone comes last."""
    was, now = {key(each): each for each in before}, {key(each): each for each in after}
    return [
        (name, was.get(name), now.get(name)) for name in [*now, *(name for name in was if name not in now)]
    ]


def _differing(was: Figures, now: Figures) -> tuple[Figure, ...]:
    names = [*now, *(name for name in was if name not in now)]
    return tuple(
        Figure(name=name, before=was.get(name, ""), after=now.get(name, ""))
        for name in names
        if was.get(name, "") != now.get(name, "")
    )


def _campaign(each: CampaignView) -> Figures:
    return {
        **_scores(each.scores),
        "可得分": each.scores.reachable,
        "满分": each.scores.max,
        **_rates(each.completion),
        **{f"{light}灯": f"{count} 项" for light, count in each.lights.items()},
    }


def _major(each: MajorView) -> Figures:
    return {**_scores(each.scores), **_rates(each.completion)}


def _unit(each: UnitView) -> Figures:
    return {
        **_scores(each.scores),
        **_rates(each.completion),
        "逾期小项": f"{len(each.overdue)} 项",
        "退回整改": f"{len(each.sent_back)} 项",
        "逾期措施": f"{each.late_steps} 条",
    }


def _item(each: ItemView) -> Figures:
    return {
        "状态": each.state,
        "亮灯": f"{each.light}（{each.light_reason}）",
        **_scores(each.scores),
        "可得分": each.scores.reachable,
        **_rates(each.completion),
        "时限": each.due,
        "一票否决": each.veto.state if each.veto else "",
        "牵头单位": each.lead,
    }


def _scores(scores: ScoresView) -> Figures:
    return {"自评分": scores.self_, "核定分": scores.verified}


def _rates(completion: CompletionView) -> Figures:
    shares = {name: getattr(completion, name) for name in RATES}
    return {
        title: completion.counts[name] + ("" if shares[name] is None else f"（{shares[name]:.1%}）")
        for name, title in RATES.items()
    }
