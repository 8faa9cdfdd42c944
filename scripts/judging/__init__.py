"""A proposal before the judge: the law from the base's objects, the changes from the head's; reads only.

Nothing of the head is run or believed: its accounts, units and standard are data like the rest.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from scripts.filing.driver import joined
from scripts.history.git import Ask, GitError, scratch
from scripts.history.named import named_commit
from scripts.history.proof.reading import tree_files
from scripts.history.proposed import Brought, names_of, proposed
from scripts.history.reported import Signed, reporters
from scripts.history.touch import Versions, held_at, touch_of
from scripts.judging.texts import unwritable
from scripts.load.files import csv_file
from scripts.model.accounts import Account
from scripts.model.fields import Record
from scripts.model.standard import Item
from scripts.model.units import Unit
from scripts.powers.grounds import Ground, plot_of, sister
from scripts.powers.judge import judge
from scripts.powers.proposal import Judgement, Law, Proposal, Refusal
from scripts.problems import DataError, Problem

R = TypeVar("R", bound=Record)
_ACCOUNTS, _UNITS = "data/accounts.csv", "data/units.csv"
_STANDARD = re.compile(r"data/campaigns/([^/_.][^/]*)/standard\.csv")
_ITEMS = (Ground.PROGRESS, Ground.EVIDENCE, Ground.VERDICT)


def judged(root: Path, base: str, head: str, actor: str) -> list[Refusal]:
    """Return what may not be done of what ``head`` brings to ``base``; DataError when it cannot be told."""
    return list(judgement(root, base, head, actor).refusals)


def judgement(root: Path, base: str, head: str, actor: str) -> Judgement:
    """Judge the commits of ``head`` that ``base`` does not have, by the base's accounts and units.

    ``base`` and ``head`` are names of commits, ``actor`` the login the git server vouches for or ''.
    Several logins, with commas between, must each be allowed all of it: who opened, and who pushed.
    """
    first, last = named_commit(root, base, "--base"), named_commit(root, head, "--head")
    one, *others = dict.fromkeys(filter(None, actor.split(","))) or ("",)
    try:
        with scratch(root) as ask:
            proposal = proposal_of(ask, first, last, one)
            found = [judge(replace(proposal, actor=each)) for each in (one, *others)]
            return together([*found, Judgement(refusals=tuple(unwritable(ask, proposal)))])
    except GitError as error:
        raise _unusable(f"git 读不出要判断的提交：{error}") from None


def together(found: Iterable[Judgement]) -> Judgement:
    """Return several judgements of one proposal as one; what they share is told once."""
    all_ = list(found)
    return Judgement(
        refusals=tuple(dict.fromkeys(refusal for each in all_ for refusal in each.refusals)),
        remarks=tuple(dict.fromkeys(remark for each in all_ for remark in each.remarks)),
    )


def proposal_of(ask: Ask, base: str, head: str, actor: str) -> Proposal:
    """Return what is proposed, with the law it is judged by."""
    if not ask("merge-base", base, head, ok=(0, 1)).strip():
        raise _unusable("提出的改动和主分支没有共同的历史（应从主分支拉分支再改）")
    commits = proposed(ask, base, head, joined_by_driver)
    paths = [touch.path for each in commits for touch in each.touches]
    return Proposal(
        base=base,
        head=head,
        actor=actor,
        commits=commits,
        law=law_of(ask, base, paths),
        reporters=_reporters(ask, commits),
        names=() if any(each.faults for each in commits) else names_of(ask, head),
        left=_standing(ask, head, paths),
    )


def law_of(ask: Ask, commit: str, paths: Iterable[str] = ()) -> Law:
    """Return accounts, units and items as a commit has them, and what stands at some items' paths."""
    files = tree_files(ask, commit, [_ACCOUNTS, _UNITS, "data/campaigns"])
    standards = {path: text for path, text in files.items() if _campaign(path)}
    return Law(
        accounts=_table(files, _ACCOUNTS, Account),
        units=_table(files, _UNITS, Unit),
        items={
            (_campaign(path), item.item_id): item
            for path in standards
            for item in _table(standards, path, Item)
        },
        standing=_standing(ask, commit, paths),
    )


def _campaign(path: str) -> str:
    """Return the campaign whose standard a path is, or ''."""
    found = _STANDARD.fullmatch(path)
    return found[1] if found else ""


def _table(files: Mapping[str, bytes], path: str, model: type[R]) -> tuple[R, ...]:
    """Return the rows that can be read: one that cannot gives nobody any power."""
    try:
        return csv_file(files.get(path, b"").decode("utf-8"), path, model).records
    except (UnicodeDecodeError, DataError):
        return ()


def _standing(ask: Ask, commit: str, paths: Iterable[str]) -> dict[str, Mapping[str, str]]:
    wanted = set()
    for path in paths:
        plot = plot_of(path)
        if plot.ground in _ITEMS:
            own = f"data/campaigns/{plot.campaign}/progress/{plot.item}.yml"
            wanted |= {own, sister(own, "verdicts")}
    held = held_at(ask, commit, sorted(wanted))
    versions = Versions(ask, held.values())
    return {path: touch_of(path, "", each, versions).now for path, each in held.items()}


def _reporters(ask: Ask, commits: Sequence[Brought]) -> dict[tuple[str, str], tuple[Signed, ...]]:
    return {
        (each.commit, path): reporters(ask, each.commit, path, folder, joined_by_driver)
        for each in commits
        for touch in each.touches
        if plot_of(touch.path).ground is Ground.VERDICT
        for path in [sister(touch.path, "progress")]
        for folder in [sister(touch.path, "evidence").removesuffix(".yml")]
    }


def joined_by_driver(start: bytes, ours: bytes, theirs: bytes, path: str) -> bytes | None:
    """Return what our merge driver makes of a progress file; None where it leaves something to people."""
    text, told = joined(start, ours, theirs, path)
    return None if told else text


def _unusable(message: str) -> DataError:
    return DataError([Problem(path="", line=0, code="Q002", message=message)])
