"""Filings to commits: merged with what others wrote meanwhile, held to the rules, put on branches.

Of a filing that is not wholly right nothing is taken; the work tree and the present branch are never touched.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from scripts.check.inner_words import CODES
from scripts.filing.files import Fetch
from scripts.forms.units import unit_named
from scripts.guard.text import veiled
from scripts.history.git import SHORT
from scripts.history.proposing import Draft, branched, committed, waiting
from scripts.history.report.phrases import sentence
from scripts.intake.ground import Ground, filer, known
from scripts.intake.items import FiledItem, checked, filed_items
from scripts.intake.keeping import kept
from scripts.intake.reading import Sent
from scripts.intake.receipt import Received, Turned
from scripts.intake.refusals import refusal_at
from scripts.judging import judged
from scripts.problems import DataError, Problem

_FEW = 3
"""Items that are named in the first line of a commit."""


@dataclass(frozen=True, kw_only=True)
class Ready:
    """A filing on its way; a draft without files is nothing to commit, one with problems is only judged."""

    received: Received
    draft: Draft
    branch: str
    items: tuple[FiledItem, ...]
    problems: tuple[Problem, ...]


def take(ground: Ground, sent: Sequence[Sent], on: date, folder: Path | None) -> list[Received | Turned]:
    """Commit each filing that is wholly right on a branch of its own; of any other say all that is wrong."""
    return [_taken(ground, each, on, _fetching(folder)) for each in sent]


def _taken(ground: Ground, sent: Sent, on: date, fetch: Fetch | None) -> Received | Turned:
    """Return a filing on its branch; what was wrong in reading, merging, rules and powers is told at once."""
    try:
        ready = _ready(ground, sent, on, fetch)
        is_lasting = any(each.code in CODES.values() for each in ready.problems)  # not even an object of it
        commit = committed(ground.root, ready.draft) if ready.draft.files and not is_lasting else ""
        found = [*ready.problems, *(_refusals(ground, ready, commit) if commit else ())]
        if not found:
            return _branched(ground, ready, commit)
    except DataError as error:
        found = [*sent.problems, *error.problems]
    return Turned(
        unit=sent.filing.unit if sent.filing else "",
        source=sent.source,
        base=sent.filing.base if sent.filing else "",
        on=on,
        problems=tuple(sorted({replace(each, message=veiled(each.message)) for each in found})),
    )


def _refusals(ground: Ground, ready: Ready, commit: str) -> list[Problem]:
    """Return what a unit may not do, as ``check --base`` says it; no branch names the commit yet."""
    found = judged(ground.root, ground.commit, commit, "")
    return [refusal_at(ready.items, each, ready.received.source) for each in found]


def _branched(ground: Ground, ready: Ready, commit: str) -> Received:
    folder = ready.branch.rpartition("/")[0]
    received = replace(ready.received, waiting=waiting(ground.root, folder, ground.commit))
    if not commit:
        return received
    branch = branched(ground.root, ready.branch, commit, ready.draft)
    return replace(received, branch=branch, commit=commit)


def _fetching(folder: Path | None) -> Fetch | None:
    """Return how the files of a folder are had: plain files in it, by their own name."""
    if folder is None:
        return None

    def fetch(name: str) -> bytes | None:
        path = folder / name
        is_inside = path.name == name and not path.is_symlink() and path.is_file()
        return path.read_bytes() if is_inside else None

    return fetch


def _ready(ground: Ground, sent: Sent, on: date, fetch: Fetch | None) -> Ready:
    if sent.filing is None:
        raise DataError(sent.problems)
    known(ground, sent.filing.base, sent.source)
    now = unit_named(ground.dataset, sent.filing.unit).name  # renamed since, it still files
    filing = replace(sent.filing, unit=now)
    account, unit_id = filer(ground.dataset, filing.unit)
    items = filed_items(ground, filing, fetch)
    warnings, after = checked(ground, [each for each in items if not each.problems], on)
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
        files={name: content for each in items if each.is_sound for name, content in each.files.items()},
        message=_message(received),
        author=account.name,
        mail=account.mails[0],
    )
    found = (*sent.problems, *(problem for each in items for problem in each.problems))
    branch = f"report/{unit_id}/{on}"
    return Ready(received=received, draft=draft, branch=branch, items=tuple(items), problems=found)


def _message(received: Received) -> str:
    """Return the commit's message: what was filed on one line, then item by item."""
    told = [sentence(each.changes) for each in received.items if each.changes]
    numbers = [each.id for each in received.items if each.changes]
    more = f" 等 {len(numbers)} 个小项" if len(numbers) > _FEW else ""
    head = f"{received.unit}填报 {'、'.join(numbers[:_FEW])}{more}"
    source = f"来源：{received.source}；底本：{received.base[:SHORT]}"
    return veiled("\n".join([head, "", *told, "", source]) + "\n")
