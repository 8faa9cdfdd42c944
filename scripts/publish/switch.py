"""Publication at one stroke: a complete new set, or the old one untouched.

A build fills a draft that nobody reads. Only when everything in it has passed
does it become a numbered release and, by one rename, the live one. Whatever
ends a build before that, the readers keep the last good set; the next build
clears away what was left lying.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from scripts.problems import DataError
from scripts.publish import links, renames, tree
from scripts.publish.inputs import problem
from scripts.publish.lock import PATIENCE, only_builder
from scripts.publish.places import (
    DRAFT,
    LOCK,
    MARK,
    RELEASES,
    check_foreign,
    linked_release,
    release_folder,
    release_numbers,
)

KEPT = 2  # the live release and the one before it


@dataclass(frozen=True)
class Draft:
    """A set on its way. Fill ``folder``, then :meth:`publish` it."""

    out: Path
    folder: Path

    def publish(self) -> int:
        """Make this draft the live release and return its number.

        Raises OSError when the disk fails; the old release then stays live.
        """
        number = max([live_release(self.out) or 0, *release_numbers(self.out)]) + 1
        tree.sync_tree(self.folder)
        self.folder.rename(release_folder(self.out, number))
        tree.sync_folder(self.out / RELEASES)
        _switch(self.out, number)
        _prune(self.out, number)
        return number


@contextmanager
def open_draft(out: Path, say: Callable[[str], None], patience: float = PATIENCE) -> Iterator[Draft]:
    """Yield an empty draft for ``out``; nobody else can build there meanwhile.

    Raises DataError when ``out`` holds foreign files under our names, or when
    another build does not end in ``patience`` seconds.
    """
    _refuse_foreign(out)
    out.mkdir(parents=True, exist_ok=True)
    with only_builder(out / LOCK, say, patience):
        _refuse_foreign(out)  # it may have changed while we waited
        _recover(out)
        tree.write_file(out / RELEASES / MARK, b"")
        folder = out / RELEASES / f"{DRAFT}{token_hex(4)}"
        folder.mkdir(parents=True)
        try:
            yield Draft(out, folder)
        finally:
            if folder.exists():
                tree.remove(folder)


def live_release(out: Path) -> int | None:
    """Return the number of the live release; None before the first one."""
    return renames.live_release(out) if renames.in_use(out) else linked_release(out)


def _refuse_foreign(out: Path) -> None:
    """Stop before touching anything that is not ours."""
    foreign = list(check_foreign(out))
    if foreign:
        raise DataError(foreign)


def _switch(out: Path, number: int) -> None:
    """Make ``number`` live the way this folder and this system allow."""
    if not renames.in_use(out) and links.possible(out):
        links.switch(out, number)
    elif linked_release(out) is None:
        renames.switch(out, number)
    else:
        message = f"{out} 原来用符号链接发布，现在系统不允许建立符号链接；请删除该目录后重新构建"
        raise DataError([problem(out.name, "P03", message)])


def _recover(out: Path) -> None:
    """Clear away what killed builds left; the live set is never touched.

    We hold the lock, so no builder of any of this is still alive.
    """
    if not (out / RELEASES).exists():
        return
    renames.recover(out)
    links.clean(out)
    live = live_release(out) or 0
    for number in release_numbers(out):
        if number > live:  # complete, but never switched to
            tree.remove(release_folder(out, number))
    for left in (out / RELEASES).glob(f"{DRAFT}*"):
        tree.remove(left)
    for left in (out / RELEASES).glob("..*"):
        tree.remove(left)


def _prune(out: Path, live: int) -> None:
    """Remove releases older than the kept ones; one in use elsewhere waits for next time."""
    older = [number for number in release_numbers(out) if number != live]
    for number in older[: -(KEPT - 1)]:
        try:
            tree.remove(release_folder(out, number))
        except OSError:
            continue
