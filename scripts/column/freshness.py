"""更新预警: what a check of government sites would find stale, empty or broken in the column."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from scripts.column.links import dead_links
from scripts.column.pieces import BENEFITS, PLACES, QUESTIONS, Piece, PieceState
from scripts.model.dataset import Dataset
from scripts.model.publicity import Footer
from scripts.model.words import BLANK, Column

NEWS_DAYS = 14
"""A column of news that has not moved for longer counts as stale (国办秘函〔2019〕19号)."""
AHEAD_DAYS = 30
"""How long before its end a piece or a preference is named, and how long after it a preference."""
_MOVING = (Column.NEWS, Column.PROGRESS)
_TABLE_OF = {Column.BENEFITS: BENEFITS, Column.PLACES: PLACES, Column.QUIZ: QUESTIONS}


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Something to mend: a kind, the file it lies in, a sentence with the remedy."""

    kind: str
    path: str
    message: str


def notices(dataset: Dataset, found: Sequence[Piece], as_of: date) -> Iterator[Notice]:
    """Yield every notice of the day, in the order of ``_REPORTS``."""
    for report in _REPORTS:
        yield from report(dataset, found, as_of)


def _stale(_: Dataset, found: Sequence[Piece], as_of: date) -> Iterator[Notice]:
    """News and progress move every two weeks."""
    for column in _MOVING:
        days = [_age(piece, as_of) for piece in _open_articles(found, column)]
        if days and min(days) > NEWS_DAYS:
            message = f"“{column.value}”已 {min(days)} 天没有更新（应不超过 {NEWS_DAYS} 天）"
            yield Notice(kind="久未更新", path=_folder(column), message=message)


def _empty(dataset: Dataset, found: Sequence[Piece], _: date) -> Iterator[Notice]:
    """No column is without anything to read."""
    fronts = {page.folder for page in dataset.public_pages if page.is_index}
    tables = {piece.path for piece in found if piece.state is PieceState.PUBLISHED and piece.page is None}
    for column in Column:
        message = ""
        if column.slug not in fronts:
            message = f"没有“{column.value}”栏目（应有 {_folder(column)}/index.md）"
        elif not _open_articles(found, column) and _TABLE_OF.get(column) not in tables:
            message = f"“{column.value}”没有已发布的内容（应至少有一篇）"
        if message:
            yield Notice(kind="空栏目", path=_folder(column), message=message)


def _unexplained(_: Dataset, found: Sequence[Piece], __: date) -> Iterator[Notice]:
    """Every policy has its 解读."""
    policies = _open_articles(found, Column.POLICIES)
    explained = {piece.page.meta.explains for piece in policies if piece.page}
    for piece in policies:
        if piece.page and not piece.page.meta.explains and piece.page.path not in explained:
            message = f"《{piece.title}》没有解读（应另写一篇，页首写 explains: {piece.page.path}）"
            yield Notice(kind="缺解读", path=piece.path, message=message)


def _dead_links(_: Dataset, found: Sequence[Piece], __: date) -> Iterator[Notice]:
    """A link leads to something the public can open; else only its words are shown."""
    open_pages = {piece.page.path for piece in found if piece.page and _is_open(piece)}
    for piece in found:
        if piece.page and piece.state is PieceState.PUBLISHED:
            for link in dead_links(piece.page.body, piece.page.path, open_pages.__contains__):
                message = f"《{piece.title}》里的链接“{link.words}”指向没有公开的稿件，公开站上只显示文字"
                yield Notice(kind="断链", path=piece.path, message=message)


def _ending(_: Dataset, found: Sequence[Piece], as_of: date) -> Iterator[Notice]:
    """What ends soon is renewed in time; what has ended has left, and stands among what is gone."""
    for piece in found:
        expires = piece.page.meta.expires if piece.page else None
        if expires and piece.state is PieceState.PUBLISHED and (expires - as_of).days <= AHEAD_DAYS:
            message = f"《{piece.title}》{expires} 到期，到期后自动撤下（要继续公开，请改到期日并重新送审）"
            yield Notice(kind="即将到期", path=piece.path, message=message)


def _preferences(dataset: Dataset, _: Sequence[Piece], as_of: date) -> Iterator[Notice]:
    """The same for single preferences; one that ended is named for a while, for no list shows it."""
    for each in dataset.column.benefits:
        if each.until and abs((each.until - as_of).days) <= AHEAD_DAYS:
            kind, words = (
                ("已到期", "公开站不再显示") if each.until < as_of else ("即将到期", "到期后不再显示")
            )
            message = f"优待“{each.title}”（{each.id}）有效期至 {each.until}，{words}"
            yield Notice(kind=kind, path=BENEFITS, message=message)


def _blanks(dataset: Dataset, _: Sequence[Piece], __: date) -> Iterator[Notice]:
    """The foot of the site is complete before it is released."""
    for data in dataset.campaigns[:1]:
        footer = data.publicity.footer
        for key, field in Footer.model_fields.items():
            if BLANK in getattr(footer, key):
                message = f"页脚的{field.description}还是“{BLANK}”，正式发布前必须填写"
                yield Notice(kind="页脚待填", path=data.path("publicity.yml"), message=message)


Report = Callable[[Dataset, Sequence[Piece], date], Iterator[Notice]]
_REPORTS: tuple[Report, ...] = (_stale, _empty, _unexplained, _dead_links, _ending, _preferences, _blanks)


def _open_articles(found: Sequence[Piece], column: Column) -> list[Piece]:
    return [
        piece
        for piece in found
        if piece.page
        and piece.page.folder == column.slug
        and not piece.page.is_index
        and piece.state is PieceState.PUBLISHED
    ]


def _is_open(piece: Piece) -> bool:
    """Whether its page is there: a front page is, even while its introduction waits."""
    return piece.state is PieceState.PUBLISHED or bool(piece.page and piece.page.is_index)


def _age(piece: Piece, as_of: date) -> int:
    day = piece.page.meta.date if piece.page else None
    return (as_of - day).days if day else 0


def _folder(column: Column) -> str:
    return f"docs/public/{column.slug}"
