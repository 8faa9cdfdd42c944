"""The names inside an output folder, and which of them are ours.

::

    out/.lock                 held while a build runs
    out/releases/000007/      one complete set, never changed after its switch
    out/current               → releases/000007
    out/public, internal,     → current/…   (stable; whoever follows one sees
        public.json, …                      a complete set, old or new)

Where the system allows no links, the live set lies directly in ``out`` and
``releases/.renamed.json`` says which one it is (``renames.py``).
"""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

from scripts.problems import Problem
from scripts.publish.inputs import problem

SET = ("public", "internal", "public.json", "internal.json", "manifest.json")
"""What one publication consists of."""

CURRENT = "current"
RELEASES = "releases"
LOCK = ".lock"
STATE = ".renamed.json"
DRAFT = ".draft-"
NEW_LINK = ".current-"

MARK = ".made-by-build"
"""Lies in ``releases`` from its first moment: without it nothing there is ours."""

_NUMBER = re.compile(r"\d{6}", re.ASCII)
_UNFINISHED = re.compile(rf"\.\{MARK}\.[0-9a-f]+", re.ASCII)
_OURS = re.compile(
    rf"\d{{6}}|\{DRAFT}[0-9a-f]+|\.?\{STATE}(\.[0-9a-f]+)?|\{MARK}|{_UNFINISHED.pattern}", re.ASCII
)


def release_folder(out: Path, number: int) -> Path:
    """Return the folder of one release."""
    return out / RELEASES / f"{number:06d}"


def release_numbers(out: Path) -> list[int]:
    """Return the numbers of all releases on disk, oldest first."""
    names = [path.name for path in (out / RELEASES).iterdir()]
    return sorted(int(name) for name in names if _NUMBER.fullmatch(name))


def linked_release(out: Path) -> int | None:
    """Return the number that ``current`` points to; None when there is no such link."""
    link = out / CURRENT
    if not link.is_symlink():
        return None
    found = re.fullmatch(rf"{RELEASES}/(\d{{6}})", link.readlink().as_posix())
    return int(found[1]) if found else None


def check_foreign(out: Path) -> Iterator[Problem]:
    """Yield every name we need that holds something which is not ours."""
    if not os.path.lexists(out):
        return
    if reason := _unfit(out):
        yield _refusal(out, reason)
        return
    releases = out / RELEASES
    if os.path.lexists(releases) and not _is_ours(releases):
        yield _refusal(releases, "不是本工具建立的")
    if os.path.lexists(out / CURRENT) and linked_release(out) is None:
        yield _refusal(out / CURRENT, "不是本工具建立的")
    renamed = (releases / STATE).is_file()
    for name in SET:
        path = out / name
        if os.path.lexists(path) and not (renamed or _links_to_current(path)):
            yield _refusal(path, "不是本工具建立的")


def _unfit(out: Path) -> str:
    """Return why nothing can be published in ``out`` at all; '' when it can."""
    if out.is_symlink():
        return "是符号链接"
    return "" if out.is_dir() else "不是文件夹"


def _is_ours(releases: Path) -> bool:
    """Return whether everything in the folder bears a name that we give."""
    if releases.is_symlink() or not releases.is_dir():
        return False
    names = [path.name for path in releases.iterdir()]
    begun = MARK in names or all(map(_UNFINISHED.fullmatch, names))
    return begun and all(map(_OURS.fullmatch, names)) and _state_is_sound(releases)


def _state_is_sound(releases: Path) -> bool:
    """Return whether the note of a switch by renames, if any, is one that we wrote."""
    note = releases / STATE
    if not os.path.lexists(note):
        return True
    try:
        state = json.loads(note.read_bytes())
    except (OSError, ValueError):
        return False
    known = isinstance(state, dict) and set(state) == {"live", "coming"}
    return known and all(value is None or type(value) is int for value in state.values())


def _links_to_current(path: Path) -> bool:
    """Return whether ``path`` is the stable link that we set."""
    return path.is_symlink() and path.readlink().as_posix() == f"{CURRENT}/{path.name}"


def _refusal(path: Path, reason: str) -> Problem:
    """Return the finding for a name that is taken."""
    return problem(path.name, "P02", f"{path} 已经存在，而且{reason}；请移走它，或用 --out 换一个输出目录")
