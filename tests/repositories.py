"""Real git repositories in temporary folders: 微县 with a history."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from scripts.history.changes import Change
from scripts.history.mining.mine import History, history_of, mine
from tests.counties import MINI

CAMPAIGN = "data/campaigns/wx-2026"
PROGRESS = f"{CAMPAIGN}/progress/1.01.yml"
START = 1_780_272_000
"""2026-06-01 08:00 in China."""
DAY = 86_400


class Repository:
    """A county under git; every commit is one hour after the one before."""

    def __init__(self, root: Path) -> None:
        """Begin with the whole of 微县 in one commit."""
        self.root = root
        self.clock = START
        root.mkdir()
        for name in ("data", "docs"):
            shutil.copytree(MINI / name, root / name)
        self.git("init", "-q", "-b", "main")
        self.commit("建库")

    def git(self, *arguments: str, given: bytes = b"", **environment: Any) -> bytes:
        """Run git; its output."""
        own = {
            "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "县双拥办", "GIT_AUTHOR_EMAIL": "syb@x",
            "GIT_COMMITTER_NAME": "县双拥办", "GIT_COMMITTER_EMAIL": "syb@x",
            "GIT_AUTHOR_DATE": f"{self.clock} +0800", "GIT_COMMITTER_DATE": f"{self.clock} +0800",
        }  # fmt: skip
        command = ["git", "-C", str(self.root), "-c", "commit.gpgsign=false", *arguments]
        env = {**os.environ, **own, **environment}
        return subprocess.run(command, env=env, input=given, check=True, capture_output=True).stdout

    def commit(self, message: str, **environment: Any) -> str:
        """Commit everything that lies there; the id."""
        self.clock += 3600
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "--cleanup=verbatim", "-m", message, **environment)
        return self.at("HEAD")

    def bomb(self, **environment: Any) -> str:
        """Commit, beside main, a few kilobytes of trees that unfold to a billion files; the id."""
        blob = self.git("hash-object", "-w", "--stdin", given=b"x").decode().strip()
        kind = f"100644 blob {blob}"
        for _ in range(9):
            listed = "".join(f"{kind}\t{number}\n" for number in range(10)).encode()
            kind = f"040000 tree {self.git('mktree', given=listed).decode().strip()}"
        tree = self.git("ls-tree", "main").decode() + f"{kind}\tbomb\n"
        root = self.git("mktree", given=tree.encode()).decode().strip()
        return self.git("commit-tree", root, "-p", "main", "-m", "改", **environment).decode().strip()

    def at(self, name: str) -> str:
        """Return the commit a name stands for."""
        return self.git("rev-parse", name).decode().strip()

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a text in a file."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    def branch(self, name: str, start: str = "main") -> None:
        """Begin a branch."""
        self.git("checkout", "-q", "-b", name, start)

    def merge(self, *arguments: str) -> str:
        """Merge into main; the id of the merge. A conflict is left open."""
        self.clock += 3600
        self.git("checkout", "-q", "main")
        try:
            self.git("merge", "-q", "--no-ff", "--no-edit", *arguments)
        except subprocess.CalledProcessError:
            return ""
        return self.at("HEAD")

    def history(self) -> History:
        """Return the whole history, read anew."""
        return history_of(mine(self.root))

    def changes(self, *, since: int = 1) -> list[Change]:
        """Return the changes but those of the first commit."""
        first = self.git("rev-list", "--max-parents=0", "HEAD").decode().split()
        return [each for each in self.history().changes if each.commit not in first[:since]]

    def told(self) -> list[tuple[str, str | None, str | None, str]]:
        """Return the changes after the first commit in short."""
        return [(each.field, each.old, each.new, each.how) for each in self.changes()]
