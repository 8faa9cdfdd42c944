"""Where a demo may lie, and how a finished one is put there: whole, or not at all."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.publish.tree import remove

MARK = ".demo"
"""File that says that a folder is a demo and may be replaced by another."""


class PlaceError(Exception):
    """The demo cannot be made there; the text says why."""


def usable(path: Path) -> None:
    """Raise PlaceError unless ``path`` is free, empty or a former demo."""
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        raise PlaceError(f"{path} 不是文件夹，请用 --out 换一个位置")
    if path.is_dir() and any(path.iterdir()) and not any((path / at / MARK).is_file() for at in ("", ".git")):
        raise PlaceError(f"文件夹 {path} 不是空的，也不是以前生成的演示，请用 --out 换一个位置")


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
    """Move each finished folder to its place; a former demo there is taken away."""
    for folder, target in finished.items():
        if target.exists():
            remove(target)
        if folder.exists():
            (folder / (".git" if (folder / ".git").is_dir() else "") / MARK).touch()
            folder.rename(target)
