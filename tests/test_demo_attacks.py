"""On the demo, a whole campaign of nine hundred commits: attacks are named, honest work raises no alarm."""

import json
from pathlib import Path

import pytest

from scripts.commands import proof as proof_tasks
from scripts.demo import Wanted, make_demo
from tests.counties import ROOT
from tests.named_attacks import ATTACKS, Attack, name_of
from tests.proof_repository import STRANGER, County, Place, make_key

OFFICE, DEPARTMENT, FORGE = "office@sl.example", "tyjrj@sl.example", "forge@sl.example"
DEMO = County(
    campaign="data/campaigns/sl-2026",
    office=OFFICE,
    department=DEPARTMENT,
    evidence="evidence/1.03/e1.pdf",
    seals=("县级自查", "领导小组审定"),
)
SHORT_ONLY = {
    "own_program", "own_keys", "own_merge_driver", "forged_author_only", "claimed_later", "lost_object",
    "unsigned_tag", "removed_tag", "unsigned_anchor", "removed_anchors", "removed_evidence",
}  # fmt: skip
"""Near kin of others: the short history of ``test_verify_attacks`` is enough for them."""
OF_KEYS, COPY = {"提交签名", "锚点签名", "封存标签"}, "旧副本"
"""What only the judge's own folder can tell; nine hundred signatures take seconds."""
CHOSEN = [each for each in dict.fromkeys(row[0] for row in ATTACKS) if name_of(each) not in SHORT_ONLY]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Return the demo, made once; every test works on a copy."""
    folder = tmp_path_factory.mktemp("demo")
    made = make_demo(ROOT, folder / "county", Wanted(), lambda _: None)
    assert made.keys is not None
    private = (made.keys / "private").rename(folder / "private")
    place = Place(root=made.root, keys=made.keys, private=private, county=DEMO)
    make_key(place, STRANGER)
    return place


@pytest.mark.parametrize("attack", CHOSEN, ids=name_of)
def test_every_attack_is_named(demo: Place, tmp_path: Path, attack: Attack) -> None:
    """The rules that an attack breaks fail on a long history as on a short one, in the same words."""
    place = demo.copy(tmp_path / "place")
    attack(place)

    wanted = [row[1:] for row in ATTACKS if row[0] is attack]
    failed = place.failed(with_keys=any(rule in OF_KEYS or words == COPY for rule, words in wanted))
    for rule, words in wanted:
        assert words in failed.get(rule, ""), failed


def test_no_fewer_than_were_promised() -> None:
    """Twenty-five attacks and more run on the demo, and each that is left out exists."""
    assert len(CHOSEN) >= 25
    assert {name_of(row[0]) for row in ATTACKS} >= SHORT_ONLY


def test_the_demo_raises_no_alarm(demo: Place) -> None:
    """A campaign with conflicts settled, seals and anchors passes every rule."""
    assert demo.failed() == {}


def test_honest_later_work_raises_no_alarm(
    demo: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A true conflict settled by lines of both sides, a web edit signed by the forge, an anchor: all pass."""
    place = demo.copy(tmp_path / "place")
    merge_with_a_conflict(place)
    edit_on_the_web(place)
    place.become(OFFICE)
    assert proof_tasks.run_anchor(str(place.root)) == 0
    place.commit(OFFICE, "锚点")

    assert place.failed() == {}
    assert proof_tasks.run_verify(str(place.root), str(place.keys)) == 0
    said = capsys.readouterr().out
    assert f"由合并人取舍冲突：{place.name('1.03')}" in said
    assert "网页提交，平台签名：1 个" in said


def merge_with_a_conflict(place: Place) -> None:
    """Let both sides write at the end of one file; the office keeps both lines."""
    place.branch("later", "1.03", "部门的写法")
    place.add_line("1.03", "双拥办的写法")
    place.commit(OFFICE)
    ours = place.item("1.03").read_text(encoding="utf-8")
    with pytest.raises(Exception, match="merge"):
        place.merge("later")
    place.item("1.03").write_text(f"{ours}# 部门的写法\n", encoding="utf-8")
    place.commit(OFFICE, "合并：两边都留")


def edit_on_the_web(place: Place) -> None:
    """Let the forge commit in the name of a department; the judge's policy lists its key."""
    with (place.keys / "allowed_signers").open("a") as listed:
        listed.write(f'{FORGE} namespaces="git" {make_key(place, FORGE)}\n')
    policy = json.loads((place.keys / "policy.json").read_bytes())
    place.add_line("1.04", "网页上改的")
    place.commit(FORGE, "网页修改", "--author", f"县退役军人事务局 <{DEPARTMENT}>")
    assert "与自称的不符" in place.failed()["提交签名"]
    (place.keys / "policy.json").write_text(json.dumps({**policy, "forges": [FORGE]}))
