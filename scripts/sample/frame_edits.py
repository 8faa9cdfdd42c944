"""The edits of what nobody's item owns: the beginning, the column, registers, the campaign's frame."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta

from scripts.sample.column import ARTICLES, REVIEWS, TABLES, title_of, why_corrected
from scripts.sample.edit import Edit
from scripts.sample.frame import COLUMN_FILE, PROBLEMS, Frame, Moment
from scripts.sample.wording import problem_message

COLUMN_WORDS = "双拥专栏："
_MEDIA = "县融媒体中心"
_COLUMN = (ARTICLES, TABLES, COLUMN_FILE)
_NAMES = {
    "index.md": "各栏目首页",
    "publicity.yml": "对外公开内容",
    "benefits.csv": "优待目录",
    "places.csv": "双拥阵地",
    "questions.csv": "应知应会题",
}
"""What the pieces that are no articles are called."""


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
    column = {path: data for path, data in changed.items() if path.startswith(_COLUMN)}
    yield from _column_edits(frame, at, before, column)
    others = {path: data for path, data in changed.items() if path not in column}
    for path, content in others.items():
        if path == PROBLEMS:
            words = problem_message(before[path].decode(), content.decode())
            yield Edit(at=at + timedelta(hours=7), unit="", message=words, files={path: content})
        else:
            yield Edit(at=at, unit="", message=_frame_words(frame, moment), files={path: content})
            at += timedelta(minutes=7)


def _column_edits(
    frame: Frame, at: datetime, before: Mapping[str, bytes], changed: Mapping[str, bytes]
) -> Iterator[Edit]:
    """Yield the decisions of a day by the office, then each article by the media centre.

    What the office itself writes, a table or a correction that has passed, comes
    with the decisions: no text stands there for an hour that others were signed for.
    """
    rows = _new_rows(before, changed)
    passed = {path for path, *_ in rows if path in before}
    own = {path: data for path, data in changed.items() if not path.startswith(ARTICLES) or path in passed}
    if own:
        yield Edit(at=at, unit="", message=f"{COLUMN_WORDS}{_decided(frame, at, rows, own)}", files=own)
    for path in changed:
        if path.endswith(".md") and path not in own:
            files = {name: changed[name] for name in (path, *_beside(frame, path)) if name in changed}
            later = at + timedelta(minutes=40 + len(path))
            yield _article_edit(path, files, later, is_new=path not in before)


def _new_rows(before: Mapping[str, bytes], changed: Mapping[str, bytes]) -> list[list[str]]:
    """Return the decisions added to the reviews."""
    now = changed.get(REVIEWS, before[REVIEWS]).decode()
    return [line.split(",") for line in now.removeprefix(before[REVIEWS].decode()).splitlines()]


def _article_edit(path: str, files: Mapping[str, bytes], at: datetime, *, is_new: bool) -> Edit:
    """Return an article as the media centre hands it in; the office merges it on the same day."""
    title, why = title_of(files[path]), why_corrected(files[path])
    words = f"《{title}》稿件" if is_new else f"更正《{title}》，待审：{why}"
    return Edit(at=at, unit=_MEDIA, message=f"{COLUMN_WORDS}{words}", files=files, urgent=True)


def _decided(frame: Frame, at: datetime, rows: Sequence[Sequence[str]], files: Mapping[str, bytes]) -> str:
    """Return what was decided: steps passed, texts sent back, corrections with their reasons."""
    names = list(dict.fromkeys(_name(frame, path) for path, *_ in rows))
    returned = [_name(frame, path) for path, _, result, *_ in rows if result == "退回"]
    why = [reason for path in files if (reason := why_corrected(files[path]))]
    words = [f"大事记补{at.month}月{at.day}日一条"] if COLUMN_FILE in files else []
    words += [f"审核{'、'.join(names)}"] if names else []
    words += [f"退回{'、'.join(returned)}"] if returned else []
    words += [f"更正原因：{'；'.join(why)}"] if why else []
    return "，".join(words) or "更新公开表格"


def _name(frame: Frame, path: str) -> str:
    if path.startswith(ARTICLES) and not path.endswith("/index.md"):
        return f"《{title_of(frame.final[path])}》"
    return _NAMES.get(path.rpartition("/")[2], path)


def _beside(frame: Frame, path: str) -> list[str]:
    return [name for name, owner in frame.column.owners.items() if owner == path]


def _frame_words(frame: Frame, moment: Moment) -> str:
    row = frame.texts[moment.texts - 1] if moment.texts else None
    if row and row["on"] == moment.day.isoformat():
        return row["reason"]
    return f"领导小组组成人员变动，按{moment.day.month}月{moment.day.day}日通知调整名单"
