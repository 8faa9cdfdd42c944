"""The inline scripts that the theme itself writes, learnt from empty pages.

Before a site is built, the same templates are rendered for control pages that
hold no data: no site name, no menu, no text. Whatever inline script stands
there is the theme's; anything else in the finished site is not. One control
page per folder depth is needed, because the theme writes the way back to the
top folder into a script.
"""

import base64
import copy
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

ELEMENT = re.compile(r"<script(?P<attrs>[^<>]*)>(?P<code>.*?)</script>", re.DOTALL)
"""A script element; its code ends at the first end tag, as in a browser."""


@dataclass(frozen=True)
class KnownScripts:
    """``elements``: whole script elements. ``sources``: words for the page's CSP."""

    elements: frozenset[str]
    sources: tuple[str, ...]

    def strip(self, page: str) -> str:
        """Return ``page`` with the known inline scripts blanked, line by line."""
        return ELEMENT.sub(self._blank, page)

    def _blank(self, found: "re.Match[str]") -> str:
        """Keep an unknown element as it is; of a known one keep the line breaks."""
        return "\n" * found[0].count("\n") if found[0] in self.elements else found[0]


def learn(config: "MkDocsConfig", env: "Environment", depth: int) -> KnownScripts:
    """Return the theme's inline scripts for pages up to ``depth`` folders deep."""
    pages = _control_pages(config, env, range(depth + 1))
    found = [element for page in pages for element in ELEMENT.finditer(page) if element["code"]]
    runs = {element["code"] for element in found if "application/json" not in element["attrs"]}
    return KnownScripts(
        elements=frozenset(element[0] for element in found),
        sources=tuple(sorted(f"'sha256-{_digest(code)}'" for code in runs)),
    )


def _control_pages(config: "MkDocsConfig", env: "Environment", depths: Iterable[int]) -> Iterable[str]:
    """Yield one page per depth and the error page, rendered from nothing."""
    from mkdocs.commands.build import get_context
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    empty = copy.copy(config)
    empty.update(site_name="", nav=[], extra={"generator": False})
    nav, none = Navigation([], []), Files([])
    for depth in depths:
        file = File("x/" * depth + "x.md", None, "", use_directory_urls=False)
        page = Page("", file, empty)
        page.content = ""
        yield env.get_template("main.html").render(get_context(nav, none, empty, page))
    yield env.get_template("404.html").render(get_context(nav, none, empty, base_url="/"))


def _digest(code: str) -> str:
    """Return the digest of a script as a Content-Security-Policy writes it."""
    return base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
