"""Steps done and evidence present: counts of what was asked, never a guess."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.model.progress import Evidence, Progress, Step
from scripts.model.standard import Asked, Rule
from scripts.model.words import Every
from scripts.score.completion import Rate, duties_of, duty_rate, slot_rate, slots_of, total_rate
from scripts.score.standing import standings
from tests.counties import AS_OF, campaign, mini
from tests.strategies import days

NODES = {"C": date(2026, 8, 14)}


def _step(**more: object) -> Step:
    return Step.model_validate({"id": "s1", "title": "甲", "unit": "各单位", "due": "C-60", **more})


def test_a_collective_step_is_one_duty_for_each_member() -> None:
    """各单位 never did anything by itself: each member has its own day, or none yet."""
    step = _step(done={"县财政局": "2026-06-11", "东镇": "2026-06-20"})
    duties = duties_of(step, mini().members, NODES, AS_OF)
    assert [(duty.unit, duty.done, duty.is_late) for duty in duties] == [
        ("县双拥办", None, True),
        ("县财政局", date(2026, 6, 11), False),
        ("东镇", date(2026, 6, 20), True),  # done, but after 2026-06-15
    ]
    assert duty_rate(duties) == Rate(done=Decimal(2), total=Decimal(3))


def test_a_garrison_or_department_never_expands() -> None:
    """A unit that is no collective is one duty, done on one day."""
    [duty] = duties_of(_step(unit="县人武部", done="2026-06-10"), mini().members, NODES, AS_OF)
    assert (duty.unit, duty.is_done, duty.due, duty.due_text) == ("县人武部", True, date(2026, 6, 15), "C-60")


def test_what_is_done_tomorrow_is_not_done_today() -> None:
    """Looking back at an earlier day, later work is not there yet."""
    step = _step(unit="县人武部", done="2026-06-10")
    before, after = (
        duties_of(step, mini().members, NODES, day) for day in (date(2026, 6, 9), date(2026, 6, 10))
    )
    assert (before[0].is_done, after[0].is_done) == (False, True)
    assert not before[0].is_late


@pytest.mark.parametrize(
    ("due", "day"), [("C", (8, 14)), ("C-1", (8, 13)), ("C-60", (6, 15)), ("2026-06-20", (6, 20))]
)
def test_deadlines_follow_their_node(due: str, day: tuple[int, int]) -> None:
    """C-60 is sixty days before the node, and moves with it; a date stays put."""
    step = _step(due=due)
    assert step.due.on(NODES) == date(2026, *day)
    moved = step.due.on({"C": NODES["C"] + timedelta(days=7)})
    assert moved - step.due.on(NODES) == timedelta(days=0 if due.startswith("2026") else 7)


ASKED = (Asked(name="照片", every=Every.YEARLY), Asked(name="目录", every=Every.ONCE))
RULE = Rule(id="1.01", since=date(2026, 1, 1), reason="首版", parts=(), evidence=ASKED)


def _entries(*pieces: tuple[str, int | None]) -> Progress:
    entries = tuple(
        Evidence.model_validate(
            {
                "id": f"e{number}",
                "for": piece,
                "title": "甲",
                "level": "内部",
                **({"year": str(year)} if year else {}),
            }
        )
        for number, (piece, year) in enumerate(pieces, 1)
    )
    return Progress.model_construct(id="1.01", evidence=entries)


def test_evidence_slots_are_piece_by_year() -> None:
    """A yearly piece is asked once a year, another once; two entries for one slot fill one slot."""
    progress = _entries(("照片", 2024), ("照片", 2024), ("照片", None), ("目录", 2025))
    slots = slots_of(RULE, progress, (2024, 2025, 2026), date(2026, 8, 14), AS_OF)
    assert [(slot.piece, slot.year, slot.is_present, slot.is_due) for slot in slots] == [
        ("照片", 2024, True, True),
        ("照片", 2025, False, True),  # last year is over
        ("照片", 2026, False, False),  # this year's is due with the item
        ("目录", None, True, False),
    ]
    assert slot_rate(slots) == Rate(done=Decimal(2), total=Decimal(4))


def test_this_years_evidence_is_due_the_day_after_the_deadline() -> None:
    """On the deadline itself there is still time."""
    due = date(2026, 8, 14)
    on, after = (slots_of(RULE, None, (2026,), due, day) for day in (due, due + timedelta(days=1)))
    assert [slot.is_due for slot in on] == [False, False]
    assert [slot.is_due for slot in after] == [True, True]


def test_nothing_to_count_is_no_data() -> None:
    """No steps are neither 0 % nor 100 %: the share is not known, and adding it changes nothing."""
    assert duty_rate(()).share is None
    assert slot_rate(()).share is None
    some = Rate(done=Decimal(0), total=Decimal(2))
    assert total_rate([duty_rate(()), some]) == some
    assert some.share == 0


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)).map(sorted), max_size=5))
def test_shares_are_fractions_or_unknown(pairs: list[list[int]]) -> None:
    """A share is between 0 and 1 where there is something to count, and unknown where there is not."""
    rate = total_rate(Rate(done=Decimal(done), total=Decimal(of)) for done, of in pairs)
    assert (rate.share is None) == (sum(of for _, of in pairs) == 0)
    assert rate.share is None or 0 <= rate.share <= 1
    assert rate.share != 1 or all(done == of for done, of in pairs)


@given(st.lists(days, min_size=2, max_size=2).map(sorted))
def test_time_only_adds(pair: list[date]) -> None:
    """As days pass and nothing is typed, steps done, slots due and times sent back never go down."""
    earlier, later = (
        {each.item.item_id: each for each in standings(campaign(mini()), mini(), day)} for day in pair
    )
    for item, before in earlier.items():
        after = later[item]
        assert before.steps_rate.done <= after.steps_rate.done
        assert before.steps_rate.total == after.steps_rate.total
        assert sum(slot.is_due for slot in before.slots) <= sum(slot.is_due for slot in after.slots)
        assert before.times_sent_back <= after.times_sent_back
        assert not before.is_closed or after.is_closed
