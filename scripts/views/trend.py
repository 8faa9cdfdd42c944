"""The way of a campaign as values: each day as it was scored then, what is planned, what is to be expected.

Days ``YYYY-MM-DD``, points decimal strings, shares fractions from 0 to 1 or None (no data).
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class TrendPoint:
    """The end of one day, under the rules of that day; ``plan_…`` is what the deadlines asked for by then.

    ``plan_points`` are the base points of the items that were due.
    """

    day: str
    steps: float | None
    evidence: float | None
    closed: float | None
    closed_points: float | None
    self_: str
    verified: str
    plan_steps: float | None
    plan_evidence: float | None
    plan_closed: float | None
    plan_points: str


@dataclass(frozen=True, kw_only=True)
class PlanPoint:
    """What the deadlines ask for by a day to come."""

    day: str
    steps: float | None
    evidence: float | None
    closed: float | None
    points: str


@dataclass(frozen=True, kw_only=True)
class MajorTrend:
    """One major item at the end of each week, the last one on the day of the site."""

    no: int
    title: str
    path: str
    steps: tuple[float | None, ...]
    closed: tuple[float | None, ...]
    scores: tuple[str, ...]
    maximum: str


@dataclass(frozen=True, kw_only=True)
class SideView:
    """One value of the same facts under the old and the new rules."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class ItemSwitchView:
    """An item that stands otherwise under the new rules."""

    item: str
    title: str
    words: str


@dataclass(frozen=True, kw_only=True)
class SwitchView:
    """A change of rules or dates; ``commit`` is '' where a rule written earlier began on this day.

    ``dates`` are the items of which nothing but the deadline moved.
    """

    number: int
    day: str
    commit: str
    words: tuple[str, ...]
    moves_node: bool
    totals: tuple[SideView, ...]
    items: tuple[ItemSwitchView, ...]
    dates: tuple[ItemSwitchView, ...]


@dataclass(frozen=True, kw_only=True)
class BandView:
    """What is to be expected on a node, in the unit of its measure; ``words`` is the span as shown."""

    node: str
    title: str
    date: str
    low: str
    high: str
    words: str


@dataclass(frozen=True, kw_only=True)
class MeasureView:
    """One thing foretold: how much now, of how much, how fast in a week, and a band for each node."""

    name: str
    unit: str
    now: str
    most: str
    pace: str
    bands: tuple[BandView, ...]


@dataclass(frozen=True, kw_only=True)
class ForecastView:
    """What is to be expected at the pace of the last weeks; ``words`` give the assumption, or say why not."""

    words: str
    measures: tuple[MeasureView, ...]


@dataclass(frozen=True, kw_only=True)
class TrendView:
    """The whole way of a campaign; ``weeks`` are the days on which majors are looked at."""

    points: tuple[TrendPoint, ...]
    plan: tuple[PlanPoint, ...]
    weeks: tuple[str, ...]
    majors: tuple[MajorTrend, ...]
    switches: tuple[SwitchView, ...]
    forecast: ForecastView
