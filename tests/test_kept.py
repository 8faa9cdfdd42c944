"""The log kept between two runs only saves time: it comes from nobody else, and broken it is made anew."""

from pathlib import Path

import pytest

from scripts import kept
from scripts.commands import run_changes
from scripts.history.mining.mine import History, history_of, mine
from scripts.paths import Layout
from tests.repositories import PROGRESS, Repository

EVERYTHING = ("2026-01-01", "", "json")
FORGED = '["{0}","2026-06-02T08:00:00+08:00","H201","","伪造"]\n'


@pytest.fixture
def county(tmp_path: Path) -> Repository:
    """Return 微县 with two commits."""
    county = Repository(tmp_path / "county")
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    county.commit("补台账")
    return county


def files(git: Path) -> tuple[Path, Path]:
    """Return where state and log are kept."""
    return git / "syb-history/state.json", git / "syb-history/changes.jsonl"


def read(county: Repository) -> History:
    """Return the history as the commands read it."""
    return kept.history_at(Layout.at(county.root))


def test_what_was_mined_is_kept_and_used(county: Repository) -> None:
    """The second run builds on the first, one commit later too; git has nothing new to commit."""
    assert read(county) == county.history()
    state, log = files(county.root / ".git")
    assert not mine(county.root, state.read_bytes(), len(log.read_bytes())).is_full
    assert county.git("status", "--porcelain", "--ignored") == b""
    county.edit(PROGRESS, "台账: 是", "台账: 无")
    county.commit("再改")
    before = log.read_bytes()
    assert read(county) == county.history()
    assert log.read_bytes().startswith(before)
    written = state.stat().st_ino
    assert read(county) == county.history()
    assert state.stat().st_ino == written, "nothing new, so nothing is written"


def test_a_kept_log_that_travelled_is_not_believed(
    county: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A log with forged lines, committed below build, tells nothing after a clone."""
    mined = mine(county.root)
    lines = mined.lines + FORGED.format(mined.tip).encode()
    build = county.root / "build/history"
    build.mkdir(parents=True)
    (build / "changes.jsonl").write_bytes(lines)
    length = b'"length":%d'
    forged = mined.state.replace(length % len(mined.lines), length % len(lines))
    assert history_of(mine(county.root, forged, len(lines)), lines).findings[-1].message == "伪造"
    (build / "state.json").write_bytes(forged)
    county.git("add", "-f", "build")
    county.commit("夹带")
    county.git("clone", "-q", str(county.root), str(tmp_path / "clone"))
    assert run_changes(str(tmp_path / "clone"), *EVERYTHING) == 0
    assert "伪造" not in capsys.readouterr().out
    assert files(tmp_path / "clone/.git")[0].is_file()


@pytest.mark.parametrize("row", ["[1]\n{x\n", "[1]\n", '{"a": 1}\n', "7\n", "[" * 100_000 + "\n", "\xff\n"])
def test_a_broken_log_is_mined_anew(county: Repository, row: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Kept lines that are no log, though as long as they should be, are replaced without a word."""
    read(county)
    state, log = files(county.root / ".git")
    whole = log.read_bytes()
    broken = row.encode("latin-1")
    log.write_bytes(broken)
    state.write_bytes(state.read_bytes().replace(b'"length":%d' % len(whole), b'"length":%d' % len(broken)))
    assert run_changes(str(county.root), *EVERYTHING) == 0
    assert "补台账" in capsys.readouterr().out
    assert log.read_bytes() == whole


@pytest.mark.parametrize(
    ("sound", "torn"),
    [(b'"about":{', b'"about":{"x":1,'), (b'"names":{', b'"names":{"a":1'), (b'"spent":0', b'"spent":"0"')],
)
def test_a_broken_state_is_not_built_on(county: Repository, sound: bytes, torn: bytes) -> None:
    """A state that says what no run says is as good as none."""
    read(county)
    state, _ = files(county.root / ".git")
    good = state.read_bytes()
    assert sound in good
    state.write_bytes(good.replace(sound, torn))
    county.edit(PROGRESS, "台账: 是", "台账: 无")
    county.commit("再改")
    assert read(county) == county.history()


def test_without_a_place_to_keep_it_the_history_is_read_all_the_same(county: Repository) -> None:
    """Where git's folder takes no file, every run reads everything; none fails."""
    (county.root / ".git/syb-history").write_text("", encoding="utf-8")
    assert read(county) == read(county) == county.history()


def test_each_work_tree_keeps_its_own(county: Repository, tmp_path: Path) -> None:
    """In a linked work tree, where .git is a file, the log is kept beside that tree's own git files."""
    county.git("worktree", "add", "-q", str(tmp_path / "tree"), "HEAD~1")
    history = kept.history_at(Layout.at(tmp_path / "tree"))
    assert history == history_of(mine(tmp_path / "tree"))
    assert files(county.root / ".git/worktrees/tree")[1].is_file()
    assert not files(county.root / ".git")[1].exists()
