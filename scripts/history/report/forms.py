"""The change log as text, Markdown, JSON or CSV; pure."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from scripts.history.changes import Change
from scripts.history.mining.store import Finding
from scripts.history.report.flags import Flag
from scripts.history.report.markup import plain
from scripts.history.report.phrases import by_record, sentence
from scripts.history.report.words import edit_words, field_words, kind_titles, subject
from scripts.history.unseen import clean, escaped

_FORMULA = re.compile("[=+\\-@\t\r\n＝＋－＠]")
COLUMNS = (
    "登记时间", "填报时间", "填报人", "合并人", "单位", "创建活动", "类别", "编号", "小项名称", "字段",
    "字段名称", "原值", "现值", "说明", "提示", "提交", "登记提交", "影响",
)  # fmt: skip
"""Headings of :func:`rows`: what CSV and Excel show."""


class Report(NamedTuple):
    """A part of the log: changes with their flags, findings, and what was asked for.

    ``effects`` says what its commit did to scores, at the one change where that is told.
    """

    period: str
    changes: Sequence[tuple[Change, tuple[Flag, ...]]]
    findings: Sequence[Finding]
    effects: Mapping[Change, str]
    is_part: bool = False
    """Whether edits of the same commits are left out, so that an effect may have other causes."""


def as_text(report: Report) -> str:
    """Return the report for a terminal: one line per record changed, newest commit last."""
    flags = dict(report.changes)
    effect = "整次登记的影响（含未列出的改动）" if report.is_part else "影响"
    lines = [f"{report.period}：{count_words(report)}"]
    for group in by_record(flags):
        first = group[0]
        marks = dict.fromkeys(flag for each in group for flag in flags[each] if flag != each.how)
        mark = f"〔{'、'.join(marks)}〕" if marks else ""
        lines.append(f"{_moment(first)} {_name(first.author)} {mark}{sentence(group)}")
        lines += [f"    {effect}：{report.effects[each]}" for each in group if each in report.effects]
        lines.append(f"    说明：{first.reason or '（没有写）'}（{first.commit[:10]}）")
    return "\n".join([*lines, *(_finding(each) for each in report.findings), ""])


def as_markdown(report: Report) -> str:
    """Return the report as a Markdown table; nothing in the data is markup."""
    lines = [f"# 变更记录：{plain(report.period)}", "", plain(count_words(report)), ""]
    lines += ["| 登记时间 | 作者 | 单位 | 对象 | 改动 | 影响 | 说明 | 提示 |", f"|{'---|' * 8}"]
    for change, flags in report.changes:
        cells = (
            _moment(change), _name(change.author), change.unit, subject(change), edit_words(change),
            report.effects.get(change, ""), change.reason, "、".join(flags),
        )  # fmt: skip
        lines.append(f"| {' | '.join(plain(cell) for cell in cells)} |")
    lines += ["", *(f"- {plain(_finding(each))}" for each in report.findings)]
    return "\n".join(lines) + "\n"


def as_json(report: Report) -> str:
    """Return the report as JSON; what nobody can see stands in it escaped, so that no value is lost."""
    told = {
        "period": report.period,
        "changes": [
            {
                **change._asdict(),
                "words": sentence([change]),
                "flags": list(flags),
                "effect": report.effects.get(change, ""),
            }
            for change, flags in report.changes
        ],
        "findings": [each._asdict() for each in report.findings],
    }
    return escaped(json.dumps(told, ensure_ascii=False, indent=1)) + "\n"


def rows(report: Report) -> Iterator[tuple[str, ...]]:
    """Yield the changes as a table, one field of one record a row; each cell one line that can be seen."""
    for change, flags in report.changes:
        row = (
            _minute(change.recorded), _minute(change.claimed), change.author, change.merger, change.unit,
            change.campaign, kind_titles()[change.kind], change.id, change.title, change.field,
            field_words(change.kind, change.field), change.old or "", change.new or "", change.reason,
            "、".join(flags), change.commit, change.brought_by, report.effects.get(change, ""),
        )  # fmt: skip
        yield tuple(map(clean, row))


def as_csv(report: Report) -> str:
    """Return the report as CSV for Excel: with a byte order mark, and no cell that Excel would calculate."""
    written = io.StringIO()
    written.write("\ufeff")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows(report))
    return written.getvalue()


FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": as_text,
    "md": as_markdown,
    "json": as_json,
    "csv": as_csv,
}


def safe_cell(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula, full-width signs included."""
    return f"'{text}" if _FORMULA.match(text.lstrip(" ")) else text


def count_words(report: Report) -> str:
    """Return how many changes there are: one is what one commit did to one record."""
    changes = [each for each, _ in report.changes]
    commits = len({each.commit for each in changes})
    if not changes:
        return "没有改动"
    return f"{len(by_record(changes))} 条改动（{commits} 次提交，{len(changes)} 处）"


def _finding(finding: Finding) -> str:
    place = f"{finding.path}：" if finding.path else ""
    return f"注意 {finding.recorded[:10]} 提交 {finding.commit[:10]} {place}{finding.code} {finding.message}"


def _moment(change: Change) -> str:
    return _minute(change.recorded)


def _minute(moment: str) -> str:
    """Return a time of China as people and Excel write it."""
    return moment[:16].replace("T", " ")


def _name(person: str) -> str:
    return person.rsplit(" <", 1)[0]
