"""The links inside an article: where they lead, and what is left of them when that is not public."""

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_LINK = re.compile(r"(?<!!)\[(?P<words>[^\]\n]*)\]\((?P<target>[^()\s]*)(?P<rest>[^()\n]*)\)")
_IMAGE = re.compile(r"!\[(?P<words>[^\]\n]*)\]\([^()\n]*\)")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]+\]:")


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link in a line of Markdown. ``line`` counts from 0."""

    line: int
    words: str
    target: str

    @property
    def is_page(self) -> bool:
        """Whether it leads to another hand-written page."""
        return ":" not in self.target and self.path.endswith(".md")

    @property
    def path(self) -> str:
        """The target without its fragment."""
        return self.target.partition("#")[0]


def links_in(body: str) -> Iterator[Link]:
    """Yield every link of an article; a definition of a reference is one without words."""
    for number, line in enumerate(body.split("\n")):
        for found in _LINK.finditer(line):
            yield Link(line=number, words=found["words"], target=found["target"])
        if _DEFINITION.match(line):
            yield Link(line=number, words="", target=line.strip())


def page_of(link: Link, page: str) -> str:
    """Return the page a link leads to, below ``docs/public``, as seen from ``page``."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), link.path))


def dead_links(body: str, page: str, is_open: Callable[[str], bool]) -> Iterator[Link]:
    """Yield the links of an article to pages that are not open."""
    yield from (each for each in links_in(body) if each.is_page and not is_open(page_of(each, page)))


def only_open(body: str, page: str, is_open: Callable[[str], bool]) -> str:
    """Return the text with links to pages that are not open turned into their words."""

    def kept(found: "re.Match[str]") -> str:
        link = Link(line=0, words=found["words"], target=found["target"])
        return found["words"] if link.is_page and not is_open(page_of(link, page)) else found[0]

    return _LINK.sub(kept, body)


def words_only(body: str) -> str:
    """Return the text with links turned into their words and pictures into their descriptions."""
    return _LINK.sub(
        lambda found: found["words"], _IMAGE.sub(lambda found: f"〔图：{found['words']}〕", body)
    )
