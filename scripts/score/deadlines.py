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
    count = 0
    current = as_of
    while current < min(day, as_of + _HORIZON):
        current += timedelta(days=1)
        calendar = calendars.get(current.year)
        count += calendar.is_workday(current) if calendar else current.weekday() < _SATURDAY
    return count
