"""The audit trail as values: what changed, in words, with who and when.

``recorded`` is when a change reached the main line, ``claimed`` when its author
says it was made; both ``YYYY-MM-DD HH:MM`` in China's time.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ChangeView:
    """One change of one record, or several fields that a commit filled for the first time.

    ``effect`` says what its commit did to scores, counts, state and light; '' where that is told elsewhere.
    """

    commit: str
    recorded: str
    claimed: str
    author: str
    merger: str
    unit: str
    item: str
    subject: str
    words: str
    effect: str
    reason: str
    flags: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AuditMonth:
    """The changes recorded in one month, newest first; ``month`` is ``YYYY-MM``."""

    month: str
    changes: tuple[ChangeView, ...]
    path: str


@dataclass(frozen=True, kw_only=True)
class TurnView:
    """How often an item was sent back (days), re-opened and changed after closing (commits)."""

    item: str
    sent_back: int
    reopened: int
    after_closing: int


@dataclass(frozen=True, kw_only=True)
class AuditView:
    """The whole trail of a campaign; ``counts`` of flagged changes by flag, ``turns`` most first."""

    total: int
    months: tuple[AuditMonth, ...]
    since_yesterday: tuple[ChangeView, ...]
    since_last_week: tuple[ChangeView, ...]
    counts: Mapping[str, int]
    turns: tuple[TurnView, ...]
    findings: tuple[str, ...]
