"""What each cell takes: drop-downs, limits, and the hint that shows beside it."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from scripts.forms.sheets import CHOICES, HEAD, LOCKED, Column, Form, Kind, Row, Sheet, is_open
from scripts.model.fields import LONG_TEXT_LIMIT, TEXT_LIMIT

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_FIRST, _LAST = date(2000, 1, 1), date(2100, 12, 31)
_HINTS = {
    Kind.DAY: "日期，如 2026-07-18",
    Kind.NUMBER: "只写数字",
    Kind.YEAR: "选年度",
    Kind.WORD: "点右边的箭头选",
    Kind.ITEM: "点右边的箭头选小项编号",
    Kind.PIECE: "先选小项，再点箭头选标准要求的哪一件",
}
_LONG = frozenset({"申请说明", "情况"})


class Choices:
    """The lists of a form's items and of the pieces each asks for, and the rules that read them."""

    def __init__(self, form: Form) -> None:
        """Lay out the lists: items in A, item and piece of every pair in B and C."""
        self._years = list(form.years)
        self._items = list(form.pieces)
        self._pairs = [(item, piece) for item, pieces in form.pieces.items() for piece in pieces]

    def write(self, sheet: "Worksheet") -> None:
        """Put the lists into their hidden sheet."""
        for row, item in enumerate(self._items):
            sheet.write_string(row, 0, item)
        for row, (item, piece) in enumerate(self._pairs):
            sheet.write_string(row, 1, item)
            sheet.write_string(row, 2, piece)

    def rule(self, sheet: "Worksheet", purpose: Sheet, rows: Sequence[Row]) -> None:
        """Tell Excel what each column takes, cells of one kind together."""
        for place, column in enumerate(purpose.columns):
            if column.kind in LOCKED:
                continue
            cells = [(row, row.cells[place]) for row in rows]
            kinds = [
                (cell.kind or column.kind, cell.words or column.words) if is_open(row, column, cell) else None
                for row, cell in cells
            ]
            start = HEAD + 1
            for kind, group in groupby(kinds):
                end = start + len(list(group)) - 1
                if kind:
                    rule = {**self._takes(*kind, column, start + 1), **_shown(column, *kind)}
                    if code := sheet.data_validation(start, place, end, place, rule):
                        raise ValueError(f"XlsxWriter left a rule out, code {code}")
                start = end + 1

    def _takes(self, kind: Kind, words: tuple[str, ...], column: Column, row: int) -> Mapping[str, Any]:
        most = LONG_TEXT_LIMIT if column.title in _LONG else TEXT_LIMIT
        found: dict[Kind, Mapping[str, Any]] = {
            Kind.DAY: {"validate": "date", "criteria": "between", "minimum": _FIRST, "maximum": _LAST},
            Kind.NUMBER: {"validate": "decimal", "criteria": ">=", "value": 0},
            Kind.YEAR: {"validate": "list", "source": self._years},
            Kind.WORD: {"validate": "list", "source": list(words)},
            Kind.ITEM: {"validate": "list", "source": f"='{CHOICES}'!$A$1:$A${max(len(self._items), 1)}"},
            Kind.PIECE: {"validate": "list", "source": self._pieces_of(row)},
        }
        return found.get(kind) or {"validate": "length", "criteria": "<=", "value": most}

    def _pieces_of(self, row: int) -> str:
        """Return the formula of the pieces asked of the item in column A; items are compared as text."""
        last = max(len(self._pairs), 1)
        items = f"'{CHOICES}'!$B$1:$B${last}"
        count = f"SUMPRODUCT(--({items}=$A{row}))"
        return f"=OFFSET('{CHOICES}'!$C$1,MATCH($A{row},{items},0)-1,0,{count},1)"


def _shown(column: Column, kind: Kind, words: tuple[str, ...]) -> Mapping[str, Any]:
    """Return the hint beside a cell, and what is said when something else is typed."""
    hint = column.hint or _HINTS.get(kind, "")
    takes = f"应为：{' / '.join(words)}" if words else _HINTS.get(kind, hint)
    return {
        "input_title": column.title,
        "input_message": (f"{hint}。{takes}" if words else hint)[:250],
        "error_title": f"{column.title}填得不对",
        "error_message": (takes or hint)[:220],
        "ignore_blank": True,
    }
