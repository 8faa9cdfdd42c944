"""What an item adds to the totals on a day, in numbers that can be added up."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from scripts.score.completion import Rate
from scripts.score.parts import ZERO
from scripts.score.standing import Standing
from scripts.score.totals import Completion, planned, total


class Tally(NamedTuple):
    """Points, and counts done, planned and in all, of an item or of a group."""

    self_score: Decimal
    verified: Decimal
    maximum: Decimal
    steps: Decimal
    evidence: Decimal
    closed: Decimal
    closed_points: Decimal
    planned_steps: Decimal
    planned_evidence: Decimal
    planned_closed: Decimal
    planned_points: Decimal
    all_steps: Decimal
    all_evidence: Decimal
    all_items: Decimal
    all_points: Decimal

    @property
    def completion(self) -> Completion:
        """What is done."""
        return self._rates(self.steps, self.evidence, self.closed, self.closed_points)

    @property
    def plan(self) -> Completion:
        """What the deadlines say should be done."""
        return self._rates(
            self.planned_steps, self.planned_evidence, self.planned_closed, self.planned_points
        )

    def _rates(self, steps: Decimal, evidence: Decimal, closed: Decimal, points: Decimal) -> Completion:
        return Completion(
            steps=Rate(done=steps, total=self.all_steps),
            evidence=Rate(done=evidence, total=self.all_evidence),
            closed=Rate(done=closed, total=self.all_items),
            closed_points=Rate(done=points, total=self.all_points),
        )


NOTHING = Tally(*(ZERO for _ in Tally._fields))


def tally_of(standing: Standing) -> Tally:
    """Return what one item adds; nothing when it does not apply."""
    summed, plan = total([standing]), planned([standing], standing.as_of)
    scores, done = summed.scores, summed.completion
    return Tally(
        self_score=scores.self_score,
        verified=scores.verified,
        maximum=scores.maximum,
        steps=done.steps.done,
        evidence=done.evidence.done,
        closed=done.closed.done,
        closed_points=done.closed_points.done,
        planned_steps=plan.steps.done,
        planned_evidence=plan.evidence.done,
        planned_closed=plan.closed.done,
        planned_points=plan.closed_points.done,
        all_steps=done.steps.total,
        all_evidence=done.evidence.total,
        all_items=done.closed.total,
        all_points=done.closed_points.total,
    )


def sum_of(tallies: Iterable[Tally]) -> Tally:
    """Add up a group."""
    listed = list(tallies)
    return Tally(*(sum(column, ZERO) for column in zip(*listed, strict=True))) if listed else NOTHING
