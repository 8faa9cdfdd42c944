"""Words of people never become code: whatever is typed, the page keeps its shape."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from scripts.pages.internal import internal_pages
from scripts.pages.links import linker
from scripts.pages.public import public_pages
from scripts.pages.sheet import Heading, Sheet, block
from scripts.pages.text import clean, plain
from tests.page_items import busy_item, veto_item
from tests.page_public import public_site
from tests.page_reading import outline, read, split, to_html
from tests.page_views import campaign, internal_site

TOKENS = (
    "<script>alert(1)</script>", "</title><script>x</script>", "<img src=x onerror=x>", "<!--",
    "-->", "<![CDATA[", "]]>", "<?php", "&lt;", "&#60;", "&", "<", ">", '"', "'", "`", "```",
    "\n\n", "\n", "\r\n", "\t", "    code", "# h", "## h", "===", "---", "***", "* a", "- a",
    "1. a", "> q", "!!! note", "| a | b |\n|---|---|", "[a](javascript:x)", "![a](//evil/x.png)",
    "[a]: //evil", "[TOC]", "{ onclick=x }", "{: .x }", "{{ 7*7 }}", "{% raw %}", "--8<-- x", "$x$",
    "\\", "\\<b>", "https://evil.example", "<https://evil.example>", "a@b.c", "__config", "</div>",
    "</p>", "<div markdown=1>", "\u202e", "\u200b", "\ufeff", "\x00", "\x02wzxhzdk:0\x03", "\ud800",
    "＜script＞", "中文", "〔内部〕", "1.05", " ",
)  # fmt: skip
HOSTILE = st.lists(st.sampled_from(TOKENS), min_size=1, max_size=6).map("".join)
HARMLESS = "字"


@given(HOSTILE)
def test_a_heading_shows_what_was_typed(text: str) -> None:
    """A heading is one heading with exactly the words typed, through the site's Markdown."""
    shown = f"{clean(text)}字"
    found = outline(to_html(Sheet("a.html", "a", (Heading(f"{text}字"),)).text().split("---\n", 2)[2]))

    assert found.tags == [("h2", ("id",))]
    assert shown.replace(" ", "") == found.text.strip().replace(" ", "")


@given(HOSTILE)
def test_a_page_title_is_text(text: str) -> None:
    """A title is read back as typed and adds no key to the front matter."""
    front, _ = split(Sheet("a.html", text, (Heading("a"),)).text().encode("utf-8"))

    assert {"title": clean(text)} == front
    assert clean(text) == yaml.safe_load(yaml.safe_dump(front))["title"]


@given(HOSTILE)
def test_text_in_a_block_stays_text(text: str) -> None:
    """In a block the same elements stand with the same attributes, and the words as typed."""
    guides = Sheet(
        "a.html", "a", (block("register.html", rows=[]), block("item/standard.html", item=_Standard(text)))
    )
    found = read(guides.text().encode())

    assert [tag for tag, _ in found.tags] == ["p", "dl", "dt", "dd", "dt", "dd"]
    assert clean(text) in " ".join(found.text.split("\n"))


class _Standard:
    def __init__(self, text: str) -> None:
        self.content, self.scoring_rule = text, HARMLESS


_TYPED = {
    *("path", "prefix", "kind", "state", "light", "date", "due", "on", "due_text", "slug", "file", "id"),
    *("self_", "verified", "reachable", "max", "points", "gain", "box", "phone", "closed_on", "done"),
    *("lead", "unit", "support", "item", "entries", "body"),
}
"""Fields that are no free words: numbers, days, names looked up elsewhere, Markdown by the office."""


def _spoilt(value: Any, text: str) -> Any:
    """Return a view with ``text`` in place of every free word."""
    if is_dataclass(value) and not isinstance(value, type):
        free = {each.name for each in fields(value)} - _TYPED
        return replace(value, **{name: _spoilt(getattr(value, name), text) for name in free})
    if isinstance(value, tuple):
        return tuple(_spoilt(each, text) for each in value)
    return text if isinstance(value, str) and value else value


@given(HOSTILE)
def test_no_field_of_an_item_changes_the_shape_of_its_page(text: str) -> None:
    """Whatever a department writes, its pages hold the elements they hold for harmless words."""
    for make in (busy_item, veto_item):
        item = make()
        words = {path: read(page).tags for path, page in _item_pages(item, HARMLESS).items()}
        assert words == {path: read(page).tags for path, page in _item_pages(item, f"{text}字").items()}


def _item_pages(item: Any, text: str) -> dict[str, bytes]:
    spoilt = _spoilt(item, text)
    rest = tuple(each for each in campaign().items if each.id != item.id)
    pages = internal_pages(internal_site(campaign(items=(spoilt, *rest)), guides=()), {})
    wanted = (f"items/{item.id}.md", "board.md", "evidence.md", "schedule.md")
    return {path: pages[path] for path in wanted}


@given(HOSTILE)
def test_no_public_field_changes_the_shape_of_a_page(text: str) -> None:
    """The same holds for every word of the public site, hand-written Markdown aside."""
    assert _public_shape(HARMLESS) == _public_shape(f"{text}字")


def _public_shape(text: str) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    site = public_site()
    columns = tuple(
        replace(each, title=text, articles=tuple(_spoilt(article, text) for article in each.articles))
        for each in site.columns
    )
    spoilt = replace(_spoilt(replace(site, columns=()), text), columns=columns)
    return {path: read(page).tags for path, page in public_pages(spoilt, {}).items()}


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=40))
def test_plain_text_holds_no_ascii_mark(text: str) -> None:
    """After escaping only letters, digits, spaces and entities of our own are left of ASCII."""
    left = "".join(part.partition(";")[2] if i else part for i, part in enumerate(plain(text).split("&#")))

    assert not [mark for mark in left if mark.isascii() and not mark.isalnum() and mark != " "]


def test_links_are_quoted() -> None:
    """A query in Chinese and an odd path become a valid address."""
    url = linker("b/items/1.01.html")

    assert url("majors/index.html?灯=红") == "../../majors/index.html?%E7%81%AF=%E7%BA%A2"
    assert url("b/x y.html") == "../x%20y.html"
