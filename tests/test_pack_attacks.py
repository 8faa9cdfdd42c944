"""What a pack proves with git, ssh-keygen and sha256sum alone, by the commands of its own page."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.history.proof.anchors import appended
from tests.history_attacks import foxtrot
from tests.merge_attacks import evil_octopus
from tests.pack_reading import commands, copy, failed, full, hide_traces, make_sealed, packed, verdicts
from tests.proof_repository import EDU, OFFICE, STRANGER, Place
from tests.record_attacks import removed_seal


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A repository with merges, two seals and two anchors."""
    return make_sealed(tmp_path_factory.mktemp("pack") / "p")


@pytest.fixture(scope="module")
def pack(place: Place, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its pack; tests copy it before they change it."""
    return packed(place, tmp_path_factory.mktemp("out"))


def test_every_command_of_the_page_passes(pack: Path, place: Place) -> None:
    """On an honest pack each step ends in 通过, in bash and in sh; the text page has the same."""
    for shell in ("bash", "sh"):
        told = verdicts(pack, place.keys, shell)
        assert [name for name, text in told.items() if not text.startswith("通过")] == [], told
    plain = (pack / "核验说明.txt").read_text(encoding="utf-8")
    for text in commands(pack).values():
        assert "\n".join(f"    {line}" for line in text.split("\n")) in plain


Attack = Callable[[Path, Place], None]


def _bundle(folder: Path, place: Place) -> None:
    place.git("bundle", "create", "-q", str(folder / "history.bundle"), "--all")


def a_byte_of_the_evidence(folder: Path, _: Place) -> None:
    """The file is no longer the one of the register."""
    [path] = (folder / "佐证材料").rglob("*.pdf")
    path.write_bytes(path.read_bytes() + b"\n")


def a_file_more(folder: Path, _: Place) -> None:
    """Evidence that nobody registered."""
    [path] = (folder / "佐证材料").rglob("*.pdf")
    shutil.copy(path, path.with_name("e9 新的.pdf"))


def a_damaged_history(folder: Path, _: Place) -> None:
    """One byte in the middle of the packed history."""
    path = folder / "history.bundle"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def another_history(folder: Path, place: Place) -> None:
    """The last merge is undone and something else done in its place."""
    place.git("reset", "-q", "--hard", "HEAD~1")
    place.commit(OFFICE)
    _bundle(folder, place)


def rewritten_history(folder: Path, place: Place) -> None:
    """Everything is one new commit, signed by the office."""
    place.become(OFFICE)
    place.git("checkout", "-q", "--orphan", "neu")
    place.git("commit", "-q", "-m", "新")
    place.git("branch", "-q", "-M", "neu", "main")
    _bundle(folder, place)


def a_main_from_the_side(folder: Path, place: Place) -> None:
    """A forged old commit, the true main merged into it, all signed by the office."""
    foxtrot(place)
    _bundle(folder, place)


def a_replaced_commit(folder: Path, place: Place) -> None:
    """Git is told to show another commit in the place of one."""
    place.git("replace", "HEAD~1", "HEAD~2")
    _bundle(folder, place)


def an_unsigned_commit(folder: Path, place: Place) -> None:
    """A commit by hand, without a signature."""
    place.commit(EDU, "改", "--no-gpg-sign")
    _bundle(folder, place)


def a_stranger(folder: Path, place: Place) -> None:
    """A commit signed with a key that the judge does not know."""
    place.commit(STRANGER)
    _bundle(folder, place)


def a_false_author(folder: Path, place: Place) -> None:
    """The department signs what it says the office wrote."""
    place.commit(EDU, "改", f"--author={OFFICE} <{OFFICE}>")
    _bundle(folder, place)


def a_backdated_commit(folder: Path, place: Place) -> None:
    """A commit that claims to be of last year."""
    place.commit(OFFICE, day="2025-01-01T00:00:00Z")
    _bundle(folder, place)


def an_evil_merge(folder: Path, place: Place) -> None:
    """The merge changes what neither side has changed."""
    place.branch("edu9", "1.01", "报告9")
    place.git("merge", "-q", "--no-ff", "--no-commit", "edu9")
    place.add_line("1.03", "夹带")
    place.commit(OFFICE, "合并")
    _bundle(folder, place)


def an_evil_merge_of_three(folder: Path, place: Place) -> None:
    """A merge of three branches changes what none of them has changed."""
    evil_octopus(place)
    _bundle(folder, place)


def a_settled_merge_of_three(folder: Path, place: Place) -> None:
    """A merge made by hand of three branches that cannot be merged says what it likes."""
    for name in ("x", "y", "z"):
        place.branch(name, "1.03", name)
    words = [word for name in ("main", "x", "y", "z") for word in ("-p", name)]
    place.git("reset", "-q", "--hard", place.git("commit-tree", "-S", *words, "-m", "合并", "main^{tree}"))
    _bundle(folder, place)


def a_merge_with_another_county(folder: Path, place: Place) -> None:
    """A merge with a history of its own beginning brings in what neither side has."""
    place.become(OFFICE)
    other = place.git("commit-tree", "-S", "-m", "另一", place.git("mktree"))
    place.git("merge", "-q", "--no-commit", "--allow-unrelated-histories", other)
    place.add_line("1.03", "夹带")
    place.commit(OFFICE, "合并")
    _bundle(folder, place)


def a_link_in_the_data(folder: Path, place: Place) -> None:
    """A symbolic link among the data."""
    (place.root / "data/x").symlink_to("/etc/hosts")
    place.commit(OFFICE)
    _bundle(folder, place)


def a_shadowing_tag(folder: Path, place: Place) -> None:
    """A tag called main that stands on an older, honest commit while the branch holds a stranger's work."""
    place.git("tag", "main", "HEAD")
    place.commit(STRANGER)
    _bundle(folder, place)


def an_edited_anchor(folder: Path, _: Place) -> None:
    """The time of the first anchor."""
    path = folder / "seals/anchors"
    path.write_bytes(path.read_bytes().replace(b"1 20", b"1 19", 1))


def anchors_made_anew(folder: Path, place: Place) -> None:
    """The anchors are written again from the first line, without the key."""
    commit = place.git("rev-parse", "HEAD")
    (folder / "seals/anchors").write_bytes(appended(b"", "2026-07-20T00:00:00Z", commit))


def anchors_of_a_stranger(folder: Path, place: Place) -> None:
    """The anchors bear the signature of somebody else."""
    path = folder / "seals/anchors"
    (folder / "seals/anchors.sig").unlink()
    command = [
        "ssh-keygen",
        "-q",
        "-Y",
        "sign",
        "-n",
        "anchor",
        "-f",
        str(place.private / STRANGER),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True)


def an_edited_seal(folder: Path, _: Place) -> None:
    """A digest in the first seal."""
    path = folder / "seals/1-市级初验.json"
    path.write_text(re.sub(r'("data/units.csv": ")....', r"\g<1>0000", path.read_text(encoding="utf-8")))


def a_seal_taken_away(folder: Path, _: Place) -> None:
    """The last seal is gone."""
    (folder / "seals/2-省级验收.json").unlink()


def a_seal_forgotten(folder: Path, place: Place) -> None:
    """The last seal is taken out of the pack, out of main by a commit, and its tag is deleted."""
    (folder / "seals/2-省级验收.json").unlink()
    removed_seal(place)
    place.git("tag", "-d", "seal/省级验收")
    _bundle(folder, place)


def a_seal_left_out(folder: Path, place: Place) -> None:
    """The last seal and its tag are missing from the pack, and only there."""
    (folder / "seals/2-省级验收.json").unlink()
    place.git("tag", "-d", "seal/省级验收")
    _bundle(folder, place)


def a_seal_tag_made_anew(folder: Path, place: Place) -> None:
    """The tag of a seal is made again, on another commit, with the same words, unsigned."""
    words = place.git("tag", "-l", "--format=%(contents:subject)%0a%0a%(contents:body)", "seal/市级初验")
    place.git("tag", "-f", "-a", "--no-sign", "-m", words, "seal/市级初验", "HEAD")
    _bundle(folder, place)


def pages_of_another_commit(folder: Path, _: Place) -> None:
    """The pages tell of another commit."""
    path = folder / "网页/index.html"
    path.write_text(re.sub(r"版本 <code>\w+", "版本 <code>0123456789ab", path.read_text(encoding="utf-8")))


def test_honest_work_after_the_pack_is_no_attack(pack: Path, place: Place, tmp_path: Path) -> None:
    """A later history, with a true merge, signed: only that it is not the packed commit is told."""
    folder, later = copy(pack, tmp_path / "pack"), place.copy(tmp_path / "p")
    later.branch("edu9", "1.01", "报告9")
    later.merge("edu9")
    _bundle(folder, later)
    hide_traces(folder)
    assert failed(folder, place.keys) == {"head"}


def test_a_settled_conflict_is_shown_and_no_alarm(pack: Path, place: Place, tmp_path: Path) -> None:
    """Two departments change the same line; the office's choice is named for a person to look at."""
    folder, later = copy(pack, tmp_path / "pack"), place.copy(tmp_path / "p")
    later.branch("edu8", "1.01", "甲")
    later.branch("edu9", "1.01", "乙")
    later.merge("edu8")
    later.merge("edu9", options=("-X", "ours"))
    _bundle(folder, later)
    hide_traces(folder)
    told = verdicts(folder, place.keys)
    assert told["merges"] == "通过"
    text = f"请看 {later.git('rev-parse', 'HEAD')}：有冲突，由合并人取舍\n通过"
    assert full(folder, place.keys)["merges"] == text


@pytest.mark.parametrize(
    ("attack", "named"),
    [
        (a_byte_of_the_evidence, {"evidence"}),
        (a_file_more, {"evidence"}),
        (a_damaged_history, {"clone"}),
        (another_history, {"head"}),
        (rewritten_history, {"head", "anchored", "seal-tags"}),
        (a_main_from_the_side, {"head", "anchored", "seal-tags"}),
        (a_replaced_commit, {"substitutes"}),
        (an_unsigned_commit, {"signed"}),
        (a_stranger, {"signed"}),
        (a_false_author, {"signed"}),
        (a_backdated_commit, {"dates"}),
        (an_evil_merge, {"merges"}),
        (an_evil_merge_of_three, {"merges"}),
        (a_settled_merge_of_three, {"merges"}),
        (a_merge_with_another_county, {"merges"}),
        (a_link_in_the_data, {"links"}),
        (a_shadowing_tag, {"signed"}),
        (an_edited_anchor, {"chain", "anchor-signed", "prefix"}),
        (anchors_made_anew, {"anchored", "prefix", "anchor-signed"}),
        (anchors_of_a_stranger, {"anchor-signed"}),
        (an_edited_seal, {"seals", "sealed"}),
        (a_seal_taken_away, {"seals"}),
        (a_seal_forgotten, {"seals"}),
        (a_seal_left_out, {"seals"}),
        (a_seal_tag_made_anew, {"seal-tags"}),
        (pages_of_another_commit, {"head"}),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_a_changed_pack_fails_the_right_command(
    attack: Attack, named: set[str], pack: Path, place: Place, tmp_path: Path
) -> None:
    """Whoever changes a pack is named: by the sums or, when the sums are made anew, by the proof itself."""
    folder, spoilt = copy(pack, tmp_path / "pack"), place.copy(tmp_path / "p")
    attack(folder, spoilt)
    if attack is not a_seal_taken_away:
        assert {"sums", "extra"} & failed(folder, place.keys)
    hide_traces(folder)

    found = failed(folder, place.keys)
    assert named <= found
    assert not {"sums", "extra", "start"} & found
