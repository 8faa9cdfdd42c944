"""When the office makes records of the whole: a publication each week, and what is frozen."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from scripts.sample.commits import OFFICE, Kind, Planned
from scripts.sample.days import Days

_FREEZES = ((date(2026, 6, 30), "县级自查"), (date(2026, 7, 16), "领导小组审定"))


def records(days: Days) -> list[Planned]:
    """Return the anchors and freezes in the order of their times."""
    return sorted([*_anchors(days), *_freezes()], key=lambda each: each.at)


def _anchors(days: Days) -> Iterator[Planned]:
    """Yield a publication on the last working day of each week, and one on the last day."""
    day, last = days.nodes["START"], days.as_of
    while day < last:
        week = [day + timedelta(n) for n in range(7 - day.weekday())]
        worked = [each for each in week if days.is_worked(each) and each < last]
        if worked:
            yield Planned(
                kind=Kind.ANCHOR, at=datetime.combine(worked[-1], time(18, 30)), by=OFFICE, message="每周发布"
            )
        day = week[-1] + timedelta(days=1)
    yield Planned(kind=Kind.ANCHOR, at=datetime.combine(last, time(10, 0)), by=OFFICE, message="迎检前发布")


def _freezes() -> Iterator[Planned]:
    for day, name in _FREEZES:
        yield Planned(kind=Kind.FREEZE, at=datetime.combine(day, time(18, 10)), by=OFFICE, message=name)
