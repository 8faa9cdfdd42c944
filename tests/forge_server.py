"""A code-hosting server on this machine: a bare repository, pull requests as refs, workflows run by act.

The workflows are the committed ones, unchanged; act runs them on the machine itself, without containers.
Three things stand in for the world outside: the address of the forge leads to the bare repository (git's
own ``insteadOf``), ``python3`` finds the locked packages installed already, and the day is ``AS_OF``.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.counties import AS_OF, MINI, ROOT
from tests.forge_api import TOKEN
from tests.repositories import START

CODE = (
    "scripts", "tasks.py", "mkdocs.yml", "pyproject.toml", "requirements.lock", "requirements-dev.lock",
    ".github", ".gitattributes", ".gitignore",
)  # fmt: skip
REPOSITORY = "weixian/progress"
PULL = 7
_PYTHON = """#!{python}
import datetime, sys
sys.path.insert(0, ".")
from scripts import commands
from scripts.launch import bootstrap, cli
commands.today = lambda: datetime.date({day})
bootstrap.start = cli.main
sys.exit(bootstrap.main(sys.argv[2:]))
"""
_SPEAKS = re.compile(r"\[[^\]]+/[^\]]+\] ")
"""How act begins a line of its own: workflow and job."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """What a run of a workflow came to: exit code, all that was printed, what each job's summary says."""

    code: int
    log: str
    summary: str


class ForgeServer:
    """The office's repository on a server, and everybody's way to it."""

    def __init__(self, folder: Path) -> None:
        """Begin with the program and 微县 on main."""
        self.folder, self.clock = folder, START
        self.bare, self.work = folder / "srv" / f"{REPOSITORY}.git", folder / "work"
        self.work.mkdir(parents=True)
        for name in CODE:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
            copy(ROOT / name, self.work / name)
        for name in ("data", "docs"):
            shutil.copytree(MINI / name, self.work / name)
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(self.bare)], check=True)
        self.git("init", "-q", "-b", "main")
        self.git("remote", "add", "origin", f"https://github.com/{REPOSITORY}.git")
        self.commit("建库", "office")
        self._settings()
        self.git("push", "-q", "origin", "main")

    def _settings(self) -> None:
        """Lead the forge's address to the bare repository, and ``python3`` to the packages at hand."""
        (self.folder / "gitconfig").write_text(
            f'[url "file://{self.folder}/srv/"]\n\tinsteadOf = https://github.com/\n'
            "[init]\n\tdefaultBranch = main\n[uploadpack]\n\tallowAnySHA1InWant = true\n"
        )
        tools = self.folder / "bin"
        tools.mkdir()
        (tools / "python3").write_text(
            _PYTHON.format(python=f"{sys.executable} -X utf8", day=f"{AS_OF:%Y, %-m, %-d}")
        )
        (tools / "python3").chmod(0o755)

    @property
    def environment(self) -> dict[str, str]:
        """Return what every program of the server's world sees."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_"))}
        return kept | {
            "HOME": str(self.folder / "home"),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "GIT_CONFIG_GLOBAL": str(self.folder / "gitconfig"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def git(self, *arguments: str, who: str = "office") -> str:
        """Run git in the working copy as somebody of 微县; what it says."""
        mail = dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), f"{who}@wei.example")
        names = dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), who)
        days = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{self.clock} +0800")
        done = subprocess.run(
            ["git", "-C", str(self.work), *arguments],
            env=self.environment | mail | names | days,
            check=True,
            capture_output=True,
        )
        return done.stdout.decode().strip()

    def commit(self, message: str, who: str) -> str:
        """Commit everything that lies in the working copy; the id."""
        self.clock += 3600
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message, who=who)
        return self.git("rev-parse", "HEAD")

    def propose(self, who: str, title: str = "报送进展", *, sender: str = "") -> dict[str, Any]:
        """Push what lies in the working copy as a pull request; the event the forge sends out.

        ``sender`` is who really pushed it, when not the one whose request and mail it bears.
        """
        self.git("checkout", "-q", "-b", f"report/{self.clock}")
        head = self.commit("报送", who)
        self.git("push", "-q", "origin", f"HEAD:refs/pull/{PULL}/head")
        self.git("checkout", "-q", "main")
        request = {
            "number": PULL,
            "title": title,
            "user": {"login": who},
            "head": {"sha": head, "ref": title},
        }
        return {"pull_request": request, "sender": {"login": sender or who}}

    def run(self, workflow: str, event: str, told: dict[str, Any], *options: str) -> Run:
        """Run a committed workflow as the forge would, for an event."""
        path = self.folder / "event.json"
        path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        command = [
            str(Path(sys.executable).with_name("act")), event, "--workflows", f".github/workflows/{workflow}",
            "--eventpath", str(path), "--no-cache-server", "--no-skip-checkout",
            "-P", "ubuntu-24.04=-self-hosted", "-P", "self-hosted=-self-hosted", "-s",
            f"GITHUB_TOKEN={TOKEN}", *options,
        ]  # fmt: skip
        done = subprocess.run(
            command,
            cwd=self.work,
            env=self.environment,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        log = done.stdout.decode("utf-8", "replace")
        return Run(code=done.returncode, log=log, summary=_summaries(log))

    def files_of(self, ref: str) -> dict[str, bytes]:
        """Return the files a branch of the server holds."""
        archive = subprocess.run(
            ["git", "-C", str(self.bare), "ls-tree", "-r", "-z", "--name-only", ref],
            check=True,
            capture_output=True,
        )
        names = [name for name in archive.stdout.decode().split("\0") if name]
        return {name: self._blob(f"{ref}:{name}") for name in names}

    def _blob(self, name: str) -> bytes:
        shown = ["git", "-C", str(self.bare), "cat-file", "blob", name]
        return subprocess.run(shown, check=True, capture_output=True).stdout

    def branches(self) -> dict[str, str]:
        """Return every branch of the server with its commit."""
        said = subprocess.run(
            [
                "git",
                "-C",
                str(self.bare),
                "for-each-ref",
                "--format=%(refname:short) %(objectname)",
                "refs/heads",
            ],
            check=True,
            capture_output=True,
        )
        return dict(line.split(" ") for line in said.stdout.decode().splitlines())


def _summaries(log: str) -> str:
    """Return what the jobs wrote for people: act prints each step's summary after a mark, as it stands."""
    told, inside = [], False
    for line in log.splitlines():
        before, mark, text = line.partition("⚙  Summary - ")
        inside = bool(mark) or (inside and not _SPEAKS.match(line))
        if inside:
            told.append(text if mark else before)
    return "\n".join(told)
