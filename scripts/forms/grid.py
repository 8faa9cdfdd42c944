"""A raw table laid over a sheet of the form: which column is which, which row is which."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from scripts.forms.cells import Raw, Table, letters
from scripts.forms.sheets import LOCKED, Kind, Row, Sheet
from scripts.forms.values import Value, value_of
from scripts.problems import Problem, suggestion

_HEAD_WITHIN = 20
"""Rows in which the headings are looked for."""
_MOST_ROWS = 20_000
_FEW = 5
OWN = ("单位", "底本")
"""Columns of a CSV that one makes oneself: whose it is, and the commit it stands on."""


@dataclass(kw_only=True)
class Grid:
    """One sheet as it was sent. ``columns`` maps a place in the form to a column of the table."""

    name: str
    sheet: Sheet
    table: Table
    columns: Mapping[int, int]
    head: int
    is_whole: bool
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def where(self, row: int, column: int = 1) -> str:
        """Return the name of a cell as people find it."""
        return f"{self.name}〔{self.sheet.title}〕{letters(column)}{row}"

    def fault(self, where: str, code: str, message: str) -> None:
        """Note what is wrong at a place."""
        self.problems.append(Problem(path=where, line=0, code=code, message=message))

    def at(self, number: int, place: int) -> str:
        """Return the name of the cell in a row that stands for a column of the form."""
        return self.where(number, self.columns.get(place, 1))

    def value(
        self, number: int, cells: Mapping[int, Raw], place: int, kind: Kind, items: tuple[str, ...]
    ) -> Value:
        """Return what a cell says; a fault or a note is kept with its place."""
        found = value_of(cells.get(self.columns.get(place, 0)), kind, self.table.epoch, items)
        if found.fault:
            self.fault(self.at(number, place), *found.fault)
        if found.note:
            self.notes.append(f"{self.at(number, place)}：{found.note}")
        return found


def grid_of(name: str, sheet: Sheet, table: Table, heading: str, *, is_workbook: bool) -> Grid:
    """Lay a table over a sheet; the grid's problems say what keeps it from being read."""
    head = head_of(sheet, table)
    said = heading_of(table)
    rows = table.rows()
    titles = {raw.text.strip(): column for column, raw in rows.get(head, {}).items()}
    columns = {at: titles[each.title] for at, each in enumerate(sheet.columns) if each.title in titles}
    is_whole = is_workbook or bool(said)
    grid = Grid(name=name, sheet=sheet, table=table, columns=columns, head=head, is_whole=is_whole)
    if said and said != heading:
        grid.fault(
            grid.where(1),
            "X115",
            f"这一页不是这份表的（应为“{heading}”，实为“{said[:120]}”）；请用原来的表填",
        )
    for code, message in chain(_headless(grid), _merged(grid), _too_long(grid)):
        grid.fault(grid.where(head or 1), code, message)
    grid.notes += _beside(grid)
    return grid


def _beside(grid: Grid) -> Iterator[str]:
    """Yield what stands in columns of one's own, by heading or by cell: it is not filed."""
    used = {*grid.columns.values(), *_own_columns(grid)}
    beside = {at: raw.text for at, raw in sorted(grid.table.cells.items()) if at[1] not in used}
    titles = [text for (row, _), text in beside.items() if row == grid.head]
    cells = [f"{letters(column)}{row}" for row, column in beside if row > grid.head]
    if titles or cells:
        shown = "、".join(titles or cells[:_FEW])[:60]
        yield f"{grid.name}〔{grid.sheet.title}〕：表外自加的内容没有读取：{shown}"


def _own_columns(grid: Grid) -> set[int]:
    """Return the columns by which a CSV says whose it is."""
    cells = grid.table.rows().get(grid.head, {})
    return {column for column, raw in cells.items() if raw.text.strip() in OWN}


def heading_of(table: Table) -> str:
    """Return the line on top that says whose sheet it is, or ''."""
    first = (raw.text.strip() for (row, _), raw in sorted(table.cells.items()) if row <= _HEAD_WITHIN)
    return next((text for text in first if text.startswith("填报表") and "底本" in text), "")


def head_of(sheet: Sheet, table: Table) -> int:
    """Return the row that holds most headings, 0 when none holds two."""
    titles = {each.title for each in sheet.columns}
    counts = [
        (len(titles & {raw.text.strip() for raw in cells.values()}), -number)
        for number, cells in table.rows().items()
        if number <= _HEAD_WITHIN
    ]
    best = max(counts, default=(0, 0))
    return -best[1] if best[0] > 1 else 0


def _headless(grid: Grid) -> Iterator[tuple[str, str]]:
    """Yield headings that are missing, or stand twice."""
    needed = [
        each.title
        for at, each in enumerate(grid.sheet.columns)
        if at not in grid.columns and (grid.is_whole or each.kind in (Kind.KEY, Kind.ITEM))
    ]
    texts = Counter(raw.text.strip() for raw in grid.table.rows().get(grid.head, {}).values())
    for title in needed:
        yield "X116", f"缺少列“{title}”{suggestion(title, texts)}（表头应原样保留）"
    for column in grid.sheet.columns:
        if texts[column.title] > 1:
            yield "X116", f"列“{column.title}”重复（表头应原样保留）"


def _merged(grid: Grid) -> Iterator[tuple[str, str]]:
    for ref in grid.table.merged[:_FEW]:
        yield "X117", f"有合并的单元格 {ref[:20]}（应一格填一个值）；请取消合并后重填"


def _too_long(grid: Grid) -> Iterator[tuple[str, str]]:
    last = max((row for row, _ in grid.table.cells), default=0)
    if last > _MOST_ROWS:
        yield "X118", f"表太长（应不超过 {_MOST_ROWS} 行，实为 {last} 行）；请删去多余的行"


def rows_of(grid: Grid, items: tuple[str, ...]) -> Iterator[tuple[int, dict[int, Raw], Row | None]]:
    """Yield each filled row below the headings with the form's row it is, None when it is new."""
    known = {tuple(row.cells[at].shown for at in grid.sheet.keys): row for row in grid.sheet.rows if row.key}
    seen: dict[tuple[str, ...], int] = {}
    for number, cells in grid.table.rows().items():
        if number <= grid.head or not any(cells.get(column) for column in grid.columns.values()):
            continue
        told = len(grid.problems)
        key = tuple(_key(grid, number, cells, at, items) for at in grid.sheet.keys)
        row = known.get(key)
        if len(grid.problems) > told:
            continue
        if row is None and not _is_new(grid, key):
            if _says_something(grid, cells) or any(key):
                grid.fault(grid.where(number), "X130", _no_such(key, known))
            continue
        if row is not None and key in seen:
            grid.fault(grid.where(number), "X131", f"与第 {seen[key]} 行重复（应一行一条）；请只留一行")
            continue
        seen[key] = number
        yield number, cells, row
    missing = [key for key in known if key not in seen]
    if grid.is_whole and missing:
        named = "；".join(" ".join(filter(None, key)) for key in missing[:_FEW])
        remedy = "不改的行也留着，登记错的佐证在“删去”列选“删”"
        message = f"少了 {len(missing)} 行（应原样保留，没有找到：{named}）；{remedy}"
        grid.fault(grid.where(grid.head or 1), "X132", message)


def _key(grid: Grid, number: int, cells: Mapping[int, Raw], place: int, items: tuple[str, ...]) -> str:
    kind = Kind.ITEM if grid.sheet.columns[place].title == "小项" else Kind.TEXT
    return grid.value(number, cells, place, kind, items).text


def _is_new(grid: Grid, key: tuple[str, ...]) -> bool:
    """Whether a row may be something new: the sheet takes such rows, and this one has no number yet."""
    named = [
        text for at, text in zip(grid.sheet.keys, key, strict=True) if grid.sheet.columns[at].kind is Kind.KEY
    ]
    return bool(grid.sheet.list_name) and not any(named)


def _says_something(grid: Grid, cells: Mapping[int, Raw]) -> bool:
    fields = [at for at, each in enumerate(grid.sheet.columns) if each.kind not in LOCKED]
    return any(cells.get(grid.columns.get(at, 0)) for at in fields)


def _no_such(key: tuple[str, ...], known: Mapping[tuple[str, ...], Row]) -> str:
    shown, names = " ".join(filter(None, key)), [" ".join(filter(None, each)) for each in known]
    if not shown:
        return "这一行没有小项编号（应为发出时的行；不能加行，不能改编号）"
    near = suggestion(shown, names) if all(key) else ""
    return f"表里没有“{shown[:60]}”这一行{near}（应为发出时的行；不能加行，不能改编号）"
