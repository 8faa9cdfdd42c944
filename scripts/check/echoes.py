"""Findings that only repeat that a file they look at could not be read."""

import re
from collections.abc import Sequence

from scripts.problems import Problem, Severity

_ITEM = re.compile(r"(?:progress|verdicts|evidence)/([0-9]+\.[0-9]+)(?:\.yml|/)")

_ECHOES: tuple[tuple[str, str, str], ...] = (
    ("units.csv", "", "K303 K304 K314 K334"),
    ("standard.csv", "", "K312 K320 K322 K330 K360 K372"),
    ("campaign.yml", "", "K309 K312 K315 K333 K341 K352 K373"),
    ("campaign.yml", "verdicts/", "K314"),
    ("rules.yml", "", "K320"),
    ("index.md", "docs/public/", "K381"),
)
"""Part of the path of the unreadable file, folder of the finding, codes."""

_ITEM_ECHOES: tuple[tuple[str, str, str], ...] = (
    ("progress/", "progress/", "K337"),
    ("progress/", "verdicts/", "K363"),
    ("progress/", "evidence/", "K359"),
    ("verdicts/", "verdicts/", "K362"),
    ("verdicts/", "standard.csv", "K366"),
)
"""Folder of the unreadable file, of the finding, codes; where both are about one item."""


def echoes(finding: Problem, unread: Sequence[Problem]) -> bool:
    """Whether a finding would go away with one of the problems met while loading."""
    return any(_repeats(finding, each) for each in unread if each.severity is Severity.ERROR)


def _repeats(finding: Problem, cause: Problem) -> bool:
    if finding.code == "K354":
        return cause.path in finding.message
    if len({_campaign(finding.path), _campaign(cause.path)} - {""}) > 1:
        return False
    rows = (*_ECHOES, *(_ITEM_ECHOES if _same_item(finding, cause) else ()))
    return any(
        source in cause.path and folder in finding.path and finding.code in codes.split()
        for source, folder, codes in rows
    )


def _campaign(path: str) -> str:
    """Return the campaign's folder, '' for files all campaigns share."""
    parts = path.split("/")
    return parts[2] if parts[:2] == ["data", "campaigns"] else ""


def _same_item(finding: Problem, cause: Problem) -> bool:
    item, own = _item(cause.path), _item(finding.path)
    return item != "" and (own == item if own else item in finding.message)


def _item(path: str) -> str:
    found = _ITEM.search(path)
    return found[1] if found else ""
