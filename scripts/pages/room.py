"""What every internal page of one campaign is made from."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from scripts.pages.common import ChartLike, figures
from scripts.pages.links import page_of
from scripts.pages.sheet import Block, Part, block
from scripts.views.audit import TurnView
from scripts.views.internal import (
    CampaignView,
    GuideView,
    InternalSite,
    ItemView,
    MajorView,
    NodeView,
    UnitView,
)

_RELATIVE = re.compile(r"(?P<node>[A-Z]+)(?P<sign>[-+])(?P<days>[0-9]+)")
_INSPECTIONS = ("C", "P")


@dataclass(frozen=True, kw_only=True)
class Room:
    """A campaign with its site and charts, and look-ups by name."""

    site: InternalSite
    campaign: CampaignView
    charts: Mapping[str, ChartLike]

    @cached_property
    def items(self) -> Mapping[str, ItemView]:
        """Items by id."""
        return {item.id: item for item in self.campaign.items}

    @cached_property
    def units(self) -> Mapping[str, UnitView]:
        """Units by name; collective units have no page and are not in it."""
        return {unit.name: unit for unit in self.campaign.units}

    @cached_property
    def majors(self) -> Mapping[int, MajorView]:
        """Major items by number."""
        return {major.no: major for major in self.campaign.majors}

    @cached_property
    def turns(self) -> Mapping[str, TurnView]:
        """How often an item was sent back, re-opened or changed after closing; only items that were."""
        return {turn.item: turn for turn in self.campaign.audit.turns} if self.campaign.audit else {}

    @cached_property
    def inspections(self) -> tuple[NodeView, ...]:
        """The nodes to count down to: the two inspections, else what is still to come."""
        nodes = self.campaign.nodes
        named = tuple(node for node in nodes if node.id in _INSPECTIONS)
        return named or tuple(node for node in nodes if node.days_left >= 0)

    @cached_property
    def guide(self) -> str:
        """The page that tells how to change data; '' when no guide is written."""
        pages = [page_of(guide.path) for guide in guides(self.site)]
        return next((page for page in pages if page == "guide/liaison.html"), pages[0] if pages else "")

    def origin(self, due_text: str) -> str:
        """``C-60`` → C-60 = 市级初验 2026-08-14 前 60 天; '' for a plain date."""
        found = _RELATIVE.fullmatch(due_text)
        node = next((each for each in self.campaign.nodes if found and each.id == found["node"]), None)
        if found is None or node is None:
            return ""
        side = "前" if found["sign"] == "-" else "后"
        return f"{due_text} = {node.title} {node.date} {side} {int(found['days'])} 天"

    def pick(self, ids: Iterable[str]) -> tuple[ItemView, ...]:
        """The items of these ids, in their order."""
        return tuple(self.items[each] for each in ids)

    def of_kind(self, *kinds: str) -> tuple[ItemView, ...]:
        """The items of these kinds, in the order of the standard."""
        return tuple(item for item in self.campaign.items if item.kind in kinds)

    def at(self, name: str) -> str:
        """Path of one of this campaign's pages."""
        return f"{self.campaign.prefix}{name}"

    @property
    def strip(self) -> tuple[Part, ...]:
        """Links to all campaigns, where there are several."""
        return (self.block("strip.html"),) if len(self.site.campaigns) > 1 else ()

    def figures(self, *names: str) -> tuple[Part, ...]:
        """Charts with their sentences, side by side where there is room; missing ones left out."""
        drawn = [self.charts[name] for name in names if name in self.charts]
        return (figures(*drawn),) if drawn else ()

    def block(self, template: str, **values: object) -> Block:
        """A template that also sees the room."""
        return block(template, room=self, **values)


def guides(site: InternalSite) -> tuple[GuideView, ...]:
    """The pages of 使用指南 in their order; other hand-written pages are left aside."""
    found = [guide for guide in site.guides if guide.path.startswith("guide/")]
    return tuple(sorted(found, key=lambda guide: (guide.order.zfill(4), guide.path)))
