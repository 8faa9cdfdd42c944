"""The public site: every page as bytes, and its menu. Public views are its only source."""

from collections.abc import Iterator, Mapping

from scripts.pages.common import ChartLike, NavItem, figures
from scripts.pages.links import source_of
from scripts.pages.sheet import WIDE, Heading, Part, Prose, Sheet, block
from scripts.pages.text import clean
from scripts.views.public import PublicArticle, PublicColumn, PublicSite

_NEWEST = 8
_SERVICES = ("benefits", "services", "policies", "places", "education", "contact")


def public_pages(site: PublicSite, charts: Mapping[str, ChartLike]) -> dict[str, bytes]:
    """Return every staged page, path below the docs folder → bytes.

    ``charts`` may hold ``public_progress``; without it the figure is left out.
    """
    return {source_of(sheet.path): sheet.text().encode() for sheet in _sheets(site, charts)}


def public_nav(site: PublicSite) -> list[NavItem]:
    """Return the menu: the front page and the columns; articles are reached from these."""
    columns: list[NavItem] = [{clean(each.title): source_of(front(each))} for each in site.columns]
    return [{"首页": "index.md"}, *columns]


def front(column: PublicColumn) -> str:
    """The front page of a column."""
    return f"{column.slug}/index.html"


def _sheets(site: PublicSite, charts: Mapping[str, ChartLike]) -> Iterator[Sheet]:
    yield _home(site)
    for column in site.columns:
        yield _column(site, column, charts)
        yield from (_article(column, article) for article in column.articles)


def _home(site: PublicSite) -> Sheet:
    """Slogan, days left, what the public may know in numbers, services, newest articles."""
    columns = {column.slug: column for column in site.columns}
    services = [columns[slug] for slug in _SERVICES if slug in columns]
    parts: list[Part] = [block("public/hero.html", site=site, campaign=each, first=i == 0)
                         for i, each in enumerate(site.campaigns)]  # fmt: skip
    parts.append(block("public/home.html", rows=_newest(site), columns=services, front=front))
    return Sheet("index.html", site.title, tuple(parts), WIDE)


def _newest(site: PublicSite) -> list[tuple[PublicColumn, PublicArticle]]:
    """Articles of all columns, newest first."""
    found = [(column, article) for column in site.columns for article in column.articles]
    return sorted(found, key=lambda pair: pair[1].date, reverse=True)[:_NEWEST]


def _column(site: PublicSite, column: PublicColumn, charts: Mapping[str, ChartLike]) -> Sheet:
    """A column: its introduction, what belongs to it alone, its articles."""
    extras = {"progress": _progress, "contact": _contact}
    extra = extras[column.slug](site, charts) if column.slug in extras else ()
    return Sheet(
        front(column),
        column.title,
        (
            Heading(column.title, 1),
            Prose(column.intro),
            *extra,
            *((Heading("文章"),) if column.articles else ()),
            block("public/articles.html", articles=column.articles),
        ),
        WIDE,
    )


def _progress(site: PublicSite, charts: Mapping[str, ChartLike]) -> tuple[Part, ...]:
    """Rates, the chart and the milestones of each campaign."""
    chart = charts.get("public_progress")
    numbers = tuple(
        block("public/progress.html", campaign=each, drawn=chart is not None) for each in site.campaigns
    )
    milestones = tuple(
        part
        for each in site.campaigns
        if each.milestones
        for part in (
            Heading("大事记" if len(site.campaigns) == 1 else f"大事记：{each.title}"),
            block("public/milestones.html", milestones=each.milestones),
        )
    )
    return *numbers, *((figures(chart),) if chart else ()), *milestones


def _contact(site: PublicSite, _charts: Mapping[str, ChartLike]) -> tuple[Part, ...]:
    return (block("public/contact.html", site=site),)


def _article(column: PublicColumn, article: PublicArticle) -> Sheet:
    """One article with its date and source."""
    head = block("public/article.html", column=column, article=article, front=front(column))
    return Sheet(article.path, article.title, (head, Prose(article.body)), WIDE)
