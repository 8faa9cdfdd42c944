"""Who brought what the office is to decide on: the request to close an item, and all that came after it."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from scripts.history.changes import SETTLED, Edit
from scripts.history.git import Ask
from scripts.history.proof.merges import differences_of
from scripts.history.proposed import TOO_MANY, Entry, Join, beyond, entries_of
from scripts.history.touch import Touch, Versions, held_at, touch_of

_TELLS = re.compile(r"(?:request|reports|facts|evidence|not_applicable)\.|state\Z")
_ASKS = re.compile(r"request\.")


class Signed(NamedTuple):
    """The mails of who made and who put in something that is reported."""

    author: str
    committer: str


class _Told(NamedTuple):
    """What one commit itself did to an item: fields of its progress, and whether it put in evidence."""

    edits: tuple[Edit, ...]
    is_evidence: bool

    def tells(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether it wrote such a field; choosing between two sides of a merge is no writing."""
        return any(pattern.match(each.field) and each.new and each.how != SETTLED for each in self.edits)


def reporters(ask: Ask, commit: str, path: str, folder: str, join: Join) -> tuple[Signed, ...]:
    """Return who brought the present request in a progress file, or anything since; of none, who was last.

    ``folder`` holds the item's evidence. What a merge did beyond merging is its maker's.
    """
    found: dict[Signed, None] = {}
    paths = (f":(literal){path}", f":(literal){folder}")
    for entry in entries_of(ask, "--full-history", commit, "--", *paths):
        told = _told(ask, entry, (path, folder), join)
        if told.is_evidence or told.tells(_TELLS):
            found[Signed(entry.author, entry.committer)] = None
        if told.tells(_ASKS):
            return tuple(found)
    return tuple(found)[:1]


def _told(ask: Ask, entry: Entry, paths: tuple[str, str], join: Join) -> _Told:
    return _merge(ask, entry, paths, join) if len(entry.parents) > 1 else _step(ask, entry, paths)


def _step(ask: Ask, entry: Entry, paths: tuple[str, str]) -> _Told:
    path, folder = paths
    was, now = ({}, *(held_at(ask, each, paths) for each in (*entry.parents, entry.commit)))[-2:]
    old, new = was.get(path, ""), now.get(path, "")
    edits = touch_of(path, old, new, Versions(ask, [old, new])).edits
    return _Told(edits, _is_put_in(ask, was.get(folder, ""), now.get(folder, "")))


def _is_put_in(ask: Ask, old: str, new: str) -> bool:
    """Tell whether one version of a folder has files another has not, or has otherwise."""
    if not (old and new) or old == new:
        return bool(new and not old)
    pair = (old.split(" ")[1], new.split(" ")[1])
    return any(now for _, now in differences_of(ask, [pair])[pair].values())


def _merge(ask: Ask, entry: Entry, paths: tuple[str, str], join: Join) -> _Told:
    path, folder = paths
    diff, settled = beyond(ask, entry, join)
    if diff is TOO_MANY:
        return _Told((), is_evidence=True)  # nobody can say what it did, so it did it
    versions = Versions(ask, diff.get(path, ()))
    touches = [touch_of(each, *pair, versions) for each, pair in diff.items() if each == path]
    touches += (each for each in settled if each.path == path)
    changed = [each for each, (_, now) in diff.items() if now]
    changed += (each.path for each in settled if each.new_mode)
    return _Told(_edits(touches), any(each.startswith(f"{folder}/") for each in changed))


def _edits(touches: Iterable[Touch]) -> tuple[Edit, ...]:
    return tuple(edit for touch in touches for edit in touch.edits)
