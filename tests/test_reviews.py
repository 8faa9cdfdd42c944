"""三审三校 and 保密审查: who may sign what when, and what a changed letter does."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.column.reviews import ORDERED, STEPS, Register, Standing, folded
from scripts.model.column import Review, Reviewer
from scripts.model.words import ReviewResult, ReviewStep

PATH = "docs/public/news/a.md"
DAY = date(2026, 7, 1)
TEXT, OTHER = "a" * 64, "b" * 64
PEOPLE = ("甲", "乙", "丙", "丁", "戊")


def row(step: ReviewStep, by: str, note: str | None = None, digest: str = TEXT) -> Review:
    """Return a decision; with a note it sends the piece back."""
    result = ReviewResult.RETURNED if note else ReviewResult.PASSED
    return Review(path=PATH, step=step, result=result, by=by, on=DAY, digest=digest, note=note)


def on_path(review: Review, path: str) -> Review:
    """Return the same decision on another piece."""
    return review.model_copy(update={"path": path})


REVIEWERS = tuple(Reviewer(name=name, unit="县双拥办", steps=STEPS) for name in PEOPLE)


def standing(rows: Iterable[Review], path: str, digest: str, as_of: date) -> Standing:
    """Return the standing where everybody may sign everything."""
    return Register(rows=tuple(rows), reviewers=REVIEWERS).standing(path, digest, as_of)


def refusal(passed: Sequence[Review], step: ReviewStep, by: str) -> str:
    """Return why a step cannot be passed after those passed."""
    return Register(rows=(), reviewers=REVIEWERS).refusal(passed, row(step, by))


FULL = tuple(row(step, by) for step, by in zip(STEPS, PEOPLE, strict=False))


def test_four_steps_by_four_people_release_a_text() -> None:
    """初审, 复审, 终审 and 保密审查 by four people: nothing is missing."""
    found = standing(FULL, PATH, TEXT, DAY)
    assert found.is_approved
    assert [each.by for each in found.passed] == ["甲", "乙", "丙", "丁"]


@pytest.mark.parametrize("left_out", STEPS)
def test_any_step_left_out_holds_a_text_back(left_out: ReviewStep) -> None:
    """Three of the four steps are not enough, whichever is missing."""
    found = standing([each for each in FULL if each.step is not left_out], PATH, TEXT, DAY)
    assert not found.is_approved
    assert left_out in found.missing


def test_one_changed_letter_voids_everything() -> None:
    """Decisions on another text do not count, and the piece is seen to have changed."""
    found = standing(FULL, PATH, OTHER, DAY)
    assert found.passed == ()
    assert found.is_changed
    assert found.earlier == DAY


def test_another_pieces_reviews_do_not_count() -> None:
    """The same text under another name has passed nothing."""
    assert standing(FULL, "docs/public/news/b.md", TEXT, DAY).last is None


def test_tomorrows_signature_does_not_count_today() -> None:
    """A step signed with a later day holds from that day on."""
    rows = (*FULL[:3], FULL[3].model_copy(update={"on": DAY + timedelta(days=1)}))
    assert not standing(rows, PATH, TEXT, DAY).is_approved
    assert standing(rows, PATH, TEXT, DAY + timedelta(days=1)).is_approved


def test_sending_back_undoes_what_was_passed() -> None:
    """After 退回 every step is made anew, and the desk shows why."""
    rows = (*FULL[:2], row(ReviewStep.FINAL, "丙", note="地点写错"))
    found = standing(rows, PATH, TEXT, DAY)
    assert found.passed == ()
    assert found.returned is not None
    assert found.returned.note == "地点写错"
    assert standing((*rows, *FULL), PATH, TEXT, DAY).is_approved


@pytest.mark.parametrize(
    "order", list(permutations(STEPS)), ids=lambda order: "".join(each[0] for each in order)
)
def test_only_the_right_order_counts(order: tuple[ReviewStep, ...]) -> None:
    """复审 follows 初审 and 终审 follows 复审; 保密审查 may come at any time."""
    rows = [row(step, by) for step, by in zip(order, PEOPLE, strict=False)]
    right = [step for step in order if step in ORDERED] == list(ORDERED)
    assert standing(rows, PATH, TEXT, DAY).is_approved is right


def test_a_refusal_says_what_to_do() -> None:
    """The three reasons are told apart: done already, the same person, too early."""
    assert refusal(FULL[:1], ReviewStep.FIRST, "戊") == "初审已由甲完成"
    assert refusal(FULL[:1], ReviewStep.SECOND, "甲") == "甲已经做过初审，各步骤必须由不同的人完成"
    assert refusal((), ReviewStep.FINAL, "甲") == "还没有初审，不能先做终审"
    assert refusal((), ReviewStep.SECRECY, "甲") == ""


def test_only_registered_people_sign_and_only_their_steps() -> None:
    """A name nobody registered counts for nothing, and a registered one only for its own steps."""
    few = Register(rows=(), reviewers=(Reviewer(name="甲", unit="县双拥办", steps=(ReviewStep.FIRST,)),))
    assert few.refusal((), FULL[0]) == ""
    assert few.refusal((), row(ReviewStep.SECRECY, "甲")) == "甲登记的是初审，不能做保密审查"
    assert few.refusal((), row(ReviewStep.FIRST, "路人")).startswith("路人没有登记为审核人")
    assert not Register(rows=FULL, reviewers=few.reviewers).standing(PATH, TEXT, DAY).is_approved


def test_no_step_is_dated_before_the_one_it_follows() -> None:
    """Dates never run backwards: 终审 cannot have been signed before 初审."""
    late = FULL[0].model_copy(update={"on": DAY + timedelta(days=3)})
    found = standing((late, *FULL[1:]), PATH, TEXT, DAY + timedelta(days=9))
    assert [each.step for each in found.passed] == [ReviewStep.FIRST]
    assert (
        Register(rows=(), reviewers=REVIEWERS).refusal((late,), FULL[1])
        == "日期 2026-07-01 早于上一步的 2026-07-04"
    )


@pytest.mark.parametrize("other", ["张　三", "张 三", "张三（保密）", "张三(双拥办)"])
def test_one_name_in_two_spellings_is_one_person(other: str) -> None:
    """Blanks, full-width forms and a title in brackets make no second person."""
    assert folded(other) == folded("张三")


rows = st.lists(
    st.builds(
        row,
        st.sampled_from(STEPS),
        st.sampled_from(PEOPLE),
        digest=st.sampled_from((TEXT, OTHER)),
        note=st.sampled_from((None, None, None, "改")),
    ),
    max_size=12,
)


@given(rows)
def test_whatever_is_written_a_release_has_four_hands(found: list[Review]) -> None:
    """However the rows are written: approved means four different people in the right order."""
    result = standing(found, PATH, TEXT, DAY)
    if result.is_approved:
        assert len({each.by for each in result.passed}) == len(STEPS)
        assert all(each.digest == TEXT and each.result is ReviewResult.PASSED for each in result.passed)
        ordered = [each.step for each in result.passed if each.step in ORDERED]
        assert ordered == list(ORDERED)


@given(rows, rows)
def test_decisions_on_other_texts_change_nothing(one: list[Review], other: list[Review]) -> None:
    """What stands between two decisions about another piece makes no difference."""
    strangers = [on_path(each, "docs/public/news/z.md") for each in other]
    mixed = [each for pair in zip(one, strangers, strict=False) for each in pair] + one[len(strangers) :]
    assert standing(mixed, PATH, TEXT, DAY) == standing(one, PATH, TEXT, DAY)
