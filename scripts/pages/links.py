"""Addresses: every link is relative, so a site may be moved or opened from disk."""

from collections.abc import Callable
from posixpath import dirname, relpath
from urllib.parse import quote

Url = Callable[[str], str]


def linker(page: str) -> Url:
    """Return the function that turns a page of the site into a link from ``page``.

    Both are paths from the top of the site, such as ``items/3.02.html``; a
    query (``?灯=红``) or an anchor may follow the target.
    """
    start = dirname(page) or "."

    def url(target: str) -> str:
        path, mark, rest = _split(target)
        return quote(relpath(path, start)) + mark + quote(rest, safe="=&")

    return url


def _split(target: str) -> tuple[str, str, str]:
    for mark in ("?", "#"):
        path, found, rest = target.partition(mark)
        if found:
            return path, mark, rest
    return target, "", ""


def source_of(page: str) -> str:
    """``items/3.02.html`` → ``items/3.02.md``, the staged file behind the page."""
    return page.removesuffix(".html") + ".md"


def page_of(name: str) -> str:
    """``guide/start.md`` → ``guide/start.html``; a page stays as it is."""
    return name.removesuffix(".md").removesuffix(".html") + ".html"
