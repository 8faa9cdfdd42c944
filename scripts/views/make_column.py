"""The public column's pieces to views, field by field; only what is released on the day."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from scripts.column.links import only_open
from scripts.column.pieces import BENEFITS, PLACES, QUESTIONS, TOWNSHIPS
from scripts.model.articles import ArticleMeta
from scripts.model.dataset import ColumnData, Page
from scripts.model.words import Column
from scripts.views.public import (
    PublicArticle,
    PublicBenefit,
    PublicColumn,
    PublicCorrection,
    PublicDocument,
    PublicLink,
    PublicPicture,
    PublicPlace,
    PublicQuestion,
    PublicTownship,
)

Article = Page[ArticleMeta]


def columns(pages: Sequence[Article], released: AbstractSet[str]) -> tuple[PublicColumn, ...]:
    """Return the columns that have a front page, in the order of the menu, with what is released."""
    fronts = {page.folder: page for page in pages if page.is_index}
    open_pages = [page for page in pages if page.source in released and page.folder and not page.is_index]
    return tuple(
        PublicColumn(
            slug=column.slug,
            title=column.value,
            intro=fronts[column.slug].body if fronts[column.slug].source in released else "",
            articles=_articles(column.slug, open_pages),
        )
        for column in Column
        if column.slug in fronts
    )


def _articles(folder: str, pages: Sequence[Article]) -> tuple[PublicArticle, ...]:
    """Return the articles of a column, newest first."""
    own = [page for page in pages if page.folder == folder]
    newest = sorted(own, key=lambda page: (-(page.meta.date or date.min).toordinal(), page.path))
    return tuple(_article(page, pages) for page in newest)


def _article(page: Article, pages: Sequence[Article]) -> PublicArticle:
    meta = page.meta
    open_pages = {each.path for each in pages}

    def is_open(path: str) -> bool:
        return path in open_pages or path.endswith("/index.md")

    return PublicArticle(
        path=_address(page),
        title=meta.title,
        date=_day(meta.date),
        source=meta.source or "",
        author=meta.author or "",
        number=meta.number or "",
        body=only_open(page.body, page.path, is_open),
        begins=_day(meta.begins),
        ends=_day(meta.ends),
        explains=_links(each for each in pages if each.path == meta.explains),
        explained_by=_links(each for each in pages if each.meta.explains == page.path),
        pictures=tuple(
            PublicPicture(path=f"{page.folder}/{each.file}", credit=each.credit, licence=each.licence)
            for each in meta.pictures
        ),
        documents=tuple(
            PublicDocument(path=f"{page.folder}/{each.file}", title=each.title) for each in meta.documents
        ),
        corrections=tuple(
            PublicCorrection(on=_day(each.on), was=each.was, now=each.now) for each in meta.corrections
        ),
    )


def _links(pages: Iterable[Article]) -> tuple[PublicLink, ...]:
    return tuple(PublicLink(path=_address(page), title=page.meta.title) for page in pages)


def _address(page: Article) -> str:
    return page.path.removesuffix(".md") + ".html"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def benefits(column: ColumnData, released: AbstractSet[str], as_of: date) -> tuple[PublicBenefit, ...]:
    """Return the preferences in force on ``as_of``."""
    listed = column.benefits if BENEFITS in released else ()
    return tuple(
        PublicBenefit(
            id=each.id,
            field=each.field,
            title=each.title,
            who=each.who,
            proof=each.proof,
            place=each.place,
            phone=each.phone,
            until=_day(each.until),
            basis=each.basis or "",
        )
        for each in listed
        if each.until is None or each.until >= as_of
    )


def places(column: ColumnData, released: AbstractSet[str]) -> tuple[PublicPlace, ...]:
    """Return the places to visit."""
    return tuple(
        PublicPlace(
            id=each.id,
            name=each.name,
            kind=each.kind,
            township=each.township,
            address=each.address,
            hours=each.hours,
            booking=each.booking or "",
            phone=each.phone or "",
            about=each.about or "",
        )
        for each in (column.places if PLACES in released else ())
    )


def townships(column: ColumnData, released: AbstractSet[str]) -> tuple[PublicTownship, ...]:
    """Return the boxes of the schematic."""
    return tuple(
        PublicTownship(name=each.name, row=each.row, column=each.column)
        for each in (column.townships if TOWNSHIPS in released else ())
    )


def questions(column: ColumnData, released: AbstractSet[str]) -> tuple[PublicQuestion, ...]:
    """Return the questions of the self-test."""
    return tuple(
        PublicQuestion(
            id=each.id,
            topic=each.topic,
            question=each.question,
            choices=each.choices,
            answer=each.answer - 1,
            why=each.why,
        )
        for each in (column.questions if QUESTIONS in released else ())
    )
