"""Numbers and dates as views hold them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from scripts.score.completion import Rate
from scripts.score.totals import Completion, Scores
from scripts.views.internal import CompletionView, ScoresView

E = TypeVar("E", bound=StrEnum)


def points(value: Decimal) -> str:
    """Return points with two places, never ``-0.00``."""
    return f"{value + 0:.2f}"


def share(rate: Rate) -> float | None:
    """Return a fraction to four places, or None when there is nothing to count."""
    return None if rate.share is None else float(round(rate.share, 4))


def day(value: date | None) -> str | None:
    """Return ``YYYY-MM-DD`` or None."""
    return value.isoformat() if value else None


def counted(rate: Rate) -> str:
    """Return ``done/total`` as people write it."""
    return f"{_plain(rate.done)}/{_plain(rate.total)}" if rate.total else "无数据"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def scores_view(scores: Scores) -> ScoresView:
    """Return the four scores as text."""
    return ScoresView(
        self_=points(scores.self_score),
        verified=points(scores.verified),
        reachable=points(scores.reachable),
        max=points(scores.maximum),
    )


def completion_view(completion: Completion) -> CompletionView:
    """Return the percentages as fractions, with their counts."""
    rates = {
        "steps": completion.steps,
        "evidence": completion.evidence,
        "closed": completion.closed,
        "closed_points": completion.closed_points,
    }
    return CompletionView(
        **{name: share(rate) for name, rate in rates.items()},
        counts={name: counted(rate) for name, rate in rates.items()},
    )


def by_word(counts: Mapping[E, int]) -> dict[str, int]:
    """Return counts keyed by the word itself."""
    return {word.value: count for word, count in counts.items()}
