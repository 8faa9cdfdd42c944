"""The task ``form``: what is committed becomes a workbook where it was asked for, or a sentence why not."""

from pathlib import Path

import openpyxl
import pytest

from scripts.commands.form import run_form
from scripts.forms.reading import Based, read_form
from scripts.problems import DataError
from tests.counties import AS_OF, MINI, copy_county, loaded
from tests.repositories import PROGRESS, Repository


@pytest.fixture
def county(tmp_path: Path) -> Repository:
    """Return 微县 under git."""
    return Repository(tmp_path / "county")


def run(root: Path, unit: str, out: Path | str, campaign: str = "") -> int:
    """Run the task on the day of the tests."""
    return run_form(str(root), unit, str(out), campaign, AS_OF.isoformat())


def test_a_form_stands_on_the_commit_it_names(county: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    """The workbook lies where asked and comes back with the commit it was made of."""
    out = county.root.parent / "表.xlsx"
    assert run(county.root, "县财政科", out) == 0
    told = capsys.readouterr().out
    assert told == f"已写入 {out}\n填黄色的格，填完发给双拥办；收表：python3 tasks.py intake 文件名\n"

    def based(commit: str) -> Based:
        return Based(commit=commit, dataset=loaded(county.root), as_of=AS_OF)

    filing = read_form("表.xlsx", out.read_bytes(), based)
    assert (filing.unit, filing.base, filing.entries) == ("县财政局", county.at("HEAD"), ())


def test_what_is_not_committed_is_not_in_the_form(
    county: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    """Unfinished edits on this machine do not slip into what a department sees; that is said."""
    out = county.root.parent / "表.xlsx"
    county.edit(PROGRESS, "拟定议题", "拟定别的")
    assert run(county.root, "syb", out) == 0
    assert "有还没有提交的改动，填报表按最近一次提交的数据写" in capsys.readouterr().out
    sheet = openpyxl.load_workbook(out)["措施"]
    assert {sheet.cell(row, 4).value for row in range(4, 8)} >= {"拟定议题"}


def test_all_units_at_once(
    county: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The office writes every unit's form in one go, named by unit and day, and no collective one."""
    out = county.root.parent / "表"
    assert run(county.root, "全部", out) == 0
    names = {path.name for path in out.iterdir()}
    assert names == {
        f"填报表-{unit}-2026-07-20.xlsx" for unit in ("县双拥办", "县财政局", "县人武部", "东镇")
    }
    monkeypatch.chdir(county.root.parent)
    assert run(county.root, "dong", "") == 0
    assert (county.root.parent / "填报表-东镇-2026-07-20.xlsx").is_file()
    capsys.readouterr()


def test_a_folder_in_the_way_is_named(county: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder given for a file is told, and nothing is written."""
    folder = county.root.parent / "夹"
    folder.mkdir()
    assert run(county.root, "syb", folder) == 1
    assert "这是文件夹（--out 应为文件名；--unit 全部 时才是文件夹）" in capsys.readouterr().out
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("unit", "campaign", "said"),
    [
        (
            "县财正局",
            "",
            "X101 没有“县财正局”这个单位，是不是“县财政局”？（应为 data/units.csv 里的名称或代号）",
        ),
        ("syb", "wx-2025", "X102 没有“wx-2025”这个创建活动，是不是“wx-2026”？（应写明其中一个：wx-2026）"),
    ],
)
def test_a_wrong_name_is_answered(county: Repository, unit: str, campaign: str, said: str) -> None:
    """An unknown unit or campaign: the nearest one is proposed."""
    with pytest.raises(DataError) as error:
        run(county.root, unit, county.root.parent / "表.xlsx", campaign)
    assert str(error.value) == said


def test_without_git_there_is_no_form(tmp_path: Path) -> None:
    """A form must name the commit it stands on; without one it is not written."""
    root = copy_county(MINI, tmp_path / "county")
    with pytest.raises(DataError) as error:
        run(root, "syb", tmp_path / "表.xlsx")
    assert str(error.value) == "X103 数据还没有提交到 git，填报表写不出底本（应先 git commit）"
    assert not (tmp_path / "表.xlsx").exists()
