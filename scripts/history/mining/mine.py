"""The history of every record: git is started twice, every blob is read once.

``mine`` returns two texts of bytes: a short state and the lines of the log.
Kept by the caller, they make the next run cost only the new commits.
"""

import gc
from collections.abc import Collection, Iterable
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from scripts.history.changes import Change
from scripts.history.graph import Graph, NeedsAllError
from scripts.history.kinds import WANTED
from scripts.history.log import Commit, read_log
from scripts.history.mining.moves import followed
from scripts.history.mining.plan import Touched, touched, versions_of
from scripts.history.mining.store import Finding, State, from_lines, read_state, to_lines, write_state
from scripts.history.mining.telling import Teller
from scripts.history.mining.versions import Reader, Versions
from scripts.history.repository import blobs, raw_log
from scripts.history.repository import tip as tip_of


class Mined(NamedTuple):
    """What a run found. ``lines`` follow the kept ones, or replace them when ``is_full``."""

    tip: str
    state: bytes
    lines: bytes
    is_full: bool


class History(NamedTuple):
    """Every change, oldest first, and what could not be read or is out of order."""

    tip: str
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]


def mine(root: Path, kept: bytes = b"", kept_length: int = 0, *, last: str = "") -> Mined:
    """Read git up to ``last`` (default HEAD); only what is new if ``kept`` is of an earlier commit on main.

    ``kept`` is a run's state, ``kept_length`` the size of its lines: a torn file is not built on.
    DataError says in words why there is no history to read.
    """
    collects = gc.isenabled()
    gc.disable()  # nothing here refers to itself, and looking for what does costs a fifth of the run
    try:
        head = tip_of(root)
        return _mine(root, kept, kept_length, last or head)
    finally:
        if collects:
            gc.enable()


def _mine(root: Path, kept: bytes, kept_length: int, last: str) -> Mined:
    state = read_state(kept, kept_length)
    if state and state.tip == last:
        return Mined(last, kept, b"", is_full=False)
    if state:
        try:
            return _run(root, last, state)
        except NeedsAllError:
            pass
    return _run(root, last, State.empty())


def _run(root: Path, last: str, state: State) -> Mined:
    commits, before = read_log(raw_log(root, last, after=state.tip), WANTED)
    if not commits:
        raise NeedsAllError
    graph = Graph(commits, last, state.tip)
    plans = [(commit, touched(graph, commit)) for commit in graph.order]
    kept = {(blob, words.partition(" ")[2]) for words, blob in state.stands_for.items() if blob}
    wanted = [version for _, paths in reversed(plans) for version in versions_of(paths)]
    teller = Teller(graph, state, before, _read(root, dict.fromkeys([*wanted, *sorted(kept)])))
    lines = _lines(teller, plans)
    return Mined(
        last, write_state(teller.state(last, state.length + len(lines))), lines, is_full=not state.tip
    )


def _lines(teller: Teller, plans: Iterable[tuple[Commit, list[Touched]]]) -> bytes:
    """Write down each record's changes as soon as they are told: the whole is big, and is held once."""
    written = BytesIO()
    for commit, paths in plans:
        written.writelines(map(to_lines, teller.tell(commit, paths)))
    return written.getvalue()


def _read(root: Path, wanted: Collection[tuple[str, str]]) -> Versions:
    """Read the newest first: git finds the others from there. One that lies under many names is sent once."""
    reader = Reader()
    asked = [blob for blob, _ in groupby(wanted, itemgetter(0))]
    paths = ([path for _, path in group] for _, group in groupby(wanted, itemgetter(0)))
    return {
        (blob, path): reader.read(path, content)
        for blob, content, group in zip(asked, blobs(root, asked), paths, strict=True)
        for path in group
    }


def history_of(mined: Mined, kept_lines: bytes = b"") -> History:
    """Return the whole history: the kept lines and the new ones."""
    changes, findings = from_lines(mined.lines if mined.is_full else kept_lines + mined.lines)
    return History(mined.tip, followed(changes), findings)
