"""Which changes somebody asks for, besides the time; pure."""

from collections.abc import Collection
from typing import NamedTuple

from scripts.history.changes import Change
from scripts.history.flags import Flag
from scripts.history.kinds import ITEM_KINDS
from scripts.history.words import field_words, kind_titles
from scripts.problems import DataError, Problem


class Wanted(NamedTuple):
    """Parts of what is asked for; '' asks for nothing in particular."""

    item: str = ""
    unit: str = ""
    person: str = ""
    field: str = ""
    flag: str = ""

    def holds(self, change: Change, flags: Collection[Flag]) -> bool:
        """Tell whether a change is of the item, of the unit, by the person, of the field, and flagged so."""
        return (
            (not self.item or (change.kind in ITEM_KINDS and change.id == self.item))
            and self.unit in change.unit
            and (self.person in change.author or self.person in change.merger)
            and self.field in f"{kind_titles()[change.kind]} {field_words(change.kind, change.field)}"
            and (not self.flag or self.flag in flags)
        )


EVERYTHING = Wanted()


def wanted(item: str, unit: str, person: str, field: str, flag: str) -> Wanted:
    """Return what is asked for; DataError (H108) for a flag that does not exist."""
    if flag and flag not in list(Flag):
        message = f"没有“{flag}”这种提示（应为 {' / '.join(Flag)}）"
        raise DataError([Problem(path=".git", line=1, code="H108", message=message)])
    return Wanted(item, unit, person, field, flag)
