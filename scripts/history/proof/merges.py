"""Is a merge only a merge? Merging is done again where it is not plain, and what differs is named.

A merge may settle a conflict by taking lines of its sides. It may not bring in
lines that no side had or more of them, drop lines or a file that all sides have,
or touch a path that was not in conflict: that is where a change hides from ``git log -p``.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from scripts.history.git import Ask, GitError
from scripts.history.log import Diff
from scripts.history.proof.facts import Entry, Merged
from scripts.history.proof.sides import Pair, plain_merges, tree_pairs

_NOTHING = "000000"
_IDENTITY = ("-c", "user.name=verify", "-c", "user.email=verify@localhost")


def judge_merges(ask: Ask, commits: Sequence[Entry]) -> Iterator[Merged]:
    """Yield every merge that differs from merging its parents, octopus merges included."""
    merges = [entry for entry in commits if len(entry.parents) > 1]
    plain = plain_merges(commits, differences_of(ask, tree_pairs(commits))) if merges else set()
    yield from merged_again(ask, [entry for entry in merges if entry.id not in plain])


def merged_again(ask: Ask, merges: Sequence[Entry]) -> Iterator[Merged]:
    """Let git merge each again; yield those that differ."""
    for entry in merges:
        tree, conflicts = merge_again(ask, entry.parents)
        if tree != entry.tree:
            yield _compare(ask, entry, tree, conflicts)


def differences_of(ask: Ask, pairs: Sequence[Pair]) -> dict[Pair, Diff]:
    """Return path → mode and blob before and after ('' for nothing), for each pair of trees."""
    listed = "".join(f"{before} {after}\n" for before, after in pairs).encode()
    printed = ask("diff-tree", "--stdin", "-r", "-z", "--no-renames", "--no-abbrev", stdin=listed)
    words = iter(printed.decode("utf-8", "surrogateescape").split("\0"))
    found: dict[Pair, Diff] = {}
    diff: dict[str, tuple[str, str]] = {}
    for word in words:
        *heads, about = word.split("\n")  # a line of its own for each pair, before its paths
        for head in heads:
            before, after = head.split(" ")
            found[before, after] = diff = {}
        if about:
            old_mode, new_mode, old, new, _ = about[1:].split(" ")
            diff[next(words)] = (_held(old_mode, old), _held(new_mode, new))
    if len(found) < len(pairs):
        raise GitError("有的目录树读不出来")
    return found


def _held(mode: str, blob: str) -> str:
    return "" if mode == _NOTHING else f"{mode} {blob}"


def merge_again(ask: Ask, parents: Sequence[str]) -> tuple[str, set[str]]:
    """Return the tree that merging gives, and the paths in conflict."""
    first, tree, conflicts = parents[0], "", set()
    for number, other in enumerate(parents[1:], start=2):
        printed = ask(
            "merge-tree",
            "--write-tree",
            "--no-messages",
            "--name-only",
            "--allow-unrelated-histories",
            "-z",
            first,
            other,
            ok=(0, 1),
        )
        tree, *paths = [word for word in printed.decode("utf-8", "replace").split("\0") if word]
        conflicts.update(paths)
        if number < len(parents):
            words = [word for parent in (first, other) for word in ("-p", parent)]
            first = ask(*_IDENTITY, "commit-tree", tree, *words, stdin=b"octopus").decode().strip()
    return tree, conflicts


def _compare(ask: Ask, entry: Entry, merged: str, conflicts: set[str]) -> Merged:
    """Return what a merge changed of its own accord, and what it settled."""
    printed = ask("diff-tree", "-r", "-z", "--no-renames", "--name-only", merged, entry.tree)
    paths = [path for path in printed.decode("utf-8", "replace").split("\0") if path]
    odd = [f"{path}（不在冲突之列）" for path in paths if path not in conflicts]
    settled = [path for path in paths if path in conflicts]
    faults = ((path, _settlement_fault(ask, entry, path)) for path in settled)
    odd += [f"{path}（{fault}）" for path, fault in faults if fault]
    return Merged(commit=entry.id, odd=tuple(odd), settled=tuple(settled))


def _settlement_fault(ask: Ask, entry: Entry, path: str) -> str:
    """Return what a settled conflict contains beyond its sides; '' when nothing."""
    bases = ask("merge-base", "--octopus", "--all", *entry.parents, ok=(0, 1)).decode("ascii").split()
    return settlement_fault(
        _file(ask, entry.id, path),
        [_file(ask, parent, path) for parent in entry.parents],
        [_file(ask, base, path) for base in bases],
    )


def settlement_fault(
    result: bytes | None, sides: Sequence[bytes | None], bases: Sequence[bytes | None] = ()
) -> str:
    """Return in words why ``result`` is no choice among the lines of ``sides``; '' when it is one.

    Lines are counted: a line may stand as often as a side has it, or as often as
    taking what every side added to (or removed from) a base gives.
    """
    if result in sides:
        return ""
    if result is None:
        return "" if None in sides else "删去了各方都有的文件"
    if b"\0" in result:
        return "内容与任何一方都不同"
    held = [_lines(side) for side in sides if side is not None]
    added = [_together(held, _lines(base or b"")) for base in bases or (None,)]
    lines = _lines(result)
    if new := [line for line in lines if lines[line] > max(each[line] for each in held + added)]:
        known = any(each[min(new)] for each in held)
        return f"{'多写了各方已有的' if known else '写进了各方都没有的'}内容：{_shown(min(new))}"
    few = set().union(*held)
    if lost := [line for line in few if lines[line] < min(each[line] for each in held + added)]:
        return f"删去了各方都有的内容：{_shown(min(lost))}"
    return ""


def _lines(content: bytes) -> Counter[bytes]:
    """Return how often each line stands in a file; empty ones say nothing."""
    return Counter(line for line in content.splitlines() if line.strip())


def _together(sides: Sequence[Counter[bytes]], base: Counter[bytes]) -> Counter[bytes]:
    """Return how often each line stands once every side has done to the base what it did."""
    found = Counter(base)
    for side in sides:
        found.update(side)
        found.subtract(base)
    return found


def _shown(line: bytes) -> str:
    return line.decode("utf-8", "replace").strip()[:60]


def _file(ask: Ask, commit: str, path: str) -> bytes | None:
    try:
        return ask("cat-file", "blob", f"{commit}:{path}")
    except GitError:
        return None
