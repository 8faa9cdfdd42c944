"""Plain tables → the bytes of an Excel file; the only module that knows XlsxWriter.

Text is text: every text cell is a string of format ``@``, so a cell that
begins like a formula is none, neither when the file is opened nor when the
cell is edited. The same tables give the same bytes.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.url import Url
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

EPOCH = date(1980, 1, 1)
"""The day a file without a day of its own says it was made: the first that a zip can hold."""

ROWS = 1_048_575
"""Rows a sheet holds below its heading; longer tables go on in a second sheet."""
CHARACTERS = 32_000
"""Longest text of a cell; Excel takes 32,767 and XlsxWriter drops longer ones without a word."""

_A4 = 9
_FONT = "宋体"
_NARROW, _WIDE = 6, 46
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")


@dataclass(frozen=True, kw_only=True)
class Link:
    """A cell that opens a file; ``target`` is relative to the workbook, with ``/``."""

    text: str
    target: str


Cell: TypeAlias = str | int | Decimal | Link | None


@dataclass(frozen=True, kw_only=True)
class Table:
    """One sheet: its name, its headings, its rows. ``about`` is printed on top of each page."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    about: str = ""
    fixed: int = 0
    """Columns on the left that stay when one scrolls."""


def workbook(tables: Sequence[Table], day: date = EPOCH) -> bytes:
    """Return an Excel file with one sheet for each table; ``day`` is when it says it was made."""
    from xlsxwriter import Workbook

    written = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(written, options) as book:
        book.set_properties({"created": datetime.combine(day, time())})
        formats = _formats(book)
        for table in tables:
            for part in _parts(table):
                _fill(book.add_worksheet(part.title), part, formats)
    return written.getvalue()


def _parts(table: Table) -> Iterator[Table]:
    """Yield the table in pieces that a sheet can hold."""
    if len(table.rows) <= ROWS:
        yield table
        return
    for number, start in zip(count(1), range(0, len(table.rows), ROWS), strict=False):
        yield replace(table, title=f"{table.title}（{number}）", rows=table.rows[start : start + ROWS])


def _formats(book: "Workbook") -> dict[str, "Format"]:
    common = {"font_name": _FONT, "font_size": 10, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
    text = {**common, "num_format": "@", "text_wrap": True}
    head = {**common, "bold": True, "bg_color": "#F2DCDB", "text_wrap": True, "valign": "vcenter"}
    return {
        "text": book.add_format(text),
        "quoted": book.add_format({**text, "quote_prefix": True}),
        "link": book.add_format({**text, "font_color": "#0563C1", "underline": 1}),
        "points": book.add_format({**common, "num_format": "0.00"}),
        "count": book.add_format({**common, "num_format": "0"}),
        "head": book.add_format(head),
    }


def _fill(sheet: "Worksheet", table: Table, formats: dict[str, "Format"]) -> None:
    _arrange(sheet, table)
    for column, title in enumerate(table.columns):
        _done(sheet.write_string(0, column, title, formats["head"]))
        sheet.set_column(column, column, _width(table, column))
    for row, cells in enumerate(table.rows, start=1):
        for column, cell in enumerate(cells):
            _done(_write(sheet, row, column, cell, formats))


def _arrange(sheet: "Worksheet", table: Table) -> None:
    """A4 across, one page wide, headings on each page, filters, the first row always in sight."""
    from xlsxwriter.utility import xl_range

    last = len(table.columns) - 1
    rows = max(len(table.rows), 1)
    sheet.freeze_panes(1, table.fixed)
    sheet.autofilter(0, 0, rows, last)
    sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, rows, last)})  # 1.10 is a name
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    about = f"{table.about}　{table.title}" if table.about else table.title
    sheet.set_header(f"&C{about.replace('&', '&&')[:200]}")
    sheet.set_footer("&R第 &P 页，共 &N 页")


def _write(sheet: "Worksheet", row: int, column: int, cell: Cell, formats: dict[str, "Format"]) -> Any:
    """Write one cell; return XlsxWriter's code, 0 when it was taken."""
    if cell is None or cell == "":
        return sheet.write_blank(row, column, None, formats["text"])
    if isinstance(cell, Link):
        return sheet.write_url(row, column, _url(cell), formats["link"])
    if isinstance(cell, str):
        form = "quoted" if _FORMULA.match(cell) else "text"
        return sheet.write_string(row, column, fitting(cell), formats[form])
    form = "points" if isinstance(cell, Decimal) else "count"
    return sheet.write_number(row, column, cell, formats[form])


def fitting(text: str) -> str:
    """Return a text as a cell can hold it; what is cut is told."""
    plain = _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(plain.encode("utf-16-le")) // 2 <= CHARACTERS:
        return plain
    half = CHARACTERS // 2  # even if each character takes two units
    return f"{plain[:half]}……（原文 {len(text)} 字，单元格放不下，后面的见数据文件）"


def _url(link: Link) -> "Url":
    """Return a relative address with ``/``: Excel itself writes it so, and WPS on Linux needs it."""
    from xlsxwriter.url import Url

    url = Url(f"external:{link.target}")
    url._set_object_link()  # noqa: SLF001 - the public way turns every / into \\
    url.text = fitting(link.text)
    return url


def _done(code: Any) -> None:
    """Refuse to lose a cell in silence."""
    if code:
        raise ValueError(f"XlsxWriter left a cell out, code {code}")


def _width(table: Table, column: int) -> int:
    """Return a width that shows most texts of a column on one line."""
    texts = [table.columns[column], *(_shown(cells[column]) for cells in table.rows)]
    return min(max(_NARROW, *(_cells(line) for text in texts for line in text.split("\n"))) + 2, _WIDE)


def _shown(cell: Cell) -> str:
    return cell.text if isinstance(cell, Link) else "" if cell is None else str(cell)


def _cells(text: str) -> int:
    """Return how many places of a plain digit a text takes; more than fit are not counted."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text[:_WIDE])
