"""One blob of a file to its records, each by its own id, in pieces that compare cheaply; pure."""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache, partial
from typing import NamedTuple, TypeAlias

from scripts.history.kinds import TABLE_KEYS, Place, place_of
from scripts.history.mining.blocks import blocks_of, whole
from scripts.history.mining.compose import BrokenError, RefusedError
from scripts.history.mining.flat import Flat, Groups, block_of, entries_of, entry_of, spread

Piece: TypeAlias = tuple[str, Groups]
"""A name, and the fields below it in groups; equal text gives the same object."""
Pieces: TypeAlias = Mapping[str, Piece]


class Key(NamedTuple):
    """What a record is known by, wherever its file lies."""

    campaign: str
    kind: str
    id: str


SIZE_LIMIT = 1_000_000
NOTHING: Pieces = {}
ABSENT: Piece = ("", {})


Records: TypeAlias = dict[Key, Pieces]
Versions: TypeAlias = dict[tuple[str, str], Records | str]
"""What a blob at a path holds, or in words why it cannot be read."""


class Reader:
    """Reads versions; each piece of text is parsed once."""

    def __init__(self) -> None:
        """Begin with nothing parsed."""
        self._entry = cache(entry_of)
        self._block = cache(partial(block_of, self._entry))
        self._pieces = lru_cache(maxsize=64)(self._made)  # the same text under many names

    def read(self, path: str, content: bytes | None) -> Records | str:
        """Return the records of one version, or in words why there are none."""
        try:
            return self._read(place_of(path), content)
        except BrokenError as error:
            return str(error)
        except RecursionError:
            return "嵌套过深"

    def _read(self, place: Place, content: bytes | None) -> Records:
        if content is None:
            raise BrokenError("内容不在仓库里（对象缺失或损坏）")
        text = _text(content)
        if place.kind in TABLE_KEYS:
            return _table(place, text)
        if place.kind == "article":
            return {Key("", "article", place.stem): self._article(text)}
        if place.kind == "rules":
            return self._rules(place, text)
        return self._record(place, text)

    def _record(self, place: Place, text: str) -> Records:
        pieces = self._pieces(text)
        if not pieces:
            raise BrokenError("文件是空的")
        name = ""
        if place.kind != "publicity":
            named = pieces.get("id") or pieces.get("year") or ABSENT
            name = next(iter(spread(*named).values()), "")
        return {Key(place.campaign, place.kind, name or place.stem): pieces}

    def _made(self, text: str) -> Pieces:
        """Return the blocks of a text, all of them readable."""
        try:
            blocks = blocks_of(text)
            pieces = dict(map(self._block, blocks))
        except RefusedError:
            raise
        except BrokenError:
            return _as_one(text)
        return pieces if len(pieces) == len(blocks) else _as_one(text)

    def _article(self, text: str) -> Pieces:
        lines = text.split("\n")
        if lines[0] != "---" or "---" not in lines[1:]:
            return {"body": ("", {"": {"body": _digest(text)}})}
        end = lines.index("---", 1)
        body: Piece = ("", {"": {"body": _digest("\n".join(lines[end + 1 :]))}})
        return {**self._pieces("\n".join([*lines[1:end], ""])), "body": body}

    def _rules(self, place: Place, text: str) -> Records:
        found: dict[Key, dict[str, Piece]] = {}
        blocks = blocks_of(text)
        if len({block.partition(":")[0] for block in blocks}) < len(blocks):
            raise BrokenError("同一个键写了两遍")
        for block in blocks:
            for name, fields in entries_of(self._entry, block):
                since = fields.get("since", "起初")
                found.setdefault(Key(place.campaign, "rules", name), {})[since] = (since, {"": fields})
        if not found:
            raise BrokenError("没有一条规则")
        return dict(found)


def _as_one(text: str) -> Pieces:
    """Return the pieces of a text that is not made of blocks, or has one twice."""
    return {name: ("", {"": fields}) for name, fields in whole(text).items()}


def fields_of(pieces: Pieces, names: Iterable[str]) -> Flat:
    """Return the fields of the named pieces by their full names."""
    found: Flat = {}
    for name in names:
        found |= spread(*pieces.get(name, ABSENT))
    return found


def _text(content: bytes) -> str:
    if len(content) > SIZE_LIMIT:
        raise BrokenError(f"文件过大（{len(content)} 字节）")
    try:
        text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError:
        raise BrokenError("文件编码不对（应为 UTF-8）") from None
    return text.replace("\r\n", "\n").replace("\r", "\n") if b"\r" in content else text


def _table(place: Place, text: str) -> Records:
    names = TABLE_KEYS[place.kind]
    try:
        rows = list(csv.reader(io.StringIO(text), strict=True))
    except csv.Error as error:
        raise BrokenError(f"表格引号或分隔有误（{error}）") from None
    if not rows or not set(names) <= set(rows[0]):
        raise BrokenError(f"表头不对（应有 {'、'.join(names)} 列）")
    found: Records = {}
    for row in rows[1:]:
        cells = {name: cell for name, cell in zip(rows[0], row, strict=False) if cell}
        if not cells:
            continue
        key = own = Key(place.campaign, place.kind, " ".join(cells.get(name, "") for name in names))
        count = 1
        while key in found:
            count += 1
            key = own._replace(id=f"{own.id}#{count}")
        found[key] = {"": ("", {"": cells})}
    return found


def _digest(text: str) -> str:
    """Return what names a text: its length for people, its digest for certainty."""
    return f"{len(text)}字 {hashlib.sha256(text.encode()).hexdigest()[:12]}"
