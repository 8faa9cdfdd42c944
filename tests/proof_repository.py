"""A real repository with real keys: an office that merges, a department that reports, seals and anchors."""

import os
import shutil
import subprocess
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from scripts.commands import proof as proof_tasks
from scripts.paths import Layout
from scripts.proof import judged
from tests.counties import MINI, copy_county

PROGRESS = "data/campaigns/wx-2026/progress"
OFFICE, EDU, STRANGER = "office@x", "edu@x", "stranger@x"


@dataclass(frozen=True, kw_only=True)
class County:
    """What attacks need to know: the campaign's folder, two people, an evidence file, two seals by name."""

    campaign: str
    office: str
    department: str
    evidence: str
    seals: tuple[str, str]


TINY = County(
    campaign="data/campaigns/wx-2026",
    office=OFFICE,
    department=EDU,
    evidence="evidence/1.01/e1.pdf",
    seals=("市级初验", "省级验收"),
)


@dataclass(frozen=True, kw_only=True)
class Place:
    """The judged repository, the judge's own folder of pinned keys, and the private keys."""

    root: Path
    keys: Path
    private: Path
    county: County = TINY

    def name(self, item: str) -> str:
        """Return the path of an item's file as git has it."""
        return f"{self.county.campaign}/progress/{item}.yml"

    def item(self, item: str) -> Path:
        """Return an item's file."""
        return self.root / self.name(item)

    def git(self, *words: str, day: str = "", stdin: bytes = b"") -> str:
        """Run git as whoever the repository's settings name; ``day`` fixes both dates."""
        dates = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day} if day else {}
        environment = {**os.environ, **dates, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_EDITOR": "true"}
        done = subprocess.run(
            ["git", *words], cwd=self.root, env=environment, input=stdin, check=True, capture_output=True
        )
        return done.stdout.decode().strip()

    def become(self, who: str) -> None:
        """Commit and sign as ``who`` from now on."""
        for key, value in (
            ("user.name", who),
            ("user.email", who),
            ("gpg.format", "ssh"),
            ("user.signingkey", str(self.private / who)),
            ("commit.gpgsign", "true"),
        ):
            self.git("config", key, value)

    def commit(self, who: str, message: str = "改", *words: str, day: str = "") -> str:
        """Commit everything on the disk; return the commit."""
        self.become(who)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message, *words, day=day)
        return self.git("rev-parse", "HEAD")

    def add_line(self, item: str, line: str) -> None:
        """Append a remark to an item's file, which changes no record."""
        path = self.item(item)
        path.write_text(path.read_text(encoding="utf-8") + f"# {line}\n", encoding="utf-8")

    def branch(self, name: str, item: str, line: str, start: str = "main") -> None:
        """Let the department change one item on a branch; end on main."""
        self.git("checkout", "-q", "-b", name, start)
        self.add_line(item, line)
        self.commit(self.county.department, line)
        self.git("checkout", "-q", "main")
        self.become(self.county.office)

    def merge(self, *names: str, options: tuple[str, ...] = ()) -> None:
        """Let the office merge branches."""
        self.become(self.county.office)
        self.git("merge", "-q", "--no-ff", *options, "-m", "合并", *names)

    def failed(self, *, with_keys: bool = True) -> dict[str, str]:
        """Return what each rule that failed has found."""
        found = judged(Layout.at(self.root), self.keys if with_keys else None, date(2026, 7, 20))
        return {finding.title: "\n".join(finding.lines) for finding in found if finding.lines}

    def copy(self, target: Path) -> "Place":
        """Return the same place elsewhere, free to be attacked."""
        for folder in (self.root, self.keys, self.private):
            shutil.copytree(folder, target / folder.name, symlinks=True)
        return replace(
            self,
            root=target / self.root.name,
            keys=target / self.keys.name,
            private=target / self.private.name,
        )


def make_key(place: Place, who: str) -> str:
    """Draw a key for somebody; return its public half in two words."""
    key = place.private / who
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", who, "-f", key], check=True)
    return " ".join(Path(f"{key}.pub").read_text().split()[:2])


def make_place(folder: Path) -> Place:
    """Return an empty repository with the county in its first commit, and three people's keys."""
    place = Place(root=folder / "county", keys=folder / "keys", private=folder / "private")
    for each in (place.root, place.keys, place.private):
        each.mkdir(parents=True)
    copy_county(MINI, place.root)
    place.git("init", "-q", "-b", "main")
    (place.root / ".git/info/exclude").write_text("/build/\n")
    lines = []
    for who in (OFFICE, EDU, STRANGER):
        spaces = "git,anchor" if who == OFFICE else "git"
        lines.append(f'{who} namespaces="{spaces}" {make_key(place, who)}\n')
    (place.keys / "allowed_signers").write_text("".join(lines[:2]))
    place.commit(OFFICE, "建库")
    return place


def make_history(folder: Path) -> Place:
    """Return a repository with merges, two seals, two anchors and work after them."""
    place = make_place(folder)
    for number, name in enumerate(TINY.seals, start=1):
        place.branch(f"edu{number}", "1.01", f"报告{number}")
        place.merge(f"edu{number}")
        assert proof_tasks.run_freeze(str(place.root), name, "") == 0
        place.commit(OFFICE, "封存")
        assert proof_tasks.run_anchor(str(place.root)) == 0
        place.commit(OFFICE, "锚点")
    place.branch("edu3", "1.02", "报告3")
    place.merge("edu3")
    return place
