"""Evidence files that come with a filing: taken by the name typed, kept by the entry's id."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from scripts.filing.entries import Entry, Path
from scripts.filing.flat import Flat
from scripts.load.evidence import SIZE_LIMIT
from scripts.problems import Problem

Fetch = Callable[[str], bytes | None]
"""Return the content of a file by the name typed; None when there is no such plain file."""

_KEPT = re.compile(r"[0-9]{1,2}\.[0-9]{2,3}/[^/]+")
_ENDINGS = ("pdf", "jpg", "png", "docx", "xlsx")
_MB = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Enclosed:
    """The entries with the names files are kept under, the files by that name, and what is wrong."""

    entries: tuple[Entry, ...]
    files: dict[str, bytes]
    problems: tuple[Problem, ...]


def enclosed(entries: Sequence[Entry], now: Flat, fetch: Fetch | None) -> Enclosed:
    """Return the entries with their files taken in; ``fetch`` is None when no folder was named."""
    found: list[Entry] = []
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for entry in entries:
        if entry.path[0] != "evidence" or entry.path[-1] != "file" or not _is_new(entry, now):
            found.append(entry)
            continue
        content = fetch(entry.new or "") if fetch else None
        if content is None or (fault := _fault(entry.new or "", content)):
            problems.append(_problem(entry, fetch, "" if content is None else fault))
            continue
        name = f"{entry.item}/{entry.path[1]}.{_ending(entry.new or '')}"
        files[name] = content
        found += _kept(entry, now, name, content)
    return Enclosed(entries=tuple(found), files=files, problems=tuple(problems))


def _is_new(entry: Entry, now: Flat) -> bool:
    return entry.new is not None and entry.new != now.get(entry.path) and not _KEPT.fullmatch(entry.new)


def _kept(entry: Entry, now: Flat, name: str, content: bytes) -> Iterator[Entry]:
    digest: Path = (*entry.path[:2], "sha256")
    if now.get(entry.path) != name:
        yield replace(entry, new=name)
    yield replace(entry, path=digest, old=now.get(digest), new=hashlib.sha256(content).hexdigest())


def _ending(name: str) -> str:
    ending = name.rsplit(".", 1)[-1].lower()
    return "jpg" if ending == "jpeg" else ending


def _fault(name: str, content: bytes) -> str:
    if _ending(name) not in _ENDINGS:
        return f"“{name[:60]}”的类型不收（应为 {' / '.join(_ENDINGS)}）"
    if len(content) > SIZE_LIMIT:
        return f"“{name[:60]}”超过 {SIZE_LIMIT // _MB} MB，请压缩，或改为纸质并写盒号"
    return ""


def _problem(entry: Entry, fetch: Fetch | None, fault: str) -> Problem:
    missing = (
        f"文件夹里没有“{(entry.new or '')[:60]}”这个文件（应与表里写的文件名一致）"
        if fetch
        else f"表里写了佐证文件“{(entry.new or '')[:60]}”，请用 --files 写明文件所在的文件夹"
    )
    return Problem(path=entry.where, line=0, code="X154", message=fault or missing)
