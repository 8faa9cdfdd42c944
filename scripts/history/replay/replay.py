"""The past scored again: every day with the records and the rules of that day.

Main is walked from its first commit; git is started twice, a version of a file is
parsed once, an item is scored only when it can have changed.
"""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from scripts.history.kinds import place_of
from scripts.history.mining.store import Finding
from scripts.history.replay.effects import Effect, shifts
from scripts.history.replay.files import Contents, Shelf
from scripts.history.replay.items import Book, DayScore, Past
from scripts.history.replay.mainline import Step, mainline
from scripts.history.replay.switches import RuleChange, begun, rule_change
from scripts.history.unseen import clean

_DAY = timedelta(days=1)
_FAR = timedelta(days=400)
"""Farther ahead no plan is drawn."""
_LONG = timedelta(days=1000)
"""Farther back no day is counted: a clock that was wrong must not make centuries of them."""
_FACTS = ("progress", "verdict")


class Course(NamedTuple):
    """The way of one campaign: each day so far, the plan of those to come, and the changes of rules."""

    days: tuple[DayScore, ...]
    ahead: tuple[DayScore, ...]
    switches: tuple[RuleChange, ...]


class Replay(NamedTuple):
    """What the history was worth, campaign by campaign (by folder), and what each commit on main moved."""

    courses: Mapping[str, Course]
    effects: tuple[Effect, ...]
    findings: tuple[Finding, ...]


@lru_cache(maxsize=1)
def replay(root: Path, last: str, as_of: date) -> Replay:
    """Score every day up to ``as_of`` anew; DataError when git cannot read main."""
    steps = _until(mainline(root, last), as_of)
    return _walked(root, steps, [], as_of)


def effects_since(root: Path, last: str, first: str) -> Replay:
    """Return what the commits on main from the day ``first`` on moved, without the days between."""
    steps = mainline(root, last)
    start = next((number for number, step in enumerate(steps) if step.recorded[:10] >= first), len(steps))
    return _walked(root, steps[start:], steps[:start], None)


def _until(steps: list[Step], as_of: date) -> list[Step]:
    """Leave out what came after ``as_of``: all that follows the last commit dated by then."""
    known = [number for number, step in enumerate(steps, 1) if step.recorded[:10] <= as_of.isoformat()]
    return steps[: known[-1]] if known else []


def _walked(root: Path, steps: list[Step], before: list[Step], as_of: date | None) -> Replay:
    collects = gc.isenabled()
    gc.disable()  # as in the miner: nothing here refers to itself
    try:
        walker = Walker(Shelf(Contents(root, _blobs(steps, before))))
        walker.begin(before)
        for step, day in zip(steps, _days(steps, as_of), strict=True):
            walker.take(step, day, is_counted=as_of is not None)
        if as_of and steps:
            walker.end(as_of)
        return walker.found()
    finally:
        if collects:
            gc.enable()


def _blobs(steps: Iterable[Step], before: Iterable[Step]) -> list[str]:
    """Return the versions to read: those in force at the start, then each as it comes."""
    start: dict[str, str] = {}
    for step in before:
        start.update(step.changed)
    later = (blob for step in steps for blob in step.changed.values())
    return list(dict.fromkeys(blob for blob in (*start.values(), *later) if blob))


def _days(steps: Sequence[Step], as_of: date | None) -> Iterator[date]:
    """Yield the day each commit counts for: its own, but never before the last one, nor after ``as_of``."""
    own = [step.day for step in steps]
    if not own:
        return
    end = as_of or max(own)
    day = max(next((each.day for each in steps if each.seconds and each.day <= end), end), end - _LONG)
    for each in own:
        day = max(day, each) if each <= end else day
        yield day


class Walker:
    """Goes along main and notes what each commit and each day bring."""

    def __init__(self, shelf: Shelf) -> None:
        """Begin before the first commit."""
        self._shelf = shelf
        self._pasts: dict[str, Past] = {}
        self._books: dict[str, Book] = {}
        self._days: dict[str, list[DayScore]] = {}
        self._switches: dict[str, list[RuleChange]] = {}
        self._eves: dict[str, Past] = {}
        self._effects: list[Effect] = []
        self._findings: list[Finding] = []
        self._day: date | None = None

    def begin(self, steps: Iterable[Step]) -> None:
        """Stand after these commits, without looking at what they did."""
        for step in steps:
            self._shelf.put(step)
        self._renew()

    def take(self, step: Step, day: date, *, is_counted: bool) -> None:
        """Go on to a commit; the days before it end first when they are counted."""
        if is_counted and self._day:
            self._close(self._day, day - _DAY)
        self._day = day
        self._shelf.put(step)
        self._findings += [
            Finding(step.commit, step.recorded, "H301", clean(path), clean(f"这一版不合规，重算{words}"))
            for path, words in self._shelf.faults(step)
        ]
        before = dict(self._pasts)
        self._renew()
        for folder, items in _touched(step, self._pasts).items():
            if folder in before:
                self._compare(step, day, folder, before[folder], items)

    def end(self, as_of: date) -> None:
        """Count the days that are left."""
        if self._day:
            self._close(self._day, as_of)
        self._day = as_of

    def found(self) -> Replay:
        """Return everything noted."""
        courses = {
            folder: Course(tuple(days), tuple(self._ahead(folder)), tuple(self._switches.get(folder, ())))
            for folder, days in self._days.items()
            if days
        }
        return Replay(courses, tuple(self._effects), tuple(self._findings))

    def _renew(self) -> None:
        dataset = self._shelf.dataset()
        pasts = (Past(data, dataset) for data in dataset.campaigns)
        self._pasts = {past.folder: past for past in pasts}
        for folder in self._pasts:
            self._books.setdefault(folder, Book())

    def _compare(self, step: Step, day: date, folder: str, old: Past, touched: set[str] | None) -> None:
        """Note what a commit moved; ``touched`` is None when it may be any item."""
        new, book = self._pasts[folder], self._books[folder]
        items = [each for each in old.data.items if touched is None or each.item_id in touched]
        before = {each.item_id: book.standing(old, each, day) for each in items}
        book.forget(
            [each.item_id for each in (*old.data.items, *new.data.items)] if touched is None else touched
        )
        for item in new.data.items:
            was = before.get(item.item_id)
            if was and (now := book.standing(new, item, day)) and (moved := shifts(was, now)):
                self._effects.append(Effect(step.commit, folder, item.item_id, moved))
        self._tell_unscored(step, book)
        if touched is None and (change := rule_change(step.commit, day, old, new)):
            self._switches.setdefault(folder, []).append(change)

    def _tell_unscored(self, step: Step, book: Book) -> None:
        for item in dict.fromkeys(book.unscored):
            message = f"{item} 的期限指向没有的节点，沿用上一次的结果"
            self._findings.append(Finding(step.commit, step.recorded, "H302", "", message))
        book.unscored.clear()

    def _close(self, first: date, last: date) -> None:
        for folder, past in self._pasts.items():
            days, day = self._days.setdefault(folder, []), first
            while day <= last:
                if change := begun(past, day, self._eves.get(folder)):
                    self._switches.setdefault(folder, []).append(change)
                days.append(self._books[folder].totals(past, day))
                self._eves[folder] = past
                day += _DAY

    def _ahead(self, folder: str) -> Iterator[DayScore]:
        """Yield the days to come, up to the last node: only what is planned for them is known."""
        past, day = self._pasts.get(folder), self._days[folder][-1].day
        if past is None or not past.data.campaign.nodes:
            return
        end = min(max(past.data.campaign.node_dates.values()), day + _FAR)
        while day < end:
            day += _DAY
            yield self._books[folder].totals(past, day)


def _touched(step: Step, pasts: Mapping[str, Past]) -> dict[str, set[str] | None]:
    """Return which items of which campaign a commit may have moved; None stands for all."""
    found: dict[str, set[str] | None] = {}
    for place in map(place_of, step.changed):
        for folder in (place.campaign,) if place.campaign else pasts:
            items = found.setdefault(folder, set())
            if place.kind not in _FACTS:
                found[folder] = None
            elif items is not None:
                items.add(place.stem)
    return {folder: items for folder, items in found.items() if folder in pasts}
