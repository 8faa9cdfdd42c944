"""The Atom feed (RFC 4287) of the public column, and the map of its pages for search engines."""

import re
import uuid
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

from scripts.problems import DataError, Problem
from scripts.views.public import PublicArticle, PublicColumn, PublicSite
from scripts.views.public_links import FEED, absolute

NEWEST = 30
SUMMARY = 160
"""Characters of an article that a reader of the feed sees."""

_ATOM = "http://www.w3.org/2005/Atom"
_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_MIDNIGHT = "T00:00:00+08:00"
"""Days are Chinese days; what hour it was nobody wrote down."""
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot carry."""
_GAP = re.compile("(?<=[。！？；：，、”）》]) ")
"""Between two Chinese sentences stands no blank."""
_ID = uuid.UUID("6f0d8d0e-7c57-5a44-9d1b-2f6a4a0c3f52")
"""Ours: the ids of all feeds made by this program are derived from it."""


def feed(site: PublicSite) -> bytes:
    """Return the newest articles of all columns; links are relative where ``site.url`` is not known."""
    entries = _newest(site)
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "zh-CN"})
    _add(root, "id", identity(site, ""))
    _add(root, "title", site.title)
    _add(root, "updated", max((updated(each) for _, each in entries), default=site.as_of) + _MIDNIGHT)
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": absolute(site, FEED)})
    ET.SubElement(
        root, "link", {"rel": "alternate", "type": "text/html", "href": absolute(site, "index.html")}
    )
    _add(ET.SubElement(root, "author"), "name", site.organiser)
    for column, article in entries:
        _entry(root, site, column, article)
    return _xml(root)


def identity(site: PublicSite, path: str) -> str:
    """Return the id of a page for ever: it follows from who publishes and the path, not from the address."""
    return uuid.uuid5(_ID, f"{site.organiser}\n{path}").urn


def updated(article: PublicArticle) -> str:
    """Return the day of the last correction, else of publication."""
    return max((article.date, *(each.on for each in article.corrections)))


def summary(body: str) -> str:
    """Return the beginning of an article as plain text: its paragraphs and lists, no tables, no headings."""
    from markdown import markdown

    reader = _Words()
    reader.feed(markdown(body, extensions=["tables", "admonition"]))
    reader.close()
    text = _GAP.sub("", " ".join("".join(reader.words).split()))
    return text if len(text) <= SUMMARY else f"{text[: SUMMARY - 1].rstrip()}…"


def sitemap(site: PublicSite, pages: Iterable[str]) -> bytes:
    """Return the addresses of ``pages`` (as ``news/index.html``), with the day an article last changed.

    The form asks for whole addresses, so ``site.url`` must be known.
    """
    changed = {each.path: updated(each) for _, each in _articles(site)}
    root = ET.Element("urlset", {"xmlns": _MAP})
    for page in sorted(pages):
        url = ET.SubElement(root, "url")
        _add(url, "loc", absolute(site, page))
        if page in changed:
            _add(url, "lastmod", changed[page])
    return _xml(root)


def _entry(root: ET.Element, site: PublicSite, column: PublicColumn, article: PublicArticle) -> None:
    entry = ET.SubElement(root, "entry")
    _add(entry, "id", identity(site, article.path))
    _add(entry, "title", article.title)
    _add(entry, "published", article.date + _MIDNIGHT)
    _add(entry, "updated", updated(article) + _MIDNIGHT)
    ET.SubElement(
        entry, "link", {"rel": "alternate", "type": "text/html", "href": absolute(site, article.path)}
    )
    if article.author:
        _add(ET.SubElement(entry, "author"), "name", article.author)
    ET.SubElement(entry, "category", {"term": column.slug, "label": _text(column.title)})
    _add(entry, "summary", _summary(article) or article.title, {"type": "text"})


def _summary(article: PublicArticle) -> str:
    """Return the beginning of an article; DataError names the one that the engine cannot read."""
    try:
        return summary(article.body)
    except RecursionError:
        path = f"docs/public/{article.path.removesuffix('.html')}.md"
        message = "文章读不出来（列表、引用或提示框套得太深；应改写成并列的几段）"
        raise DataError([Problem(path=path, line=1, code="M15", message=message)]) from None


def _articles(site: PublicSite) -> list[tuple[PublicColumn, PublicArticle]]:
    return [(column, article) for column in site.columns for article in column.articles]


def _newest(site: PublicSite) -> list[tuple[PublicColumn, PublicArticle]]:
    found = sorted(_articles(site), key=lambda pair: pair[1].path)
    return sorted(found, key=lambda pair: pair[1].date, reverse=True)[:NEWEST]


def _add(parent: ET.Element, name: str, text: str, attributes: Mapping[str, str] | None = None) -> None:
    ET.SubElement(parent, name, dict(attributes or {})).text = _text(text)


def _text(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _xml(root: ET.Element) -> bytes:
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


class _Words(HTMLParser):
    """The words of a finished text that stand in paragraphs and lists."""

    _SKIPPED = frozenset({"table", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - given by HTMLParser
        self._inside += tag in self._SKIPPED

    def handle_endtag(self, tag: str) -> None:
        self._inside -= tag in self._SKIPPED
        if tag in {"p", "li"}:
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.words.append(data)
