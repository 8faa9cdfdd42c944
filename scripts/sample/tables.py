"""What was written by hand for the sample county, and the standard it is written for."""

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from scripts.sample.days import Days

TABLES = Path(__file__).parent / "tables"
STRIDE = 30
"""Copies of an item are numbered so far apart: more than a major item has items."""
GROUPS = ("各乡镇（街道）", "各成员单位")
_BY_ITEM = ("steps", "facts", "gaps", "reports", "checks", "vetoes", "corrections", "turns")

Row = Mapping[str, str]


class Story(StrEnum):
    """How an item has fared by the demo date."""

    OPEN = "open"
    IDLE = "idle"
    LATE = "late"
    BACK = "back"
    ASKED = "asked"
    CLOSED = "closed"
    NOT_APPLICABLE = "na"

    @property
    def is_settled(self) -> bool:
        """Everything was done and the office was asked to close the item."""
        return self in (Story.ASKED, Story.CLOSED)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A piece of evidence the standard asks for."""

    name: str
    is_yearly: bool


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One item: what the standard says of it, and the rows of each table about it.

    ``kinds`` is how each fact is scored (倒扣, 累加 …).
    """

    item: str
    subject: str
    story: Story
    kind: str
    lead: str
    supports: tuple[str, ...]
    due: str
    pieces: tuple[Piece, ...]
    kinds: Mapping[str, str]
    rows: Mapping[str, tuple[Row, ...]]

    @property
    def box(self) -> str:
        """Archive box: one for each item, shared by its copies in a benchmark."""
        major, order = self.item.split(".")
        return f"{major}-{int(order) % STRIDE:02d}"

    @property
    def is_earned(self) -> bool:
        """Whether the department reports anything other than nothing."""
        return any(re.search("是|[1-9]", row["reported"]) for row in self.rows["facts"])

    @property
    def is_guilty(self) -> bool:
        """Whether a deduction is reported: a count above nothing."""
        return any(re.search("[1-9]", row["reported"]) for row in self.rows["facts"])

    @property
    def gaps(self) -> frozenset[tuple[str, str]]:
        """(piece, year) that must stay empty; the year is '' for a piece asked once."""
        return frozenset((row["piece"], row["year"]) for row in self.rows["gaps"])


@dataclass(frozen=True, kw_only=True)
class County:
    """The campaign, its calendar, and one plan per item in the order of the standard."""

    years: tuple[int, ...]
    days: Days
    members: Mapping[str, tuple[str, ...]]
    plans: tuple[Plan, ...]


def read_county(campaign: Path) -> County:
    """Read the plans of the campaign in ``campaign`` (a folder below ``data/campaigns``)."""
    head = _yaml(campaign / "campaign.yml")
    data = campaign.parent.parent
    standard = _rows(campaign / "standard.csv")
    rules = {rule["id"]: rule for rule in _yaml(campaign / "rules.yml")["items"]}
    stories = {row["item"]: row for row in table("items")}
    rows = {name: _by_item(name) for name in _BY_ITEM}
    return County(
        years=tuple(head["years"]),
        days=_days(data / "calendar", head),
        members=_members(_rows(data / "units.csv")),
        plans=tuple(_plan(item, rules[item["item_id"]], stories[item["item_id"]], rows) for item in standard),
    )


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a hand-written table."""
    return _rows(TABLES / f"{name}.csv")


def _plan(
    item: Row, rule: Mapping[str, Any], story: Row, rows: Mapping[str, Mapping[str, list[Row]]]
) -> Plan:
    item_id = item["item_id"]
    return Plan(
        item=item_id,
        subject=story["subject"],
        story=Story(story["story"]),
        kind=item["kind"],
        lead=item["lead_unit"],
        supports=tuple(filter(None, item["support_units"].split("；"))),
        due=item["due"],
        pieces=tuple(
            Piece(name=each["name"], is_yearly=each["every"] == "逐年") for each in rule["evidence"]
        ),
        kinds={part["fact"]: part["kind"] for part in rule["parts"]},
        rows={name: tuple(by_item[item_id]) for name, by_item in rows.items()},
    )


def _days(folder: Path, head: Mapping[str, Any]) -> Days:
    calendars = [_yaml(path) for path in sorted(folder.glob("*.yml"))]
    return Days(
        nodes={node["id"]: node["date"] for node in head["nodes"]},
        as_of=head["demo_clock"],
        holidays=frozenset(day for calendar in calendars for day in calendar["holidays"]),
        workdays=frozenset(day for calendar in calendars for day in calendar["workdays"]),
    )


def _members(units: list[dict[str, str]]) -> dict[str, tuple[str, ...]]:
    return {
        group: tuple(unit["name"] for unit in units if group in unit["group"].split("；")) for group in GROUPS
    }


def _by_item(name: str) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in table(name):
        found[row["item"]].append(row)
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
