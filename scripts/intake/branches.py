"""A branch the form under /edit/ saved → a filing of the unit it is named after.

The form's own server commits as the clone it runs in, so who reported is in the branch's name alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as File

from scripts.filing.entries import Entry, Filing, Path
from scripts.filing.flat import Flat
from scripts.filing.merge import differences
from scripts.filing.names import field_of
from scripts.filing.text import flat_of
from scripts.forms.units import unit_named
from scripts.history.git import run
from scripts.history.kinds import place_of
from scripts.history.named import named_commit
from scripts.history.proposing import content_at
from scripts.history.report.words import field_words
from scripts.intake.ground import Ground, refused
from scripts.model.units import Unit

_NAMED = re.compile(r"(?:[^/]+/)?cms/(?P<collection>[^/]+)/(?P<item>[^/]+)")
_LISTS = ("steps", "evidence", "reports")
_HEAD = 2
"""Parts of a path that name an entry of a list."""


@dataclass(frozen=True, kw_only=True)
class _Saved:
    """One progress file of a branch: the record where the branch began, and as it was saved."""

    campaign: str
    item: str
    was: Flat
    now: Flat


def is_branch(name: str) -> bool:
    """Whether a name given to ``intake`` is a branch of the form, and no file."""
    return _NAMED.fullmatch(name) is not None and not File(name).exists()


def branch_filing(ground: Ground, name: str, unit: str) -> Filing:
    """Return what a branch changes since it left main; DataError when it holds other things as well."""
    whose = _unit_of(ground, name)
    if unit and unit_named(ground.dataset, unit).name != whose.name:
        raise refused(name, "X163", f"这是{whose.name}的网页填报，不是“{unit}”的（应去掉 --unit）")
    head = named_commit(ground.root, name, "intake")
    base = run(ground.root, "merge-base", ground.commit, head, ok=(0, 1)).decode("ascii").strip()
    if not base:
        raise refused(name, "X163", "和现在的数据没有共同的历史，不是在这个仓库里填的")
    saved = list(_saved(ground, name, base, head))
    entries = tuple(entry for each in saved for entry in _entries(each, name))
    return Filing(unit=whose.name, base=base, source=name, entries=entries)


def _unit_of(ground: Ground, name: str) -> Unit:
    """Return the unit whose collection of the form the branch is of."""
    found = _NAMED.fullmatch(name)
    collection = found["collection"] if found else ""
    for data in ground.dataset.campaigns:
        for unit in ground.dataset.units:
            if collection == f"{data.campaign.id}-{unit.id}":
                return unit
    message = (
        "分支的名字里没有单位，不是单位的网页填报（应如 cms/活动-单位代号/小项；稿件请看过以后用 git 合并）"
    )
    raise refused(name, "X163", message)


def _saved(ground: Ground, name: str, base: str, head: str) -> Iterator[_Saved]:
    folders = {data.folder.rpartition("/")[2]: data.campaign.id for data in ground.dataset.campaigns}
    said = run(ground.root, "diff-tree", "-r", "-z", "--no-renames", "--name-only", base, head)
    for path in said.decode("utf-8", "replace").split("\0")[:-1]:
        place = place_of(path)
        if place.kind != "progress" or place.campaign not in folders:
            message = f"还改了 {path[:80]}；网页填报只收进度，这个分支请看过以后用 git 合并"
            raise refused(name, "X163", message)
        was, now = (
            flat_of(content_at(ground.root, commit, path), f"{name}:{path}") for commit in (base, head)
        )
        yield _Saved(campaign=folders[place.campaign], item=place.stem, was=was, now=now)


def _entries(saved: _Saved, name: str) -> Iterator[Entry]:
    """Yield the fields that differ; entries of lists that are new get their names when they are merged."""
    fresh = _fresh(saved)
    for path, old, new in differences(saved.was, saved.now):
        head = fresh.get(path[:_HEAD])
        if path == ("id",) or (head and path[-1] == "id"):
            continue
        where = f"{name}〔{field_words('progress', field_of(path))}〕"
        own = (*head, *path[_HEAD:]) if head else path
        yield Entry(campaign=saved.campaign, item=saved.item, path=own, old=old, new=new, where=where)


def _fresh(saved: _Saved) -> dict[Path, Path]:
    """Return the names ``+1`` … for the entries of lists that the branch began."""
    known = {path[:_HEAD] for path in saved.was}
    heads = [path[:_HEAD] for path in saved.now if path[0] in _LISTS and path[:_HEAD] not in known]
    return {head: (head[0], f"+{number}") for number, head in enumerate(dict.fromkeys(heads), 1)}
