"""The whole data repository as records, with the line each field stands on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Generic, TypeAlias, TypeVar

from scripts.model.accounts import Account
from scripts.model.articles import ArticleMeta, PageMeta
from scripts.model.campaign import Campaign
from scripts.model.column import Benefit, Place, Question, Review, Reviewer, Township, WordList
from scripts.model.progress import ProblemEntry, Progress, Verdict
from scripts.model.publicity import Publicity
from scripts.model.standard import Item, Rule
from scripts.model.units import Calendar, Person, Unit, Waiver
from scripts.model.words import UnitKind

Loc: TypeAlias = tuple[str | int, ...]
Lines: TypeAlias = Mapping[Loc, int]
M_co = TypeVar("M_co", bound=PageMeta, covariant=True)


@dataclass(frozen=True, kw_only=True)
class StoredFile:
    """A file as it lies in the repository; ``kind`` by its first bytes."""

    sha256: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class Page(Generic[M_co]):
    """A hand-written page: ``path`` below ``docs/<audience>``, Markdown ``body``.

    ``files`` are the pictures and documents it names, by file name; those that
    are not there are left out. ``digest`` is of exactly this text and these files,
    ``lines`` of the front matter.
    """

    path: str
    source: str
    meta: M_co
    body: str
    body_line: int
    digest: str = ""
    files: Mapping[str, StoredFile] = field(default_factory=dict)
    lines: Lines = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """First folder of the path, the column an article belongs to; '' at the top."""
        return self.path.split("/")[0] if "/" in self.path else ""

    @property
    def is_index(self) -> bool:
        """Whether the page is the front page of its folder."""
        return self.path.rsplit("/", 1)[-1] == "index.md"


@dataclass(frozen=True, kw_only=True)
class CampaignData:
    """All records of one campaign. Mappings are keyed by item id."""

    folder: str
    campaign: Campaign
    items: tuple[Item, ...]
    rules: tuple[Rule, ...]
    progress: Mapping[str, Progress]
    verdicts: Mapping[str, Verdict]
    problems: tuple[ProblemEntry, ...]
    publicity: Publicity
    evidence_files: Mapping[str, StoredFile] = field(default_factory=dict)

    def path(self, name: str) -> str:
        """Return the path of one of the campaign's files, relative to the root."""
        return f"{self.folder}/{name}"

    def rule_for(self, item_id: str, as_of: date) -> Rule | None:
        """Return the rule in force on ``as_of`` (the first one before its own start)."""
        versions = sorted((rule for rule in self.rules if rule.id == item_id), key=lambda rule: rule.since)
        in_force = [rule for rule in versions if rule.since <= as_of]
        return in_force[-1] if in_force else (versions[0] if versions else None)


NO_WORDS = WordList(words=())


@dataclass(frozen=True, kw_only=True)
class ColumnData:
    """The tables of ``data/publicity``. ``digests``: path of a reviewed file → digest of its bytes."""

    reviewers: tuple[Reviewer, ...] = ()
    reviews: tuple[Review, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    places: tuple[Place, ...] = ()
    townships: tuple[Township, ...] = ()
    questions: tuple[Question, ...] = ()
    words: WordList = NO_WORDS
    digests: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """The repository as loaded. ``lines`` maps path → place in the record → line."""

    units: tuple[Unit, ...]
    people: tuple[Person, ...]
    waivers: tuple[Waiver, ...]
    calendars: Mapping[int, Calendar]
    campaigns: tuple[CampaignData, ...]
    public_pages: tuple[Page[ArticleMeta], ...]
    internal_pages: tuple[Page[PageMeta], ...]
    lines: Mapping[str, Lines]
    column: ColumnData = ColumnData()
    accounts: tuple[Account, ...] = ()

    def line(self, path: str, *loc: str | int) -> int:
        """Return the line of the innermost known place on the way to ``loc``; 1 if none."""
        lines = self.lines.get(path, {})
        for end in range(len(loc), 0, -1):
            if (line := lines.get(loc[:end])) is not None:
                return line
        return 1

    def members(self, unit: str) -> tuple[str, ...]:
        """Return the names behind a unit: its members if it is a 集合, else itself."""
        if self.kinds.get(unit) is not UnitKind.GROUP:
            return (unit,)
        return tuple(each.name for each in self.units if unit in each.group)

    @cached_property
    def kinds(self) -> Mapping[str, UnitKind]:
        """Kind of each unit by name."""
        return {unit.name: unit.kind for unit in self.units}
