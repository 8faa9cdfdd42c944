"""佐证总目录: what is there and what is missing, item × year, then every entry."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scripts.pages.item import columns
from scripts.pages.room import Room
from scripts.pages.sheet import WIDE, Heading, Sheet
from scripts.views.internal import EvidenceView, ItemView, MajorView, SlotView


@dataclass(frozen=True, kw_only=True)
class Count:
    """Pieces present of those asked; ``state`` is 缺 as soon as a due one is missing."""

    present: int
    asked: int
    state: str


Row = list[Count | None]


@dataclass(frozen=True, kw_only=True)
class Group:
    """A major item with its items that ask for evidence."""

    major: MajorView
    total: Row
    rows: list[tuple[ItemView, Row]]


def evidence_page(room: Room) -> Sheet:
    """The master index of evidence."""
    slots = [slot for item in room.campaign.items for slot in item.slots]
    years = columns(slots, room.campaign.years)
    return Sheet(
        room.at("evidence.html"),
        "佐证总目录",
        (
            Heading("佐证总目录", 1),
            *room.strip,
            room.block("evidence_intro.html"),
            Heading("小项×年度"),
            room.block("coverage_table.html", groups=_groups(room, years), years=years),
            *room.figures("coverage"),
            Heading("登记的材料"),
            room.block("register.html", rows=_register(room.campaign.items)),
        ),
        WIDE,
    )


def _groups(room: Room, years: Sequence[int | None]) -> list[Group]:
    return [
        Group(
            major=major,
            total=_row([slot for item in items for slot in item.slots], years),
            rows=[(item, _row(item.slots, years)) for item in items],
        )
        for major in room.campaign.majors
        if (items := [item for item in room.pick(major.items) if item.slots])
    ]


def _row(slots: Sequence[SlotView], years: Iterable[int | None]) -> Row:
    """One count a year, then the count of all."""
    return [*(_count([slot for slot in slots if slot.year == year]) for year in years), _count(slots)]


def _count(slots: Sequence[SlotView]) -> Count | None:
    if not slots:
        return None
    states = {slot.state for slot in slots}
    state = next((word for word in ("缺", "待") if word in states), "齐")
    return Count(present=sum(slot.state == "齐" for slot in slots), asked=len(slots), state=state)


def _register(items: Iterable[ItemView]) -> list[tuple[ItemView, EvidenceView]]:
    """Every entry with its item: by item, by year (asked once first), by piece."""
    return [
        (item, entry)
        for item in items
        for entry in sorted(item.evidence, key=lambda entry: (entry.year or 0, entry.piece))
    ]
