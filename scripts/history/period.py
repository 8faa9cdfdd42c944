"""Which part of the log a person asks for: from and to a day, a tag or a commit."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from scripts.history.changes import Change
from scripts.history.effects import told, with_unscored
from scripts.history.flags import flags_of
from scripts.history.mine import History
from scripts.history.replay import Replay, effects_since
from scripts.history.report import Report
from scripts.history.repository import between, commit_of
from scripts.history.wanted import EVERYTHING, Wanted
from scripts.problems import DataError, Problem

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DEFAULT = timedelta(days=7)


def report_on(root: Path, history: History, since: str, until: str, wanted: Wanted = EVERYTHING) -> Report:
    """Return the changes ``wanted`` after ``since`` and up to ``until``.

    When nothing at all is said, those of the last seven days.
    """
    if not since and not until and wanted == EVERYTHING:
        since = _week_before(history)
    after, end = (str(day or "") for day in (named_day(since), named_day(until)))
    start = "" if after or not since else _commit(root, since, "--since")
    last = history.tip if end or not until else _commit(root, until, "--until")
    kept = between(root, start, last)

    def is_asked(commit: str, recorded: str) -> bool:
        day = recorded[:10]
        return commit in kept and (not after or day >= after) and (not end or day <= end)

    flagged = zip(history.changes, flags_of(history.changes, history.findings), strict=True)
    changes = [
        (change, flags)
        for change, flags in flagged
        if wanted.holds(change, flags) and is_asked(change.commit, change.recorded)
    ]
    moved = _moved(root, history.tip, [change for change, _ in changes])
    findings = with_unscored(history.findings, moved.findings)
    return Report(
        period=f"{since or '最早'} 至 {until or '最新'}",
        changes=changes,
        findings=[each for each in findings if is_asked(each.commit, each.recorded)],
        effects=told(moved.effects, [change for change, _ in changes], history.changes),
    )


def _moved(root: Path, last: str, changes: Sequence[Change]) -> Replay:
    """Return what the commits that brought these changes moved."""
    if not changes:
        return Replay({}, (), ())
    return effects_since(root, last, min(each.recorded for each in changes)[:10])


def _week_before(history: History) -> str:
    last = max((each.recorded for each in history.changes), default="")
    return (datetime.fromisoformat(last) - _DEFAULT).date().isoformat() if last else ""


def named_day(text: str) -> date | None:
    """Return the day a text names, None when it is no date; DataError for a day that does not exist."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _refused(f"没有 {text} 这一天（应为日历上有的日期）") from None


def _commit(root: Path, name: str, option: str) -> str:
    if found := commit_of(root, name):
        return found
    raise _refused(f"{option} 写的“{name[:60]}”不是日期、标签或提交（应如 2026-07-01、市级初验 或提交编号）")


def _refused(message: str) -> DataError:
    return DataError([Problem(path=".git", line=1, code="H106", message=message)])
