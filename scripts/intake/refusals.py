"""A refusal of the judge, told where it was typed and in the words of the form."""

import re
from collections.abc import Sequence

from scripts.filing.names import field_of
from scripts.history.report.words import field_words
from scripts.intake.items import FiledItem, where
from scripts.powers.proposal import Refusal
from scripts.problems import Problem

_ITEM = re.compile(r"data/campaigns/([^/]+)/[a-z]+/([0-9.]+[0-9])(?:\.yml|/.*)")


def refusal_at(records: Sequence[FiledItem], refusal: Refusal, source: str) -> Problem:
    """Return a refusal as a problem of the fields it names, else of the item, else of the filing."""
    record = next((each for each in records if _is_of(each, refusal.path)), None)
    if record is None:
        return Problem(path=source, line=0, code=refusal.code, message=refusal.message)
    told = refusal.message.removeprefix(f"{refusal.path}：")
    paths = []
    for path in sorted((each.path for each in record.entries), key=len, reverse=True):
        if (name := field_of(path)) in told:
            told = told.replace(name, field_words("progress", name))
            paths.append(path)
    message = f"{record.item.item_id} {record.item.title}：{told}"
    return Problem(path=where(record, paths), line=0, code=refusal.code, message=message)


def _is_of(record: FiledItem, path: str) -> bool:
    found = _ITEM.fullmatch(path)
    return found is not None and (found[1], found[2]) == (record.campaign, record.item.item_id)
