"""How large a proposal may be: what a person can review, and what git can carry."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.history.bombs import FILES, unfolds_too_far
from scripts.history.git import Ask, GitError, place_of, run, scratch
from scripts.history.unseen import clean

_MB = 1_000_000
MOST_FILES = 300
"""The whole county once over (87 progress files) with room to spare."""
LARGEST, TOGETHER = 10 * _MB, 50 * _MB
_SHOWN = 5
_AGAIN = "换掉、删去的也留在历史里，请从主分支另拉分支再提交"


@dataclass(frozen=True, kw_only=True)
class Touched:
    """A file a proposal touches, and the bytes one version of it adds to the history, 0 for a removal.

    ``path`` is '' for what is no file: a commit with its message, a folder's list of names.
    """

    path: str
    size: int


def files_of(touched: Iterable[Touched]) -> int:
    """Return how many files are touched, each counted once."""
    return len({each.path for each in touched} - {""})


def size_faults(touched: Sequence[Touched]) -> Iterator[str]:
    """Say what is too much at once, and how to split it."""
    if (files := files_of(touched)) > MOST_FILES:
        yield f"这次改动 {files} 个文件，一次最多 {MOST_FILES} 个；请按小项或单位分几次提交"
    yield from heavy_faults(touched)


def heavy_faults(touched: Sequence[Touched]) -> Iterator[str]:
    """Say what is too heavy for a history that keeps everything for ever."""
    large = [each for each in touched if each.size > LARGEST]
    for each in large[:_SHOWN]:
        told = f"{clean(each.path) or '提交说明或目录'} 有 {_mb(each.size)}，单个文件最多 {_mb(LARGEST)}"
        yield f"{told}；请压缩，或者登记为纸质材料（{_AGAIN}）"
    if len(large) > _SHOWN:
        yield f"还有 {len(large) - _SHOWN} 个文件超过 {_mb(LARGEST)}"
    if (together := sum(each.size for each in touched)) > TOGETHER:
        yield f"这次改动的文件共 {_mb(together)}，一次最多 {_mb(TOGETHER)}；请分几次提交（{_AGAIN}）"


def too_large(root: Path, base: str, head: str) -> list[str]:
    """Return what is too much at once between two commits; GitError when there is no such commit."""
    return list(size_faults(touched_between(root, base, head)))


def _mb(size: int) -> str:
    return f"{size / _MB:.1f} MB"


def touched_between(root: Path, base: str, head: str) -> tuple[Touched, ...]:
    """Return what ``head`` brings to ``base``; GitError when there is no such commit."""
    ends = _commit(root, base), _commit(root, head)
    with scratch(root) as ask:
        return brought(ask, *ends)


def brought(ask: Ask, base: str, head: str) -> tuple[Touched, ...]:
    """Return what ``head`` changes since it left ``base``, and every object its history brings along.

    A file that one commit adds and the next removes is in no result, but in the history for ever.
    """
    start = _said(ask, "merge-base", base, head, ok=(0, 1))
    if not start:
        raise GitError("两边没有共同的历史（浅克隆请先 git fetch --unshallow）")
    trees = _said(ask, "log", "--format=%T", head, f"^{base}", "--").split()
    if unfolds_too_far(ask, base, head, trees):
        raise GitError(f"文件展开超过 {FILES} 个，没有列出")
    changed = _said(ask, "diff-tree", "-r", "-z", "--no-renames", "--name-only", start, head).split("\0")
    return (*(Touched(path=path, size=0) for path in changed if path), *_objects(ask, base, head))


def _objects(ask: Ask, base: str, head: str) -> Iterator[Touched]:
    """Yield every object of ``head``'s history that ``base`` does not have."""
    listed = _said(ask, "rev-list", "--objects", head, f"^{base}", "--").split("\n")
    paths = dict(line.partition(" ")[::2] for line in listed)
    asked = "".join(f"{name}\n" for name in paths).encode()
    said = ask("cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)", stdin=asked)
    for row in said.decode().splitlines():
        name, kind, *size = row.split(" ")
        yield Touched(path=paths[name] if kind == "blob" else "", size=int(size[0]) if size else 0)


def _commit(root: Path, name: str) -> str:
    ask = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    try:
        return run(root, *ask, extra=place_of(root)).decode().strip()
    except GitError:
        raise GitError(f"没有“{name[:60]}”这个提交或分支（先 git fetch）") from None


def _said(ask: Ask, *arguments: str, ok: Sequence[int] = (0,)) -> str:
    return ask(*arguments, ok=ok).decode("utf-8", "backslashreplace").strip()
