"""Everything that has been tried against a history, with the rule of ``verify`` that names it."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from tests import history_attacks as on_history
from tests import merge_attacks as on_merges
from tests import record_attacks as on_records
from tests import signature_attacks as on_signatures
from tests.proof_repository import Place

Attack: TypeAlias = Callable[[Place], None]

OBJECTS, SIGNED, TIMES = "对象内容没有被改（fsck）", "提交签名", "提交时间没有倒填"
MERGES, LINKS, PROGRAMS = "合并没有夹带或丢弃", "没有符号链接和子模块", "数据文件没有改成可执行"
PAST_ANCHOR, PAST_SEAL = "锚点之前的历史没有改写", "封存之前的历史没有改写"
ANCHOR, ANCHOR_SIGNATURE = "锚点没有被改", "锚点签名"
SEAL, SEAL_TRUE, TAG = "封存记录没有被改", "封存记录与提交内容相符", "封存标签"
SUBSTITUTES, COMPLETE = "没有替换引用和嫁接", "历史完整（不是浅克隆）"
DISK, EVIDENCE = "磁盘上的数据与提交一致", "佐证文件与登记的校验值一致"

_EDIT_FIRST = partial(on_records.edited_seal, number=on_records.FIRST)
_EDIT_LAST = partial(on_records.edited_seal, number=on_records.SECOND)

ATTACKS: tuple[tuple[Attack, str, str], ...] = (
    (on_history.rewrite_all, PAST_ANCHOR, "历史被改写"),
    (on_history.rewrite_all, PAST_SEAL, "历史被改写"),
    (on_history.drop_commits, PAST_ANCHOR, "提交被丢弃"),
    (on_history.drop_commits, PAST_SEAL, "提交被丢弃"),
    (on_history.amend_in_the_past, PAST_ANCHOR, "锚点 2"),
    (on_history.foxtrot, PAST_ANCHOR, "不在主线上"),
    (on_history.foxtrot, PAST_SEAL, "不在主线上"),
    (on_history.shallow, COMPLETE, "浅克隆"),
    (on_history.graft, SUBSTITUTES, "grafts"),
    (on_history.replaced, SUBSTITUTES, "替换引用"),
    (on_history.changed_bytes, OBJECTS, "对象损坏"),
    (on_history.lost_object, OBJECTS, "对象损坏"),
    (on_history.lost_commit, COMPLETE, "历史读不全"),
    (on_signatures.unsigned, SIGNED, "没有签名"),
    (on_signatures.unknown_signer, SIGNED, "不在钥匙名单里"),
    (on_signatures.forged_author, SIGNED, "与自称的不符"),
    (on_signatures.forged_author_only, SIGNED, "与自称的不符"),
    (on_signatures.altered_signed_commit, SIGNED, "签名不符"),
    (on_signatures.own_program, SIGNED, "没有签名"),
    (on_merges.own_merge_driver, MERGES, "各方都没有的内容：# 丙"),
    (on_signatures.own_keys, SIGNED, "不在钥匙名单里"),
    (on_history.back_dated, TIMES, "倒填"),
    (on_history.claimed_later, TIMES, "晚于入库时间"),
    (on_merges.evil_merge, MERGES, "/progress/2.01.yml（不在冲突之列）"),
    (on_merges.ours_merge, MERGES, "/progress/1.03.yml（不在冲突之列）"),
    (on_merges.evil_settlement, MERGES, "各方都没有的内容：# 丙"),
    (on_merges.file_lost_in_a_settlement, MERGES, "删去了各方都有的文件"),
    (on_merges.line_doubled_in_a_settlement, MERGES, "多写了各方已有的内容：# 甲"),
    (on_merges.evil_octopus, MERGES, "/progress/2.01.yml"),
    (on_merges.link, LINKS, "符号链接 docs/x.md"),
    (on_merges.submodule, LINKS, "子模块 data/other"),
    (on_merges.executable, PROGRAMS, "data/units.csv"),
    (on_records.edited_anchor, ANCHOR, "第 2 行"),
    (on_records.rechained_anchors, ANCHOR, "不相接"),
    (on_records.removed_anchors, ANCHOR, "删去"),
    (on_records.truncated_anchors_against_a_copy, ANCHOR, "旧副本"),
    (on_records.foreign_anchor, ANCHOR_SIGNATURE, "签名不符"),
    (on_records.unsigned_anchor, ANCHOR_SIGNATURE, "没有签名"),
    (_EDIT_FIRST, SEAL, "校验值接不上"),
    (_EDIT_LAST, TAG, "校验值不同"),
    (_EDIT_LAST, SEAL_TRUE, "data/units.csv"),
    (on_records.removed_seal, SEAL, "删除"),
    (on_records.seal_off_the_disk, SEAL, "封存记录被删去"),
    (on_records.seal_off_the_disk, DISK, ".json"),
    (on_records.junk_seal, SEAL, "3-x.json 不是原样的封存记录"),
    (on_records.moved_tag, TAG, "被移动"),
    (on_records.removed_tag, TAG, "不见了"),
    (on_records.unsigned_tag, TAG, "没有可以核对的签名"),
    (on_records.tag_of_somebody_else, TAG, "不在可以封存的人之列"),
    (on_records.swapped_evidence, EVIDENCE, "K355"),
    (on_records.removed_evidence, EVIDENCE, "K354"),
    (on_records.edited_on_disk, DISK, "1.01.yml"),
)
"""Attack, the rule that names it, and words of what it says."""


def name_of(attack: Attack) -> str:
    """Return an attack's name, by which a test is called."""
    return str(getattr(attack, "__name__", "edited_seal"))
