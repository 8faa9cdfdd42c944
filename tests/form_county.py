"""微县's forms: written, changed the way a person or another program would, read back."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook

from scripts.filing.entries import Filing
from scripts.forms.contents import Ground, form_of
from scripts.forms.reading import Based, read_form
from scripts.forms.units import unit_named
from scripts.forms.writing import written
from scripts.model.dataset import Dataset
from scripts.problems import DataError
from tests.counties import AS_OF, mini

BASE = "1f" * 20
NAME = "填报表.xlsx"
PARTS = {"总览": 3, "措施": 4, "事实": 5, "佐证": 6, "报告": 7}


def given(unit: str = "县双拥办", dataset: Dataset | None = None, base: str = BASE) -> bytes:
    """Return the workbook given to a unit."""
    found = dataset or mini()
    return written(form_of(Ground.of(found, "", base, AS_OF), unit_named(found, unit)))


def _based(commit: str, dataset: Dataset) -> Based:
    """Return the data at a commit: the county is the same at every one."""
    return Based(commit=commit or BASE, dataset=dataset, as_of=AS_OF)


def read(content: bytes, name: str = NAME, unit: str = "", dataset: Dataset | None = None) -> Filing:
    """Return what a file files, against 微县 or another county."""
    return read_form(name, content, lambda commit: _based(commit, dataset or mini()), unit)


def fields(
    content: bytes, name: str = NAME, unit: str = ""
) -> list[tuple[str, str, str | None, str | None, str]]:
    """Return the entries of a file, short: item, path, old, new, where."""
    return [
        (each.item, "/".join(each.path), each.old, each.new, each.where)
        for each in read(content, name, unit).entries
    ]


def refusals(content: bytes, name: str = NAME, unit: str = "", dataset: Dataset | None = None) -> list[str]:
    """Return what is said of a file that is not taken."""
    try:
        found = read(content, name, unit, dataset)
    except DataError as error:
        return [str(problem) for problem in error.problems]
    raise AssertionError(f"taken: {found.entries}")


def changed(content: bytes, change: Callable[[Workbook], Any]) -> bytes:
    """Return a workbook after ``change``, saved by another program than the one that wrote it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def typed(cells: Mapping[str, object], unit: str = "县双拥办") -> bytes:
    """Return a unit's workbook with values typed into cells named like ``措施!H4``."""

    def change(book: Workbook) -> None:
        for place, value in cells.items():
            title, _, cell = place.partition("!")
            book[title][cell].value = value

    return changed(given(unit), change)


def parts_changed(content: bytes, change: Callable[[dict[str, bytes]], Any]) -> bytes:
    """Return a workbook whose parts were changed below the level of any program."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()


def in_sheet(title: str, old: str, new: str, content: bytes | None = None) -> bytes:
    """Return a workbook in whose sheet's XML a pattern was replaced once."""

    def change(parts: dict[str, bytes]) -> None:
        name = f"xl/worksheets/sheet{list(PARTS).index(title) + 2}.xml"
        text, count = re.subn(old, new, parts[name].decode(), count=1)
        assert count == 1, f"{old} stands nowhere"
        parts[name] = text.encode()

    return parts_changed(content or given(), change)


def dumped(content: bytes) -> str:
    """Return all a workbook holds as text, a row a line: * before what may be typed into, then drop-downs."""
    lines = []
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        panes = f"冻结 {sheet.freeze_panes} 打印标题 {sheet.print_title_rows}"
        lines.append(f"== {sheet.title} {sheet.sheet_state} {panes}")
        lines += [f"{row[0].row}: {' | '.join(map(_cell, row))}".rstrip(" |") for row in sheet.iter_rows()]
        rules = sorted(sheet.data_validations.dataValidation, key=lambda each: str(each.sqref))
        for each in rules:
            takes = f"{each.type} {each.formula1} {each.formula2}"
            lines.append(f"~ {each.sqref} {takes}｜{each.promptTitle}：{each.prompt}")
    return "\n".join(lines) + "\n"


def _cell(cell: Any) -> str:
    mark = "" if cell.protection.locked else "*"
    return mark + ("" if cell.value is None else str(cell.value).replace(" 00:00:00", "").replace("\n", "⏎"))
