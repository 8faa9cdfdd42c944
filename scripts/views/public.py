"""The public site as values: the contract behind ``public.json``.

Each field is here because somebody decided that the public may read it. There
is no field for a unit, a person, a light, a score, a report or an evidence
entry, so none of them can reach the public site.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class PublicNode:
    """A date the public may know."""

    title: str
    date: str
    days_left: int


@dataclass(frozen=True, kw_only=True)
class PublicRateView:
    """A percentage the public may know, as a fraction, or None (no data)."""

    label: str
    share: float | None


@dataclass(frozen=True, kw_only=True)
class PublicMajor:
    """Closing rate of a major item."""

    title: str
    share: float | None


@dataclass(frozen=True, kw_only=True)
class PublicMilestone:
    """A public event."""

    on: str
    title: str


@dataclass(frozen=True, kw_only=True)
class PublicFigure:
    """A number of ``publicity.yml``."""

    label: str
    value: str
    note: str


@dataclass(frozen=True, kw_only=True)
class PublicFooter:
    """What a government site owes at its foot."""

    icp: str
    police: str
    code: str


@dataclass(frozen=True, kw_only=True)
class PublicCampaign:
    """What the public may know of one campaign."""

    title: str
    slogan: str
    intro: str
    nodes: tuple[PublicNode, ...]
    rates: tuple[PublicRateView, ...]
    majors: tuple[PublicMajor, ...]
    milestones: tuple[PublicMilestone, ...]
    figures: tuple[PublicFigure, ...]


@dataclass(frozen=True, kw_only=True)
class PublicArticle:
    """An article of a column."""

    path: str
    title: str
    date: str
    source: str
    body: str


@dataclass(frozen=True, kw_only=True)
class PublicColumn:
    """A column of the site; ``intro`` is the body of its front page."""

    slug: str
    title: str
    intro: str
    articles: tuple[PublicArticle, ...]


@dataclass(frozen=True, kw_only=True)
class PublicSite:
    """Everything the public site shows."""

    as_of: str
    is_sample: bool
    clock_note: str
    title: str
    organiser: str
    phone: str
    address: str
    footer: PublicFooter
    campaigns: tuple[PublicCampaign, ...]
    columns: tuple[PublicColumn, ...]
    anchor: str = ""
