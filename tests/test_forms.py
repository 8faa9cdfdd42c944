"""The workbook a unit is given: only its own, filled in with what is known, the same bytes each time."""

import io
from collections.abc import Iterator
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from scripts.forms.contents import Ground, form_of
from scripts.forms.reading import Based, read_form
from scripts.forms.sheets import Form
from scripts.forms.units import unit_named
from scripts.forms.writing import written
from scripts.load.dataset import load
from scripts.model.dataset import Dataset
from scripts.model.words import UnitKind
from scripts.paths import Layout
from scripts.problems import DataError
from tests.counties import AS_OF, ROOT, mini
from tests.form_county import BASE, changed, fields, given
from tests.form_records import with_step_title


def form(unit: str) -> Form:
    """Return 微县's form for a unit."""
    return form_of(Ground.of(mini(), "", BASE, AS_OF), unit_named(mini(), unit))


def opened(unit: str, title: str) -> Worksheet:
    """Return a sheet of a unit's workbook as another program reads it."""
    sheet = openpyxl.load_workbook(io.BytesIO(given(unit)))[title]
    assert isinstance(sheet, Worksheet)
    return sheet


@pytest.fixture(scope="module")
def sample() -> Dataset:
    """Return 示例县 as loaded."""
    dataset, problems = load(Layout.at(ROOT))
    assert dataset is not None
    assert problems == []
    return dataset


def units_of(dataset: Dataset) -> Iterator[str]:
    """Yield the units that report."""
    yield from (unit.name for unit in dataset.units if unit.kind is not UnitKind.GROUP)


def test_a_unit_sees_its_items_and_its_own_steps_elsewhere() -> None:
    """县财政局 leads 1.02; of 1.01 it sees only its own line of the step that all units share."""
    sheets = {sheet.title: sheet for sheet in form("县财政局").sheets}
    assert [row.item for row in sheets["总览"].rows] == ["1.02"]
    assert {row.item for row in sheets["事实"].rows} == {"1.02"}
    assert [row.key for row in sheets["措施"].rows] == [
        ("1.01", "s2", "县财政局"),
        ("1.02", "s1", "县财政局"),
    ]


def test_a_unit_that_leads_nothing_gets_one_short_sheet() -> None:
    """A township that only carries out steps is not shown empty sheets it can do nothing with."""
    content = written(form_of(Ground.of(_without_lead(), "", BASE, AS_OF), unit_named(mini(), "东镇")))
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == ["说明", "措施", "选项", "底本"]


def _without_lead() -> Dataset:
    data = mini().campaigns[0]
    items = tuple(
        item.model_copy(update={"lead_unit": "县双拥办"}) if item.lead_unit == "东镇" else item
        for item in data.items
    )
    return replace(mini(), campaigns=(replace(data, items=items),))


def test_only_what_is_theirs_can_be_typed_into() -> None:
    """Everything is locked but the fields of the unit: yellow those that wait, pale those that are known."""
    sheet = opened("县双拥办", "措施")
    for row in sheet.iter_rows(min_row=4, max_row=7):
        assert [cell.protection.locked for cell in row] == [True] * 7 + [False]
        assert row[7].fill.start_color.rgb == ("FFFFFDF2" if row[7].value else "FFFFF2B3")
    assert sheet.protection.sheet
    assert sheet.protection.password is None


def test_what_is_due_first_stands_on_top() -> None:
    """The liaison reads what is next in words on the first sheet, and finds it in the first rows."""
    lines = [cell.value for (cell,) in opened("县双拥办", "说明").iter_rows(max_col=1) if cell.value]
    start = lines.index("接着要办的")
    assert lines[start + 1 : start + 4] == [
        "1.01 各单位反馈：2026-06-12 到期，逾期 38 天",
        "到 2026-07-20 已逾期 1 项：1.01",
        "应有的佐证还缺 2 件，列在“佐证”最上面",
    ]
    assert [cell.value for cell in opened("县双拥办", "措施")[4]][:4] == [
        "1.01",
        "议军会",
        "s2",
        "各单位反馈",
    ]


def test_values_have_the_type_people_expect() -> None:
    """Dates are dates, counts are numbers, item numbers and page numbers stay text."""
    steps, facts, evidence = (opened("县双拥办", title) for title in ("措施", "事实", "佐证"))
    assert (steps["H5"].is_date, steps["A5"].value, steps["A5"].number_format) == (True, "1.01", "@")
    assert (facts["G8"].value, facts["G8"].data_type) == (0, "n")
    assert (evidence["I6"].value, evidence["I6"].data_type, evidence["D6"].value) == ("1-3", "s", 2024)


def test_every_field_says_how_to_fill_it_in() -> None:
    """Beside each unlocked cell stands a Chinese hint; lists offer the words that are taken."""
    for title, count in {"总览": 3, "措施": 1, "事实": 1, "佐证": 10, "报告": 3}.items():
        sheet = opened("县双拥办", title)
        rules = sheet.data_validations.dataValidation
        assert all(rule.prompt and rule.promptTitle and rule.error for rule in rules)
        assert len({bounds.min_col for rule in rules for bounds in rule.sqref.ranges}) == count
        unlocked = {
            cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked
        }
        assert not [place for place in unlocked if not any(place in rule.sqref for rule in rules)]


def test_it_prints_on_a4_across_with_headings_on_each_page() -> None:
    """Printed for a meeting, each page shows the headings and fits the width."""
    sheet = opened("县双拥办", "佐证")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$2:$3", "C4")
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_nothing_in_a_record_becomes_a_formula() -> None:
    """A title that begins like a formula is shown, not calculated, in the cell and when it is edited."""
    for title in ("=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", '=HYPERLINK("x")'):
        content = given("县双拥办", with_step_title(title))
        cells = openpyxl.load_workbook(io.BytesIO(content))["措施"]
        found = next(cell for row in cells.iter_rows() for cell in row if cell.value == title)
        assert (found.data_type, found.quotePrefix) == ("s", True)


def test_the_same_data_give_the_same_bytes(sample: Dataset) -> None:
    """A form written again is the same file: nothing in it comes from clock, machine or chance."""
    ground = Ground.of(sample, "", BASE, AS_OF)
    unit = unit_named(sample, "县双拥办")
    assert written(form_of(ground, unit)) == written(form_of(Ground.of(sample, "", BASE, AS_OF), unit))


def test_the_form_of_every_unit_comes_back_empty(sample: Dataset) -> None:
    """Whoever sends back what he was given changes nothing, in all 57 units of the county."""

    def based(commit: str) -> Based:
        return Based(commit=commit, dataset=sample, as_of=AS_OF)

    ground = Ground.of(sample, "", BASE, AS_OF)
    names = list(units_of(sample))
    assert len(names) == 57
    for name in names:
        filing = read_form("表.xlsx", written(form_of(ground, unit_named(sample, name))), based)
        assert (filing.unit, filing.base, filing.entries, filing.notes) == (name, BASE, (), ())


def test_a_file_saved_by_another_program_comes_back_empty() -> None:
    """Opened and saved elsewhere without a change, the form still changes nothing."""
    assert fields(changed(given(), lambda _: None)) == []


def test_a_unit_is_found_by_name_id_or_former_name() -> None:
    """Whoever writes the form may use the name he knows."""
    assert {unit_named(mini(), name).id for name in ("县财政局", "czj", "县财政科", " czj ")} == {"czj"}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("县财正局", "X101 没有“县财正局”这个单位，是不是“县财政局”？（应为 data/units.csv 里的名称或代号）"),
        ("各单位", "X101 “各单位”是集合，不单独填报（应为其中一个成员：县双拥办、县财政局、东镇）"),
    ],
)
def test_a_unit_that_does_not_report_is_refused(name: str, said: str) -> None:
    """An unknown name is answered with the nearest one, a collective unit with its members."""
    with pytest.raises(DataError) as error:
        unit_named(mini(), name)
    assert str(error.value) == said
