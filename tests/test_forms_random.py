"""Random fillings of random cells come back as exactly those fields, whatever the mix."""

import io
from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from scripts.forms.cells import letters
from scripts.forms.contents import Ground, form_of
from scripts.forms.sheets import Cell, Column, Form, Kind
from scripts.forms.units import unit_named
from tests.counties import AS_OF, mini
from tests.form_county import BASE, changed, given, read

_OPTIONAL = frozenset({"number", "box", "page", "done"})
_SPARED = ("request", "完成")
"""Fields that are right only together with others."""


def form(unit: str) -> Form:
    """Return 微县's form for a unit."""
    return form_of(Ground.of(mini(), "", BASE, AS_OF), unit_named(mini(), unit))


def another(chance: Random, column: Column, cell: Cell, pieces: tuple[str, ...]) -> str | None:
    """Return a value the cell takes that it does not hold; None empties it."""
    if cell.old and cell.path[2:3] and cell.path[2] in _OPTIONAL and chance.random() < 0.2:
        return None
    kind = cell.kind or column.kind
    texts = {
        Kind.DAY: (AS_OF - timedelta(days=chance.randrange(1, 200))).isoformat(),
        Kind.NUMBER: str(chance.randrange(5, 9000) / 4).removesuffix(".0"),
        Kind.YEAR: str(chance.choice((2024, 2025, 2026))),
        Kind.WORD: chance.choice(cell.words or column.words or ("",)),
        Kind.PIECE: chance.choice(pieces or ("",)),
        Kind.TEXT: chance.choice("=+-@甲乙") + f"{chance.random()}，\n“x”: #{{}}（全角）",
        Kind.PLAIN: {
            "盒号": f"1-{chance.randrange(10, 99)}",
            "页码": f"{chance.randrange(1, 99)}-99",
        }.get(column.title, ""),
    }
    return texts[kind]


def as_typed(chance: Random, kind: Kind, text: str | None) -> object:
    """Return what a person may type for a value: dates and numbers as such or as text."""
    if text is None or chance.random() < 0.5:
        return text
    if kind is Kind.DAY:
        return date.fromisoformat(text)
    return float(text) if kind in (Kind.NUMBER, Kind.YEAR) else text


@pytest.mark.parametrize("seed", range(40))
def test_random_cells_are_exactly_those_fields(seed: int) -> None:
    """Up to twelve cells anywhere: each is one entry, with its place, and there are no others."""
    chance = Random(seed)  # noqa: S311 - repeatable on purpose
    unit = chance.choice(("县双拥办", "县财政局", "县人武部", "东镇"))
    made = form(unit)
    places = {
        f"{sheet.title}!{letters(column)}{row}": (line, sheet.columns[column - 1], cell)
        for sheet in made.sheets
        for row, line in enumerate(sheet.rows, start=4)
        for column, cell in enumerate(line.cells, start=1)
        if cell.path and (cell.old is not None or cell.path[-1] == "done") and not {*cell.path} & {*_SPARED}
        and sheet.columns[column - 1].title != "删去"
    }  # fmt: skip
    wanted = {}
    book: dict[str, object] = {}
    for place in chance.sample(sorted(places), min(len(places), chance.randrange(1, 13))):
        line, column, cell = places[place]
        text = another(chance, column, cell, made.pieces.get(line.item, ()))
        if text != cell.old:
            wanted[place] = (line.item, cell.path, cell.old, text)
            book[place] = as_typed(chance, cell.kind or column.kind, text)
    content = changed(given(unit), lambda target: _type(target, book))
    found = {
        each.where.removeprefix("填报表.xlsx〔").replace("〕", "!"): (
            each.item,
            each.path,
            each.old,
            each.new,
        )
        for each in read(content).entries
    }
    assert found == wanted


def _type(book: Workbook, values: Mapping[str, object]) -> None:
    """Type values into their cells; a text stays a text, also one that begins with =."""
    for place, value in values.items():
        title, _, at = place.partition("!")
        cell = book[title][at]
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"


def test_the_stored_text_of_a_formula_like_value_is_a_string() -> None:
    """The helper above types texts as texts: what begins with = is no formula in the file."""
    content = changed(given(), lambda book: _type(book, {"佐证!E6": "=1"}))
    assert openpyxl.load_workbook(io.BytesIO(content))["佐证"]["E6"].data_type == "s"
