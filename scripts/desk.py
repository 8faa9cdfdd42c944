"""The office's desk for the public column: sign a step of a piece's review."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from scripts.column.approval import decided, piece_at
from scripts.column.pieces import Piece
from scripts.load.canonical import csv_text
from scripts.model.column import Review
from scripts.model.dataset import Dataset
from scripts.model.words import ReviewStep
from scripts.paths import Layout
from scripts.pipeline import Examined, examine
from scripts.problems import DataError, Problem
from scripts.publish.tree import write_file

Say = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Signature:
    """What somebody decides of a piece: the step, his name, the day; ``back`` is why it is sent back."""

    step: str
    by: str
    on: date
    back: str = ""


def approve(layout: Layout, path: str, signature: Signature, say: Say) -> None:
    """Append one decision on the piece at ``path`` to the reviews; DataError says why not."""
    on = signature.on
    examined = examine(layout, on, on)
    dataset = _readable(examined)
    piece = piece_at(dataset, path, on)
    if faults := [each for each in examined.errors if each.path == piece.path]:
        raise DataError(faults)
    row = decided(piece, _step(signature.step), signature.by.strip(), on, signature.back.strip())
    write_file(layout.reviews, csv_text(Review, (*dataset.column.reviews, row)).encode())
    told = f"《{piece.title}》{row.step.value}{row.result.value}（{row.by}，{on}）"
    say(f"已记入 {layout.relative(layout.reviews)}：{told}")
    say(_outlook(piece_at(_readable(examine(layout, on, on)), piece.path, on)))


def _outlook(piece: Piece) -> str:
    """Return what is still missing for a piece."""
    missing = "、".join(step.value for step in piece.standing.missing)
    return f"还差：{missing}" if missing else f"四步齐全，现在的状态：{piece.state.value}"


def _readable(examined: Examined) -> Dataset:
    if examined.dataset is None:
        raise DataError(examined.errors)
    return examined.dataset


def _step(word: str) -> ReviewStep:
    try:
        return ReviewStep(word)
    except ValueError:
        message = f"没有“{word}”这一步（应为 {' / '.join(ReviewStep)}）"
        raise DataError([Problem(path="", line=1, code="K402", message=message)]) from None
