"""One person's decision on one piece: whether it may be made, and the row it becomes."""

from datetime import date

from scripts.column.pieces import Piece, pieces
from scripts.column.reviews import Register
from scripts.model.column import Review
from scripts.model.dataset import Dataset
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


def decided(register: Register, piece: Piece, row: Review) -> Review:
    """Return ``row``, a decision on the present text, if it may be made; else DataError says why not."""
    if reason := register.refusal(piece.standing.passed, row):
        raise _refused(piece.path, 1, "K401", reason)
    return row


def _refused(path: str, line: int, code: str, message: str) -> DataError:
    return DataError([Problem(path=path, line=line, code=code, message=message)])
