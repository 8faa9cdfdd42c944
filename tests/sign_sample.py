"""Sign every piece of the sample county anew, as its fictional reviewers: ``python -m tests.sign_sample``.

The reviews of a real county are made by people with ``approve``; these belong
to texts that nobody but this project wrote.
"""

import sys
from datetime import date, timedelta
from pathlib import Path

from scripts.column.pieces import Piece, pieces
from scripts.column.reviews import STEPS
from scripts.load.canonical import csv_text
from scripts.load.dataset import load
from scripts.model.column import Review
from scripts.model.words import ReviewResult, ReviewStep
from scripts.paths import Layout
from tests.counties import ROOT

_TABLES = date(2026, 2, 26)
"""The day the tables and front pages were released."""
_PEOPLE = {
    ReviewStep.FIRST: ("示例丁101", 2),
    ReviewStep.SECOND: ("示例戊102", 1),
    ReviewStep.SECRECY: ("示例己103", 1),
    ReviewStep.FINAL: ("示例庚104", 0),
}
"""Who signs each step, and how many days before publication."""


def signed(piece: Piece) -> list[Review]:
    """Return the four decisions on a piece as it stands, in the order they are made."""
    day = (piece.page.meta.date if piece.page else None) or _TABLES
    rows = [
        Review(
            path=piece.path,
            step=step,
            result=ReviewResult.PASSED,
            by=_PEOPLE[step][0],
            on=day - timedelta(days=_PEOPLE[step][1]),
            digest=piece.digest,
        )
        for step in STEPS
    ]
    return sorted(rows, key=lambda row: row.on)


def sign(root: Path, leave: frozenset[str] = frozenset()) -> None:
    """Write the reviews of the county at ``root``; the pieces named in ``leave`` stay unsigned."""
    layout = Layout.at(root)
    dataset, _ = load(layout)
    assert dataset is not None
    found = [piece for piece in pieces(dataset, date.max) if piece.path not in leave]
    rows = sorted((row for piece in found for row in signed(piece)), key=lambda row: (row.on, row.path))
    layout.reviews.parent.mkdir(exist_ok=True)
    layout.reviews.write_text(csv_text(Review, rows), encoding="utf-8")


if __name__ == "__main__":
    sign(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT)
