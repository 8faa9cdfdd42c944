"""Main as it was, one commit after another: what each put on it, a merge as one step."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from scripts.history.git import GitError, run
from scripts.history.kinds import WANTED, place_of
from scripts.history.mining.moves import folders_moved
from scripts.history.mining.plan import Touched
from scripts.history.repository import RAW
from scripts.history.times import iso, seconds_of
from scripts.problems import DataError, Problem

_LOG = ("log", "--first-parent", "--diff-merges=first-parent", *RAW, "--format=tformat:%H%x00%ct%x00")
_REGULAR = (b"100644", b"100755")
SCORED = frozenset({"units", "calendar", "campaign", "standard", "rules", "progress", "verdict"})
"""Kinds of records that scores and percentages are made of."""


_UNKNOWN = date(1970, 1, 1)


class Step(NamedTuple):
    """One commit on main; ``changed`` maps a path to its new blob, '' where there is none any more."""

    commit: str
    seconds: int
    changed: dict[str, str]

    @property
    def recorded(self) -> str:
        """The time it reached main, as the log of changes writes it: ISO, China's time; '' if unknown."""
        return iso(self.seconds)

    @property
    def day(self) -> date:
        """The day it reached main; long before any other if unknown."""
        return date.fromisoformat(self.recorded[:10]) if self.recorded else _UNKNOWN


def mainline(root: Path, last: str) -> list[Step]:
    """Return the commits of main up to ``last``, oldest first, with the scored files each changed.

    The files of a campaign stand under the folder it has at the end, as in the log of changes.
    """
    try:
        said = run(root, *_LOG, last, "--", "data")
    except GitError as error:
        message = f"git 读不完主线的历史（{error}；应先运行 git fsck 查明哪个对象损坏）"
        raise DataError([Problem(path=".git", line=1, code="H105", message=message)]) from None
    return _followed(list(_steps(iter(said.split(b"\0"))))[::-1])


def _steps(tokens: Iterator[bytes]) -> Iterator[Step]:
    """Read commits and their files; a path is what follows its blobs, whatever it holds."""
    step: Step | None = None
    for each in tokens:
        token = each.lstrip(b"\n")
        if token[:1] == b":":
            path = next(tokens).decode("utf-8", "surrogateescape")
            if step and (found := WANTED.match(path)) and found.lastgroup in SCORED:
                _, mode, _, blob, _ = token.split(b" ")
                step.changed[path] = blob.decode("ascii") if mode in _REGULAR else ""
        elif token:
            if step:
                yield step
            step = Step(token.decode("ascii"), seconds_of(next(tokens).decode("ascii", "replace")), {})
    if step:
        yield step


def _followed(steps: list[Step]) -> list[Step]:
    """Give the files of a campaign the folder it has at the end."""
    paths = ((path, blob) for step in steps for path, blob in step.changed.items())
    if not any(path.endswith("/campaign.yml") and not blob for path, blob in paths):
        return steps
    names: dict[str, str] = {}
    found = []
    for step, moved in zip(reversed(steps), reversed(_moved(steps)), strict=True):
        ends = {old: names.get(new, new) for old, new in moved}
        gone = {_path(path, {**names, **ends}): "" for path, blob in step.changed.items() if not blob}
        held = {_path(path, names): blob for path, blob in step.changed.items() if blob}
        found.append(step._replace(changed={**gone, **held}))
        for _, new in moved:
            names.pop(new, None)
        names |= ends
    return found[::-1]


def _moved(steps: list[Step]) -> list[list[tuple[str, str]]]:
    """Return the former and next names of the campaigns each step moved."""
    held: dict[str, str] = {}
    found = []
    for step in steps:
        touched = [Touched(path, "", (held.get(path, ""),), blob) for path, blob in step.changed.items()]
        gone = [each for each in touched if not each.new]
        came = [each for each in touched if each.new and each.parents == ("",)]
        found.append([move.names for move in folders_moved(gone, came)])
        held.update(step.changed)
    return found


def _path(path: str, names: Mapping[str, str]) -> str:
    """Return where a file lies under the present name of its campaign."""
    folder = place_of(path).campaign
    return path.replace(f"/{folder}/", f"/{names[folder]}/", 1) if folder in names else path
