"""What is wrong with the data, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from unicodedata import category

_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
"""Controls, signs of direction, halves of characters: in a terminal they would rewrite what it shows."""


class Severity(StrEnum):
    """An error stops the build; a warning is listed and the build goes on."""

    ERROR = "错误"
    WARNING = "警告"


@dataclass(frozen=True, kw_only=True, order=True)
class Problem:
    """One finding. ``path`` is relative to the root, '' for what was asked; ``line`` counts from 1.

    A place without lines, such as a cell of a workbook, has line 0. ``missing`` are the keys that
    should stand at the place.
    """

    path: str
    line: int
    code: str
    message: str
    severity: Severity = Severity.ERROR
    missing: tuple[str, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        """Return ``路径:行: 代码 说明``, on one line, with a mark when it is only a warning."""
        mark = "" if self.severity is Severity.ERROR else "〔警告〕"
        message = _visible(" ".join(self.message.splitlines()))
        path = "".join(char if char.isprintable() else "?" for char in self.path)
        place = f"{path}:{self.line}: " if self.line else f"{path}: "
        return f"{place if path else ''}{self.code} {mark}{message}"


def _visible(text: str) -> str:
    """Return a text with characters nobody can see escaped."""
    if text.isprintable():
        return text
    return "".join(f"\\u{ord(each):04x}" if category(each) in _UNSEEN else each for each in text)


class DataError(Exception):
    """The data cannot be used as they are; ``problems`` says why, all at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems sorted, without repeats."""
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def suggestion(unknown: str, known: Iterable[str]) -> str:
    """Return ``，是不是“…”？``, or nothing when no known word is near."""
    near = get_close_matches(unknown, list(known), n=1, cutoff=0.5)
    return f"，是不是“{near[0]}”？" if near else ""
