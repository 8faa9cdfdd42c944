"""What a proposal does to the data's soundness: the problems of its head that its base does not have."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.history.git import GitError, scratch
from scripts.history.named import named_commit
from scripts.history.past import files_of
from scripts.paths import Layout
from scripts.pipeline import examine
from scripts.problems import DataError, Problem, Severity
from scripts.publish.tree import write_tree

_WAIVERS = "data/waivers.csv"
Days = tuple[date | None, date]
"""The day asked for, and today."""


def new_problems(
    root: Path, base: str, head: str, days: Days, incoming: Sequence[Path] = ()
) -> list[Problem]:
    """Return the errors of ``head`` that are not on ``base``, with the base's waivers: none waives its own.

    ``base`` '' means there is none yet.
    """
    try:
        with scratch(root, incoming) as ask:
            last = head if incoming else named_commit(root, head, "--head")
            after = files_of(ask, last)
            if not base:
                return _errors(after, days)
            before = files_of(ask, named_commit(root, base, "--base"))
    except GitError as error:
        message = f"git 读不出要核对的提交：{error}"
        raise DataError([Problem(path="", line=0, code="Q002", message=message)]) from None
    waived = {_WAIVERS: before[_WAIVERS]} if _WAIVERS in before else {}
    found = _errors({path: text for path, text in after.items() if path != _WAIVERS} | waived, days)
    known = {_same(each) for each in _errors(before, days)} if found else set()
    return [each for each in found if _same(each) not in known]


def _errors(files: Mapping[str, bytes], days: Days) -> list[Problem]:
    with TemporaryDirectory(prefix="proposed-") as folder:
        layout = Layout.at(folder)
        write_tree(layout.root, files)
        found = examine(layout, *days, with_form=True)
        return [each for each in found.errors if each.severity is Severity.ERROR]


def _same(problem: Problem) -> tuple[str, str, str]:
    """Return what stays the same when lines move."""
    return problem.path, problem.code, problem.message
