"""Files that departments sent, and branches the web form saved → filings, each on the commit it stands on."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.filing.entries import Filing
from scripts.forms.reading import Based, form_read
from scripts.history.git import scratch
from scripts.history.past import files_of
from scripts.history.unseen import clean
from scripts.intake.branches import branch_filing, is_branch
from scripts.intake.ground import Ground, known, refused
from scripts.load.dataset import load
from scripts.paths import Layout
from scripts.problems import DataError, Problem
from scripts.publish.tree import write_tree

_ENDINGS = (".xlsx", ".csv")


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What came in at once: the filing, None when it could not be read, and what is wrong with it."""

    source: str
    filing: Filing | None = None
    problems: tuple[Problem, ...] = ()


def forms_at(name: str) -> list[str]:
    """Return the forms in a folder, sorted; what is no folder is itself the form."""
    path = Path(name)
    if not path.is_dir():
        return [name]
    found = sorted(
        str(each) for each in path.iterdir() if each.suffix.lower() in _ENDINGS and each.name[0] not in "~."
    )
    if not found:
        raise refused(name, "X160", "文件夹里没有填报表（应有 xlsx 或 csv 文件）")
    return found


def read_forms(ground: Ground, names: Sequence[str], unit: str) -> list[Sent]:
    """Return what can be read of some files, and what is wrong with each."""
    based: dict[str, Based] = {}
    return [_sent(ground, name, unit, based) for name in names]


def _sent(ground: Ground, name: str, unit: str, based: dict[str, Based]) -> Sent:
    if is_branch(name):
        return _saved(ground, name, unit)
    source = clean(Path(name).name)  # it stands in receipt and commit
    try:
        read = form_read(source, _content(name), lambda commit: _at(ground, commit, based), unit)
    except DataError as error:
        return Sent(source=source, problems=error.problems)
    return Sent(source=source, filing=read.filing, problems=read.problems)


def _saved(ground: Ground, branch: str, unit: str) -> Sent:
    try:
        return Sent(source=clean(branch), filing=branch_filing(ground, branch, unit))
    except DataError as error:
        return Sent(source=clean(branch), problems=error.problems)


def _content(name: str) -> bytes:
    path = Path(name)
    try:
        return path.read_bytes()
    except OSError:
        raise refused(name, "X160", "文件打不开（应为交来的填报表文件，路径要写对）") from None


def _at(ground: Ground, commit: str, based: dict[str, Based]) -> Based:
    """Return the data at a commit of this history ('' = the present one), read once."""
    day = ground.before.clock.as_of
    if commit in ("", ground.commit):
        return Based(commit=ground.commit, dataset=ground.before.usable(), as_of=day)
    if commit not in based:
        known(ground, commit, "填报表")
        with TemporaryDirectory(prefix="base-") as folder, scratch(ground.root) as ask:
            write_tree(Path(folder), files_of(ask, commit))
            dataset, problems = load(Layout.at(folder))
        if dataset is None:
            raise DataError(problems)
        based[commit] = Based(commit=commit, dataset=dataset, as_of=day)
    return based[commit]
