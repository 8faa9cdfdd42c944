"""Rules about verdicts and reviews: history stands, and nobody signs for his own work; pure."""

import csv
import io
from collections.abc import Iterator, Sequence

from scripts.history.reported import Signed
from scripts.model.words import Decision, Power
from scripts.powers.case import Case, brief, fields, may_change
from scripts.powers.entries import lost
from scripts.powers.grounds import Ground, sister
from scripts.powers.proposal import Refusal, account_of

_ENTRIES = ("checks.", "veto.")
_SIGNS = (*_ENTRIES, "decision.", "override.")
_REASON = "应由有“管理”权限的账号做，并在提交说明里另起一行写“理由：……”"
_APPROVING = (Decision.CLOSED.value, Decision.PASSED.value)


def verdicts_stand(case: Case) -> Iterator[Refusal]:
    """Checks and veto states that are on the base are neither rewritten nor removed, nor is the file."""
    if case.plot.ground is not Ground.VERDICT or case.administers:
        return
    if not case.touch.new_mode:
        yield case.refuse("Q501", "不能删去核定记录", _REASON)
        return
    standing = case.law.standing.get(case.touch.path, {})
    days = [day for name in ("checks", "veto") for day in lost(case.touch.edits, name, standing)]
    if days:
        yield case.refuse("Q501", f"改写或删去了 {'、'.join(days)} 的核查记录", "应另写一条；" + _REASON)


def administrators_do_not_rule(case: Case) -> Iterator[Refusal]:
    """An administrator who is not of the office mends what was written, and decides nothing."""
    if case.plot.ground is not Ground.VERDICT or case.account.may(Power.RULE) or not case.administers:
        return
    odd = [edit for edit in case.touch.edits if edit.old is None or not edit.field.startswith(_ENTRIES)]
    if odd and case.touch.new_mode:
        yield case.refuse("Q502", f"不能改 {fields(odd)}", may_change(case.law, case.plot))


def signs(case: Case) -> bool:
    """Tell whether a commit signs something in a verdict."""
    return case.plot.ground is Ground.VERDICT and any(
        edit.new is not None and edit.field.startswith(_SIGNS) for edit in case.touch.edits
    )


def reporter_does_not_rule(case: Case) -> Iterator[Refusal]:
    """Who asked to close an item, or reported anything of it since, does not decide on it."""
    if signs(case) and any(is_same(case, each.author) for each in _reported(case)):
        what = "核定的人自己报过这个小项（申请，或申请以后的事实、佐证、报告）"
        yield case.refuse("Q503", what, "应由另一个有“核定”权限的账号核定")


def typed_in(case: Case) -> str:
    """Return in words that who decides put in the report for the unit, or ''."""
    own = [each for each in _reported(case) if is_same(case, each.committer)]
    if signs(case) and own and not any(is_same(case, each.author) for each in own):
        who = f"{case.account.name}（{case.account.login}）"
        return f"{case.touch.path}：{who}核定的，正是自己代单位录入的报送，请另一人复核"
    return ""


def _reported(case: Case) -> Sequence[Signed]:
    return case.proposal.reporters.get((case.brought.commit, sister(case.touch.path, "progress")), ())


def is_same(case: Case, mail: str) -> bool:
    """Tell whether a mail is of the account that is judged."""
    account = account_of(case.law.accounts, mail) if mail else None
    return bool(account and account.login == case.account.login)


def another_checked(case: Case) -> Iterator[Refusal]:
    """A unit that leads an item does not close it on its own check."""
    if case.plot.ground is not Ground.VERDICT or case.item is None:
        return
    touch, lead = case.touch, case.item.lead_unit
    decides = any(edit.field.startswith("decision.") and edit.new is not None for edit in touch.edits)
    if not decides or touch.now.get("decision.result") not in _APPROVING:
        return
    checks = {name: text for name, text in touch.now.items() if name.startswith("checks.")}
    last = max((name for name in checks if name.endswith(".by")), key=_day, default="")
    if touch.now.get("decision.by") == lead and checks.get(last, lead) == lead:
        yield case.refuse(
            "Q504",
            f"{lead}牵头的小项由{lead}自己核查、自己核定",
            "最后一次核查应由别的单位或督导组做，才能核定",
        )


def _day(name: str) -> tuple[str, int]:
    day, _, number = name.split(".")[1].partition("#")
    return day, int(number or "1")


def reviews_are_added(case: Case) -> Iterator[Refusal]:
    """A reviewer adds lines at the end that bear his own name; nothing else."""
    if case.plot.ground is not Ground.REVIEW or case.touch.fault:
        return
    touch = case.touch
    if not (case.account.may(Power.REVIEW) and touch.new.startswith(touch.old) and touch.old[-1:] in b"\n"):
        if not case.administers or any(edit.new is not None for edit in touch.edits):
            can = case.account.may(Power.REVIEW)
            what = "改写、插入或删去了已有的审核记录" if can else "不在这个账号能改的范围内（这是审核记录）"
            yield case.refuse("Q601", what, f"{may_change(case.law, case.plot)}；删去签错的行{_REASON}")
        return
    columns = next(csv.reader(io.StringIO(touch.new.decode("utf-8"))), [])
    added = csv.reader(io.StringIO(touch.new[len(touch.old) :].decode("utf-8")))
    names = {dict(zip(columns, row, strict=False)).get("by", "") for row in added if row}
    if others := sorted(names - {case.account.name}):
        yield case.refuse(
            "Q602", f"署了别人的名（{'、'.join(map(brief, others[:3]))}）", "应各人用自己的账号签自己的名"
        )
