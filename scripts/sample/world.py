"""The sample county as it stands on the demo date: one truth for ``data/`` and for the demo's history."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from scripts.sample.files import file_bytes
from scripts.sample.progress import Account, account_of
from scripts.sample.tables import County, Row, read_county, table
from scripts.sample.titles import Numbers
from scripts.sample.verdicts import Finding, finding_of

CAMPAIGN = "sl-2026"
SEED = 20260224
_PROBLEM_COLUMNS = (
    "id",
    "item",
    "category",
    "source",
    "found_on",
    "unit",
    "title",
    "measure",
    "due",
    "closed_on",
)


@dataclass(frozen=True, kw_only=True)
class World:
    """The county, each item's account and finding, and the register of problems."""

    seed: int
    county: County
    accounts: tuple[Account, ...]
    findings: tuple[Finding, ...]
    problems: tuple[Row, ...]

    def chance(self, *names: str) -> Random:
        """Return a stream of chance of its own, so that one never shifts another."""
        return Random(" ".join((str(self.seed), *names)))  # noqa: S311 - no secret


def world_of(county: County, seed: int) -> World:
    """Make up everything that is drawn from ``seed``."""
    numbers = Numbers()
    accounts = tuple(
        account_of(plan, county, numbers, Random(f"{seed} {plan.item}"))  # noqa: S311 - no secret
        for plan in county.plans
    )
    findings = tuple(
        finding_of(account, county, Random(f"{seed} {account.plan.item} verdict"))  # noqa: S311 - no secret
        for account in accounts
    )
    problems = _problems(county)
    return World(seed=seed, county=county, accounts=accounts, findings=findings, problems=problems)


def read_world(campaign: Path, seed: int) -> World:
    """Make up the county of the campaign in the folder ``campaign``."""
    return world_of(read_county(campaign), seed)


def _problems(county: County) -> tuple[Row, ...]:
    """Return the register of problems; the item's lead unit has to mend each."""
    leads = {plan.item: plan.lead for plan in county.plans}
    rows = sorted(table("problems"), key=lambda row: row["found_on"])
    return tuple({"id": f"w{at:02d}", "unit": leads[row["item"]], **row} for at, row in enumerate(rows, 1))


def problems_text(world: World, day: date | None = None) -> str:
    """Return the register of problems as it stood on ``day`` (on the demo date if None)."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _PROBLEM_COLUMNS, lineterminator="\n")
    writer.writeheader()
    last = day.isoformat() if day else "9999"
    for row in world.problems:
        if row["found_on"] <= last:
            closed = row["closed_on"] if row["closed_on"] <= last else ""
            writer.writerow({**row, "closed_on": closed})
    return out.getvalue()


def item_files(world: World) -> Mapping[str, bytes]:
    """Return every file that is drawn, by its path below the campaign's folder."""
    files = {"registers/problems.csv": problems_text(world).encode()}
    for account, finding in zip(world.accounts, world.findings, strict=True):
        item = account.plan.item
        files[f"progress/{item}.yml"] = account.text.encode()
        if finding.text:
            files[f"verdicts/{item}.yml"] = finding.text.encode()
        for entry in account.entries:
            if entry.file:
                files[f"evidence/{entry.file}"] = file_bytes(entry.file, entry.title)
    return files
