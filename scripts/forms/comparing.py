"""What was sent against what was given out: every difference is one field to change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from scripts.filing.entries import Entry, Path
from scripts.filing.flat import Flat
from scripts.forms.cells import Raw
from scripts.forms.grid import Grid, rows_of
from scripts.forms.register import FIELDS
from scripts.forms.sheets import Cell, Column, Form, Kind, Row
from scripts.model.words import ReportedState
from scripts.problems import suggestion

_NEW_FIELDS = {"evidence": FIELDS, "reports": ("on", "text")}
_GIVEN = frozenset({Kind.ITEM, Kind.PIECE, Kind.YEAR})
"""What a row for a missing piece says already; nothing is registered by it."""
Beside: TypeAlias = tuple[tuple[str, str], ...]
"""The fields of one row, each with its cell."""
Edit: TypeAlias = tuple[str | None, str | None]
_REMOVE = "删"
_EVIDENCE_LENGTH = 2
"""Parts of the path of a whole entry of a list."""


@dataclass(kw_only=True)
class Comparison:
    """The entries of one form, sheet by sheet; new ones are numbered item by item."""

    form: Form
    flats: Mapping[str, Flat]
    entries: list[Entry] = field(default_factory=list)
    _new: dict[tuple[str, str], int] = field(default_factory=dict)

    def compare(self, grid: Grid) -> None:
        """Note every field of one sheet that is not what it was."""
        items = tuple(dict.fromkeys([*self.form.pieces, *(row.item for row in grid.sheet.rows)]))
        for number, cells, row in rows_of(grid, items):
            before = len(self.entries)
            if row is None:
                self._begin(grid, number, cells)
            else:
                self._fields(grid, number, cells, row)
            if len(self.entries) > before and (grid.table.is_hidden or number in grid.table.hidden):
                del self.entries[before:]
                what = "这一页是隐藏的" if grid.table.is_hidden else "这一行是隐藏的或被筛选掉的"
                message = f"{what}，里面却有改动（应看得见）；请取消隐藏或清除筛选，核对后再交"
                grid.fault(grid.where(number), "X134", message)

    def first_states(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return the state of items that have no record yet and now begin one: what the form showed."""
        touched = {each.item for each in entries if not self.flats[each.item]}
        touched -= {each.item for each in entries if each.path == ("state",)}
        first = {each.item: each for each in reversed(entries)}
        return [
            replace(first[item], path=("state",), old=None, new=ReportedState.NOT_STARTED.value)
            for item in sorted(touched)
        ]

    def _entry(self, item: str, path: Path, edit: Edit, where: str, beside: Beside = ()) -> None:
        (old, new), campaign = edit, self.form.campaign
        self.entries.append(
            Entry(campaign=campaign, item=item, path=path, old=old, new=new, where=where, beside=beside)
        )

    def _fields(self, grid: Grid, number: int, cells: Mapping[int, Raw], row: Row) -> None:
        for place, (column, cell) in enumerate(zip(grid.sheet.columns, row.cells, strict=True)):
            if place not in grid.columns or column.kind in (Kind.KEY, Kind.TOLD, Kind.ITEM):
                continue
            if column.title == "删去":
                self._remove(grid, (number, place), cells, row, cell)
            elif cell.path:
                self._field(grid, (number, place), cells, row, (column, cell))
            else:
                _unchanged(grid, (number, place), cells, cell)

    def _field(
        self,
        grid: Grid,
        at: tuple[int, int],
        cells: Mapping[int, Raw],
        row: Row,
        asked: tuple[Column, Cell],
    ) -> None:
        column, cell = asked
        found = grid.value(at[0], cells, at[1], cell.kind or column.kind, ())
        if found.fault or found.text == cell.shown:
            return
        if any(grid.columns[at[1]] in each for each in grid.table.hidden_columns):
            message = "这一列是隐藏的，里面却有改动（应看得见）；请取消隐藏，核对后再交"
            grid.fault(grid.at(*at), "X134", message)
        paths = ((each.path, place) for place, each in enumerate(row.cells) if each.path)
        beside = tuple((path[-1], grid.at(at[0], place)) for path, place in paths)
        self._entry(row.item, cell.path, (cell.old, found.text or None), grid.at(*at), beside)

    def _remove(
        self, grid: Grid, at: tuple[int, int], cells: Mapping[int, Raw], row: Row, cell: Cell
    ) -> None:
        found = grid.value(at[0], cells, at[1], Kind.TEXT, ())
        if found.text == _REMOVE:
            gone = {path: text for path, text in self.flats[row.item].items() if path[:2] == cell.path}
            self.entries = [each for each in self.entries if not _is_of(each, row.item, cell.path)]
            for path, text in gone.items():
                self._entry(row.item, path, (text, None), grid.at(*at))
        elif found.text:
            grid.fault(
                grid.at(*at), "F215", f"“删去”不在可选词之内（应为 {_REMOVE}，实为“{found.text[:40]}”）"
            )

    def _begin(self, grid: Grid, number: int, cells: Mapping[int, Raw]) -> None:
        """Note the fields of a new entry of a list."""
        sheet, places = grid.sheet, grid.columns
        said = {
            at: grid.value(number, cells, at, each.kind, tuple(self.form.pieces))
            for at, each in enumerate(sheet.columns)
            if at in places and each.kind not in (Kind.KEY, Kind.TOLD)
        }
        texts = {at: value.text for at, value in said.items()}
        item = next((texts[at] for at in texts if sheet.columns[at].kind is Kind.ITEM), "")
        if any(value.fault for value in said.values()) or _only_waits(grid, texts):
            return
        if item not in self.form.pieces:
            grid.fault(grid.at(number, 0), "X135", _not_led(item, list(self.form.pieces)))
            return
        key = self._next(item, sheet.list_name)
        fields = [at for at, each in enumerate(sheet.columns) if each.kind not in (Kind.KEY, Kind.ITEM)]
        named = list(zip(_NEW_FIELDS[sheet.list_name], fields, strict=False))
        beside = tuple((name, grid.at(number, at)) for name, at in named)
        for name, at in named:
            if text := texts.get(at):
                self._entry(item, (sheet.list_name, key, name), (None, text), grid.at(number, at), beside)
            if name == "for" and text and text not in self.form.pieces[item]:
                allowed = " / ".join(self.form.pieces[item])
                message = (
                    f"标准没有要求“{text[:40]}”{suggestion(text, self.form.pieces[item])}（应为 {allowed}）"
                )
                grid.fault(grid.at(number, at), "K351", message)

    def _next(self, item: str, list_name: str) -> str:
        self._new[item, list_name] = self._new.get((item, list_name), 0) + 1
        return f"+{self._new[item, list_name]}"


def _is_of(entry: Entry, item: str, path: tuple[str, ...]) -> bool:
    return entry.item == item and entry.path[:_EVIDENCE_LENGTH] == path


def _unchanged(grid: Grid, at: tuple[int, int], cells: Mapping[int, Raw], cell: Cell) -> None:
    """A cell that is not the unit's holds what it held."""
    found = grid.value(at[0], cells, at[1], Kind.TEXT, ())
    if not found.fault and found.text != cell.shown.strip():
        message = f"这一格不由本单位填写（应为“{cell.shown[:40]}”，实为“{found.text[:40]}”）；请改回去"
        grid.fault(grid.at(*at), "X133", message)


def _only_waits(grid: Grid, texts: Mapping[int, str]) -> bool:
    """Whether a row says no more than the form itself said when it was given out."""
    kinds = {at: grid.sheet.columns[at].kind for at in texts}
    if any(text and kinds[at] not in _GIVEN for at, text in texts.items()):
        return False
    given = [texts[at] for at in texts if kinds[at] in _GIVEN]
    waiting: Sequence[list[str]] = [
        [row.cells[at].shown for at in texts if kinds[at] in _GIVEN] for row in grid.sheet.rows if not row.key
    ]
    return not any(given) or given in waiting


def _not_led(item: str, known: Sequence[str]) -> str:
    if not item:
        return f"没有选小项（应为 {' / '.join(known)} 之一）"
    return f"“{item[:20]}”不是本单位牵头的小项{suggestion(item, known)}（应为 {' / '.join(known)} 之一）"
