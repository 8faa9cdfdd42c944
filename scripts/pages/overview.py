"""总览 and 挂图作战: the whole campaign at one look."""

from dataclasses import dataclass

from scripts.pages.audit import since
from scripts.pages.room import Room
from scripts.pages.sheet import WIDE, Heading, Part, Sheet
from scripts.pages.trend import way_of
from scripts.views.internal import ItemView, MajorView

_SHOWN = 6
_GAINS = 10
_COLUMN = 15


def overview(room: Room) -> Sheet:
    """The first page of a campaign: days left, percentages, scores, vetoes, today's work."""
    campaign = room.campaign
    vetoes = room.pick(campaign.vetoes)
    return Sheet(
        room.at("index.html"),
        "总览",
        (
            Heading(campaign.title, 1),
            *room.strip,
            *_first_day(room),
            room.block("overview/top.html"),
            Heading("一票否决"),
            room.block("overview/vetoes.html", vetoes=sorted(vetoes, key=lambda item: item.id)),
            Heading("今天要办"),
            room.block("overview/today.html", groups=_today(room), shown=_SHOWN),
            *since(room),
            Heading("各大项进展"),
            room.block("overview/majors.html"),
            *room.figures("major_scores", "lights_by_major"),
            *way_of(room),
            Heading("待争取分值"),
            room.block(
                "overview/gains.html",
                gains=campaign.gains[:_GAINS],
                rest=max(0, len(campaign.gains) - _GAINS),
            ),
            Heading("需调度的单位"),
            room.block("overview/calls.html", calls=campaign.calls),
            Heading("本站信息"),
            room.block("overview/about.html"),
        ),
        WIDE,
    )


def _first_day(room: Room) -> tuple[Part, ...]:
    """What to do while nobody has reported anything."""
    begun = any(item.steps or item.evidence or item.reports for item in room.campaign.items)
    return () if begun else (room.block("overview/first_day.html"),)


def _today(room: Room) -> tuple[tuple[str, str, list[ItemView], str], ...]:
    """The four lists of 今天要办: title, its lamp, items, what to say when empty."""
    campaign = room.campaign
    place = {item.id: index for index, item in enumerate(campaign.items)}

    def nearest(ids: tuple[str, ...]) -> list[ItemView]:
        return sorted(room.pick(ids), key=lambda item: (item.due, place[item.id]))

    return (
        ("已逾期", "红", nearest(campaign.overdue), "没有逾期的小项。"),
        ("一周内到期", "黄", nearest(campaign.due_soon), "一周内没有小项到期。"),
        ("等待核查", "绿", nearest(campaign.waiting), "没有等待核查的申请。"),
        ("退回整改", "黄", nearest(campaign.sent_back), "没有退回整改的小项。"),
    )


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of the wall board; a long major item goes on in a second one."""

    major: MajorView
    items: tuple[ItemView, ...]
    continued: bool


def board(room: Room) -> Sheet:
    """The wall board: all items by major item, one A3 sheet when printed."""
    return Sheet(
        room.at("board.html"),
        "挂图作战",
        (*room.strip, room.block("board.html", columns=_columns(room))),
        WIDE,
    )


def _columns(room: Room) -> tuple[Column, ...]:
    return tuple(
        Column(major=major, items=room.pick(major.items[start : start + _COLUMN]), continued=start > 0)
        for major in room.campaign.majors
        for start in range(0, len(major.items), _COLUMN)
    )
