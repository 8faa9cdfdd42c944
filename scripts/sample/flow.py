"""Edits to commits: departments work on branches of their own, the office merges them and records on main."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from scripts.sample.commits import OFFICE, Kind, Planned, liaison, work_of
from scripts.sample.edit import Edit
from scripts.sample.edits import all_edits
from scripts.sample.everyday import everyday_events
from scripts.sample.frame import Frame
from scripts.sample.frame_edits import COLUMN_WORDS
from scripts.sample.records import records
from scripts.sample.renaming import RENAMED, named, renaming

_GAPS = (5, 3, 0, -1)
"""Days within which a department enters what belongs to one item at one go, from coarse to fine."""

_MARGIN = 10
_SOON, _NEXT, _NOT_LATE = 0.05, 0.15, 0.97
_LATE_DAYS = (5, 9)
_UNNOTED = timedelta(days=3)
"""After this time a merge is late and says so."""
_ITEM = re.compile(r"(?<![0-9.])[0-9]{1,2}\.[0-9]{2}(?![0-9])")


@dataclass
class _Branch:
    """A department's open branch: what it changed, and when the office will merge it."""

    unit: str
    files: dict[str, bytes]
    subjects: list[str]
    first: datetime
    merge_at: datetime
    settles: str = ""


def planned(frame: Frame, commits: int = 0) -> list[Planned]:
    """Return the campaign as commits in the order of their times, at least ``commits`` beside the records."""
    plan: list[Planned] = []
    for gap in _GAPS:  # ever finer, up to the coarsest that is too much
        finer = list(_Flow(frame).run(all_edits(frame, gap, {})))
        if plan and len(finer) > commits:
            break
        plan, used = finer, gap
    events = 0
    while (short := commits - len(work_of(plan))) > 0:  # a few everyday events change nothing: ask for more
        events += short + _MARGIN
        plan = list(_Flow(frame).run(all_edits(frame, used, everyday_events(frame.world, events))))
    return plan


class _Flow:
    """Lets the edits happen one after another; holds what lies on main and on each open branch."""

    def __init__(self, frame: Frame) -> None:
        self.days = frame.world.county.days
        self.rng: Random = frame.world.chance("flow")
        self.main: dict[str, bytes] = {}
        self.open: dict[str, _Branch] = {}
        self.ids = _unit_ids(frame)
        self.last = datetime.combine(self.days.as_of, time(8, 40))

    def run(self, edits: list[Edit]) -> Iterator[Planned]:
        """Yield the commits."""
        marks = [*records(self.days), Planned(kind=Kind.MAIN, at=RENAMED, by=OFFICE, message="")]
        waiting = sorted(marks, key=lambda mark: mark.at)
        for edit in edits:
            while waiting and waiting[0].at <= edit.at:
                yield from self._marked(waiting.pop(0))
            yield from self._merged(edit.at)
            yield self._recorded(edit) if not edit.unit else self._branched(edit)
        for mark in waiting:
            yield from self._marked(mark)

    def _marked(self, mark: Planned) -> Iterator[Planned]:
        is_barrier = mark.at == RENAMED or mark.at.date() == self.days.as_of
        yield from self._merged(mark.at)
        if is_barrier:
            yield from self._all_merged(mark.at)
        yield renaming(self.main) if mark.at == RENAMED else mark

    def _recorded(self, edit: Edit) -> Planned:
        files = self._overwritten(*edit.fact) if edit.fact else edit.files
        self.main |= files
        made = Planned(kind=Kind.MAIN, at=edit.at, by=OFFICE, message=edit.message, files=files)
        return named(made)

    def _overwritten(self, path: str, fact: str, value: str) -> dict[str, bytes]:
        """Return the file on main with another value of a fact."""
        line = re.compile(rf"(?m)^  {re.escape(fact)}: .*$")
        return {path: line.sub(f"  {fact}: {value}", self.main[path].decode()).encode()}

    def _branched(self, edit: Edit) -> Planned:
        merge_at = self._merge_time(edit)
        branch = self.open.get(edit.unit)
        if branch is None:
            branch = _Branch(unit=edit.unit, files={}, subjects=[], first=edit.at, merge_at=merge_at)
            self.open[edit.unit] = branch
        elif edit.urgent:
            branch.merge_at = min(branch.merge_at, merge_at)
        branch.files |= edit.files
        branch.subjects.append(edit.message)
        branch.settles = branch.settles or edit.settles
        made = Planned(
            kind=Kind.BRANCH,
            at=edit.at,
            by=liaison(edit.unit, self.ids[edit.unit]),
            message=edit.message,
            files=edit.files,
            branch=self.ids[edit.unit],
        )
        return named(made)

    def _merge_time(self, edit: Edit) -> datetime:
        """Return when the office merges: on the same day, within days, and now and then very late."""
        luck, minutes = self.rng.random(), timedelta(seconds=self.rng.randint(0, 6300))
        noon = datetime.combine(edit.at.date(), time(14, 0)) + minutes
        if edit.urgent or (luck < _SOON and edit.at < noon - minutes):
            return noon
        if luck > _NOT_LATE:
            return self._morning(edit.at, self.rng.randint(*_LATE_DAYS), minutes)
        for later in (4, 3, 1) if luck > _NEXT else (1,):
            at = self._morning(edit.at, later, minutes)
            if at - edit.at < _UNNOTED:
                return at
        return noon if edit.at < noon - minutes else at

    def _morning(self, at: datetime, later: int, minutes: timedelta) -> datetime:
        """Return a time on the working day some days later, none after the last."""
        day = self.days.on(at.date() + timedelta(days=later))
        return min(datetime.combine(day, time(8, 30)) + minutes, self.last + minutes / 2)

    def _merged(self, until: datetime) -> Iterator[Planned]:
        due = [branch for branch in self.open.values() if branch.merge_at < until]
        for branch in sorted(due, key=lambda each: (each.merge_at, each.unit)):
            yield self._merge(branch, branch.merge_at)

    def _all_merged(self, before: datetime) -> Iterator[Planned]:
        """Merge all that is open, a minute each, so that nobody works while every file changes."""
        left = sorted(self.open.values(), key=lambda each: each.first)
        for place, branch in enumerate(left):
            yield self._merge(branch, before - timedelta(minutes=len(left) - place))

    def _merge(self, branch: _Branch, at: datetime) -> Planned:
        del self.open[branch.unit]
        self.main |= branch.files
        made = Planned(
            kind=Kind.MERGE,
            at=at,
            by=OFFICE,
            message=self._merge_message(branch, at),
            files=branch.files,
            branch=self.ids[branch.unit],
        )
        return named(made)

    def _merge_message(self, branch: _Branch, at: datetime) -> str:
        items = list(dict.fromkeys(found for each in branch.subjects for found in _ITEM.findall(each)))
        what = "、".join(items[:4]) + (f"等{len(items)}项" if len(items) > 4 else "")  # noqa: PLR2004 - four items
        told = what or branch.subjects[0].removeprefix(COLUMN_WORDS)
        if branch.settles:
            return f"合并{branch.unit}：{told}，两边都改了同一处。{branch.settles}"
        if at - branch.first > _UNNOTED:
            day = f"{branch.first.month}月{branch.first.day}日"
            return f"合并{branch.unit}{day}报送的{told}，审核退回补签，现予补记"
        how = self.rng.choice(("合并{0}：{1}", "审核通过，合并{0}报送的{1}", "合并{0}更新（{1}）"))
        return how.format(branch.unit, told)


def _unit_ids(frame: Frame) -> dict[str, str]:
    rows = (line.split(",") for line in frame.final["data/units.csv"].decode().splitlines()[1:])
    return {row[1]: row[0] for row in rows}
