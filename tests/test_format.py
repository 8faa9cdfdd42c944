"""``format`` writes every file in its one form and loses nothing; ``check`` says what is not in it."""

from pathlib import Path

import pytest

from scripts.commands import run_format
from scripts.load.formatting import format_problems, unformatted
from scripts.paths import Layout
from tests.counties import MINI, ROOT, copy_county, digests, edit, examined, loaded
from tests.golden import check_report

PROGRESS = "data/campaigns/wx-2026/progress/1.05.yml"


@pytest.mark.parametrize("root", [MINI, ROOT], ids=["mini", "sample"])
def test_the_counties_we_ship_are_in_form(root: Path) -> None:
    """Nobody's first change drags a hundred reformatted lines along."""
    assert unformatted(Layout.at(root)) == ([], [])


def test_formatting_restores_the_form_and_the_records(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Line ends of Windows, other quotes, block style, another order of keys: one command puts them right."""
    path = root / PROGRESS
    wanted = path.read_bytes()
    path.write_text(
        "facts: {缺件: '2', 迟报: {2025: 1}}\nevidence:\n- id: e1\n  for: 自查报告\n  title: 半年自查报告\n"
        '  level: 内部\n  box: "1-05"\nstate: "办理中"\nid: "1.05"\n',
        encoding="utf-8-sig",
        newline="\r\n",
    )
    units = root / "data/units.csv"
    table = units.read_bytes()
    units.write_text(
        '"id",name,former_names,kind,group,owner\n' + table.decode().split("\n", 1)[1], encoding="utf-8"
    )
    assert [(problem.path, problem.code) for problem in format_problems(Layout.at(root))] == [
        ("data/units.csv", "K390"),
        (PROGRESS, "K390"),
    ]
    assert run_format(str(root)) == 0
    assert "整理了 2 个文件" in capsys.readouterr().out
    assert units.read_bytes() == table
    assert path.read_bytes() == wanted
    before = digests(root)
    assert run_format(str(root)) == 0
    assert digests(root) == before
    assert loaded(root).campaigns[0].progress["1.05"] == loaded(MINI).campaigns[0].progress["1.05"]


def test_comments_are_never_formatted_away(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A comment is named by ``check`` and ``format`` alike, and its file stays as it is."""
    line = edit(root / PROGRESS, "state: 办理中", "state: 办理中  # 等批复")
    before = digests(root)
    assert run_format(str(root)) == 1
    assert digests(root) == before
    assert f"{PROGRESS}:{line}: K391 数据文件里不留注释" in capsys.readouterr().out
    assert [(each.line, each.code) for each in format_problems(Layout.at(root))] == [(line, "K391")]
    assert check_report(root)[0] == 1


def test_broken_files_are_left_alone(root: Path) -> None:
    """What cannot be read is reported and not touched; the other files are still put right."""
    edit(root / PROGRESS, "state: 办理中", "state: 完成")
    broken = (root / PROGRESS).read_bytes()
    other = root / "data/campaigns/wx-2026/progress/2.02.yml"
    wanted = other.read_bytes()
    other.write_bytes(wanted.replace(b"state: ", b"state:   "))
    assert run_format(str(root)) == 1
    assert (root / PROGRESS).read_bytes() == broken
    assert other.read_bytes() == wanted


def test_check_names_a_problem_once_even_when_form_looks_too(root: Path) -> None:
    """The form check reads files again, but a finding is listed only once."""
    edit(root / PROGRESS, "state: 办理中", "state: 完成")
    report = check_report(root)[1]
    assert report.count(": F215 ") == 1
    assert examined(root).errors


def test_formatting_the_sample_is_a_fixed_point(tmp_path: Path) -> None:
    """A hundred and fifty files formatted twice are the same bytes as at first."""
    root = copy_county(ROOT, tmp_path / "county")
    before = digests(root)
    assert run_format(str(root)) == 0
    assert digests(root) == before
