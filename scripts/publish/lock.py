"""One builder at a time for one output folder.

The system itself holds the lock and drops it when its holder ends in whatever
way, so a killed build never locks anybody out. A child that a build has forked
holds it too: leftovers are cleaned only when nobody can still write to them.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.problems import DataError
from scripts.publish.inputs import problem

PATIENCE = 600.0  # seconds
_PAUSE = 0.1


@contextmanager
def only_builder(path: Path, say: Callable[[str], None], patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock file at ``path``; wait for another build up to ``patience`` seconds.

    Raises DataError when the other build is still running then.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, 0o666)
    try:
        _wait(handle, path, say, patience)
        yield
    finally:
        os.close(handle)


def _wait(handle: int, path: Path, say: Callable[[str], None], patience: float) -> None:
    """Return once the lock is ours."""
    if _try(handle):
        return
    say("另一次构建正在写入同一个目录，等它结束……")
    until = time.monotonic() + patience
    while not _try(handle):
        if time.monotonic() > until:
            message = "另一次构建一直没有结束，本次没有改动任何内容；请稍后再试"
            raise DataError([problem(path.parent.name, "P01", message)])
        time.sleep(_PAUSE)


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _try(handle: int) -> bool:
        """Take the lock now or return False."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try(handle: int) -> bool:
        """Take the lock now or return False."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
