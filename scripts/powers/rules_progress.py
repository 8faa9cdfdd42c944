"""Rules about progress files and evidence: whose item, which fields, which moves; pure."""

import re
from collections import Counter
from collections.abc import Collection, Iterator

from scripts.history.changes import Edit
from scripts.history.touch import Touch
from scripts.model.words import Power, ReportedState
from scripts.powers.case import Case, brief, fields, may_change
from scripts.powers.entries import lost
from scripts.powers.grounds import Ground
from scripts.powers.proposal import Refusal

_S = ReportedState
MOVES = {
    (_S.NOT_STARTED.value, _S.UNDER_WAY.value),
    (_S.UNDER_WAY.value, _S.CLOSING.value),
    (_S.CLOSING.value, _S.UNDER_WAY.value),
}
"""What a department may do to the state of its item; closing and sending back are the office's."""
_RENAMED = re.compile(r"steps\.[^.]+\.(?:unit|done\.[^.]+)")
_ENTRY = re.compile(rb"  - \{?id: \"?([^,\"}\n]+)")


def progress_is_own(case: Case) -> Iterator[Refusal]:
    """The lead changes its item; who carries a step writes when it was done; nobody else anything."""
    if case.plot.ground is not Ground.PROGRESS or case.leads or case.touch.fault:
        return
    touch = case.touch
    if case.item is None and case.account.may(Power.ADMINISTER):
        return
    if case.administers and _is_mending(touch):
        return
    odd = [edit for edit in touch.edits if not _is_own_step(case, edit)]
    if odd or not touch.edits or not (touch.old_mode and touch.new_mode):
        what = f"不能改 {fields(odd)}" if odd else "不能改这个文件的写法，也不能增删这个文件"
        missing = "" if case.item else "（考评标准里没有这个小项）"
        yield case.refuse("Q301", what + missing, may_change(case.law, case.plot))
    elif _without(touch.old, own := _own_steps(touch)) != _without(touch.new, own):
        yield case.refuse("Q302", "除了自己承办的措施，还动了别的行的写法", "应只改那一条措施，其余逐字不动")


def _is_mending(touch: Touch) -> bool:
    """Tell whether a file is removed, reports are mended, or units bear another name: no new facts."""
    renamed = [edit for edit in touch.edits if _RENAMED.fullmatch(edit.field)]
    others = [edit for edit in touch.edits if edit not in renamed]
    days = [[getattr(edit, side) for edit in renamed if ".done." in edit.field] for side in ("old", "new")]
    same = Counter(filter(None, days[0])) == Counter(filter(None, days[1]))
    mended = all(edit.field.startswith("reports.") and edit.old is not None for edit in others)
    return not touch.new_mode or (same and mended)


def _is_own_step(case: Case, edit: Edit) -> bool:
    """Tell whether an edit is the day the account's unit finished a step it carries on the base."""
    unit, parts = case.account.unit, edit.field.split(".")
    if not case.account.may(Power.REPORT) or len(parts) not in (3, 4) or parts[0] != "steps":
        return False
    carrier = case.law.standing.get(case.touch.path, {}).get(f"steps.{parts[1]}.unit", "")
    if parts[2] != "done":
        return False
    if len(parts) == len(("steps", "s1", "done")):
        return carrier == unit
    return parts[3] == unit and carrier in case.law.groups.get(unit, frozenset())


def _own_steps(touch: Touch) -> set[str]:
    return {edit.field.split(".")[1] for edit in touch.edits}


def _without(content: bytes, own: Collection[str]) -> list[bytes]:
    """Return the lines of a progress file but those of some of its steps; empty lines do not count."""
    kept, section, is_own = [], b"", False
    for line in content.splitlines(keepends=True):
        if line[:1] not in (b" ", b"\n"):
            section, is_own = line, False
        elif found := _ENTRY.match(line):
            is_own = section == b"steps:\n" and found[1].decode("utf-8", "replace") in own
        if line != b"\n" and not is_own:
            kept.append(line)
    return kept


def evidence_is_own(case: Case) -> Iterator[Refusal]:
    """Evidence is put only into the folder of an item one leads; an administrator takes out what must go."""
    if case.plot.ground is not Ground.EVIDENCE or case.leads:
        return
    if case.account.may(Power.ADMINISTER) and case.item is None:
        return
    if case.administers and not case.touch.new_mode:
        return
    yield case.refuse("Q303", "不是自己牵头的小项，不能动它的佐证文件", may_change(case.law, case.plot))


def progress_stays(case: Case) -> Iterator[Refusal]:
    """A progress file is removed only by an administrator who says why."""
    gone = case.plot.ground is Ground.PROGRESS and not case.touch.new_mode
    if gone and case.leads and not case.administers:
        yield case.refuse("Q304", "不能删去小项的进展文件", _WITH_REASON)


_WITH_REASON = "应由有“管理”权限的账号做，并在提交说明里另起一行写“理由：……”"


def reports_stand(case: Case) -> Iterator[Refusal]:
    """What was reported and is on the base is neither rewritten nor removed."""
    if case.plot.ground is not Ground.PROGRESS or case.administers or not case.touch.new_mode:
        return
    standing = case.law.standing.get(case.touch.path, {})
    if days := lost(case.touch.edits, "reports", standing):
        told = "、".join(days)
        yield case.refuse(
            "Q305", f"改写或删去了 {told} 已经报过的进展", "说错的另写一条更正；" + _WITH_REASON
        )


def moves_are_legal(case: Case) -> Iterator[Refusal]:
    """The state goes from 未启动 to 办理中, on to 申请销号, and back to 办理中; no other way."""
    if case.plot.ground is not Ground.PROGRESS or not case.touch.new_mode:
        return
    for edit in case.touch.edits:
        if edit.field != "state" or edit.new is None:
            continue
        old = edit.old or _S.NOT_STARTED.value
        if old != edit.new and (old, edit.new) not in MOVES:
            what = f"状态不能从“{brief(old)}”直接变成“{brief(edit.new)}”"
            yield case.refuse("Q401", what, "应按 未启动→办理中→申请销号 逐步来，销号和退回由双拥办核定")
