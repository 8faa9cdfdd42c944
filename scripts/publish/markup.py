"""Reading finished pages without trusting how they were made.

A page is cut at every ``<`` and ``>``; each piece between must be exactly one
well-formed tag, and no such character may stand outside a piece. Whatever this
cut cannot explain is a finding, so no comment, unclosed quote or raw-text
element can hide a tag from the gates that a browser would see. Names and values
are then read by the standard HTML parser, once per different piece: pages share
nearly all of theirs.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html.parser import HTMLParser

_PIECE = re.compile(r"<[^<>]*>")
_NAME = r"[A-Za-z][A-Za-z0-9:-]*"
_VALUE = r"""(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+)"""
_ATTRIBUTE = rf"\s+[A-Za-z_:][A-Za-z0-9_:.-]*(?:\s*=\s*{_VALUE})?"
_SHAPE = re.compile(rf"<{_NAME}(?:{_ATTRIBUTE})*\s*/?>|</{_NAME}\s*>", re.ASCII)
_PROLOG = re.compile(r"<!doctype html>|<\?xml version=\"1\.0\" encoding=\"utf-8\"\?>", re.IGNORECASE)


@dataclass(frozen=True)
class Tag:
    """One start tag: lower-case name and attributes, character references resolved."""

    name: str
    attributes: tuple[tuple[str, str], ...]

    @cached_property
    def named(self) -> Mapping[str, str]:
        """The attributes by name; of a repeated one the first counts, as in browsers."""
        return dict(reversed(self.attributes))


@dataclass(frozen=True)
class Markup:
    """One page or drawing, cut into pieces."""

    text: str

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """Every different piece from ``<`` to ``>``, in order of first appearance."""
        return tuple(dict.fromkeys(_PIECE.findall(self.text)))

    def tags(self) -> Iterator[tuple[str, Tag]]:
        """Yield each different start tag with the piece it was read from."""
        for piece in self.pieces:
            tag = read_tag(piece)
            if tag:
                yield piece, tag

    @staticmethod
    def in_order(text: str) -> Iterator[tuple[str, Tag]]:
        """Yield every start tag of a part of the page as it stands there, repeated ones too."""
        for piece in _PIECE.findall(text):
            tag = read_tag(piece)
            if tag:
                yield piece, tag

    def unreadable(self) -> Iterator[str]:
        """Yield what is no tag and no text: comments, broken tags, stray marks."""
        yield from (piece for piece in self.pieces if not _explained(piece))
        rest = _PIECE.sub("", self.text)
        yield from (mark for mark in "<>" if mark in rest)

    def line(self, piece: str) -> int:
        """Return the line of the first ``piece``, from 1."""
        place = self.text.find(piece)
        return self.text.count("\n", 0, max(place, 0)) + 1

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id on the page, and the names of old-style anchors."""
        keys = ("id", "name")
        return frozenset(tag.named[key] for _, tag in self.tags() for key in keys if key in tag.named)

    @cached_property
    def repeated_ids(self) -> tuple[str, ...]:
        """The ids that more than one element carries."""
        times = Counter(
            tag.named["id"]
            for piece in self.pieces
            if " id=" in piece.lower() and (tag := read_tag(piece)) and "id" in tag.named
            for _ in range(self.text.count(piece))
        )
        return tuple(sorted(given for given, count in times.items() if count > 1))


@lru_cache(maxsize=100_000)
def read_tag(piece: str) -> Tag | None:
    """Return the start tag that ``piece`` is; None for end tags and what is no tag."""
    if not _SHAPE.fullmatch(piece) or piece.startswith("</"):
        return None
    reader = _Reader()
    reader.feed(piece)
    return reader.tag


def _explained(piece: str) -> bool:
    """Return whether ``piece`` is one well-formed tag or the line on top."""
    return bool(_SHAPE.fullmatch(piece) or _PROLOG.fullmatch(piece))


class _Reader(HTMLParser):
    """The standard parser, asked for one start tag."""

    tag: Tag | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tag = Tag(tag, tuple((name, value or "") for name, value in attrs))
