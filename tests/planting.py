"""Put a canary in place of every text of a county, so that one sees where each text goes.

The walk goes by the model's own fields: a field added tomorrow is planted
tomorrow. Equal texts get equal canaries, so references still hold.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Literal, TypeVar, get_args, get_origin

from scripts.column.pieces import published
from scripts.model.articles import ArticleMeta
from scripts.model.dataset import Dataset, Page
from scripts.model.due import Due
from scripts.model.fields import Record

Article = Page[ArticleMeta]
R = TypeVar("R", bound=Record)
Field = tuple[str, str]
"""Name of the record type, name of the field."""

PUBLIC_PARTS = frozenset(
    {"lines", "publicity", "public_pages", "benefits", "places", "townships", "questions", "digests"}
)
"""Parts of the repository written for the public, or keys that tie the parts together."""

KEPT: frozenset[Field] = frozenset({("Review", "path"), ("Review", "digest")})
"""What a review is about: without them nothing would be released, and nothing could be seen to leak."""

WORDS = {"是", "否", "完成", "总数"}
"""Texts of facts that rules read, which no canary may replace."""


def text_fields(model: type[Record], seen: frozenset[type] = frozenset()) -> Iterator[Field]:
    """Yield every field of a record type, and of the types inside it, that holds free text."""
    for name, field in model.model_fields.items():
        if _holds_text(field.annotation):
            yield model.__name__, name
        for inner in _records(field.annotation):
            if inner not in seen:
                yield from text_fields(inner, seen | {model})


def _holds_text(annotation: Any) -> bool:
    if annotation in (str, Any, Due):
        return True
    if get_origin(annotation) is Literal or (
        isinstance(annotation, type) and issubclass(annotation, StrEnum)
    ):
        return False
    return any(_holds_text(each) for each in get_args(annotation) if each is not type(None))


def _records(annotation: Any) -> list[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return [annotation]
    return [record for each in get_args(annotation) for record in _records(each)]


def _is_word(text: str) -> bool:
    return isinstance(text, StrEnum) or text in WORDS or text.isdecimal()


class Planter:
    """Replaces texts by canaries and remembers which field each canary came from."""

    left = PUBLIC_PARTS

    def __init__(self) -> None:
        """Begin with nothing planted."""
        self.canaries: dict[str, str] = {}
        self.origins: dict[str, set[Field]] = {}

    def text(self, text: str, origin: Field) -> str:
        """Return the canary of a text; item numbers and node names keep the form their readers need."""
        canary = self.canaries.setdefault(text, self._canary(text, len(self.canaries) + 1))
        self.origins.setdefault(canary, set()).add(origin)
        return canary

    @staticmethod
    def _canary(text: str, number: int) -> str:
        major, _, order = text.partition(".")
        if major.isdecimal() and order.isdecimal():
            return f"7{major}.{number:03}"
        return f"CANARY{number:04}Z"

    def plant(self, value: Any, origin: Field) -> Any:
        """Return a record, mapping, tuple or text with canaries in place of texts."""
        if isinstance(value, str):
            return value if _is_word(value) else self.text(value, origin)
        if isinstance(value, tuple):
            return tuple(self.plant(each, origin) for each in value)
        if isinstance(value, Mapping):
            return {self.plant(key, origin): self.plant(each, origin) for key, each in value.items()}
        return self.whole(value, origin)

    def whole(self, value: Any, origin: Field) -> Any:
        """Return a record, deadline or container planted; numbers and dates as they are."""
        if isinstance(value, Record):
            return self.record(value)
        if isinstance(value, Due):
            node = value.node and self.text(value.node, origin)
            return replace(value, node=node, text=self.text(value.text, origin))
        return self.container(value) if is_dataclass(value) else value

    def record(self, record: R) -> R:
        """Return a record with every text field planted; kinds of parts are words of the rules."""
        origin = type(record).__name__
        names = [name for name in type(record).model_fields if name != "kind" and (origin, name) not in KEPT]
        planted = {name: self.plant(getattr(record, name), (origin, name)) for name in names}
        return record.model_copy(update=planted)

    def container(self, holder: Any) -> Any:
        """Return a dataset, campaign or page with every record and text planted."""
        origin = type(holder).__name__
        planted = {
            each.name: self.plant(getattr(holder, each.name), (origin, each.name))
            for each in fields(holder)
            if each.name not in self.left
        }
        return replace(holder, **planted)


def planted(dataset: Dataset, as_of: date | None = None) -> tuple[Dataset, Planter]:
    """Return the county with a canary in every internal text, public ones left as they are.

    With ``as_of`` the pages not to be read that day are internal as well, and
    so is what a released page keeps to itself.
    """
    planter = Planter()
    found: Dataset = planter.container(dataset)
    campaigns = tuple(
        replace(
            data,
            publicity=data.publicity.model_copy(
                update={"nodes": tuple(planter.canaries[node] for node in data.publicity.nodes)}
            ),
        )
        for data in found.campaigns
    )
    pages = dataset.public_pages
    if as_of is not None:
        released = published(dataset, as_of)
        pages = tuple(_page(planter, page, is_released=page.source in released) for page in pages)
    return replace(found, campaigns=campaigns, public_pages=pages), planter


def _page(planter: Planter, page: Article, *, is_released: bool) -> Article:
    """Return a page with what nobody outside may read planted: all of it, or what it keeps to itself."""
    if page.is_index and not is_released:
        return replace(page, body=planter.text(page.body, ("Page", "body")))  # the menu needs its title
    if not is_released:
        meta = planter.record(page.meta).model_copy(update={"pictures": (), "documents": ()})
        return replace(page, meta=meta, body=planter.text(page.body, ("Page", "body")))
    consent = page.meta.consent and planter.record(page.meta.consent)
    corrections = tuple(
        each.model_copy(update={"why": planter.text(each.why, ("Correction", "why"))})
        for each in page.meta.corrections
    )
    order = page.meta.order and planter.text(page.meta.order, ("ArticleMeta", "order"))
    told = {"consent": consent, "corrections": corrections, "order": order}
    return replace(page, meta=page.meta.model_copy(update=told))
