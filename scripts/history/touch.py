"""One path that a commit touches, with its fields before and after, read as the miner reads them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from scripts.history.changes import Edit, edits, merge_edits
from scripts.history.git import Ask
from scripts.history.kinds import WANTED, Place, place_of
from scripts.history.mining.flat import Flat
from scripts.history.mining.versions import NOTHING, SIZE_LIMIT, Reader, Records, fields_of
from scripts.history.proof.reading import blobs
from scripts.history.unseen import clean

_REGULAR = ("100644", "100755")
_STRICT = ("progress", "verdict", "rules", "campaign", "publicity", "words", "calendar")
"""Kinds that are YAML: what the strict loader refuses is not judged by a milder reader."""


@dataclass(frozen=True, kw_only=True)
class Touch:
    """A path with its modes ('' for nothing) and bytes, before and after.

    ``kind`` is '' for what holds no records; ``ids`` are the records there afterwards, ``edits`` their
    fields that differ, ``now`` all their fields. ``fault`` says in words why it cannot be read.
    """

    path: str
    old_mode: str = ""
    new_mode: str = ""
    kind: str = ""
    campaign: str = ""
    stem: str = ""
    ids: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    now: Mapping[str, str] = field(default_factory=dict)
    old: bytes = b""
    new: bytes = b""
    fault: str = ""


class Versions:
    """The contents of ``mode blob`` pairs, read at once; what is too large to be data is not read."""

    def __init__(self, ask: Ask, held: Iterable[str]) -> None:
        """Read what is a regular file and small."""
        wanted = sorted({each.split(" ")[1] for each in held if each and _mode(each) in _REGULAR})
        asked = "".join(f"{each}\n" for each in wanted).encode()
        sizes = ask("cat-file", "--batch-check=%(objectsize)", stdin=asked).decode().split("\n")
        small = [
            blob
            for blob, size in zip(wanted, sizes, strict=False)
            if size.isdigit() and int(size) <= SIZE_LIMIT
        ]
        self._contents = blobs(ask, small) if small else {}
        self.reader = Reader()

    def content(self, held: str) -> bytes | None:
        """Return the bytes of a version; None when they are not there, or not text of ours."""
        return self._contents.get(held.split(" ")[1]) if held else None


def held_at(ask: Ask, commit: str, paths: Sequence[str]) -> dict[str, str]:
    """Return mode and blob of those of the paths that a commit has."""
    if not paths:
        return {}
    listed = ask("ls-tree", "-z", "--full-tree", commit, "--", *paths).decode("utf-8", "surrogateescape")
    entries = (entry.split("\t", 1) for entry in listed.split("\0") if entry)
    return {path: " ".join(about.split(" ")[::2]) for about, path in entries}


def touch_of(path: str, old: str, new: str, versions: Versions, *, merged: Sequence[str] = ()) -> Touch:
    """Return a touched path. ``merged`` are the common ground and the sides where a merge settled it."""
    place = place_of(path) if WANTED.match(path) else Place("", "", "")
    start = Touch(path=path, old_mode=_mode(old), new_mode=_mode(new))
    if not place.kind:
        return start
    start = replace(
        start,
        kind=place.kind,
        campaign=place.campaign,
        stem=place.stem,
        old=versions.content(old) or b"",
        new=versions.content(new) or b"",
    )
    after, fault = _records(path, new, versions)
    if fault := fault or _strict(place.kind, path, start.new):
        return replace(start, fault=fault)
    before = [_records(path, held, versions)[0] for held in merged or (old,)]
    ids = tuple(sorted(key.id for key in after))
    return replace(start, ids=ids, edits=tuple(_edits(before, after)), now=flat(after))


def _mode(held: str) -> str:
    return held.partition(" ")[0]


def flat(records: Records) -> Flat:
    """Return all fields of a file's only record; nothing for a table."""
    return fields_of(pieces, pieces) if len(records) == 1 and (pieces := next(iter(records.values()))) else {}


def _records(path: str, held: str, versions: Versions) -> tuple[Records, str]:
    if not held:
        return {}, ""
    if _mode(held) not in _REGULAR:
        return {}, "不是普通文件"
    content = versions.content(held)
    if content is None:
        return {}, f"内容读不出，或超过 {SIZE_LIMIT // 1_000_000} MB"
    found = versions.reader.read(path, content)
    return ({}, clean(found)) if isinstance(found, str) else (found, "")


def _strict(kind: str, path: str, content: bytes) -> str:
    """Return what the strict loader has against a text, or ''."""
    from scripts.load.yamls import read_yaml
    from scripts.problems import DataError

    if kind not in _STRICT or not content:
        return ""
    try:
        read_yaml(content.decode("utf-8"), path)
    except DataError as error:
        return error.problems[0].message
    return ""


def _edits(before: Sequence[Records], after: Records) -> list[Edit]:
    """Return the fields that differ, each named ``record·field`` in a table."""
    found = []
    for key in sorted({key for records in (*before, after) for key in records}):
        base, *sides = [records.get(key, NOTHING) for records in before]
        new = after.get(key, NOTHING)
        found += merge_edits(base, sides, new) if sides else edits(base, new)
    return found
