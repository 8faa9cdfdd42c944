"""A proposal a person cannot review, or git cannot carry, is refused with the way to split it."""

from pathlib import Path

import pytest

from scripts.commands.forge import run_size
from scripts.forge.size import LARGEST, MOST_FILES, TOGETHER, Touched, size_faults
from tests.repositories import PROGRESS, Repository


def test_what_is_too_much_is_told_with_the_limit() -> None:
    """Too many files, too large a file, too much together: each says how much it was and what to do."""
    many = [Touched(path=f"data/{number}.yml", size=1) for number in range(MOST_FILES + 1)]
    assert list(size_faults(many)) == ["这次改动 301 个文件，一次最多 300 个；请按小项或单位分几次提交"]
    large = [Touched(path=f"a/{number}.pdf", size=LARGEST + 1) for number in range(7)]
    told = list(size_faults(large))
    assert told[0] == "a/0.pdf 有 10.0 MB，单个文件最多 10.0 MB；请压缩，或者登记为纸质材料"
    assert told[5:] == [
        "还有 2 个文件超过 10.0 MB",
        "这次改动的文件共 70.0 MB，一次最多 50.0 MB；请分几次提交",
    ]
    exactly = [Touched(path=f"{number}", size=LARGEST) for number in range(TOGETHER // LARGEST)]
    assert list(size_faults(exactly)) == []


def test_a_name_cannot_write_into_the_summary() -> None:
    """A file name with a line break stays on its line."""
    [told, *_] = size_faults([Touched(path="a\n# 通过", size=LARGEST + 1)])
    assert told.startswith("a # 通过 有")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return 微县 with a branch beside main."""
    repository = Repository(tmp_path / "county")
    repository.branch("report")
    return repository


def test_only_the_proposal_counts(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    """What main got meanwhile is not the department's; what it removes costs a file and no bytes."""
    repository.edit(PROGRESS, "state: 办理中", "state: 未启动")
    (repository.root / "data/campaigns/wx-2026/progress/1.02.yml").unlink()
    repository.commit("改")
    repository.git("checkout", "-q", "main")
    for number in range(MOST_FILES + 1):
        (repository.root / f"data/{number}.txt").write_text("别人的", encoding="utf-8")
    repository.commit("别人")
    size = (repository.root / PROGRESS).stat().st_size
    assert run_size(str(repository.root), "main", "report") == 0
    assert capsys.readouterr().out == f"大小合适：2 个文件，{size / 1000:.0f} KB。\n"
    assert run_size(str(repository.root), "report", "main") == 1


def test_what_is_no_proposal_is_told(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown branch, an option in its place, a history of its own: each ends in one sentence."""
    assert run_size(str(repository.root), "main", "nowhere") == 2
    assert run_size(str(repository.root), "--output=x", "main") == 2
    repository.git("checkout", "-q", "--orphan", "apart")
    repository.commit("另起炉灶")
    assert run_size(str(repository.root), "main", "apart") == 2
    assert capsys.readouterr().out == (
        "无法核对大小：没有“nowhere”这个提交或分支（先 git fetch）\n"
        "无法核对大小：没有“--output=x”这个提交或分支（先 git fetch）\n"
        "无法核对大小：两边没有共同的历史（浅克隆请先 git fetch --unshallow）\n"
    )
    assert not (repository.root / "x").exists()
