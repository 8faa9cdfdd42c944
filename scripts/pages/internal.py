"""The internal site: every page as bytes, and its menu."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from scripts.pages.audit import audit_pages
from scripts.pages.common import ChartLike, NavItem
from scripts.pages.desk import PATH as DESK
from scripts.pages.desk import desk_pages
from scripts.pages.evidence import evidence_page
from scripts.pages.guides import guide_pages
from scripts.pages.item import item_page
from scripts.pages.links import page_of, source_of
from scripts.pages.overview import board, overview
from scripts.pages.room import Room, guides
from scripts.pages.schedule import problem_page, schedule_page
from scripts.pages.sheet import Sheet
from scripts.pages.tasks import bonus_page, major_page, task_list, veto_page
from scripts.pages.text import clean
from scripts.pages.trend import trend_pages
from scripts.pages.units import unit_list, unit_page
from scripts.views.internal import CampaignView, InternalSite


def internal_pages(site: InternalSite, charts: Mapping[str, Mapping[str, ChartLike]]) -> dict[str, bytes]:
    """Return every staged page, path below the docs folder → bytes.

    ``charts`` holds the charts of each campaign by name; a missing one is left out.
    """
    sheets = [*guide_pages(site), *desk_pages(site.desk)]
    for campaign in site.campaigns:
        room = Room(site=site, campaign=campaign, charts=charts.get(campaign.id, {}))
        sheets += _campaign(room)
    return {source_of(sheet.path): sheet.text().encode() for sheet in sheets}


_ONE_EACH = (
    overview,
    board,
    task_list,
    veto_page,
    bonus_page,
    unit_list,
    evidence_page,
    schedule_page,
    problem_page,
)


def _campaign(room: Room) -> Iterator[Sheet]:
    """Yield the pages of one campaign."""
    yield from (page(room) for page in _ONE_EACH)
    yield from trend_pages(room)
    yield from audit_pages(room)
    yield from (major_page(room, major) for major in room.campaign.majors)
    yield from (unit_page(room, unit) for unit in room.campaign.units)
    items = (None, *room.campaign.items, None)
    for (before, item), (_, after) in pairwise(pairwise(items)):
        if item:
            yield item_page(room, item, before, after)


def internal_nav(site: InternalSite) -> list[NavItem]:
    """Return the menu; items, units and decisions are reached from their lists."""
    first, *others = site.campaigns
    nav = _menu(first)
    if others:
        nav.append({"其他活动": [{clean(each.title): _menu(each)} for each in others]})
    nav.append({"专栏审核": source_of(DESK)})
    written = guides(site)
    if written:
        nav.append({"使用指南": [_guide(page_of(guide.path), guide.title) for guide in written]})
    return nav


def _guide(page: str, title: str) -> NavItem:
    return source_of(page) if page == "guide/index.html" else {clean(title): source_of(page)}


def _menu(campaign: CampaignView) -> list[NavItem]:
    """The menu of one campaign."""
    at = campaign.prefix
    tasks: list[NavItem] = [
        f"{at}majors/index.md",
        *({clean(f"{major.no} {major.title}"): source_of(major.path)} for major in campaign.majors),
        {"一票否决": f"{at}vetoes.md"},
        {"加扣分": f"{at}bonus.md"},
    ]
    trend: list[NavItem] = [{"趋势": f"{at}trend.md"}] if campaign.trend else []
    audit: list[NavItem] = [{"变更审计": f"{at}audit/index.md"}] if campaign.audit else []
    return [
        {"总览": f"{at}index.md"},
        {"挂图作战": f"{at}board.md"},
        {"任务": tasks},
        {"单位": f"{at}units/index.md"},
        {"佐证总目录": f"{at}evidence.md"},
        {"倒排工期": f"{at}schedule.md"},
        *trend,
        *audit,
        {"数据与问题": f"{at}problems.md"},
    ]
