"""Ask git, never through a shell, and without running anything a repository asks for.

The judged repository may be hostile: its settings can name programs (filters,
hooks, monitors). So only commands are used that read objects, the user's and
the system's settings are left out, and files are compared here, not by git.
"""

import hashlib
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

_SAFE = (
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "safe.bareRepository=explicit",
    "-c",
    "protocol.ext.allow=never",
)
_FOLDERS = ("data", "docs")
_REGULAR = (b"100644", b"100755")


@dataclass(frozen=True, kw_only=True)
class Commit:
    """The commit a build stands on; dirty when data or docs differ from it."""

    id: str
    is_dirty: bool


def head(root: Path) -> Commit | None:
    """Return the commit at ``root``, or None without git, without a commit, or if git refuses."""
    if not (root / ".git").exists():
        return None
    commit = (
        _git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").strip().decode("ascii", "replace")
    )
    if not commit:
        return None
    listed = _git(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *_FOLDERS)
    return Commit(id=commit, is_dirty=_recorded(listed) != _present(root, len(commit)))


def _recorded(listed: bytes) -> dict[str, str]:
    """Return blob id by path of what the commit holds."""
    found = {}
    for entry in listed.split(b"\0"):
        if entry:
            about, path = entry.split(b"\t", 1)
            mode, _, blob = about.split(b" ")
            found[os.fsdecode(path)] = blob.decode("ascii") if mode in _REGULAR else mode.decode("ascii")
    return found


def _present(root: Path, id_length: int) -> dict[str, str]:
    """Return blob id by path of what lies on the disk, as git would store it."""
    files = (path for folder in _FOLDERS for path in sorted((root / folder).rglob("*")) if path.is_file())
    return {path.relative_to(root).as_posix(): _blob_id(path.read_bytes(), id_length) for path in files}


def _blob_id(content: bytes, id_length: int) -> str:
    """Return git's name for a file: SHA-1, or SHA-256 in repositories of that kind."""
    text = content if b"\0" in content else content.replace(b"\r\n", b"\n")
    kind = hashlib.sha1 if id_length == 40 else hashlib.sha256  # noqa: PLR2004 - digits of a SHA-1
    return kind(b"blob %d\0" % len(text) + text, usedforsecurity=False).hexdigest()


def _git(root: Path, *arguments: str) -> bytes:
    """Return what git prints, or nothing when it fails."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = {
        **kept,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_CEILING_DIRECTORIES": str(root.parent),
        "LC_ALL": "C",
    }
    command = ["git", *_SAFE, *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, no shell
            command, cwd=root, env=environment, capture_output=True, check=False
        )
    except OSError:
        return b""
    return done.stdout if done.returncode == 0 else b""
