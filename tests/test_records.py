"""A value that does not fit is told with its line, what was expected and what was found."""

# ruff: noqa: E501 - the table of cases reads across: text, then sentence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.load.kinds import KINDS, FileKind
from scripts.load.records import build
from scripts.load.salvage import salvage
from scripts.load.yamls import parse_yaml
from scripts.model.campaign import Campaign
from scripts.model.fields import Record
from scripts.model.progress import Progress, Verdict
from scripts.model.standard import Item, RuleBook
from scripts.model.units import Calendar
from tests.counties import MINI
from tests.record_strategies import trees
from tests.strategies import texts

PROGRESS = 'id: "1.05"\nstate: 办理中\n'
STEP = "steps:\n  - {id: s1, title: 甲, unit: 乙, due: C-60, "
RULE = (
    'items:\n  - id: "1.01"\n    since: 2026-01-01\n    reason: 首版\n    evidence: []\n    parts:\n      - '
)

CASES: list[tuple[type[Record], str, str]] = [
    (Progress, "state: 办理中\n", "1: F201 缺少“id”（应填写）"),
    (Progress, PROGRESS + STEP + "done: 2026-06-10}\n  - {id: s2}\n", "5: F201 缺少“title”（应填写）"),
    (Progress, PROGRESS + "stps: []\n", "3: F202 未知的键“stps”，是不是“steps”？（应为 id / state / facts"),
    (Progress, PROGRESS + STEP + "doen: 1}\n", "4: F202 未知的键“doen”，是不是“done”？（应为 id / title / unit / due"),
    (RuleBook, RULE + "{title: 甲, kind: 比例, fact: 乙, points: 1, when_non: 1}\n", "7: F202 未知的键“when_non”，是不是“when_none”？"),
    (Progress, PROGRESS + "steps: 无\n", "3: F203 “steps”写法不对（应为列表，实为“无”）"),
    (Progress, PROGRESS + "steps:\n  - 无\n", "4: F203 “steps”写法不对（应为一组“键: 值”，实为“无”）"),
    (Progress, 'id: "1.05"\nstate: [办理中]\n', "2: F215 “state”不在可选词之内（应为未启动 / 办理中 / 申请销号，实为“列表”）"),
    (Progress, PROGRESS + "reports:\n  - {on: 2026-01-01, text: {a: b}}\n", "4: F203 “text”应为一段文字（应为文字，实为“映射”）"),
    (Progress, PROGRESS + 'reports:\n  - {on: 2026-01-01, text: " 甲"}\n', "4: F210 “text”文字不能为空，首尾不留空格"),
    (Progress, PROGRESS + f"reports:\n  - {{on: 2026-01-01, text: {'长' * 5001}}}\n", "4: F210 “text”文字过长，共 5001 字（应为不超过 5000 字"),
    (Progress, PROGRESS + "reports:\n  - {on: 2026-01-01, text: e\u0301}\n", "4: F210 “text”文字不是规范组合形式（应为Unicode NFC"),
    (Progress, 'id: "1.5"\nstate: 办理中\n', "1: F211 “id”小项编号写法不对（应为大项.两位（或三位）序号，如 1.05，实为“1.5”）"),
    (Progress, 'id: "１.05"\nstate: 办理中\n', "1: F211 “id”小项编号写法不对（应为大项.两位（或三位）序号，如 1.05，实为“１.05”；含全角字符，请改用半角）"),
    (Progress, PROGRESS + "facts: {全体 会议: 是}\n", "3: F211 “全体 会议”事实名称写法不对"),
    (Progress, PROGRESS + STEP + "done: 2026-02-30}\n", "4: F212 “done”没有这一天（应为日历上有的日期，实为“2026-02-30”）"),
    (Progress, PROGRESS + STEP + "done: 2026/2/3}\n", "4: F212 “done”日期写法不对（应为YYYY-MM-DD，如 2026-07-20，实为“2026/2/3”）"),
    (Verdict, 'id: "1.05"\noverride: {points: 一分, on: 2026-01-01, by: 甲, reason: 乙}\n', "2: F213 “points”数字写法不对（应为数字，如 0.25，实为“一分”）"),
    (Calendar, "year: 26\nnotice: 甲\n", "1: F213 “year”年份不对（应为2000–2100 之间的四位年份，实为“26”）"),
    (Calendar, "year: 二〇二六\nnotice: 甲\n", "1: F213 “year”应为整数（应为0 或正整数，实为“二〇二六”）"),
    (Campaign, (MINI / "data/campaigns/wx-2026/campaign.yml").read_text(encoding="utf-8").replace("sample: 是", "sample: true"), "7: F214 “sample”只能填是或否（应为是 / 否，实为“true”）"),
    (RuleBook, RULE + "{title: 甲, kind: 比率, fact: 乙, points: 1}\n", "7: F215 “parts”kind 不在可选词之内（应为 达到 / 逐年 / 比例 / 分档 / 倒扣 / 累加）"),
    (Progress, PROGRESS + "steps:\n  - {id: s1, title: 甲, unit: 乙, due: 六月底}\n", "4: F216 “due”期限写法不对（应为C-60（市级初验前 60 天）或 YYYY-MM-DD，实为“六月底”）"),
    (Progress, PROGRESS + "facts:\n  会议: [是, 否]\n", "4: F217 “会议”事实写法不对（应为是/否、数字，或一层映射如 {2025: 是}，实为“列表”）"),
    (Progress, PROGRESS + 'facts:\n  会议: ""\n', "4: F210 “会议”文字不能为空"),
]  # fmt: skip


@pytest.mark.parametrize(("model", "text", "message"), CASES, ids=[case[2][:24] for case in CASES])
def test_each_misfit_is_told_with_line_and_remedy(model: type[Record], text: str, message: str) -> None:
    """Each kind of wrong value has its sentence: what is wrong, what was expected, what stands there."""
    tree = parse_yaml(text, "x.yml")
    record, problems = build(model, tree.data, "x.yml", tree.lines, tree.told)
    assert record is None
    assert [problem for problem in map(str, problems) if problem.startswith(f"x.yml:{message}")], problems


def test_all_misfits_of_a_record_come_at_once() -> None:
    """A contributor corrects a file once, not once per mistake."""
    tree = parse_yaml(
        "id: 1.5\nstate: 完成\nfacts: {会议: 是}\nsteps:\n  - {id: s1, due: C}\nreprots: []\n", "x.yml"
    )
    _, problems = build(Progress, tree.data, "x.yml", tree.lines)
    assert sorted((problem.line, problem.code) for problem in problems) == [
        (1, "F211"),
        (2, "F215"),
        (5, "F201"),
        (5, "F201"),
        (6, "F202"),
    ]


def test_a_file_of_nothing_but_mistakes_is_cut_short() -> None:
    """After two hundred mistakes in one file the rest are counted, not listed."""
    text = PROGRESS + "reports:\n" + "  - {on: 2026-01-01}\n" * 250
    tree = parse_yaml(text, "x.yml")
    _, problems = build(Progress, tree.data, "x.yml", tree.lines)
    assert len(problems) == 201
    assert str(problems[-1]) == "x.yml:1: F219 本文件还有 50 个字段问题没有列出（应先改正以上各处）"


def test_numbers_too_large_to_mean_anything_are_refused() -> None:
    """A number of eight digits or five decimals is a slip of the finger."""
    for points in ("12345678", "0.00001", "1e3", "+1", "١"):
        fields = {"item_id": "1.01", "max_points": points}
        _, problems = build(Item, fields, "x.csv", {(): 3})
        assert [problem for problem in problems if problem.code == "F213" and problem.line == 3]


def test_the_rest_of_a_file_is_still_looked_at() -> None:
    """One bad step does not hide the others: what is left keeps its lines for the rules across files."""
    text = (
        PROGRESS
        + "decison: {}\nsteps:\n  - {id: s1, due: 明天}\n  - {id: s2, title: 甲, unit: 乙, due: C-60}\n"
    )
    record, lines = salvage(Progress, parse_yaml(text, "x.yml"), "1.05")
    assert record is not None
    assert [step.id for step in record.steps] == ["s2"]
    assert lines["steps", 0] == 6


def test_what_a_file_is_named_stands_in_for_its_id() -> None:
    """A file whose id and state are wrong is still compared with the others, by its name."""
    record, _ = salvage(Progress, parse_yaml("id: 甲\nstate: 完成\nstps: []\n", "x.yml"), "1.05")
    assert record is not None
    assert (record.id, record.state) == ("1.05", "办理中")


@pytest.mark.parametrize("text", ["只有一句话", "- 列表", "items: 无"])
def test_nothing_is_left_of_what_is_no_record(text: str) -> None:
    """A file of quite another shape is reported, and not looked at further."""
    assert salvage(RuleBook, parse_yaml(text, "x.yml"), "rules")[0] is None


SPOILED = st.recursive(
    texts, lambda each: st.one_of(st.lists(each, max_size=2), st.dictionaries(texts, each)), max_leaves=4
)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.sampled_from([kind for kind in KINDS if not kind.is_table]), st.data())
def test_no_value_anywhere_brings_the_model_down(kind: FileKind, data: st.DataObject) -> None:
    """Anything put in place of any key of any record is accepted or told; nothing raises."""
    tree = data.draw(trees(kind.model))
    spoiled = {**tree, data.draw(st.sampled_from(sorted(kind.model.model_fields))): data.draw(SPOILED)}
    record, problems = build(kind.model, spoiled, "x.yml", {(): 1})
    assert (record is None) == bool(problems)
    assert all(problem.line == 1 and problem.message for problem in problems)
