"""The switch by links: one rename of one link, which no reader can see half done."""

import errno
import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from scripts.publish import tree
from scripts.publish.places import CURRENT, NEW_LINK, RELEASES, SET

_NOT_HERE = {errno.EPERM, errno.EACCES, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL}


def possible(out: Path) -> bool:
    """Return whether this system lets us replace one link to a folder by another.

    Raises OSError for faults that have nothing to do with links, like a full disk.
    """
    first, second = (out / f"{NEW_LINK}{token_hex(4)}" for _ in range(2))
    try:
        first.symlink_to(RELEASES, target_is_directory=True)
        second.symlink_to(RELEASES, target_is_directory=True)
        second.replace(first)
    except NotImplementedError:
        return False
    except OSError as error:
        if error.errno not in _NOT_HERE:
            raise
        return False
    finally:
        for link in (first, second):
            link.unlink(missing_ok=True)
    return True


def switch(out: Path, number: int) -> None:
    """Make release ``number`` the live one.

    The stable names are set first: until the last step they lead to the old
    set, or nowhere when there is none yet.
    """
    for name in SET:
        if not os.path.lexists(out / name):
            (out / name).symlink_to(f"{CURRENT}/{name}", target_is_directory="." not in name)
    new = out / f"{NEW_LINK}{token_hex(4)}"
    new.symlink_to(f"{RELEASES}/{number:06d}", target_is_directory=True)
    new.replace(out / CURRENT)
    with suppress(OSError):  # done and seen; only a loss of power in the next seconds could undo it
        tree.sync_folder(out)


def clean(out: Path) -> None:
    """Remove links that a killed build did not get to put in place."""
    for link in out.glob(f"{NEW_LINK}*"):
        if link.is_symlink():
            link.unlink()
