"""单位: who answers for what, and one page for each unit."""

from scripts.pages.audit import changes_of_unit
from scripts.pages.room import Room
from scripts.pages.sheet import WIDE, Heading, Part, Sheet
from scripts.views.internal import ItemView, UnitView
from scripts.views.sent_back import sent_back_reason


def unit_list(room: Room) -> Sheet:
    """All units in one table, the leading group, work groups and past honours."""
    campaign = room.campaign
    work: tuple[Part, ...] = (Heading("工作组"), room.block("unit/organisation.html", part="work"))
    honours: tuple[Part, ...] = (Heading("历届荣誉"), room.block("unit/organisation.html", part="honours"))
    return Sheet(
        room.at("units/index.html"),
        "单位",
        (
            Heading("责任单位", 1),
            *room.strip,
            room.block("unit/list.html"),
            *room.figures("unit_load"),
            Heading("领导小组"),
            room.block("unit/organisation.html", part="group"),
            *(work if campaign.work_groups else ()),
            *(honours if campaign.honours else ()),
        ),
        WIDE,
    )


def unit_page(room: Room, unit: UnitView) -> Sheet:
    """One unit: what is next, what is late, what came back, what is missing."""
    lead, support = room.pick(unit.lead_items), room.pick(unit.support_items)
    return Sheet(
        unit.path,
        unit.name,
        (
            Heading(unit.name, 1),
            *room.strip,
            room.block(
                "unit/head.html", unit=unit, guide=room.guide, as_of=room.site.as_of, edit=room.site.edit
            ),
            Heading("接下来三件事"),
            room.block("unit/next.html", unit=unit),
            *_returned(room, unit),
            *_gaps(room, unit),
            Heading("牵头的小项"),
            room.block("items_table.html", items=lead, across=False, label="牵头的小项"),
            Heading("名下的措施"),
            room.block("unit/duties.html", unit=unit),
            *_problems(room, unit),
            *_support(room, support),
            Heading("责任人"),
            room.block("unit/people.html", unit=unit),
            *changes_of_unit(room, unit),
            *_files(room, lead),
        ),
        ("navigation",),
    )


def _returned(room: Room, unit: UnitView) -> tuple[Part, ...]:
    if not unit.sent_back:
        return ()
    rows = [(item, sent_back_reason(item)) for item in room.pick(unit.sent_back)]
    return Heading("被退回的，为什么"), room.block("unit/returned.html", rows=rows)


def _gaps(room: Room, unit: UnitView) -> tuple[Part, ...]:
    if not unit.gaps:
        return ()
    rows = [(item, _pieces(item)) for item in room.pick(unit.gaps)]
    return Heading("缺哪些佐证"), room.block("unit/gaps.html", rows=rows)


def _pieces(item: ItemView) -> list[tuple[str, str]]:
    """Pieces that should be there by now, each with its missing years."""
    due = [slot for slot in item.missing if slot.is_due]
    pieces = dict.fromkeys(slot.piece for slot in due)
    years = [[str(slot.year) for slot in due if slot.piece == piece and slot.year] for piece in pieces]
    return [(piece, "、".join(each)) for piece, each in zip(pieces, years, strict=True)]


def _problems(room: Room, unit: UnitView) -> tuple[Part, ...]:
    if not unit.problems:
        return ()
    table = room.block("problems_table.html", problems=unit.problems, label="问题", nothing="")
    return Heading("要整改的问题"), table


def _support(room: Room, items: tuple[ItemView, ...]) -> tuple[Part, ...]:
    if not items:
        return ()
    table = room.block("items_table.html", items=items, across=False, label="配合的小项")
    return Heading("配合的小项"), table


def _files(room: Room, lead: tuple[ItemView, ...]) -> tuple[Part, ...]:
    if not lead:
        return ()
    return Heading("在哪里改"), room.block("unit/files.html", items=lead, guide=room.guide)
