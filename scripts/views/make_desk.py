"""Pieces and reviews to the office's desk."""

from collections.abc import Sequence
from datetime import date

from scripts.column.freshness import notices
from scripts.column.links import words_only
from scripts.column.pieces import Piece, PieceState, pieces
from scripts.model.column import Review
from scripts.model.dataset import Dataset
from scripts.model.words import Column
from scripts.views.desk import CorrectionView, DeskView, NoticeView, PieceView, SignedView
from scripts.views.make_reading import facts, void

_WAITING = (PieceState.RETURNED, PieceState.CHANGED, PieceState.WAITING)
_GONE = (PieceState.EXPIRED, PieceState.CLOSED)
_COLUMNS = {column.slug: column.value for column in Column}


def desk(dataset: Dataset, as_of: date) -> DeskView:
    """Return the desk on ``as_of``."""
    found = list(pieces(dataset, as_of))

    def listed(*states: PieceState) -> tuple[PieceView, ...]:
        return tuple(_piece(each, dataset.column.reviews, as_of) for each in found if each.state in states)

    return DeskView(
        waiting=tuple(sorted(listed(*_WAITING), key=_urgency)),
        coming=tuple(sorted(listed(PieceState.EARLY), key=lambda each: each.date)),
        published=tuple(sorted(listed(PieceState.PUBLISHED), key=lambda each: each.date, reverse=True)),
        gone=listed(*_GONE),
        notices=tuple(
            NoticeView(kind=each.kind, path=each.path, message=each.message)
            for each in notices(dataset, found, as_of)
        ),
        corrections=_corrections(found),
    )


def _urgency(piece: PieceView) -> tuple[bool, int, str]:
    """What fell off the site comes first, then what waits longest."""
    return (piece.days is not None, -(piece.days or 0), piece.path)


def _piece(piece: Piece, reviews: Sequence[Review], as_of: date) -> PieceView:
    meta = piece.page.meta if piece.page else None
    since = _since(piece)
    steps = piece.standing.missing if piece.state in _WAITING else ()
    return PieceView(
        path=piece.path,
        title=piece.title,
        column=_COLUMNS.get(piece.page.folder, "") if piece.page else "表格",
        state=piece.state.value,
        date=_day(meta.date if meta else None),
        expires=_day(meta.expires if meta else None),
        next_steps=tuple(step.value for step in steps),
        usual=next((each.by for each in reversed(reviews) if steps and each.step is steps[0]), ""),
        since=_day(since),
        days=(as_of - since).days if since else None,
        signed=tuple(
            SignedView(step=each.step.value, by=each.by, on=_day(each.on)) for each in piece.standing.passed
        ),
        note=_note(piece),
        digest=piece.digest,
        address=f"desk/{piece.page.path.removesuffix('.md')}.html" if piece.page and steps else "",
        body=words_only(piece.page.body) if piece.page and steps else "",
        facts=facts(piece) if steps else (),
        void=void(piece, reviews),
    )


def _since(piece: Piece) -> date | None:
    """Return from when a piece waits: the last decision on it, else the day it was drafted or dated.

    A changed text waits since its last correction; when it was changed without
    one is known to git alone.
    """
    meta = piece.page.meta if piece.page else None
    if piece.state is PieceState.CHANGED:
        return max((each.on for each in meta.corrections), default=None) if meta else None
    if piece.standing.last:
        return piece.standing.last.on
    return (meta.drafted or meta.date) if meta else None


def _note(piece: Piece) -> str:
    if piece.standing.returned and piece.state is PieceState.RETURNED:
        back = piece.standing.returned
        return f"{back.by}（{back.step.value}）：{back.note}"
    if piece.state is PieceState.CHANGED:
        last = f"（上次审核 {_day(piece.standing.last.on)}）" if piece.standing.last else ""
        return f"文字或图片和审核时不一样，原来的审核不再有效{last}"
    return ""


def _corrections(found: Sequence[Piece]) -> tuple[CorrectionView, ...]:
    told = [
        CorrectionView(
            title=piece.title, path=piece.path, on=_day(each.on), was=each.was, now=each.now, why=each.why
        )
        for piece in found
        if piece.page
        for each in piece.page.meta.corrections
    ]
    return tuple(sorted(told, key=lambda each: each.on, reverse=True))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
