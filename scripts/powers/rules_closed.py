"""Rules about what the office has decided: it is not changed behind its back; pure."""

import re
from collections.abc import Iterable, Iterator, Mapping

from scripts.history.changes import Edit
from scripts.history.touch import Touch
from scripts.model.words import Decision, ReportedState
from scripts.powers.case import Case, fields, says_something
from scripts.powers.grounds import Ground, sister
from scripts.powers.proposal import Law, Proposal, Refusal

AGAIN = "重新办理："
"""How the report begins that says why a closed item is worked on again."""
_REPORT = re.compile(r"reports\.([0-9-]{10})(?:#[0-9]+)?\.text")
_FINAL = (Decision.CLOSED.value, Decision.NOT_APPLICABLE.value)
Key = tuple[str, str]
"""Campaign and item."""
Fields = Mapping[str, str]


def closed_stays_closed(case: Case) -> Iterator[Refusal]:
    """A closed item changes only with, or after, a report that says why it is worked on again."""
    if touches_closed(case) and case.key not in case.reopened:
        may = f"应由牵头单位在同一次提交里加一条报告，以“{AGAIN}”开头写明为什么（至少四个字）"
        yield case.refuse("Q402", "小项已经销号，不能直接改", may)


def touches_closed(case: Case) -> bool:
    """Tell whether somebody changes what the base has closed, and does not mend it as an administrator."""
    is_own = case.plot.ground in (Ground.PROGRESS, Ground.EVIDENCE)
    return is_own and not case.administers and is_closed(case.law, *case.key)


def accepted_claims_stay(case: Case) -> Iterator[Refusal]:
    """The words a unit was found not concerned by stay, until the office takes the finding back."""
    if case.plot.ground is not Ground.PROGRESS or case.administers or case.key in case.taken_back:
        return
    decided = _standing(case.law.standing, case.key, "verdicts").get("decision.result")
    odd = [edit for edit in case.touch.edits if edit.field.startswith("not_applicable.")]
    if odd and decided == Decision.NOT_APPLICABLE.value:
        what = f"已经认可不适用，不能改 {fields(odd)}"
        yield case.refuse("Q403", what, "应先由双拥办撤下这个认可，再重新主张")


def reasons_stand(proposal: Proposal, changed: Iterable[Key], taken_back: set[Key]) -> Iterator[Refusal]:
    """Why a closed item was changed is still told at the head, or the office has decided otherwise there."""
    standing, left = proposal.law.standing, proposal.left
    for key in sorted(set(changed)):
        old, new = (_decision(each, key) for each in (standing, left))
        if (key in taken_back and old != new) or _says_why(
            _standing(left, key, "progress"), old["decision.on"]
        ):
            continue
        path = _path(key, "progress")
        what = f"小项已经销号，这里改了它，“{AGAIN}”的报告却在后来的提交里去掉了"
        message = f"{path}：{what}；应把这条报告写回去，或从主分支另开分支重报"
        yield Refusal(path=path, code="Q402", message=message, commit=proposal.head)


def takes_back(touch: Touch) -> bool:
    """Tell whether a verdict no longer closes its item, or no longer finds it not applicable."""
    return any(
        edit.field == "decision.result" and edit.old in _FINAL and edit.old != edit.new
        for edit in touch.edits
    )


def decides(touch: Touch) -> bool:
    """Tell whether a verdict closes its item, or finds it not applicable, by these very edits."""
    is_final = touch.now.get("decision.result") in _FINAL
    return is_final and any(edit.field.startswith("decision.") for edit in touch.edits)


def reopens(law: Law, campaign: str, item: str, edits: tuple[Edit, ...]) -> bool:
    """Tell whether edits of a progress file hold the report that re-opens its item."""
    since = _standing(law.standing, (campaign, item), "verdicts").get("decision.on", "")
    return _says_why({edit.field: edit.new for edit in edits if edit.old is None and edit.new}, since)


def is_closed(law: Law, campaign: str, item: str) -> bool:
    """Tell whether an item is closed on the base, and not yet re-opened there."""
    key = campaign, item
    progress, verdict = (_standing(law.standing, key, folder) for folder in ("progress", "verdicts"))
    if verdict.get("decision.result") != Decision.CLOSED.value:
        return False
    since = verdict.get("decision.on", "")
    if progress.get("state") != ReportedState.CLOSING.value or progress.get("request.on", "") > since:
        return False
    return not _says_why(progress, since)


def _says_why(progress: Fields, since: str) -> bool:
    """Tell whether a report from the day of the decision on says why the item is worked on again."""
    return any(
        (found := _REPORT.fullmatch(name))
        and text.startswith(AGAIN)
        and says_something(text.removeprefix(AGAIN))
        and found[1] >= since
        for name, text in progress.items()
    )


def _decision(records: Mapping[str, Fields], key: Key) -> dict[str, str]:
    verdict = _standing(records, key, "verdicts")
    return {"decision.on": ""} | {
        name: text for name, text in verdict.items() if name.startswith("decision.")
    }


def _standing(records: Mapping[str, Fields], key: Key, folder: str) -> Fields:
    return records.get(_path(key, folder), {})


def _path(key: Key, folder: str) -> str:
    campaign, item = key
    return sister(f"data/campaigns/{campaign}/progress/{item}.yml", folder)
