"""Seals: what a frozen commit held, file by file, each seal chained to the one before.

A seal is canonical JSON (sorted keys, one space, a line feed at the end), so
its bytes are fixed by its content and its sha256 can be written in the tag.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scripts.history.proof.anchors import digest

KEYS = {"as_of", "commit", "files", "n", "name", "prev", "site"}
LONGEST = 40


@dataclass(frozen=True, kw_only=True)
class Seal:
    """A sealed record; ``files`` and ``site`` map a path to the sha256 of its bytes.

    ``site`` is empty unless both sites had been built from that very commit.
    """

    n: int
    name: str
    commit: str
    as_of: str
    prev: str
    files: Mapping[str, str]
    site: Mapping[str, str]


def slug(name: str) -> str:
    """Return the part of a file or tag name that a seal's name gives; '' if nothing remains."""
    plain = unicodedata.normalize("NFKC", name)
    return re.sub(r"[^\w]+|_", "-", plain).strip("-")[:LONGEST].strip("-")


def file_name(seal: Seal) -> str:
    """Return the name of the seal's file."""
    return f"{seal.n}-{slug(seal.name)}.json"


def tag_name(name: str) -> str:
    """Return the tag that marks the frozen commit."""
    return f"seal/{slug(name)}"


def canonical(content: Mapping[str, object]) -> bytes:
    """Return the one way to write a seal's content."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def written(seal: Seal) -> bytes:
    """Return the bytes of a seal's file."""
    return canonical({key: getattr(seal, key) for key in KEYS})


def parse(data: bytes) -> Seal | None:
    """Return the seal in ``data``, or None when it is not exactly what :func:`written` gives."""
    try:
        content = json.loads(data)
        seal = Seal(**content) if isinstance(content, dict) and set(content) == KEYS else None
        known = (
            seal is not None and _is_typed(seal) and written(seal) == data
        )  # half a sign cannot be written
    except (ValueError, RecursionError):
        return None
    return seal if known else None


def _is_typed(seal: Seal) -> bool:
    texts = (seal.name, seal.commit, seal.as_of, seal.prev)
    maps = (seal.files, seal.site)
    return (
        type(seal.n) is int
        and all(isinstance(text, str) for text in texts)
        and re.fullmatch(r"[0-9a-f]{40,64}", seal.commit) is not None
        and all(isinstance(each, dict) and all(isinstance(v, str) for v in each.values()) for each in maps)
    )


def chain_faults(files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield, in words, what is wrong with the seals' files (name → bytes) among themselves."""
    seals = {name: parse(data) for name, data in files.items()}
    for name in sorted(name for name, seal in seals.items() if seal is None):
        shown = name.encode("utf-8", "replace").decode("utf-8")  # a name of stray bytes cannot be printed
        yield f"{shown} 不是原样的封存记录"
    ordered = sorted((seal.n, name) for name, seal in seals.items() if seal)
    before = digest(b"")
    for expected, (number, name) in enumerate(ordered, start=1):
        seal = seals[name]
        assert seal is not None  # noqa: S101 - only parsed ones are ordered
        if number != expected or name != file_name(seal):
            yield f"{name} 的编号或文件名接不上（应为第 {expected} 个）：有封存记录被删去、增加或改名"
        elif seal.prev != before:
            yield f"{name} 与上一个封存的校验值接不上：上一个封存记录被改过"
        before = digest(files[name])
