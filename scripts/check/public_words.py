"""Every word the public may read, held against the guards: no person's number, no troops, no box.

What the guards find in a text is told where it stands, masked. Wording (兵力,
the office's own list) can be accepted by a waiver; facts cannot.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from scripts.guard.text import findings
from scripts.guard.watch import SOFT, Kind, Watch, Word
from scripts.model.articles import ArticleMeta
from scripts.model.dataset import CampaignData, Dataset, Page
from scripts.model.words import WordGrade
from scripts.problems import Problem, Severity

if TYPE_CHECKING:
    from scripts.model.fields import Record

CODES = {
    Kind.RESIDENT: "K410",
    Kind.PAPER: "K410",
    Kind.CARD: "K410",
    Kind.MOBILE: "K411",
    Kind.LANDLINE: "K411",
    Kind.EMAIL: "K411",
    Kind.PLATE: "K412",
    Kind.PLACE: "K412",
    Kind.TROOP: "K413",
    Kind.BOX: "K414",
    Kind.STRENGTH: "K415",
    Kind.WORD: "K416",
    Kind.HINT: "K417",
}
_FOLDER = "data/publicity"


@dataclass(frozen=True, kw_only=True)
class PublicText:
    """One text of a file, and the line on which it begins."""

    path: str
    line: int
    text: str


def public_words(dataset: Dataset, _: date) -> Iterator[Problem]:
    """No text for the public holds what must not be public."""
    watch = watch_of(dataset)
    for text in public_texts(dataset):
        yield from told(text, watch)


def told(text: PublicText, watch: Watch) -> Iterator[Problem]:
    """Yield what the guards find in a text, as problems at their lines."""
    for each in findings(text.text, watch):
        yield Problem(
            path=text.path,
            line=text.line + text.text.count("\n", 0, each.at),
            code=CODES[each.kind],
            message=each.message,
            severity=Severity.WARNING if each.kind is Kind.HINT else Severity.ERROR,
        )


def watch_of(dataset: Dataset) -> Watch:
    """Return what the office allows and watches for."""
    words = dataset.column.words
    own = (data.publicity.model_dump().get("phone", "") for data in dataset.campaigns)
    return Watch(
        phones=frozenset((*words.phones, *own)),
        emails=frozenset(words.emails),
        words=tuple(
            Word(word=each.word, use=each.use or "", why=each.why, is_error=each.grade is WordGrade.ERROR)
            for each in words.words
        ),
    )


def accepting(dataset: Dataset, is_waived: Callable[[str, str], bool]) -> Watch:
    """Return the watch that also lets pass what was waived; ``is_waived`` is asked code and path."""
    watch = watch_of(dataset)
    accepted = {
        (each.kind, each.value)
        for text in public_texts(dataset)
        for each in findings(text.text, watch)
        if each.kind is Kind.HINT or (each.kind in SOFT and is_waived(CODES[each.kind], text.path))
    }
    return replace(watch, accepted=frozenset(accepted))


def public_texts(dataset: Dataset) -> Iterator[PublicText]:
    """Yield every text that a page of the public site may show."""
    for page in dataset.public_pages:
        yield from _page(dataset, page)
    yield from _tables(dataset)
    for data in dataset.campaigns:
        yield from _publicity(dataset, data)


def _page(dataset: Dataset, page: Page[ArticleMeta]) -> Iterator[PublicText]:
    """Yield the texts of an article: what its front matter shows, and its body as one text."""
    meta = page.meta
    fields: list[tuple[str | None, tuple[str | int, ...]]] = [
        (getattr(meta, key), (key,)) for key in ("title", "source", "author", "number")
    ]
    for index, picture in enumerate(meta.pictures):
        fields += [(getattr(picture, key), ("pictures", index, key)) for key in ("credit", "licence")]
    fields += [(each.title, ("documents", index, "title")) for index, each in enumerate(meta.documents)]
    for index, correction in enumerate(meta.corrections):
        fields += [(getattr(correction, key), ("corrections", index, key)) for key in ("was", "now", "why")]
    for text, loc in fields:
        if text:
            yield PublicText(path=page.source, line=dataset.line(page.source, *loc), text=text)
    yield PublicText(path=page.source, line=page.body_line, text=page.body)


def _tables(dataset: Dataset) -> Iterator[PublicText]:
    """Yield the rows of the tables, each as one text."""
    column = dataset.column
    tables: tuple[tuple[str, Sequence[Record]], ...] = (
        ("benefits", column.benefits),
        ("places", column.places),
        ("townships", column.townships),
        ("questions", column.questions),
    )
    for name, rows in tables:
        path = f"{_FOLDER}/{name}.csv"
        for index, row in enumerate(rows):
            cells = [each for each in row.model_dump(mode="json").values() if each is not None]
            texts = ["；".join(each) if isinstance(each, list) else str(each) for each in cells]
            yield PublicText(path=path, line=dataset.line(path, index), text=" | ".join(texts))


def _publicity(dataset: Dataset, data: CampaignData) -> Iterator[PublicText]:
    """Yield the public words of a campaign, but for its telephone, which is the office's own."""
    path = data.path("publicity.yml")
    for loc, text in leaves(data.publicity.model_dump(mode="json", exclude={"phone", "show", "majors"})):
        yield PublicText(path=path, line=dataset.line(path, *loc), text=text)


def leaves(node: object, loc: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every text of a record, with its place."""
    if isinstance(node, dict):
        for key, each in node.items():
            yield from leaves(each, (*loc, key))
    elif isinstance(node, list):
        for index, each in enumerate(node):
            yield from leaves(each, (*loc, index))
    elif isinstance(node, str):
        yield loc, node
