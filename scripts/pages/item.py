"""小项: everything known of one item."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scripts.pages.advice import next_step
from scripts.pages.audit import changes_of_item
from scripts.pages.room import Room
from scripts.pages.sheet import Heading, Part, Sheet
from scripts.pages.steps import tasks_of
from scripts.pages.timeline import events
from scripts.views.internal import EvidenceView, ItemView, SlotView


def item_page(room: Room, item: ItemView, before: ItemView | None, after: ItemView | None) -> Sheet:
    """One item; ``before`` and ``after`` are its neighbours in the standard."""
    title = f"{item.id} {item.title}"
    return Sheet(
        item.path,
        title,
        (
            Heading(title, 1),
            *room.strip,
            _head(room, item),
            Heading("考评标准"),
            room.block("item/standard.html", item=item),
            *_score(room, item),
            Heading("措施"),
            room.block("item/steps.html", item=item, tasks=tasks_of(item)),
            *_evidence(room, item),
            Heading("经过"),
            room.block("item/events.html", events=events(item)),
            *_problems(room, item),
            *changes_of_item(room, item),
            Heading("在哪里改"),
            room.block("item/source.html", item=item, guide=room.guide, before=before, after=after),
        ),
        ("navigation",),
    )


def _head(room: Room, item: ItemView) -> Part:
    turn = room.turns.get(item.id)
    advice = next_step(item, room.campaign.office)
    return room.block("item/head.html", item=item, advice=advice, reopened=turn.reopened if turn else 0)


def _score(room: Room, item: ItemView) -> tuple[Part, ...]:
    if item.kind == "一票否决":
        return Heading("否决状态"), room.block("item/veto.html", item=item)
    return Heading("得分"), room.block("item/scores.html", item=item)


def _evidence(room: Room, item: ItemView) -> tuple[Part, ...]:
    years = columns(item.slots, room.campaign.years)
    parts: tuple[Part, ...] = (
        Heading("佐证"),
        room.block("item/matrix.html", item=item, years=years, rows=matrix(item, years)),
    )
    if not item.evidence:
        return parts
    rows = [(item, entry) for entry in item.evidence]
    return *parts, room.block("register_table.html", rows=rows, across=False, label="登记的材料")


def _problems(room: Room, item: ItemView) -> tuple[Part, ...]:
    if not item.problems:
        return ()
    table = room.block("problems_table.html", problems=item.problems, label="问题", nothing="")
    return Heading("问题"), table


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A piece in one year: its state and where the papers lie."""

    state: str
    places: tuple[str, ...]


def columns(slots: Sequence[SlotView], years: Sequence[int]) -> tuple[int | None, ...]:
    """The years of the window in which something is asked, then 一次 (None)."""
    asked = {slot.year for slot in slots}
    return tuple(year for year in (*years, None) if year in asked)


def matrix(item: ItemView, years: Sequence[int | None]) -> list[tuple[str, list[Cell | None]]]:
    """Pieces asked × years; None where a piece is not asked in that column."""
    entries = {entry.id: entry for entry in item.evidence}
    slots = {(slot.piece, slot.year): _cell(slot, entries) for slot in item.slots}
    pieces = dict.fromkeys(slot.piece for slot in item.slots)
    return [(piece, [slots.get((piece, year)) for year in years]) for piece in pieces]


def _cell(slot: SlotView, entries: Mapping[str, EvidenceView]) -> Cell:
    found = [entries[each] for each in slot.entries if each in entries]
    return Cell(state=slot.state, places=tuple(filter(None, map(place, found))))


def place(entry: EvidenceView) -> str:
    """Where the paper lies: 1-05 盒 12 页; '' without a box."""
    if not entry.box:
        return "电子件" if entry.file else ""
    return f"{entry.box} 盒{f' {entry.page} 页' if entry.page else ''}"
