"""The charts of a campaign's trend, and where their numbers come from."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from scripts.charts.burnup import BurnUp, draw_burnup
from scripts.charts.burnup_panel import Curve, Days, Expected, Panel
from scripts.charts.data import Chart, Node
from scripts.charts.words import percent, points
from scripts.views.trend import MeasureView, PlanPoint, SwitchView, TrendPoint, TrendView

_RATES: tuple[tuple[str, str, str], ...] = (
    ("措施完成率", "steps", "措施完成"),
    ("佐证齐全率", "evidence", ""),
    ("销号率", "closed", "销号"),
)
"""Title, name in the view, name in the forecast."""


_TALL = 230
"""Height of the only panel of its chart."""


def trend_charts(trend: TrendView | None, today: date, nodes: tuple[Node, ...]) -> dict[str, Chart]:
    """Return the burn-ups; none before there are two days to join."""
    if trend is None or len(trend.points) < 2:  # noqa: PLR2004 - a line has two ends
        return {}
    switches = tuple((each.number, date.fromisoformat(each.day)) for each in trend.switches if _matters(each))
    measures = {each.name: each for each in trend.forecast.measures}
    rates = tuple(_rate(trend, measures, *names) for names in _RATES)
    burnup = BurnUp(panels=rates, today=today, nodes=nodes, switches=switches)
    scores = replace(burnup, panels=(_scores(trend, measures),), title="得分逐日变化")
    return {
        "burnup": draw_burnup(burnup),
        "burnup_scores": draw_burnup(scores, name="burnup-scores"),
    }


def _matters(switch: SwitchView) -> bool:
    """Whether a change of rules changed anything; a word corrected in the standard needs no mark."""
    return bool(switch.items or switch.dates or any(side.before != side.after for side in switch.totals))


def _rate(trend: TrendView, measures: dict[str, MeasureView], title: str, name: str, measure: str) -> Panel:
    reached = _days(trend.points, lambda each: getattr(each, name))
    past = _days(trend.points, lambda each: getattr(each, f"plan_{name}"))
    asked = (*past, *_days(trend.plan, lambda each: getattr(each, name)))
    now = percent(reached[-1][1]) if reached else percent(None)
    due = percent(past[-1][1]) if past else percent(None)
    found = measures.get(measure)
    return Panel(
        title=title,
        top=1,
        reached=(Curve(word="实际", days=reached, shown=now),),
        asked=Curve(word="应达", days=asked, shown=percent(asked[-1][1]) if asked else ""),
        expected=_expected(found, float(found.most)) if found else (),
        sentence=f"{title} {now}（按期限应达 {due}）{_bands(found)}",
    )


def _scores(trend: TrendView, measures: dict[str, MeasureView]) -> Panel:
    own = _days(trend.points, lambda each: float(each.self_))
    verified = _days(trend.points, lambda each: float(each.verified))
    found = measures.get("自评分")
    past = _days(trend.points, lambda each: float(each.plan_points))
    asked = (*past, *_days(trend.plan, lambda each: float(each.points)))
    highest = [value for _, value in (*own, *verified, *asked)] + ([float(found.most)] if found else [])
    return Panel(
        title="得分",
        top=max(1.01, *highest),
        reached=(
            Curve(word="自评", days=own, shown=points(own[-1][1])),
            Curve(word="核定", days=verified, shown=points(verified[-1][1])),
        ),
        asked=Curve(word="到期", days=asked, shown=points(asked[-1][1])),
        expected=_expected(found, 1) if found else (),
        height=_TALL,
        sentence=f"自评分 {points(own[-1][1])} 分{_bands(found)}，核定分 {points(verified[-1][1])} 分"
        f"{_bands(measures.get('核定分'))}；已到期小项的基础分合计 {points(past[-1][1])} 分",
    )


P = TypeVar("P", TrendPoint, PlanPoint)


def _days(points_: Iterable[P], value: Callable[[P], float | None]) -> Days:
    return tuple(
        (date.fromisoformat(each.day), found) for each in points_ if (found := value(each)) is not None
    )


def _expected(measure: MeasureView, whole: float) -> tuple[Expected, ...]:
    return tuple(
        Expected(on=date.fromisoformat(each.date), low=float(each.low) / whole, high=float(each.high) / whole)
        for each in measure.bands
        if whole
    )


def _bands(measure: MeasureView | None) -> str:
    if measure is None:
        return ""
    words = (f"到{each.title}约 {each.words} {measure.unit}" for each in measure.bands)
    return f"，照此速度{'、'.join(words)}"
