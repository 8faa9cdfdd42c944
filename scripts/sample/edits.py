"""Every edit of the campaign: who changed which files to what, when, and why; one person, one reason each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from scripts.sample.edit import AFTERNOON, MORNING, OFFICE_HOURS, Edit, times_of
from scripts.sample.events import Event, apply, grouped
from scripts.sample.files import file_bytes
from scripts.sample.frame import FOLDER, Frame
from scripts.sample.frame_edits import frame_edits
from scripts.sample.progress import ASKING, Account, Slot, progress_text
from scripts.sample.rulings import ruling_events
from scripts.sample.setups import setups
from scripts.sample.verdicts import Finding, verdict_text
from scripts.sample.wording import ruling_message, work_message
from scripts.sample.work import work_events
from scripts.sample.world import World


def all_edits(frame: Frame, gap: int, more: Mapping[str, Sequence[Event]]) -> list[Edit]:
    """Return the edits in the order of their times; ``more`` are everyday events by item."""
    world = frame.world
    found = [*frame_edits(frame), *setups(world)]
    vetoes: list[Edit] = []
    for account, finding in zip(world.accounts, world.findings, strict=True):
        found += _work(world, account, finding, gap, more.get(account.plan.item, ()))
        for edit in _rulings(world, account, finding):
            (vetoes if edit.at.date() == world.county.days.nodes["START"] else found).append(edit)
    together = {path: data for edit in vetoes for path, data in edit.files.items()}
    words = f"一票否决首次摸底：{len(vetoes)}项逐项核对，存在风险的列入补短板"
    found.append(replace(vetoes[0], message=words, files=together))
    return sorted(found, key=lambda edit: edit.at)


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
        day, band = group[-1].day, rng.choice((MORNING, AFTERNOON))
        at = times_of([day], MORNING if day in urgent else band, rng)[0]
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
    times = times_of([group[-1].day for group in groups], OFFICE_HOURS, rng)
    for at, group in zip(times, groups, strict=True):
        apply(seen, group)
        if text := verdict_text(plan, seen):
            path = f"{FOLDER}/verdicts/{plan.item}.yml"
            yield Edit(at=at, unit="", message=ruling_message(plan, group, rng), files={path: text.encode()})
