"""Every edit of the campaign: who changed which files to what, when, and why; one person, one reason each."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from scripts.sample.events import Event, apply, grouped
from scripts.sample.files import file_bytes
from scripts.sample.frame import ARTICLES, COLUMN_FILE, FOLDER, PROBLEMS, Frame, Moment
from scripts.sample.progress import ASKING, Account, Slot, progress_text
from scripts.sample.rulings import ruling_events
from scripts.sample.verdicts import Finding, verdict_text
from scripts.sample.wording import problem_message, ruling_message, work_message
from scripts.sample.work import work_events
from scripts.sample.world import World

MEDIA, COLUMN_WORDS = "县融媒体中心", "双拥专栏："
_SETUP_DAYS = 4
_TOGETHER = 5
_MORNING, _AFTERNOON = (8, 35, 195), (14, 35, 170)
_OFFICE_HOURS = (16, 0, 110)
"""Hour, minute and length in minutes of the times at which people commit."""


@dataclass(frozen=True, kw_only=True)
class Edit:
    """Files as they are after the edit; ``unit`` is '' for the office itself on main.

    An ``urgent`` one is merged on the same day. ``settles`` says how the office
    settles the conflict with what it had itself changed on main meanwhile: then
    ``fact`` is the file, the fact's name and the value, written over what main holds.
    """

    at: datetime
    unit: str
    message: str
    files: Mapping[str, bytes]
    urgent: bool = False
    settles: str = ""
    fact: tuple[str, str, str] | None = None


def all_edits(frame: Frame, gap: int, more: Mapping[str, Sequence[Event]]) -> list[Edit]:
    """Return the edits in the order of their times; ``more`` are everyday events by item."""
    world = frame.world
    found = [*_frame_edits(frame), *_setups(world)]
    vetoes: list[Edit] = []
    for account, finding in zip(world.accounts, world.findings, strict=True):
        found += _work(world, account, finding, gap, more.get(account.plan.item, ()))
        for edit in _rulings(world, account, finding):
            (vetoes if edit.at.date() == world.county.days.nodes["START"] else found).append(edit)
    together = {path: data for edit in vetoes for path, data in edit.files.items()}
    words = f"一票否决首次摸底：{len(vetoes)}项逐项核对，存在风险的列入补短板"
    found.append(replace(vetoes[0], message=words, files=together))
    return sorted(found, key=lambda edit: edit.at)


def _times(days: Iterable[date], band: tuple[int, int, int], rng: Random) -> list[datetime]:
    """Return a time on each of some ascending days; those of one day ascend."""
    hour, minute, length = band
    found = [
        datetime.combine(day, time(hour, minute)) + timedelta(seconds=rng.randint(0, length * 60))
        for day in days
    ]
    return sorted(found)


def _frame_edits(frame: Frame) -> Iterator[Edit]:
    """Yield what the office and the media centre do outside the items; the office starts with everything."""
    moments = frame.moments()
    start = datetime.combine(moments[0].day, time(9, 5))
    now = frame.at(moments[0])
    docs = {path: data for path, data in now.items() if path.startswith("docs/")}
    data = {path: content for path, content in now.items() if path not in docs}
    yield Edit(at=start, unit="", message="建库：考评标准、计分规则、责任单位和工作日历", files=data)
    guides = start + timedelta(minutes=24)
    yield Edit(at=guides, unit="", message="使用指南和双拥专栏上线", files=docs)
    for number, moment in enumerate(moments[1:], 1):
        then = frame.at(moment)
        changed = {path: data for path, data in then.items() if now.get(path) != data}
        yield from _moment_edits(frame, moment, number, now, changed)
        now = then


def _moment_edits(
    frame: Frame, moment: Moment, number: int, before: Mapping[str, bytes], changed: Mapping[str, bytes]
) -> Iterator[Edit]:
    at = datetime.combine(moment.day, time(9, 0)) + timedelta(minutes=number % 50)
    for path, content in changed.items():
        if path.startswith(ARTICLES):
            title = re.findall(r"(?m)^title: (.+)$", content.decode())[0]
            later = at + timedelta(minutes=40 + len(path))
            yield Edit(at=later, unit=MEDIA, message=f"{COLUMN_WORDS}发布《{title}》", files={path: content})
        elif path == PROBLEMS:
            words = problem_message(before[path].decode(), content.decode())
            later = at + timedelta(hours=7)
            yield Edit(at=later, unit="", message=words, files={path: content})
        elif path == COLUMN_FILE:
            words = f"{COLUMN_WORDS}大事记补{moment.day.month}月{moment.day.day}日一条"
            later = at + timedelta(minutes=95)
            yield Edit(at=later, unit="", message=words, files={path: content})
        else:
            yield Edit(at=at, unit="", message=_frame_words(frame, moment), files={path: content})
            at += timedelta(minutes=7)


def _frame_words(frame: Frame, moment: Moment) -> str:
    row = frame.texts[moment.texts - 1] if moment.texts else None
    if row and row["on"] == moment.day.isoformat():
        return row["reason"]
    return f"领导小组组成人员变动，按{moment.day.month}月{moment.day.day}日通知调整名单"


def _setups(world: World) -> Iterator[Edit]:
    """Yield the first commit of each unit: it takes its items over and lists their steps."""
    leads: dict[str, list[Account]] = {}
    for account in world.accounts:
        leads.setdefault(account.plan.lead, []).append(account)
    for unit, accounts in leads.items():
        rng = world.chance(unit, "setup")
        for start in range(0, len(accounts), _TOGETHER):
            some = accounts[start : start + _TOGETHER]
            day = world.county.days.nodes["START"] + timedelta(days=rng.randint(1, _SETUP_DAYS))
            items = "、".join(account.plan.item for account in some)
            steps = sum(len(account.steps) for account in some)
            words = rng.choice(("领取任务", "签收任务交办单", "任务分解"))
            files = {_progress_path(account): progress_text(account, {}).encode() for account in some}
            at = _times([day], _MORNING, rng)[0]
            yield Edit(at=at, unit=unit, message=f"{words}：{items}，排定措施{steps}项", files=files)


def _progress_path(account: Account) -> str:
    return f"{FOLDER}/progress/{account.plan.item}.yml"


def _work(
    world: World, account: Account, finding: Finding, gap: int, more: Sequence[Event]
) -> Iterator[Edit]:
    plan, days = account.plan, world.county.days
    closed = finding.decision["on"] if finding.decision and finding.decision["result"] == "销号" else None
    rng = world.chance(plan.item, "work")
    events = work_events(account, days, closed if isinstance(closed, date) else None, rng)
    groups = list(grouped([*events, *more], gap))
    times = _work_times(groups, rng)
    seen: dict[Slot, Any] = {}
    text = progress_text(account, seen)
    for at, group in zip(times, groups, strict=True):
        before = dict(seen)
        apply(seen, group)
        if text == (text := progress_text(account, seen)):
            continue
        rival = next((event for event in group if event.rival), None)
        message = work_message(account, group, before, rng)
        edit = Edit(
            at=at,
            unit=plan.lead,
            message=message,
            files={_progress_path(account): text.encode(), **_files(account, group, before)},
            urgent=_is_urgent(group),
            settles=rival.words if rival else "",
        )
        yield edit
        if rival:
            yield _rival(account, rival)


def _work_times(groups: Sequence[Sequence[Event]], rng: Random) -> list[datetime]:
    """Return when each group is committed, ascending; what is to be merged that day, in the morning."""
    urgent = {group[-1].day for group in groups if _is_urgent(group)}
    found: list[datetime] = []
    for group in groups:
        day, band = group[-1].day, rng.choice((_MORNING, _AFTERNOON))
        at = _times([day], _MORNING if day in urgent else band, rng)[0]
        found.append(max(at, found[-1] + timedelta(seconds=1)) if found else at)
    return found


def _is_urgent(group: Sequence[Event]) -> bool:
    return any(event.value == ASKING or event.rival for event in group)


def _files(account: Account, group: Sequence[Event], before: Mapping[Slot, Any]) -> dict[str, bytes]:
    named = {event.slot[1] for event in group if event.slot[0] == "entry" and event.slot not in before}
    return {
        f"{FOLDER}/evidence/{entry.file}": file_bytes(entry.file, entry.title)
        for entry in account.entries
        if entry.file and entry.id in named
    }


def _rival(account: Account, event: Event) -> Edit:
    """Return the office's own change of the same fact, made before it saw the department's."""
    plan, name = account.plan, event.slot[1]
    return Edit(
        at=datetime.combine(event.day, time(12, 10)) + timedelta(minutes=len(plan.subject)),
        unit="",
        message=f"{plan.item} {plan.subject}：按督导组抽查记录代填{name}{event.rival}",
        files={},
        fact=(_progress_path(account), name, event.rival),
    )


def _rulings(world: World, account: Account, finding: Finding) -> Iterator[Edit]:
    plan, rng = finding.plan, world.chance(finding.plan.item, "rulings")
    groups = list(grouped(ruling_events(finding, account, world.county.days, rng), 0))
    seen: dict[Slot, Any] = {}
    times = _times([group[-1].day for group in groups], _OFFICE_HOURS, rng)
    for at, group in zip(times, groups, strict=True):
        apply(seen, group)
        if text := verdict_text(plan, seen):
            path = f"{FOLDER}/verdicts/{plan.item}.yml"
            yield Edit(at=at, unit="", message=ruling_message(plan, group, rng), files={path: text.encode()})
