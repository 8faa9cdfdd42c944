"""What is to be expected on the inspections, from the pace of the last weeks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from scripts.history.replay.replay import Course
from scripts.score.forecast import ENOUGH, Pace, expected, pace_of
from scripts.score.parts import ZERO
from scripts.score.tally import Tally
from scripts.views.internal import CampaignView, NodeView
from scripts.views.trend import BandView, ForecastView, MeasureView
from scripts.views.words import points

TOO_SHORT = f"历史不足 {ENOUGH} 周，暂不预测。"
_INSPECTIONS = ("C", "P")


@dataclass(frozen=True, kw_only=True)
class _Measure:
    """One number that grows; ``most`` is None for points, which what can still be reached bounds."""

    name: str
    verb: str
    of: Callable[[Tally], Decimal]
    most: Callable[[Tally], Decimal] | None = None

    @property
    def unit(self) -> str:
        return "项" if self.most else "分"

    def shown(self, value: Decimal, rounding: str = ROUND_HALF_UP) -> str:
        """Items are whole, points have two places."""
        return f"{value.to_integral_value(rounding):f}" if self.most else points(value)

    def pace(self, value: Decimal) -> str:
        """A pace may be half an item a week."""
        if not self.most:
            return points(value)
        rounded = value.quantize(Decimal("0.1"), ROUND_HALF_UP) + 0
        return f"{rounded:f}".removesuffix(".0")


_MEASURES = (
    _Measure(name="措施完成", verb="完成措施", of=lambda t: t.steps, most=lambda t: t.all_steps),
    _Measure(name="销号", verb="销号", of=lambda t: t.closed, most=lambda t: t.all_items),
    _Measure(name="自评分", verb="自评分增加", of=lambda t: t.self_score),
    _Measure(name="核定分", verb="核定分增加", of=lambda t: t.verified),
)


def forecast(campaign: CampaignView, course: Course) -> ForecastView:
    """Return the bands for each inspection to come; with too short a history only the words that say so."""
    nodes = _nodes(campaign)
    paces = [pace_of(_values(each, course)) for each in _MEASURES]
    if not nodes:
        return ForecastView(words="各次验收都已过去，不再预测。", measures=())
    known = [(each, pace) for each, pace in zip(_MEASURES, paces, strict=True) if pace]
    if not known:
        return ForecastView(words=TOO_SHORT, measures=())
    return ForecastView(
        words=_assumption(known),
        measures=tuple(_measured(each, pace, course.days[-1].whole, nodes) for each, pace in known),
    )


def _nodes(campaign: CampaignView) -> list[NodeView]:
    """Return the inspections to come; all nodes to come where none is called C or P."""
    ahead = [node for node in campaign.nodes if node.days_left > 0]
    return [node for node in ahead if node.id in _INSPECTIONS] or ahead


def _values(measure: _Measure, course: Course) -> list[Decimal]:
    """Return the value of each day as if the rules of today had always held: a new rule is no progress."""
    found = []
    for each in course.days:
        later = (change for change in course.switches if change.day > each.day)
        jumps = sum((measure.of(change.after) - measure.of(change.before) for change in later), ZERO)
        found.append(measure.of(each.whole) + jumps)
    return found


def _assumption(known: list[tuple[_Measure, Pace]]) -> str:
    paces = "、".join(
        f"{each.verb} {_span(each.pace(pace.slow), each.pace(pace.fast))} {each.unit}" for each, pace in known
    )
    return (
        f"按最近 {known[0][1].weeks} 周每周{paces}的速度推算"
        "（去掉最快和最慢的各四分之一，规则改动引起的增减不计），不是承诺。"
    )


def _measured(measure: _Measure, pace: Pace, today: Tally, nodes: list[NodeView]) -> MeasureView:
    now = measure.of(today)
    roof = measure.most(today) if measure.most else Decimal(nodes[-1].reachable or now)
    return MeasureView(
        name=measure.name,
        unit=measure.unit,
        now=measure.shown(now),
        most=measure.shown(roof),
        pace=_span(measure.pace(pace.slow), measure.pace(pace.fast)),
        bands=tuple(_bands(measure, pace, today, nodes)),
    )


def _bands(measure: _Measure, pace: Pace, today: Tally, nodes: list[NodeView]) -> Iterator[BandView]:
    now = measure.of(today)
    for node in nodes:
        most = measure.most(today) if measure.most else Decimal(node.reachable or now)
        low, high = expected(now, pace, node.days_left, most)
        least, highest = measure.shown(low, ROUND_FLOOR), measure.shown(high, ROUND_CEILING)
        yield BandView(
            node=node.id,
            title=node.title,
            date=node.date,
            low=least,
            high=highest,
            words=_span(least, highest),
        )


def _span(low: str, high: str) -> str:
    """2–4; one number where both are the same; 至 where a minus sign would be mistaken."""
    if low == high:
        return low
    return f"{low} 至 {high}" if "-" in low else f"{low}–{high}"
