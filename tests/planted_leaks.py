"""Ten ways a secret has reached finished sites, each put into a copy of one."""

import base64
import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass

from scripts.publish.finished import Finished
from tests import hidden_extras as extras

Plant = Callable[[Finished, str], None]
INDEX, DISK_INDEX = "search/search_index.json", "search/search_index.js"


@dataclass(frozen=True, kw_only=True)
class Leak:
    """One way out. ``gate`` is the code that stops it.

    ``staged`` names a file that a page room handed over; ``grep`` tells whether
    a search for the bare word would see it.
    """

    name: str
    plant: Plant
    staged: str = ""
    gate: str = ""
    grep: bool = False


def escaped(word: str) -> str:
    """Return the word as JSON may write it: every letter as a number."""
    return "".join(f"\\u{ord(mark):04x}" for mark in word)


def entities(word: str) -> str:
    """Return the word as HTML and XML may write it."""
    return "".join(f"&#x{ord(mark):x};" for mark in word)


def _write(path: str, make: Callable[[str], bytes]) -> Plant:
    def plant(site: Finished, word: str) -> None:
        file = site.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(make(word))

    return plant


def _search_index(site: Finished, word: str) -> None:
    text = (site.root / INDEX).read_text(encoding="utf-8")
    assert text.endswith("}]}")
    more = f'{text[:-2]}, {{"location": "items/1.05.html", "title": "{escaped(word)}", "text": ""}}]}}'
    (site.root / INDEX).write_text(more, encoding="utf-8")
    (site.root / DISK_INDEX).write_text(f"var __index = {more}", encoding="utf-8")


def _sitemap(site: Finished, word: str) -> None:
    percent = "".join(f"%{ord(mark):02X}" for mark in word)
    text = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{percent}.html</loc></url></urlset>'
    (site.root / "sitemap.xml").write_text(text, encoding="utf-8")
    (site.root / "sitemap.xml.gz").write_bytes(gzip.compress(text.encode(), mtime=0))


def _tags(word: str) -> bytes:
    return json.dumps({"tags": [base64.b64encode(f"owner={word};".encode()).decode()]}).encode()


def _feed(word: str) -> bytes:
    return f"<feed><entry><contributor><name>{entities(word)}</name></contributor></entry></feed>".encode()


def _exif(word: str) -> bytes:
    """Return a picture whose EXIF holds the word as Windows writes it: two bytes a letter."""
    from PIL import Image

    exif = Image.Exif()
    exif[0x9C9D] = word.encode("utf-16-le")
    return extras.picture(exif=exif)


def _drawing(word: str) -> bytes:
    return f"<svg><metadata>{entities(word)}</metadata><path/></svg>".encode()


def _data(word: str) -> bytes:
    return f'{{"unit": "{escaped(word)}"}}'.encode()


def _letter(word: str) -> bytes:
    return extras.letter(extras.core(word))


def _stowaway(word: str) -> bytes:
    return extras.picture() + extras.zipped({"内部/名单.csv": f"姓名\n{word}\n" * 3})


LEAKS = (
    Leak(name="search index", plant=_search_index, gate="G40"),
    Leak(name="tags.json", plant=_write("tags.json", _tags), gate="G02"),
    Leak(name="EXIF", plant=_write("news/a.jpg", _exif), staged="news/a.jpg", gate="G50"),
    Leak(name="hidden sheet", plant=_write("a.xlsx", extras.hidden_sheet), staged="a.xlsx", gate="G51"),
    Leak(name="SVG metadata", plant=_write("news/a.svg", _drawing), staged="news/a.svg", gate="G12"),
    Leak(name="feed", plant=_write("feed.xml", _feed), staged="feed.xml", gate="G42"),
    Leak(name="sitemap", plant=_sitemap, gate="G43"),
    Leak(name="JSON", plant=_write("internal.json", _data), gate="G02"),
    Leak(name="docx author", plant=_write("news/a.docx", _letter), staged="news/a.docx", gate="G51"),
    Leak(name="zip in a picture", plant=_write("news/b.jpg", _stowaway), staged="news/b.jpg", gate="G50"),
)  # fmt: skip
