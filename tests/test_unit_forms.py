"""Every unit's page gives out its form: the very one that is read back without a change."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from scripts.commands import FORM_PAGE
from scripts.pipeline import build
from tests.counties import AS_OF, edit, loaded
from tests.form_county import given, read
from tests.repositories import Repository
from tests.small_sites import quiet


@pytest.fixture
def county(tmp_path: Path) -> Repository:
    """微县 in its first commit."""
    return Repository(tmp_path / "county")


def test_a_liaison_gets_the_form_from_the_page_of_the_unit(county: Repository, tmp_path: Path) -> None:
    """The button leads to a workbook that stands on the commit shown; untouched, it files nothing."""
    made = build(county.root, AS_OF, AS_OF, tmp_path / "out", quiet)
    page = (made.internal / "units/czj.html").read_text(encoding="utf-8")
    assert 'href="../forms/czj.xlsx"' in page
    assert f'download="填报表-县财政局-{AS_OF}.xlsx"' in page

    filing = read((made.internal / "forms/czj.xlsx").read_bytes())
    assert (filing.unit, filing.base, filing.entries) == ("县财政局", county.at("HEAD"), ())
    assert sorted(each.stem for each in (made.internal / "forms").iterdir()) == ["czj", "dong", "rwb", "syb"]


def test_a_unit_with_nothing_to_fill_in_is_given_no_form(county: Repository, tmp_path: Path) -> None:
    """A page does not hand out a workbook of instructions; asked for by name, the workbook says so itself."""
    with (county.root / "data/units.csv").open("a", encoding="utf-8") as table:
        table.write("xin,县新设局,,部门,,\n")
    county.commit("新设单位")
    made = build(county.root, AS_OF, AS_OF, tmp_path / "out", quiet)
    assert "下载填报表" not in (made.internal / "units/xin.html").read_text(encoding="utf-8")
    assert not (made.internal / "forms/xin.xlsx").exists()

    guide = load_workbook(BytesIO(given("县新设局", loaded(county.root))))["说明"]
    told = [row[0] for row in guide.iter_rows(min_row=3, values_only=True)]
    assert told == ["本单位目前没有要填的内容，这份表不用交。"]


def test_forms_stay_inside(county: Repository, tmp_path: Path) -> None:
    """No form is on the public site, nor named there."""
    made = build(county.root, AS_OF, AS_OF, tmp_path / "out", quiet)
    assert not [path for path in made.public.rglob("*") if path.suffix == ".xlsx" or path.name == "forms"]
    assert not [path for path in made.public.rglob("*.html") if "填报表" in path.read_text(encoding="utf-8")]


def test_no_form_of_data_that_are_in_no_commit(county: Repository, tmp_path: Path) -> None:
    """A form stands on a commit: with uncommitted data none is given out."""
    path = county.root / "data/campaigns/wx-2026/progress/1.01.yml"
    edit(path, "台账: 否", "台账: 是")
    made = build(county.root, AS_OF, AS_OF, tmp_path / "dirty", quiet)
    assert not (made.internal / "forms").exists()
    assert "下载填报表" not in (made.internal / "units/czj.html").read_text(encoding="utf-8")


def test_the_web_form_is_one_click_away_where_it_is_served(county: Repository, tmp_path: Path) -> None:
    """Where the office turned it on, each unit's page leads to its own form; elsewhere none does."""
    made = build(county.root, AS_OF, AS_OF, tmp_path / "out", quiet, edit=FORM_PAGE)
    page = (made.internal / "units/czj.html").read_text(encoding="utf-8")
    assert '<a class="md-button" href="../edit/index.html?unit=czj">网页填报</a>' in page
    assert not [path for path in made.public.rglob("*.html") if "edit/index.html" in path.read_text("utf-8")]

    without = build(county.root, AS_OF, AS_OF, tmp_path / "out", quiet)
    assert "网页填报</a>" not in (without.internal / "units/czj.html").read_text(encoding="utf-8")
