"""What the web form saved is filed as its unit's, whoever the form's server commits as."""

from datetime import date
from pathlib import Path

import pytest

from scripts.judging import judged
from tests.counties import edit
from tests.repositories import CAMPAIGN
from tests.test_intake import BRANCH, DAY, ITEM, Office, fill, refusal

FORM = "cms/wx-2026-czj/1.02"
STEPS = f"{CAMPAIGN}/progress/1.01.yml"
PIECE = "  - {id: e3, for: 慰问照片, year: 2026, title: 2026年春节慰问, level: 公开}\n"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return the office's repository."""
    return Office(tmp_path / "county")


def saved(office: Office, name: str, *edits: tuple[str, str, str]) -> str:
    """Let the form's server save texts on a branch: it commits as the clone it runs in."""
    office.git("checkout", "-qb", name, "main")
    for path, old, new in edits:
        edit(office.root / path, old, new)
    office.commit("网页填报：wx-2026-czj 1.02")
    office.git("checkout", "-q", "main")
    return name


def with_piece(office: Office, name: str = FORM, title: str = "2026年春节慰问") -> str:
    """Save a branch with a fact, one more piece of evidence and a report."""
    more = PIECE.replace("2026年春节慰问", title) + f"reports:\n  - {{on: {DAY}, text: 照片收齐}}\n"
    year = ("慰问: {2024: 是, 2025: 否,", "慰问: {2024: 是, 2025: 是,")
    return saved(office, name, (ITEM, *year), (ITEM, "request:", f"{more}request:"))


def file(office: Office, name: str, unit: str = "") -> int:
    """Run ``intake`` for a branch as on the day of the county."""
    return office.intake(Path(name), unit)


def test_a_saved_form_is_its_unit_s_filing(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """The branch alone would be refused; taken in, it is the unit's, within its powers, and has a receipt."""
    name = with_piece(office)
    assert judged(office.root, "main", name, "")
    assert file(office, name) == 0
    assert judged(office.root, "main", BRANCH, "czj") == []
    who = office.git("log", "-1", "--format=%an <%ae>|%cn|%P", BRANCH).decode().strip()
    assert who == f"县财政局联络员 <czj@wei.example>|县双拥办|{office.at('main')}"
    assert office.git("show", f"{BRANCH}:{ITEM}") == office.git("show", f"{name}:{ITEM}")
    told = capsys.readouterr().out
    assert told.startswith(f"回执　县财政局　{DAY}\n收到：{name}（填报表底本 {office.at('main')[:10]}）")
    assert "收下　事实 慰问 2025 否 → 是" in told
    assert "可以合并" in told


def test_what_main_got_meanwhile_stays(office: Office) -> None:
    """The form was opened a week ago; new entries get free names beside those that came in since."""
    name = with_piece(office)
    other = PIECE.replace("2026年春节慰问", "2026年建军节慰问")
    edit(office.root / ITEM, "request:", f"{other}request:")
    edit(office.root / ITEM, "走访: {2024: 2, 2025: 1", "走访: {2024: 2, 2025: 3")
    office.commit("补登记")
    assert file(office, name) == 0
    text = office.git("show", f"{BRANCH}:{ITEM}").decode()
    assert "走访: {2024: 2, 2025: 3, 2026: 5}" in text
    assert other in text
    assert PIECE.replace("e3", "e4") in text


def test_a_contradiction_says_the_field(office: Office) -> None:
    """Where main has another value by now nothing is taken, and the branch and the field are named."""
    name = with_piece(office)
    edit(office.root / ITEM, "慰问: {2024: 是, 2025: 否,", "慰问: {2024: 是, ")
    office.commit("更正慰问")
    [said] = refusal(lambda: file(office, name))
    assert said.startswith(f"{name}〔事实 慰问 2025〕: X153 1.02 走访慰问：")


def test_several_branches_and_files_are_one_command(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Branches of several units and a workbook, their names in one row: a branch of its own for each."""
    name = with_piece(office)
    done = "县财政局: 2026-06-11"
    dong = saved(office, "cms/wx-2026-dong/1.01", (STEPS, done, f"东镇: 2026-06-12\n      {done}"))
    form = fill(office.form(tmp_path / "表.xlsx"), "措施", ["1.02", "s1"], "完成日期", date(2026, 7, 13))
    assert office.intake(Path(f"{name}；{dong}；{form}")) == 0
    assert capsys.readouterr().out.count("回执　") == 3
    heads = office.git("for-each-ref", "--format=%(refname:short)", "refs/heads/report").decode().split()
    assert heads == [BRANCH, f"{BRANCH}-2", f"report/dong/{DAY}"]


def test_a_branch_does_not_file_for_others(office: Office) -> None:
    """What a unit saved of another's item is judged by the powers of the unit in the branch's name."""
    name = saved(office, "cms/wx-2026-dong/1.01", (STEPS, "台账: 否", "台账: 是"))
    before = office.state()
    said = refusal(lambda: file(office, name))
    assert [each for each in said if each.startswith(name) and ": Q301 " in each and "东镇" in each]
    assert office.state() == before


def test_a_saved_number_makes_no_commit(office: Office) -> None:
    """A number of a person in the form is refused before it reaches a branch of the office's."""
    name = with_piece(office, title="走访119999199501011230")
    before = office.state()
    [said] = refusal(lambda: file(office, name))
    assert "K420" in said
    assert "119999199501011230" not in said
    assert office.state() == before


def test_what_is_no_filing_says_why(office: Office) -> None:
    """An article's branch, one with other files, none, one of strangers, and a wrong unit are told apart."""
    column = saved(office, "cms/column-news/launch")
    mixed = saved(office, "cms/wx-2026-czj/1.05", ("data/people.csv", "张示例", "李示例"))
    office.git("checkout", "-q", "--orphan", "cms/wx-2026-czj/1.06")
    office.commit("别的历史")
    office.git("checkout", "-q", "main")
    own = with_piece(office)
    for name, unit, words in (
        (column, "", "X163 分支的名字里没有单位，不是单位的网页填报"),
        (mixed, "", "X163 还改了 data/people.csv；网页填报只收进度"),
        ("cms/wx-2026-czj/1.07", "", "Q001 intake 写的“cms/wx-2026-czj/1.07”不是这个仓库里的分支"),
        ("cms/wx-2026-czj/1.06", "", "X163 和现在的数据没有共同的历史"),
        (own, "东镇", "X163 这是县财政局的网页填报，不是“东镇”的"),
    ):
        [said] = refusal(lambda name=name, unit=unit: file(office, name, unit))  # type: ignore[misc]
        assert words in said


def test_a_branch_that_is_merged_files_nothing(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """What is in main already makes no second branch."""
    name = with_piece(office)
    office.git("merge", "-q", "--ff-only", name)
    before = office.state()
    assert file(office, name) == 0
    assert "没有改动" in capsys.readouterr().out
    assert office.state() == before
