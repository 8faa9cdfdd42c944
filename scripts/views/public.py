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
    report: str
    mark: str


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
class PublicPicture:
    """A picture of an article: where it lies in the site, and whose it is."""

    path: str
    credit: str
    licence: str


@dataclass(frozen=True, kw_only=True)
class PublicDocument:
    """A file for download."""

    path: str
    title: str


@dataclass(frozen=True, kw_only=True)
class PublicCorrection:
    """A correction as the reader is told of it."""

    on: str
    was: str
    now: str


@dataclass(frozen=True, kw_only=True)
class PublicLink:
    """Another article."""

    path: str
    title: str


@dataclass(frozen=True, kw_only=True)
class PublicArticle:
    """An article of a column. ``begins`` and ``ends`` are '' where nothing is announced for a time.

    ``explains`` and ``explained_by`` tie a policy to its 解读; only published ones are named.
    """

    path: str
    title: str
    date: str
    source: str
    author: str
    number: str
    body: str
    begins: str
    ends: str
    explains: tuple[PublicLink, ...]
    explained_by: tuple[PublicLink, ...]
    pictures: tuple[PublicPicture, ...]
    documents: tuple[PublicDocument, ...]
    corrections: tuple[PublicCorrection, ...]


@dataclass(frozen=True, kw_only=True)
class PublicColumn:
    """A column of the site; ``intro`` is the body of its front page."""

    slug: str
    title: str
    intro: str
    articles: tuple[PublicArticle, ...]


@dataclass(frozen=True, kw_only=True)
class PublicBenefit:
    """A row of the 优待目录. ``until`` is '' for one without an end."""

    id: str
    field: str
    title: str
    who: tuple[str, ...]
    proof: str
    place: str
    phone: str
    until: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class PublicPlace:
    """A place to visit."""

    id: str
    name: str
    kind: str
    township: str
    address: str
    hours: str
    booking: str
    phone: str
    about: str


@dataclass(frozen=True, kw_only=True)
class PublicTownship:
    """A box of the schematic, rows and columns from 1."""

    name: str
    row: int
    column: int


@dataclass(frozen=True, kw_only=True)
class PublicQuestion:
    """A question of the self-test; ``answer`` counts the choices from 0."""

    id: str
    topic: str
    question: str
    choices: tuple[str, ...]
    answer: int
    why: str


@dataclass(frozen=True, kw_only=True)
class PublicSite:
    """Everything the public site shows. ``url`` is '' when nobody said where it will stand.

    ``is_unreviewed`` says that the campaigns' own public words have not passed their reviews:
    the site cannot do without them, so it says so of itself, and is no release.
    """

    as_of: str
    is_sample: bool
    is_unreviewed: bool
    clock_note: str
    title: str
    organiser: str
    phone: str
    address: str
    url: str
    hosts: tuple[str, ...]
    footer: PublicFooter
    campaigns: tuple[PublicCampaign, ...]
    columns: tuple[PublicColumn, ...]
    benefits: tuple[PublicBenefit, ...]
    places: tuple[PublicPlace, ...]
    townships: tuple[PublicTownship, ...]
    questions: tuple[PublicQuestion, ...]
    anchor: str = ""
