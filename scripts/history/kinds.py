"""Which path holds records of which kind; told here without the model, which is slow to import."""

import re
from functools import lru_cache
from typing import NamedTuple

_KINDS = (
    ("units", r"data/units\.csv"),
    ("people", r"data/people\.csv"),
    ("accounts", r"data/accounts\.csv"),
    ("waivers", r"data/waivers\.csv"),
    ("calendar", r"data/calendar/{name}\.yml"),
    ("campaign", r"data/campaigns/{campaign}/campaign\.yml"),
    ("standard", r"data/campaigns/{campaign}/standard\.csv"),
    ("rules", r"data/campaigns/{campaign}/rules\.yml"),
    ("progress", r"data/campaigns/{campaign}/progress/{name}\.yml"),
    ("verdict", r"data/campaigns/{campaign}/verdicts/{name}\.yml"),
    ("problems", r"data/campaigns/{campaign}/registers/problems\.csv"),
    ("publicity", r"data/campaigns/{campaign}/publicity\.yml"),
    ("reviewers", r"data/publicity/reviewers\.csv"),
    ("reviews", r"data/publicity/reviews\.csv"),
    ("benefits", r"data/publicity/benefits\.csv"),
    ("places", r"data/publicity/places\.csv"),
    ("townships", r"data/publicity/townships\.csv"),
    ("questions", r"data/publicity/questions\.csv"),
    ("words", r"data/publicity/words\.yml"),
    ("article", r"docs/(?:public|internal)/.+\.md"),
)
_PATTERN = "|".join(
    f"(?P<{kind}>{pattern.format(campaign='[^/_.][^/]*', name='[^/_.][^/]*')})" for kind, pattern in _KINDS
)
WANTED = re.compile(f"(?:{_PATTERN})\\Z", re.DOTALL)
ORDER = {kind: number for number, (kind, _) in enumerate(_KINDS)}
"""The order in which the changes of one commit are told: units and standard before what names them."""
TABLE_KEYS = {
    "units": ("id",),
    "people": ("unit", "role"),
    "accounts": ("login",),
    "waivers": ("code", "path"),
    "standard": ("item_id",),
    "problems": ("id",),
    "reviewers": ("name",),
    "reviews": ("path", "step", "on", "by"),
    "benefits": ("id",),
    "places": ("id",),
    "townships": ("name",),
    "questions": ("id",),
}
"""The columns that name a row."""
ITEM_KINDS = ("standard", "rules", "progress", "verdict")
"""Records of these kinds are named by the number of an item."""


class Place(NamedTuple):
    """What lies at a path."""

    kind: str
    campaign: str
    stem: str


@lru_cache(maxsize=16384)
def place_of(path: str) -> Place:
    """Return what lies at a path that ``WANTED`` matches."""
    found = WANTED.match(path)
    kind = found.lastgroup if found else None
    if kind is None:
        raise ValueError(path)
    parts = path.split("/")
    campaign = parts[2] if parts[1] == "campaigns" else ""
    stem = path.removeprefix("docs/") if kind == "article" else parts[-1].rsplit(".", 1)[0]
    return Place(kind, campaign, stem)
