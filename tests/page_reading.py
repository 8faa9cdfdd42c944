"""Reading staged pages as a browser would get them: front matter, Markdown, HTML."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import markdown
import yaml

from scripts.publish.slugs import slugify

EXTENSIONS = ("admonition", "tables", "toc")


@dataclass
class Outline:
    """What a page consists of: tags with the names of their attributes, and its words."""

    tags: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    text: str = ""


class _Reader(HTMLParser):
    def __init__(self, outline: Outline) -> None:
        super().__init__(convert_charrefs=True)
        self.outline = outline

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.outline.tags.append((tag, tuple(name for name, _ in attrs)))
        self.outline.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.outline.text += data

    def handle_comment(self, _data: str) -> None:
        self.outline.tags.append(("!comment", ()))

    def handle_decl(self, _decl: str) -> None:
        self.outline.tags.append(("!declaration", ()))

    def unknown_decl(self, _data: str) -> None:
        self.outline.tags.append(("!section", ()))

    def handle_pi(self, _data: str) -> None:
        self.outline.tags.append(("!instruction", ()))


def split(page: bytes) -> tuple[dict[str, object], str]:
    """Return front matter and body of a staged page."""
    _, head, body = page.decode().split("---\n", 2)
    return yaml.safe_load(head), body


def to_html(body: str) -> str:
    """Return the body as the site's Markdown makes it."""
    return markdown.markdown(body, extensions=EXTENSIONS, extension_configs={"toc": {"slugify": slugify}})


def outline(html: str) -> Outline:
    """Return what the HTML consists of."""
    found = Outline()
    reader = _Reader(found)
    reader.feed(html)
    reader.close()
    return found


def read(page: bytes) -> Outline:
    """Return what a staged page consists of once rendered."""
    return outline(to_html(split(page)[1]))


def broken_links(pages: Mapping[str, bytes], files: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield each link of each page that leads to no page and no file of the site."""
    there = {path.removesuffix(".md") + ".html" for path in pages} | files
    for path, page in pages.items():
        for link in read(page).links:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), _page(link)))
            if link.startswith("#"):
                target = path.removesuffix(".md") + ".html"
            if not link.startswith("tel:") and target not in there:
                yield f"{path}: {link}"


def _page(link: str) -> str:
    """The page a link names; a Markdown link names the source, as mkdocs expects."""
    plain = unquote(urlsplit(link).path)
    return plain.removesuffix(".md") + ".html" if plain.endswith(".md") else plain
