"""How large a proposal may be: what a person can review, and what git can carry."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.history.git import GitError, run
from scripts.history.unseen import clean

_MB = 1_000_000
MOST_FILES = 300
"""The whole county once over (87 progress files) with room to spare."""
LARGEST, TOGETHER = 10 * _MB, 50 * _MB
_SHOWN = 5
_NO_BLOB = "000000"


@dataclass(frozen=True, kw_only=True)
class Touched:
    """A file a proposal adds, changes or removes; ``size`` in bytes is 0 for what it removes."""

    path: str
    size: int


def size_faults(touched: Sequence[Touched]) -> Iterator[str]:
    """Say what is too much at once, and how to split it."""
    if len(touched) > MOST_FILES:
        yield f"这次改动 {len(touched)} 个文件，一次最多 {MOST_FILES} 个；请按小项或单位分几次提交"
    large = [each for each in touched if each.size > LARGEST]
    for each in large[:_SHOWN]:
        told = f"{clean(each.path)} 有 {_mb(each.size)}，单个文件最多 {_mb(LARGEST)}"
        yield f"{told}；请压缩，或者登记为纸质材料"
    if len(large) > _SHOWN:
        yield f"还有 {len(large) - _SHOWN} 个文件超过 {_mb(LARGEST)}"
    if (together := sum(each.size for each in touched)) > TOGETHER:
        yield f"这次改动的文件共 {_mb(together)}，一次最多 {_mb(TOGETHER)}；请分几次提交"


def too_large(root: Path, base: str, head: str) -> list[str]:
    """Return what is too much at once between two commits; GitError when there is no such commit."""
    return list(size_faults(touched_between(root, base, head)))


def _mb(size: int) -> str:
    return f"{size / _MB:.1f} MB"


def touched_between(root: Path, base: str, head: str) -> tuple[Touched, ...]:
    """Return what ``head`` changes since it left ``base``; GitError when there is no such commit."""
    ends = _commit(root, base), _commit(root, head)
    start = run(root, "merge-base", *ends, ok=(0, 1)).decode().strip()
    if not start:
        raise GitError("两边没有共同的历史（浅克隆请先 git fetch --unshallow）")
    changed = _said(root, "diff-tree", "-r", "-z", "--no-renames", start, ends[1]).split("\0")
    entries = [(about.split(" "), path) for about, path in zip(changed[::2], changed[1::2], strict=False)]
    blobs = [about[3] for about, _ in entries if about[1] != _NO_BLOB]
    sizes = _sizes(root, blobs)
    return tuple(Touched(path=path, size=sizes.get(about[3], 0)) for about, path in entries)


def _sizes(root: Path, blobs: Sequence[str]) -> dict[str, int]:
    asked = "".join(f"{blob}\n" for blob in blobs).encode()
    said = run(root, "cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)", stdin=asked)
    rows = (line.split(" ") for line in said.decode().splitlines())
    return {row[0]: int(row[2]) for row in rows if row[1] == "blob"}


def _commit(root: Path, name: str) -> str:
    try:
        return _said(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    except GitError:
        raise GitError(f"没有“{name[:60]}”这个提交或分支（先 git fetch）") from None


def _said(root: Path, *arguments: str) -> str:
    return run(root, *arguments).decode("utf-8", "backslashreplace").strip()
