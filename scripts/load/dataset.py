"""Walk a data repository and load every record of it, with all problems in one run."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from scripts.load.articles import read_page
from scripts.load.digests import piece_digest
from scripts.load.evidence import stored_files
from scripts.load.files import FileRead, csv_file, yaml_file
from scripts.load.strays import stray_files
from scripts.load.text import read_text
from scripts.model.accounts import Account
from scripts.model.articles import ArticleMeta, PageMeta
from scripts.model.campaign import Campaign
from scripts.model.column import Benefit, Place, Question, Review, Reviewer, Township, WordList
from scripts.model.dataset import NO_WORDS, CampaignData, ColumnData, Dataset, Lines, Page
from scripts.model.fields import Record
from scripts.model.progress import ProblemEntry, Progress, Verdict
from scripts.model.publicity import Footer, Publicity
from scripts.model.standard import Item, RuleBook
from scripts.model.units import Calendar, Person, Unit, Waiver
from scripts.model.words import BLANK
from scripts.paths import Layout
from scripts.problems import DataError, Problem

R = TypeVar("R", bound=Record)
M = TypeVar("M", bound=PageMeta)
_UNREADABLE = Publicity.model_construct(footer=Footer(icp=BLANK, police=BLANK, code=BLANK))
"""Stands for public words that cannot be read; their problems stop every build."""


class Loader:
    """Collects records and problems while walking one repository."""

    def __init__(self, layout: Layout) -> None:
        """Begin with nothing loaded."""
        self.layout = layout
        self.problems: list[Problem] = []
        self.lines: dict[str, Lines] = {}

    def yaml(self, path: Path, model: type[R]) -> R | None:
        """Load one YAML file as ``model``; what is unreadable in it is told and left out."""
        name = path.parent.name if model is Campaign else path.stem
        records = self._read(path, lambda text, shown: yaml_file(text, shown, model, name))
        return records[0] if records else None

    def csv(self, path: Path, model: type[R], *, required: bool = True) -> tuple[R, ...]:
        """Load one CSV file as a table of ``model``; the place of row n is ``(n,)``."""
        if not path.exists():
            if required:
                self.missing(self.layout.relative(path))
            return ()
        return self._read(path, lambda text, shown: csv_file(text, shown, model))

    def _read(self, path: Path, read: Callable[[str, str], FileRead[R]]) -> tuple[R, ...]:
        """Return the records of a file; keep its problems and lines."""
        shown = self.layout.relative(path)
        try:
            found = read(read_text(path, shown), shown)
        except DataError as error:
            self.problems += error.problems
            return ()
        self.problems += found.problems
        if found.lines is not None:
            self.lines[shown] = found.lines
        return found.records

    def missing(self, shown: str) -> None:
        """Note that a file that must be there is not."""
        self.problems.append(Problem(path=shown, line=1, code="T105", message="缺少这个文件（应有）"))

    def required_yaml(self, path: Path, model: type[R]) -> R | None:
        """Load a YAML file that must exist."""
        if not path.exists():
            self.missing(self.layout.relative(path))
            return None
        return self.yaml(path, model)


def load(layout: Layout) -> tuple[Dataset | None, list[Problem]]:
    """Load the repository. The dataset is None when no campaign can be looked at.

    A dataset with problems is good enough for the rules across records, never for a site.
    """
    loader = Loader(layout)
    if not layout.data.is_dir():
        shown = "data"
        return None, [
            Problem(path=shown, line=1, code="T105", message="这里不是数据仓库（应有 data 文件夹）")
        ]
    units = loader.csv(layout.data / "units.csv", Unit)
    people = loader.csv(layout.data / "people.csv", Person, required=False)
    accounts = loader.csv(layout.data / "accounts.csv", Account, required=False)
    waivers = loader.csv(layout.data / "waivers.csv", Waiver, required=False)
    calendars = [(path.stem, loader.yaml(path, Calendar)) for path in _files(layout.calendars, ".yml")]
    campaigns = [_campaign(loader, folder) for folder in _campaign_folders(layout)]
    if not campaigns:
        loader.missing("data/campaigns/<代号>/campaign.yml")
    public = _pages(loader, layout.public_docs, ArticleMeta)
    internal = _pages(loader, layout.internal_docs, PageMeta)
    column = _column(loader)
    loaded = tuple(each for each in campaigns if each is not None)
    loader.problems += stray_files(layout)
    if not loaded:
        return None, loader.problems
    dataset = Dataset(
        units=units,
        people=people,
        waivers=waivers,
        calendars={int(stem): each for stem, each in calendars if each and stem.isdecimal()},
        campaigns=loaded,
        public_pages=public,
        internal_pages=internal,
        lines=loader.lines,
        column=column,
        accounts=accounts,
    )
    return dataset, loader.problems


def _column(loader: Loader) -> ColumnData:
    """Load the tables of the public column; each of them may be absent."""
    layout, folder = loader.layout, loader.layout.publicity
    words = folder / "words.yml"
    reviewed = [*_files(folder, ".csv"), *sorted(layout.campaigns.glob("[!_.]*/publicity.yml"))]
    return ColumnData(
        reviewers=loader.csv(folder / "reviewers.csv", Reviewer, required=False),
        reviews=loader.csv(layout.reviews, Review, required=False),
        benefits=loader.csv(folder / "benefits.csv", Benefit, required=False),
        places=loader.csv(folder / "places.csv", Place, required=False),
        townships=loader.csv(folder / "townships.csv", Township, required=False),
        questions=loader.csv(folder / "questions.csv", Question, required=False),
        words=(loader.yaml(words, WordList) if words.is_file() else None) or NO_WORDS,
        digests={
            layout.relative(path): piece_digest(path.name, path.read_bytes(), {})
            for path in reviewed
            if path.is_file() and path != layout.reviews
        },
    )


def _campaign_folders(layout: Layout) -> list[Path]:
    if not layout.campaigns.is_dir():
        return []
    return sorted(path for path in layout.campaigns.iterdir() if path.is_dir() and path.name[0] not in "_.")


def _campaign(loader: Loader, folder: Path) -> CampaignData | None:
    campaign = loader.required_yaml(folder / "campaign.yml", Campaign)
    items = loader.csv(folder / "standard.csv", Item)
    rules = loader.required_yaml(folder / "rules.yml", RuleBook)
    publicity = loader.required_yaml(folder / "publicity.yml", Publicity)
    progress = [(path, loader.yaml(path, Progress)) for path in _files(folder / "progress", ".yml")]
    verdicts = [(path, loader.yaml(path, Verdict)) for path in _files(folder / "verdicts", ".yml")]
    problems = loader.csv(folder / "registers" / "problems.csv", ProblemEntry, required=False)
    files, faults = stored_files(loader.layout, folder / "evidence")
    loader.problems += faults
    if campaign is None:
        return None
    return CampaignData(
        folder=loader.layout.relative(folder),
        campaign=campaign,
        items=items,
        rules=rules.items if rules else (),
        progress={path.stem: record for path, record in progress if record},
        verdicts={path.stem: record for path, record in verdicts if record},
        problems=problems,
        publicity=publicity or _UNREADABLE,
        evidence_files=files,
    )


def _files(folder: Path, ending: str) -> list[Path]:
    if not folder.is_dir():
        return []
    found = (path for path in folder.iterdir() if path.suffix == ending and path.name[0] not in "_.")
    return sorted(path for path in found if not path.is_dir())


def _pages(loader: Loader, folder: Path, model: type[M]) -> tuple[Page[M], ...]:
    return tuple(page for path in _walk(folder, ".md") if (page := _page(loader, folder, path, model)))


def _page(loader: Loader, folder: Path, path: Path, model: type[M]) -> Page[M] | None:
    shown = loader.layout.relative(path)
    try:
        page = read_page(path, path.relative_to(folder).as_posix(), shown, model)
    except DataError as error:
        loader.problems += error.problems
        return None
    loader.lines[shown] = page.lines
    return page


def _walk(folder: Path, ending: str) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(path for path in folder.rglob(f"*{ending}") if path.is_file())
