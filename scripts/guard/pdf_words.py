"""What a cleaned pdf says, where it leads, and on which pages a person must look for himself."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

from scripts.guard.files import Unfit
from scripts.guard.pdf_walk import at, reachable

WEB = ("http://", "https://", "mailto:")
_UNREAD = "pdf 的文字读不出来，不能核对（应重新“输出为 PDF”）"
_SIMPLE = frozenset({"/Type1", "/MMType1", "/TrueType"})
_SYMBOLIC = 4
_TELLING = ("/Uni", "/GB")
"""How the names of the encodings begin whose signs are letters of themselves."""
_HALF = 0.5
"""Of a page: pictures that cover more may be a scan of text."""
_LARGE = 1_000_000
"""Pixels of a picture inside a form, whose place on the page is not worked out."""
_MANY_DIGITS = re.compile(r"(?:[0-9][^0-9]*){5}")
_BETWEEN = "\n\n另：\n\n"


def pdf_texts(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the text and the links of each page of a cleaned pdf with the page's name, then its names."""
    for number, page in enumerate(_pages(data), 1):
        place = f"第 {number} 页"
        yield place, "\n".join([page.said, *map(address_of, links_of(page.page))])
        for form in _forms(page.page):
            yield place, _said(page.page, form)
    yield from _by_encoding(data)
    yield "文件内部的名称", _BETWEEN.join(sorted(_names(data)))


def _by_encoding(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the pages once more as their fonts show them, where a font says something else for copying."""
    reader = PdfReader(io.BytesIO(data))
    fonts = [node for node in reachable(reader.trailer.raw_get("/Root")) if is_plainly_encoded(node)]
    for font in fonts:
        del font["/ToUnicode"]
    for number, page in enumerate(reader.pages if fonts else (), 1):
        yield f"第 {number} 页", _said(page)


def pdf_links(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the address of each link of a cleaned pdf, with the page's name."""
    for number, page in enumerate(_pages(data), 1):
        yield from ((f"第 {number} 页", address_of(link)) for link in links_of(page.page))


def unread_pages(data: bytes) -> tuple[bool, list[int]]:
    """Return whether there is any text, and the pages on which something shows that is not read as text."""
    pages = _pages(data)
    is_said = any(char.isalnum() for page in pages for char in page.said)
    return is_said, [
        number for number, page in enumerate(pages, 1) if page.is_covered or _has_dumb_font(page.page)
    ]


@dataclass(frozen=True, kw_only=True)
class _Page:
    """A page, what it says, and whether pictures cover most of it."""

    page: PageObject
    said: str
    is_covered: bool


@lru_cache(maxsize=8)
def _pages(data: bytes) -> tuple[_Page, ...]:
    return tuple(map(_read, PdfReader(io.BytesIO(data)).pages))


def _read(page: PageObject) -> _Page:
    own = _own_pictures(page)
    covered = [0.0]

    def look(operator: bytes, operands: Any, matrix: Any, _: Any) -> None:
        if operator == b"INLINE IMAGE" or (operator == b"Do" and operands and operands[0] in own):
            covered[0] += abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])

    try:
        said = page.extract_text(visitor_operand_before=look)
    except Exception:  # noqa: BLE001 - a hostile file may fail anywhere in the reader
        raise Unfit([_UNREAD]) from None
    whole = abs(float(page.mediabox.width) * float(page.mediabox.height))
    inner = (node for form in _forms(page) for node in reachable(at(form, "/Resources")))
    is_covered = covered[0] > _HALF * whole or any(_is_large(node) for node in inner)
    return _Page(page=page, said=said, is_covered=is_covered)


def _said(page: PageObject, form: Any = None) -> str:
    try:
        return page.extract_text() if form is None else page.extract_xform_text(form)
    except Exception:  # noqa: BLE001 - a hostile file may fail anywhere in the reader
        raise Unfit([_UNREAD]) from None


def links_of(page: DictionaryObject) -> Iterator[DictionaryObject]:
    """Yield the links of a page that lead to the web or to a mailbox."""
    for note in notes_of(page):
        if at(note, "/Subtype") == "/Link" and address_of(note).startswith(WEB):
            yield note


def notes_of(page: DictionaryObject) -> Iterator[DictionaryObject]:
    """Yield the annotations of a page."""
    notes = at(page, "/Annots")
    for each in notes if isinstance(notes, ArrayObject) else ():
        note = each.get_object()
        if isinstance(note, DictionaryObject):
            yield note


def address_of(link: DictionaryObject) -> str:
    """Return where a link leads; '' for none that has an address."""
    return str(at(at(link, "/A"), "/URI") or "")


def _forms(page: PageObject) -> Iterator[StreamObject]:
    """Yield what a page keeps to draw with, drawn or not: forms, patterns, glyphs that show text."""
    for node in reachable(at(page, "/Resources")):
        if isinstance(node, StreamObject) and (
            at(node, "/Subtype") == "/Form" or at(node, "/PatternType") == 1
        ):
            yield node


def is_plainly_encoded(node: DictionaryObject) -> bool:
    """Whether a font's signs are those of its encoding, whatever its table for copying says."""
    if at(node, "/Subtype") not in _SIMPLE or "/ToUnicode" not in node:
        return False
    about = at(node, "/FontDescriptor")
    if not any(at(about, key) for key in ("/FontFile", "/FontFile2", "/FontFile3")):
        return not isinstance(at(node, "/Encoding"), DictionaryObject)
    return isinstance(at(node, "/Encoding"), NameObject) and not int(at(about, "/Flags") or 0) & _SYMBOLIC


def _has_dumb_font(page: PageObject) -> bool:
    """Whether a page may use a font that does not tell which letters its signs are."""
    return any(map(_is_dumb, reachable(at(page, "/Resources"))))


def _is_dumb(node: DictionaryObject) -> bool:
    if at(node, "/Type") != "/Font" or at(node, "/ToUnicode") is not None:
        return False
    return at(node, "/Subtype") == "/Type3" or (
        at(node, "/Subtype") == "/Type0" and not str(at(node, "/Encoding")).startswith(_TELLING)
    )


def _own_pictures(page: PageObject) -> frozenset[str]:
    named = at(at(page, "/Resources"), "/XObject")
    return frozenset(key for key in named or () if _is_picture(named[key]))


def _is_picture(node: Any) -> bool:
    return isinstance(node, StreamObject) and at(node, "/Subtype") == "/Image"


def _is_large(node: DictionaryObject) -> bool:
    return _is_picture(node) and int(at(node, "/Width") or 0) * int(at(node, "/Height") or 0) > _LARGE


def _names(data: bytes) -> set[str]:
    """Return the names and texts inside a pdf that may say something to a person."""
    found: set[str] = set()
    for node in reachable(PdfReader(io.BytesIO(data)).trailer.raw_get("/Root")):
        values = (node.raw_get(key) for key in node if key != "/URI")
        listed = chain.from_iterable(each for each in values if isinstance(each, ArrayObject))
        for each in chain(node, (node.raw_get(key) for key in node if key != "/URI"), listed):
            if isinstance(each, str) and (_MANY_DIGITS.search(each) or not each.isascii()):
                found.add(each)
    return found
