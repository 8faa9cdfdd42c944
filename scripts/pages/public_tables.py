"""优待目录, 双拥阵地, 应知应会: the columns that are made of tables."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scripts.pages.public_lists import front
from scripts.pages.sheet import Heading, Part, block
from scripts.views.public import PublicBenefit, PublicPlace, PublicSite, PublicTownship
from scripts.views.public_links import BENEFITS_CSV, BENEFITS_JSON, anchor


@dataclass(frozen=True, kw_only=True)
class Group:
    """Entries that share a field, or a person who may have them."""

    name: str
    anchor: str
    entries: tuple[PublicBenefit, ...]


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A place with its number in the schematic and in the list."""

    no: int
    place: PublicPlace


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box of the schematic; an empty one has no name."""

    name: str = ""
    spots: tuple[Spot, ...] = ()


def benefit_parts(site: PublicSite) -> tuple[Part, ...]:
    """Return the preferences by field, with what finds them by person."""
    if not site.benefits:
        return ()
    return (
        block(
            "public/benefits.html",
            site=site,
            guides=next((front(each) for each in site.columns if each.slug == "services"), ""),
            fields=by_field(site),
            people=_groups("p", {each.id: each.who for each in site.benefits}, site.benefits),
            total=len(site.benefits),
            anchor=anchor,
            csv=BENEFITS_CSV,
            json=BENEFITS_JSON,
        ),
    )


def by_field(site: PublicSite) -> tuple[Group, ...]:
    """Return the preferences of each field."""
    return _groups("f", {each.id: (each.field,) for each in site.benefits}, site.benefits)


def place_parts(site: PublicSite) -> tuple[Part, ...]:
    """Return the schematic, where townships have places in it, and the places in its order."""
    if not site.places:
        return ()
    spots = _spots(site)
    rows = _rows(site.townships, spots)
    drawn = (block("public/schematic.html", rows=rows, anchor=anchor),) if rows else ()
    return (*drawn, Heading("各处阵地"), block("public/places.html", spots=spots, anchor=anchor))


def quiz_parts(site: PublicSite) -> tuple[Part, ...]:
    """Return the questions in the order of the table."""
    if not site.questions:
        return ()
    return (block("public/quiz.html", questions=site.questions, anchor=anchor, letters="ABCD"),)


def _groups(
    prefix: str, names: Mapping[str, Sequence[str]], entries: Sequence[PublicBenefit]
) -> tuple[Group, ...]:
    """Return entries by name, names in the order in which they first appear."""
    found = dict.fromkeys(name for each in entries for name in names[each.id])
    return tuple(
        Group(
            name=name,
            anchor=f"{prefix}-{number}-{re.sub(r'[^0-9A-Za-z㐀-䶿一-鿿]+', '-', name).strip('-')}",
            entries=tuple(each for each in entries if name in names[each.id]),
        )
        for number, name in enumerate(found, start=1)
    )


def _spots(site: PublicSite) -> tuple[Spot, ...]:
    """Return the places numbered as one reads the schematic: row by row, from the left."""
    order = {each.name: (each.row, each.column) for each in site.townships}
    last = (max((each.row for each in site.townships), default=0) + 1, 0)
    listed = sorted(site.places, key=lambda place: order.get(place.township, last))
    return tuple(Spot(no=number, place=place) for number, place in enumerate(listed, start=1))


def _rows(townships: Sequence[PublicTownship], spots: Sequence[Spot]) -> tuple[tuple[Box, ...], ...]:
    """Return the boxes row by row; where no township stands, an empty one."""
    boxes = {
        (each.row, each.column): Box(
            name=each.name, spots=tuple(spot for spot in spots if spot.place.township == each.name)
        )
        for each in townships
    }
    return tuple(
        tuple(boxes.get((row, column), Box()) for column in _span(column for _, column in boxes))
        for row in _span(row for row, _ in boxes)
    )


def _span(numbers: Iterator[int]) -> range:
    """Return all numbers from the smallest to the largest."""
    found = sorted(numbers)
    return range(found[0], found[-1] + 1) if found else range(0)
