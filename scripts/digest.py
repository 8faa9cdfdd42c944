"""Each unit's digest as files: a mail, its form, a calendar, JSON, and the list of who gets which."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from scripts.exports.contracts import to_json
from scripts.exports.digest import index_csv, mail
from scripts.exports.ical import calendar
from scripts.pipeline import Examined, internal_view
from scripts.problems import DataError, Problem, suggestion
from scripts.unit_forms import with_forms
from scripts.views.digest import DigestView
from scripts.views.make_digest import digests

INDEX = "目录（内部）.csv"
Forms: TypeAlias = Mapping[str, Mapping[str, bytes]]
"""Workbooks by file name, of each unit by its id."""
NONE: Forms = {}


def digests_of(examined: Examined) -> tuple[DigestView, ...]:
    """Return every unit's digest on the day; DataError when the data cannot be used."""
    return digests(internal_view(examined, None))


def of_unit(found: Sequence[DigestView], wanted: str) -> DigestView:
    """Return the digest of a unit by its name or id; DataError says which there are."""
    for each in found:
        if wanted in (each.name, each.unit):
            return each
    known = [name for each in found for name in (each.name, each.unit)]
    message = f"没有“{wanted}”这个单位（应为 units.csv 里的现名或编号）{suggestion(wanted, known)}"
    raise DataError([Problem(path="", line=1, code="K314", message=message)])


def forms_of(examined: Examined, base: str) -> Forms:
    """Return every unit's forms, filled in on the commit ``base``; data that are in none have no forms."""
    if not base:
        return {}
    site, files = with_forms(internal_view(examined, None), examined.usable(), base)
    found: dict[str, dict[str, bytes]] = {}
    for campaign in site.campaigns:
        for unit in campaign.units:
            name = f"{campaign.prefix.replace('/', '-')}{unit.id}.xlsx"
            found.setdefault(unit.id, {})[name] = files[unit.form]
    return found


def files_of(digest: DigestView, site: str, forms: Forms = NONE) -> dict[str, bytes]:
    """Return one unit's files by name; a form goes only where there is something to do."""
    own = forms.get(digest.unit, {}) if digest.asks else {}
    return {
        f"{digest.unit}.txt": mail(digest, site, list(own)).encode(),
        f"{digest.unit}.ics": calendar(digest),
        f"{digest.unit}.json": to_json(digest),
        **own,
    }


def all_files(found: Sequence[DigestView], site: str, forms: Forms = NONE) -> dict[str, bytes]:
    """Return the files of all units, and the list of who gets which."""
    made = {INDEX: index_csv(found)}
    for each in found:
        made |= files_of(each, site, forms)
    return made
