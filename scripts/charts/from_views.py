"""Which charts a view gets, and where their numbers come from."""

from collections.abc import Callable, Mapping
from datetime import date

from scripts.charts.coverage import draw_coverage
from scripts.charts.data import (
    Chart,
    Coverage,
    CoverageMap,
    CoverageRow,
    DeadlineCurve,
    MajorScore,
    MajorScores,
    Node,
    PublicProgress,
    PublicRate,
    Rate,
    Rates,
    Schedule,
    ScheduleRow,
)
from scripts.charts.deadline_curve import draw_deadline_curve
from scripts.charts.from_trend import trend_charts
from scripts.charts.lights import Light, LightCounts, LightRow, LightsByMajor, UnitLoad
from scripts.charts.lights_by_major import draw_lights_by_major
from scripts.charts.major_scores import draw_major_scores
from scripts.charts.public_progress import draw_public_progress
from scripts.charts.rates import draw_rates
from scripts.charts.schedule import draw_schedule
from scripts.charts.unit_load import draw_unit_load
from scripts.views.internal import CampaignView, ItemView, MajorView, ScoresView
from scripts.views.public import PublicSite

_HEAVIEST = 15
_WORDS = {light.word: light for light in Light}


def campaign_charts(campaign: CampaignView, as_of: str) -> dict[str, Chart]:
    """Return every chart of one campaign's internal pages, by name."""
    today = date.fromisoformat(as_of)
    return {
        "major_scores": draw_major_scores(_major_scores(campaign)),
        "lights_by_major": draw_lights_by_major(_lights(campaign)),
        "rates": draw_rates(_rates(campaign)),
        "coverage": draw_coverage(_coverage(campaign)),
        "schedule": draw_schedule(_schedule(campaign, today)),
        "unit_load": draw_unit_load(_unit_load(campaign)),
        "deadline_curve": draw_deadline_curve(_curve(campaign, today)),
        **trend_charts(campaign.trend, today, _nodes(campaign)),
    }


def public_charts(site: PublicSite) -> dict[str, Chart]:
    """Return the charts of the public pages; empty when no rate may be shown."""
    rows = tuple(PublicRate(label=each.title, value=each.share) for each in site.campaigns[0].majors)
    return {"public_progress": draw_public_progress(PublicProgress(rows=rows))} if rows else {}


def _score(label: str, scores: ScoresView) -> MajorScore:
    return MajorScore(
        label=label,
        maximum=float(scores.max),
        reachable=float(scores.reachable),
        own=float(scores.self_),
        verified=float(scores.verified),
    )


def _major_scores(campaign: CampaignView) -> MajorScores:
    scored = [major for major in campaign.majors if float(major.scores.max) > 0]
    return MajorScores(
        rows=tuple(_score(f"{major.no} {major.title}", major.scores) for major in scored),
        total=_score(campaign.title, campaign.scores),
    )


def _counts(lights: Mapping[str, int]) -> LightCounts:
    return LightCounts(**{_WORDS[word].value: count for word, count in lights.items()})


def _label(major: MajorView) -> str:
    return f"{major.no} {major.title}"


def _lights(campaign: CampaignView) -> LightsByMajor:
    return LightsByMajor(
        rows=tuple(LightRow(label=_label(major), lights=_counts(major.lights)) for major in campaign.majors)
    )


def _rates(campaign: CampaignView) -> Rates:
    done, plan = campaign.completion, campaign.plan
    return Rates(
        rows=(
            Rate(label="措施完成率", value=done.steps, plan=plan.steps),
            Rate(label="佐证齐全率", value=done.evidence, plan=plan.evidence),
            Rate(label="销号率", value=done.closed, plan=plan.closed),
        )
    )


def _coverage(campaign: CampaignView) -> CoverageMap:
    cells = {(cell.major, cell.year): cell for cell in campaign.coverage}

    def cell(major: int, year: int) -> Coverage:
        found = cells.get((major, year))
        return Coverage(present=found.present, asked=found.asked) if found else Coverage(present=0, asked=0)

    return CoverageMap(
        years=campaign.years,
        rows=tuple(
            CoverageRow(label=_label(major), cells=tuple(cell(major.no, year) for year in campaign.years))
            for major in campaign.majors
            if any((major.no, year) in cells for year in campaign.years)
        ),
    )


def _nodes(campaign: CampaignView) -> tuple[Node, ...]:
    return tuple(
        Node(id=node.id, title=node.title, on=date.fromisoformat(node.date)) for node in campaign.nodes[-2:]
    )


def _schedule(campaign: CampaignView, today: date) -> Schedule:
    start = date.fromisoformat(campaign.nodes[0].date) if campaign.nodes else today
    rows = tuple(_schedule_row(item, start) for item in campaign.items)
    return Schedule(rows=rows, today=today, nodes=_nodes(campaign))


def _schedule_row(item: ItemView, kick_off: date) -> ScheduleRow:
    due = date.fromisoformat(item.due)
    return ScheduleRow(
        item=item.id,
        title=item.title,
        group=f"{item.major} {item.major_title}",
        start=min(kick_off, due),
        due=due,
        light=_WORDS[item.light],
        done=tuple(sorted({date.fromisoformat(step.done) for step in item.steps if step.done})),
    )


def _unit_load(campaign: CampaignView) -> UnitLoad:
    weighed: Callable[[tuple[str, int]], tuple[int, str]] = lambda pair: (-pair[1], pair[0])  # noqa: E731
    load = {unit.name: len(unit.lead_items) for unit in campaign.units if unit.lead_items}
    names = [name for name, _ in sorted(load.items(), key=weighed)][:_HEAVIEST]
    units = {unit.name: unit for unit in campaign.units}
    return UnitLoad(rows=tuple(LightRow(label=name, lights=_counts(units[name].lights)) for name in names))


def _curve(campaign: CampaignView, today: date) -> DeadlineCurve:
    return DeadlineCurve(
        planned=tuple(
            sorted(date.fromisoformat(item.due) for item in campaign.items if item.state != "不适用")
        ),
        closed=tuple(
            sorted(
                date.fromisoformat(item.decision.on)
                for item in campaign.items
                if item.decision and item.state == "已销号"
            )
        ),
        today=today,
        nodes=_nodes(campaign),
    )
