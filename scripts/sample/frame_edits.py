"""The edits of what nobody's item owns: the beginning, the column, registers, the campaign's frame."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta

from scripts.sample.edit import Edit
from scripts.sample.frame import ARTICLES, COLUMN_FILE, PROBLEMS, Frame, Moment
from scripts.sample.wording import problem_message

COLUMN_WORDS = "双拥专栏："
_MEDIA = "县融媒体中心"


def frame_edits(frame: Frame) -> Iterator[Edit]:
    """Yield what the office and the media centre do outside the items; the office starts with everything."""
    moments = frame.moments()
    start = datetime.combine(moments[0].day, time(9, 5))
    now = frame.at(moments[0])
    docs = {path: data for path, data in now.items() if path.startswith("docs/")}
    data = {path: content for path, content in now.items() if path not in docs}
    yield Edit(at=start, unit="", message="建库：考评标准、计分规则、责任单位和工作日历", files=data)
    guides = start + timedelta(minutes=24)
    yield Edit(at=guides, unit="", message="使用指南和双拥专栏上线", files=docs)
    for number, moment in enumerate(moments[1:], 1):
        then = frame.at(moment)
        changed = {path: data for path, data in then.items() if now.get(path) != data}
        yield from _moment_edits(frame, moment, number, now, changed)
        now = then


def _moment_edits(
    frame: Frame, moment: Moment, number: int, before: Mapping[str, bytes], changed: Mapping[str, bytes]
) -> Iterator[Edit]:
    at = datetime.combine(moment.day, time(9, 0)) + timedelta(minutes=number % 50)
    for path, content in changed.items():
        if path.startswith(ARTICLES):
            title = re.findall(r"(?m)^title: (.+)$", content.decode())[0]
            later = at + timedelta(minutes=40 + len(path))
            yield Edit(at=later, unit=_MEDIA, message=f"{COLUMN_WORDS}发布《{title}》", files={path: content})
        elif path == PROBLEMS:
            words = problem_message(before[path].decode(), content.decode())
            later = at + timedelta(hours=7)
            yield Edit(at=later, unit="", message=words, files={path: content})
        elif path == COLUMN_FILE:
            words = f"{COLUMN_WORDS}大事记补{moment.day.month}月{moment.day.day}日一条"
            later = at + timedelta(minutes=95)
            yield Edit(at=later, unit="", message=words, files={path: content})
        else:
            yield Edit(at=at, unit="", message=_frame_words(frame, moment), files={path: content})
            at += timedelta(minutes=7)


def _frame_words(frame: Frame, moment: Moment) -> str:
    row = frame.texts[moment.texts - 1] if moment.texts else None
    if row and row["on"] == moment.day.isoformat():
        return row["reason"]
    return f"领导小组组成人员变动，按{moment.day.month}月{moment.day.day}日通知调整名单"
