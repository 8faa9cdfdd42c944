"""倒排工期 and 数据与问题: what is due when, and what is not in order."""

from scripts.pages.room import Room
from scripts.pages.sheet import WIDE, Heading, Part, Sheet
from scripts.pages.steps import open_tasks


def schedule_page(room: Room) -> Sheet:
    """Nodes, the chart, items by deadline and steps still open."""
    items = sorted(room.campaign.items, key=lambda item: (item.due, item.id))
    return Sheet(
        room.at("schedule.html"),
        "倒排工期",
        (
            Heading("倒排工期", 1),
            *room.strip,
            room.block("schedule_nodes.html"),
            *room.figures("schedule"),
            Heading("小项按期限"),
            room.block("schedule_items.html", items=items),
            Heading("还没完成的措施"),
            room.block("schedule_steps.html", tasks=open_tasks(room.campaign.items)),
        ),
        WIDE,
    )


def problem_page(room: Room) -> Sheet:
    """The problem register; on the first campaign also what the data check found."""
    return Sheet(
        room.at("problems.html"),
        "数据与问题",
        (
            Heading("数据与问题", 1),
            *room.strip,
            Heading("问题清单"),
            room.block(
                "problems_table.html",
                problems=room.campaign.problems,
                label="问题清单",
                nothing="问题清单里没有问题。自查、互查、督查发现的问题登记后出现在这里。",
            ),
            *_data(room),
        ),
        WIDE,
    )


def _data(room: Room) -> tuple[Part, ...]:
    if room.campaign.prefix:
        return ()
    found = room.site.data_problems
    open_ones = [each for each in found if not each.waived]
    waived = [each for each in found if each.waived]
    return (
        Heading("数据提醒"),
        room.block(
            "data_problems.html",
            problems=open_ones,
            waived=False,
            label="数据提醒",
            nothing="数据检查没有发现问题。",
        ),
        Heading("豁免"),
        room.block(
            "data_problems.html", problems=waived, waived=True, label="豁免", nothing="没有豁免的问题。"
        ),
    )
