"""The internal site as values: the contract behind ``internal.json``.

Points are decimal strings with two places, dates ``YYYY-MM-DD``, shares
fractions from 0 to 1 or None (no data). ``path`` fields are pages of the site.
A trailing underscore is dropped in JSON (``self_`` → ``self``).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from scripts.views.audit import AuditView
from scripts.views.desk import DeskView
from scripts.views.internal_item import (
    CompletionView,
    EvidenceView,
    ItemView,
    LookView,
    MissingView,
    PartView,
    RegisterView,
    ScoresView,
    SlotView,
    StepView,
    VetoView,
)
from scripts.views.trend import TrendView

__all__ = (
    "CallView",
    "CampaignView",
    "CompletionView",
    "CoverageView",
    "DataProblemView",
    "DutyView",
    "EvidenceView",
    "GainView",
    "GroupView",
    "GuideView",
    "HonourView",
    "InternalSite",
    "ItemView",
    "LookView",
    "MajorView",
    "MemberView",
    "MissingView",
    "NodeView",
    "PartView",
    "PersonView",
    "RegisterView",
    "ScoresView",
    "SlotView",
    "StepView",
    "UnitView",
    "VetoView",
)


@dataclass(frozen=True, kw_only=True)
class NodeView:
    """A node; ``reachable`` is the score still reachable by it, None once past."""

    id: str
    title: str
    date: str
    days_left: int
    reachable: str | None


@dataclass(frozen=True, kw_only=True)
class MajorView:
    """A major item summed up."""

    no: int
    title: str
    items: tuple[str, ...]
    counts: Mapping[str, int]
    scores: ScoresView
    completion: CompletionView
    lights: Mapping[str, int]
    path: str


@dataclass(frozen=True, kw_only=True)
class PersonView:
    """Who answers for a unit."""

    role: str
    name: str
    phone: str


@dataclass(frozen=True, kw_only=True)
class DutyView:
    """Something a unit has to do: a step of an item."""

    item: str
    item_title: str
    title: str
    due: str
    days_left: int
    done: str | None
    is_late: bool
    path: str


@dataclass(frozen=True, kw_only=True)
class UnitView:
    """One unit: its items, duties, gaps and what came back; ``form`` is its workbook, '' without one."""

    id: str
    name: str
    kind: str
    former_names: tuple[str, ...]
    groups: tuple[str, ...]
    people: tuple[PersonView, ...]
    lead_items: tuple[str, ...]
    support_items: tuple[str, ...]
    counts: Mapping[str, int]
    lights: Mapping[str, int]
    scores: ScoresView
    completion: CompletionView
    next_due: tuple[DutyView, ...]
    duties: tuple[DutyView, ...]
    overdue: tuple[str, ...]
    late_steps: int
    sent_back: tuple[str, ...]
    gaps: tuple[str, ...]
    problems: tuple[RegisterView, ...]
    path: str
    form: str = ""


@dataclass(frozen=True, kw_only=True)
class GainView:
    """Points still to win in one part of one item."""

    item: str
    item_title: str
    part: str
    points: str
    missing: str
    due: str
    lead: str


@dataclass(frozen=True, kw_only=True)
class CallView:
    """A unit somebody should telephone, and why."""

    unit: str
    path: str
    reason: str
    liaison: str


@dataclass(frozen=True, kw_only=True)
class CoverageView:
    """Evidence of one major item (0 = all) in one year (None = asked once)."""

    major: int
    year: int | None
    present: int
    asked: int
    due: int


@dataclass(frozen=True, kw_only=True)
class MemberView:
    """A seat of the leading group."""

    role: str
    post: str
    since: str
    until: str | None
    note: str


@dataclass(frozen=True, kw_only=True)
class GroupView:
    """A work group."""

    name: str
    lead: str
    members: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class HonourView:
    """A title won before."""

    round: str
    title: str
    year: int


@dataclass(frozen=True, kw_only=True)
class CampaignView:
    """One campaign. ``prefix`` is '' for the first one, else ``<id>/``.

    ``bonus_reachable`` is the part of the reachable score that bonus items can
    bring, ``excluded`` the base points that items which do not apply take out
    of the maximum.
    """

    id: str
    title: str
    county: str
    level: str
    round: str
    office: str
    years: tuple[int, ...]
    prefix: str
    counts: Mapping[str, int]
    scores: ScoresView
    completion: CompletionView
    plan: CompletionView
    lights: Mapping[str, int]
    nodes: tuple[NodeView, ...]
    majors: tuple[MajorView, ...]
    units: tuple[UnitView, ...]
    items: tuple[ItemView, ...]
    overdue: tuple[str, ...]
    due_soon: tuple[str, ...]
    waiting: tuple[str, ...]
    sent_back: tuple[str, ...]
    vetoes: tuple[str, ...]
    bonus_reachable: str
    excluded: str
    gains: tuple[GainView, ...]
    calls: tuple[CallView, ...]
    coverage: tuple[CoverageView, ...]
    problems: tuple[RegisterView, ...]
    leading_group: tuple[MemberView, ...]
    work_groups: tuple[GroupView, ...]
    honours: tuple[HonourView, ...]
    audit: AuditView | None
    trend: TrendView | None

    def item(self, item_id: str) -> ItemView:
        """Return an item by id; KeyError when there is none."""
        return {each.id: each for each in self.items}[item_id]


@dataclass(frozen=True, kw_only=True)
class DataProblemView:
    """A warning the check found, or a waived problem (``waived`` says until when, why)."""

    path: str
    line: int
    code: str
    message: str
    severity: str
    waived: str


@dataclass(frozen=True, kw_only=True)
class GuideView:
    """A hand-written internal page."""

    path: str
    title: str
    order: str
    body: str


@dataclass(frozen=True, kw_only=True)
class InternalSite:
    """Everything the internal site shows."""

    as_of: str
    commit: str | None
    is_dirty: bool
    is_sample: bool
    clock_note: str
    county: str
    campaigns: tuple[CampaignView, ...]
    data_problems: tuple[DataProblemView, ...]
    guides: tuple[GuideView, ...]
    desk: DeskView
    anchor: str = ""
    edit: str = ""
