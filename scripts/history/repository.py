"""What the miner asks of git: where the history ends, its log in one piece, its blobs in one stream."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

from scripts.history.git import GitError, run, started

if TYPE_CHECKING:
    from scripts.problems import DataError

_FORMAT = "%m%H%x00%T%x00%P%x00%at%x00%ct%x00%an%x00%ae%x00%cn%x00%ce%x00%B%x00"
"""Ends in NUL, and git cuts every text at a NUL: nothing in a message can forge a field."""
RAW = (
    "--raw",
    "-z",
    "--no-abbrev",
    "--no-renames",
    "--no-ext-diff",
    "--no-textconv",
    "--no-relative",
    "--no-color",
    "--no-notes",
    "--no-decorate",
    "--no-show-signature",
    "-O/dev/null",
    "--ignore-submodules=none",
    "--encoding=UTF-8",
)
"""Changed blobs as recorded, whatever the settings of repository and user say."""
LOG = (
    "log",
    "--topo-order",
    "--full-history",
    "--diff-merges=separate",
    *RAW,
    f"--format=tformat:{_FORMAT}",
)
_ID = re.compile(r"[0-9A-Fa-f]{4,64}")
_BACK = re.compile(r"HEAD(?:[~^][0-9]*)*", re.ASCII)
"""HEAD, or a place counted back from it."""


def tip(root: Path) -> str:
    """Return the commit the history ends at; DataError says why there is none to read."""
    if not (root / ".git").exists():
        raise _refused("H101", "这里没有 git 历史（应在数据仓库里运行，或用 --root 指明）")
    ask = ("rev-parse", "--is-shallow-repository")
    said = (_said(root, *ask, "HEAD^{commit}") or _said(root, *ask)).split()
    if not said:
        raise _refused("H102", "git 不能读这个仓库（应装有 git，且仓库完好、属于当前用户）")
    if said[0] == b"true":
        message = "这是浅克隆，早先的历史不在本机（应先运行 git fetch --unshallow 取回全部历史）"
        raise _refused("H104", message)
    if len(said) > 1:
        return said[1].decode("ascii")
    raise _refused("H103", "仓库里还没有任何提交（应先提交一次）")


def own_folder(root: Path) -> Path | None:
    """Return git's own folder of this work tree, which no commit carries; None when there is none."""
    said = _said(root, "rev-parse", "--absolute-git-dir") if (root / ".git").exists() else b""
    return Path(os.fsdecode(said.removesuffix(b"\n"))) if said else None


def commit_of(root: Path, name: str) -> str:
    """Return the commit of HEAD's history that a seal, a tag, an id or a place before HEAD names, or ''.

    A branch is no name: anybody may move one. A short id is not asked of git either: a branch can bear it.
    """
    from scripts.history.proof.seals import tag_name

    known = between(root, "", "HEAD")
    if name in known:
        return name
    for each in (f"refs/tags/{tag_name(name)}", f"refs/tags/{name}"):
        if found := _commit(root, each):
            return found if found in known else ""
    if _ID.fullmatch(name):
        meant = [each for each in known if each.startswith(name.lower())]
        return meant[0] if len(meant) == 1 else ""
    found = _commit(root, name) if _BACK.fullmatch(name) else ""
    return found if found in known else ""


def _commit(root: Path, ref: str) -> str:
    found = _said(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}").split()
    return found[-1].decode("ascii", "replace") if found else ""


def between(root: Path, after: str, last: str) -> frozenset[str]:
    """Return the commits of ``last`` that ``after`` does not have."""
    said = _said(root, "rev-list", last, *([f"^{after}"] if after else []), "--")
    return frozenset(said.decode("ascii").split())


def raw_log(root: Path, last: str, *, after: str = "") -> bytes:
    """Return commits and changed blobs up to ``last``, merges against each parent, for ``log.read_log``."""
    selection = ["--boundary", last, f"^{after}"] if after else [last]
    with started(root, (*LOG, *selection, "--")) as git:
        said = git.stdout.read() if git.stdout else b""
    if git.returncode:
        said = b""
    if not said and not after:
        raise _refused("H105", "git 读不完这段历史（应先运行 git fsck 查明哪个对象损坏）")
    return said


def blobs(root: Path, ids: Sequence[str]) -> Iterator[bytes | None]:
    """Yield the content of each blob in turn, from one process; None for one that is not there."""
    if not ids:
        return
    asked = "".join(f"{each}\n" for each in ids).encode("ascii")
    with started(root, ("cat-file", "--batch", "--buffer"), asked) as git:
        for _ in ids:
            yield _next_blob(git.stdout) if git.stdout else None


def _next_blob(stream: IO[bytes]) -> bytes | None:
    head = stream.readline().split()
    if len(head) != 3:  # noqa: PLR2004 - id, kind, size; else "id missing"
        return None
    content = stream.read(int(head[2]))
    stream.read(1)
    return content if head[1] == b"blob" else None


def _refused(code: str, message: str) -> "DataError":
    from scripts.problems import DataError, Problem  # slow to import, and seldom needed

    return DataError([Problem(path=".git", line=1, code=code, message=message)])


def _said(root: Path, *arguments: str) -> bytes:
    """Return what git prints, or nothing when it fails."""
    try:
        return run(root, *arguments)
    except GitError:
        return b""
