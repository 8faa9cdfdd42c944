"""The items of one campaign on the way through its history; each is scored only when it can have changed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from scripts.model.dataset import CampaignData, Dataset
from scripts.model.standard import Item
from scripts.score.standing import Standing, standing_of
from scripts.score.tally import Tally, sum_of, tally_of
from scripts.score.turning import turning_days


class Past(NamedTuple):
    """One campaign with the shared records it needs, as they stood after a commit."""

    data: CampaignData
    dataset: Dataset

    @property
    def folder(self) -> str:
        """The name of its folder, by which the log of changes knows it."""
        return self.data.folder.rsplit("/", 1)[-1]


class DayScore(NamedTuple):
    """The totals at the end of a day: of the campaign, and of each major item by number."""

    day: date
    whole: Tally
    majors: Mapping[int, Tally]


class _Kept:
    """An item as scored on a day, and until when that holds; worked out only when the days are counted."""

    def __init__(self, past: Past, standing: Standing) -> None:
        self.standing = standing
        self._past = past

    @cached_property
    def tally(self) -> Tally:
        return tally_of(self.standing)

    @cached_property
    def until(self) -> date:
        data, item = self._past.data, self.standing.item
        rules = [each for each in data.rules if each.id == item.item_id]
        turning = turning_days(self.standing, rules, data.campaign.node_dates, data.campaign.years)
        return next((each for each in turning if each > self.standing.as_of), date.max)

    def for_good(self) -> "_Kept":
        """Return the same, holding until its records change."""
        self.until = date.max
        return self


class Book:
    """Where each item stands. A value is kept until the next day on which it may change."""

    def __init__(self) -> None:
        """Begin with nothing scored."""
        self.unscored: list[str] = []
        self._kept: dict[str, _Kept] = {}
        self._stale: set[str] = set()
        self._last: DayScore | None = None

    def forget(self, items: Iterable[str]) -> None:
        """Score these anew when they are asked for: their records changed."""
        self._stale.update(items)
        self._last = None

    def totals(self, past: Past, day: date) -> DayScore:
        """Return the sums at the end of a day, not before the last one asked for."""
        changed = self._last is None
        majors: dict[int, list[Tally]] = {}
        for item in past.data.items:
            kept = self._kept.get(item.item_id)
            if kept is None or day >= kept.until or item.item_id in self._stale:
                kept = self._scored(past, item, day)
                changed = True
            if kept:
                majors.setdefault(item.major_no, []).append(kept.tally)
        if changed or self._last is None:
            sums = {number: sum_of(tallies) for number, tallies in sorted(majors.items())}
            self._last = DayScore(day, sum_of(sums.values()), sums)
        return self._last._replace(day=day)

    def standing(self, past: Past, item: Item, day: date) -> Standing | None:
        """Return an item as it stands on exactly this day; None when it has no rule or cannot be scored."""
        kept = self._kept.get(item.item_id)
        if kept is None or item.item_id in self._stale or kept.standing.as_of != day:
            kept = self._scored(past, item, day)
        return kept.standing if kept else None

    def _scored(self, past: Past, item: Item, day: date) -> _Kept | None:
        """Score an item; where a deadline names a node that is not there, its last result stands."""
        self._stale.discard(item.item_id)
        last = self._kept.pop(item.item_id, None)
        try:
            standing = _stand(past, item, day)
            found = _Kept(past, standing) if standing else None
        except KeyError:
            self.unscored.append(item.item_id)
            found = last.for_good() if last else None
        if found:
            self._kept[item.item_id] = found
        return found


def _stand(past: Past, item: Item, day: date) -> Standing | None:
    rule = past.data.rule_for(item.item_id, day)
    return standing_of(item, rule, past.data, past.dataset, day) if rule else None


def scored(past: Past, day: date) -> Iterator[Standing]:
    """Yield every item that can be scored on a day."""
    for item in past.data.items:
        try:
            standing = _stand(past, item, day)
        except KeyError:
            continue
        if standing:
            yield standing
