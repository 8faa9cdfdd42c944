"""Everything that has been tried against the history: each attack is named by ``verify``."""

import json
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests import history_attacks as on_history
from tests import record_attacks as on_records
from tests.proof_repository import EDU, PROGRESS, Place, make_history

OBJECTS, SIGNED, TIMES = "对象内容没有被改（fsck）", "提交签名", "提交时间没有倒填"
MERGES, LINKS, PROGRAMS = "合并没有夹带或丢弃", "没有符号链接和子模块", "数据文件没有改成可执行"
PAST_ANCHOR, PAST_SEAL = "锚点之前的历史没有改写", "封存之前的历史没有改写"
ANCHOR, ANCHOR_SIGNATURE = "锚点没有被改", "锚点签名"
SEAL, SEAL_TRUE, TAG = "封存记录没有被改", "封存记录与提交内容相符", "封存标签"
SUBSTITUTES, COMPLETE = "没有替换引用和嫁接", "历史完整（不是浅克隆）"
DISK, EVIDENCE = "磁盘上的数据与提交一致", "佐证文件与登记的校验值一致"


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """An honest history; every attack works on a copy."""
    place = make_history(tmp_path_factory.mktemp("honest") / "place")
    assert place.failed() == {}
    return place


ATTACKS: tuple[tuple[Callable[[Place], None], str, str], ...] = (
    (on_history.rewrite_all, PAST_ANCHOR, "历史被改写"),
    (on_history.rewrite_all, PAST_SEAL, "历史被改写"),
    (on_history.drop_commits, PAST_ANCHOR, "提交被丢弃"),
    (on_history.drop_commits, PAST_SEAL, "提交被丢弃"),
    (on_history.amend_in_the_past, PAST_ANCHOR, "锚点 2"),
    (on_history.shallow, COMPLETE, "浅克隆"),
    (on_history.graft, SUBSTITUTES, "grafts"),
    (on_history.replaced, SUBSTITUTES, "替换引用"),
    (on_history.changed_bytes, OBJECTS, "对象损坏"),
    (on_history.lost_object, OBJECTS, "对象损坏"),
    (on_history.lost_commit, COMPLETE, "历史读不全"),
    (on_history.unsigned, SIGNED, "没有签名"),
    (on_history.unknown_signer, SIGNED, "不在钥匙名单里"),
    (on_history.forged_author, SIGNED, "与自称的不符"),
    (on_history.forged_author_only, SIGNED, "与自称的不符"),
    (on_history.altered_signed_commit, SIGNED, "签名不符"),
    (on_history.own_program, SIGNED, "没有签名"),
    (on_history.own_merge_driver, MERGES, "各方都没有的内容：# 丙"),
    (on_history.own_keys, SIGNED, "不在钥匙名单里"),
    (on_history.back_dated, TIMES, "倒填"),
    (on_history.claimed_later, TIMES, "晚于入库时间"),
    (on_history.evil_merge, MERGES, f"{PROGRESS}/2.01.yml（不在冲突之列）"),
    (on_history.ours_merge, MERGES, f"{PROGRESS}/1.03.yml（不在冲突之列）"),
    (on_history.evil_settlement, MERGES, "各方都没有的内容：# 丙"),
    (on_history.evil_octopus, MERGES, f"{PROGRESS}/2.01.yml"),
    (on_history.link, LINKS, "符号链接 docs/x.md"),
    (on_history.submodule, LINKS, "子模块 data/other"),
    (on_history.executable, PROGRAMS, "data/units.csv"),
    (on_records.edited_anchor, ANCHOR, "第 2 行"),
    (on_records.rechained_anchors, ANCHOR, "不相接"),
    (on_records.removed_anchors, ANCHOR, "删去"),
    (on_records.truncated_anchors_against_a_copy, ANCHOR, "旧副本"),
    (on_records.foreign_anchor, ANCHOR_SIGNATURE, "签名不符"),
    (on_records.unsigned_anchor, ANCHOR_SIGNATURE, "没有签名"),
    (partial(on_records.edited_seal, path=on_records.FIRST_SEAL), SEAL, "校验值接不上"),
    (partial(on_records.edited_seal, path=on_records.SECOND_SEAL), TAG, "校验值不同"),
    (partial(on_records.edited_seal, path=on_records.SECOND_SEAL), SEAL_TRUE, "data/units.csv"),
    (on_records.removed_seal, SEAL, "删除"),
    (on_records.moved_tag, TAG, "被移动"),
    (on_records.removed_tag, TAG, "不见了"),
    (on_records.unsigned_tag, TAG, "没有可以核对的签名"),
    (on_records.swapped_evidence, EVIDENCE, "K355"),
    (on_records.removed_evidence, EVIDENCE, "K354"),
    (on_records.edited_on_disk, DISK, "1.01.yml"),
)


def _name(attack: Callable[[Place], None]) -> str:
    return str(getattr(attack, "__name__", "edited_seal"))


@pytest.mark.parametrize(("attack", "rule", "words"), ATTACKS, ids=[_name(each[0]) for each in ATTACKS])
def test_every_attack_is_named(
    honest: Place, tmp_path: Path, attack: Callable[[Place], None], rule: str, words: str
) -> None:
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
