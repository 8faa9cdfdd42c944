"""Items to major items, units and campaign: sums of points and counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from scripts.model.words import ItemKind, Light
from scripts.score.completion import Rate, total_rate
from scripts.score.parts import ZERO
from scripts.score.standing import Standing


@dataclass(frozen=True, kw_only=True)
class Scores:
    """Four scores side by side, never mixed; 考评分 comes with the rounds."""

    self_score: Decimal
    verified: Decimal
    reachable: Decimal
    maximum: Decimal


@dataclass(frozen=True, kw_only=True)
class Completion:
    """Three percentages side by side: by items, and closing also by points."""

    steps: Rate
    evidence: Rate
    closed: Rate
    closed_points: Rate


@dataclass(frozen=True, kw_only=True)
class Total:
    """A group of items summed up."""

    scores: Scores
    completion: Completion
    kinds: Mapping[ItemKind, int]
    lights: Mapping[Light, int] = field(default_factory=dict)


def total(items: Sequence[Standing]) -> Total:
    """Sum a group; items that do not apply leave scores, maximum and percentages."""
    counted = [each for each in items if each.counts]
    return Total(
        scores=_scores(counted),
        completion=Completion(
            steps=total_rate(each.steps_rate for each in counted),
            evidence=total_rate(each.evidence_rate for each in counted),
            closed=total_rate(each.closed_rate for each in counted),
            closed_points=total_rate(each.closed_points for each in counted),
        ),
        kinds={kind: sum(each.item.kind is kind for each in items) for kind in ItemKind},
        lights={light: sum(each.light is light for each in items) for light in Light},
    )


def _scores(items: Iterable[Standing]) -> Scores:
    listed = list(items)
    return Scores(
        self_score=sum((each.score.self_score for each in listed), ZERO),
        verified=sum((each.score.verified for each in listed), ZERO),
        reachable=sum((each.score.reachable for each in listed), ZERO),
        maximum=sum((each.item.max_points for each in listed if each.item.kind is ItemKind.BASE), ZERO),
    )


def reachable_by(items: Iterable[Standing], node: date, as_of: date) -> Decimal | None:
    """Return the score still reachable by a node; None once it has passed.

    An item whose own deadline lies after the node is expected to stand there as
    it stands now.
    """
    if as_of > node:
        return None
    counted = [each for each in items if each.counts]
    return sum(
        (each.score.reachable if each.due <= node else each.score.self_score for each in counted),
        ZERO,
    )


def planned(items: Iterable[Standing], as_of: date) -> Completion:
    """Return what the deadlines say should be done by ``as_of``."""
    counted = [each for each in items if each.counts]
    duties = [duty for each in counted for duty in each.duties]
    slots = [slot for each in counted for slot in each.slots]
    due = [each for each in counted if each.due < as_of]
    return Completion(
        steps=_rate(sum(duty.due < as_of for duty in duties), len(duties)),
        evidence=_rate(sum(slot.is_due for slot in slots), len(slots)),
        closed=_rate(len(due), len(counted)),
        closed_points=Rate(
            done=sum((each.closed_points.total for each in due), ZERO),
            total=sum((each.closed_points.total for each in counted), ZERO),
        ),
    )


def _rate(done: int, of: int) -> Rate:
    return Rate(done=ZERO + done, total=ZERO + of)


@dataclass(frozen=True, kw_only=True)
class Gain:
    """Points to win in one part of one item."""

    standing: Standing
    part: str
    points: Decimal
    missing: str


def gains(items: Iterable[Standing]) -> list[Gain]:
    """Return the points still to win, heaviest first, then nearest."""
    found = [
        Gain(
            standing=each,
            part=part.self_score.title,
            points=part.self_score.gain,
            missing=part.self_score.missing,
        )
        for each in items
        if each.counts and each.item.kind in (ItemKind.BASE, ItemKind.BONUS)
        for part in each.score.parts
        if part.self_score.gain > 0
    ]
    return sorted(found, key=lambda gain: (-gain.points, gain.standing.due, gain.standing.item.order))
