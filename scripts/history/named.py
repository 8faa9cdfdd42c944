"""Commits by the names people give them: a branch, a tag, an id; never an option, never one of two."""

import re
from pathlib import Path

from scripts.history.git import GitError, place_of, run
from scripts.problems import DataError, Problem

_WHOLE = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_SHORT = re.compile(r"[0-9a-f]{7,64}")
_HEAD = re.compile(r"HEAD(?:[~^][0-9]*)*", re.ASCII)
_SOUND = re.compile(r"(?!-)(?!.*(?:\.\.|@\{))[^\s~^:?*\[\\\x00-\x1f\x7f]{1,250}")
_KINDS = ("refs/heads/", "refs/remotes/", "refs/tags/")


def named_commit(root: Path, name: str, option: str) -> str:
    """Return the commit ``name`` means in the repository at ``root``; DataError (Q001) when none or two."""
    if _WHOLE.fullmatch(name) or _HEAD.fullmatch(name):
        found = {commit_at(root, name)} - {""}
    elif not _SOUND.fullmatch(name):
        found = set()
    elif name.startswith("refs/"):
        found = {commit_at(root, name)} - {""}
    else:
        found = {commit_at(root, kind + name) for kind in _KINDS} - {""}
        if not found and _SHORT.fullmatch(name):
            found = {commit_at(root, name)} - {""}
    shown = name[:60] if name.isprintable() else ascii(name[:60])
    if len(found) == 1:
        return found.pop()
    what = "同时是几个分支或标签的名字，指的不是同一个提交" if found else "不是这个仓库里的分支、标签或提交"
    message = f"{option} 写的“{shown}”{what}（应如 main、origin/main 或完整的提交编号）"
    raise DataError([Problem(path="", line=0, code="Q001", message=message)])


def commit_at(root: Path, ref: str) -> str:
    """Return the commit a full name of git's stands for, or ''."""
    ask = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    try:
        said = run(root, *ask, extra=place_of(root)).split()
    except GitError:
        return ""
    return said[-1].decode("ascii", "replace") if said else ""
