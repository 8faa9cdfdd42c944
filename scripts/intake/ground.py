"""What filings are laid over: the commit at HEAD, and who and what they name in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.filing.flat import Flat
from scripts.filing.text import flat_of
from scripts.history.changes import Change
from scripts.history.git import SHORT, scratch
from scripts.history.past import files_of
from scripts.history.proposing import content_at
from scripts.history.repository import between, tip
from scripts.model.accounts import Account
from scripts.model.dataset import CampaignData, Dataset
from scripts.model.standard import Item
from scripts.model.words import Power
from scripts.paths import Layout
from scripts.pipeline import Examined, examine, mined
from scripts.problems import DataError, Problem, suggestion
from scripts.publish.tree import write_tree


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What filings are laid over: the commit at HEAD, laid out in a folder of its own, and examined."""

    root: Path
    commit: str
    place: Layout
    before: Examined

    @property
    def dataset(self) -> Dataset:
        """The data as they stand."""
        return self.before.dataset or self.before.usable()

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Every change up to the commit, read only when somebody must be named."""
        return mined(self.root, self.commit).changes

    def flat(self, commit: str, path: str) -> Flat:
        """Return the fields of a progress file at a commit."""
        return flat_of(content_at(self.root, commit, path), path)


@contextmanager
def ground_at(root: Path, as_of: date | None, today: date) -> Iterator[Ground]:
    """Lend the commit at HEAD as filings meet it; what is not committed does not count."""
    commit = tip(root)
    with TemporaryDirectory(prefix="intake-") as folder:
        place = Layout.at(folder)
        with scratch(root) as ask:
            write_tree(place.root, files_of(ask, commit))
        yield Ground(root=root, commit=commit, place=place, before=examine(place, as_of, today))


def known(ground: Ground, base: str, source: str) -> None:
    """Refuse a filing that stands on a commit of another history."""
    if base not in between(ground.root, "", ground.commit):
        message = (
            f"底本 {base[:SHORT]} 不在现在的历史里（应由本仓库发出）；请先 git fetch，或重新写出一份填报表"
        )
        raise refused(source, "X150", message)


def filer(dataset: Dataset, unit: str) -> tuple[Account, str]:
    """Return the account a unit files with, and the unit's id."""
    account = next((each for each in dataset.accounts if each.unit == unit and each.may(Power.REPORT)), None)
    unit_id = next((each.id for each in dataset.units if each.name == unit), "")
    if account is None or not unit_id:
        message = f"“{unit}”没有能填报的账号（应在 data/accounts.csv 里登记一个“填报”账号）"
        raise refused("", "X151", message)
    return account, unit_id


def item_named(dataset: Dataset, number: str, where: str, campaign: str = "") -> tuple[CampaignData, Item]:
    """Return an item and the campaign it is of (the first that has it, unless one is named)."""
    for data in dataset.campaigns:
        for item in data.items:
            if item.item_id == number and campaign in ("", data.campaign.id):
                return data, item
    numbers = [item.item_id for data in dataset.campaigns for item in data.items]
    raise refused(
        where, "X152", f"没有 {number} 这个小项{suggestion(number, numbers)}（应为 standard.csv 中的编号）"
    )


def refused(where: str, code: str, message: str) -> DataError:
    """Return the error that names a place a person typed at."""
    return DataError([Problem(path=where, line=0, code=code, message=message)])
