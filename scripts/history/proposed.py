"""What a proposal brings, commit by commit: paths with modes, fields with values, and merges' own changes.

Nothing is asked of the proposal but its objects. A merge is done again, and only
what its maker did beyond merging is told as his.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from scripts.history.bombs import FILES, unfolds_too_far
from scripts.history.git import Ask, GitError
from scripts.history.kinds import WANTED, place_of
from scripts.history.log import Diff
from scripts.history.proof.merges import differences_of, merge_again, settlement_fault
from scripts.history.touch import Touch, Versions, held_at, touch_of
from scripts.history.unseen import clean

COMMITS, PATHS, EDITS = 1_000, 5_000, 20_000
"""What one proposal, one commit, and one file of it may hold; what is more is not let through."""
TOO_MANY: Diff = {"": ("", "")}
_FIELDS = ("%H", "%P", "%T", "%ae", "%ce", "%B")
_PLAIN = "100644 "
Join = Callable[[bytes, bytes, bytes, str], bytes | None]
"""What a merge driver makes of a progress file: common ground, ours, theirs, path; None where it stops."""


@dataclass(frozen=True, kw_only=True)
class Brought:
    """One commit of a proposal: who says he made it, who put it in, what it changes.

    ``touches`` are the paths; ``faults`` say in words why the commit cannot be judged at all.
    """

    commit: str
    author_mail: str
    committer_mail: str
    message: str
    touches: tuple[Touch, ...] = ()
    faults: tuple[str, ...] = ()


class Entry(NamedTuple):
    """A commit as it is listed."""

    commit: str
    parents: tuple[str, ...]
    tree: str
    author: str
    committer: str
    message: str


def proposed(ask: Ask, base: str, head: str, join: Join) -> list[Brought]:
    """Return the commits of ``head`` that ``base`` does not have, parents first."""
    entries = list(entries_of(ask, "--reverse", head, f"^{base}", "--"))
    if len(entries) > COMMITS:
        return [_told(entries[-1], f"一次带来 {len(entries)} 个提交（上限 {COMMITS} 个）")]
    if entries and unfolds_too_far(ask, base, head, [each.tree for each in entries]):
        return [_told(entries[-1], f"的文件展开超过 {FILES} 个")]
    edited = [each for each in entries if len(each.parents) == 1]
    diffs = _diffs(ask, edited)
    versions = Versions(ask, (side for diff in diffs.values() for pair in diff.values() for side in pair))
    return [_brought(ask, each, (diffs.get(each.commit), versions), join) for each in entries]


def _diffs(ask: Ask, edited: Sequence[Entry]) -> dict[str, Diff]:
    """Return what each commit of one parent changed; asked at once, however many they are."""
    trees = _trees(ask, {each.parents[0] for each in edited})
    pairs = {each.commit: (trees[each.parents[0]], each.tree) for each in edited}
    told = differences_of(ask, list(dict.fromkeys(pairs.values()))) if pairs else {}
    found = {commit: told[pair] for commit, pair in pairs.items()}
    return {commit: diff if len(diff) <= PATHS else TOO_MANY for commit, diff in found.items()}


def entries_of(ask: Ask, *wanted: str) -> Iterator[Entry]:
    """Yield the commits that ``git log`` lists for some words, children first."""
    form = f"--format=tformat:{'%x00'.join(_FIELDS)}"
    said = ask("log", "-z", "--topo-order", "--encoding=UTF-8", form, *wanted)
    words = said.decode("utf-8", "replace").split("\0")
    for start in range(0, len(words) - len(_FIELDS) + 1, len(_FIELDS)):
        name, parents, tree, author, committer, message = words[start : start + len(_FIELDS)]
        yield Entry(name, tuple(parents.split()), tree, author, committer, message)


def _trees(ask: Ask, commits: Iterable[str]) -> dict[str, str]:
    wanted = sorted(commits)
    asked = "".join(f"{each}^{{tree}}\n" for each in wanted).encode()
    said = ask("cat-file", "--batch-check=%(objectname)", stdin=asked).decode().split("\n")
    return dict(zip(wanted, said, strict=False))


def _brought(ask: Ask, entry: Entry, told: tuple[Diff | None, Versions], join: Join) -> Brought:
    diff, versions = told
    if not entry.parents:
        return _told(entry, "与现有历史没有关系（应从现在的主分支拉分支再改）")
    if len(entry.parents) > len(("ours", "theirs")):
        return _told(entry, f"一次合并了 {len(entry.parents)} 个分支（应两两合并）")
    try:
        if diff is None:
            diff, settled = beyond(ask, entry, join)
            versions = Versions(ask, (side for pair in diff.values() for side in pair))
        else:
            settled = []
        if diff is TOO_MANY:
            return _told(entry, f"一次改动超过 {PATHS} 个文件（应分几次提交）")
        touches = [*_touches(diff, versions), *settled]
    except (GitError, KeyError, ValueError) as error:
        return _told(entry, f"读不出来：{clean(str(error))}")
    if sum(len(each.edits) for each in touches) > EDITS:
        return _told(entry, f"一次改动超过 {EDITS} 处（应分几次提交）")
    return replace(_told(entry), touches=tuple(touches))


def _told(entry: Entry, *faults: str) -> Brought:
    return Brought(
        commit=entry.commit,
        author_mail=entry.author,
        committer_mail=entry.committer,
        message=entry.message,
        faults=faults,
    )


def _touches(diff: Diff, versions: Versions) -> list[Touch]:
    return [touch_of(path, old, new, versions) for path, (old, new) in sorted(diff.items())]


def beyond(ask: Ask, entry: Entry, join: Join) -> tuple[Diff, list[Touch]]:
    """Return what a merge did beyond merging: where it differs, and what it settled otherwise than asked."""
    tree, conflicts = merge_again(ask, entry.parents)
    diff = differences_of(ask, [(tree, entry.tree)])[tree, entry.tree] if tree != entry.tree else {}
    if len(diff) > PATHS:
        return TOO_MANY, []
    diff = {path: pair for path, pair in diff.items() if not _is_joined(ask, entry, path, join)}
    settled = [each for path in sorted(diff.keys() & conflicts) for each in _settled(ask, entry, path)]
    return {path: pair for path, pair in diff.items() if path not in conflicts}, settled


def _is_joined(ask: Ask, entry: Entry, path: str, join: Join) -> bool:
    """Tell whether a progress file is, byte for byte, what the merge driver makes of its two sides."""
    if not (WANTED.match(path) and place_of(path).kind == "progress"):
        return False
    held, bases = _sides(ask, entry, path)
    if len(bases) != 1 or not all(each.startswith(_PLAIN) for each in held[1:]):
        return False
    versions = Versions(ask, held)
    start, *contents = (versions.content(each) if each else b"" for each in held)
    if start is None or None in contents:
        return False
    ours, theirs, result = (each or b"" for each in contents)
    return join(start, ours, theirs, path) == result


def _sides(ask: Ask, entry: Entry, path: str) -> tuple[list[str], list[str]]:
    """Return what common ground (where there is any), sides and result of a merge hold; and its grounds."""
    bases = ask("merge-base", "--all", *entry.parents, ok=(0, 1)).decode("ascii").split()
    commits = (*bases[:1], *entry.parents, entry.commit)
    return [held_at(ask, commit, [path]).get(path, "") for commit in commits], bases


def _settled(ask: Ask, entry: Entry, path: str) -> Iterator[Touch]:
    """Yield a conflict's settlement, unless it is only what each side alone had made of each field."""
    held, bases = _sides(ask, entry, path)
    versions = Versions(ask, held)
    found = touch_of(path, held[-2], held[-1], versions, merged=held[:-1] if bases else [])
    if found.edits or found.fault or not found.kind or not _is_a_choice(versions, held, bases):
        yield found


def _is_a_choice(versions: Versions, held: Sequence[str], bases: Sequence[str]) -> bool:
    """Tell whether a settled conflict holds nothing but lines of its sides."""
    result, sides = held[-1], held[len(bases[:1]) : -1]
    texts = [versions.content(side) if side else None for side in sides]
    grounds = [versions.content(held[0]) if held[0] else None] if bases else []
    return not settlement_fault(versions.content(result) if result else None, texts, grounds)


def names_of(ask: Ask, commit: str) -> list[str]:
    """Return every path of a commit."""
    said = ask("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit)
    return [each for each in said.decode("utf-8", "surrogateescape").split("\0") if each]
