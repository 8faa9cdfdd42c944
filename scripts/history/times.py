"""The times of commits: written by whoever committed, so any text may stand there; pure."""

from datetime import datetime, timedelta, timezone
from functools import lru_cache

CHINA = timezone(timedelta(hours=8))
_DIGITS = 12
"""More is no time, and reading thousands of digits is refused by Python."""
_LATEST = 4102444800
"""2100-01-01: a later time is no time."""


def seconds_of(text: str) -> int:
    """Return the time git printed; 0 when it printed none, or one that cannot be."""
    if not (text.isascii() and text.isdigit()) or len(text) > _DIGITS:
        return 0
    return seconds if (seconds := int(text)) < _LATEST else 0


@lru_cache(maxsize=4096)
def iso(seconds: int) -> str:
    """Return a time as a text of China's time; '' when none is known."""
    return datetime.fromtimestamp(seconds, CHINA).isoformat() if seconds else ""
