"""The office's desk for the public column: what waits for whom, what was signed, what grows stale."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class SignedView:
    """A decision that holds: the step, who made it, when."""

    step: str
    by: str
    on: str


@dataclass(frozen=True, kw_only=True)
class FactView:
    """Something that is signed with a text: its source, a picture with its licence, a correction."""

    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class PieceView:
    """One piece. ``next_steps`` are still to pass; ``usual`` does the first of them ('' = nobody yet).

    ``since`` is the day from which it waits ('' = unknown), ``days`` how long;
    ``note`` is why it was sent back, or what changed. A waiting article has a page
    of its own at ``address`` with its text in ``body`` (Markdown without links and
    pictures), so that reviewers read what they sign, as are its ``facts``; all are empty for
    other pieces. ``void`` are the decisions on the text before it was changed.
    """

    path: str
    title: str
    column: str
    state: str
    date: str
    expires: str
    next_steps: tuple[str, ...]
    usual: str
    since: str
    days: int | None
    signed: tuple[SignedView, ...]
    note: str
    digest: str
    address: str
    body: str
    facts: tuple[FactView, ...]
    void: tuple[SignedView, ...]


@dataclass(frozen=True, kw_only=True)
class CorrectionView:
    """A correction of a piece, with the old text."""

    title: str
    path: str
    on: str
    was: str
    now: str
    why: str


@dataclass(frozen=True, kw_only=True)
class NoticeView:
    """Something to mend in the column."""

    kind: str
    path: str
    message: str


@dataclass(frozen=True, kw_only=True)
class DeskView:
    """Everything the office sees of the public column on a day."""

    waiting: tuple[PieceView, ...]
    coming: tuple[PieceView, ...]
    published: tuple[PieceView, ...]
    gone: tuple[PieceView, ...]
    notices: tuple[NoticeView, ...]
    corrections: tuple[CorrectionView, ...]
