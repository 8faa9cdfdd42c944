"""Which versions are to be compared, commit by commit; pure."""

from collections.abc import Iterator
from typing import NamedTuple

from scripts.history.graph import Graph
from scripts.history.log import Commit

PATHS = 5_000
"""A commit that touches more is not looked into: a tiny one can name the same file a thousand times."""


class Touched(NamedTuple):
    """A path in a commit: its blob on the common ground of a merge, at each parent, and after."""

    path: str
    base: str
    parents: tuple[str, ...]
    new: str

    @property
    def is_clean(self) -> bool:
        """Whether the merge took what the only side that changed it made of it."""
        changed = {blob for blob in self.parents if blob != self.base}
        return changed <= {self.new} if changed else self.new == self.base


def touched(graph: Graph, commit: Commit) -> list[Touched]:
    """Return the paths to look into: what a commit changed, or what a merge may have."""
    if len(commit.parents) > 1:
        return _merged(graph, commit)
    return [Touched(path, "", (old,), new) for path, (old, new) in commit.diffs[0].items()]


def _merged(graph: Graph, merge: Commit) -> list[Touched]:
    paths = sorted({path for diff in merge.diffs for path in diff})
    if not paths:
        return []
    base = graph.base(merge)
    number, since = graph.before(merge, base) if base else (-1, {})
    found = []
    for path in paths:
        new = next(diff[path][1] for diff in merge.diffs if path in diff)
        parents = tuple(diff[path][0] if path in diff else new for diff in merge.diffs)
        ground = "" if not base else since[path][0] if path in since else parents[number]
        found.append(Touched(path, ground, parents, new))
    return [] if all(each.is_clean for each in found) else found


def versions_of(touched_paths: list[Touched]) -> Iterator[tuple[str, str]]:
    """Yield blob and path of every version to read, the newest first; none of a commit too large."""
    if len(touched_paths) > PATHS:
        return
    for each in touched_paths:
        for blob in (each.new, *each.parents, each.base):
            if blob:
                yield blob, each.path
