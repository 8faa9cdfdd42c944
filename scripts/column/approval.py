"""One person's decision on one piece: whether it may be made, and the row it becomes."""

from datetime import date

from scripts.column.pieces import Piece, pieces
from scripts.column.reviews import refusal
from scripts.model.column import Review
from scripts.model.dataset import Dataset
from scripts.model.words import ReviewResult, ReviewStep
from scripts.problems import DataError, Problem, suggestion


def piece_at(dataset: Dataset, path: str, as_of: date) -> Piece:
    """Return the piece at ``path`` (below the root, or 栏目/文件名); DataError if none."""
    found = {piece.path: piece for piece in pieces(dataset, as_of)}
    for name in (path, f"docs/public/{path}", f"docs/public/{path}.md", f"data/publicity/{path}"):
        if name in found:
            return found[name]
    raise _refused(
        path, 1, "K400", f"没有这篇稿件{suggestion(path, found)}（应为 docs/public/栏目/文件名.md 等）"
    )


def decided(piece: Piece, step: ReviewStep, by: str, on: date, returned: str = "") -> Review:
    """Return the decision on the text as it stands now; ``returned`` is the reason for sending it back.

    DataError when the step is not to be done now, or not by this person.
    """
    reason = "" if returned else refusal(piece.standing.passed, step, by)
    if reason:
        raise _refused(piece.path, 1, "K401", reason)
    return Review(
        path=piece.path,
        step=step,
        result=ReviewResult.RETURNED if returned else ReviewResult.PASSED,
        by=by,
        on=on,
        digest=piece.digest,
        note=returned or None,
    )


def _refused(path: str, line: int, code: str, message: str) -> DataError:
    return DataError([Problem(path=path, line=line, code=code, message=message)])
