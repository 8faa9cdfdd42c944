"""Which problems a change brings, and which it solves; pure. A line that only moved is no new problem."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from scripts.problems import Problem, Severity


class Difference(NamedTuple):
    """Problems as ``check`` prints them."""

    new: tuple[str, ...]
    warned: tuple[str, ...]
    solved: tuple[str, ...]


def difference(before: Sequence[Problem], after: Sequence[Problem]) -> Difference:
    """Return the errors and warnings only ``after`` has, and what only ``before`` had."""
    came, went = _only(after, before), _only(before, after)
    return Difference(
        new=tuple(str(each) for each in came if each.severity is Severity.ERROR),
        warned=tuple(str(each) for each in came if each.severity is not Severity.ERROR),
        solved=tuple(map(str, went)),
    )


def _only(these: Sequence[Problem], those: Sequence[Problem]) -> list[Problem]:
    known = Counter(map(_same, those))
    found = []
    for each in sorted(these):
        if known[_same(each)]:
            known[_same(each)] -= 1
        else:
            found.append(each)
    return found


def _same(problem: Problem) -> tuple[str, str, str]:
    return problem.path, problem.code, problem.message
