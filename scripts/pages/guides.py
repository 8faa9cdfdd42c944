"""使用指南 and other hand-written internal pages."""

from scripts.pages.links import page_of
from scripts.pages.room import guides
from scripts.pages.sheet import Heading, Part, Prose, Sheet, block
from scripts.views.internal import GuideView, InternalSite

_FRONT = "guide/index.html"


def guide_pages(site: InternalSite) -> tuple[Sheet, ...]:
    """Every hand-written page; the front page of the guide lists the others."""
    return tuple(_page(site, guide) for guide in site.guides)


def _page(site: InternalSite, guide: GuideView) -> Sheet:
    path = page_of(guide.path)
    headed = guide.body.lstrip().startswith("# ")
    title: tuple[Part, ...] = () if headed else (Heading(guide.title, 1),)
    return Sheet(path, guide.title, (*title, Prose(guide.body), *(_contents(site) if path == _FRONT else ())))


def _contents(site: InternalSite) -> tuple[Part, ...]:
    """The other hand-written pages, for which there is no room in the menu."""
    others = [guide for guide in site.guides if guide not in guides(site)]
    if not others:
        return ()
    listed = sorted(others, key=lambda guide: guide.path)
    return Heading("其他文档"), block("guides.html", guides=listed)
