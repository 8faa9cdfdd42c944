"""趋势: the way so far, the plan, and where it leads; nothing without a history."""

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.pages.room import Room
from scripts.pages.sheet import WIDE, Heading, Part, Sheet
from scripts.views.trend import TrendPoint, TrendView

_GAINS = 10
_WEEK = 7


def trend_pages(room: Room) -> Iterator[Sheet]:
    """The trend of a campaign with a history."""
    trend = room.campaign.trend
    if trend is None:
        return
    yield Sheet(
        room.at("trend.html"),
        "趋势",
        (
            Heading("趋势", 1),
            *room.strip,
            room.block("trend/head.html", trend=trend, is_short=_is_short(trend)),
            *(() if _is_short(trend) else _way(room, trend)),
            *_switches(room, trend),
            Heading("待争取分值"),
            room.block(
                "overview/gains.html",
                gains=room.campaign.gains[:_GAINS],
                rest=max(0, len(room.campaign.gains) - _GAINS),
            ),
        ),
        WIDE,
    )


def _is_short(trend: TrendView) -> bool:
    """Whether there are no two days to compare."""
    return len(trend.points) < 2  # noqa: PLR2004 - two days make a difference


def _way(room: Room, trend: TrendView) -> tuple[Part, ...]:
    return (
        *room.figures("burnup", "burnup_scores"),
        Heading("照此速度"),
        room.block("trend/forecast.html", forecast=trend.forecast),
        Heading("各大项走势"),
        room.block("trend/majors.html", trend=trend),
        Heading("逐周数据"),
        room.block("trend/weeks.html", rows=_weeks(trend)),
        *room.figures("deadline_curve"),
    )


@dataclass(frozen=True, kw_only=True)
class Week:
    """The end of a week, with the days of changed rules in it."""

    point: TrendPoint
    switches: tuple[int, ...]


def _weeks(trend: TrendView) -> list[Week]:
    """Every seventh day back from the day of the site, the latest first."""
    points = trend.points[::-_WEEK]
    before = [*(each.day for each in points[1:]), ""]
    return [
        Week(
            point=point,
            switches=tuple(each.number for each in trend.switches if start < each.day <= point.day),
        )
        for point, start in zip(points, before, strict=True)
    ]


def _switches(room: Room, trend: TrendView) -> tuple[Part, ...]:
    if not trend.switches:
        return ()
    return (
        Heading("规则和节点的改动"),
        room.block("trend/switches.html", switches=tuple(reversed(trend.switches)), reasons=_reasons(room)),
    )


def _reasons(room: Room) -> dict[str, str]:
    """Return commit → why it was made, as its message says."""
    audit = room.campaign.audit
    months = audit.months if audit else ()
    return {change.commit: change.reason for month in months for change in month.changes}


def way_of(room: Room) -> tuple[Part, ...]:
    """总体进度 for 总览: the burn-up where there is one, else the deadlines of today."""
    trend = room.campaign.trend
    curve = "burnup" if "burnup" in room.charts else "deadline_curve"
    drawn = room.figures("rates", curve)
    link = (room.block("trend/link.html", trend=trend),) if trend and not _is_short(trend) else ()
    return (Heading("总体进度"), *drawn, *link) if drawn else ()
