"""Merges told plain without merging again are what git says they are, and nothing else changes its word."""

from pathlib import Path

import pytest

from scripts.history.git import scratch
from scripts.history.proof.facts import Entry, Merged
from scripts.history.proof.merges import judge_merges, merged_again, settlement_fault
from scripts.history.proof.reading import read_history
from tests.proof_repository import EDU, OFFICE, PROGRESS, Place, make_place
from tests.random_merges import Merges


def judged(root: Path, tip: str) -> tuple[list[Entry], list[Merged], list[Merged]]:
    """Return the merges, what is told of them, and what is told when git merges each of them again."""
    with scratch(root) as ask:
        commits = read_history(ask, tip, None).commits
        merges = [each for each in commits if len(each.parents) > 1]
        return merges, list(judge_merges(ask, commits)), list(merged_again(ask, merges))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_merge_is_judged_as_by_merging_again(tmp_path: Path, seed: int) -> None:
    """Edits, renames, moved folders, modes, conflicts, criss-cross, evil merges: the very same words."""
    made = Merges(tmp_path / "county", seed)
    tip = made.grow(40)

    merges, told, by_git = judged(tmp_path / "county", tip)
    assert len(merges) >= 35
    assert len(by_git) >= 8
    assert told == by_git


RULE = "合并没有夹带或丢弃"


def renamed(place: Place, *, keep: bool) -> None:
    """Let the office move a file that a department edits, and merge; with or without the edit."""
    place.branch("edu", "1.03", "部门的补充")
    place.git("mv", f"{PROGRESS}/1.03.yml", f"{PROGRESS}/9.99.yml")
    place.commit(OFFICE, "改编号")
    moved = (place.root / PROGRESS / "9.99.yml").read_bytes()
    place.merge("edu", options=("--no-commit",))
    path = place.root / PROGRESS / "9.99.yml"
    assert "部门的补充" in path.read_text(encoding="utf-8")
    if not keep:
        path.write_bytes(moved)
    place.commit(OFFICE, "合并")


def test_an_edit_follows_a_file_that_was_moved(tmp_path: Path) -> None:
    """One side renames a file, the other edits it: git merges both, and that is no alarm."""
    place = make_place(tmp_path / "a")
    renamed(place, keep=True)

    assert RULE not in place.failed()


def test_an_edit_lost_where_a_file_was_moved_is_named(tmp_path: Path) -> None:
    """The same merge without the department's edit: the file under its new name is named."""
    place = make_place(tmp_path / "b")
    renamed(place, keep=False)

    assert f"{PROGRESS}/9.99.yml（不在冲突之列）" in place.failed()[RULE]


HONEST: list[tuple[bytes, list[bytes | None], list[bytes | None]]] = [
    (b"k: x\na\nk: x\nb\nk: x\n", [b"k: x\na\nk: x\n", b"k: x\nb\nk: x\n"], [b"k: x\n"]),
    (b"k\na\n\nk\nb\n", [b"k\na\n", b"k\nb\n"], [None]),
    (b"a\nb\n", [b"k\na\n", b"k\nb\n"], [b"k\nk\n"]),
    (b"a\nk\n", [b"a\nk\n", None], [b"k\n"]),
]


@pytest.mark.parametrize(("result", "sides", "bases"), HONEST)
def test_keeping_what_both_sides_did_is_honest(
    result: bytes, sides: list[bytes | None], bases: list[bytes | None]
) -> None:
    """Two records alike in most lines, added or removed by both sides, are both kept or both gone."""
    assert settlement_fault(result, sides, bases) == ""
    assert settlement_fault(result + b"k: x\n" * 4, sides, bases) != ""


def test_a_folder_that_looks_unchanged_cannot_hide_a_change(tmp_path: Path) -> None:
    """A merge that differs from a parent by an empty folder only, and drops a side, is named all the same."""
    place = make_place(tmp_path / "c")
    place.branch("edu", "1.03", "被丢弃")
    place.add_line("1.04", "双拥办")
    ours = place.commit(OFFICE)
    empty = place.git("hash-object", "-t", "tree", "-w", "--stdin")
    listed = place.git("ls-tree", ours) + f"\n040000 tree {empty}\tzz"
    tree = place.git("mktree", stdin=f"{listed}\n".encode())
    merged = place.git("commit-tree", "-S", "-p", ours, "-p", "edu", "-m", "合并", tree)
    place.become(EDU)
    place.git("reset", "-q", "--hard", merged)

    assert "1.03.yml（不在冲突之列）" in place.failed()[RULE]
