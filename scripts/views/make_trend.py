"""The replayed history to the trend of each campaign."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from scripts.history.git import SHORT
from scripts.history.replay.items import DayScore
from scripts.history.replay.replay import Course, Replay
from scripts.history.replay.switches import DUE, ItemShift, RuleChange
from scripts.score.tally import NOTHING, Tally
from scripts.views.internal import CampaignView, InternalSite
from scripts.views.make_forecast import TOO_SHORT, forecast
from scripts.views.trend import (
    ForecastView,
    ItemSwitchView,
    MajorTrend,
    PlanPoint,
    SideView,
    SwitchView,
    TrendPoint,
    TrendView,
)
from scripts.views.words import counted, points, share

_WEEK = 7


_NOT_BEGUN = TrendView(
    points=(), plan=(), weeks=(), majors=(), switches=(), forecast=ForecastView(words=TOO_SHORT, measures=())
)


def with_trend(site: InternalSite, replay: Replay) -> InternalSite:
    """Return the site with the way of every campaign up to its day; empty where nothing was committed yet."""
    courses = replay.courses
    return replace(
        site,
        campaigns=tuple(
            replace(each, trend=_trend(each, courses[each.id]) if each.id in courses else _NOT_BEGUN)
            for each in site.campaigns
        ),
    )


def _trend(campaign: CampaignView, course: Course) -> TrendView:
    weeks = course.days[::-_WEEK][::-1]
    return TrendView(
        points=tuple(map(_point, course.days)),
        plan=tuple(map(_planned, course.ahead)),
        weeks=tuple(each.day.isoformat() for each in weeks),
        majors=tuple(_majors(campaign, weeks)),
        switches=tuple(_switch(number, each) for number, each in enumerate(course.switches, 1)),
        forecast=forecast(campaign, course),
    )


def _point(each: DayScore) -> TrendPoint:
    done, plan = each.whole.completion, each.whole.plan
    return TrendPoint(
        day=each.day.isoformat(),
        steps=share(done.steps),
        evidence=share(done.evidence),
        closed=share(done.closed),
        closed_points=share(done.closed_points),
        self_=points(each.whole.self_score),
        verified=points(each.whole.verified),
        plan_steps=share(plan.steps),
        plan_evidence=share(plan.evidence),
        plan_closed=share(plan.closed),
        plan_points=points(each.whole.planned_points),
    )


def _planned(each: DayScore) -> PlanPoint:
    plan = each.whole.plan
    return PlanPoint(
        day=each.day.isoformat(),
        steps=share(plan.steps),
        evidence=share(plan.evidence),
        closed=share(plan.closed),
        points=points(each.whole.planned_points),
    )


def _majors(campaign: CampaignView, weeks: Sequence[DayScore]) -> Iterator[MajorTrend]:
    for major in campaign.majors:
        tallies = [each.majors.get(major.no, NOTHING) for each in weeks]
        yield MajorTrend(
            no=major.no,
            title=major.title,
            path=major.path,
            steps=tuple(share(each.completion.steps) for each in tallies),
            closed=tuple(share(each.completion.closed) for each in tallies),
            scores=tuple(points(each.self_score) for each in tallies),
            maximum=points(tallies[-1].maximum if tallies else Decimal(0)),
        )


def _switch(number: int, change: RuleChange) -> SwitchView:
    return SwitchView(
        number=number,
        day=change.day.isoformat(),
        commit=change.commit[:SHORT],
        words=change.told,
        moves_node=change.moves_node,
        totals=tuple(_sides(change)),
        items=tuple(_item(each) for each in change.items if not _is_date(each)),
        dates=tuple(_item(each) for each in change.items if _is_date(each)),
    )


def _is_date(each: ItemShift) -> bool:
    return [shift.name for shift in each.shifts] == [DUE]


def _item(each: ItemShift) -> ItemSwitchView:
    words = "；".join(
        f"{shift.before} → {shift.after}" if _is_date(each) else shift.words() for shift in each.shifts
    )
    return ItemSwitchView(item=each.item, title=each.title, words=words)


def _sides(change: RuleChange) -> Iterator[SideView]:
    """Both scores always; of the other totals those that differ."""
    was, now = _totals(change.before), _totals(change.after)
    for title, before in was.items():
        if title in ("自评分", "核定分") or before != now[title]:
            yield SideView(title=title, before=before, after=now[title])


def _totals(tally: Tally) -> dict[str, str]:
    done, plan = tally.completion, tally.plan
    return {
        "自评分": points(tally.self_score),
        "核定分": points(tally.verified),
        "基础分满分": points(tally.maximum),
        "措施完成": counted(done.steps),
        "佐证齐全": counted(done.evidence),
        "销号": counted(done.closed),
        "按期应完成措施": counted(plan.steps),
        "按期应有佐证": counted(plan.evidence),
        "按期应销号": counted(plan.closed),
    }
