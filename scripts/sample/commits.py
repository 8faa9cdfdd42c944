"""What a commit of the campaign is: its kind, who makes it, when, why, and the files as they are after it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

_MAIL = "sl.example"


class Kind(Enum):
    """What a commit is: on main, on a department's branch, a merge; or a record made by the office."""

    MAIN = "main"
    BRANCH = "branch"
    MERGE = "merge"
    ANCHOR = "anchor"
    FREEZE = "freeze"


@dataclass(frozen=True, kw_only=True)
class Person:
    """A role that commits; never a real name."""

    name: str
    mail: str


OFFICE = Person(name="县双拥办", mail=f"office@{_MAIL}")


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One commit to make. ``branch`` is the unit's id; a freeze has its name as message."""

    kind: Kind
    at: datetime
    by: Person
    message: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    branch: str = ""


def liaison(unit: str, unit_id: str) -> Person:
    """Return the role that commits for a unit."""
    return Person(name=f"{unit}联络员", mail=f"{unit_id}@{_MAIL}")


def people(plan: list[Planned]) -> list[Person]:
    """Return everybody who commits, by mail; of several names the last."""
    found = {each.by.mail: each.by for each in plan}
    return [found[mail] for mail in sorted(found)]


def work_of(plan: list[Planned]) -> list[Planned]:
    """Return the commits without the anchors and freezes, which name signed commits."""
    return [each for each in plan if each.kind not in (Kind.ANCHOR, Kind.FREEZE)]
