"""Where an item stands: what the department says, and what the office found of it since."""

from datetime import date
from typing import Any

import pytest

from scripts.model.progress import Progress, Verdict
from scripts.model.words import State, VetoState
from scripts.score.standing import standings
from scripts.score.state import state_of, times_sent_back, veto_of
from tests.counties import AS_OF, campaign, mini


def _progress(state: str = "申请销号", asked: str = "2026-07-01") -> Progress:
    request = {"request": {"on": asked, "text": "齐全"}} if state == "申请销号" else {}
    return Progress.model_validate({"id": "1.01", "state": state, **request})


def _verdict(result: str, on: str) -> Verdict:
    decision = {"result": result, "on": on, "by": "县双拥办", "reason": "核查"}
    return Verdict.model_validate({"id": "1.01", "decision": decision})


@pytest.mark.parametrize(
    ("progress", "verdict", "state"),
    [
        (None, None, State.NOT_STARTED),
        (_progress("未启动"), None, State.NOT_STARTED),
        (_progress("办理中"), None, State.UNDER_WAY),
        (_progress(), None, State.CLOSING),
        (_progress(), _verdict("通过", "2026-07-05"), State.CLOSING),  # seen, not yet decided
        (_progress(), _verdict("销号", "2026-07-05"), State.CLOSED),
        (_progress(), _verdict("销号", "2026-07-25"), State.CLOSING),  # decided after the day
        (_progress(), _verdict("退回", "2026-07-05"), State.SENT_BACK),
        (_progress(asked="2026-07-10"), _verdict("退回", "2026-07-05"), State.CLOSING),  # asked again
        (_progress(asked="2026-07-05"), _verdict("退回", "2026-07-05"), State.SENT_BACK),  # same day
        (_progress("办理中"), _verdict("退回", "2026-07-05"), State.SENT_BACK),
        (_progress("办理中"), _verdict("认可不适用", "2026-07-05"), State.NOT_APPLICABLE),
        (_progress(asked="2026-07-25"), None, State.UNDER_WAY),  # asks after the day
        (_progress(asked="2026-07-25"), _verdict("退回", "2026-07-05"), State.SENT_BACK),
    ],
)  # fmt: skip
def test_the_state_is_what_was_said_last(
    progress: Progress | None, verdict: Verdict | None, state: State
) -> None:
    """The office decides; a later request opens the question again; nothing counts before its day."""
    assert state_of(progress, verdict, AS_OF) is state


def test_returns_and_vetoes_count_from_their_day() -> None:
    """How often an item came back, and the state of a veto, are those known on the day."""
    returned = (
        ("2026-06-20", "退回"),
        ("2026-06-25", "待补"),
        ("2026-07-10", "退回"),
        ("2026-07-30", "退回"),
    )
    looks = [{"on": day, "by": "督导组", "result": result, "note": "甲"} for day, result in returned]
    veto: list[dict[str, Any]] = [
        {"on": "2026-02-24", "state": "存在风险", "by": "甲", "paper": "乙", "reason": "丙"},
        {"on": "2026-07-25", "state": "已解除", "by": "甲", "paper": "乙", "reason": "丙"},
    ]
    verdict = Verdict.model_validate({"id": "3.01", "checks": looks, "veto": veto})
    assert [times_sent_back(verdict, date(2026, *day)) for day in ((6, 19), (6, 20), (7, 20), (7, 30))] == [
        0,
        1,
        2,
        3,
    ]
    found = [veto_of(verdict, date(2026, *day)) for day in ((2, 23), (2, 24), (7, 24), (7, 25))]
    assert [entry and entry.state for entry in found] == [
        None,
        VetoState.AT_RISK,
        VetoState.AT_RISK,
        VetoState.LIFTED,
    ]
    assert (times_sent_back(None, AS_OF), veto_of(None, AS_OF)) == (0, None)


def test_states_of_the_tiny_county_month_by_month() -> None:
    """Looking back, each day shows what was known then: 1.04 under way, asked, closed; 1.03 sent back."""
    history = {
        day: {
            each.item.item_id: each.state.value
            for each in standings(campaign(mini()), mini(), date(2026, *day))
        }
        for day in ((6, 30), (7, 1), (7, 9), (7, 10))
    }
    assert [states["1.04"] for states in history.values()] == ["办理中", "申请销号", "已销号", "已销号"]
    assert [states["1.03"] for states in history.values()] == ["办理中", "办理中", "办理中", "退回整改"]
    assert [states["1.02"] for states in history.values()] == ["办理中", "办理中", "办理中", "申请销号"]
