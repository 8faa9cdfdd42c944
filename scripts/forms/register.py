"""The evidence register as rows: first what is still missing, then what is registered."""

from collections.abc import Iterator, Mapping

from scripts.filing.flat import Flat
from scripts.forms.sheets import Cell, Row
from scripts.score.standing import Standing

FIELDS = ("for", "year", "title", "number", "level", "box", "page", "file")
"""The fields of an entry, in the order of the sheet's columns from 佐证名称 on."""


def evidence_rows(mine: list[Standing], flats: Mapping[str, Flat]) -> Iterator[Row]:
    """Yield a row for each piece that is due and missing, then one for each registered entry."""
    for each in mine:
        for slot in each.missing:
            if slot.is_due:
                yield _missing(each.item.item_id, slot.piece, str(slot.year or ""))
    for each in mine:
        flat = flats[each.item.item_id]
        for entry in each.progress.evidence if each.progress else ():
            yield _entry(each.item.item_id, entry.id, flat)


def _missing(item: str, piece: str, year: str) -> Row:
    """Return a row that only waits for title and level; nothing is registered while those are empty."""
    given = (Cell(shown=item), Cell(), Cell(shown=piece), Cell(shown=year))
    return Row(item=item, key=(), cells=(*given, *(Cell(),) * 7))


def _entry(item: str, entry: str, flat: Flat) -> Row:
    cells = [
        Cell(shown=flat.get(path, ""), path=path, old=flat.get(path))
        for path in (("evidence", entry, name) for name in FIELDS)
    ]
    remove = Cell(path=("evidence", entry))
    return Row(item=item, key=(item, entry), cells=(Cell(shown=item), Cell(shown=entry), *cells, remove))
