"""How many files a tree unfolds to, counted without unfolding it.

A few kilobytes of git can name the same folder so often that listing it never
ends; whoever judges a proposal counts first.
"""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from scripts.history.git import Ask
from scripts.history.proof.reading import blobs

FILES = 200_000
"""Files a repository of ours may hold; the largest county of the tests has a tenth of it."""
_TREE = b"40000"
_Children: TypeAlias = Mapping[str, list[str]]
"""Tree → its trees, and '' for each file."""


def unfolds_too_far(ask: Ask, base: str, head: str, trees: Iterable[str]) -> bool:
    """Tell whether one of the trees that ``head`` brings to ``base`` unfolds to more files than may be."""
    known = _known(ask, base)
    fresh = _fresh(ask, base, head)
    counts = dict(known)
    return any(_count(tree, fresh, counts, max(known.values(), default=0)) > FILES for tree in trees)


def _known(ask: Ask, base: str) -> dict[str, int]:
    """Return the number of files below each tree of ``base``."""
    root = ask("rev-parse", f"{base}^{{tree}}").decode("ascii").strip()
    ids = {b"": root}
    counts = {root: 0}
    for entry in filter(None, ask("ls-tree", "-r", "-t", "-z", "--full-tree", base).split(b"\0")):
        about, path = entry.split(b"\t", 1)
        _, kind, name = about.split(b" ")
        if kind == b"tree":
            ids[path] = name.decode("ascii")
            counts[ids[path]] = 0
        else:
            for folder in _folders(path):
                counts[ids[folder]] += 1
    return counts


def _folders(path: bytes) -> Iterable[bytes]:
    while path:
        path = path.rpartition(b"/")[0]
        yield path


def _fresh(ask: Ask, base: str, head: str) -> _Children:
    """Return the trees that are not in ``base``, with what they hold."""
    listed = ask("rev-list", "--objects", head, f"^{base}", "--").decode("utf-8", "surrogateescape")
    names = [line.split(" ", 1)[0] for line in listed.splitlines()]
    kinds = ask("cat-file", "--batch-check", stdin="".join(f"{each}\n" for each in names).encode())
    trees = [line.split(" ")[0] for line in kinds.decode().splitlines() if line.split(" ")[1:2] == ["tree"]]
    return {name: _children(content, len(name) // 2) for name, content in blobs(ask, trees).items()}


def _children(content: bytes, width: int) -> list[str]:
    """Return the trees in a tree's raw content (mode, name, NUL, id), '' for everything else."""
    found, at = [], 0
    while at < len(content):
        end = content.index(b"\0", at)
        is_tree = content.startswith(_TREE + b" ", at)
        found.append(content[end + 1 : end + 1 + width].hex() if is_tree else "")
        at = end + 1 + width
    return found


def _count(tree: str, fresh: _Children, counts: dict[str, int], unknown: int) -> int:
    """Count once per tree; one of an older history counts as much as the whole base."""
    waiting = [tree]
    while waiting:
        name = waiting[-1]
        missing = [each for each in fresh.get(name, ()) if each and each not in counts]
        if name in counts or not missing:
            waiting.pop()
            held = (counts[each] if each else 1 for each in fresh.get(name, ()))
            counts.setdefault(name, sum(held) if name in fresh else unknown)
        else:
            waiting += dict.fromkeys(missing)
    return counts[tree]
