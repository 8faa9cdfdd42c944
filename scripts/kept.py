"""The log of changes as mined last time, kept so that the next run reads only what is new.

It lies below git's own folder, which no commit and no clone carries: a log
somebody else prepared is never believed. It can be deleted at any time.
"""

from contextlib import suppress
from pathlib import Path

from scripts.history.mining.mine import History, history_of, mine
from scripts.history.mining.store import TornError
from scripts.history.repository import own_folder
from scripts.paths import Layout
from scripts.publish.tree import write_file

FOLDER = "syb-history"
_STATE, _LOG = "state.json", "changes.jsonl"


def history_at(layout: Layout) -> History:
    """Return every change of the repository; DataError says why there is no history to read."""
    git = own_folder(layout.root)
    folder = git / FOLDER if git else None
    state, lines = _read(folder) if folder else (b"", b"")
    mined = mine(layout.root, state, len(lines))
    try:
        history = history_of(mined, lines)
    except TornError:
        state, lines, mined = b"", b"", mine(layout.root)
        history = history_of(mined)
    if folder and mined.state != state:
        _keep(folder, mined.state, mined.lines if mined.is_full else lines + mined.lines)
    return history


def _read(folder: Path) -> tuple[bytes, bytes]:
    """Return what was kept; nothing where it cannot be read."""
    try:
        return (folder / _STATE).read_bytes(), (folder / _LOG).read_bytes()
    except OSError:
        return b"", b""


def _keep(folder: Path, state: bytes, lines: bytes) -> None:
    """Write the log, then the state that fits it; a folder nobody may write to only costs time."""
    with suppress(OSError):
        write_file(folder / _LOG, lines)
        write_file(folder / _STATE, state)
