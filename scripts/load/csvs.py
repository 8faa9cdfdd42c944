"""Strict CSV text to rows of text, each with its line; empty cells are absent."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from scripts.model.dataset import Loc
from scripts.problems import DataError, Problem, suggestion


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row: filled cells by column, and the line it begins on."""

    cells: dict[str, str]
    line: int

    @property
    def lines(self) -> dict[Loc, int]:
        """Every cell of the row stands on its line."""
        return {(): self.line, **{(column,): self.line for column in self.cells}}


def read_csv(text: str, shown: str, columns: Sequence[str]) -> list[Row]:
    """Parse ``text`` whose header must be exactly ``columns``; DataError lists all problems."""
    rows, problems = parse_csv(text, shown, columns)
    if problems:
        raise DataError(problems)
    return rows


def parse_csv(text: str, shown: str, columns: Sequence[str]) -> tuple[list[Row], list[Problem]]:
    """Parse ``text`` as far as possible; rows come back only if the header is right."""
    reader = csv.reader(io.StringIO(text), strict=True)
    rows: list[Row] = []
    problems: list[Problem] = []
    header: list[str] = []
    end = 0
    try:
        for cells in reader:
            first, end = end + 1, reader.line_num
            if first == 1:
                header = cells
                problems += _header_problems(header, columns, shown)
            elif len(cells) != len(header):
                problems.append(_length_problem(cells, header, shown, first))
            elif any(cells):
                filled = {name: cell for name, cell in zip(header, cells, strict=True) if cell}
                rows.append(Row(cells=filled, line=first))
    except csv.Error as error:
        message = f"引号或分隔有误（{error}），请检查双引号是否成对"
        problems.append(Problem(path=shown, line=end + 1, code="C103", message=message))
    if end == 0 and not problems:
        problems.append(Problem(path=shown, line=1, code="C104", message="文件是空的（应有表头行）"))
    return (rows if header == list(columns) else []), problems


def _header_problems(header: list[str], columns: Sequence[str], shown: str) -> list[Problem]:
    missing = [name for name in columns if name not in header]
    unknown = [name for name in header if name not in columns]
    found = [f"缺少列“{name}”" for name in missing]
    found += [f"未知的列“{name}”{suggestion(name, missing or columns)}" for name in unknown]
    found += [f"列“{name}”重复" for name in sorted({name for name in header if header.count(name) > 1})]
    if not found and header != list(columns):
        found = ["各列次序不对"]
    expected = "，".join(columns)
    return [
        Problem(path=shown, line=1, code="C101", message=f"{what}（表头应为 {expected}）") for what in found
    ]


def _length_problem(cells: list[str], header: list[str], shown: str, line: int) -> Problem:
    message = f"这一行的格数不对（应为 {len(header)} 格，实为 {len(cells)} 格）；含逗号的文字请加双引号"
    return Problem(path=shown, line=line, code="C102", message=message)
