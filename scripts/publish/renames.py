"""The switch where no links are to be had (Windows without the right).

The live set lies directly in the output folder. Each part is moved out and its
successor moved in; a state file says which release is live and which one is on
its way, so a switch that was cut short is finished by the next build. Between
two moves a reader can see parts of two sets: this is why links are preferred.
"""

import json
import os
from pathlib import Path

from scripts.publish import tree
from scripts.publish.places import RELEASES, SET, STATE, release_folder


def in_use(out: Path) -> bool:
    """Return whether this folder was published by renames before."""
    return (out / RELEASES / STATE).is_file()


def live_release(out: Path) -> int | None:
    """Return the number of the set that lies in ``out``."""
    return _read(out)[0]


def switch(out: Path, number: int) -> None:
    """Make release ``number`` the live one, or leave the old one whole.

    Raises OSError when a part cannot be moved, for example because it is open.
    """
    live, _ = _read(out)
    try:
        _write(out, live, number)
        _advance(out, live, number)
        _write(out, number, None)
    except OSError:
        _retreat(out, live, number)
        tree.remove(release_folder(out, number))  # so that nobody finishes this switch
        _write(out, live, None)
        raise


def recover(out: Path) -> None:
    """Finish a switch that was cut short."""
    live, coming = _read(out)
    if coming is None:
        return
    if release_folder(out, coming).exists():
        _advance(out, live, coming)
        live = coming
    _write(out, live, None)


def _advance(out: Path, live: int | None, coming: int) -> None:
    """Move each part that is still waiting into place; those moved stay."""
    for name in SET:
        waiting = release_folder(out, coming) / name
        if waiting.exists():
            _put_away(out, live, name)
            waiting.rename(out / name)


def _put_away(out: Path, live: int | None, name: str) -> None:
    """Move the live part ``name`` back into its release."""
    if live is not None and (out / name).exists():
        home = release_folder(out, live)
        home.mkdir(exist_ok=True)
        (out / name).rename(home / name)


def _retreat(out: Path, live: int | None, coming: int) -> None:
    """Undo :func:`_advance`."""
    for name in reversed(SET):
        arrived, waiting = out / name, release_folder(out, coming) / name
        if arrived.exists() and not waiting.exists():
            arrived.rename(waiting)
        if live is not None and (release_folder(out, live) / name).exists():
            (release_folder(out, live) / name).rename(arrived)


def _read(out: Path) -> tuple[int | None, int | None]:
    """Return the live release and the one on its way."""
    if not in_use(out):
        return None, None
    state = json.loads((out / RELEASES / STATE).read_bytes())
    return state["live"], state["coming"]


def _write(out: Path, live: int | None, coming: int | None) -> None:
    """Note the live release and the one on its way."""
    state = json.dumps({"live": live, "coming": coming}).encode()
    tree.write_file(out / RELEASES / STATE, state)
    if os.name == "posix":
        tree.sync_folder(out)
