"""适老版: the same pages once more below ``elder/``, in large type, with buttons and nothing to search."""

from collections.abc import Iterator, Mapping

from scripts.pages.public_article import documents
from scripts.pages.public_home import newest
from scripts.pages.public_lists import ListPage, front, list_pages, neighbours
from scripts.pages.public_pictures import body_parts, moved, uncredited
from scripts.pages.public_tables import by_field
from scripts.pages.public_words import first_sentence, meanings, notice_word
from scripts.pages.sheet import WIDE, Heading, Part, Prose, Sheet, block
from scripts.views.public import PublicArticle, PublicColumn, PublicSite

ELDER = "elder/"
_NEWEST = 5
_FIRST = ("benefits", "services", "contact")
"""What is looked for most in this version stands above the rest."""


def elder_sheets(site: PublicSite, files: Mapping[str, bytes]) -> Iterator[Sheet]:
    """Yield the counterpart of every page of the public site."""
    yield _home(site)
    for column in site.columns:
        for page in list_pages(column):
            yield _column(site, page)
        yield from (_article(site, column, i, files) for i in range(len(column.articles)))
    listed = block("public/elder_map.html", site=site, **_WAYS)
    yield _sheet("sitemap.html", "站点地图", (Heading("站点地图", 1), listed))


def there(path: str) -> str:
    """The counterpart of a page."""
    return f"{ELDER}{path}"


_WAYS = {"there": there, "front": front}


def _sheet(path: str, title: str, parts: tuple[Part, ...], description: str = "") -> Sheet:
    return Sheet(there(path), title, parts, WIDE, description=description, searchable=False)


def _home(site: PublicSite) -> Sheet:
    """The telephone, the columns as buttons, the newest articles."""
    columns = sorted(site.columns, key=lambda each: (*_FIRST, each.slug).index(each.slug))
    body = block("public/elder_home.html", site=site, columns=columns, rows=newest(site)[:_NEWEST], **_WAYS)
    return _sheet("index.html", site.title, (Heading(site.title, 1), body), site.campaigns[0].intro)


def _column(site: PublicSite, page: ListPage) -> Sheet:
    """A column: introduction, what belongs to it alone, its articles one below the other."""
    intro = (Prose(page.column.intro), *_extra(site, page.column.slug)) if page.number == 1 else ()
    rows = [(each, notice_word(each, site.as_of)) for each in page.articles]
    listed = block("public/elder_list.html", rows=rows, page=page, **_WAYS)
    return _sheet(page.path, page.title, (Heading(page.title, 1), *intro, listed))


def _extra(site: PublicSite, slug: str) -> tuple[Part, ...]:
    """What a column shows beside articles, without filter, drawing and script."""
    shown: Mapping[str, tuple[object, ...]] = {
        "progress": site.campaigns,
        "contact": (site,),
        "benefits": site.benefits,
        "places": site.places,
        "quiz": site.questions,
    }
    if not shown.get(slug):
        return ()
    return (block(f"public/elder_{slug}.html", site=site, fields=by_field(site), meanings=meanings),)


def _article(site: PublicSite, column: PublicColumn, index: int, files: Mapping[str, bytes]) -> Sheet:
    """Title, date and source, text, files, corrections, the way on."""
    article = column.articles[index]
    newer, older, back = neighbours(column, index)
    head = block("public/elder_head.html", article=article, notice=notice_word(article, site.as_of), **_WAYS)
    foot = block(
        "public/elder_foot.html",
        article=article,
        pictures=uncredited(article, files),
        documents=documents(column, index, files),
        newer=newer,
        older=older,
        back=back,
        column=column,
        **_WAYS,
    )
    parts = (Heading(article.title, 1), head, *_body(article, files), foot)
    return _sheet(article.path, article.title, parts, first_sentence(article.body))


def _body(article: PublicArticle, files: Mapping[str, bytes]) -> Iterator[Part]:
    """The text; its links to files lead out of the folder of the counterparts."""
    for part in body_parts(article, files):
        yield Prose(moved(part.markdown, article.path, ELDER)) if isinstance(part, Prose) else part
