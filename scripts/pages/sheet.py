"""The form of a staged page: front matter, Markdown headings, HTML blocks."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from scripts.pages.links import linker
from scripts.pages.templates import html
from scripts.pages.text import clean, plain

WIDE = ("navigation", "toc")


@dataclass(frozen=True)
class Heading:
    """A heading of our own making; its text may hold words of people."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Block:
    """A template and what it shows."""

    template: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Prose:
    """Markdown by the office, checked for raw HTML when it was loaded."""

    markdown: str


Part: TypeAlias = Heading | Block | Prose


def block(template: str, **values: Any) -> Block:
    """Name a template with its values; ``url`` is added when the page is written."""
    return Block(template, values)


@dataclass(frozen=True)
class Sheet:
    """One page: ``path`` ends in ``.html``; ``hide`` names sidebars to leave out.

    Title and description are plain text: who stages the page escapes front matter.
    A page that is not ``searchable`` stays out of the search box.
    """

    path: str
    title: str
    parts: tuple[Part, ...]
    hide: tuple[str, ...] = ()
    description: str = ""
    searchable: bool = True

    def text(self) -> str:
        """The staged Markdown; blank lines stand around each part and nowhere inside HTML."""
        head = [f"title: {_quoted(self.title)}"]
        if self.description:
            head.append(f"description: {_quoted(self.description)}")
        if self.hide:
            head.append(f"hide: [{', '.join(self.hide)}]")
        if not self.searchable:
            head.append("search: {exclude: true}")
        front = "\n".join(["---", *head, "---"])
        return "\n\n".join([front, *filter(None, map(self._part, self.parts))]) + "\n"

    def _part(self, part: Part) -> str:
        match part:
            case Heading(text, level):
                return f"{'#' * level} {plain(text)}"
            case Prose(markdown):
                return markdown.strip("\n")
            case Block(template, values):
                return html(template, {"url": linker(self.path), **values})


def _quoted(text: str) -> str:
    return json.dumps(clean(text), ensure_ascii=False)
