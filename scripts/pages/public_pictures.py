"""The pictures in an article's text: each on a line of its own becomes a figure with its owner."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from scripts.pages.sheet import Block, Part, Prose, block
from scripts.views.public import PublicArticle, PublicPicture

_ALONE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<file>[^)\s]+)[^)]*\)\s*")
_FENCE = re.compile(r"\s*(```|~~~)")
_TARGET = re.compile(r"(?P<before>\]\(\s*|^\s*\[[^\]]+\]:\s*)(?P<target>[^)\s]+)", re.MULTILINE)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[#/]")
_PNG = b"\x89PNG\r\n\x1a\n"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The markers of a JPEG after which its height and width stand."""


def body_parts(article: PublicArticle, files: Mapping[str, bytes]) -> Iterator[Part]:
    """Yield the text in Markdown and, between, its pictures as figures."""
    owned = {picture.path: picture for picture in article.pictures}
    folder = posixpath.dirname(article.path)
    for figure, lines in groupby(_lines(article.body, folder, owned), key=lambda pair: pair[0]):
        if figure:
            picture = owned[figure[1]]
            size = picture_size(files.get(picture.path, b""))
            yield block("public/picture.html", picture=picture, alt=figure[0], size=size)
        else:
            yield Prose("\n".join(line for _, line in lines))


def _lines(
    body: str, folder: str, owned: Mapping[str, PublicPicture]
) -> Iterator[tuple[tuple[str, str] | None, str]]:
    """Yield each line, with what it shows and where that lies when it is one of the pictures alone."""
    fenced = False
    for line in body.split("\n"):
        fenced ^= bool(_FENCE.match(line))
        found = None if fenced else _ALONE.fullmatch(line)
        path = posixpath.join(folder, found["file"]) if found else ""
        yield ((found["alt"], path) if found and path in owned else None), line


def uncredited(article: PublicArticle, files: Mapping[str, bytes]) -> tuple[PublicPicture, ...]:
    """The pictures that stand inside a line of text, where no caption can name their owner."""
    shown = {part.values["picture"].path for part in body_parts(article, files) if isinstance(part, Block)}
    return tuple(picture for picture in article.pictures if picture.path not in shown)


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or JPEG in pixels; None when it is neither or is not there."""
    if data.startswith(_PNG):
        return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    return _jpeg_size(data) if data.startswith(b"\xff\xd8") else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:  # noqa: PLR2004 - the mark before each segment
        if data[place + 1] in _FRAMES:
            height, width = data[place + 5 : place + 7], data[place + 7 : place + 9]
            return int.from_bytes(width), int.from_bytes(height)
        place += 2 + int.from_bytes(data[place + 2 : place + 4])
    return None


def moved(body: str, page: str, prefix: str) -> str:
    """The text for the same page below ``prefix``: pages are there too, files are not."""

    def target(found: re.Match[str]) -> str:
        address = found["target"]
        is_page = address.partition("#")[0].endswith((".md", ".html"))
        if is_page or _ELSEWHERE.match(address):
            return found[0]
        there = posixpath.join(posixpath.dirname(page), address)
        start = posixpath.dirname(f"{prefix}{page}")
        return found["before"] + posixpath.relpath(there, start)

    return _TARGET.sub(target, body)
