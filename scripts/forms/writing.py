"""A form → the bytes of its workbook. The same form gives the same bytes.

Text is text: whatever begins like a formula is written as a quoted string. Only
what the unit may fill in is unlocked, and yellow; the protection has no password,
for it is there against slips, and the reading checks everything again.
"""

import re
from datetime import date, datetime, time
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any

from scripts.forms.choices import Choices
from scripts.forms.origin import SHEET as ORIGIN
from scripts.forms.origin import origin_rows
from scripts.forms.sheets import CHOICES, GUIDE, HEAD, Cell, Column, Form, Kind, Row, Sheet, is_open

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_A4 = 9
_FONT = "宋体"
_GREY, _BLUE = "#F3F3F3", "#DCE6F1"
_YELLOW, _PALE = "#FFF2B3", "#FFFDF2"
"""What waits to be filled in, and what is filled in and may be changed."""
_LIGHTS = {"红": "#C00000", "黄": "#B26B00", "绿": "#2E7D32", "蓝": "#1F4E9E", "灰": "#666666"}
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FORMATS = {Kind.DAY: "yyyy-mm-dd", Kind.NUMBER: "General", Kind.YEAR: "0"}
_MAY = {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True}


def written(form: Form) -> bytes:
    """Return the workbook of a form."""
    from xlsxwriter import Workbook

    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        book.set_properties({"title": f"{form.unit}填报表", "created": datetime.combine(form.as_of, time())})
        styles = _Styles(book)
        _guide(book.add_worksheet(GUIDE), form, styles)
        choices = Choices(form)
        for sheet in form.sheets:
            _sheet(book.add_worksheet(sheet.title), form, sheet, styles, choices)
        choices.write(_hidden(book, CHOICES))
        _rows(_hidden(book, ORIGIN), origin_rows(form))
    return out.getvalue()


class _Styles:
    """The looks of cells, each made once."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def of(self, **look: object) -> "Format":
        key = tuple(sorted(look.items()))
        if key not in self._made:
            common = {"font_name": _FONT, "font_size": 10, "valign": "top", "text_wrap": True}
            self._made[key] = self._book.add_format({**common, **look})
        return self._made[key]

    def cell(self, kind: Kind, text: str, colour: str) -> "Format":
        is_open = colour != _GREY
        number = _FORMATS.get(kind, "@")
        look = {"border": 1, "border_color": "#BFBFBF", "bg_color": colour, "locked": not is_open}
        more = {"font_color": _LIGHTS[text], "bold": True} if text in _LIGHTS and not is_open else {}
        return self.of(num_format=number, quote_prefix=bool(_FORMULA.match(text)), **look, **more)

    @cached_property
    def head(self) -> "Format":
        return self.of(bold=True, bg_color=_BLUE, border=1, border_color="#BFBFBF", num_format="@")

    @cached_property
    def hint(self) -> "Format":
        return self.of(font_size=9, font_color="#7F6000", num_format="@")

    @cached_property
    def small(self) -> "Format":
        return self.of(font_size=9, font_color="#7F7F7F", text_wrap=False, num_format="@")


def _guide(sheet: "Worksheet", form: Form, styles: _Styles) -> None:
    title = styles.of(bold=True, font_size=16, text_wrap=False)
    about = f"{form.title}　数据日期 {form.as_of}　底本 {form.base[:10]}"
    sheet.set_column(0, 0, 110)
    _text(sheet, 0, 0, f"{form.unit}填报表", title)
    _text(sheet, 1, 0, about, styles.of(font_color="#595959"))
    for row, line in enumerate(form.guide, start=2):
        is_heading = line.startswith("【")
        look = styles.of(bold=True, font_size=12) if is_heading else styles.of(font_size=11)
        _text(sheet, row, 0, line.strip("【】") if is_heading else line, look)
    sheet.hide_gridlines(2)
    _print_setup(sheet)
    sheet.protect("", _MAY)


def _sheet(sheet: "Worksheet", form: Form, purpose: Sheet, styles: _Styles, choices: "Choices") -> None:
    _text(sheet, 0, 0, form.heading(purpose.title), styles.small)
    for place, column in enumerate(purpose.columns):
        sheet.set_column(place, place, column.width)
        _text(sheet, HEAD - 1, place, column.hint, styles.hint)
        _text(sheet, HEAD, place, column.title, styles.head)
    blank = Row(item="", key=(), cells=tuple(Cell() for _ in purpose.columns))
    rows = [*purpose.rows, *[blank] * purpose.blank]
    for number, row in enumerate(rows, start=HEAD + 1):
        for place, (column, cell) in enumerate(zip(purpose.columns, row.cells, strict=True)):
            _cell(sheet, (number, place), column, cell, styles, _colour(purpose, row, column, cell))
    choices.rule(sheet, purpose, rows)
    last, width = HEAD + max(len(rows), 1), len(purpose.columns) - 1
    sheet.autofilter(HEAD, 0, last, width)
    sheet.freeze_panes(HEAD + 1, 2)
    sheet.ignore_errors({"number_stored_as_text": f"A1:Z{last + 1}"})  # 1.10 is a name
    sheet.repeat_rows(HEAD - 1, HEAD)
    _print_setup(sheet)
    sheet.protect("", _MAY)


def _colour(purpose: Sheet, row: Row, column: Column, cell: Cell) -> str:
    """Return what tells a cell that waits from one that may be changed, and from one that may not."""
    if not is_open(row, column, cell):
        return _GREY
    is_known = bool(cell.shown) or (bool(purpose.list_name) and bool(row.key))
    return _PALE if is_known else _YELLOW


def _cell(  # noqa: PLR0913, PLR0917 - place, what, and how
    sheet: "Worksheet", at: tuple[int, int], column: Column, cell: Cell, styles: _Styles, colour: str
) -> None:
    kind, text = cell.kind or column.kind, cell.shown
    if text and (kind is Kind.DAY or (kind is Kind.TOLD and _DAY.fullmatch(text))):
        look = styles.cell(Kind.DAY, "", colour)
        _done(sheet.write_datetime(*at, date.fromisoformat(text), look))
    elif text and kind in (Kind.NUMBER, Kind.YEAR):
        _done(sheet.write_number(*at, float(text), styles.cell(kind, "", colour)))
    else:
        _text(sheet, *at, text, styles.cell(kind, text, colour))


def _print_setup(sheet: "Worksheet") -> None:
    """A4 across, one page wide."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer("&L&A&R第 &P 页，共 &N 页")


def _hidden(book: "Workbook", title: str) -> "Worksheet":
    sheet = book.add_worksheet(title)
    sheet.very_hidden()
    sheet.protect("")
    return sheet


def _rows(sheet: "Worksheet", rows: list[tuple[str, ...]]) -> None:
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            _done(sheet.write_string(number, place, text))


def _text(sheet: "Worksheet", row: int, column: int, text: str, look: "Format") -> None:
    _done(sheet.write_string(row, column, text, look) if text else sheet.write_blank(row, column, None, look))


def _done(code: Any) -> None:
    """Refuse to lose a cell in silence."""
    if code:
        raise ValueError(f"XlsxWriter left a cell out, code {code}")
