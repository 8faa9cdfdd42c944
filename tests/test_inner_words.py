"""What history never forgets: numbers of persons and names of units of the army stay out of filed texts."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from scripts.commands.judge import run_check_base
from scripts.guard.text import veiled
from tests.counties import ROOT, edit, examined
from tests.powers_county import PowersCounty, append, item, swap, verdict
from tests.repositories import CAMPAIGN
from tests.review_county import reviewed
from tests.test_intake import DAY, Office, fill, refusal

NUMBER, MASKED = "119999199501011230", "119*************30"
REPORT = append(item("1.02"), f"reports:\n  - {{on: 2026-07-18, text: 走访对象{NUMBER}}}\n")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return the office's repository."""
    return Office(tmp_path / "county")


@pytest.fixture
def county(tmp_path: Path) -> PowersCounty:
    """The county with an account for every power."""
    return PowersCounty(tmp_path / "powers")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"走访对象{NUMBER}", "K420"),
        ("请汇到6222020200112233446", "K420"),
        ("联系人手机13900219000", "K421"),
        ("集合点39.9042，116.4074", "K422"),
        ("走访驻县第112合成旅", "K423"),
        ("联系人张示例，办公电话000-0001，材料在1-02盒", ""),
        ("2026-07-18 8:30召开，示拥办〔2025〕1号，实到47人", ""),
    ],
)
def test_hard_facts_are_errors_and_the_work_s_own_words_are_none(root: Path, text: str, code: str) -> None:
    """What must never be in the history is an error; names, office telephones and boxes stay legal inside."""
    edit(root / item("1.02"), "各件齐全，申请销号", text)
    assert [each.code for each in examined(root).errors] == ([code] if code else [])


def test_every_register_is_looked_at_and_the_sample_is_clean(root: Path) -> None:
    """Verdicts and the register of problems as well as progress; the sample county holds none."""
    edit(root / verdict("1.04"), "note: 属实", f"note: 见{NUMBER}")
    with (root / CAMPAIGN / "registers/problems.csv").open("a", encoding="utf-8") as table:
        table.write(f"p9,1.02,补短板,自查,2026-07-01,县财政局,{NUMBER},核对,2026-12-01,\n")
    found = examined(root).errors
    assert {each.path.rsplit("/", 1)[1] for each in found if each.code == "K420"} == {
        "1.04.yml",
        "problems.csv",
    }
    assert not [each for each, _ in examined(ROOT).findings if each.code.startswith("K42")]


def test_what_is_meant_otherwise_can_be_waived(root: Path) -> None:
    """A file's number that only looks like a person's passes with the office's waiver, until its day."""
    edit(root / item("1.02"), "各件齐全，申请销号", f"设备编号{NUMBER}")
    with (root / "data/waivers.csv").open("a", encoding="utf-8") as table:
        table.write(f"K420,{item('1.02')},设备编号,县双拥办,2026-12-31\n")
    assert examined(root).errors == []


def test_a_typed_number_makes_no_commit(office: Office) -> None:
    """``update`` says what is in the text, masked; not an object of git is written."""
    before = office.state(), office.git("count-objects")
    said = refusal(lambda: office.update("1.02", report=f"走访对象{NUMBER}"))
    assert said[0].startswith(f"--report: K420 1.02：文字里有居民身份证号“{MASKED}”，提交以后历史里抹不掉")
    assert (office.state(), office.git("count-objects")) == before


def test_a_number_in_a_workbook_makes_no_commit(office: Office, tmp_path: Path) -> None:
    """``intake`` names the cell, masked; also where the number stands in a cell for something else."""
    before = office.state(), office.git("count-objects")
    form = office.form(tmp_path / "表.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(form.read_bytes()))
    for cell, value in {"A4": "1.02", "B4": date(2026, 7, 18), "C4": f"走访对象{NUMBER}"}.items():
        book["报告"][cell].value = value
    book.save(form)
    said = "\n".join(refusal(lambda: office.intake(form)))
    assert "〔报告〕C4" in said
    assert MASKED in said
    form = fill(office.form(tmp_path / "表.xlsx"), "事实", ["1.02", "慰问", "2025"], "填写", NUMBER)
    said += "\n".join(refusal(lambda: office.intake(form)))
    assert said.count(MASKED) == 2
    assert NUMBER not in said
    assert (office.state(), office.git("count-objects")) == before


def test_a_proposal_is_refused_for_each_commit_that_holds_one(
    county: PowersCounty, capsys: pytest.CaptureFixture[str]
) -> None:
    """``check --base`` refuses a branch with a number in it, also when a later commit takes it out."""
    county.begin()
    first = county.bring("czj", REPORT)
    assert run_check_base(str(county.root), "main", "HEAD", "czj", DAY) == 1
    county.bring("czj", swap(item("1.02"), NUMBER, "（已删去）"))
    assert run_check_base(str(county.root), "main", "HEAD", "czj", DAY) == 1
    said = capsys.readouterr().out
    assert said.count(f"提交 {first[:10]} Q701 {item('1.02')}：文字里有居民身份证号“{MASKED}”") == 2
    assert NUMBER not in said
    county.begin()
    county.bring("czj", message=f"{NUMBER}的情况")
    assert "Q701" in county.codes("czj")


def test_what_main_s_waiver_accepts_may_be_proposed(county: PowersCounty) -> None:
    """A waiver on main holds for a proposal as it does for the data."""
    county.begin(name="main")
    county.bring("office", append("data/waivers.csv", f"K420,{item('1.02')},设备编号,县双拥办,2026-12-31\n"))
    assert county.tried("czj", REPORT, actor="czj") == []


def test_a_review_does_not_spread_it(county: PowersCounty) -> None:
    """The review of such a change says what is wrong and shows the text masked, before and after."""
    county.begin()
    county.bring("czj", REPORT)
    county.git("branch", "-f", "带号码")
    meaning = reviewed(county, "带号码", "czj")
    assert [each for each in meaning.refused if "Q701" in each]
    assert [each for each in meaning.new if "K420" in each]
    assert MASKED in str(meaning.changes)
    assert NUMBER not in str(meaning)
    county.begin("带号码", "main")
    county.begin()
    meaning_back = county.bring("office", swap(item("1.02"), NUMBER, "（已删去）"))
    assert NUMBER not in str(reviewed(county, meaning_back))


def test_veiling_leaves_the_rest_of_a_text_as_it_is() -> None:
    """Only the digits that tell go; lines, dates and what stands between two finds stay."""
    text = f"一 {NUMBER} 二\n坐标 39.9042, 116.4074 三 13900219000\n2026-07-18 完"
    shown = veiled(text)
    assert shown.count("\n") == 2
    assert shown.endswith("139******00\n2026-07-18 完")
    assert shown.startswith(f"一 {MASKED} 二\n坐标")
    assert "116" not in shown
