"""Speed as ratios, measured in pairs in the same run: ``python3 tasks.py bench``.

CPU seconds of whole processes, children included; medians. Floors and bounds:

* cold build of both sites ÷ bare ``mkdocs build`` of the staged internal pages ≤ 2.5
* ``check`` of the county ≤ 1.5 s of CPU
* cold build of 1,000 items ÷ cold build of the county ≤ 13
* reviewing a change ÷ one check ≤ 3: ``bench.review``
* mining the history: ``bench.history``, 2,000 commits

``python -m bench.run --full`` (a quarter of an hour) also mines 20,000 commits and compares
with other tools, which it installs for the run: ``bench.peers``.
"""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench import history, peers, review
from bench.scale import scaled

ROOT = Path(__file__).parent.parent
PAIRS = 5
CALL = "import sys; from scripts.commands import {0}; sys.exit({0}(sys.argv[1], '', *sys.argv[2:]))"
BUILD = CALL.format("run_build")
CHECK = CALL.format("run_check")


def main(*, full: bool = False) -> int:
    """Print each ratio with its bound; return 1 when one is exceeded."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(ROOT, folder / "out")
        results = [
            measured("双站冷构建 ÷ 裸 mkdocs 内部站", 2.5, against_bare(folder)),
            measured("核对一次（CPU 秒）", 1.5, median(check() for _ in range(PAIRS))),
        ]
        big = scaled(ROOT, folder / "big", 1000)
        ratio = median(build(big, folder / f"big-out{n}") / build(ROOT, folder / f"out{n}") for n in range(3))
        results.append(measured("1000 项冷构建 ÷ 全县冷构建", 13, ratio))
    results.append(review.main())
    results.append(history.main(history.SIZES if full else history.SIZES[:1]) == 0)
    if full:
        results.append(peers.main() == 0)
    return 0 if all(results) else 1


def measured(title: str, bound: float, value: float) -> bool:
    """Print one figure beside its bound; return whether it holds."""
    holds = value <= bound
    sys.stdout.write(f"{title}：{value:.2f}（上限 {bound:g}）{'' if holds else '　超出'}\n")
    sys.stdout.flush()
    return holds


def against_bare(folder: Path) -> float:
    """Return the cold build as a multiple of plain mkdocs on the pages it staged."""
    return paired(lambda: cold(folder), lambda: bare(folder))


def paired(first: Callable[[], float], second: Callable[[], float]) -> float:
    """Return the median ratio of ``PAIRS`` runs taken in turn."""
    return median(first() / second() for _ in range(PAIRS))


def cold(folder: Path) -> float:
    """Build the county into a new folder."""
    return build(ROOT, Path(tempfile.mkdtemp(dir=folder)) / "out")


def build(root: Path, out: Path) -> float:
    """Return the CPU seconds of building both sites of ``root``."""
    return cpu([sys.executable, "-c", BUILD, str(root), str(out)])


def check() -> float:
    """Return the CPU seconds of one check of the county."""
    return cpu([sys.executable, "-c", CHECK, str(ROOT)])


def bare(folder: Path) -> float:
    """Return the CPU seconds of plain mkdocs on the internal pages staged before."""
    target = Path(tempfile.mkdtemp(dir=folder)) / "site"
    config = folder / "out/internal/mkdocs.yml"
    return cpu([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(target)])


def cpu(command: list[str]) -> float:
    """Run a command and return its user and system seconds, children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    quiet = subprocess.DEVNULL
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=quiet, stderr=quiet)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


if __name__ == "__main__":
    sys.exit(main(full="--full" in sys.argv[1:]))
