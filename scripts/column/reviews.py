"""三审三校 and 保密审查: what the rows of ``reviews.csv`` say of one text on one day.

A decision holds for exactly the text and pictures its digest names. 复审 follows
初审 and 终审 follows 复审; 保密审查 may come at any time; each step is another
person's, of those registered for it. A 退回 undoes what was passed before it.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from scripts.model.column import Review, Reviewer
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


@dataclass(frozen=True, kw_only=True)
class Register:
    """All decisions, and who may make them."""

    rows: tuple[Review, ...]
    reviewers: tuple[Reviewer, ...]

    def standing(self, path: str, digest: str, as_of: date) -> Standing:
        """Return how far the text of ``path`` with this digest is on ``as_of``."""
        rows = [each for each in self.rows if each.path == path and each.on <= as_of]
        passed, returned = self._judged([each for each in rows if each.digest == digest])
        return Standing(
            passed=tuple(passed),
            returned=returned,
            last=rows[-1] if rows else None,
            earlier=self._earlier(rows, digest),
        )

    def refusal(self, passed: Sequence[Review], row: Review) -> str:
        """Return why a decision does not count after those ``passed``; '' when nothing speaks against it."""
        known = next((each for each in self.reviewers if each.name == row.by), None)
        if known is None:
            return f"{row.by}没有登记为审核人，请先由双拥办写进 data/publicity/reviewers.csv"
        if row.step not in known.steps:
            return f"{row.by}登记的是{'、'.join(known.steps)}，不能做{row.step.value}"
        if passed and row.on < passed[-1].on:
            return f"日期 {row.on} 早于上一步的 {passed[-1].on}"
        return "" if row.result is ReviewResult.RETURNED else _turn(passed, row)

    def _judged(self, rows: Iterable[Review]) -> tuple[list[Review], Review | None]:
        passed: list[Review] = []
        returned: Review | None = None
        for row in rows:
            if self.refusal(passed, row):
                continue
            if row.result is ReviewResult.RETURNED:
                passed, returned = [], row
            else:
                passed, returned = [*passed, row], None
        return passed, returned

    def _earlier(self, rows: Sequence[Review], digest: str) -> date | None:
        """Return the latest day on which another text of the piece was wholly approved."""
        found = None
        for other in dict.fromkeys(row.digest for row in rows if row.digest != digest):
            passed, _ = self._judged([row for row in rows if row.digest == other])
            if len(passed) == len(STEPS):
                day = max(row.on for row in passed)
                found = max(found or day, day)
        return found


def _turn(passed: Sequence[Review], row: Review) -> str:
    """Return why this step is not to be done now, or not by this person."""
    done = {each.step: each.by for each in passed}
    if row.step in done:
        return f"{row.step.value}已由{done[row.step]}完成"
    if row.by in done.values():
        own = next(each for each, name in done.items() if name == row.by)
        return f"{row.by}已经做过{own.value}，各步骤必须由不同的人完成"
    before = ORDERED[: ORDERED.index(row.step)] if row.step in ORDERED else ()
    missing = [each for each in before if each not in done]
    return f"还没有{missing[0].value}，不能先做{row.step.value}" if missing else ""


def folded(name: str) -> str:
    """Return what two spellings of one name share: no blanks, half-width, no title in brackets."""
    return "".join(unicodedata.normalize("NFKC", name).split()).partition("(")[0]
