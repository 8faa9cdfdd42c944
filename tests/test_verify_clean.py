"""Honest histories raise no alarm, and what cannot be judged is said, not passed."""

import shutil
from pathlib import Path

import pytest

from scripts.commands import proof as proof_tasks
from scripts.history.proof.freeze import last_anchor
from tests.proof_repository import EDU, OFFICE, PROGRESS, Place, make_history, make_place


def test_a_history_with_seals_and_anchors_is_clean(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Merges, seals and anchors made as they should be pass every rule; the footer can name the anchor."""
    place = make_history(tmp_path / "a")
    capsys.readouterr()

    assert proof_tasks.run_verify(str(place.root), str(place.keys)) == 0
    said = capsys.readouterr().out
    assert "核验没有发现问题" in said
    assert "不能知道" in said
    assert last_anchor(place.root).startswith("锚点 2 · ")


def test_true_conflicts_and_signatures_are_clean(tmp_path: Path) -> None:
    """Conflicts settled by taking lines of both sides are noted for a reader, not reported as an attack."""
    place = make_place(tmp_path / "b")
    place.branch("edu", "1.01", "部门的写法")
    place.add_line("1.01", "双拥办的写法")
    place.commit(OFFICE)
    path = place.root / PROGRESS / "1.01.yml"
    ours = path.read_text()
    with pytest.raises(Exception, match="merge"):
        place.merge("edu")
    assert "<<<<<<<" in path.read_text()
    path.write_text(ours + "# 部门的写法\n")
    place.commit(OFFICE, "合并：两边都留")

    assert place.git("rev-list", "--merges", "--count", "HEAD") == "1"
    assert place.failed() == {}


def test_octopus_and_criss_cross_merges_are_clean(tmp_path: Path) -> None:
    """A merge of three branches, and branches that merge each other, are merged again and agree."""
    place = make_place(tmp_path / "c")
    for name, item in (("a", "1.01"), ("b", "1.02"), ("c", "1.03")):
        place.branch(name, item, name)
    place.merge("a", "b", "c")
    assert len(place.git("log", "-1", "--format=%P").split()) == 4
    place.branch("x", "2.01", "x")
    place.add_line("2.02", "主")
    place.commit(OFFICE)
    place.git("checkout", "-q", "x")
    place.become(EDU)
    place.git("merge", "-q", "--no-ff", "-m", "合并", "main~1", "main")
    place.git("checkout", "-q", "main")
    place.merge("x")

    assert place.failed() == {}


def test_without_keys_signatures_are_not_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without pinned keys the rule says 不适用 and why; it does not pass."""
    place = make_place(tmp_path / "d")

    assert proof_tasks.run_verify(str(place.root), "") == 0
    assert "〔不适用〕提交签名：没有给出 --keys" in capsys.readouterr().out


def test_what_cannot_be_judged_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No repository, no commit, keys inside the judged tree or a broken policy: one sentence, exit 2."""
    place = make_place(tmp_path / "e")
    assert proof_tasks.run_verify(str(tmp_path), "") == 2
    shutil.copytree(place.keys, place.root / "keys")
    assert proof_tasks.run_verify(str(place.root), str(place.root / "keys")) == 2
    (place.keys / "policy.json").write_text('{"exceptions": []}')
    assert proof_tasks.run_verify(str(place.root), str(place.keys)) == 2
    shutil.rmtree(place.root / ".git")
    place.git("init", "-q")
    assert proof_tasks.run_verify(str(place.root), "") == 2
    assert capsys.readouterr().out.count("无法核验：") == 4


def test_an_exception_in_the_policy_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A commit that people looked into is excused by the judge's own folder, in plain sight."""
    place = make_place(tmp_path / "f")
    commit = place.commit(OFFICE, "未签", "--no-gpg-sign")
    assert "没有签名" in place.failed()["提交签名"]

    (place.keys / "policy.json").write_text(f'{{"exceptions": {{"{commit}": "换机当天"}}}}')
    assert proof_tasks.run_verify(str(place.root), str(place.keys)) == 0
    assert "换机当天" in capsys.readouterr().out


def test_odd_messages_and_names_do_no_harm(tmp_path: Path) -> None:
    """Separators, GBK and control signs in messages or file names neither crash nor forge a commit."""
    place: Place = make_place(tmp_path / "g")
    place.commit(OFFICE, "改\x1e\x1fdeadbeef\x01")
    (place.root / "奇 怪\n名\t.txt").write_text("x")
    place.become(OFFICE)
    place.git("add", "-A")
    place.git("-c", "i18n.commitEncoding=GBK", "commit", "-q", "-F", "-", stdin="国防教育".encode("gbk"))

    assert place.failed() == {}
