"""Days and working days between two dates."""

from collections.abc import Mapping
from datetime import date, timedelta

from scripts.model.units import Calendar

_SATURDAY = 5
_HORIZON = timedelta(days=366)
"""Farther off, nobody counts working days."""


def working_days_until(day: date, as_of: date, calendars: Mapping[int, Calendar]) -> int:
    """Count the working days after ``as_of`` up to and including ``day``; 0 if it is past.

    Beyond a year the count stops. A year without a published calendar counts Monday to Friday.
    """
    end = min(day, as_of + _HORIZON)
    if end <= as_of:
        return 0
    shifts = (_shift(year, each, as_of, end) for year, each in calendars.items())
    return _weekdays(end) - _weekdays(as_of) + sum(shifts)


def _weekdays(day: date) -> int:
    """Count the days from Monday to Friday from the first day there is up to ``day``."""
    weeks, rest = divmod(day.toordinal(), 7)
    return 5 * weeks + min(rest, 5)


def _shift(year: int, calendar: Calendar, as_of: date, end: date) -> int:
    """Return by how many the working days of a year in that span are more than its weekdays."""
    named = {each for each in (*calendar.holidays, *calendar.workdays) if as_of < each <= end}
    return sum(
        calendar.is_workday(each) - (each.weekday() < _SATURDAY) for each in named if each.year == year
    )
