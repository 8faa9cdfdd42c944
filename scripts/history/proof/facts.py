"""What the rules of ``verify`` look at: plain records, nothing of git's printing left in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scripts.history.git import SHORT
from scripts.history.proof.seals import Seal


@dataclass(frozen=True, kw_only=True)
class Keys:
    """What the judge brought along, from a folder outside the judged tree.

    ``exceptions`` are commits that people have looked into, with their reason;
    commits up to ``signed_since`` need no signature; ``forges`` are signers that
    sign in the name of others (web edits). Who may anchor may seal, unless
    ``seal_signers`` says who. ``retired_keys`` are fingerprints with
    the number of the anchor up to which they were good: a lost key can be dated
    by an anchor only, for the time in a commit is its maker's word.
    """

    allowed: Path
    exceptions: Mapping[str, str] = field(default_factory=dict)
    signed_since: str = ""
    forges: Sequence[str] = ()
    anchor_signers: Sequence[str] = ()
    seal_signers: Sequence[str] = ()
    retired_keys: Mapping[str, int] = field(default_factory=dict)
    anchors: bytes | None = None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One commit; times in seconds. ``signature`` is git's letter, ``key`` its fingerprint (``-``: none)."""

    id: str
    parents: Sequence[str]
    tree: str
    committed: int
    authored: int
    author: str
    committer: str
    signature: str
    signer: str
    key: str

    @property
    def short(self) -> str:
        """Return the commit as people write it."""
        return self.id[:SHORT]


@dataclass(frozen=True, kw_only=True)
class Change:
    """One path that a commit changed against one of its parents (modes as git writes them)."""

    commit: str
    old_mode: str
    new_mode: str
    blob: str
    status: str
    path: str


@dataclass(frozen=True, kw_only=True)
class Merged:
    """A merge that is not what merging alone gives: paths changed unasked, and conflicts settled."""

    commit: str
    odd: Sequence[str]
    settled: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Tag:
    """A seal's annotated tag: what it points at, its text, which known key's owner signed it (or '')."""

    commit: str
    text: str
    signer: str


@dataclass(frozen=True, kw_only=True)
class Store:
    """The state of the repository itself. ``fsck`` is what git found broken."""

    head: str
    is_shallow: bool
    replaced: Sequence[str]
    has_grafts: bool
    fsck: Sequence[str]
    changed_files: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class History:
    """Every commit of HEAD, newest first, and what each changed."""

    commits: Sequence[Entry]
    changes: Sequence[Change]
    merges: Sequence[Merged]

    def mainline(self) -> set[str]:
        """Return HEAD and its first parents: what main itself was, one commit after another."""
        parents = {entry.id: entry.parents for entry in self.commits}
        found: set[str] = set()
        waiting = [entry.id for entry in self.commits[:1]]
        while waiting:
            found.add(waiting[0])
            waiting = list(parents.get(waiting[0], ()))[:1]
        return found

    def ancestors(self, commit: str) -> set[str]:
        """Return a commit and everything before it."""
        parents = {entry.id: entry.parents for entry in self.commits}
        found: set[str] = set()
        waiting = [commit]
        while waiting:
            each = waiting.pop()
            if each in parents and each not in found:
                found.add(each)
                waiting.extend(parents[each])
        return found


@dataclass(frozen=True, kw_only=True)
class Records:
    """Anchors and seals as they lie on the disk, and what history knows of them.

    ``older`` are all versions of the anchors in history; ``present`` the named
    commits that exist at all; ``sealed`` the true digests of each sealed commit.
    """

    anchors: bytes
    older: Sequence[bytes]
    is_signed: bool
    signer: str
    files: Mapping[str, bytes]
    seals: Mapping[str, Seal]
    tags: Mapping[str, Tag]
    present: frozenset[str]
    sealed: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, kw_only=True)
class Published:
    """What lies in ``build``: its commit, differences from its manifest, digest of each file."""

    commit: str
    faults: Sequence[str]
    files: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Everything the rules see. ``broken`` says why history could not be read ('' when it was)."""

    store: Store
    history: History | None
    records: Records | None
    broken: str
    keys: Keys | None
    why_no_keys: str
    evidence: Sequence[str] | None
    published: Published | None
