"""What ``git.raw_log`` printed, to commits; pure."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from scripts.history.times import seconds_of
from scripts.history.unseen import clean

Diff: TypeAlias = Mapping[str, tuple[str, str]]
"""Path → blob before and after; '' where there is no regular file."""

_REGULAR = ("100644", "100755")
_HEAD = 10
_REASON_LIMIT = 200


class Commit(NamedTuple):
    """One commit; ``diffs`` has one entry per parent (one for a first commit)."""

    id: str
    tree: str
    parents: tuple[str, ...]
    claimed: int
    committed: int
    author: str
    committer: str
    reason: str
    diffs: tuple[Diff, ...]


def read_log(said: bytes, wanted: "re.Pattern[str]") -> tuple[dict[str, Commit], dict[str, int]]:
    """Return the commits by id, keeping paths that match ``wanted``; and the times of those just before."""
    heads: dict[str, list[str]] = {}
    shown: dict[str, list[Diff]] = {}
    trees: dict[str, str] = {}
    times: dict[str, int] = {}
    for head, diff in _entries(said.decode("utf-8", "surrogateescape").split("\0"), wanted):
        mark, name = head[0][:1], head[0][1:]
        trees[name] = head[1]
        if mark == "-":
            times[name] = seconds_of(head[4])
        else:
            heads[name] = head
            shown.setdefault(name, []).append(diff)
    commits = {name: _commit(name, head, shown[name], trees) for name, head in heads.items()}
    return commits, times


def _entries(tokens: list[str], wanted: "re.Pattern[str]") -> Iterator[tuple[list[str], Diff]]:
    """Yield the fields of each commit and one diff; a path is what follows its blobs, whatever it holds."""
    at, end = 0, len(tokens)
    while at < end:
        if not tokens[at].strip("\n"):
            at += 1
            continue
        head = tokens[at : at + _HEAD]
        head[0] = head[0].lstrip("\n")
        at += _HEAD
        diff: dict[str, tuple[str, str]] = {}
        while at < end and (token := tokens[at].lstrip("\n"))[:1] in (":", ""):
            if not token:
                at += 1
                continue
            path = tokens[at + 1]
            if wanted.match(path):
                before_mode, after_mode, before, after, _ = token[1:].split(" ")
                diff[path] = (
                    before if before_mode in _REGULAR else "",
                    after if after_mode in _REGULAR else "",
                )
            at += 2
        yield head, diff


def _commit(name: str, head: list[str], shown: list[Diff], trees: Mapping[str, str]) -> Commit:
    _, tree, parents, claimed, committed, author, author_mail, committer, committer_mail, message = head
    above = tuple(parents.split())
    return Commit(
        id=name,
        tree=tree,
        parents=above,
        claimed=seconds_of(claimed),
        committed=seconds_of(committed),
        author=_person(author, author_mail),
        committer=_person(committer, committer_mail),
        reason=clean(_readable(message.strip().split("\n", 1)[0]))[:_REASON_LIMIT],
        diffs=_by_parent(above, tree, shown, trees),
    )


@lru_cache(maxsize=4096)
def _person(name: str, mail: str) -> str:
    return f"{clean(_readable(name))} <{clean(_readable(mail))}>"


def _readable(text: str) -> str:
    """Return a text with a mark for each byte that is no UTF-8."""
    return text if text.isprintable() else text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _by_parent(
    parents: tuple[str, ...], tree: str, shown: list[Diff], trees: Mapping[str, str]
) -> tuple[Diff, ...]:
    """Give each parent its diff: git prints none for a parent whose tree is the same."""
    if len(parents) <= 1:
        return (shown[0],)
    left = iter(shown)
    return tuple({} if trees[parent] == tree else next(left, {}) for parent in parents)
