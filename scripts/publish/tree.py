"""The only place of the project that writes files.

Two ways of writing. :func:`write_tree` fills a new folder that nobody reads
yet and never follows a link. :func:`write_file` replaces one file that others
may be reading: they see the old bytes or the new ones, never a part.
"""

import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from secrets import token_hex

_CANNOT_SYNC = {errno.EINVAL, errno.EBADF, errno.ENOTSUP}  # the file system offers no more
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def write_file(path: Path, data: bytes) -> None:
    """Replace the file at ``path`` at one stroke; its folder is made if missing.

    Raises OSError when the disk is full or the folder is not writable; the old
    file is then untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{token_hex(4)}")
    try:
        _create(draft, data, sync=True)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_tree(root: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files`` (relative path with ``/`` → bytes) below ``root``.

    Existing files are never overwritten: FileExistsError names the first one.
    """
    root.mkdir(parents=True, exist_ok=True)
    made: set[Path] = set()
    for name, data in sorted(files.items()):
        path = root / name
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        _create(path, data, sync=False)


def files_below(root: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield each entry below ``root`` that is no real folder, sorted by path.

    The path is relative, with ``/``. Links are yielded, never followed.
    """
    yield from _walk(str(root), "")


def _walk(folder: str, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield ``folder``, depth first."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name, entry


def sync_tree(root: Path) -> None:
    """Make everything below ``root`` survive a loss of power."""
    for folder, _, names in os.walk(root):
        for name in names:
            _sync(f"{folder}{os.sep}{name}", os.O_RDONLY)
        sync_folder(Path(folder))


def sync_folder(folder: Path) -> None:
    """Make the names inside ``folder`` survive a loss of power (not on Windows)."""
    if os.name == "posix":
        _sync(str(folder), os.O_RDONLY | os.O_DIRECTORY)


def remove(path: Path) -> None:
    """Remove a file, a link or a whole folder; links inside are not followed."""
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)
    else:
        shutil.rmtree(path)


def _create(path: Path, data: bytes, *, sync: bool) -> None:
    """Create a new file; fail if the name is taken, even by a dangling link."""
    with os.fdopen(os.open(path, _NEW, 0o666), "wb") as handle:
        handle.write(data)
        if sync:
            handle.flush()
            os.fsync(handle.fileno())


def _sync(path: str, flags: int) -> None:
    """Ask the system to put one file or folder on the disk now."""
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC:
            raise
    finally:
        os.close(handle)
