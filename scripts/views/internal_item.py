"""One item of the internal site as values, down to its parts, steps and evidence.

Part of the contract of ``internal.py``, which says what the forms mean.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ScoresView:
    """Four scores that are never mixed."""

    self_: str
    verified: str
    reachable: str
    max: str


@dataclass(frozen=True, kw_only=True)
class CompletionView:
    """Three percentages; ``counts`` holds done and total of each as shown."""

    steps: float | None
    evidence: float | None
    closed: float | None
    closed_points: float | None
    counts: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class PartView:
    """One scoring part; ``self_`` and ``verified`` are None when not reported."""

    title: str
    kind: str
    points: str
    self_: str | None
    verified: str | None
    reason: str
    verified_reason: str
    missing: str
    gain: str


@dataclass(frozen=True, kw_only=True)
class StepView:
    """One unit's share of a step."""

    id: str
    title: str
    unit: str
    due: str
    due_text: str
    done: str | None
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class EvidenceView:
    """One entry of the evidence register; ``file`` is a path below ``evidence/``."""

    id: str
    piece: str
    year: int | None
    title: str
    number: str
    level: str
    box: str
    page: str
    file: str


@dataclass(frozen=True, kw_only=True)
class SlotView:
    """A piece asked for (one year of it); ``state`` is 齐 / 缺 / 待 (not due yet)."""

    piece: str
    year: int | None
    state: str
    entries: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MissingView:
    """A slot nothing fills."""

    piece: str
    year: int | None
    is_due: bool


@dataclass(frozen=True, kw_only=True)
class LookView:
    """A check, decision, request or report: who said what, when."""

    on: str
    by: str
    result: str
    text: str


@dataclass(frozen=True, kw_only=True)
class VetoView:
    """State of a veto item; ``history`` holds all dated states, oldest first."""

    state: str
    on: str
    by: str
    paper: str
    reason: str
    history: tuple[LookView, ...]


@dataclass(frozen=True, kw_only=True)
class RegisterView:
    """One problem of the register."""

    id: str
    item: str
    category: str
    source: str
    found_on: str
    unit: str
    title: str
    measure: str
    due: str
    closed_on: str | None
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class ItemView:
    """One item on the day."""

    id: str
    major: int
    major_title: str
    title: str
    kind: str
    content: str
    scoring_rule: str
    lead: str
    support: tuple[str, ...]
    due: str
    due_text: str
    days_left: int
    state: str
    light: str
    light_reason: str
    is_overdue: bool
    scores: ScoresView
    is_verified: bool
    void_reasons: tuple[str, ...]
    override: LookView | None
    parts: tuple[PartView, ...]
    completion: CompletionView
    steps: tuple[StepView, ...]
    slots: tuple[SlotView, ...]
    evidence: tuple[EvidenceView, ...]
    missing: tuple[MissingView, ...]
    veto: VetoView | None
    checks: tuple[LookView, ...]
    decision: LookView | None
    reports: tuple[LookView, ...]
    request: LookView | None
    not_applicable: LookView | None
    times_sent_back: int
    problems: tuple[RegisterView, ...]
    source: str
    path: str
