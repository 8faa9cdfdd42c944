"""What merging a change gives, and what it changes there, without running or trusting any of it.

A change is told as one step from the tip of the base to the merged result: what
the base got meanwhile is in both, and what several commits did to one field is one change.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.history.changes import Change
from scripts.history.git import SHORT, Ask, GitError, place_of, scratch
from scripts.history.graph import Graph
from scripts.history.kinds import WANTED
from scripts.history.kinds import place_of as kind_at
from scripts.history.log import Commit, Diff, read_log
from scripts.history.mining.plan import touched
from scripts.history.mining.store import Finding, State, from_lines, to_lines
from scripts.history.mining.telling import Teller
from scripts.history.mining.versions import Reader, Versions
from scripts.history.named import named_commit
from scripts.history.past import files_of
from scripts.history.proof.merges import differences_of, merge_again
from scripts.history.proof.reading import blobs
from scripts.history.repository import LOG, tip
from scripts.problems import DataError, Problem

_NAMING = ("units", "people", "standard", "problems")
"""Tables that say what other records are called and whose they are."""
_REGULAR = ("100644", "100755")
_EVERY = re.compile("")


@dataclass(frozen=True, kw_only=True)
class Merged:
    """The merge of ``head`` into ``base`` (full ids); ``commits`` are those only head has, oldest first.

    ``before`` and ``after`` are the files a build reads at base and when merged; with ``conflicts``
    there is no merged result, ``after`` is ``before``, and the changes are those since the sides parted.
    ``others`` are the changed paths that hold no records: scripts, evidence, pictures. ``passing`` are
    the paths that only commits in between touch, with those commits: not in the result, but in history.
    """

    base: str
    head: str
    commits: tuple[Commit, ...]
    conflicts: tuple[str, ...]
    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    others: tuple[str, ...]
    passing: Mapping[str, Sequence[str]]


def sides(root: Path, base: str, head: str) -> tuple[str, str]:
    """Return the commits that two names mean; DataError where there is none, or no whole history."""
    if not place_of(root):
        tip(root)  # says why
    return named_commit(root, base, "--base"), named_commit(root, head, "--head")


def merged(root: Path, base: str, head: str) -> Merged:
    """Return what merging commit ``head`` into ``base`` gives; DataError when that cannot be told."""
    try:
        with scratch(root) as ask:
            return _merged(ask, base, head)
    except GitError as error:
        raise _refused(f"git 合并不了 {base[:SHORT]} 和 {head[:SHORT]}：{error}") from None


def _merged(ask: Ask, base: str, head: str) -> Merged:
    parted = ask("merge-base", base, head, ok=(0, 1)).decode("ascii").strip()
    if not parted:
        raise _refused("两边没有共同的历史，不能合并（应从主干建分支；浅克隆应先取回全部历史）")
    commits, _ = read_log(ask(*LOG, "--boundary", head, f"^{base}", "--"), _EVERY)
    tree, conflicts = merge_again(ask, (base, head))
    start, end = (parted, head) if conflicts else (base, tree)
    pair = (_tree(ask, start), _tree(ask, end))
    diff = differences_of(ask, [pair])[pair]
    before = files_of(ask, base)
    changes, findings = _told(ask, commits, start, head, diff) if head in commits else ((), ())
    return Merged(
        base=base,
        head=head,
        commits=tuple(reversed(commits.values())),
        conflicts=tuple(sorted(conflicts)),
        before=before,
        after=before if conflicts else files_of(ask, tree),
        changes=changes,
        findings=findings,
        others=tuple(sorted(path for path in diff if not WANTED.match(path))),
        passing=_passing(reversed(commits.values()), diff),
    )


def _passing(commits: Iterable[Commit], diff: Diff) -> dict[str, list[str]]:
    """Return the paths that commits give a content no parent has, and that do not differ in the end."""
    found: dict[str, list[str]] = {}
    for commit in commits:
        first, *others = commit.diffs
        for path in first:
            if path not in diff and all(path in other for other in others):
                found.setdefault(path, []).append(commit.id)
    return dict(sorted(found.items()))


def _tree(ask: Ask, name: str) -> str:
    return ask("rev-parse", "--verify", "--end-of-options", f"{name}^{{tree}}").decode("ascii").strip()


def _told(
    ask: Ask, commits: Mapping[str, Commit], start: str, head: str, diff: Diff
) -> tuple[tuple[Change, ...], tuple[Finding, ...]]:
    """Tell the step from ``start`` to the result as a commit of its own, by head's author."""
    wanted = {path: _blobs(pair) for path, pair in diff.items() if WANTED.match(path)}
    last = commits[head]
    step = last._replace(parents=(start,), diffs=(wanted,))
    known = last._replace(id=start, parents=(), diffs=(_naming(ask, start),))
    graph = Graph({start: known, head: step}, head)
    teller = Teller(graph, State.empty(), {}, _versions(ask, (known, step)))
    teller.tell(known, touched(graph, known))
    return from_lines(b"".join(map(to_lines, teller.tell(step, touched(graph, step)))))


def _blobs(held: tuple[str, str]) -> tuple[str, str]:
    """Return the blobs of two regular files; '' where there is none."""
    old, new = (text.partition(" ")[2] if text.startswith(_REGULAR) else "" for text in held)
    return old, new


def _naming(ask: Ask, tree: str) -> Diff:
    """Return the tables that name records, as a first commit would bring them."""
    found = {}
    for entry in filter(None, ask("ls-tree", "-r", "-z", "--full-tree", tree, "--", "data").split(b"\0")):
        about, name = entry.split(b"\t", 1)
        mode, _, blob = about.decode("ascii").split(" ")
        path = name.decode("utf-8", "surrogateescape")
        if mode in _REGULAR and WANTED.match(path) and kind_at(path).kind in _NAMING:
            found[path] = ("", blob)
    return found


def _versions(ask: Ask, steps: Sequence[Commit]) -> Versions:
    pairs = {(blob, path) for step in steps for path, held in step.diffs[0].items() for blob in held if blob}
    contents, reader = blobs(ask, sorted({blob for blob, _ in pairs})), Reader()
    return {(blob, path): reader.read(path, contents.get(blob)) for blob, path in sorted(pairs)}


def _refused(message: str) -> DataError:
    return DataError([Problem(path="", line=0, code="H109", message=message)])
