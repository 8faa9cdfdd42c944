"""三审三校 and 保密审查: what the rows of ``reviews.csv`` say of one text on one day.

A decision holds for exactly the text and pictures its digest names. 复审 follows
初审 and 终审 follows 复审; 保密审查 may come at any time; each step is another
person's. A 退回 undoes what was passed before it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from scripts.model.column import Review
from scripts.model.words import ReviewResult, ReviewStep

ORDERED = (ReviewStep.FIRST, ReviewStep.SECOND, ReviewStep.FINAL)
STEPS = (*ORDERED, ReviewStep.SECRECY)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How far one text is. ``passed`` are the decisions that hold; ``last`` the latest on any text of it.

    ``returned`` is the decision that sent this very text back, ``earlier`` the
    latest day on which another text of the piece had passed all steps.
    """

    passed: tuple[Review, ...]
    returned: Review | None
    last: Review | None
    earlier: date | None

    @property
    def missing(self) -> tuple[ReviewStep, ...]:
        """The steps still to pass, in order."""
        done = {each.step for each in self.passed}
        return tuple(step for step in STEPS if step not in done)

    @property
    def is_approved(self) -> bool:
        """Whether every step has been passed."""
        return not self.missing

    @property
    def is_changed(self) -> bool:
        """Whether decisions were made, but on another text."""
        return not self.passed and self.returned is None and self.last is not None


def standing(reviews: Iterable[Review], path: str, digest: str, as_of: date) -> Standing:
    """Return how far the text of ``path`` with this digest is on ``as_of``."""
    rows = [each for each in reviews if each.path == path and each.on <= as_of]
    passed, returned = _judged([each for each in rows if each.digest == digest])
    return Standing(
        passed=tuple(passed),
        returned=returned,
        last=rows[-1] if rows else None,
        earlier=_earlier(rows, digest),
    )


def refusal(passed: Sequence[Review], step: ReviewStep, by: str) -> str:
    """Return why ``by`` cannot pass ``step`` after ``passed``; '' when nothing speaks against it."""
    done = {each.step: each.by for each in passed}
    if step in done:
        return f"{step.value}已由{done[step]}完成"
    if by in done.values():
        own = next(each for each, name in done.items() if name == by)
        return f"{by}已经做过{own.value}，各步骤必须由不同的人完成"
    before = ORDERED[: ORDERED.index(step)] if step in ORDERED else ()
    for each in before:
        if each not in done:
            return f"还没有{each.value}，不能先做{step.value}"
    return ""


def _judged(rows: Iterable[Review]) -> tuple[list[Review], Review | None]:
    passed: list[Review] = []
    returned: Review | None = None
    for row in rows:
        if row.result is ReviewResult.RETURNED:
            passed, returned = [], row
        elif not refusal(passed, row.step, row.by):
            passed, returned = [*passed, row], None
    return passed, returned


def _earlier(rows: Sequence[Review], digest: str) -> date | None:
    """Return the latest day on which another text of the piece was wholly approved."""
    found = None
    for other in dict.fromkeys(row.digest for row in rows if row.digest != digest):
        passed, _ = _judged([row for row in rows if row.digest == other])
        if len(passed) == len(STEPS):
            day = max(row.on for row in passed)
            found = max(found or day, day)
    return found
