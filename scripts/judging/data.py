"""What a proposal does to the data's soundness: the problems it brings to its base."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.check import proposed_too_early
from scripts.history.git import Ask, GitError, scratch
from scripts.history.named import named_commit
from scripts.history.past import files_of
from scripts.history.proof.merges import merge_again
from scripts.paths import Layout
from scripts.pipeline import Examined, examine
from scripts.problems import DataError, Problem
from scripts.publish.tree import write_tree

_WAIVERS = "data/waivers.csv"
Days = tuple[date | None, date]
"""The day asked for, and today."""


def new_problems(
    root: Path, base: str, head: str, days: Days, incoming: Sequence[Path] = ()
) -> list[Problem]:
    """Return the errors that merging ``head`` brings to ``base`` ('' means there is none yet).

    The base's waivers count: a change does not waive its own errors.
    """
    try:
        with scratch(root, incoming) as ask:
            last = head if incoming else named_commit(root, head, "--head")
            first = named_commit(root, base, "--base") if base else ""
            tree, conflicts = _merged(ask, first, last) if first else (last, [])
            if conflicts:
                return [_conflict(path) for path in conflicts]
            try:
                before, after = files_of(ask, first) if first else {}, files_of(ask, tree)
            except DataError as error:  # a name or size no disk takes is an error like the others
                return list(error.problems)
    except GitError as error:
        message = f"git 读不出要核对的提交：{error}"
        raise DataError([Problem(path="", line=0, code="Q002", message=message)]) from None
    waived = {_WAIVERS: before[_WAIVERS]} if _WAIVERS in before else {}
    found = _errors({path: text for path, text in after.items() if path != _WAIVERS} | waived, days)
    known = {_same(each) for each in _errors(before, days)} if found else set()
    return [each for each in found if _same(each) not in known]


def _merged(ask: Ask, base: str, head: str) -> tuple[str, list[str]]:
    """Return what will lie on main, and the paths that do not merge; a head that stands on main is that."""
    if ask("merge-base", base, head, ok=(0, 1)).decode("ascii").strip() == base:
        return head, []
    tree, conflicts = merge_again(ask, (base, head))
    return tree, sorted(conflicts)


def _conflict(path: str) -> Problem:
    message = "与主分支上的改动冲突，合不到一起（应先取回主分支合并，再提交）"
    return Problem(path=path, line=1, code="Q003", message=message)


def _errors(files: Mapping[str, bytes], days: Days) -> list[Problem]:
    with TemporaryDirectory(prefix="proposed-") as folder:
        layout = Layout.at(folder)
        write_tree(layout.root, files)
        found = examine(layout, *days, with_form=True)
        return [*found.errors, *too_early(found, days)]


def too_early(found: Examined, days: Days) -> list[Problem]:
    """Return the days in a proposal that have not come: what is dated ahead would hold for ever.

    A county that is computed for a day gone by may still be told what happened until today.
    """
    asked, today = days
    return proposed_too_early(found.dataset, asked or max(found.clock.as_of, today)) if found.dataset else []


def _same(problem: Problem) -> tuple[str, str, str]:
    """Return what stays the same when lines move."""
    return problem.path, problem.code, problem.message
