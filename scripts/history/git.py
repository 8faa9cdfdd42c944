"""Ask git, never through a shell, and without the user's own settings."""

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
    "core.quotePath=false",
    "-c",
    "protocol.ext.allow=never",
)


@dataclass(frozen=True, kw_only=True)
class Commit:
    """The commit a build stands on; dirty when data or docs differ from it."""

    id: str
    is_dirty: bool


def head(root: Path) -> Commit | None:
    """Return the commit at ``root``, or None without git or without a commit."""
    commit = _git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    if not commit:
        return None
    changes = _git(root, "status", "--porcelain", "--untracked-files=all", "--", "data", "docs")
    return Commit(id=commit, is_dirty=bool(changes))


def _git(root: Path, *arguments: str) -> str:
    environment = {
        **os.environ,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "LC_ALL": "C",
    }
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, no shell
            ["git", *_SAFE, "-c", f"safe.directory={root}", *arguments],  # noqa: S607 - git of this PATH
            cwd=root,
            env=environment,
            capture_output=True,
            check=False,
        )
    except OSError:
        return ""
    return done.stdout.decode("utf-8", errors="replace").strip() if done.returncode == 0 else ""
