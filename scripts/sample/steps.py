"""The steps of an item, with the days they were done on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from scripts.sample.lines import Plain, Value
from scripts.sample.tables import County, Plan, Row, Story

_GAP = 25
_LATE_SHARE = 0.12
_EARLY_SHARE = 0.1
_MEMBER_SHARE = 0.5


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step; ``done`` maps members to days when a collective unit does it."""

    id: str
    title: str
    unit: str
    due_text: str
    due: date
    done: date | Mapping[str, date] | None

    @property
    def last_done(self) -> date | None:
        """Day the last of those who finished did so."""
        return max(self.done.values(), default=None) if isinstance(self.done, Mapping) else self.done

    def fields(self) -> dict[str, Value]:
        """Return the record as it is written."""
        return {
            "id": self.id,
            "title": self.title,
            "unit": self.unit,
            "due": Plain(self.due_text),
            "done": self.done or None,
        }


def steps_of(plan: Plan, county: County, rng: Random) -> tuple[Step, ...]:
    """Return the steps of an item as they stand on the demo date."""
    rows = plan.rows["steps"]
    return tuple(_step(plan, row, place, county, rng) for place, row in enumerate(rows, 1))


def _step(plan: Plan, row: Row, place: int, county: County, rng: Random) -> Step:
    due_text = row["due"] or _earlier(plan.due, len(plan.rows["steps"]) - place)
    due, unit = county.days.due(due_text), row["unit"] or plan.lead
    members = county.members.get(unit)
    done: date | dict[str, date] | None
    if members:
        missing = row["status"].removeprefix("!").split("；")
        days = {member: _day(plan, due, county, rng, _MEMBER_SHARE) for member in members}
        done = {member: day for member, day in days.items() if day and member not in missing}
    elif row["status"].startswith("="):
        done = date.fromisoformat(row["status"][1:])
    elif row["status"]:
        done = None
    else:
        done = _day(plan, due, county, rng, _EARLY_SHARE)
    return Step(id=f"s{place}", title=row["title"], unit=unit, due_text=due_text, due=due, done=done)


def _earlier(due: str, places: int) -> str:
    """Return the deadline ``places`` steps before the item's own."""
    node, _, before = due.partition("-")
    return f"{node}-{int(before) + _GAP * places}"


def _day(plan: Plan, due: date, county: County, rng: Random, early_share: float) -> date | None:
    """Return the day a step was done, or None while it is not due."""
    luck, late = rng.random(), rng.random() < _LATE_SHARE
    day = county.days.near(rng, due, 0, 5) if late else county.days.near(rng, due, 14)
    if plan.story is Story.IDLE:
        return None
    if plan.story.is_settled:
        return min(day, county.days.settled)
    if due > county.days.as_of:
        return county.days.near(rng, county.days.last, 12) if luck < early_share else None
    return day
