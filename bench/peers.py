"""Mining against git-history and GitPython, with the identical set of changes: ``python -m bench.peers``.

The peers live in an environment made for the run from ``peers.lock``. They read the
progress files only; our time is that of everything. CPU seconds, children included.
"""

import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from statistics import median
from typing import TypeAlias

from bench.history import generate, mining
from scripts.history.mining.mine import history_of, mine

Told: TypeAlias = tuple[str, str, str, str | None, str | None]
"""Commit, id, field, old, new."""

HERE = Path(__file__).parent
COMMITS, ITEMS, BOUND = 2_000, 87, 15.0
CONVERT = '[{"id": name, "value": text} for name, text in peer_fields.fields(content).items()]'
VERSIONS = """
select commits.hash, item.id, item_version.value from item_version
join item on item._id = item_version._item join commits on commits.id = item_version._commit
order by item_version._item, item_version._version
"""


def main() -> int:
    """Print both ratios; return 1 when one is too small, a set differs, or a peer cannot be installed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tools = installed(folder / "venv")
        if tools is None:
            sys.stderr.write("对比工具装不上（应能从软件源安装 bench/peers.lock 所列的包），没有比较\n")
            return 1
        root = generate(folder / "county", COMMITS, ITEMS)
        ours = {
            (each.commit, each.id, each.field, each.old, each.new)
            for each in history_of(mine(root)).changes
            if each.kind == "progress"
        }
        own = median(mining(root) for _ in range(5))
        holds = told("GitPython", own, *with_gitpython(tools, root), ours)
        return 0 if told("git-history", own, *with_git_history(tools, root, folder), ours) and holds else 1


def told(peer: str, own: float, theirs: float, found: set[Told], ours: set[Told]) -> bool:
    """Print one ratio and whether both say the same; return whether both hold."""
    same = "变化相同" if found == ours else f"变化不同：多 {len(found - ours)} 少 {len(ours - found)}"
    figures = f"{theirs / own:.1f}（下限 {BOUND:g}；{theirs:.2f} / {own:.3f} CPU 秒）"
    sys.stdout.write(f"{peer} ÷ 挖掘 = {figures}，{len(ours)} 条{same}\n")
    sys.stdout.flush()
    return found == ours and theirs / own >= BOUND


def installed(folder: Path) -> Path | None:
    """Make the peers' environment; None when its packages are not to be had."""
    venv.create(folder, with_pip=True)
    tools = folder / "bin"
    wanted = ["install", "-q", "--require-hashes", "-r", str(HERE / "peers.lock")]
    done = subprocess.run([tools / "python", "-m", "pip", *wanted], check=False, stderr=subprocess.DEVNULL)
    return tools if done.returncode == 0 else None


def with_gitpython(tools: Path, root: Path) -> tuple[float, set[Told]]:
    """Return the CPU seconds and the changes."""
    seconds, said = ran([tools / "python", HERE / "peer_gitpython.py", root])
    return seconds, {tuple(json.loads(line)) for line in said.splitlines()}


def with_git_history(tools: Path, root: Path, folder: Path) -> tuple[float, set[Told]]:
    """Return the CPU seconds of one run a file, and the changes. It tells no author and no removal."""
    total, found = 0.0, set()
    for path in sorted((root / "data/campaigns").glob("[!_]*/progress/*.yml")):
        kept = folder / f"{path.stem}.db"
        words = [
            "--id",
            "id",
            "--import",
            "peer_fields",
            "--convert",
            CONVERT,
            "--silent",
            "--branch",
            "main",
        ]
        seconds, _ = ran([tools / "git-history", "file", kept, path, "--repo", root, *words])
        total += seconds
        old: dict[str, str] = {}
        with sqlite3.connect(kept) as database:
            for commit, field, new in database.execute(VERSIONS):
                found.add((commit, path.stem, field, old.get(field), new))
                old[field] = new
    return total, found


def ran(command: list[str | Path]) -> tuple[float, bytes]:
    """Run a peer; its CPU seconds and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": str(HERE), "PYTHONUTF8": "1"}
    done = subprocess.run(command, env=environment, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime), done.stdout


if __name__ == "__main__":
    sys.exit(main())
