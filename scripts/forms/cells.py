"""A workbook's bytes → its cells as they are stored, nothing converted; pure.

Read with the same distrust as documents for publication: bounded before it is
unpacked, no DTD, nothing from outside, no formula believed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from posixpath import basename, join, normpath

from scripts.forms.looks import Looks, looks_of
from scripts.guard.files import Unfit
from scripts.guard.office import read_parts
from scripts.guard.office_rules import BROKEN
from scripts.guard.office_words import shared_strings
from scripts.guard.xml import read_xml

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_YES = ("1", "true")
_BOOK = "xl/workbook.xml"
_MACROS = ("vbaProject.bin", "xl/macrosheets/")
_OUTSIDE = ("xl/externalLinks/", "xl/connections.xml", "xl/queryTables/")
EPOCHS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}


@dataclass(frozen=True, kw_only=True)
class Raw:
    """One filled cell: ``kind`` n number, t text, b boolean, e error; ``look`` date, percent or ''."""

    text: str
    kind: str = "t"
    look: str = ""
    is_formula: bool = False


@dataclass(kw_only=True)
class Table:
    """One sheet as stored: cells by row and column, counted from 1; what is hidden or merged."""

    title: str
    cells: dict[tuple[int, int], Raw] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    hidden_columns: list[range] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    is_hidden: bool = False
    epoch: date = EPOCHS[False]

    def rows(self) -> dict[int, dict[int, Raw]]:
        """Return the filled cells row by row, in order."""
        found: dict[int, dict[int, Raw]] = {}
        for (row, column), raw in sorted(self.cells.items()):
            found.setdefault(row, {})[column] = raw
        return found


def letters(column: int) -> str:
    """Return a column's name: 1 → A, 28 → AB."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def _column(name: str) -> int:
    number = 0
    for char in name:
        number = number * 26 + ord(char) - 64
    return number


@dataclass(frozen=True, kw_only=True)
class Book:
    """A workbook as stored: its sheets in their order, and whether people wrote comments beside cells."""

    tables: list[Table]
    has_comments: bool


def book_of(content: bytes) -> Book:
    """Return what a workbook holds; Unfit says why it is not read."""
    parts = read_parts(content)
    if any(mark in name for name in parts for mark in _MACROS):
        raise Unfit(["含有宏（应另存为不含宏的 xlsx）"])
    if any(name.startswith(_OUTSIDE) for name in parts):
        raise Unfit(["连着别的文件（应在 数据→编辑链接 里断开后另存）"])
    if _BOOK not in parts:
        raise Unfit(["文件不是 Excel 工作簿（应为 xlsx；请在 Excel 或 WPS 里打开后另存为 xlsx）"])
    sheets, epoch = _sheets(parts)
    links = _links(parts)
    shared, looks = _shared(parts), looks_of(parts.get(links.get("styles", ""), b""))
    tables = []
    for title, link, state in sheets:
        part = parts.get(links.get(link, ""))
        if part is None:
            raise Unfit([f"工作表“{title[:40]}”读不出来（请在 Excel 或 WPS 里打开后另存）"])
        reader = _SheetReader(Table(title=title, is_hidden=state != "visible", epoch=epoch), shared, looks)
        read_xml(part, reader.begin, reader.end, reader.words)
        tables.append(reader.table)
    return Book(tables=tables, has_comments=any("omments" in name for name in parts))


def _sheets(parts: Mapping[str, bytes]) -> tuple[list[tuple[str, str, str]], date]:
    """Return name, link and state of each sheet, and the day from which days are counted."""
    found: list[tuple[str, str, str]] = []
    old: list[bool] = []

    def begin(_: str, local: str, attributes: Mapping[str, str]) -> None:
        if local == "sheet":
            found.append(
                (attributes.get("name", ""), attributes.get("id", ""), attributes.get("state", "visible"))
            )
        elif local == "workbookPr":
            old.append(attributes.get("date1904", "0") in _YES)

    read_xml(parts[_BOOK], begin)
    return found, EPOCHS[any(old)]


def _links(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the part each link of the workbook leads to; ``styles`` and ``shared`` by their kind."""
    found: dict[str, str] = {}

    def begin(_: str, local: str, attributes: Mapping[str, str]) -> None:
        if local == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            part = normpath(target.lstrip("/") if target.startswith("/") else join("xl", target))
            found[attributes.get("Id", "")] = part
            kind = {"styles": "styles", "sharedStrings": "shared"}.get(basename(attributes.get("Type", "")))
            found.update({kind: part} if kind else {})

    read_xml(parts.get("xl/_rels/workbook.xml.rels", b"<none/>"), begin)
    return found


def _shared(parts: Mapping[str, bytes]) -> list[str]:
    name = _links(parts).get("shared", "xl/sharedStrings.xml")
    return [plain(text) for text in shared_strings(parts, name)]


def plain(text: str) -> str:
    """Return a stored text as it was typed: characters written as ``_x000D_`` are themselves again."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


class _SheetReader:
    """Gathers the cells of one sheet while its XML is read."""

    def __init__(self, table: Table, shared: list[str], looks: Looks) -> None:
        """Begin with an empty sheet."""
        self.table = table
        self._shared, self._looks = shared, looks
        self._row = self._at = 0
        self._cell: Mapping[str, str] = {}
        self._inside: list[str] = []
        self._text = ""
        self._is_formula = False

    def begin(self, _: str, local: str, attributes: Mapping[str, str]) -> None:
        """Note where a row or a cell begins, a merged range, a formula."""
        self._inside.append(local)
        if local == "row":
            self._row = int(attributes.get("r") or self._row + 1)
            self._at = 0
            if attributes.get("hidden", "0") in _YES or attributes.get("ht") == "0":
                self.table.hidden.add(self._row)
        elif local == "c":
            self._cell, self._text, self._is_formula = attributes, "", False
            place = _PLACE.fullmatch(attributes.get("r", ""))
            self._at = _column(place[1]) if place else self._at + 1
            if (place and int(place[2]) != self._row) or (self._row, self._at) in self.table.cells:
                raise Unfit([BROKEN])  # a cell that stands in two places, or two in one
        elif local == "f":
            self._is_formula = True
        elif local == "col" and attributes.get("hidden", "0") in _YES:
            self.table.hidden_columns.append(
                range(int(attributes.get("min", "0")), int(attributes.get("max", "0")) + 1)
            )
        elif local == "mergeCell":
            self.table.merged.append(attributes.get("ref", ""))

    def words(self, text: str) -> None:
        """Note a value, or a piece of a text written in place."""
        if self._inside[-1] == "v" or (self._inside[-1] == "t" and "rPh" not in self._inside):
            self._text += text

    def end(self, local: str) -> None:
        """Keep a cell that holds something."""
        self._inside.pop()
        if local == "c" and (self._text or self._is_formula):
            self.table.cells[self._row, self._at] = self._raw(self._cell.get("t", "n"))

    def _raw(self, stored: str) -> Raw:
        look = self._looks.get(self._cell.get("s", "0"), "")
        text = self._text
        if stored == "s":
            if not (text.isdecimal() and int(text) < len(self._shared)):
                raise Unfit([BROKEN])  # an empty text would mean that somebody emptied the cell
            text = self._shared[int(text)]
        elif stored in ("inlineStr", "str"):
            text = plain(text)
        kind = {"n": "n", "b": "b", "e": "e", "d": "d"}.get(stored, "t")
        return Raw(text=text, kind=kind, look=look, is_formula=self._is_formula)
