"""Everything that has been tried against the history: each attack is named by ``verify``."""

import json
import subprocess
from pathlib import Path

import pytest

from tests import history_attacks as on_history
from tests import merge_attacks as on_merges
from tests.named_attacks import ATTACKS, LINKS, OBJECTS, PROGRAMS, SEAL, SIGNED, Attack, name_of
from tests.proof_repository import EDU, OFFICE, Place, make_history


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """An honest history; every attack works on a copy."""
    place = make_history(tmp_path_factory.mktemp("honest") / "place")
    assert place.failed() == {}
    return place


@pytest.mark.parametrize(("attack", "rule", "words"), ATTACKS, ids=[name_of(each[0]) for each in ATTACKS])
def test_every_attack_is_named(honest: Place, tmp_path: Path, attack: Attack, rule: str, words: str) -> None:
    """The rule that an attack breaks fails, and says in words what was found."""
    place = honest.copy(tmp_path / "place")
    attack(place)

    failed = place.failed()
    assert rule in failed, failed
    assert words in failed[rule]
    assert not (place.private / "ran").exists(), "the repository's settings ran a program"


def test_a_lost_key_counts_up_to_its_anchor_only(honest: Place, tmp_path: Path) -> None:
    """What a lost key signed before the anchor stands, later work is named; a revoked one never counts."""
    place = honest.copy(tmp_path / "place")
    public = place.private / f"{EDU}.pub"
    said = subprocess.run(["ssh-keygen", "-lf", public], check=True, capture_output=True, text=True).stdout
    policy = place.keys / "policy.json"
    policy.write_text(json.dumps({"retired_keys": {said.split()[1]: 2}}))
    later = place.git("rev-parse", "--short=10", "edu3")
    assert place.failed() == {SIGNED: place.failed()[SIGNED]}
    assert place.failed()[SIGNED].splitlines() == [
        f"提交 {later}（{EDU}）所用的密钥自锚点 2 之后已停用：{said.split()[1]}"
    ]

    policy.unlink()
    (place.keys / "revoked_keys").write_bytes(public.read_bytes())
    refused = place.failed()[SIGNED].splitlines()
    assert len(refused) == len(("edu1", "edu2", "edu3"))
    assert all("已作废" in line or "签名不符" in line for line in refused)


def test_what_people_have_looked_into_is_excused(honest: Place, tmp_path: Path) -> None:
    """A link, a program and junk among the seals are named until the judge excepts their commits."""
    place = honest.copy(tmp_path / "place")
    place.git("checkout", "-q", "-b", "junk")
    (place.root / "docs/x.md").symlink_to("/etc/passwd")
    (place.root / "data/units.csv").chmod(0o755)
    (place.root / "seals/9-x.json").write_text("{}")
    bad = place.commit(EDU)
    place.git("checkout", "-q", "main")
    place.merge("junk")
    (place.root / "docs/x.md").unlink()
    (place.root / "data/units.csv").chmod(0o644)
    (place.root / "seals/9-x.json").unlink()
    mended = place.commit(OFFICE)
    assert place.failed().keys() == {LINKS, PROGRAMS, SEAL}

    (place.keys / "policy.json").write_text(json.dumps({"exceptions": {bad: "误放", mended: "清理"}}))
    assert place.failed() == {}
    on_merges.link(place)
    assert place.failed().keys() == {LINKS}


def test_commits_dropped_after_the_last_anchor_leave_no_trace(honest: Place, tmp_path: Path) -> None:
    """What the last paragraph says it cannot know, it truly cannot: only an anchor would tell."""
    place = honest.copy(tmp_path / "place")
    place.git("reset", "-q", "--hard", "HEAD~1")

    assert place.failed() == {}


def test_a_missing_object_is_not_fetched_by_the_repository_s_program(honest: Place, tmp_path: Path) -> None:
    """A repository that calls itself partial names a program to fetch what is missing; it never runs."""
    place = honest.copy(tmp_path / "place")
    trace = place.private / "ran"
    on_history.loose(place, place.git("rev-parse", "HEAD^{tree}")).unlink()
    for key, value in (
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.url", str(place.root)),
        ("remote.origin.promisor", "true"),
        ("remote.origin.uploadpack", f"touch {trace}; git-upload-pack"),
        ("protocol.file.allow", "always"),
    ):
        place.git("config", key, value)

    assert OBJECTS in place.failed()
    assert not trace.exists()
