"""Commit messages as a county office writes them: the item, what was done, why."""

import re
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

from scripts.sample.events import Event
from scripts.sample.progress import ASKING, Account, Slot
from scripts.sample.tables import Plan
from scripts.sample.work import OPEN_YET

_PARTS = 3
_MARKS = re.compile(r"〔[^〕]*〕|（[^）]*）")
_SENTENCE = re.compile(r"[。；]")
_LONGEST = 40


def work_message(account: Account, group: Sequence[Event], before: Mapping[Slot, Any], rng: Random) -> str:
    """Return what a department writes about what it entered together."""
    told = [event.words for event in group if event.words]
    told += [part for part in _parts(account, group, before, rng) if part not in told]
    plan = account.plan
    return f"{plan.item} {plan.subject}：{'；'.join(told[:_PARTS]) or '更新进展'}"


def _parts(
    account: Account, group: Sequence[Event], before: Mapping[Slot, Any], rng: Random
) -> Iterator[str]:
    slots = [event.slot for event in group if event.value is not None and not event.words]
    if any(event.value == ASKING for event in group):
        words = rng.choice(("申请销号", "措施办结，提请核查销号", "资料装盒，申请销号"))
        yield "仍有措施未办结，先行申请销号" if _is_early(group) else words
    if ("claim",) in slots:
        yield "申请按不适用处理"
    yield from _done(account, slots, rng)
    yield from _entered(account, slots, before, rng)
    yield from _measured(group, before, rng)
    yield from _said(group, [step.title for step in account.steps if ("done", step.id, "") in slots])


def _is_early(group: Sequence[Event]) -> bool:
    return any(
        event.slot == ("request",) and OPEN_YET in event.value["text"] for event in group if event.value
    )


def _done(account: Account, slots: Sequence[Slot], rng: Random) -> Iterator[str]:
    for step in account.steps:
        members = [slot[2] for slot in slots if slot[:2] == ("done", step.id)]
        title = _MARKS.sub("", step.title)
        if members == [""]:
            yield rng.choice((f"“{title}”办结", f"{title}已完成", f"{step.unit}办结“{title}”"))
        elif len(members) == 1:
            yield f"收到{members[0]}反馈，“{title}”"
        elif members:
            yield f"“{title}”又收到{len(members)}家"


def _entered(
    account: Account, slots: Sequence[Slot], before: Mapping[Slot, Any], rng: Random
) -> Iterator[str]:
    named = {slot[1] for slot in slots if slot[0] == "entry" and slot not in before}
    new = [entry for entry in account.entries if entry.id in named]
    years = sorted({entry.year for entry in new if entry.year})
    if years:
        span = f"{years[0]}年" if len(years) == 1 else f"{years[0]}至{years[-1]}年"
        how = rng.choice(("补", "登记", "补齐")) if years[0] != years[-1] else rng.choice(("补", "登记"))
        yield f"{how}{span}佐证{sum(entry.year is not None for entry in new)}份"
    once = [entry for entry in new if not entry.year]
    if once:
        more = f"等{len(once)}份" if len(once) > 1 else ""
        yield f"登记{_MARKS.sub('', once[0].piece)}{more}"
    if any(slot[0] == "entry" and slot in before for slot in slots):
        yield f"佐证编页，装{account.plan.box}盒"


def _measured(group: Sequence[Event], before: Mapping[Slot, Any], rng: Random) -> Iterator[str]:
    facts = [event for event in group if event.slot[0] == "fact" and not event.words]
    first = [event.slot[1] for event in facts if event.slot not in before]
    again = [event.slot[1] for event in facts if event.slot in before]
    if first:
        yield f"{rng.choice(('上报', '填报', '首次上报'))}{'、'.join(dict.fromkeys(first))}"
    if again:
        yield f"更新{'、'.join(dict.fromkeys(again))}"


def _said(group: Sequence[Event], told: Sequence[str]) -> Iterator[str]:
    """Yield the first sentence of each report, but not of one on a step already told."""
    for event in group:
        if event.slot[0] == "report" and not any(title in event.value["text"] for title in told):
            said = _SENTENCE.split(str(event.value["text"]))[0]
            yield said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


def ruling_message(plan: Plan, group: Sequence[Event], rng: Random) -> str:
    """Return what the office writes about what it found of an item."""
    return f"{plan.item} {plan.subject}：{'；'.join(list(_ruled(group, rng))[:_PARTS])}"


def _ruled(group: Sequence[Event], rng: Random) -> Iterator[str]:
    decision = next((event.value for event in group if event.slot == ("decision",) and event.value), None)
    refused = decision is not None and decision["result"] == "退回"
    if decision and not refused:
        yield f"{decision['result']}，{decision['reason']}"
    if any(event.slot == ("override",) for event in group):
        yield next(str(event.value["reason"]) for event in group if event.slot == ("override",))
    for event in group:
        if event.value is not None and event.slot[0] == "check":
            yield f"{event.value['by']}核查{event.value['result']}，{event.value['note']}"
        elif event.slot[0] == "veto":
            yield f"一票否决核为{event.value['state']}，{event.value['reason']}"
    if any(event.slot == ("decision",) and event.value is None for event in group):
        yield "复核，前次退回记录保留"
    if not decision and any(event.slot[0] == "fact" for event in group):
        yield rng.choice(("核定已核对的事实", "逐项核对原件后核定"))


def problem_message(before: str, after: str) -> str:
    """Return what changed in the register of problems, from its text before and after."""
    old = {line.split(",")[0]: line for line in before.splitlines()}
    new = {line.split(",")[0]: line for line in after.splitlines()}
    found = [line.split(",") for key, line in new.items() if key not in old]
    closed = [line.split(",") for key, line in new.items() if key in old and old[key] != line]
    told = []
    if found:
        items = "、".join(dict.fromkeys(row[1] for row in found))
        told.append(f"{found[0][3]}发现问题{len(found)}个（{items}），定措施定时限")
    told += [f"{row[0]}整改完成销号（{row[1]}）" for row in closed]
    return f"问题台账：{'；'.join(told)}"
