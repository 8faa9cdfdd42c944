"""变更审计: who changed what, from what to what, when, and who took it in."""

from collections.abc import Iterator, Sequence

from scripts.pages.room import Room
from scripts.pages.sheet import WIDE, Heading, Part, Sheet
from scripts.views.audit import AuditMonth, AuditView, ChangeView
from scripts.views.internal import ItemView, UnitView

_LATEST = 100
_ON_A_PAGE = 20
"""Changes an item or unit page shows; the rest stands on the pages by month."""


def audit_pages(room: Room) -> Iterator[Sheet]:
    """The front page of the trail and one page a month; nothing without a history."""
    audit = room.campaign.audit
    if audit is None:
        return
    yield _front(room, audit)
    yield from (_month(room, month) for month in audit.months)


def _front(room: Room, audit: AuditView) -> Sheet:
    changes = [change for month in audit.months for change in month.changes]
    flagged = [change for change in changes if change.flags]
    findings: tuple[Part, ...] = (
        Heading("读不出来的旧版本"),
        room.block("audit/findings.html", findings=audit.findings),
    )
    return Sheet(
        room.at("audit/index.html"),
        "变更审计",
        (
            Heading("变更审计", 1),
            *room.strip,
            room.block("audit/head.html", audit=audit),
            *_turns(room, audit),
            *((Heading("需要留意的改动"), _table(room, flagged, "需要留意的改动")) if flagged else ()),
            Heading("最近的改动"),
            _table(room, changes[:_LATEST], "最近的改动"),
            *(findings if audit.findings else ()),
        ),
        WIDE,
    )


def _turns(room: Room, audit: AuditView) -> tuple[Part, ...]:
    if not audit.turns:
        return ()
    return (Heading("退回、重新打开和销号后改动"), room.block("audit/turns.html", turns=audit.turns))


def _month(room: Room, month: AuditMonth) -> Sheet:
    title = f"{month.month} 的改动"
    return Sheet(
        month.path,
        title,
        (Heading(title, 1), *room.strip, _table(room, month.changes, title)),
        WIDE,
    )


def _table(room: Room, changes: Sequence[ChangeView], label: str) -> Part:
    return room.block("audit/table.html", changes=changes, label=label, across=True)


def since(room: Room) -> tuple[Part, ...]:
    """昨日以来 and 上周以来, for 总览."""
    audit = room.campaign.audit
    if audit is None:
        return ()
    return (Heading("改动"), room.block("audit/since.html", audit=audit, shown=_ON_A_PAGE // 2))


def changes_of_item(room: Room, item: ItemView) -> tuple[Part, ...]:
    """改动记录 of one item."""
    turn = room.turns.get(item.id)
    line = (room.block("audit/turn_line.html", turn=turn),) if turn else ()
    return _own(room, [change for change in _all(room) if change.item == item.id], line)


def changes_of_unit(room: Room, unit: UnitView) -> tuple[Part, ...]:
    """改动记录 of the items a unit leads."""
    return _own(room, [change for change in _all(room) if change.unit == unit.name])


def _all(room: Room) -> Iterator[ChangeView]:
    audit = room.campaign.audit
    if audit is not None:
        yield from (change for month in audit.months for change in month.changes)


def _own(room: Room, changes: Sequence[ChangeView], line: tuple[Part, ...] = ()) -> tuple[Part, ...]:
    if not changes:
        return ()
    shown = changes[:_ON_A_PAGE]
    table = room.block("audit/table.html", changes=shown, label="改动记录", across=False)
    rest: tuple[Part, ...] = (room.block("audit/rest.html", count=len(changes) - len(shown)),)
    return (Heading("改动记录"), *line, table, *(rest if len(changes) > len(shown) else ()))
