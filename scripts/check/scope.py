"""What a check looks at, and how it reports."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from scripts.model.dataset import CampaignData, Dataset
from scripts.model.standard import Item
from scripts.model.words import UnitKind
from scripts.problems import Problem, Severity, suggestion


@dataclass(frozen=True, kw_only=True)
class Scope:
    """One campaign inside its repository, on a day."""

    dataset: Dataset
    data: CampaignData
    as_of: date

    @property
    def nodes(self) -> Mapping[str, date]:
        """Dates of the campaign's nodes."""
        return self.data.campaign.node_dates

    @property
    def items(self) -> Mapping[str, Item]:
        """Items by id."""
        return {item.item_id: item for item in self.data.items}

    def due_of(self, item: Item) -> date | None:
        """Return an item's deadline, or None when its node is unknown (reported elsewhere)."""
        return item.due.on(self.nodes) if item.due.node is None or item.due.node in self.nodes else None

    def error(self, name: str, code: str, message: str, *loc: str | int) -> Problem:
        """Return an error in one of the campaign's files at a place in its record."""
        path = self.data.path(name)
        return Problem(path=path, line=self.dataset.line(path, *loc), code=code, message=message)

    def warning(self, name: str, code: str, message: str, *loc: str | int) -> Problem:
        """Return a warning in one of the campaign's files."""
        path = self.data.path(name)
        line = self.dataset.line(path, *loc)
        return Problem(path=path, line=line, code=code, message=message, severity=Severity.WARNING)

    def unit_problem(self, name: str, unit: str, *loc: str | int) -> Problem | None:
        """Return an error when nobody is called ``unit``; a former name is told apart."""
        message = unit_message(self.dataset, unit)
        return self.error(name, "K314", message, *loc) if message else None


def unit_message(dataset: Dataset, unit: str) -> str:
    """Return what is wrong with a unit's name, or ''."""
    if unit in dataset.kinds:
        return ""
    for each in dataset.units:
        if unit in each.former_names:
            return f"“{unit}”已更名（应为“{each.name}”）"
    near = suggestion(unit, dataset.kinds)
    return f"没有“{unit}”这个单位{near}（应为 data/units.csv 中的现名）"


def is_group(dataset: Dataset, unit: str) -> bool:
    """Whether the unit is a collective one."""
    return dataset.kinds.get(unit) is UnitKind.GROUP


def repeated(names: list[str]) -> list[int]:
    """Return the positions of names that stood before."""
    seen: set[str] = set()
    found = []
    for index, name in enumerate(names):
        if name in seen:
            found.append(index)
        seen.add(name)
    return found
