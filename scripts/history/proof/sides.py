"""Which merges plainly only merge: told from what each side changed since they parted; pure.

Where no path was changed on both sides and no side can have moved a file, merging
takes every path from the side that changed it. So the merge must differ from its
first parent by exactly what the second side changed. Whatever is less plain than
that (or not so) is left to git, which merges again.
"""

from collections.abc import Iterator, Mapping, Sequence

from scripts.history.graph import Graph
from scripts.history.log import Commit, Diff
from scripts.history.proof.facts import Entry

Pair = tuple[str, str]
"""Two trees: of a commit's parent and of the commit."""


def tree_pairs(commits: Sequence[Entry]) -> list[Pair]:
    """Return every pair of trees whose difference is needed."""
    trees = {entry.id: entry.tree for entry in commits}
    return list(dict.fromkeys((trees[parent], each.tree) for each in commits for parent in each.parents))


def plain_merges(commits: Sequence[Entry], differences: Mapping[Pair, Diff]) -> set[str]:
    """Return the merges of two parents that are what merging gives, beyond doubt.

    ``commits`` are a whole history, the newest first; ``differences`` tell mode and blob before and after.
    """
    trees = {entry.id: entry.tree for entry in commits}
    known = {
        each.id: _commit(each, [differences[trees[parent], each.tree] for parent in each.parents])
        for each in commits
    }
    graph = Graph(known, commits[0].id)
    return {
        each.id
        for each in known.values()
        if len(each.parents) == len(("ours", "theirs")) and _is_plain(graph, each)
    }


def _commit(entry: Entry, diffs: Sequence[Diff]) -> Commit:
    return Commit(
        id=entry.id,
        tree=entry.tree,
        parents=tuple(entry.parents),
        claimed=entry.authored,
        committed=entry.committed,
        author=entry.author,
        committer=entry.committer,
        reason="",
        diffs=tuple(diffs),
    )


def _is_plain(graph: Graph, merge: Commit) -> bool:
    bases = graph.bases(merge)
    if len(bases) != 1:
        return False
    ours, theirs = (graph.since(bases[0], parent) for parent in merge.parents)
    return merge.diffs[0] == theirs and (not ours or not _may_meet(ours, theirs))


def _may_meet(ours: Diff, theirs: Diff) -> bool:
    """Return whether merging may have to look at both sides of anything: a path, a moved file, a folder."""
    return (
        not ours.keys().isdisjoint(theirs)
        or _may_have_moved(ours)
        or _may_have_moved(theirs)
        or not ours.keys().isdisjoint(_folders(theirs))
        or not theirs.keys().isdisjoint(_folders(ours))
    )


def _may_have_moved(side: Diff) -> bool:
    """Return whether a side both removed and added files: only then can git take one for another, renamed."""
    return any(not old for old, _ in side.values()) and any(not new for _, new in side.values())


def _folders(side: Diff) -> Iterator[str]:
    """Yield every folder of the paths of a side."""
    for path in side:
        at = path.find("/")
        while at >= 0:
            yield path[:at]
            at = path.find("/", at + 1)
