"""Sign every piece of the sample county anew, as its fictional reviewers: ``python -m tests.sign_sample``.

The reviews of a real county are made by people with ``approve``; these belong
to texts that nobody but this project wrote. A corrected piece was signed twice:
as it read before (its corrections say so), and as it reads now.
"""

import sys
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from scripts.column.pieces import BENEFITS, PLACES, QUESTIONS, Piece, pieces
from scripts.column.reviews import STEPS
from scripts.load.canonical import csv_text
from scripts.load.dataset import load
from scripts.load.digests import piece_digest
from scripts.model.column import Review
from scripts.model.words import ReviewResult, ReviewStep
from scripts.paths import Layout
from scripts.sample.column import Versions, article_versions, publicity_versions
from tests.counties import ROOT

_TABLES = date(2026, 2, 26)
"""The day the front pages were released."""
_LATER = {QUESTIONS: date(2026, 3, 27), BENEFITS: date(2026, 5, 8), PLACES: date(2026, 6, 28)}
"""The days the tables were released."""
_LAST = date(2026, 7, 17)
"""The day up to which the reviewers worked; pieces of a later date have been signed by then."""
_PEOPLE = {
    ReviewStep.FIRST: ("示例丁101", 2),
    ReviewStep.SECOND: ("示例戊102", 1),
    ReviewStep.SECRECY: ("示例己103", 1),
    ReviewStep.FINAL: ("示例庚104", 0),
}
"""Who signs each step, and how many days before publication."""
_UNDER_WAY: Mapping[str, int] = {
    "docs/public/culture/essay.md": 0,
    "docs/public/education/reading.md": 0,
    "docs/public/notices/road.md": 1,
    "docs/public/culture/songs.md": 1,
}
"""Pieces whose present text has not passed all steps, and how many decisions it has."""
_RETURNED = {"docs/public/culture/songs.md": "写明教唱的地点和起止日期"}
"""What the second reader asks of a piece that was sent back."""


def signed(piece: Piece, digest: str, day: date) -> list[Review]:
    """Return the four decisions on one text of a piece, in the order they are made."""
    begun = (piece.page.meta.drafted if piece.page else None) or date.min
    rows = [
        Review(
            path=piece.path,
            step=step,
            result=ReviewResult.PASSED,
            by=_PEOPLE[step][0],
            on=max(day - timedelta(days=_PEOPLE[step][1]), begun),
            digest=digest,
        )
        for step in STEPS
    ]
    return sorted(rows, key=lambda row: row.on)


def decisions(root: Path, piece: Piece) -> Iterator[list[Review]]:
    """Yield the decisions on each text the piece had, oldest first."""
    files = {name: stored.sha256 for name, stored in piece.page.files.items()} if piece.page else {}
    path, first = root / piece.path, _released(piece)
    *earlier, (since, content) = _versions(path, first.isoformat())
    for on, text in earlier:
        yield signed(piece, piece_digest(path.name, text, files), _signed_on(on, first))
    rows = signed(piece, piece_digest(path.name, content, files), _signed_on(since, first))
    rows = rows[: _UNDER_WAY.get(piece.path, len(rows))]
    if note := _RETURNED.get(piece.path):
        back = {"result": ReviewResult.RETURNED, "step": ReviewStep.SECOND, "note": note}
        rows.append(rows[-1].model_copy(update={**back, "by": _PEOPLE[ReviewStep.SECOND][0]}))
    yield rows


def sign(root: Path, leave: frozenset[str] = frozenset()) -> None:
    """Write the reviews of the county at ``root``; the pieces named in ``leave`` stay unsigned.

    What was released earlier stands first, so that the table only ever grew at its end.
    """
    layout = Layout.at(root)
    dataset, _ = load(layout)
    assert dataset is not None
    found = [piece for piece in pieces(dataset, date.max) if piece.path not in leave]
    groups = [rows for piece in found for rows in decisions(root, piece) if rows]
    groups.sort(key=lambda rows: (max(row.on for row in rows), rows[0].path))
    layout.reviews.parent.mkdir(exist_ok=True)
    rows = [row for group in groups for row in group]
    layout.reviews.write_text(csv_text(Review, rows), encoding="utf-8")


def _released(piece: Piece) -> date:
    day = (piece.page.meta.date if piece.page else None) or _LATER.get(piece.path, _TABLES)
    return min(day, _LAST)


def _versions(path: Path, arrival: str) -> Versions:
    content = path.read_bytes()
    if path.name == "publicity.yml":
        return publicity_versions(content)
    return article_versions(content, arrival) if path.suffix == ".md" else [(arrival, content)]


def _signed_on(since: str, first: date) -> date:
    """Return the day of the last decision on a version, which stands since a day ('' = from the start)."""
    return min(max(date.fromisoformat(since), first), _LAST) if since else first


if __name__ == "__main__":
    sign(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT)
