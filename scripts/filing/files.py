"""Evidence files of a filing: taken from the folder that came with it, with the digest the register wants."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scripts.filing.entries import Entry, Path
from scripts.filing.flat import Flat
from scripts.load.evidence import SIZE_LIMIT
from scripts.problems import Problem

Fetch = Callable[[str], bytes | None]
"""Return the content of a file by its own name; None when there is no such plain file."""

_KEPT = re.compile(r"[0-9]{1,2}\.[0-9]{2,3}/([A-Za-z0-9][A-Za-z0-9_-]{0,60}\.[a-z]{3,4})")
_ENDINGS = ("pdf", "jpg", "png", "docx", "xlsx")
_MB = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Enclosed:
    """The entries with the names files are kept under, the files by that name, and what is wrong."""

    entries: tuple[Entry, ...]
    files: dict[str, bytes]
    problems: tuple[Problem, ...]


def enclosed(entries: Sequence[Entry], now: Flat, fetch: Fetch | None, stored: Mapping[str, str]) -> Enclosed:
    """Return the entries with their files taken in.

    ``fetch`` is None when no folder was named; ``stored`` has the digests of what the repository holds.
    """
    found: list[Entry] = []
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for entry in entries:
        if entry.path[0] != "evidence" or entry.path[-1] != "file":
            found.append(entry)
            continue
        name, typed = _name(entry), entry.new or ""
        kept = _KEPT.fullmatch(typed)
        content = fetch(kept[1] if kept else typed) if fetch and typed else None
        digest = hashlib.sha256(content).hexdigest() if content is not None else stored.get(typed)
        if typed and (fault := _fault(typed, content, digest, fetch)):
            problems.append(Problem(path=entry.where, line=0, code="X154", message=fault))
            continue
        if content is not None:
            files[name] = content
        found += _kept(entry, now, name if content is not None else typed, digest)
    return Enclosed(entries=tuple(found), files=files, problems=tuple(problems))


def _name(entry: Entry) -> str:
    """Return what a file is kept as: as it was typed, or by the entry's id."""
    typed = entry.new or ""
    ending = typed.rsplit(".", 1)[-1].lower().replace("jpeg", "jpg")
    return typed if _KEPT.fullmatch(typed) else f"{entry.item}/{entry.path[1]}.{ending}"


def _kept(entry: Entry, now: Flat, name: str, digest: str | None) -> Iterator[Entry]:
    """Yield the file's name and digest where they differ from what is registered."""
    path: Path = (*entry.path[:2], "sha256")
    if now.get(entry.path) != (name or None):
        yield replace(entry, new=name or None)
    if now.get(path) != digest:
        yield replace(entry, path=path, old=now.get(path), new=digest)


def _fault(typed: str, content: bytes | None, digest: str | None, fetch: Fetch | None) -> str:
    shown = typed[:60]
    if digest is None and fetch is None:
        return f"写了佐证文件“{shown}”，仓库里还没有；请用 --files 写明文件所在的文件夹"
    if digest is None:
        return f"--files 的文件夹里没有“{shown.rsplit('/', 1)[-1]}”（应与表里写的文件名一致）"
    if typed.rsplit(".", 1)[-1].lower().replace("jpeg", "jpg") not in _ENDINGS:
        return f"“{shown}”的类型不收（应为 {' / '.join(_ENDINGS)}）"
    if content is not None and len(content) > SIZE_LIMIT:
        return f"“{shown}”超过 {SIZE_LIMIT // _MB} MB；请压缩，或改为纸质并写盒号"
    return ""
