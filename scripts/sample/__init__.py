"""The sample county's progress, verdicts, problems and evidence files, made from a seed.

``tables/`` holds what was written by hand: steps, facts, weak points, checks.
The rest (dates, register entries, everyday reports) is drawn with a fixed
seed, without a clock, so that every run writes the same bytes. It reads the
campaign's own ``standard.csv`` and ``rules.yml`` and imports no other room:
the sample must not share a mistake with the code that loads it.
"""

import csv
import io
from pathlib import Path
from random import Random

from scripts.sample.files import file_bytes
from scripts.sample.progress import Account, account_of
from scripts.sample.tables import County, read_county, table
from scripts.sample.titles import Numbers
from scripts.sample.verdicts import verdict_text

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


def run(root: str) -> int:
    """Write the sample below ``root``; return 0, or 1 if its standard is not there."""
    data = Path(root) / "data"
    campaign = data / "campaigns" / CAMPAIGN
    if not (campaign / "rules.yml").is_file():
        print(f"没有找到 data/campaigns/{CAMPAIGN}/rules.yml，示例数据只能生成在示例县的数据目录里。")
        return 1
    county = read_county(campaign)
    accounts = _accounts(county)
    for account in accounts:
        item = account.plan.item
        _write(campaign / "progress" / f"{item}.yml", account.text)
        if verdict := verdict_text(account, county, Random(f"{SEED} {item} verdict")):  # noqa: S311 - no secret
            _write(campaign / "verdicts" / f"{item}.yml", verdict)
        _write_files(campaign / "evidence", account)
    _write(campaign / "registers" / "problems.csv", _problems(county))
    print(f"示例数据已生成：{len(accounts)} 个小项，佐证 {sum(len(each.entries) for each in accounts)} 条。")
    return 0


def _accounts(county: County) -> list[Account]:
    """Make up every item; each has its own stream of chance, so that one never shifts another."""
    numbers = Numbers()
    return [
        account_of(plan, county, numbers, Random(f"{SEED} {plan.item}"))  # noqa: S311 - no secret
        for plan in county.plans
    ]


def _problems(county: County) -> str:
    """Return the register of problems; the item's lead unit has to mend each."""
    leads = {plan.item: plan.lead for plan in county.plans}
    out = io.StringIO()
    writer = csv.DictWriter(out, _PROBLEM_COLUMNS, lineterminator="\n")
    writer.writeheader()
    rows = sorted(table("problems"), key=lambda row: row["found_on"])
    for number, row in enumerate(rows, 1):
        writer.writerow({"id": f"w{number:02d}", "unit": leads[row["item"]], **row})
    return out.getvalue()


def _write_files(folder: Path, account: Account) -> None:
    """Write the item's evidence files, and take away those of an earlier run."""
    for old in (folder / account.plan.item).glob("e[0-9]*.p[dn][fg]"):
        old.unlink()
    for entry in account.entries:
        if entry.file:
            _write_bytes(folder / entry.file, file_bytes(entry.file, entry.title))


def _write(path: Path, text: str) -> None:
    _write_bytes(path, text.encode("utf-8"))


def _write_bytes(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
