"""What the task ``form`` does: one unit's workbook, or every unit's, from what is committed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.commands import OK, PROBLEMS, day_of, say, today
from scripts.forms.contents import Ground, form_of
from scripts.forms.units import unit_named
from scripts.forms.writing import written
from scripts.history.git import head
from scripts.history.past import past_of
from scripts.model.dataset import Dataset
from scripts.model.units import Unit
from scripts.model.words import UnitKind
from scripts.paths import Layout
from scripts.pipeline import Examined, examine
from scripts.problems import DataError, Problem
from scripts.publish.tree import write_file, write_tree

ALL = "全部"


def run_form(root: str, unit: str, out: str, campaign: str, as_of: str) -> int:
    """Write the form of a unit, or those of all units into a folder; say where they are."""
    layout = Layout.at(root)
    with _committed(layout, day_of(as_of)) as (examined, base):
        dataset = examined.usable()
        ground = Ground.of(dataset, campaign, base, examined.clock.as_of)
        units = _all(dataset) if unit == ALL else [unit_named(dataset, unit)]
    folder = Path(out) if unit == ALL and out else Path()
    for each in units:
        path = Path(out) if out and unit != ALL else folder / f"填报表-{each.name}-{ground.as_of}.xlsx"
        if not _written(path, written(form_of(ground, each))):
            return PROBLEMS
    say("填黄色的格，填完发给双拥办；收表：python3 tasks.py intake 文件名")
    return OK


@contextmanager
def _committed(layout: Layout, as_of: date | None) -> Iterator[tuple[Examined, str]]:
    """Give what is committed at HEAD, for a form tells what it stands on by its commit."""
    commit = head(layout.root)
    if commit is None:
        message = "数据还没有提交到 git，填报表写不出底本（应先 git commit）"
        raise DataError([Problem(path="", line=0, code="X103", message=message)])
    if not commit.is_dirty:
        yield examine(layout, as_of, today()), commit.id
        return
    say("有还没有提交的改动，填报表按最近一次提交的数据写")
    with TemporaryDirectory(prefix="form-") as folder:
        write_tree(Path(folder), past_of(layout.root, commit.id).files)
        yield examine(Layout.at(folder), as_of, today()), commit.id


def _all(dataset: Dataset) -> list[Unit]:
    return [unit for unit in dataset.units if unit.kind is not UnitKind.GROUP]


def _written(path: Path, content: bytes) -> bool:
    if path.is_dir():
        say(f"写不了 {path}：这是文件夹（--out 应为文件名；--unit {ALL} 时才是文件夹）")
        return False
    try:
        write_file(path, content)
    except OSError:
        say(f"写不了 {path}：请关闭正在打开它的程序，或换一个文件名")
        return False
    say(f"已写入 {path}")
    return True
