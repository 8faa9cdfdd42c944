"""The evidence register of an item: which pieces are there, and where they lie."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from scripts.sample.files import FILED, file_bytes, sha256_of
from scripts.sample.lines import Value
from scripts.sample.tables import County, Piece, Plan, Story
from scripts.sample.titles import Numbers, level_of, title_of

_TWICE = 0.1
_HALF_YEARLY = re.compile(r"记录$|照片$|汇总|统计|目录$|凭证|小结$")
_MISSING = {  # share of pieces not there: of this year, of earlier years, of those asked once
    Story.OPEN: (0.5, 0.08, 0.0),
    Story.LATE: (0.35, 0.08, 0.0),
    Story.BACK: (0.25, 0.05, 0.0),
    Story.IDLE: (1.0, 1.0, 1.0),
    Story.NOT_APPLICABLE: (1.0, 1.0, 0.0),
    Story.ASKED: (0.0, 0.0, 0.0),
    Story.CLOSED: (0.0, 0.0, 0.0),
}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the register."""

    id: str
    piece: str
    year: int | None
    title: str
    number: str | None
    level: str
    box: str
    page: str
    file: str | None = None
    sha256: str | None = None

    def fields(self) -> dict[str, Value]:
        """Return the record as it is written."""
        return {
            "id": self.id,
            "for": self.piece,
            "year": self.year,
            "title": self.title,
            "number": self.number,
            "level": self.level,
            "box": self.box,
            "page": self.page,
            "file": self.file,
            "sha256": self.sha256,
        }


def entries_of(plan: Plan, county: County, numbers: Numbers, rng: Random) -> tuple[Entry, ...]:
    """Return the register of an item, in the order of the standard, then of the years."""
    entries: list[Entry] = []
    page = 1
    for piece, year, half in _present(plan, county, rng):
        sheets = rng.choice((1, 1, 2, 3, 4, 6, 8))
        last = page + sheets - 1
        entries.append(
            Entry(
                id=f"e{len(entries) + 1}",
                piece=piece.name,
                year=year,
                title=title_of(plan, piece, year, rng, half),
                number=numbers.of(plan, piece, year or county.days.as_of.year, rng),
                level=level_of(plan, piece),
                box=plan.box,
                page=str(page) if sheets == 1 else f"{page}-{last}",
            )
        )
        page = last + 1
    return tuple(_filed(plan, entries))


def missing_of(plan: Plan, county: County, entries: tuple[Entry, ...]) -> list[tuple[str, int | None]]:
    """Return the (piece, year) no entry fills."""
    there = {(entry.piece, entry.year) for entry in entries}
    return [
        (piece.name, year)
        for piece in plan.pieces
        for year in _years(piece, county)
        if (piece.name, year) not in there
    ]


def _years(piece: Piece, county: County) -> tuple[int | None, ...]:
    return county.years if piece.is_yearly else (None,)


def _present(plan: Plan, county: County, rng: Random) -> Iterator[tuple[Piece, int | None, str]]:
    for piece in plan.pieces:
        for year in _years(piece, county):
            luck, twice = rng.random(), rng.random() < _TWICE
            if (piece.name, str(year or "")) in plan.gaps or luck < _missing_share(plan, year, county):
                continue
            if twice and year and year < county.days.as_of.year and _HALF_YEARLY.search(piece.name):
                yield piece, year, "（上半年）"
                yield piece, year, "（下半年）"
            else:
                yield piece, year, ""


def _missing_share(plan: Plan, year: int | None, county: County) -> float:
    this_year, earlier, once = _MISSING[plan.story]
    if plan.kind == "加分" and not plan.is_earned:
        return 1.0
    if year is None:
        return once
    return this_year if year == county.days.as_of.year else earlier


def _filed(plan: Plan, entries: list[Entry]) -> Iterator[Entry]:
    piece, ending = FILED.get(plan.item, ("", ""))
    chosen = next((entry.id for entry in reversed(entries) if entry.piece == piece), "")
    for entry in entries:
        if entry.id == chosen:
            name = f"{plan.item}/{entry.id}.{ending}"
            yield replace(entry, file=name, sha256=sha256_of(file_bytes(name, entry.title)))
        else:
            yield entry
