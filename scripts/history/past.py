"""A commit of the past: found by its day, tag or id, with the files it held."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from scripts.history.days import named_day
from scripts.history.git import FOLDERS, SHORT, Ask, GitError, run, scratch
from scripts.history.proof.freeze import SEALS
from scripts.history.proof.reading import tree_files
from scripts.history.repository import commit_of, tip
from scripts.history.times import CHINA, iso, seconds_of
from scripts.problems import DataError, Problem

_HELD = (*FOLDERS, SEALS)
_PORTABLE = re.compile(r"(?!.*(?:^|/)\.{0,2}(?:/|$))[^\\:\x00-\x1f]+")
"""A relative path that cannot leave its folder on any system."""

_LONGEST = 200
"""Bytes of one name: what every file system takes, a temporary ending included."""
_MB = 1_000_000
_LARGEST, _TOGETHER = 50 * _MB, 2000 * _MB


@dataclass(frozen=True, kw_only=True)
class Past:
    """What main held at a commit; ``day`` is the day in China it was recorded, or the day asked for."""

    commit: str
    day: date
    files: Mapping[str, bytes]


def past_of(root: Path, name: str) -> Past:
    """Return the past called ``name``; for a day, main as it stood at the day's end.

    DataError (H107) when there is no such day, tag or commit, or its files cannot be laid out.
    """
    last = tip(root)
    day = named_day(name)
    commit = _last_by(root, last, day) if day else commit_of(root, name)
    if not commit:
        wanted = "这一天以前还没有提交" if day else "不是日期、标签或提交，或者不在现在的历史里"
        raise _refused(f"--at 写的“{name[:60]}”{wanted}（应如 2026-07-01、市级初验 或提交编号）")
    return Past(commit=commit, day=day or _recorded(root, commit), files=_files(root, commit))


def _last_by(root: Path, last: str, day: date) -> str:
    """Return the newest commit of main recorded by the end of a day in China, or ''."""
    end = int(datetime.combine(day, time.max, CHINA).timestamp())
    said = run(root, "rev-list", "-1", "--first-parent", f"--before={end}", last, "--")
    return said.decode("ascii").strip()


def _recorded(root: Path, commit: str) -> date:
    said = run(root, "log", "-1", "--format=%ct", commit, "--").decode("ascii", "replace").strip()
    if moment := iso(seconds_of(said)):
        return date.fromisoformat(moment[:10])
    raise _refused(f"提交 {commit[:SHORT]} 的时间读不出（应写明日期，如 --at 2026-07-01）")


def _files(root: Path, commit: str) -> Mapping[str, bytes]:
    try:
        with scratch(root) as ask:
            return files_of(ask, commit)
    except GitError as error:
        raise _refused(f"git 取不出提交 {commit[:SHORT]} 的文件：{error}") from None


def files_of(ask: Ask, commit: str) -> Mapping[str, bytes]:
    """Return the files of a commit that a build is made of; DataError when a disk could not hold them."""
    _check_sizes(commit, ask("ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--", *_HELD))
    return tree_files(ask, commit, _HELD)


def _check_sizes(commit: str, listed: bytes) -> None:
    """Refuse what a disk or the memory cannot hold, before any of it is read."""
    total = 0
    for entry in filter(None, listed.split(b"\0")):
        about, name = entry.split(b"\t", 1)
        size, path = about.split()[3], name.decode("utf-8", "replace")
        if not _PORTABLE.fullmatch(path) or any(len(part) > _LONGEST for part in name.split(b"/")):
            raise _refused(f"提交 {commit[:SHORT]} 里有写不到磁盘上的文件名：{_shown(path)}")
        total += int(size) if size.isdigit() else 0
        if size.isdigit() and int(size) > _LARGEST:
            raise _refused(f"提交 {commit[:SHORT]} 里的 {_shown(path)} 超过 {_LARGEST // _MB} MB，不能取出")
    if total > _TOGETHER:
        raise _refused(f"提交 {commit[:SHORT]} 的文件一共超过 {_TOGETHER // _MB} MB，不能取出")


def _shown(path: str) -> str:
    return ascii(path[:60]) if not path.isprintable() or "\\" in path else path[:60]


def _refused(message: str) -> DataError:
    return DataError([Problem(path="", line=0, code="H107", message=message)])
