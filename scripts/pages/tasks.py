"""任务分解表, 大项, 一票否决 and 加扣分: the items from several sides."""

from decimal import Decimal

from scripts.pages.advice import next_step
from scripts.pages.room import Room
from scripts.pages.sheet import WIDE, Heading, Sheet
from scripts.views.internal import ItemView, MajorView

_URGENT = ("红", "黄")


def task_list(room: Room) -> Sheet:
    """All items in one table to sort and filter."""
    return Sheet(
        room.at("majors/index.html"),
        "任务分解表",
        (
            Heading("任务分解表", 1),
            *room.strip,
            room.block("task_counts.html"),
            room.block("items_table.html", items=room.campaign.items, across=True, label="全部小项"),
        ),
        WIDE,
    )


def major_page(room: Room, major: MajorView) -> Sheet:
    """One major item: its numbers, what is urgent, its items."""
    items = room.pick(major.items)
    urgent = [(item, next_step(item, room.campaign.office)) for item in items if item.light in _URGENT]
    return Sheet(
        major.path,
        f"{major.no} {major.title}",
        (
            Heading(f"{major.no} {major.title}", 1),
            *room.strip,
            room.block("major_head.html", major=major),
            Heading("小项"),
            room.block("items_table.html", items=items, across=False, label="小项"),
            Heading("红灯和黄灯：下一步"),
            room.block(
                "next_table.html", rows=sorted(urgent, key=lambda row: (row[0].light == "黄", row[0].due))
            ),
        ),
        ("toc",),
    )


def veto_page(room: Room) -> Sheet:
    """The veto items: checked first, with the history of each."""
    return Sheet(
        room.at("vetoes.html"),
        "一票否决",
        (
            Heading("一票否决", 1),
            *room.strip,
            room.block("vetoes_intro.html"),
            room.block("vetoes_table.html", items=room.of_kind("一票否决")),
        ),
        ("toc",),
    )


def bonus_page(room: Room) -> Sheet:
    """Bonus and deduction items with their limits and where they stand."""
    bonus, deduction = room.of_kind("加分"), room.of_kind("扣分")
    return Sheet(
        room.at("bonus.html"),
        "加扣分",
        (
            Heading("加扣分", 1),
            *room.strip,
            room.block("bonus_caps.html", cards=(*_cards("加分", bonus), *_cards("扣分", deduction))),
            Heading("加分事项"),
            room.block("bonus_table.html", items=bonus, label="加分事项", limit="最多加"),
            Heading("扣分事项"),
            room.block("bonus_table.html", items=deduction, label="扣分事项", limit="最多扣"),
        ),
        ("toc",),
    )


def _cards(kind: str, items: tuple[ItemView, ...]) -> tuple[tuple[str, str, str], ...]:
    own = sum((Decimal(item.scores.self_) for item in items), Decimal("0.00"))
    limit = sum((Decimal(item.scores.max) for item in items), Decimal("0.00"))
    return ((f"自评{kind}", str(own), f"{len(items)} 项，上限 {limit}"),)
