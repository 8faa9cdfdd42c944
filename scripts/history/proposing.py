"""Put files into a new commit on a new branch; the work tree and the present branch stay as they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.history.git import GitError, run, setting
from scripts.history.proof.freeze import signing_key
from scripts.problems import DataError, Problem

_YES = ("true", "yes", "on", "1")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is to be committed on ``parent``: whole files by path, in whose name, saying what."""

    parent: str
    files: Mapping[str, bytes]
    message: str
    author: str
    mail: str


def committed(root: Path, draft: Draft) -> str:
    """Make the commit of a draft, which no branch names yet; DataError (X161, X162) says why not."""
    identity = _identity(root, draft)
    try:
        return _commit(root, draft, _tree(root, draft), identity)
    except GitError as error:
        raise _refused("X162", f"git 没有记下这次填报：{error}（主线和工作目录都没有动过）") from None


def branched(root: Path, branch: str, commit: str, draft: Draft) -> str:
    """Name a commit ``branch``, or ``branch-2`` … when that exists: no branch is ever moved."""
    listed = run(root, "for-each-ref", "--format=%(refname)", f"refs/heads/{branch}*")
    known = set(listed.decode("utf-8", "replace").split())
    number, name = 1, branch
    while f"refs/heads/{name}" in known:
        number += 1
        name = f"{branch}-{number}"
    try:
        run(root, "update-ref", f"refs/heads/{name}", commit, "", extra=_identity(root, draft))
    except GitError as error:
        raise _refused("X162", f"git 没有建成分支 {name}：{error}（主线和工作目录都没有动过）") from None
    return name


def waiting(root: Path, folder: str, commit: str) -> tuple[str, ...]:
    """Return the branches in a folder of branches that a commit does not have yet, sorted."""
    listed = run(root, "for-each-ref", "--format=%(refname)", "--no-merged", commit, f"refs/heads/{folder}/")
    return tuple(each.removeprefix("refs/heads/") for each in listed.decode("utf-8", "replace").split())


def content_at(root: Path, commit: str, path: str) -> bytes:
    """Return a file as a commit holds it, nothing when it holds none."""
    if not run(root, "ls-tree", "-z", "--full-tree", commit, "--", path):
        return b""
    return run(root, "cat-file", "blob", f"{commit}:{path}")


def _identity(root: Path, draft: Draft) -> Mapping[str, str]:
    name, mail = setting(root, "user.name"), setting(root, "user.email")
    if not name or not mail:
        remedy = 'git config --global user.name "…"，git config --global user.email "…"'
        raise _refused("X161", f"git 还不知道是谁在收表（应先设置一次：{remedy}）")
    return {
        "GIT_AUTHOR_NAME": draft.author,
        "GIT_AUTHOR_EMAIL": draft.mail,
        "GIT_COMMITTER_NAME": name,
        "GIT_COMMITTER_EMAIL": mail,
    }


def _tree(root: Path, draft: Draft) -> str:
    """Write the files and the tree they make, in an index of its own."""
    with TemporaryDirectory(prefix="filing-") as folder:
        own = {"GIT_INDEX_FILE": f"{folder}/index"}
        run(root, "read-tree", draft.parent, extra=own)
        listed = "".join(
            f"100644 {_said(run(root, 'hash-object', '-w', '--stdin', stdin=content))}\t{path}\0"
            for path, content in sorted(draft.files.items())
        )
        run(root, "update-index", "-z", "--index-info", stdin=listed.encode(), extra=own)
        return _said(run(root, "write-tree", extra=own))


def _commit(root: Path, draft: Draft, tree: str, identity: Mapping[str, str]) -> str:
    """Make the commit; signed when the user's own git would sign it."""
    key = signing_key(root) if setting(root, "commit.gpgsign").lower() in _YES else ""
    words = ["-c", "gpg.format=ssh", "-c", f"user.signingkey={key}"] if key else []
    command = [*words, "commit-tree", *(["-S"] if key else []), tree, "-p", draft.parent, "-F", "-"]
    return _said(run(root, *command, stdin=draft.message.encode(), extra=identity))


def _said(printed: bytes) -> str:
    return printed.decode("ascii").strip()


def _refused(code: str, message: str) -> DataError:
    return DataError([Problem(path="", line=0, code=code, message=message)])
