"""The public site: every page as bytes, and its menu. Public views are its only source."""

from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urlsplit

from scripts.pages.common import ChartLike, NavItem, figures
from scripts.pages.links import source_of
from scripts.pages.public_article import article_sheet
from scripts.pages.public_elder import elder_sheets
from scripts.pages.public_home import home
from scripts.pages.public_lists import ListPage, front, list_pages
from scripts.pages.public_tables import benefit_parts, place_parts, quiz_parts
from scripts.pages.public_words import meanings, notice_state, notice_word
from scripts.pages.sheet import WIDE, Block, Heading, Part, Prose, Sheet, block
from scripts.pages.text import clean
from scripts.pages.wording import dialable
from scripts.views.public import PublicSite

SITE_MAP = "sitemap.html"
TO_FILL = "待填"
_FILING = "https://beian.miit.gov.cn/"
_POLICE_FILING = "https://beian.mps.gov.cn/"
FILING_HOSTS = frozenset({"beian.miit.gov.cn", "beian.mps.gov.cn"})
"""Where anybody can look up the two numbers at the foot of each page."""


def public_pages(
    site: PublicSite, charts: Mapping[str, ChartLike], files: Mapping[str, bytes] | None = None
) -> dict[str, bytes]:
    """Return every staged page, path below the docs folder → bytes.

    ``charts`` may hold ``public_progress``; without it the figure is left out.
    ``files`` are the pictures and documents that are published with the pages:
    their sizes are told, and a page does not jump while a picture loads.
    """
    sheets = [*_sheets(site, charts, files or {}), *elder_sheets(site, files or {})]
    return {source_of(sheet.path): sheet.text().encode() for sheet in sheets}


def public_nav(site: PublicSite) -> list[NavItem]:
    """Return the menu: the front page and the columns; articles are reached from these."""
    columns: list[NavItem] = [{clean(each.title): source_of(front(each))} for each in site.columns]
    return [{"首页": "index.md"}, *columns]


def _sheets(site: PublicSite, charts: Mapping[str, ChartLike], files: Mapping[str, bytes]) -> Iterator[Sheet]:
    yield home(site)
    for column in site.columns:
        first, *others = list_pages(column)
        yield _column(site, first, charts)
        yield from (_further(site, each) for each in others)
        yield from (article_sheet(site, column, i, files) for i in range(len(column.articles)))
    yield Sheet(SITE_MAP, "站点地图", (Heading("站点地图", 1), block("public/sitemap.html", site=site)), WIDE)


def _column(site: PublicSite, page: ListPage, charts: Mapping[str, ChartLike]) -> Sheet:
    """A column: its introduction, what belongs to it alone, its articles."""
    column = page.column
    extra = _extra(site, column.slug, charts)
    return Sheet(
        front(column),
        column.title,
        (
            Heading(column.title, 1),
            Prose(column.intro),
            *extra,
            *((Heading("文章"),) if column.articles and extra else ()),
            *((_list(site, page),) if column.articles or not extra else ()),
        ),
        WIDE,
        description=" ".join(column.intro.split()) or column.title,
    )


def _extra(site: PublicSite, slug: str, charts: Mapping[str, ChartLike]) -> tuple[Part, ...]:
    """What a column shows beside articles; nothing for most."""
    makers: Mapping[str, Callable[[], tuple[Part, ...]]] = {
        "progress": lambda: _progress(site, charts),
        "contact": lambda: _contact(site),
        "benefits": lambda: benefit_parts(site),
        "places": lambda: place_parts(site),
        "quiz": lambda: quiz_parts(site),
    }
    return makers[slug]() if slug in makers else ()


def _further(site: PublicSite, page: ListPage) -> Sheet:
    """A further page of a long list."""
    return Sheet(page.path, page.title, (Heading(page.title, 1), _list(site, page)), WIDE)


def _list(site: PublicSite, page: ListPage) -> Block:
    """Titles with date, number and mark."""
    rows = [
        (each, notice_state(each, site.as_of), notice_word(each, site.as_of), bool(each.explains))
        for each in page.articles
    ]
    return block("public/articles.html", rows=rows, page=page)


def _progress(site: PublicSite, charts: Mapping[str, ChartLike]) -> tuple[Part, ...]:
    """Rates and milestones of each campaign; the chart is of the first, and on a phone its rows are."""
    chart = charts.get("public_progress")
    numbers = tuple(
        block("public/progress.html", campaign=each, drawn=bool(chart) and i == 0, meanings=meanings(each))
        for i, each in enumerate(site.campaigns)
    )
    return *numbers, *((figures(chart),) if chart else ()), *milestones(site)


def milestones(site: PublicSite) -> tuple[Part, ...]:
    """What happened so far, a list for each campaign."""
    return tuple(
        part
        for each in site.campaigns
        if each.milestones
        for part in (
            Heading("大事记" if len(site.campaigns) == 1 else f"大事记：{each.title}"),
            block("public/milestones.html", milestones=each.milestones),
        )
    )


def _contact(site: PublicSite) -> tuple[Part, ...]:
    return (block("public/contact.html", site=site),)


def footer_duties(site: PublicSite) -> tuple[tuple[str, str, str], ...]:
    """Label, text and address of what a government site owes at the foot of each page.

    An address that is no https address of a listed host is shown as 待填: a page
    may lead to no other.
    """
    report, number = site.footer.report, dialable(site.phone)
    open_report = report if report.startswith("https://") and urlsplit(report).hostname in site.hosts else ""
    return (
        ("主办单位", site.organiser, ""),
        ("联系电话", site.phone, f"tel:{number}" if number else ""),
        ("网站标识码", site.footer.code or TO_FILL, ""),
        ("ICP 备案号", *_looked_up(site.footer.icp, _FILING)),
        ("公安备案号", *_looked_up(site.footer.police, _POLICE_FILING)),
        ("党政机关网站标识", site.footer.mark or TO_FILL, ""),
        ("我为政府网站找错", "" if open_report else TO_FILL, open_report),
        ("站点地图", "", SITE_MAP),
    )


def _looked_up(number: str, register: str) -> tuple[str, str]:
    """A number as text that leads to the public register it stands in, once there is one."""
    return (number or TO_FILL, register if number and TO_FILL not in number else "")
