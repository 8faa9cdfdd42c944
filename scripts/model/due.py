"""Deadlines: a date, or days counted back from a node of the campaign."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from scripts.model.fields import read_day, refuse

_RELATIVE = re.compile(r"([A-Z]{1,8})(?:-([0-9]{1,3}))?")


@dataclass(frozen=True, kw_only=True)
class Due:
    """A deadline as written: ``C-60`` (60 days before node C) or ``2026-06-20``."""

    text: str
    node: str | None = None
    days_before: int = 0
    day: date | None = None

    def on(self, nodes: Mapping[str, date]) -> date:
        """Return the date, given the dates of the nodes; KeyError for an unknown node."""
        if self.day is not None:
            return self.day
        return nodes[str(self.node)] - timedelta(days=self.days_before)


def read_due(value: Any) -> Due:
    """Read ``C-60``, ``C`` or ``YYYY-MM-DD``."""
    if isinstance(value, Due):
        return value
    if isinstance(value, str) and (match := _RELATIVE.fullmatch(value)):
        return Due(text=value, node=match[1], days_before=int(match[2] or 0))
    if isinstance(value, str) and value[:1].isdigit():
        return Due(text=value, day=read_day(value))
    raise refuse("F216", "期限写法不对", "C-60（市级初验前 60 天）或 YYYY-MM-DD", value)


DueField = Annotated[
    Due,
    BeforeValidator(read_due),
    WithJsonSchema({"type": "string", "pattern": r"^([A-Z]{1,8}(-[0-9]{1,3})?|[0-9]{4}-[0-9]{2}-[0-9]{2})$"}),
]
