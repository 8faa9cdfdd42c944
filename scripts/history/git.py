"""Ask git, never through a shell, and without running anything a repository asks for.

The judged repository may be hostile: its settings can name programs (filters,
hooks, monitors). So only commands are used that read objects, the user's and
the system's settings are left out, and files are compared here, not by git.
Whatever could still obey the repository's settings (merging, signatures, fsck)
runs in :func:`scratch`: an empty repository that only borrows the objects.
"""

import os
import subprocess
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import IO, NamedTuple

from scripts.history.disk import files_present

Ask = Callable[..., bytes]
"""Run git in one fixed place: words, ``stdin``, the exit codes that are ``ok``, ``heard`` for all it says."""

_SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.commitGraph=false",  # a forged graph would lie about parents
    "core.multiPackIndex=false",
    "core.attributesFile=/dev/null",
    "core.sshCommand=false",
    "safe.bareRepository=explicit",
    "protocol.allow=never",
    "protocol.ext.allow=never",
    "log.showSignature=false",
    "log.mailmap=false",
    "log.showRoot=true",
    "core.useReplaceRefs=false",  # the repository's own setting is stronger than GIT_NO_REPLACE_OBJECTS
    "advice.graftFileDeprecated=false",
    "gpg.program=false",
    "gpg.x509.program=false",
    "gpg.ssh.program=ssh-keygen",
)
_SAFE = tuple(word for setting in _SETTINGS for word in ("-c", setting))
FOLDERS = ("data", "docs")
"""What a build is made of, and what is sealed."""
SHORT = 10
"""Digits of a commit shown to people."""
_REGULAR = (b"100644", b"100755")


class GitError(Exception):
    """Git refused or failed; the text is what it said."""


class Commit(NamedTuple):
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
    return Commit(id=commit, is_dirty=bool(differences(root, commit, FOLDERS)))


def differences(root: Path, commit: str, folders: Sequence[str]) -> list[str]:
    """Return the paths below ``folders`` that differ between a commit and the disk, sorted."""
    listed = _git(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *folders)
    recorded, present = _recorded(listed), files_present(root, folders, len(commit))
    return sorted(
        path for path in recorded.keys() | present.keys() if recorded.get(path) != present.get(path)
    )


def _recorded(listed: bytes) -> dict[str, str]:
    """Return blob id by path of what the commit holds."""
    found = {}
    for entry in listed.split(b"\0"):
        if entry:
            about, path = entry.split(b"\t", 1)
            mode, _, blob = about.split(b" ")
            found[os.fsdecode(path)] = blob.decode("ascii") if mode in _REGULAR else mode.decode("ascii")
    return found


def _git(root: Path, *arguments: str) -> bytes:
    """Return what git prints, or nothing when it fails."""
    try:
        return run(root, *arguments)
    except GitError:
        return b""


def run(
    root: Path,
    *arguments: str,
    stdin: bytes = b"",
    ok: Collection[int] = (0,),
    extra: Mapping[str, str] | None = None,
    heard: bool = False,
) -> bytes:
    """Return what git prints in ``root``; GitError unless its exit code is one of ``ok``.

    With ``heard``, also what it says beside its answer.
    """
    environment = _environment(root, {"GIT_CONFIG_GLOBAL": os.devnull, **(extra or {})})
    done = _start(root, ["git", *_SAFE, *arguments], environment, stdin)
    if done.returncode not in ok:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(said[-1] if said else f"git {arguments[0]}: {done.returncode}")
    return done.stdout + done.stderr if heard else done.stdout


def setting(root: Path, key: str) -> str:
    """Return one setting of the user (all files git knows), or ''. Reading runs nothing."""
    kept = _environment(root, {})
    del kept["GIT_CONFIG_NOSYSTEM"]
    done = _start(root, ["git", "config", "--get", key], kept, b"")
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""


@contextmanager
def started(root: Path, arguments: Sequence[str], given: bytes = b"") -> Iterator["subprocess.Popen[bytes]"]:
    """Lend a running git that takes ``given`` at its own pace; its answer is read as it comes."""
    environment = _environment(root, {"GIT_CONFIG_GLOBAL": os.devnull})
    with subprocess.Popen(  # noqa: S603 - fixed words, no shell
        ["git", *_SAFE, *arguments],  # noqa: S607 - git is found where the user has it
        cwd=root,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as git:
        Thread(target=_give, args=(git.stdin, given), daemon=True).start()
        yield git


def _give(stream: IO[bytes], given: bytes) -> None:
    with suppress(OSError), stream:  # a git that ends early takes no more
        stream.write(given)


def place_of(root: Path) -> Mapping[str, str]:
    """Return what names git's own folder: nothing in a work tree, the folder itself where it is bare."""
    is_bare = not (root / ".git").exists() and (root / "HEAD").is_file() and (root / "objects").is_dir()
    return {"GIT_DIR": str(root)} if is_bare else {}


def store_of(root: Path) -> Path:
    """Return the folder of the objects of ``root``."""
    said = run(root, "rev-parse", "--path-format=absolute", "--git-path", "objects", extra=place_of(root))
    return Path(os.fsdecode(said.rstrip(b"\n")))


def quarantine(root: Path) -> tuple[Path, ...]:
    """Return where git keeps the objects of the push it asks a hook about; () outside of one.

    The only GIT_ variable that is ever believed, and only where it names a folder of this very store.
    """
    named = os.environ.get("GIT_QUARANTINE_PATH", "")
    place, store = Path(named).resolve(), store_of(root).resolve()
    return (place,) if named and place.parent == store and place.is_dir() else ()


@contextmanager
def scratch(root: Path, incoming: Sequence[Path] = ()) -> Iterator[Ask]:
    """Lend a way to ask git about the objects of ``root`` (and ``incoming``) without any of its settings.

    What merging writes lands in a folder that is removed afterwards.
    """
    from tempfile import TemporaryDirectory  # slow to import, and mining does without

    form = run(root, "rev-parse", "--show-object-format", extra=place_of(root)).decode().strip()
    stores = ":".join(map(_quoted, (store_of(root), *incoming)))
    with TemporaryDirectory(prefix="judge-") as folder:
        here = Path(folder)
        run(here, "init", "-q", "--bare", "--template=", f"--object-format={form}", folder)
        borrowed = {"GIT_DIR": folder, "GIT_ALTERNATE_OBJECT_DIRECTORIES": stores}

        def ask(
            *arguments: str, stdin: bytes = b"", ok: Collection[int] = (0,), heard: bool = False
        ) -> bytes:
            return run(here, *arguments, stdin=stdin, ok=ok, extra=borrowed, heard=heard)

        yield ask


def _quoted(place: Path) -> str:
    escaped = str(place).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _environment(root: Path, extra: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {
        **kept,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_GRAFT_FILE": os.devnull,
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",  # a missing object is never fetched by a program of the repository's
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_FLUSH": "0",  # a log is read whole: not handed over commit by commit
        "GIT_CEILING_DIRECTORIES": str(root.parent),
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
        **extra,
    }


def _start(
    root: Path, command: Sequence[str], environment: Mapping[str, str], stdin: bytes
) -> "subprocess.CompletedProcess[bytes]":
    try:
        return subprocess.run(  # noqa: S603 - fixed words, no shell
            command, cwd=root, env=environment, input=stdin, capture_output=True, check=False
        )
    except OSError as error:
        raise GitError(f"不能运行 git：{error.strerror}") from None
