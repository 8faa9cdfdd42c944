"""The links inside an article: where they lead, and what is left of them when that is not public."""

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_WORDS = r"\[(?P<words>[^\[\]\n]*)\]"
_TARGET = r"\((?P<target>[^()\s]*)(?:[ \t]+(?:\"[^\"()\n]*\"|'[^'()\n]*'))?[ \t]*\)"
_LINK = re.compile(rf"(?<!!){_WORDS}{_TARGET}")
_IMAGE = re.compile(rf"!{_WORDS}{_TARGET}")
_DEFINITION = re.compile(r"^(?:[ \t]|>|[-+*][ \t]|[0-9]{1,9}\.[ \t])*(\[[^\[\]]*\]:.*)", re.MULTILINE)
_JOINT = re.compile(r"\]\(")


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link or a picture in a text of Markdown. ``line`` counts from 0."""

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
    for found in _LINK.finditer(body):
        yield _link(body, found)
    for found in _DEFINITION.finditer(body):
        yield Link(line=_line(body, found.start(1)), words="", target=" ".join(found[1].split()))


def images_in(body: str) -> Iterator[Link]:
    """Yield every picture of an article."""
    for found in _IMAGE.finditer(body):
        yield _link(body, found)


def odd_links(body: str) -> Iterator[int]:
    """Yield the lines of what the engine may take for a link and these rules cannot read.

    Such are brackets in brackets, a text or a target on two lines, blanks in a target.
    """
    read = {found.end("words") for each in (_LINK, _IMAGE) for found in each.finditer(body)}
    lines = (_line(body, found.start()) for found in _JOINT.finditer(body) if found.start() not in read)
    yield from dict.fromkeys(lines)


def _link(body: str, found: "re.Match[str]") -> Link:
    return Link(line=_line(body, found.start()), words=found["words"], target=found["target"])


def _line(body: str, at: int) -> int:
    return body.count("\n", 0, at)


def page_of(link: Link, page: str) -> str:
    """Return the page a link leads to, below ``docs/public``, as seen from ``page``."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), link.path))


def dead_links(body: str, page: str, is_open: Callable[[str], bool]) -> Iterator[Link]:
    """Yield the links of an article to pages that are not open."""
    yield from (each for each in links_in(body) if each.is_page and not is_open(page_of(each, page)))


def only_open(body: str, page: str, is_open: Callable[[str], bool]) -> str:
    """Return the text with links to pages that are not open turned into their words."""

    def kept(found: "re.Match[str]") -> str:
        link = _link(body, found)
        return found["words"] if link.is_page and not is_open(page_of(link, page)) else found[0]

    return _LINK.sub(kept, body)


def words_only(body: str) -> str:
    """Return the text with links turned into their words and pictures into their descriptions."""
    return _LINK.sub(
        lambda found: found["words"], _IMAGE.sub(lambda found: f"〔图：{found['words']}〕", body)
    )
