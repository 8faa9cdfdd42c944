"""Where a demo may lie, and how a finished one is put there: whole, or not at all."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.history.git import run
from scripts.publish.tree import files_below, remove

MARK = ".demo"
"""File that says what a demo was when it was finished: as long as it is that, another may replace it."""

_MARK = re.compile(r"(-|[0-9a-f]{40}|[0-9a-f]{64})\n[0-9a-f]{64}\n")
_NOT_CONTENT = (".git", "build")
"""What git keeps for itself, and what a build makes anew."""


class PlaceError(Exception):
    """The demo cannot be made there; the text says why."""


def usable(path: Path) -> None:
    """Raise PlaceError unless ``path`` is free, empty or a former demo that nobody has worked in since."""
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        raise PlaceError(f"{path} 不是文件夹，请用 --out 换一个位置")
    if not path.is_dir() or not any(path.iterdir()):
        return
    marked = _marked(path)
    if not marked:
        raise PlaceError(f"文件夹 {path} 不是空的，也不是以前生成的演示，请用 --out 换一个位置")
    if marked != (found := _state(path)):
        own = "您改动过的文件" if marked.split()[0] == found.split()[0] else "您自己的提交"
        raise PlaceError(f"{path} 这个演示里有{own}，没有覆盖；请用 --out 换一个位置，或先删除这个文件夹")


def _mark_of(folder: Path) -> Path:
    return folder / (".git" if (folder / ".git").is_dir() else "") / MARK


def _marked(folder: Path) -> str:
    """Return the mark of a demo; '' for a folder without one, or with one that says nothing."""
    mark = _mark_of(folder)
    text = mark.read_bytes().decode("ascii", "replace") if mark.is_file() and not mark.is_symlink() else ""
    return text if _MARK.fullmatch(text) else ""


def _state(folder: Path) -> str:
    """Return the commit a folder stands on (- without git) and a digest of its branches, tags and files."""
    head, found = "-", sha256()
    if (folder / ".git").is_dir():
        head = run(folder, "rev-parse", "HEAD").decode("ascii").strip()
        found.update(run(folder, "for-each-ref", "--format=%(objectname) %(refname)"))
    for name, entry in files_below(folder):
        if name != MARK and name.split("/")[0] not in _NOT_CONTENT:
            is_file = entry.is_file(follow_symlinks=False)
            content = sha256(Path(entry.path).read_bytes()).hexdigest() if is_file else "-"
            found.update(f"{content} {name}\n".encode(errors="surrogateescape"))
    return f"{head}\n{found.hexdigest()}\n"


@contextmanager
def draft(root: Path) -> Iterator[Path]:
    """Lend a folder beside ``root``, removed afterwards with all that was not put in place."""
    try:
        root.parent.mkdir(parents=True, exist_ok=True)
        drafts = TemporaryDirectory(prefix=f".{root.name}-", dir=root.parent)
    except OSError as error:
        raise PlaceError(
            f"不能在 {root.parent} 里建立文件夹（{error.strerror}），请用 --out 换一个位置"
        ) from None
    with drafts as folder:
        yield Path(folder)


def private_file(path: Path, content: bytes) -> None:
    """Write a file that its owner alone can read: ssh-keygen uses no other key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
        handle.write(content)


def put_in_place(finished: Mapping[Path, Path]) -> None:
    """Move each finished folder to its place; a former demo there is taken away if it is still untouched."""
    for target in finished.values():
        usable(target)
    for folder, target in finished.items():
        if target.exists():
            remove(target)
        if folder.exists():
            _mark_of(folder).write_text(_state(folder), encoding="ascii", newline="\n")
            folder.rename(target)
