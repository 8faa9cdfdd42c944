"""CODEOWNERS: whose approval a change of a file needs, from units, accounts and standard.

On GitHub the last rule that matches a path decides, so rules go from the whole
to the part. Gitea and Forgejo read regular expressions and add up the owners of
every rule that matches; the same rules serve.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from scripts.model.dataset import CampaignData, Dataset
from scripts.model.words import Power

GITHUB, GITEA = ".github/CODEOWNERS", ".gitea/CODEOWNERS"
LIMIT = 3_000_000
"""Bytes: a longer file is not read by GitHub."""
_HEAD = (
    "# 由 python3 tasks.py generate 生成，请勿手改。"
    "依据：data/units.csv、data/accounts.csv、各活动的 standard.csv\n"
)
_OFFICE_FILES = ("verdicts/", "registers/", "publicity.yml")


class Rule(NamedTuple):
    """Who owns a path; one that ends with ``/`` is a folder with all below it, '' the whole repository."""

    path: str
    owners: tuple[str, ...]


def rules(dataset: Dataset) -> tuple[Rule, ...]:
    """Return who owns what, the whole before its parts; no rule without an owner."""
    return tuple(rule for rule in _rules(dataset) if rule.owners)


def _rules(dataset: Dataset) -> Iterator[Rule]:
    office = _office(dataset)
    yield Rule("", _administrators(dataset) or office)
    for path in ("docs/public/", "data/publicity/", "data/people.csv"):
        yield Rule(path, office)
    for data in dataset.campaigns:
        yield from _campaign(dataset, data)


def _campaign(dataset: Dataset, data: CampaignData) -> Iterator[Rule]:
    office = _team(dataset, data.campaign.office)
    for name in (*_OFFICE_FILES, "progress/", "evidence/"):
        yield Rule(data.path(name), office)
    for item in data.items:
        owners = tuple(dict.fromkeys(_team(dataset, item.lead_unit) + office))
        yield Rule(data.path(f"progress/{item.item_id}.yml"), owners)
        yield Rule(data.path(f"evidence/{item.item_id}/"), owners)


def _administrators(dataset: Dataset) -> tuple[str, ...]:
    return tuple(f"@{each.login}" for each in dataset.accounts if each.may(Power.ADMINISTER))


def _office(dataset: Dataset) -> tuple[str, ...]:
    teams = (team for data in dataset.campaigns for team in _team(dataset, data.campaign.office))
    return tuple(dict.fromkeys(teams))


def _team(dataset: Dataset, name: str) -> tuple[str, ...]:
    return tuple(unit.owner for unit in dataset.units if unit.name == name and unit.owner)


def for_github(rules: tuple[Rule, ...]) -> bytes:
    """Return the file as GitHub reads it: patterns from the root, the last match decides."""
    return _file((f"/{rule.path}" if rule.path else "*", rule.owners) for rule in rules)


def for_gitea(rules: tuple[Rule, ...]) -> bytes:
    """Return the file as Gitea and Forgejo read it: a regular expression for the whole path."""
    return _file((_expression(rule.path), rule.owners) for rule in rules)


def _expression(path: str) -> str:
    """Return the expression; a backslash is written twice, for the file has escapes of its own."""
    quoted = re.sub(r"[.+*?()|\[\]{}^$]", r"\\\\\g<0>", path)
    return f"{quoted}.*" if path.endswith("/") or not path else quoted


def _file(lines: Iterator[tuple[str, tuple[str, ...]]]) -> bytes:
    return (_HEAD + "".join(f"{pattern} {' '.join(owners)}\n" for pattern, owners in lines)).encode()
