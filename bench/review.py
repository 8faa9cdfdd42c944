"""Reviewing a change of the county ÷ one check of it, in paired runs: ``python -m bench.review``.

CPU seconds of whole processes, children included; medians. A review builds what the
county was and what it would be, and looks at each as check does: the floor is two checks.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from bench.history import cpu

ROOT = Path(__file__).parent.parent
PAIRS = 5
BOUND = 3.0
CHECK = "import sys; from scripts.commands import run_check; run_check(sys.argv[1], '')"
REVIEW = (
    "import sys; from scripts.commands.review import run_review; "
    "run_review(sys.argv[1], '', 'md', '', 'main', sys.argv[2], '')"
)


def main() -> bool:
    """Print the ratio for one field and for every progress file; return whether both hold."""
    with tempfile.TemporaryDirectory() as name:
        root = made(Path(name) / "county")
        return all([told("改一个字段", root, "one"), told("改全部小项", root, "all")])


def told(title: str, root: Path, branch: str) -> bool:
    """Measure one branch; print and judge the median."""
    ratio = median(review(root, branch) / check(root) for _ in range(PAIRS))
    sys.stdout.write(
        f"审阅（{title}）÷ 核对一次：{ratio:.2f}（上限 {BOUND:g}）{'' if ratio <= BOUND else '　超出'}\n"
    )
    sys.stdout.flush()
    return ratio <= BOUND


def check(root: Path) -> float:
    """Return the CPU seconds of one check."""
    return cpu([sys.executable, "-c", CHECK, str(root)])


def review(root: Path, branch: str) -> float:
    """Return the CPU seconds of reviewing a branch."""
    return cpu([sys.executable, "-c", REVIEW, str(root), branch])


def made(root: Path) -> Path:
    """Return the sample county as a repository with a branch of one changed field, and one of many."""
    root.mkdir()
    for folder in ("data", "docs"):
        shutil.copytree(ROOT / folder, root / folder)
    git(root, "init", "-q", "-b", "main")
    commit(root, "main")
    files = sorted(root.glob("data/campaigns/[!_]*/progress/*.yml"))
    for branch, changed in (("one", files[:1]), ("all", files)):
        git(root, "checkout", "-q", "-b", branch, "main")
        for path in changed:
            report = "reports:\n  - {on: 2026-07-18, text: 本周有进展。}\n"
            text = path.read_text(encoding="utf-8")
            more = text.replace("reports:\n", report, 1) if "reports:\n" in text else text + report
            path.write_text(more, encoding="utf-8", newline="\n")
        commit(root, branch)
    git(root, "checkout", "-q", "main")
    return root


def commit(root: Path, message: str) -> None:
    """Commit all that lies there."""
    git(root, "add", "-A")
    git(root, "-c", "user.name=x", "-c", "user.email=x@sl.example", "commit", "-q", "-m", message)


def git(root: Path, *arguments: str) -> None:
    """Run git without anybody's settings."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(
        ["git", "-C", str(root), *arguments], env=environment, check=True, stdout=subprocess.DEVNULL
    )


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
