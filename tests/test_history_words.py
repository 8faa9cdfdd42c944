"""The log is told in words an official reads, and what an inspector should look at is flagged."""

import csv
import io
import json
from pathlib import Path

import pytest

from scripts.commands import run_changes
from scripts.history.report.flags import Flag, flags_of
from scripts.history.report.forms import safe_cell
from scripts.history.report.phrases import by_record, edits_words, sentence
from scripts.history.report.words import edit_words, field_words
from scripts.problems import DataError
from tests.repositories import CAMPAIGN, DAY, PROGRESS, Repository

VERDICT = f"{CAMPAIGN}/verdicts/1.01.yml"
CLOSING = "decision: {result: 销号, on: 2026-06-05, by: 县双拥办, reason: 属实}\n"


@pytest.fixture
def county(tmp_path: Path) -> Repository:
    """Return 微县 with one commit."""
    return Repository(tmp_path / "county")


def close(county: Repository) -> str:
    """Let the office close 1.01."""
    path = county.root / VERDICT
    path.write_text(path.read_text(encoding="utf-8") + CLOSING, encoding="utf-8")
    return county.commit("核查属实，销号")


def test_a_decision_is_told_as_it_is_spoken(county: Repository) -> None:
    """The item's number and name, the Chinese name of the field, and both values."""
    close(county)
    [change] = [each for each in county.changes() if each.field == "decision.result"]
    assert sentence([change]) == "1.01 议军会：核定结论 未核定 → 销号"


def test_a_day_s_work_is_told_as_an_office_tells_it(county: Repository) -> None:
    """New papers by title, a request with its words, many alike together, what weighs most first."""
    paper = "  - {id: e%d, for: 会议纪要〔内部〕, year: 2024, title: 第%d次会议纪要, level: 纸质, box: %s}\n"
    old = "".join(paper % (number, number, "甲") for number in (9, 10, 11))
    county.edit(PROGRESS, "  - {id: e2, ", f"{old}  - {{id: e2, ")
    county.edit(PROGRESS, "state: 办理中", "state: 申请销号\nrequest: {on: 2026-07-03, text: 齐了}")
    county.edit(PROGRESS, "县财政局: 2026-06-11\n", "县财政局: 2026-06-11\n      甲镇: 2026-07-01\n")
    county.edit(PROGRESS, "  - {on: 2026-06-10, text: 议题已定。}\n", "")
    first = county.commit("办理")
    county.edit(PROGRESS, old, old.replace("甲", "乙"))
    second = county.commit("换盒")
    told = [edits_words(group) for group in by_record(county.changes()) if group[0].commit in (first, second)]
    assert told == [
        (
            "状态 办理中 → 申请销号；申请销号（2026-07-03）：齐了；措施 s2 完成日期 甲镇 无 → 2026-07-01；"
            "新增佐证 e9《第9次会议纪要》；新增佐证 e10《第10次会议纪要》；新增佐证 e11《第11次会议纪要》；"
            "删去进展报告（2026-06-10）：议题已定"
        ),
        "佐证 档案盒号 e9、e10、e11 甲 → 乙",
    ]


def test_many_new_papers_are_counted(county: Repository) -> None:
    """The first two by title and how many in all, so that one line stays one line."""
    paper = "  - {id: e%d, for: 会议纪要〔内部〕, year: 2024, title: 第%d次会议纪要, level: 纸质}\n"
    county.edit(PROGRESS, "  - {id: e2, ", "".join(paper % (n, n) for n in range(3, 8)) + "  - {id: e2, ")
    commit = county.commit("补登")
    [told] = [sentence(group) for group in by_record(county.changes()) if group[0].commit == commit]
    assert told == "1.01 议军会：新增佐证 e3《第3次会议纪要》、佐证 e4《第4次会议纪要》等共 5 条"


@pytest.mark.parametrize(
    ("kind", "field", "words"),
    [
        ("progress", "facts.议军会.2025", "事实 议军会 2025"),
        ("progress", "steps.s3.done.县林业局", "措施 s3 完成日期 县林业局"),
        ("progress", "evidence.e8.box", "佐证 e8 档案盒号"),
        ("progress", "evidence.e8.for", "佐证 e8 佐证名称"),
        ("verdict", "override.points", "核定分"),
        ("standard", "max_points", "分值"),
        ("campaign", "nodes.C.date", "节点 C 日期"),
        ("rules", "2026-01-01.parts.例会.points", "2026-01-01 计分部分 例会 分值"),
        ("article", "body", "正文"),
    ],
)
def test_fields_have_chinese_names(kind: str, field: str, words: str) -> None:
    """Field names come from the model's own descriptions; ids and facts stay as written."""
    assert field_words(kind, field) == words


def test_long_and_invisible_texts_are_shown_short(county: Repository) -> None:
    """A page of text does not flood the log, and no hidden character reaches the reader."""
    county.edit(PROGRESS, "text: 议题已定。", f'text: "{"长" * 90}"')
    county.commit("长")
    [change] = county.changes()
    assert edit_words(change) == f"进展报告 2026-06-10 情况 议题已定。 → {'长' * 40}…（90字）"
    assert "\u202e" not in edit_words(change._replace(new="a\u202eb"))


def flags(county: Repository) -> list[tuple[str, tuple[Flag, ...]]]:
    """Return field and flags of every change after the first commit."""
    history = county.history()
    flagged = zip(history.changes, flags_of(history.changes, history.findings), strict=True)
    return [(each.field, found) for each, found in flagged if each.reason != "建库"]


def test_edits_after_closing_are_flagged(county: Repository) -> None:
    """What is changed on a closed item, its evidence above all, is marked; so is opening it again."""
    close(county)
    county.edit(PROGRESS, 'page: "1-3"', 'page: "1-9"')
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    county.commit("补")
    county.edit(VERDICT, "result: 销号", "result: 退回")
    county.commit("退回")
    county.edit(PROGRESS, "台账: 是", "台账: 否")
    county.commit("改回")
    assert [each for each in flags(county) if not each[0].startswith("decision.") or each[1]] == [
        ("evidence.e1.page", (Flag.EVIDENCE_AFTER_CLOSING,)),
        ("facts.台账", (Flag.AFTER_CLOSING,)),
        ("decision.result", (Flag.REOPENED, Flag.SENT_BACK)),
        ("facts.台账", ()),
    ]


def test_late_and_backdated_edits_are_flagged(county: Repository) -> None:
    """Recorded more than three days after the claimed day is 补记; earlier than its parent is 倒填."""
    county.clock += 10 * DAY
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    county.commit("补", GIT_AUTHOR_DATE=f"{county.clock - 4 * DAY} +0800")
    county.edit(PROGRESS, "2025: 否", "2025: 是")
    county.commit("倒", GIT_COMMITTER_DATE=f"{county.clock - 9 * DAY} +0800")
    assert flags(county) == [("facts.台账", (Flag.LATE,)), ("facts.议军会.2025", (Flag.BACKDATED,))]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " ="])
def test_a_cell_is_never_a_formula(sign: str) -> None:
    """Excel shows what was written and calculates nothing, full-width signs included."""
    assert safe_cell(f"{sign}1+1") == f"'{sign}1+1"
    assert safe_cell("销号") == "销号"


def test_the_task_prints_each_form(county: Repository, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Text, Markdown, JSON and CSV of the same changes, between days, tags or commits."""
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    county.commit("=补|台账")
    county.git("tag", "初验")
    close(county)

    def said(since: str, until: str, form: str) -> str:
        capfdbinary.readouterr()
        assert run_changes(str(county.root), since, until, form) == 0
        return capfdbinary.readouterr().out.decode()

    text = said("初验", "", "text")
    assert "影响" not in text  # the verdict is dated four days later: on its own day it moves nothing yet
    assert "    影响：自评分 0.50 → 1.50\n" in said("初验~1", "初验", "text")
    assert "1.01 议军会：核定签发日期" not in text
    assert "核定结论 未核定 → 销号" in text
    assert "台账" not in text
    assert "=补\\|台账" in said("初验~1", "初验", "md")
    told = json.loads(said("", "2026-06-01", "json"))
    assert told["changes"][-1]["field"] == "decision.result"
    effects = [each["effect"] for each in told["changes"] if each["effect"]]
    assert effects == ["自评分 0.50 → 1.50"]
    raw = said("初验~1", "初验", "csv")
    assert raw.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(raw.removeprefix("\ufeff"))))
    assert (len(rows), rows[1][13], rows[1][-1]) == (2, "'=补|台账", "自评分 0.50 → 1.50")
    assert "没有改动" in said("2030-01-01", "", "text")


def test_a_question_about_an_item_a_person_or_a_flag(
    county: Repository, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Asked about an item, the task tells its whole history; a person and a flag narrow it down."""
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    county.commit(
        "补台账", GIT_AUTHOR_NAME="县财政局联络员", GIT_AUTHOR_DATE=f"{county.clock - 9 * DAY} +0800"
    )
    county.clock += 30 * DAY
    close(county)

    def said(**about: str) -> str:
        capfdbinary.readouterr()
        words = (about.get(name, "") for name in ("item", "unit", "person", "field", "flag"))
        assert run_changes(str(county.root), "", "", "text", "", *words) == 0
        return capfdbinary.readouterr().out.decode()

    assert "台账" not in said()
    assert "事实 台账 否 → 是" in said(item="1.01")
    assert "核定结论" not in said(item="1.01", person="财政局")
    assert "未核定 → 销号" in said(field="核定结论")
    assert "台账" not in said(field="核定结论")
    assert "1 条改动（1 次提交，1 处）" in said(flag="补记", unit="双拥办")
    assert "整次登记的影响（含未列出的改动）：自评分" in said(flag="补记")
    with pytest.raises(DataError, match=r"全部历史里没有 --item 1\.1 的改动，是不是“1\.0"):
        said(item="1.1")
    for name in ("unit", "person", "field"):
        with pytest.raises(DataError, match=f"全部历史里没有 --{name} 没有这个 的改动"):
            said(**{name: "没有这个"})
    with pytest.raises(DataError, match="晚于"):
        run_changes(str(county.root), "2026-07-02", "2026-07-01", "text")
    with pytest.raises(DataError, match="没有“迟”这种提示（应为 销号后改动"):
        said(flag="迟")


def test_a_wrong_question_is_answered_in_words(county: Repository) -> None:
    """A tag that is not there, or a day that does not exist, is one clear sentence."""
    for since in ("没有的标签", "2026-02-30", "--all", "a;touch x"):
        with pytest.raises(DataError, match="应"):
            run_changes(str(county.root), since, "", "text")
    assert run_changes(str(county.root), "", "", "pdf") == 1
