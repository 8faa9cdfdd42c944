"""Two people at once: git merges what does not contradict, and nothing anybody wrote is lost."""

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from scripts.filing.driver import joined
from scripts.history.mining.mine import history_of, mine
from tests.counties import ROOT
from tests.parallel_edits import flat, lost, pair, trees
from tests.repositories import Repository

Pair = tuple[bytes, bytes, bytes]
FOLDER = "data/campaigns/sl-2026/progress"
COMMAND = f'"{sys.executable}" "{ROOT / "tasks.py"}" merge-driver %O %A %B %P'
MARKS = (b"<<<<<<< ", b">>>>>>> ")


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    """Return two hundred pairs of edits, always the same."""
    rng, known = Random(20260224), trees()  # noqa: S311 - edits, not secrets
    return [pair(rng, known) for _ in range(200)]


def merged_by_git(root: Path, pairs: list[Pair], *settings: str) -> tuple[dict[int, bytes], set[int]]:
    """Merge every pair in one real merge, a file each; what lies there after it, and what git left open."""
    county = Repository(root)
    shutil.copy(ROOT / ".gitattributes", root)
    folder = root / FOLDER
    folder.mkdir(parents=True)

    def write(side: int) -> None:
        for number, versions in enumerate(pairs):
            (folder / f"{number}.yml").write_bytes(versions[side])

    write(0)
    county.commit("共同的起点")
    county.branch("theirs")
    write(2)
    county.commit("另一方")
    county.git("checkout", "-q", "main")
    write(1)
    county.commit("本方")
    words = [word for setting in settings for word in ("-c", setting)]
    command = ["git", "-C", str(root), *words, "-c", "user.name=a", "-c", "user.email=a@x"]
    subprocess.run([*command, "merge", "-q", "--no-edit", "theirs"], capture_output=True, check=False)
    said = county.git("diff", "--name-only", "--diff-filter=U").decode().split()
    found = {number: (folder / f"{number}.yml").read_bytes() for number in range(len(pairs))}
    return found, {int(Path(each).stem) for each in said}


def _lost(versions: Pair, result: bytes) -> list[str]:
    base, ours, theirs = versions
    return [*lost(base, ours, result), *lost(base, theirs, result)]


def _contradict(versions: Pair) -> bool:
    """Whether both sides gave one field different values, or one removed what the other changed."""
    base, ours, theirs = map(flat, versions)
    touched = [
        {path for path in {*base, *side} if base.get(path) != side.get(path)} for side in (ours, theirs)
    ]
    known = {path[:2] for path in base}
    both = [path for path in touched[0] & touched[1] if ours.get(path) != theirs.get(path)]
    gone = [{head for head in known if head not in {path[:2] for path in side}} for side in (ours, theirs)]
    crossed = [
        path for one, other in ((0, 1), (1, 0)) for path in touched[other] if path[:2] in gone[one]
        and path[:2] not in gone[other]
    ]  # fmt: skip
    return bool(crossed) or any(path[:2] in known or path[0] not in ("evidence", "reports") for path in both)


def test_no_edit_of_two_hundred_pairs_is_lost(
    pairs: list[Pair], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In plain git, and with our driver for what it leaves open: each edit is there, or git stops loudly."""
    count: Counter[str] = Counter()
    results, left = merged_by_git(tmp_path / "plain", pairs)
    for number, result in results.items():
        if number in left:
            assert MARKS[0] in result
        else:
            assert _lost(pairs[number], result) == []
            assert joined(*pairs[number], "x.yml") == (result, [])  # the driver would have done the same
    again = [pairs[number] for number in sorted(left)]
    finished, open_ones = merged_by_git(tmp_path / "driver", again, f"merge.progress.driver={COMMAND}")
    for number, result in finished.items():
        assert (number in open_ones) == _contradict(again[number])
        assert (number in open_ones) == all(mark in result for mark in MARKS)
        assert number in open_ones or _lost(again[number], result) == []
    count.update(git=len(pairs) - len(left), driver=len(left) - len(open_ones), stopped=len(open_ones))
    with capsys.disabled():
        sys.stdout.write(
            f"\n200 对：git 合并 {count['git']}，再由合并程序 {count['driver']}，停下 {count['stopped']}\n"
        )
    assert count == {"git": 137, "driver": 31, "stopped": 32}


def test_the_driver_decides_by_fields(pairs: list[Pair]) -> None:
    """It stops where two people contradict one another and nowhere else, whichever side is whose."""
    for base, ours, theirs in pairs:
        for one, other in ((ours, theirs), (theirs, ours)):
            result, told = joined(base, one, other, "3.05.yml")
            assert bool(told) == _contradict((base, ours, theirs))
            assert told or _lost((base, ours, theirs), result) == []


def test_another_layout_tells_nothing(tmp_path: Path) -> None:
    """The audit trail is of fields: a file written otherwise, with the same content, is no change."""
    county = Repository(tmp_path / "county")
    path = "data/campaigns/wx-2026/progress/1.01.yml"
    block = "  - id: s2\n    title: 各单位反馈\n    unit: 各单位\n    due: 2026-06-12\n    done:\n"
    line = "  - {id: s2, title: 各单位反馈, unit: 各单位, due: 2026-06-12, done: {县财政局: 2026-06-11}}\n"
    county.edit(path, f"{block}      县财政局: 2026-06-11\n", line)
    county.edit(path, "\n\n  - {id: s2", "\n  - {id: s2")
    county.commit("换一种写法")
    assert history_of(mine(county.root)).changes
    assert county.changes() == []
