"""Days as people write them on the command line."""

import re
from datetime import date

from scripts.problems import DataError, Problem

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def named_day(text: str) -> date | None:
    """Return the day a text names, None when it is no date; DataError for a day that does not exist."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"没有 {text} 这一天（应为日历上有的日期）"
        raise DataError([Problem(path="", line=0, code="H106", message=message)]) from None
