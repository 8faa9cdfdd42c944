"""What each chart is given, and what it gives back.

Plain frozen values, filled field by field by the views. Equal values give equal
bytes, so a caller may keep finished charts in a mapping keyed by these values.
Shares are fractions from 0 to 1; ``None`` is 无数据, which is never 0 %.
Every title has a usable default; text is taken as it is, never as markup.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scripts.charts.lights import Light

Number = Decimal | float
Share = Number | None


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A finished chart: inline SVG, and the same numbers as one Chinese sentence."""

    svg: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Node:
    """A dated point of the campaign, as drawn: C 市级初验 08-14."""

    id: str
    title: str
    on: date


@dataclass(frozen=True, kw_only=True)
class MajorScore:
    """The four scores of one 大项 (or of the whole campaign), in points."""

    label: str
    maximum: Number
    reachable: Number | None
    own: Number | None
    verified: Number | None


@dataclass(frozen=True, kw_only=True)
class MajorScores:
    """Rows of ``draw_major_scores``; ``total`` only feeds the sentence."""

    rows: tuple[MajorScore, ...]
    total: MajorScore | None = None
    title: str = "各大项得分"


@dataclass(frozen=True, kw_only=True)
class Rate:
    """One of the three percentages, with the share that is due by ``as_of``."""

    label: str
    value: Share
    plan: Share = None


@dataclass(frozen=True, kw_only=True)
class Rates:
    """Rows of ``draw_rates``."""

    rows: tuple[Rate, ...]
    title: str = "三项进度"


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """One cell of the evidence matrix: pieces present out of pieces asked."""

    present: int
    asked: int


@dataclass(frozen=True, kw_only=True)
class CoverageRow:
    """One 大项 of the evidence matrix, one cell per year."""

    label: str
    cells: tuple[Coverage, ...]


@dataclass(frozen=True, kw_only=True)
class CoverageMap:
    """``draw_coverage``: every row has as many cells as there are years."""

    years: tuple[int, ...]
    rows: tuple[CoverageRow, ...]
    title: str = "佐证齐全率（大项×年度）"


@dataclass(frozen=True, kw_only=True)
class ScheduleRow:
    """One item on the 倒排工期: from its first date to its deadline."""

    item: str
    title: str
    group: str
    start: date
    due: date
    light: Light
    done: tuple[date, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """``draw_schedule``: rows in page order, rows of one group side by side."""

    rows: tuple[ScheduleRow, ...]
    today: date
    nodes: tuple[Node, ...] = ()
    title: str = "倒排工期"


@dataclass(frozen=True, kw_only=True)
class PublicRate:
    """The closing rate of one 大项 that the public may see."""

    label: str
    value: Share


@dataclass(frozen=True, kw_only=True)
class PublicProgress:
    """``draw_public_progress``: holds nothing but what it draws."""

    rows: tuple[PublicRate, ...]
    title: str = "各方面任务办结率"


@dataclass(frozen=True, kw_only=True)
class DeadlineCurve:
    """``draw_deadline_curve``: the deadline of every item, the closing date of the closed."""

    planned: tuple[date, ...]
    closed: tuple[date, ...]
    today: date
    nodes: tuple[Node, ...] = ()
    title: str = "销号进度"
