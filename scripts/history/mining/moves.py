"""A record stays the same when its file or its campaign's folder is moved; pure.

Articles are known by their path and campaigns by their folder, so a move gives
them another name. It is told once; what follows stands under the new name, and
so does, when the log is read, what went before.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from scripts.history.changes import MOVED, Change, Edit
from scripts.history.kinds import place_of
from scripts.history.mining.plan import Touched
from scripts.history.mining.versions import Key, Records
from scripts.history.unseen import clean

_DOCS = "docs/"
_CAMPAIGNS = "data/campaigns/"


class Move(NamedTuple):
    """An article's file or a campaign's folder, by its path before and after."""

    old: str
    new: str

    @property
    def names(self) -> tuple[str, str]:
        """What records were known by before and are now."""
        return _name(self.old), _name(self.new)

    def before(self, path: str) -> str:
        """Return where a file lay before the move, or '' if it did not go with it."""
        if path == self.new or path.startswith(f"{self.new}/"):
            return self.old + path.removeprefix(self.new)
        return ""

    @property
    def key(self) -> Key:
        """The record of which the move is told."""
        name = _name(self.new)
        return Key("", "article", name) if self.new.startswith(_DOCS) else Key(name, "campaign", name)

    @property
    def edit(self) -> Edit:
        """The move as a change of its own."""
        return Edit("path", clean(self.old), clean(self.new), MOVED)


def _name(path: str) -> str:
    return path.removeprefix(_DOCS).removeprefix(_CAMPAIGNS)


class Moves:
    """Remembers under which name each moved article and campaign goes on."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """Continue with the ``names`` of an earlier run: old → new."""
        self.names = dict(names)

    def learn(self, paths: Iterable[Touched], title_of: Callable[[str, str], str]) -> list[Move]:
        """Return what one commit moved; ``title_of`` gives the title of an article's blob and path."""
        came = [each for each in paths if each.new and not any(each.parents)]
        if not came:
            return []
        gone = [each for each in paths if not each.new and any(each.parents)]
        for each in came:
            self.names.pop(_named_by(each), None)  # another record begins under an old name
        found = [*folders_moved(gone, came), *_articles(_of(gone), _of(came), title_of)] if gone else []
        for old, new in (move.names for move in found):
            self.names.pop(new, None)
            self.names[old] = new
        return found

    def renamed(self, records: Records) -> Records:
        """Return records under the names they go on with."""
        found: Records = {}
        for key, pieces in records.items():
            now = self._now(key)
            found[key if now in records else now] = pieces
        return found

    def _now(self, key: Key) -> Key:
        name = now = key.id if key.kind == "article" else key.campaign
        while now in self.names:
            now = self.names[now]
        if key.kind == "article":
            return key._replace(id=now)
        return key._replace(campaign=now, id=now if (key.kind, key.id) == ("campaign", name) else key.id)


def _named_by(each: Touched) -> str:
    """Return the name that begins with a file, or ''."""
    kind, campaign, stem = place_of(each.path)
    return stem if kind == "article" else campaign if kind == "campaign" else ""


def folders_moved(gone: Iterable[Touched], came: Iterable[Touched]) -> list[Move]:
    """Return the campaigns that went elsewhere: most files of the one folder are in the other unchanged."""
    left, arrived = _by_folder(gone), _by_folder(came)
    found = []
    for new, files in arrived.items():
        for old, lost in left.items():
            same = sum(files[name].new in each.parents for name, each in lost.items() if name in files)
            if same * 2 > len(lost):
                found.append(Move(_CAMPAIGNS + old, _CAMPAIGNS + new))
                del left[old]
                break
    return found


def _by_folder(files: Iterable[Touched]) -> dict[str, dict[str, Touched]]:
    """Return the files below each campaign's folder, of folders whose campaign.yml is among them."""
    found: dict[str, dict[str, Touched]] = {}
    for each in sorted(files):
        if folder := place_of(each.path).campaign:
            found.setdefault(folder, {})[each.path.split("/", 3)[3]] = each
    return {folder: below for folder, below in found.items() if "campaign.yml" in below}


def _of(files: Iterable[Touched]) -> list[Touched]:
    return [each for each in sorted(files) if place_of(each.path).kind == "article"]


def _articles(
    gone: list[Touched], came: list[Touched], title_of: Callable[[str, str], str]
) -> Iterable[Move]:
    """Yield articles that are elsewhere unchanged, then those edited on the way but alone in their folder."""
    new = []
    for each in came:
        same = [other for other in gone if each.new in other.parents]
        if same:
            before = min(same, key=lambda other: (_file(other) != _file(each), other.path))
            gone.remove(before)
            yield Move(before.path, each.path)
        else:
            new.append(each)
    for each in new:
        here = [[other for other in files if _folder(other) == _folder(each)] for files in (gone, new)]
        if [len(files) for files in here] == [1, 1]:
            before = here[0][0]
            title = title_of(each.path, each.new)
            if title and title == title_of(before.path, next(filter(None, before.parents))):
                yield Move(before.path, each.path)


def _file(each: Touched) -> str:
    return each.path.rpartition("/")[2]


def _folder(each: Touched) -> str:
    return each.path.rpartition("/")[0]


def followed(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Return the log with all that was told of a record under the name it has now."""
    if not any(each.how == MOVED for each in changes):
        return tuple(changes)
    names: dict[str, str] = {}
    found = []
    for change in reversed(changes):
        found.append(_now_called(change, names))
        if change.how == MOVED:
            old, new = _name(change.old or ""), _name(change.new or "")
            names[old] = names.pop(new, new)
    return tuple(reversed(found))


def _now_called(change: Change, names: Mapping[str, str]) -> Change:
    if change.kind == "article":
        return change._replace(id=names.get(change.id, change.id))
    campaign = names.get(change.campaign, change.campaign)
    is_own = (change.kind, change.id) == ("campaign", change.campaign)
    return change._replace(campaign=campaign, id=campaign if is_own else change.id)
