"""Every piece the public may read one day, and what keeps each from being read today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scripts.column.reviews import Register, Standing
from scripts.model.articles import ArticleMeta
from scripts.model.dataset import Dataset, Page
from scripts.model.words import Openness

BENEFITS = "data/publicity/benefits.csv"
PLACES = "data/publicity/places.csv"
QUESTIONS = "data/publicity/questions.csv"
TOWNSHIPS = "data/publicity/townships.csv"
TABLES = {
    BENEFITS: "优待目录（表格）",
    PLACES: "双拥阵地（表格）",
    QUESTIONS: "应知应会（题目）",
    TOWNSHIPS: "双拥阵地（示意图）",
}
"""The tables that are reviewed as a whole, and what they are called."""


class PieceState(StrEnum):
    """Where a piece stands on its way to the public."""

    WAITING = "待审"
    CHANGED = "审后有改动"
    RETURNED = "退回修改"
    CLOSED = "不公开"
    EARLY = "未到发布日"
    PUBLISHED = "已发布"
    EXPIRED = "已到期"


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One piece. ``page`` is None for tables and ``publicity.yml``."""

    path: str
    title: str
    page: Page[ArticleMeta] | None
    digest: str
    standing: Standing
    state: PieceState


def register_of(dataset: Dataset) -> Register:
    """Return the reviews of the repository with those who may make them."""
    return Register(rows=dataset.column.reviews, reviewers=dataset.column.reviewers)


def pieces(dataset: Dataset, as_of: date) -> Iterator[Piece]:
    """Yield every piece of the column: articles, front pages, tables, the campaigns' public words."""
    register = register_of(dataset)
    for path, title, digest, page in _texts(dataset):
        found = register.standing(path, digest, as_of)
        article = page.meta if page and not page.is_index else None
        state = _state(found, article, as_of)
        yield Piece(path=path, title=title, page=page, digest=digest, standing=found, state=state)


def _texts(dataset: Dataset) -> Iterator[tuple[str, str, str, Page[ArticleMeta] | None]]:
    """Yield path, title, digest and page of each piece."""
    for page in dataset.public_pages:
        if page.folder:
            title = f"{page.meta.title}（栏目首页）" if page.is_index else page.meta.title
            yield page.source, title, page.digest, page
    digests = dataset.column.digests
    for path in sorted(digests.keys() & TABLES.keys()):
        yield path, TABLES[path], digests[path], None
    for data in dataset.campaigns:
        path = data.path("publicity.yml")
        if path in digests:
            yield path, f"对外公开：{data.campaign.title}", digests[path], None


def published(dataset: Dataset, as_of: date) -> frozenset[str]:
    """Return the paths of the pieces the public may read on ``as_of``."""
    return frozenset(piece.path for piece in pieces(dataset, as_of) if piece.state is PieceState.PUBLISHED)


def _state(found: Standing, meta: ArticleMeta | None, as_of: date) -> PieceState:
    if meta and meta.openness is not Openness.ACTIVE:
        return PieceState.CLOSED
    if meta and meta.expires and meta.expires < as_of:
        return PieceState.EXPIRED
    if found.is_changed:
        return PieceState.CHANGED
    if not found.is_approved:
        return PieceState.RETURNED if found.returned else PieceState.WAITING
    if meta and (meta.date is None or meta.date > as_of):
        return PieceState.EARLY
    return PieceState.PUBLISHED
