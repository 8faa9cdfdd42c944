"""Which part of the log a person asks for: from and to a day, a tag or a commit."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from scripts.history.changes import Change
from scripts.history.days import named_day
from scripts.history.mining.mine import History
from scripts.history.replay.effects import told, with_unscored
from scripts.history.replay.replay import Replay, effects_since
from scripts.history.report.flags import flags_of
from scripts.history.report.forms import Report
from scripts.history.report.wanted import EVERYTHING, Wanted, chosen
from scripts.history.repository import between, commit_of
from scripts.problems import DataError, Problem

_DEFAULT = timedelta(days=7)


def report_on(root: Path, history: History, since: str, until: str, wanted: Wanted = EVERYTHING) -> Report:
    """Return the changes ``wanted`` after ``since`` and up to ``until``.

    When nothing at all is said, those of the last seven days.
    """
    if not since and not until and wanted == EVERYTHING:
        since = _week_before(history)
    after, end = (str(day or "") for day in (named_day(since), named_day(until)))
    if after and end and after > end:
        raise _refused(f"--since {since} 晚于 --until {until}（应先写较早的）")
    start = "" if after or not since else _commit(root, since, "--since")
    last = history.tip if end or not until else _commit(root, until, "--until")
    kept = between(root, start, last)

    def is_asked(commit: str, recorded: str) -> bool:
        day = recorded[:10]
        return commit in kept and (not after or not day or day >= after) and (not end or day <= end)

    log = list(zip(history.changes, flags_of(history.changes, history.findings), strict=True))
    changes = [each for each in chosen(wanted, log) if is_asked(each[0].commit, each[0].recorded)]
    moved = _moved(root, history.tip, [change for change, _ in changes])
    findings = with_unscored(history.findings, moved.findings)
    return Report(
        period=f"{since or '最早'} 至 {until or '最新'}",
        changes=changes,
        findings=[each for each in findings if is_asked(each.commit, each.recorded)],
        is_part=wanted.is_part_of_a_record,
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


def _commit(root: Path, name: str, option: str) -> str:
    if found := commit_of(root, name):
        return found
    wanted = "不是日期、标签或提交，或者不在现在的历史里"
    raise _refused(f"{option} 写的“{name[:60]}”{wanted}（应如 2026-07-01、市级初验 或提交编号）")


def _refused(message: str) -> DataError:
    return DataError([Problem(path="", line=0, code="H106", message=message)])
