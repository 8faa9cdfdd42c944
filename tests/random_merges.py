"""A repository of merges by seeded chance: honest, settled, evil, across renames, folders and modes."""

import hashlib
import os
import random
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

Tree = dict[str, tuple[str, bytes]]
"""Path → mode and content."""

_LINES = [f"line {number}" for number in range(12)]
_NAMES = ("a.yml", "b.yml", "d/a.yml", "d/b.yml", "d/e/a.yml", "f/a.yml", "f/b.yml", "g.yml")


class Merges:
    """Commits made with a plumbing command each; ``tip`` is the latest merge, ``kinds`` tells of all."""

    def __init__(self, root: Path, seed: int) -> None:
        """Begin with a first commit of a few files."""
        self.root = root
        self.chance = random.Random(seed)  # noqa: S311 - the same repository every time
        self.trees: dict[str, Tree] = {}
        self.contents: dict[str, bytes] = {}
        root.mkdir(parents=True)
        self._run("init", "-q")
        first = {name: ("100644", _text([name, *_LINES])) for name in _NAMES}
        self.tip = self._commit(first)
        self.kinds: list[str] = []

    def grow(self, merges: int) -> str:
        """Add about so many merges; return the last, which stands on all."""
        crossing = ""
        for _ in range(merges):
            ours, theirs = self._side(self.tip), self._side(crossing or self.tip)
            crossing = self._merge(theirs, ours) if self.chance.random() < 0.1 else ""
            self.tip = self._merge(ours, theirs)
        return self.tip

    def _side(self, start: str) -> str:
        """Return the end of a branch of up to two commits."""
        for _ in range(self.chance.choice((0, 1, 1, 2))):
            tree = dict(self.trees[start])
            for _ in range(self.chance.choice((1, 1, 2))):
                self.chance.choice(_EDITS)(tree, self.chance)
            start = self._commit(tree, start)
        return start

    def _merge(self, ours: str, theirs: str) -> str:
        """Merge as git does, then settle, spoil or drop by chance."""
        done = self._run("merge-tree", "--write-tree", "--no-messages", "--name-only", "-z", ours, theirs)
        if not done.stdout:  # git 2.39 ends with a failed assertion at some moved folders
            return ours
        tree, *conflicts = [word for word in done.stdout.decode().split("\0") if word]
        merged = self._read(tree)
        for path in conflicts:
            chosen = self.trees[self.chance.choice((ours, theirs))].get(path)
            merged.pop(path, None)
            merged.update({path: chosen} if chosen else {})
        kind = self.chance.choice(("plain", "plain", "plain", "plain", "ours", "theirs", "evil", "drop"))
        self.kinds.append(f"{kind}{' settled' if conflicts else ''}")
        match kind:
            case "ours":
                merged = self.trees[ours]
            case "theirs":
                merged = self.trees[theirs]
            case "evil":
                self.chance.choice(_EDITS)(merged, self.chance)
            case "drop":
                self._drop(merged, self.trees[ours])
        return self._commit(_sound(merged), ours, theirs)

    def _drop(self, merged: Tree, other: Mapping[str, tuple[str, bytes]]) -> None:
        """Take one path from one side whatever merging says."""
        path = self.chance.choice(sorted(merged.keys() | other.keys()))
        merged.pop(path, None)
        merged.update({path: other[path]} if path in other else {})

    def _commit(self, tree: Mapping[str, tuple[str, bytes]], *parents: str) -> str:
        words = zip(("from", *["merge"] * len(parents)), parents, strict=False)
        head = "commit refs/heads/main\nmark :1\ncommitter x <x@x> 1780272000 +0800\ndata 0\n"
        told = "".join(f"{word} {parent}\n" for word, parent in words)
        begun = "" if parents else "reset refs/heads/main\n"
        parts = [f"{begun}{head}{told}deleteall\n".encode()]
        for path, (mode, content) in sorted(tree.items()):
            blob = hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
            self.contents[blob] = content
            parts.append(f"M {mode} inline {path}\ndata {len(content)}\n".encode() + content + b"\n")
        parts.append(b"get-mark :1\n")
        done = self._run("fast-import", "--quiet", "--force", "--cat-blob-fd=1", given=b"".join(parts))
        name = done.stdout.decode().strip()
        assert name, done.stderr.decode()
        self.trees[name] = dict(tree)
        return name

    def _read(self, tree: str) -> Tree:
        listed = self._run("ls-tree", "-r", "-z", tree).stdout.decode().split("\0")
        entries = [entry.split("\t", 1) for entry in listed if entry]
        named = [(path, *about.split(" ")) for about, path in entries]
        return {path: (mode, self._content(blob)) for path, mode, _, blob in named}

    def _content(self, blob: str) -> bytes:
        if blob not in self.contents:
            self.contents[blob] = self._run("cat-file", "blob", blob).stdout
        return self.contents[blob]

    def _run(self, *words: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
        own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        command = ["git", "-C", str(self.root), *words]
        return subprocess.run(
            command, env={**os.environ, **own}, input=given, check=False, capture_output=True
        )


def _text(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _pick(tree: Tree, chance: random.Random) -> str:
    return chance.choice(sorted(tree))


def _edit(tree: Tree, chance: random.Random) -> None:
    """Change a line; two sides may meet in it."""
    path = _pick(tree, chance)
    mode, content = tree[path]
    lines = content.decode().split("\n")[:-1] or [""]
    lines[chance.randrange(len(lines))] = f"edited {chance.randrange(100)}"
    tree[path] = (mode, _text(lines))


def _add(tree: Tree, chance: random.Random) -> None:
    """Add a file, in an old or a new folder; its name may be that of a folder on the other side."""
    folder = chance.choice(("", "d/", "d/e/", "f/", "n/", "n/a/"))
    name = chance.choice(("a", "b", "n", "x.yml", "y.yml"))
    _put(tree, f"{folder}{name}", ("100644", _text([f"new {chance.randrange(3)}", *_LINES[:4]])))


def _remove(tree: Tree, chance: random.Random) -> None:
    """Remove a file, but not the last ones."""
    if len(tree) > len("ab"):
        del tree[_pick(tree, chance)]


def _rename(tree: Tree, chance: random.Random) -> None:
    """Move a file, at times with an edit."""
    path = _pick(tree, chance)
    entry = tree.pop(path)
    _put(tree, f"{chance.choice(('', 'd/', 'm/'))}{chance.randrange(9)}.yml", entry)
    if chance.random() < 0.3:
        _edit(tree, chance)


def _rename_folder(tree: Tree, chance: random.Random) -> None:
    """Move a whole folder: what the other side adds there, git moves as well."""
    old, new = chance.choice(("d", "f", "n", "m")), chance.choice(("d2", "f2", "f"))
    for path in [each for each in tree if each.startswith(f"{old}/")]:
        _put(tree, new + path.removeprefix(old), tree.pop(path))


def _mode(tree: Tree, chance: random.Random) -> None:
    """Make a file executable, or no longer; or a link."""
    path = _pick(tree, chance)
    mode = chance.choice([each for each in ("100644", "100755", "120000") if each != tree[path][0]])
    tree[path] = (mode, tree[path][1])


def _put(tree: Tree, path: str, entry: tuple[str, bytes]) -> None:
    """Put a file where it may stand: what is in its way gives way."""
    for other in [each for each in tree if each.startswith(f"{path}/") or path.startswith(f"{each}/")]:
        del tree[other]
    tree[path] = entry


def _sound(tree: Tree) -> Tree:
    """Return a tree without files that are folders, too."""
    found: Tree = {}
    for path, entry in sorted(tree.items()):
        _put(found, path, entry)
    return found


_EDITS: tuple[Callable[[Tree, random.Random], None], ...] = (
    *[_edit] * 6, *[_add] * 4, _remove, _rename, _rename_folder, _mode,
)  # fmt: skip
