"""What the office decided is not changed behind its back: not by erasing the reason, not by a date to come."""

import pytest

from tests.powers_county import Change, PowersCounty, append, item, put, swap, verdict
from tests.repositories import CAMPAIGN

CLOSED = item("1.04")
FACT = swap(CLOSED, "完成: 2", "完成: 3")
EVIDENCE = put(f"{CAMPAIGN}/evidence/1.04/e9.pdf")
WHY = "reports:\n  - {on: 2026-07-12, text: 重新办理：优待目录有增补。}\n"
CLAIM = swap(item("1.06"), "没有机场", "有个机场")


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> PowersCounty:
    """The county; each test begins a branch of its own from main."""
    return PowersCounty(tmp_path_factory.mktemp("closed") / "county")


@pytest.mark.parametrize("change", [FACT, EVIDENCE], ids=["fact", "evidence"])
def test_the_reason_stays_told(county: PowersCounty, change: Change) -> None:
    """Who re-opens a closed item cannot take the reason away again once the change is made."""
    county.begin()
    county.bring("syb", append(CLOSED, WHY), change)
    assert county.codes("syb") == []
    county.bring("syb", swap(CLOSED, WHY, ""))
    (refusal,) = county.refused("syb")
    assert str(refusal) == (
        f"提交 {county.at('HEAD')[:10]} Q402 {CLOSED}：小项已经销号，这里改了它，“重新办理：”的报告却在后来的"
        "提交里去掉了；应把这条报告写回去，或从主分支另开分支重报"
    )
    county.bring("syb", append(CLOSED, WHY))
    assert county.codes("syb") == []


def test_a_reason_may_be_worded_better(county: PowersCounty) -> None:
    """Before it is merged, the reason is still the unit's own to mend."""
    county.begin()
    county.bring("syb", append(CLOSED, WHY), FACT)
    county.bring("syb", swap(CLOSED, "优待目录有增补", "优待目录增补两项"))
    assert county.codes("syb") == []


@pytest.mark.parametrize(("words", "codes"), [("..", ["Q402"]), ("——！？……", ["Q402"]), ("目录增补", [])])
def test_a_reason_has_words(county: PowersCounty, words: str, codes: list[str]) -> None:
    """Dots give no reason, for re-opening or for an administrator's mending."""
    why = append(CLOSED, WHY.replace("优待目录有增补。", words))
    assert county.tried("syb", why, FACT, actor="syb") == codes
    mend = swap(item("1.01"), "议题已定。", "议题未定。")
    assert county.tried("admin", mend, message=f"改\n\n理由：{words}") == (["Q301", "Q305"] if codes else [])


def test_taking_back_and_closing_again_frees_nothing(county: PowersCounty) -> None:
    """A decision that is back as it was protects its item as before, whatever stood between."""
    back, again = (("result: 销号", "result: 退回"), ("result: 退回", "result: 销号"))
    county.begin()
    county.bring("ruler", swap(verdict("1.04"), *back))
    county.bring("ruler", swap(verdict("1.04"), *again))
    county.bring("syb", FACT)
    assert "Q402" in county.codes("office")
    county.begin()
    county.bring("ruler", swap(verdict("1.04"), *back))
    county.bring("syb", FACT)
    assert county.codes("office") == []
    county.bring("ruler", swap(verdict("1.04"), *again))
    assert "Q402" in county.codes("office")


def test_an_accepted_claim_stays(county: PowersCounty) -> None:
    """What was found not applicable keeps the words it was accepted on, until the office takes that back."""
    assert county.tried("dong", CLAIM, actor="dong") == ["Q403"]
    loud = append(item("1.06"), "reports:\n  - {on: 2026-07-12, text: 重新办理：机场已经建成。}\n")
    assert county.tried("dong", CLAIM, loud, actor="dong") == ["Q403"]
    assert county.tried("dong", loud, actor="dong") == []
    county.begin()
    county.bring("ruler", swap(verdict("1.06"), "result: 认可不适用", "result: 退回"))
    county.bring("dong", CLAIM)
    assert county.codes("office") == []
