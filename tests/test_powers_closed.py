"""What the office decided is not changed behind its back: no reason is erased, no day is to come."""

from datetime import timedelta

import pytest

from scripts.commands.intake import Order, run_update
from scripts.commands.judge import run_check_base
from scripts.judging.data import new_problems
from scripts.paths import Layout
from scripts.problems import DataError
from scripts.reviewing import meaning_of
from tests.counties import AS_OF
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


AHEAD = {
    "reports:": append(CLOSED, WHY.replace("2026-07-12", "2099-07-12")),
    "request:": swap(item("1.02"), "request: {on: 2026-07-10", "request: {on: 2099-07-10"),
    "s1": swap(item("1.02"), "done: 2026-07-14", "done: 2099-07-14"),
    "not_applicable:": append(item("1.02"), "not_applicable: {on: 2099-07-10, reason: 本县没有}\n"),
}


@pytest.mark.parametrize("place", AHEAD)
def test_nothing_is_proposed_with_a_day_to_come(
    county: PowersCounty, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A day that has not come would hold for ever: it stops check --base, naming the line and today."""
    who = "syb" if place == "reports:" else "czj"
    county.begin()
    county.bring(who, AHEAD[place])
    assert run_check_base(str(county.root), "main", "HEAD", who, AS_OF.isoformat()) == 1
    (line,) = [each for each in capsys.readouterr().out.splitlines() if " K339 " in each]
    name, number, told = line.split(":", 2)
    lines = (county.root / name).read_text(encoding="utf-8").splitlines()
    assert place in lines[int(number) - 1] or place in lines[int(number) - 2]
    assert told.startswith(" K339 日期 2099-07-1")
    assert told.endswith(f"还没有到（应不晚于 {AS_OF}）")


def test_a_day_that_stands_on_main_is_no_new_error(county: PowersCounty) -> None:
    """What an older main has dated ahead is not held against who proposes something else."""
    county.begin(name="早写的")
    county.bring("czj", AHEAD["request:"])
    county.begin("早写的")
    county.bring("czj", swap(item("1.02"), "走访: {2024: 2", "走访: {2024: 3"))
    assert new_problems(county.root, "早写的", "HEAD", (AS_OF, AS_OF)) == []


def test_a_county_shown_as_of_a_day_gone_by_goes_on(county: PowersCounty) -> None:
    """With a demonstration's clock, today's reports are proposed; only what is later than today is not."""
    later = AS_OF + timedelta(days=30)
    clock = f"demo_clock: {AS_OF}\n"
    county.begin(name="演示")
    county.bring("office", append(f"{CAMPAIGN}/campaign.yml", clock))
    for day, codes in ((later, []), (later + timedelta(days=1), ["K339"])):
        county.begin("演示")
        county.bring("czj", swap(item("1.02"), "done: 2026-07-14", f"done: {day}"))
        found = new_problems(county.root, "演示", "HEAD", (None, later))
        assert [each.code for each in found] == codes


def test_a_review_says_that_a_day_has_not_come(county: PowersCounty) -> None:
    """Who looks at the review sees it among what stands in the way."""
    county.begin()
    county.bring("czj", AHEAD["request:"])
    meaning = meaning_of(Layout.at(county.root), "main", "HEAD", "czj", AS_OF, AS_OF)
    assert any("K339 日期 2099-07-10 还没有到" in each for each in meaning.new)


def test_a_filing_dated_ahead_is_not_taken(county: PowersCounty) -> None:
    """A day to come is told before anything is written; one that stands there already is let be."""
    for key, value in (("user.name", "县双拥办"), ("user.email", "office@wei.example")):
        county.git("config", key, value)
    county.begin()
    county.bring("syb", append(item("1.01"), "  - {on: 2099-07-02, text: 早写的一条。}\n"))
    typed = {"item": "1.02", "unit": "县财政局", "step": "s1", "done": "2099-01-01"}
    with pytest.raises(DataError, match=r"K339 1\.02：日期 2099-01-01 还没有到"):
        run_update(str(county.root), AS_OF.isoformat(), typed, Order(on=AS_OF.isoformat()))
    typed["done"] = "2026-07-13"
    assert run_update(str(county.root), AS_OF.isoformat(), typed, Order(on=AS_OF.isoformat())) == 0
