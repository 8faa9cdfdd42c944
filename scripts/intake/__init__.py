"""Filings to commits: merged with what others wrote meanwhile, held to the rules, put on branches.

Nothing is written unless everything is right; the work tree and the present branch are never touched.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from scripts.filing.entries import Filing
from scripts.filing.files import Fetch
from scripts.forms.units import unit_named
from scripts.history.git import SHORT
from scripts.history.proposing import Draft, branched, committed
from scripts.history.report.phrases import sentence
from scripts.intake.ground import Ground, filer, known
from scripts.intake.items import checked, filed_items, kept
from scripts.intake.receipt import Received
from scripts.judging import judged
from scripts.problems import DataError, Problem

_FEW = 3
"""Items that are named in the first line of a commit."""


@dataclass(frozen=True, kw_only=True)
class Ready:
    """A filing that can be committed; a draft without files is nothing to commit."""

    received: Received
    draft: Draft
    branch: str


def take(ground: Ground, filings: Sequence[Filing], on: date, folder: Path | None) -> list[Received]:
    """Commit each filing on a branch of its own; DataError lists all that is wrong with any, and none is."""
    ready: list[Ready] = []
    problems: list[Problem] = []
    for filing in filings:
        try:
            ready.append(_ready(ground, filing, on, _fetching(folder)))
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(problems)
    commits = [committed(ground.root, each.draft) if each.draft.files else "" for each in ready]
    if refusals := [each for pair in zip(ready, commits, strict=True) for each in _refusals(ground, *pair)]:
        raise DataError(refusals)
    return [_branched(ground.root, *each) for each in zip(ready, commits, strict=True)]


def _refusals(ground: Ground, ready: Ready, commit: str) -> list[Problem]:
    """Return what a unit may not do, as ``check --base`` says it; no branch names the commit yet."""
    found = judged(ground.root, ground.commit, commit, "") if commit else []
    source = ready.received.source
    return [Problem(path=source, line=0, code=each.code, message=each.message) for each in found]


def _branched(root: Path, ready: Ready, commit: str) -> Received:
    if not commit:
        return ready.received
    branch = branched(root, ready.branch, commit, ready.draft)
    return replace(ready.received, branch=branch, commit=commit)


def _fetching(folder: Path | None) -> Fetch | None:
    """Return how the files of a folder are had: plain files in it, by their own name."""
    if folder is None:
        return None

    def fetch(name: str) -> bytes | None:
        path = folder / name
        is_inside = path.name == name and not path.is_symlink() and path.is_file()
        return path.read_bytes() if is_inside else None

    return fetch


def _ready(ground: Ground, filed: Filing, on: date, fetch: Fetch | None) -> Ready:
    known(ground, filed.base, filed.source)
    filing = replace(filed, unit=unit_named(ground.dataset, filed.unit).name)  # renamed since, it still files
    account, unit_id = filer(ground.dataset, filing.unit)
    items = filed_items(ground, filing, fetch)
    warnings, after = checked(ground, [each for each in items if not each.problems], on)
    if found := [problem for each in items for problem in each.problems]:
        raise DataError(found)
    received = Received(
        unit=filing.unit,
        mail=account.mails[0],
        source=filing.source,
        base=filing.base,
        on=on,
        office=next((each.data.campaign.office for each in items), ""),
        items=tuple(kept(filing.unit, each, after) for each in items),
        notes=filing.notes,
        warnings=tuple(warnings),
    )
    draft = Draft(
        parent=ground.commit,
        files={name: content for each in items for name, content in each.files.items()},
        message=_message(received),
        author=account.name,
        mail=account.mails[0],
    )
    return Ready(received=received, draft=draft, branch=f"report/{unit_id}/{on}")


def _message(received: Received) -> str:
    """Return the commit's message: what was filed on one line, then item by item."""
    told = [sentence(each.changes) for each in received.items if each.changes]
    numbers = [each.id for each in received.items if each.changes]
    more = f" 等 {len(numbers)} 个小项" if len(numbers) > _FEW else ""
    head = f"{received.unit}填报 {'、'.join(numbers[:_FEW])}{more}"
    return "\n".join([head, "", *told, "", f"来源：{received.source}；底本：{received.base[:SHORT]}"]) + "\n"
