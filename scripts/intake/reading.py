"""Files that departments sent → filings: each is read on the commit it stands on."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.filing.entries import Filing
from scripts.forms.reading import Based, read_form
from scripts.history.git import scratch
from scripts.history.past import files_of
from scripts.history.unseen import clean
from scripts.intake.ground import Ground, known, refused
from scripts.load.dataset import load
from scripts.paths import Layout
from scripts.problems import DataError, Problem
from scripts.publish.tree import write_tree

_ENDINGS = (".xlsx", ".csv")


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


def read_forms(ground: Ground, names: Sequence[str], unit: str) -> list[Filing]:
    """Return the filings of some files; DataError lists what is wrong with any of them."""
    found: list[Filing] = []
    problems: list[Problem] = []
    based: dict[str, Based] = {}
    for name in names:
        try:
            content, shown = _content(name), clean(Path(name).name)  # it stands in receipt and commit
            found.append(read_form(shown, content, lambda commit: _at(ground, commit, based), unit))
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(problems)
    return found


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
