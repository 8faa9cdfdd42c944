"""A file a department sends → its filing: the fields that are not what they were."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from scripts.filing.entries import Filing
from scripts.forms.cells import Table
from scripts.forms.comparing import Comparison
from scripts.forms.contents import Ground, form_of
from scripts.forms.grid import Grid, grid_of, head_of, heading_of
from scripts.forms.opening import Opened, opened, refused
from scripts.forms.origin import SHEET as ORIGIN
from scripts.forms.origin import Origin, fields_of
from scripts.forms.sheets import CHOICES, GUIDE, SEPARATOR, VERSION, Form
from scripts.forms.units import unit_named
from scripts.forms.validating import faults_of, sound
from scripts.model.dataset import Dataset
from scripts.problems import DataError, Problem

_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_HEADING = 6
"""Words of the line on top of a sheet."""


@dataclass(frozen=True, kw_only=True)
class Based:
    """The data as a commit holds them; ``as_of`` is the day to take where a file names none."""

    commit: str
    dataset: Dataset
    as_of: date


@dataclass(frozen=True, kw_only=True)
class Read:
    """What a file files, and what is wrong with it; what is at fault is not in the filing."""

    filing: Filing
    problems: tuple[Problem, ...]


def read_form(name: str, content: bytes, based: Callable[[str], Based], unit: str = "") -> Filing:
    """Return what the file ``name`` files; DataError lists all that keeps it from being taken."""
    found = form_read(name, content, based, unit)
    if found.problems:
        raise DataError(found.problems)
    return found.filing


def form_read(name: str, content: bytes, based: Callable[[str], Based], unit: str = "") -> Read:
    """Return what can be read of the file ``name``; DataError when it is no form of ours.

    ``based`` gives the data at a commit ('' = the present one). ``unit`` is who is said to send it:
    it must be the form's own, and is needed only for a CSV that does not say whose it is.
    """
    file = opened(name, content)
    origin = file.origin or _said(file, unit)
    if not _COMMIT.fullmatch(origin.base) and origin.base:
        raise refused(name, "X119", f"底本不是提交编号（应为 40 位，实为“{origin.base[:50]}”）")
    at = based(origin.base)
    as_of = at.as_of if origin.as_of == date.min else origin.as_of
    ground = Ground.of(at.dataset, origin.campaign, at.commit, as_of)
    form = _form(file, origin, ground)
    if unit and unit_named(at.dataset, unit).name != form.unit:
        raise refused(name, "X105", f"是“{form.unit}”的填报表（应为“{unit}”的）")
    return _compared(file, form, ground)


def _form(file: Opened, origin: Origin, ground: Ground) -> Form:
    """Return the form as it was given out; what a workbook says of it must be the same."""
    form = form_of(ground, unit_named(ground.dataset, origin.unit))
    if file.origin and (file.origin.fields != fields_of(form) or origin.unit_id != form.unit_id):
        message = (
            f"里面的底本与提交 {origin.base[:10]} 的数据不符（应原样交回）；请重新写出一份，把改动填进去"
        )
        raise refused(file.name, "X114", message)
    return form


def _compared(file: Opened, form: Form, ground: Ground) -> Read:
    grids = _grids(file, form)
    comparison = Comparison(form=form, flats=ground.flats)
    for grid in grids:
        if not grid.problems:
            comparison.compare(grid)
    rules = {each.item.item_id: each.rule for each in ground.standings}
    found = [problem for grid in grids for problem in grid.problems]
    entries = comparison.entries
    faults = list(faults_of([*comparison.first_states(entries), *entries], ground.flats, rules))
    whole = sound(entries, faults, {each.path for each in found})
    filing = Filing(
        unit=form.unit,
        base=form.base,
        source=file.name,
        entries=(*comparison.first_states(whole), *whole),
        notes=tuple(dict.fromkeys([*_unread(file, form), *(note for grid in grids for note in grid.notes)])),
    )
    return Read(filing=filing, problems=(*found, *(each.problem for each in faults)))


def _unread(file: Opened, form: Form) -> list[str]:
    """Return what a person may have written where nothing is read."""
    known = {sheet.title for sheet in form.sheets} | {GUIDE, CHOICES, ORIGIN, ""}
    own = [table.title for table in file.tables if table.title not in known and table.cells]
    notes = [f"{file.name}：自建的页没有读取：{'、'.join(own)[:60]}"] if own else []
    return [*notes, f"{file.name}：批注没有读取，有情况请写进“报告”"] if file.has_comments else notes


def _grids(file: Opened, form: Form) -> list[Grid]:
    """Lay what was sent over the form, sheet by sheet."""
    if file.origin is None:
        return [_csv_grid(file, form)]
    tables = {table.title: table for table in file.tables}
    for sheet in form.sheets:
        if sheet.title not in tables:
            raise refused(file.name, "X117", f"缺少〔{sheet.title}〕页（应原样保留各页，不改名）")
    return [
        grid_of(file.name, sheet, tables[sheet.title], form.heading(sheet.title), is_workbook=True)
        for sheet in form.sheets
    ]


def _csv_grid(file: Opened, form: Form) -> Grid:
    """Lay a CSV over the sheet whose headings it has."""
    table = file.tables[0]
    fits = {sheet.title: _fit(form, sheet.title, table) for sheet in form.sheets}
    title = max(fits, key=lambda each: fits[each], default="")
    if not title or not fits[title]:
        names = "、".join(fits) or "（没有）"
        raise refused(file.name, "X116", f"看不出是哪一页（表头应与填报表的某一页相同：{names}）")
    sheet = next(each for each in form.sheets if each.title == title)
    return grid_of(file.name, sheet, table, form.heading(title), is_workbook=False)


def _fit(form: Form, title: str, table: Table) -> int:
    sheet = next(each for each in form.sheets if each.title == title)
    head = head_of(sheet, table)
    titles = {raw.text.strip() for raw in table.rows().get(head, {}).values()}
    return len({each.title for each in sheet.columns} & titles) if head else 0


def _said(file: Opened, unit: str) -> Origin:
    """Return what a CSV says of itself: the line on top, or columns 单位 and 底本."""
    table = file.tables[0]
    words = heading_of(table).split(SEPARATOR)
    if len(words) == _HEADING:
        return _from_heading(file.name, words)
    bases, units = _column(table, "底本"), _column(table, "单位")
    if len(bases) > 1 or len(units) > 1:
        raise refused(file.name, "X115", "一个文件里有几个单位或几个底本（应只有一个）；请分开交")
    named = unit or next(iter(units), "")
    if not named:
        raise refused(file.name, "X105", "看不出是哪个单位的（应保留最上面一行，或用 --unit 写明）")
    base = next(iter(bases), "")
    return Origin(version=VERSION, campaign="", unit=named, unit_id="", base=base, as_of=date.min)


def _from_heading(name: str, words: Sequence[str]) -> Origin:
    version, unit, _, day, base, campaign = words
    try:
        as_of = date.fromisoformat(day)
    except ValueError:
        raise refused(name, "X115", f"最上面一行被改过（日期应如 2026-07-20，实为“{day[:20]}”）") from None
    if version != f"填报表{VERSION}":
        raise refused(
            name, "X113", f"是旧的表式（应为第 {VERSION} 版，实为“{version[:10]}”）；请重新写出一份"
        )
    return Origin(
        version=VERSION,
        campaign=campaign,
        unit=unit,
        unit_id="",
        base=base.removeprefix("底本").strip(),
        as_of=as_of,
    )


def _column(table: Table, title: str) -> set[str]:
    """Return the values below a heading of its own."""
    place = next((at for at, raw in sorted(table.cells.items()) if raw.text.strip() == title), None)
    if place is None:
        return set()
    return {
        raw.text.strip()
        for (row, column), raw in table.cells.items()
        if column == place[1] and row > place[0] and raw.text.strip()
    }
