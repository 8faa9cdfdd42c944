"""A county starts its own campaign from the template, and it is right from the first day."""

from datetime import date
from pathlib import Path

import pytest

from scripts.commands import run_new_campaign
from scripts.load.dataset import load
from scripts.paths import Layout
from scripts.problems import DataError
from tests.counties import ROOT, copy_county, digests, examined
from tests.golden import check_report

DAY = date(2030, 7, 20)
"""A day inside the campaign of the template."""


def test_a_county_from_nothing_checks_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty folder, one command, and ``check`` finds no error and no file out of form."""
    assert run_new_campaign(str(tmp_path), "yx-2030", "云县创建双拥模范县") == 0
    assert "下一步" in capsys.readouterr().out
    found = examined(tmp_path, DAY)
    assert found.errors == []
    data = found.usable().campaigns[0]
    assert (data.campaign.id, data.campaign.title) == ("yx-2030", "云县创建双拥模范县")
    assert check_report(tmp_path)[0] == 0


def test_a_new_campaign_beside_others_leaves_them_alone(tmp_path: Path) -> None:
    """The sample gets a second campaign: only new files appear, and the county still checks clean."""
    root = copy_county(ROOT, tmp_path / "county")
    before = digests(root)
    assert run_new_campaign(str(root), "sl-2030", "示例县创建下一轮双拥模范县") == 0
    after = digests(root)
    assert {name: after[name] for name in before} == before
    assert all(name.startswith("data/campaigns/sl-2030/") for name in set(after) - set(before))
    assert [data.campaign.id for data in examined(root, DAY).usable().campaigns] == ["sl-2026", "sl-2030"]


def test_a_name_already_taken_is_refused(tmp_path: Path) -> None:
    """An existing campaign is never written over."""
    run_new_campaign(str(tmp_path), "yx-2030", "云县")
    before = digests(tmp_path)
    with pytest.raises(DataError, match="T107 “yx-2030”已经有了"):
        run_new_campaign(str(tmp_path), "yx-2030", "又一次")
    assert digests(tmp_path) == before


@pytest.mark.parametrize("name", ["../evil", "云县", "YX", "a b", "-a", "a" * 41, "x/y", "_template2"])
def test_a_name_that_is_no_slug_is_refused(tmp_path: Path, name: str) -> None:
    """An id that could leave its folder or upset a web address is refused; nothing is written."""
    with pytest.raises(DataError, match="F211"):
        run_new_campaign(str(tmp_path), name, "云县")
    assert digests(tmp_path) == {}


@pytest.mark.parametrize("title", ["", " 云县", "云" * 501])
def test_a_title_that_is_none_is_refused(tmp_path: Path, title: str) -> None:
    """An empty or endless title is refused; nothing is written."""
    with pytest.raises(DataError, match="F210"):
        run_new_campaign(str(tmp_path), "yx-2030", title)
    assert digests(tmp_path) == {}


def test_the_template_is_never_data() -> None:
    """Folders that begin with an underscore are explained to people, not loaded."""
    dataset, problems = load(Layout.at(ROOT))
    assert dataset is not None
    assert all("_template" not in problem.path for problem in problems)
    assert all("_template" not in data.folder for data in dataset.campaigns)


def test_every_line_of_the_template_explains_itself() -> None:
    """A newcomer finds a comment at each key of each template file."""
    for path in sorted((ROOT / "data/campaigns/_template").rglob("*.yml")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            is_top_key = line[:1].isalpha() and ":" in line
            assert not is_top_key or "#" in line, f"{path.name}:{number}: {line}"
