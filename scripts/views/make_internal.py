"""Records and standings to the internal site."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from scripts.history.git import Commit
from scripts.model.dataset import CampaignData, Dataset
from scripts.model.words import ItemKind, State
from scripts.problems import Problem
from scripts.score.standing import Standing, standings
from scripts.score.totals import Gain, gains, planned, reachable_by, total
from scripts.views.coverage import coverage_views
from scripts.views.internal import (
    CampaignView,
    DataProblemView,
    GainView,
    GroupView,
    GuideView,
    HonourView,
    InternalSite,
    MajorView,
    MemberView,
    NodeView,
)
from scripts.views.items import item_view, register_views
from scripts.views.make_desk import desk
from scripts.views.setting import Setting
from scripts.views.units import call_views, unit_views
from scripts.views.words import by_word, completion_view, points, scores_view

_SOON = 7


def internal_site(
    dataset: Dataset,
    as_of: date,
    commit: Commit | None,
    clock_note: str,
    findings: Sequence[tuple[Problem, str]],
) -> InternalSite:
    """Return everything the internal site shows on ``as_of``.

    ``findings`` are the problems to show, each with the words of its waiver ('' = none).
    """
    return InternalSite(
        as_of=as_of.isoformat(),
        commit=commit.id if commit else None,
        is_dirty=bool(commit and commit.is_dirty),
        is_sample=any(data.campaign.sample for data in dataset.campaigns),
        clock_note=clock_note,
        county=dataset.campaigns[0].campaign.county,
        campaigns=tuple(
            campaign_view(_setting(dataset, index, as_of)) for index in range(len(dataset.campaigns))
        ),
        data_problems=tuple(_data_problem(problem, waived) for problem, waived in findings),
        guides=tuple(
            GuideView(path=page.path, title=page.meta.title, order=page.meta.order or "99", body=page.body)
            for page in dataset.internal_pages
        ),
        desk=desk(dataset, as_of),
    )


def _data_problem(problem: Problem, waived: str) -> DataProblemView:
    return DataProblemView(
        path=problem.path,
        line=problem.line,
        code=problem.code,
        message=problem.message,
        severity=problem.severity.value,
        waived=waived,
    )


def _setting(dataset: Dataset, index: int, as_of: date) -> Setting:
    data = dataset.campaigns[index]
    return Setting(dataset=dataset, data=data, prefix=f"{data.campaign.id}/" if index else "", as_of=as_of)


def campaign_view(setting: Setting) -> CampaignView:
    """Return one campaign."""
    data, prefix, as_of = setting.data, setting.prefix, setting.as_of
    campaign = data.campaign
    listed = standings(data, setting.dataset, as_of)
    summed = total(listed)
    units = unit_views(listed, setting)
    return CampaignView(
        id=campaign.id,
        title=campaign.title,
        county=campaign.county,
        level=campaign.level,
        round=campaign.round,
        office=campaign.office,
        years=campaign.years,
        prefix=prefix,
        counts=by_word(summed.kinds),
        scores=scores_view(summed.scores),
        completion=completion_view(summed.completion),
        plan=completion_view(planned(listed, as_of)),
        lights=by_word(summed.lights),
        nodes=tuple(_node(data, index, listed, as_of) for index in range(len(campaign.nodes))),
        majors=_majors(listed, prefix),
        units=units,
        items=tuple(item_view(each, setting) for each in listed),
        overdue=_ids(each for each in listed if each.is_overdue),
        due_soon=_ids(each for each in listed if _is_soon(each, as_of)),
        waiting=_ids(each for each in listed if each.state is State.CLOSING),
        sent_back=_ids(each for each in listed if each.state is State.SENT_BACK),
        vetoes=_ids(each for each in listed if each.item.kind is ItemKind.VETO),
        bonus_reachable=points(_bonus(listed)),
        excluded=points(_excluded(listed)),
        gains=tuple(_gain(gain) for gain in gains(listed)),
        calls=call_views(units),
        coverage=coverage_views(listed),
        problems=register_views(data.problems, as_of),
        leading_group=tuple(
            MemberView(
                role=seat.role,
                post=seat.post,
                since=seat.since.isoformat(),
                until=seat.until.isoformat() if seat.until else None,
                note=seat.note or "",
            )
            for seat in campaign.leading_group
        ),
        work_groups=tuple(
            GroupView(name=group.name, lead=group.lead, members=group.members)
            for group in campaign.work_groups
        ),
        honours=tuple(
            HonourView(round=each.round, title=each.title, year=each.year) for each in campaign.honours
        ),
        audit=None,
        trend=None,
    )


def _ids(items: Iterable[Standing]) -> tuple[str, ...]:
    return tuple(each.item.item_id for each in sorted(items, key=lambda each: (each.due, each.item.order)))


def _bonus(listed: Sequence[Standing]) -> Decimal:
    bonus = (each for each in listed if each.counts and each.item.kind is ItemKind.BONUS)
    return sum((each.score.reachable for each in bonus), Decimal(0))


def _excluded(listed: Sequence[Standing]) -> Decimal:
    out = (each for each in listed if not each.counts and each.item.kind is ItemKind.BASE)
    return sum((each.item.max_points for each in out), Decimal(0))


def _is_soon(each: Standing, as_of: date) -> bool:
    settled = each.state in (State.CLOSED, State.CLOSING, State.NOT_APPLICABLE)
    return not settled and 0 <= (each.due - as_of).days <= _SOON


def _node(data: CampaignData, index: int, listed: Sequence[Standing], as_of: date) -> NodeView:
    node = data.campaign.nodes[index]
    reachable = reachable_by(listed, node.date, as_of)
    return NodeView(
        id=node.id,
        title=node.title,
        date=node.date.isoformat(),
        days_left=(node.date - as_of).days,
        reachable=None if reachable is None else points(reachable),
    )


def _majors(listed: Sequence[Standing], prefix: str) -> tuple[MajorView, ...]:
    numbers = sorted({each.item.major_no for each in listed})
    return tuple(
        _major(number, [each for each in listed if each.item.major_no == number], prefix)
        for number in numbers
    )


def _major(number: int, listed: Sequence[Standing], prefix: str) -> MajorView:
    summed = total(listed)
    return MajorView(
        no=number,
        title=listed[0].item.major_title,
        items=tuple(each.item.item_id for each in listed),
        counts=by_word(summed.kinds),
        scores=scores_view(summed.scores),
        completion=completion_view(summed.completion),
        lights=by_word(summed.lights),
        path=f"{prefix}majors/{number}.html",
    )


def _gain(gain: Gain) -> GainView:
    item = gain.standing.item
    return GainView(
        item=item.item_id,
        item_title=item.title,
        part=gain.part,
        points=points(gain.points),
        missing=gain.missing,
        due=gain.standing.due.isoformat(),
        lead=item.lead_unit,
    )
