"""``check``: every mistake, all at once, at its line, without touching anything."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from scripts.check import CAMPAIGN_CHECKS, REPOSITORY_CHECKS
from tests import bad_county
from tests.counties import MINI, ROOT, copy_county, digests, edit, examined
from tests.golden import EXPECTED, check_report

ELSEWHERE = {"T107", "T110", "F219", "K339"}
"""Codes of ``new-campaign``, of ``generate``, of over 200 mistakes (``test_records``), of proposals."""


def test_every_mistake_is_reported_and_nothing_is_written(tmp_path: Path) -> None:
    """坏县 is reported in full (``tests/expected/bad-report.txt``), exit code 1, not a byte touched."""
    root = bad_county.make(tmp_path / "county")
    before = digests(root)
    code, report = check_report(root)
    assert code == 1
    assert report == (EXPECTED / "bad-report.txt").read_text(encoding="utf-8")
    assert digests(root) == before


def test_every_check_has_its_mistake() -> None:
    """Whoever adds a check adds its mistake to 坏县: every code in the rooms appears in the report."""
    source = "".join(
        path.read_text(encoding="utf-8")
        for room in ("load", "check", "model")
        for path in sorted((ROOT / "scripts" / room).glob("*.py"))
    )
    codes = set(re.findall(r'"([TYCFPK][0-9]{3})"', source)) - ELSEWHERE
    report = (EXPECTED / "bad-report.txt").read_text(encoding="utf-8")
    assert codes
    assert codes - set(re.findall(r":[0-9]+: ([TYCFPK][0-9]{3}) ", report)) == set()


def test_the_report_reads_like_one_line_a_problem() -> None:
    """Every line is ``路径:行: 代码 说明``, sorted by place, so that an editor can jump to it."""
    *lines, last = (EXPECTED / "bad-report.txt").read_text(encoding="utf-8").splitlines()
    found = [re.fullmatch(r"((?:data|docs)/[^:]+):([0-9]+): [TYCFPK][0-9]{3} .+", line) for line in lines]
    assert all(found)
    places = [(match[1], int(match[2])) for match in found if match]
    assert places == sorted(places)
    waived = [line for line in lines if "批准豁免至" in line]
    warned = [line for line in lines if "〔警告〕" in line and line not in waived]
    errors = len(lines) - len(warned) - len(waived)
    counts = f"错误 {errors} 个，警告 {len(warned)} 个，豁免 {len(waived)} 个"
    assert last == f"核对未通过：{counts}。请按上面的文件和行号改正后再运行。"


def test_checks_are_named_once_and_explain_themselves() -> None:
    """The list of checks is the table of contents of the policy: each has one sentence of duty."""
    listed = [*REPOSITORY_CHECKS, *CAMPAIGN_CHECKS]
    assert len(set(listed)) == len(listed)
    assert all(rule.__doc__ and rule.__doc__.endswith(".") for rule in listed)


SAMPLE = "data/campaigns/sl-2026"
MISTAKES: tuple[tuple[str, str, str, str], ...] = (
    # file, text that stands there once, what a hand makes of it, code
    ("data/people.csv", "县双拥办,联络员", "县双用办,联络员", "K314"),
    ("data/calendar/2026.yml", "2026-10-07]", "2025-10-07]", "K305"),
    (f"{SAMPLE}/campaign.yml", "加扣分: 15", "加扣分: 14", "K312"),
    (f"{SAMPLE}/campaign.yml", "{name: 宣传组, lead: 县委宣传部", "{name: 宣传组, lead: 县宣传部", "K314"),
    (
        f"{SAMPLE}/rules.yml",
        "议定事项办结, points: 0.5, bands: {95: 0.5,",
        "议定事项办结, points: 0.5, bands: {95: 0.4,",
        "K324",
    ),
    (
        f"{SAMPLE}/rules.yml",
        "{title: 逐年有结果通报, kind: 逐年",
        "{title: 逐年有结果通报, kind: 逐月",
        "F215",
    ),
    (f"{SAMPLE}/publicity.yml", "nodes: [C, P]", "nodes: [C, Q]", "K373"),
    (f"{SAMPLE}/publicity.yml", "{on: 2026-03-12, title", "{on: 2026-02-31, title", "F212"),
    (f"{SAMPLE}/registers/problems.csv", "due,closed_on", "due,closed", "C101"),
    ("docs/public/news/launch.md", "source: ", "sourse: ", "F202"),
)


PROGRESS = """\
id: "1.05"
state: 完成
facts:
  全体会议: {2023: 是, 2022: 是}
  缺件单位: 五家
steps:
  - {id: s1, title: 开会, unit: 县双拥办, due: C-1, done: 2026-03-23}
  - {id: s2, title: 收件, unit: 各成员单位, due: C-75, done: 2026-05-15}
  - {id: s3, titel: 装订, unit: 县双拥办, due: C-60}
evidence:
  - {id: e1, for: 会议通知签到和纪要, year: 2023, title: 纪要, level: 内部}
  - {id: e2, for: 述职报告, year: 2023, title: 述职报告, level: 纸质}
  - {id: e2, for: 述职报告, year: 2024, title: 述职报告, level: 内部}
"""
PROGRESS_MISTAKES = (
    (2, "F215"), (4, "K341"), (5, "K340"), (7, "K333"), (8, "K334"), (9, "F201"), (9, "F202"),
    (11, "K351"), (12, "K353"), (13, "K350"),
)  # fmt: skip
VERDICT = """\
id: "1.05"
checks:
  - {on: 2026-06-18, by: 督查组, result: 退回, note: 缺签到表}
facts:
  全体会议: {2023: 是, 2024: 有}
decision: {result: 通过, on: 2026-06-17, by: 县双拥办, reason: 补齐}
"""
VERDICT_MISTAKES = ((3, "K314"), (5, "K340"), (6, "K362"))


def test_many_mistakes_in_the_sample_are_all_found_in_one_run(tmp_path: Path) -> None:
    """Twenty and more mistakes in ten files of the sample county: all told, with right lines, in one run."""
    root = copy_county(ROOT, tmp_path / "county")
    wanted = {(path, edit(root / path, old, new), code) for path, old, new, code in MISTAKES}
    for name, text, found in (
        ("progress", PROGRESS, PROGRESS_MISTAKES),
        ("verdicts", VERDICT, VERDICT_MISTAKES),
    ):
        path = f"{SAMPLE}/{name}/1.05.yml"
        (root / path).write_text(text, encoding="utf-8")
        wanted |= {(path, line, code) for line, code in found}
    (root / SAMPLE / "progress/1.06.yml").write_bytes("id: 示例\n".encode("gbk"))
    wanted |= {(f"{SAMPLE}/progress/1.06.yml", 1, "T101")}
    before = digests(root)
    told = {(problem.path, problem.line, problem.code) for problem in examined(root).errors}
    assert len(wanted) >= 20
    assert len({path for path, _, _ in wanted}) >= 9
    assert sorted(told - wanted) == []
    assert sorted(wanted - told) == []
    assert digests(root) == before


def test_a_clean_county_passes_with_one_line() -> None:
    """微县 passes: its waived warning is shown with who accepted it, then one line of numbers."""
    code, report = check_report(MINI)
    warning, waiver, last = (
        "data/campaigns/wx-2026/evidence/1.02/e9.pdf:1: K359 〔警告〕没有登记的佐证文件",
        "〔县双拥办批准豁免至 2026-12-31：扫描件待编号〕",
        "核对通过（2026-07-20）：1 个创建活动，10 个小项，错误 0 个，警告 0 个，豁免 1 个。",
    )
    assert code == 0
    assert report.startswith(warning)
    assert report.endswith(f"{waiver}\n{last}\n")
    assert report.count("\n") == 2


def test_check_ends_with_the_promised_exit_codes(tmp_path: Path) -> None:
    """0 = clean, 1 = problems, also where there are no data at all; never a traceback."""
    bad = bad_county.make(tmp_path / "county")
    for root, code in ((MINI, 0), (bad, 1), (tmp_path, 1)):
        program = "import sys; from scripts.launch import cli; sys.exit(cli.main(sys.argv[1:]))"
        done = subprocess.run(
            [sys.executable, "-c", program, "check", "--root", str(root), "--as-of", "2026-07-20"],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert (done.returncode, done.stderr) == (code, "")


def test_a_waiver_accepts_one_code_in_one_file_until_its_day(root: Path) -> None:
    """A waived finding stays listed with its reason; on the day after, the finding counts again."""
    edit(root / "data/campaigns/wx-2026/standard.csv", ",1.5,基础,", ",1.4,基础,")
    with (root / "data/waivers.csv").open("a", encoding="utf-8") as file:
        file.write("K321,data/campaigns/wx-2026/rules.yml,标准待更正,县双拥办,2026-07-20\n")
    assert examined(root).errors == []
    [late] = examined(root, date(2026, 7, 21)).errors
    assert (late.code, late.path) == ("K321", "data/campaigns/wx-2026/rules.yml")


@pytest.mark.parametrize("code", ["F212", "T101", "Y101", "K315", "K320"])
def test_what_cannot_be_computed_cannot_be_waived(root: Path, code: str) -> None:
    """A waiver never lets a file through that nobody can read, or a deadline that has no date."""
    path = "data/campaigns/wx-2026/progress/1.01.yml"
    if code == "F212":
        edit(root / path, "done: 2026-06-10", "done: 2026-06-31")
    with (root / "data/waivers.csv").open("a", encoding="utf-8") as file:
        file.write(f"{code},{path},想省事,县双拥办,2026-12-31\n")
    assert "K306" in {problem.code for problem in examined(root).errors}
    assert ("F212" in {problem.code for problem in examined(root).errors}) == (code == "F212")
