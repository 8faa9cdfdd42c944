"""Whose ground a path is; pure. What no rule names belongs to 管理."""

import re
from enum import StrEnum
from typing import NamedTuple

_NAME = r"[^/_.][^/]*"
_CAMPAIGN = rf"data/campaigns/(?P<campaign>{_NAME})"
_REST = r"(?:(?!\.)[^/]+/)*(?!\.)[^/]+"
"""Names below a folder, none of which begins with a dot: git and servers obey such files."""


class Ground(StrEnum):
    """Kinds of paths by who may change them, as people call them."""

    PROGRESS = "进展"
    EVIDENCE = "佐证文件"
    VERDICT = "核定"
    REGISTER = "台账"
    TEXT = "公开文字"
    REVIEW = "审核记录"
    OTHER = "其他"


_GROUNDS = (
    (Ground.PROGRESS, rf"{_CAMPAIGN}/progress/(?P<item>{_NAME})\.yml"),
    (Ground.EVIDENCE, rf"{_CAMPAIGN}/evidence/(?P<item>{_NAME})/{_REST}"),
    (Ground.VERDICT, rf"{_CAMPAIGN}/verdicts/(?P<item>{_NAME})\.yml"),
    (Ground.REGISTER, rf"{_CAMPAIGN}/registers/{_NAME}\.csv"),
    (Ground.TEXT, rf"{_CAMPAIGN}/publicity\.yml"),
    (Ground.TEXT, r"data/publicity/(?:benefits|places|questions|townships)\.csv"),
    (Ground.TEXT, rf"docs/public/{_REST}"),
    (Ground.REVIEW, r"data/publicity/reviews\.csv"),
)
_PATTERNS = tuple((ground, re.compile(pattern, re.DOTALL)) for ground, pattern in _GROUNDS)
_PORTABLE = re.compile(r"[^\\:*?\"<>|\x00-\x1f\x7f\ud800-\udfff]+")


class Plot(NamedTuple):
    """Where a path lies: its ground, and campaign and item where it has one."""

    ground: Ground
    campaign: str = ""
    item: str = ""


def plot_of(path: str) -> Plot:
    """Return whose ground a path is."""
    for ground, pattern in _PATTERNS:
        if found := pattern.fullmatch(path):
            named = found.groupdict()
            return Plot(ground, named.get("campaign") or "", named.get("item") or "")
    return Plot(Ground.OTHER)


def is_portable(path: str) -> bool:
    """Tell whether every system can hold a file of this name, and people can read it."""
    return bool(_PORTABLE.fullmatch(path)) and path.isprintable()


def sister(path: str, folder: str) -> str:
    """Return the path of the record of the same item in another folder of its campaign."""
    before, _, name = path.rpartition("/")
    return f"{before.rpartition('/')[0]}/{folder}/{name}"
