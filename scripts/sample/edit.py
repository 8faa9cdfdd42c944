"""An edit: one person, one reason, some files; and the hours at which people commit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

MORNING, AFTERNOON = (8, 35, 195), (14, 35, 170)
OFFICE_HOURS = (16, 0, 110)
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


def times_of(days: Iterable[date], band: tuple[int, int, int], rng: Random) -> list[datetime]:
    """Return a time on each of some ascending days; those of one day ascend."""
    hour, minute, length = band
    found = [
        datetime.combine(day, time(hour, minute)) + timedelta(seconds=rng.randint(0, length * 60))
        for day in days
    ]
    return sorted(found)
