"""The light of an item, always with its reason in words."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.model.campaign import LightRules
from scripts.model.units import Calendar
from scripts.model.words import Light, State, VetoState
from scripts.score.deadlines import working_days_until
from scripts.score.lights import LightFacts, light_of
from scripts.score.standing import standings
from tests.counties import AS_OF, campaign, mini
from tests.strategies import days

RULES = LightRules(due_within=3, heavy_due_within=7, heavy_points=Decimal(2), near=30)
MINI_LIGHTS = {
    "1.01": (Light.RED, "逾期 35 天（期限 2026-06-15）"),
    "1.02": (Light.YELLOW, "已申请销号，等待核定"),
    "1.03": (Light.RED, "已退回 2 次"),
    "1.04": (Light.BLUE, "已销号"),
    "1.05": (Light.GREEN, "按期推进，期限 2026-08-31，还有 42 天"),
    "1.06": (Light.GREY, "经核定不适用，不计入分母"),
    "1.07": (Light.GREY, "未启动，期限 2026-09-15，还有 57 天"),
    "2.01": (Light.GREEN, "按期推进，期限 2026-09-15，还有 57 天"),
    "2.02": (Light.GREEN, "按期推进，期限 2026-09-15，还有 57 天"),
    # due Friday 2026-07-24; Wednesday is a holiday in 微县, so 21, 23, 24: three working days
    "3.01": (Light.YELLOW, "还有 3 个工作日到期（2026-07-24）"),
}


def test_lights_of_the_tiny_county() -> None:
    """Every light of 微县, with the words that explain it."""
    found = {
        each.item.item_id: (each.light, each.light_reason)
        for each in standings(campaign(mini()), mini(), AS_OF)
    }
    assert found == MINI_LIGHTS


def _facts(**more: Any) -> LightFacts:
    usual: dict[str, Any] = {
        "state": State.UNDER_WAY,
        "due": date(2026, 9, 15),
        "as_of": AS_OF,
        "workdays_left": 40,
        "points": Decimal(1),
        "times_sent_back": 0,
        "missing_due": 0,
        "late_steps": 0,
        "veto": None,
        "requested_on": None,
        "rules": RULES,
    }
    return LightFacts(**{**usual, **more})


SOON = AS_OF + timedelta(days=5)
LATE = AS_OF - timedelta(days=1)
CASES: list[tuple[Mapping[str, Any], Light, str]] = [
    ({}, Light.GREEN, "按期推进"),
    ({"workdays_left": 3, "due": SOON}, Light.YELLOW, "还有 3 个工作日到期"),
    ({"workdays_left": 4, "due": SOON}, Light.GREEN, "按期推进"),
    ({"workdays_left": 7, "due": SOON, "points": Decimal("2.5")}, Light.YELLOW, "还有 7 个工作日到期"),
    ({"workdays_left": 7, "due": SOON, "points": Decimal(2)}, Light.GREEN, "按期推进"),
    ({"workdays_left": 7, "due": SOON, "points": Decimal(-3)}, Light.YELLOW, "还有 7 个工作日到期"),
    ({"workdays_left": 0, "due": AS_OF}, Light.YELLOW, "今天到期"),
    ({"workdays_left": 0, "due": LATE}, Light.RED, "逾期 1 天"),
    ({"workdays_left": 0, "due": LATE, "state": State.NOT_STARTED}, Light.RED, "逾期 1 天"),
    ({"workdays_left": 0, "due": LATE, "state": State.SENT_BACK}, Light.RED, "逾期 1 天"),
    ({"workdays_left": 0, "due": LATE, "state": State.CLOSED}, Light.BLUE, "已销号"),
    ({"workdays_left": 0, "due": LATE, "state": State.NOT_APPLICABLE}, Light.GREY, "不计入分母"),
    (
        {"workdays_left": 0, "due": LATE, "state": State.CLOSING, "requested_on": LATE},
        Light.YELLOW,
        "等待核定",
    ),
    ({"due": LATE, "state": State.CLOSING, "requested_on": AS_OF}, Light.YELLOW, "晚于期限 1 天，等待核定"),
    ({"state": State.NOT_STARTED}, Light.GREY, "未启动，期限 2026-09-15，还有 57 天"),
    ({"state": State.NOT_STARTED, "due": AS_OF + timedelta(days=30)}, Light.YELLOW, "尚未启动，30 天后到期"),
    ({"state": State.NOT_STARTED, "due": AS_OF + timedelta(days=31)}, Light.GREY, "未启动"),
    ({"missing_due": 2}, Light.YELLOW, "应有的佐证缺 2 件"),
    ({"late_steps": 1}, Light.YELLOW, "有 1 项措施逾期未完成"),
    ({"late_steps": 1, "state": State.CLOSING}, Light.YELLOW, "等待核定"),
    ({"state": State.SENT_BACK, "times_sent_back": 1}, Light.YELLOW, "退回整改中"),
    ({"state": State.SENT_BACK, "times_sent_back": 2}, Light.RED, "已退回 2 次"),
    ({"state": State.UNDER_WAY, "times_sent_back": 2}, Light.RED, "已退回 2 次"),
    ({"state": State.CLOSING, "times_sent_back": 2}, Light.YELLOW, "等待核定"),
    ({"state": State.CLOSED, "times_sent_back": 3}, Light.BLUE, "已销号"),
    ({"veto": VetoState.AT_RISK}, Light.YELLOW, "一票否决存在风险"),
    ({"veto": VetoState.TRIGGERED}, Light.RED, "一票否决已触发"),
    ({"veto": VetoState.TRIGGERED, "state": State.CLOSED}, Light.RED, "一票否决已触发"),
    ({"veto": VetoState.LIFTED}, Light.GREEN, "按期推进"),
    ({"veto": VetoState.TRIGGERED, "due": LATE}, Light.RED, "一票否决已触发；逾期 1 天"),
    (
        {"missing_due": 1, "workdays_left": 2, "due": SOON},
        Light.YELLOW,
        "到期（2026-07-25）；应有的佐证缺 1 件",
    ),
]


@pytest.mark.parametrize(("more", "light", "words"), CASES)
def test_each_light_has_its_rule(more: Mapping[str, Any], light: Light, words: str) -> None:
    """Red: overdue, veto, sent back twice; yellow: near, waiting, gaps; blue, grey and green as agreed."""
    found, reason = light_of(_facts(**more))
    assert found is light
    assert words in reason


facts_of_lights = st.fixed_dictionaries(
    {
        "state": st.sampled_from(State),
        "due": days,
        "as_of": days,
        "missing_due": st.integers(0, 9),
        "times_sent_back": st.integers(0, 3),
        "veto": st.none() | st.sampled_from(VetoState),
    }
).map(lambda more: _facts(**more))


@given(facts_of_lights)
def test_no_light_is_without_a_reason(facts: LightFacts) -> None:
    """Whatever the facts, there is one light and a reason that a reader can check."""
    light, reason = light_of(facts)
    assert light in Light
    assert reason
    assert (light is Light.RED) or not facts.is_overdue


CALENDAR = {
    2026: Calendar(year=2026, notice="示例", holidays=(date(2026, 7, 22),), workdays=(date(2026, 7, 25),)),
}


@pytest.mark.parametrize(
    ("day", "count", "why"),
    [
        (date(2026, 7, 20), 0, "due today"),
        (date(2026, 7, 19), 0, "past"),
        (date(2026, 7, 21), 1, "Tuesday"),
        (date(2026, 7, 22), 1, "a holiday Wednesday does not count"),
        (date(2026, 7, 24), 3, "Tuesday, Thursday, Friday"),
        (date(2026, 7, 25), 4, "a Saturday that is worked counts"),
        (date(2026, 7, 26), 4, "Sunday does not"),
        (date(2026, 7, 27), 5, "Monday"),
    ],
)
def test_working_days_follow_the_published_calendar(day: date, count: int, why: str) -> None:
    """Deadlines count days people work: holidays do not, made-up weekends do."""
    assert working_days_until(day, AS_OF, CALENDAR) == count, why


def test_a_year_without_calendar_counts_weekdays() -> None:
    """Until next year's holidays are published, Monday to Friday are working days."""
    assert working_days_until(date(2027, 1, 4), date(2026, 12, 31), CALENDAR) == 2  # Friday and Monday
    assert working_days_until(date(2026, 7, 24), AS_OF, {}) == 4


@given(days, st.integers(0, 180), st.integers(0, 180))
def test_working_days_add_up(first: date, wait: int, more: int) -> None:
    """Waiting a week and then a month is waiting a week and a month; no day counts twice."""
    second, third = first + timedelta(wait), first + timedelta(wait + more)
    parts = working_days_until(second, first, CALENDAR) + working_days_until(third, second, CALENDAR)
    assert working_days_until(third, first, CALENDAR) == parts
    assert parts <= (third - first).days
