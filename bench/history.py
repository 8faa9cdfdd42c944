"""Mining the history ÷ git's own floor, in paired runs: ``python -m bench.history``.

CPU seconds of whole processes, children included; medians. The floor is
``git log --raw -z`` and ``git cat-file --batch`` of the same blobs, thrown away.
"""

import os
import random
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.scale import scaled

ROOT = Path(__file__).parent.parent
PAIRS = 7
START = 1_770_000_000
SIZES = ((2_000, 87, 4.0), (20_000, 1_000, 3.0))
"""Commits, items, and the bound of mining ÷ floor."""
MINE = """
import sys
from pathlib import Path
from scripts.history.mining.mine import mine
state = Path(sys.argv[2]).read_bytes() if sys.argv[2] else b""
length = Path(sys.argv[2] + ".log").stat().st_size if sys.argv[2] else 0
mined = mine(Path(sys.argv[1]), state, length)
if sys.argv[3]:
    Path(sys.argv[3]).write_bytes(mined.state)
    Path(sys.argv[3] + ".log").write_bytes(mined.lines)
"""
COMPILED = tempfile.TemporaryDirectory(prefix="compiled-")
"""Removed when the run ends."""
READ = ("data", ":(glob)docs/**/*.md")
IMPORTS = "import scripts.history.mining.mine, csv, hashlib, json, yaml"


def main(sizes: tuple[tuple[int, int, float], ...] = SIZES) -> int:
    """Print each ratio with its bound; return 1 when one is exceeded."""
    holds = True
    with tempfile.TemporaryDirectory() as name:
        for commits, items, bound in sizes:
            root = generate(Path(name) / str(commits), commits, items)
            blobs = blobs_of(root)
            pairs = [(mining(root), floor(root, blobs)) for _ in range(PAIRS)]
            title = f"{commits} 次提交 {blobs.count(chr(10))} 个文件版本：挖掘 ÷ 下限"
            holds &= told(title, median(one / other for one, other in pairs), bound, pairs)
            kept = str(Path(name) / f"{commits}.state")
            mining(root, keep=kept)
            add_commit(root)
            warm = [(mining(root, kept), cpu([sys.executable, "-c", IMPORTS])) for _ in range(PAIRS)]
            ratio = median(one / other for one, other in warm)
            holds &= told(f"{commits} 次提交之后一次新提交 ÷ 启动 Python", ratio, 2.0, warm)
    return 0 if holds else 1


def told(title: str, ratio: float, bound: float, pairs: list[tuple[float, float]]) -> bool:
    """Print one ratio with the medians it is made of; return whether it holds."""
    first, second = (median(pair[side] for pair in pairs) for side in (0, 1))
    sys.stdout.write(f"{title} = {ratio:.2f}（上限 {bound:g}；{first:.3f} / {second:.3f} CPU 秒）\n")
    sys.stdout.flush()
    return ratio <= bound


def mining(root: Path, kept: str = "", keep: str = "") -> float:
    """Return the CPU seconds of one run of the miner."""
    return cpu([sys.executable, "-c", MINE, str(root), kept, keep])


def floor(root: Path, blobs: str) -> float:
    """Return the CPU seconds git itself takes to list the changes and print the versions."""
    log = ["git", "-C", str(root), "log", "--raw", "-z", "--no-abbrev", "--no-renames", "HEAD"]
    return cpu(log) + cpu(["git", "-C", str(root), "cat-file", "--batch"], blobs)


def blobs_of(root: Path) -> str:
    """Return the ids of all versions of what the miner reads, in log order."""
    log = ["git", "-C", str(root), "log", "--raw", "-z", "--no-abbrev", "--no-renames", "HEAD", "--", *READ]
    said = subprocess.run(log, check=True, capture_output=True).stdout.decode("utf-8", "replace")
    found = dict.fromkeys(re.findall(r":[0-7]{6} [0-7]{6} [0-9a-f]{40} ([0-9a-f]{40}) [AM]", said))
    return "".join(f"{each}\n" for each in found)


def cpu(command: list[str], given: str = "") -> float:
    """Run a command and return its user and system seconds, children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "PYTHONPYCACHEPREFIX": COMPILED.name,
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled once, as wherever the program is used
    quiet = subprocess.DEVNULL
    subprocess.run(command, env=environment, check=True, stdout=quiet, stderr=quiet, input=given.encode())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def generate(root: Path, commits: int, items: int) -> Path:
    """Make a repository of ``commits`` commits over the sample county of at least ``items`` items."""
    scaled(ROOT, root, items)
    subprocess.run(["git", "init", "-q", "-b", "main", str(root)], check=True)
    stream = b"".join(_stream(root, commits))
    subprocess.run(["git", "-C", str(root), "fast-import", "--quiet"], input=stream, check=True)
    subprocess.run(["git", "-C", str(root), "reset", "-q", "--hard", "main"], check=True)
    return root


def _stream(root: Path, commits: int) -> Iterator[bytes]:
    """Write the county once, then small edits by seeded chance, as departments make them."""
    chance = random.Random(20260720)  # noqa: S311 - the same repository every time
    paths = [
        path for folder in ("data", "docs") for path in sorted((root / folder).rglob("*")) if path.is_file()
    ]
    names = [path.relative_to(root).as_posix() for path in paths]
    texts = dict(zip(names, (path.read_bytes() for path in paths), strict=True))
    yield _commit(0, "建库", texts)
    edited = [name for name in names if "/progress/" in name and "_template" not in name]
    for number in range(1, commits):
        some = chance.sample(edited, chance.choice((1, 1, 1, 2)))
        files = {name: _edited(texts[name], chance, number) for name in some}
        texts.update(files)
        yield _commit(number, f"更新进展 {number}", files)


def _edited(text: bytes, chance: random.Random, number: int) -> bytes:
    """Change one day or number of a line, or report once more."""
    lines = text.decode().split("\n")
    dated = [
        at for at, line in enumerate(lines) if "done: 2026" in line or "page: " in line or "facts" in line
    ]
    if dated and chance.random() < 0.7:  # noqa: PLR2004 - a share of the edits
        at = chance.choice(dated)
        day = f"2026-{chance.randint(2, 7):02d}-{chance.randint(1, 28):02d}"
        lines[at] = re.sub(r"done: [0-9-]{10}", f"done: {day}", lines[at])
        lines[at] = re.sub(r'page: "?[0-9-]+"?', f'page: "{number % 900 + 1}"', lines[at])
        return "\n".join(lines).encode()
    report = f"  - {{on: 2026-07-{chance.randint(1, 28):02d}, text: 第{number}次报告。}}"
    if "reports:" in lines:
        lines.insert(lines.index("reports:") + 1, report)
        return "\n".join(lines).encode()
    return text.rstrip(b"\n") + f"\nreports:\n{report}\n".encode()


def _commit(number: int, message: str, files: dict[str, bytes]) -> bytes:
    who = f"县双拥办 <syb@x> {START + number * 600} +0800"
    parts = [f"commit refs/heads/main\nauthor {who}\ncommitter {who}\n".encode(), _data(message.encode())]
    for name, content in files.items():
        parts += [f"M 100644 inline {name}\n".encode(), _data(content)]
    return b"".join(parts) + b"\n"


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


def add_commit(root: Path) -> None:
    """Add one small commit."""
    path = next(iter(sorted((root / "data/campaigns").glob("[!_]*/progress/*.yml"))))
    path.write_text(path.read_text(encoding="utf-8").replace("state: ", "state:  "), encoding="utf-8")
    who = ["-c", "user.name=n", "-c", "user.email=e"]
    subprocess.run(["git", "-C", str(root), *who, "commit", "-qam", "一次"], check=True)


if __name__ == "__main__":
    chosen = tuple(size for size in SIZES if not sys.argv[1:] or str(size[0]) in sys.argv[1:])
    sys.exit(main(chosen))
