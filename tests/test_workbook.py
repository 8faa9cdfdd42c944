"""Excel files: text stays text, links stay relative, nothing is lost without a word."""

import io
import os
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from scripts import commands
from scripts.exports import workbook as module
from scripts.exports.workbook import CHARACTERS, Cell, Link, Table, workbook
from tests.counties import ROOT
from tests.repositories import PROGRESS, Repository

HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "＋1", " =1+1", "\t=1+1", "\n=1+1", '=HYPERLINK("x")',
    "=cmd|' /C calc'!A0", "https://example.org", "1.10", "007", "2026-07-20", "是", "_x0041_", "TRUE",
)  # fmt: skip


def read(content: bytes, title: str = "表") -> Worksheet:
    """Return a sheet of a workbook as another program reads it."""
    found = openpyxl.load_workbook(io.BytesIO(content))[title]
    assert isinstance(found, Worksheet)
    return found


def one(*cells: Cell) -> bytes:
    """Return a workbook whose first column holds ``cells``."""
    return workbook([Table(title="表", columns=["值"], rows=[[cell] for cell in cells])])


def test_no_text_becomes_a_formula_a_link_or_a_number() -> None:
    """Whatever stands in a record is shown as typed; Excel neither calculates nor converts it."""
    content = one(*HOSTILE)
    cells = [row[0] for row in read(content).iter_rows(min_row=2)]

    assert tuple(cell.value for cell in cells) == HOSTILE
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    assert [cell.value for cell in cells if cell.quotePrefix] == list(HOSTILE[:11])
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
        assert "xl/worksheets/_rels/sheet1.xml.rels" not in parts.namelist()


def test_numbers_are_numbers() -> None:
    """Points and counts can be added up and sorted."""
    cells = [row[0] for row in read(one(Decimal("1.25"), 3, Decimal(-2), None)).iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == [1.25, 3, -2, None]
    assert [cell.number_format for cell in cells] == ["0.00", "0", "0.00", "@"]


def test_a_link_is_relative_with_forward_slashes() -> None:
    """A link opens the file in the folder of the workbook, on Windows, Linux and Mac."""
    content = one(Link(text="打开", target="佐证材料/01 组织/1.05 会议/2025/e1 纪要.pdf"))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        rels = parts.read("xl/worksheets/_rels/sheet1.xml.rels").decode()
    assert 'Target="佐证材料/01%20组织/1.05%20会议/2025/e1%20纪要.pdf" TargetMode="External"' in rels


def test_what_a_cell_cannot_hold_is_told() -> None:
    """A text longer than a cell is cut with a note, and characters XML forbids do not spoil the file."""
    long, odd, wide = [
        row[0].value
        for row in read(one("长" * 40_000, "a\x00\x0bb\ud800c", "😀" * 20_000)).iter_rows(min_row=2)
    ]
    assert str(long).startswith("长" * 16_000)
    assert str(long).endswith("……（原文 40000 字，单元格放不下，后面的见数据文件）")
    assert odd == "a\ufffd\ufffdb\ufffdc"
    assert len(str(wide).encode("utf-16-le")) // 2 <= CHARACTERS + 100


def test_a_table_longer_than_a_sheet_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """No row is lost when a table is longer than Excel's sheets."""
    monkeypatch.setattr(module, "ROWS", 2)
    content = one("a", "b", "c")
    assert [row[0].value for row in read(content, "表（1）").iter_rows()] == ["值", "a", "b"]
    assert [row[0].value for row in read(content, "表（2）").iter_rows()] == ["值", "c"]


def test_a_sheet_is_ready_to_read_and_print() -> None:
    """The heading stays in sight and is repeated on paper; filters are on; A4 across, one page wide."""
    sheet = read(workbook([Table(title="表", columns=["甲", "说明"], rows=[["a", "长" * 60]], about="A&B")]))
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.auto_filter.ref == "A1:B2"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.oddHeader is not None
    assert sheet.oddHeader.center.text == "A&&B　表"
    assert sheet["A1"].font.name == "宋体"
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width


def test_the_same_tables_give_the_same_bytes() -> None:
    """Another day, time zone, language and hash seed change no byte."""
    program = (
        "import sys; from tests.test_workbook import HOSTILE, one; sys.stdout.buffer.write(one(*HOSTILE))"
    )
    environment = {**os.environ, "TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, check=True, capture_output=True
    )
    assert done.stdout == one(*HOSTILE)


def test_the_change_log_as_excel(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The Excel file holds the very rows of the CSV, and a message that looks like a formula is text."""
    place = Repository(tmp_path / "county")
    place.edit(PROGRESS, "state: 办理中", "state: 申请销号")
    place.commit('=HYPERLINK("http://x")')
    out = tmp_path / "变更.xlsx"
    assert commands.run_changes(str(place.root), "2026-06-01", "", "xlsx", str(out)) == 0
    assert "已写入" in capsys.readouterr().out
    rows = list(read(out.read_bytes(), "变更记录").iter_rows(values_only=True))
    assert commands.run_changes(str(place.root), "2026-06-01", "", "csv", str(tmp_path / "x.csv")) == 0
    assert (tmp_path / "x.csv").read_text(encoding="utf-8-sig").splitlines()[0] == ",".join(map(str, rows[0]))
    [told] = [row for row in rows if row[rows[0].index("字段")] == "state" and row[rows[0].index("原值")]]
    assert told[rows[0].index("现值")] == "申请销号"
    assert told[rows[0].index("说明")] == '=HYPERLINK("http://x")'


def test_excel_needs_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a file name, and with one that cannot be written, one sentence says what to do."""
    place = Repository(tmp_path / "county")
    assert commands.run_changes(str(place.root), "", "", "xlsx") == 1
    assert "--out" in capsys.readouterr().out
    assert commands.run_changes(str(place.root), "", "", "xlsx", str(place.root)) == 1
    assert "写不了" in capsys.readouterr().out
