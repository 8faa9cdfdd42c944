"""The public column as it stood on a day: each text as it read then, the decisions made on it by then.

A piece comes with the last decision on its first text (unsigned, on the day it
was drafted). A correction says what the text read before, a milestone since
when it is known; so every earlier text follows from the last one.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ARTICLES = "docs/public/"
TABLES = "data/publicity/"
REVIEWS = f"{TABLES}reviews.csv"

_KEY = re.compile(r"^(title|date|drafted): (.+)$", re.MULTILINE)
_BESIDE = re.compile(r"^  - \{file: ([a-z0-9_.-]+),", re.MULTILINE)
_CORRECTION = re.compile(
    r"^  - \{on: (?P<on>[0-9-]{10}), was: (?P<was>.+), now: (?P<now>.+), why: (?P<why>.+)\}\n", re.MULTILINE
)
_MILESTONE = re.compile(r"^  - \{on: (?P<on>[0-9-]{10}),.*\n", re.MULTILINE)

Versions = list[tuple[str, bytes]]
"""The texts a file had, oldest first, each with the day from which."""


@dataclass(frozen=True, kw_only=True)
class ColumnPast:
    """Every file of the column by path: the texts it had; the lines of the reviews with their days.

    ``owners`` says for a picture or document which article it came with.
    """

    versions: Mapping[str, Versions]
    owners: Mapping[str, str]
    header: str
    reviews: tuple[tuple[str, str, str], ...]

    def days(self) -> set[str]:
        """Return every day on which one of the files changed."""
        texts = {day for versions in self.versions.values() for day, _ in versions if day}
        return texts | {day for day, _, _ in self.reviews}

    def at(self, day: str) -> dict[str, bytes]:
        """Return the files as they stood at the end of a day."""
        found = {path: _at(versions, day) for path, versions in self.versions.items()}
        lines = [self.header, *(line for on, _, line in self.reviews if on <= day)]
        return {path: text for path, text in found.items() if text is not None} | {
            REVIEWS: "".join(f"{line}\n" for line in lines).encode()
        }


def past_of(files: Mapping[str, bytes], publicity: str) -> ColumnPast:
    """Return the past of the column; ``publicity`` is the path of the campaign's public words."""
    header, *lines = files[REVIEWS].decode().splitlines()
    rows = list(csv.DictReader([header, *lines]))
    released = _released((row["path"], row["digest"], row["on"]) for row in rows)
    first = _first(released)
    reviews = tuple(
        (released[row["path"], row["digest"]], row["path"], line)
        for row, line in zip(rows, lines, strict=True)
    )
    articles = [path for path in files if path.startswith(ARTICLES) and path.endswith(".md")]
    versions = {path: article_versions(files[path], _arrival(path, files, first)) for path in articles}
    owners = {name: path for path in articles for name in _beside(path, files[path])}
    versions |= {name: [(versions[path][0][0], files[name])] for name, path in owners.items()}
    tables = [path for path in files if path.startswith(TABLES) and path != REVIEWS]
    versions |= {path: [(first.get(path, ""), files[path])] for path in tables}
    versions[publicity] = publicity_versions(files[publicity])
    return ColumnPast(versions=versions, owners=owners, header=header, reviews=reviews)


def article_versions(content: bytes, arrival: str) -> Versions:
    """Return the texts of an article that came on ``arrival``: before its corrections, and after each."""
    text = content.decode()
    corrections = list(_CORRECTION.finditer(text))
    if not corrections:
        return [(arrival, content)]
    last = corrections[-1]
    before = text.replace(last[0], "", 1)
    if len(corrections) == 1:
        before = before.replace("corrections:\n", "", 1)
    before = before.replace(last["now"], last["was"], 1)
    return [*article_versions(before.encode(), arrival), (last["on"], content)]


def publicity_versions(content: bytes) -> Versions:
    """Return the texts of ``publicity.yml``, which grows by a milestone at a time."""
    text = content.decode()
    days = sorted({found["on"] for found in _MILESTONE.finditer(text)})
    return [(day if day > days[0] else "", _known(text, day).encode()) for day in days] or [("", content)]


def title_of(content: bytes) -> str:
    """Return the title of an article."""
    keys: dict[str, str] = dict(_KEY.findall(content.decode()))
    return keys["title"]


def why_corrected(content: bytes) -> str:
    """Return why an article was corrected last; '' when it never was."""
    found = list(_CORRECTION.finditer(content.decode()))
    return found[-1]["why"] if found else ""


def _known(text: str, day: str) -> str:
    return _MILESTONE.sub(lambda found: found[0] if found["on"] <= day else "", text)


def _released(rows: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str], str]:
    """Return the day of the last decision on each text of each piece."""
    found: dict[tuple[str, str], str] = {}
    for path, digest, on in rows:
        found[path, digest] = max(on, found.get((path, digest), ""))
    return found


def _first(released: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """Return the day on which the first text of each piece was decided."""
    found: dict[str, str] = {}
    for (path, _), day in released.items():
        found[path] = min(day, found.get(path, day))
    return found


def _arrival(path: str, files: Mapping[str, bytes], first: Mapping[str, str]) -> str:
    if path.endswith("/index.md"):
        return ""
    keys: dict[str, str] = dict(_KEY.findall(files[path].decode()))
    return first.get(path) or keys.get("drafted") or keys["date"]


def _beside(path: str, content: bytes) -> list[str]:
    folder = path.rpartition("/")[0]
    return [f"{folder}/{name}" for name in _BESIDE.findall(content.decode())]


def _at(versions: Versions, day: str) -> bytes | None:
    found = [text for since, text in versions if since <= day]
    return found[-1] if found else None
