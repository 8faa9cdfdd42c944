"""A unit's form as plain values: sheets, columns, rows, cells; how it looks is for the writer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scripts.filing.entries import Path

VERSION = "1"
"""Raised when sheets, columns or keys change: a form of another version is not read."""
GUIDE, CHOICES = "说明", "选项"
"""The sheets that are only read by people, and by the drop-downs."""
HEAD = 2
"""The row of the headings, counted from 0: above it the line that says whose sheet it is, and the hints."""
SEPARATOR = "　"
"""Between the words of the line on top of each sheet, which says whose it is and on what it stands."""


class Kind(StrEnum):
    """How a column is filled in and read."""

    KEY = "key"
    """names the row; locked, compared"""
    SHOWN = "shown"
    """a value of the data; locked, compared"""
    TOLD = "told"
    """worked out for the day; locked, never read"""
    TEXT = "text"
    PLAIN = "plain"
    """a text of plain letters and digits: box, page"""
    DAY = "day"
    NUMBER = "number"
    YEAR = "year"
    WORD = "word"
    """one of a list of words"""
    ITEM = "item"
    """the number of one of the unit's items"""
    PIECE = "piece"
    """a piece of evidence asked of the row's item"""
    VALUE = "value"
    """a fact: 是 / 否 or a number, as the row says"""


LOCKED = frozenset({Kind.KEY, Kind.SHOWN, Kind.TOLD})


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its heading, how to fill it in, its width in digits, the words it takes."""

    title: str
    kind: Kind
    hint: str = ""
    width: int = 12
    words: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell. ``path`` is the field it fills in, () when the unit may not; ``old`` is what it was.

    ``shown`` is what stands there when the form is written, ``words`` what the cell takes where
    that differs from cell to cell.
    """

    shown: str = ""
    path: Path = ()
    old: str | None = None
    words: tuple[str, ...] = ()
    kind: Kind | None = None


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a sheet; ``item`` and ``key`` name it wherever it stands. A row to fill in has no key."""

    item: str
    key: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One purpose. ``blank`` rows for something new stand below; ``list_name`` is where new ones go."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    about: str
    blank: int = 0
    list_name: str = ""

    @property
    def keys(self) -> tuple[int, ...]:
        """The places of the columns that name a row."""
        return tuple(at for at, each in enumerate(self.columns) if each.kind in (Kind.KEY, Kind.ITEM))

    def cells(self) -> Iterator[tuple[Row, Column, Cell]]:
        """Yield every cell with its row and column."""
        for row in self.rows:
            for column, cell in zip(self.columns, row.cells, strict=True):
                yield row, column, cell


@dataclass(frozen=True, kw_only=True)
class Form:
    """Everything one unit may fill in, as the data stood at ``base`` on the day ``as_of``.

    ``pieces`` are the pieces of evidence asked of each item the unit leads; ``guide`` is what the
    first sheet says.
    """

    campaign: str
    title: str
    unit: str
    unit_id: str
    base: str
    as_of: date
    sheets: tuple[Sheet, ...]
    years: tuple[str, ...]
    pieces: dict[str, tuple[str, ...]]
    guide: tuple[str, ...]

    def heading(self, title: str) -> str:
        """Return the line on top of a sheet; it stays with the sheet when that is saved as CSV."""
        return SEPARATOR.join(
            (f"填报表{VERSION}", self.unit, title, str(self.as_of), f"底本 {self.base}", self.campaign)
        )


def is_open(row: Row, column: Column, cell: Cell) -> bool:
    """Whether the unit may fill in a cell: a field of its own, or an empty one of a new row."""
    return bool(cell.path) or (not row.key and not cell.shown and column.kind not in LOCKED)
