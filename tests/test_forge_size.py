"""A proposal a person cannot review, or git cannot carry, is refused with the way to split it."""

import shutil
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
    again = "（换掉、删去的也留在历史里，请从主分支另拉分支再提交）"
    assert told[0] == f"a/0.pdf 有 10.0 MB，单个文件最多 10.0 MB；请压缩，或者登记为纸质材料{again}"
    assert told[5:] == [
        "还有 2 个文件超过 10.0 MB",
        f"这次改动的文件共 70.0 MB，一次最多 50.0 MB；请分几次提交{again}",
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
    assert run_size(str(repository.root), "main", "report") == 0
    assert capsys.readouterr().out.startswith("大小合适：2 个文件，")
    assert run_size(str(repository.root), "report", "main") == 1


def test_what_a_commit_brings_and_the_next_removes_counts(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    """The history keeps it for ever: a scan too large, many files, a message of a book's length."""
    scan = repository.root / "扫描件.pdf"
    scan.write_bytes(bytes(LARGEST + 1))
    repository.commit("放错了")
    scan.write_bytes(b"%PDF-1.4\n")
    repository.commit("换小的")
    scan.unlink()
    repository.commit("拿掉")
    assert run_size(str(repository.root), "main", "report") == 1
    assert capsys.readouterr().out.startswith("扫描件.pdf 有 10.0 MB")
    repository.git("checkout", "-q", "-B", "report", "main")
    (repository.root / "many").mkdir()
    for number in range(MOST_FILES + 1):
        (repository.root / f"many/{number}.txt").write_text(str(number), encoding="utf-8")
    repository.commit("放进来")
    shutil.rmtree(repository.root / "many")
    repository.commit("拿出去")
    assert run_size(str(repository.root), "main", "report") == 1
    assert capsys.readouterr().out.startswith("这次改动 301 个文件")
    repository.git("checkout", "-q", "-B", "report", "main")
    repository.git("commit", "-q", "--allow-empty", "-F", "-", given=b"long " * (LARGEST // 5 + 1))
    assert run_size(str(repository.root), "main", "report") == 1
    assert capsys.readouterr().out.startswith("提交说明或目录 有 10.0 MB")


def test_a_bomb_is_not_unfolded(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    """A few kilobytes that unfold to a billion files are counted in a moment."""
    assert run_size(str(repository.root), "main", repository.bomb()) == 2
    assert capsys.readouterr().out == "无法核对大小：文件展开超过 200000 个，没有列出\n"


def test_names_that_look_like_objects_are_only_names(repository: Repository) -> None:
    """A line's end or an object's id inside a file name confuses no count."""
    blob = repository.at(f"main:{PROGRESS}")
    for name in (f"a\n{blob} x", f"b\x0b{blob[:8]}", "c\u2028HEAD", " d"):
        (repository.root / name).write_text(name, encoding="utf-8")
    repository.commit("怪名字")
    assert run_size(str(repository.root), "main", "report") == 0


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
