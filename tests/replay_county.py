"""微县 with a history of ten weeks: everything that can move a score or a percentage, once."""

import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from scripts.history.replay.replay import Course, Replay, replay
from scripts.history.replay.switches import RuleChange
from scripts.score.tally import Tally
from tests.repositories import CAMPAIGN, Repository

AS_OF = date(2026, 8, 10)


class Weeks(Repository):
    """A county whose commits are made on days."""

    def on(self, day: str) -> None:
        """Make it eight in the morning of a day in China; a commit follows an hour later."""
        self.clock = int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())

    def make(self, edit: "Edit") -> None:
        """Commit one edit; without ``old`` the file is written anew."""
        self.on(edit.day)
        if edit.old:
            self.edit(edit.path, edit.old, edit.new)
        else:
            (self.root / edit.path).write_text(edit.new, encoding="utf-8")
        self.commit(edit.message)


class Edit(NamedTuple):
    """What one commit on main replaces in one file."""

    day: str
    message: str
    path: str
    old: str
    new: str


def _progress(item: str) -> str:
    return f"{CAMPAIGN}/progress/{item}.yml"


def _verdict(item: str) -> str:
    return f"{CAMPAIGN}/verdicts/{item}.yml"


_BACK = """id: "1.02"
checks:
  - {on: 2026-07-13, by: 县双拥办, result: 退回, note: 缺2026年照片}
decision: {result: 退回, on: 2026-07-13, by: 县双拥办, reason: 缺2026年照片}
"""
_CLOSED = """id: "1.02"
checks:
  - {on: 2026-07-13, by: 县双拥办, result: 退回, note: 缺2026年照片}
  - {on: 2026-07-21, by: 县双拥办, result: 通过, note: 照片齐全}
facts:
  慰问: {2024: 是, 2025: 否, 2026: 是}
decision: {result: 销号, on: 2026-07-22, by: 县双拥办, reason: 三年齐全}
"""
_PHOTO = "  - {id: e3, for: 慰问照片, year: 2026, title: 2026年春节慰问, level: 公开}\n"
_DONE = "      县双拥办: 2026-08-01\n      县财政局: 2026-06-05\n      东镇: 2026-08-02\n"
_PASSED = """  - {on: 2026-07-05, by: 县双拥办, result: 通过, note: 属实}
decision: {result: 销号, on: 2026-07-09, by: 县双拥办, reason: 核查属实}
"""
_OPEN = """  - {on: 2026-07-05, by: 县双拥办, result: 通过, note: 属实}
  - {on: 2026-07-27, by: 督导组, result: 退回, note: 目录漏了一类对象}
decision: {result: 退回, on: 2026-07-27, by: 县双拥办, reason: 目录漏了一类对象}
"""
_STEP = 'id: "1.07"\nstate: 办理中\nsteps:\n  - {id: s1, title: 拟方案, unit: 东镇, due: C-14}\n'

EDITS = (
    Edit("2026-06-15", "已审查", _progress("1.03"), "due: 2026-07-25}", "due: 2026-07-25, done: 2026-06-14}"),
    Edit("2026-06-22", "手误", _progress("1.05"), "  缺件: 2", "  缺件: {2"),
    Edit("2026-06-24", "改正，补齐一件", _progress("1.05"), "  缺件: {2", "  缺件: 1"),
    Edit("2026-06-29", "更正扣分", f"{CAMPAIGN}/rules.yml", "points: 1, each: 0.4}", "points: 1, each: 0.2}"),
    Edit("2026-07-06", "初验推迟两周", f"{CAMPAIGN}/campaign.yml", "2026-08-14", "2026-08-28"),
    Edit("2026-07-13", "退回1.02", _verdict("1.02"), "", _BACK),
    Edit(
        "2026-07-16",
        "补齐照片，再次申请",
        _progress("1.02"),
        "request: {on: 2026-07-10",
        f"{_PHOTO}request: {{on: 2026-07-16",
    ),
    Edit("2026-07-22", "1.02销号", _verdict("1.02"), "", _CLOSED),
    Edit("2026-07-27", "1.04重新打开", _verdict("1.04"), _PASSED, _OPEN),
    Edit("2026-07-29", "西镇设立", "data/units.csv", "gdw,", "xi,西镇,,乡镇（街道）,各单位,\ngdw,"),
    Edit("2026-08-03", "两家已反馈", _progress("1.01"), "      县财政局: 2026-06-05\n", _DONE),
    Edit("2026-08-05", "启动1.07", _progress("1.07"), "", _STEP),
    Edit("2026-08-08", "全部补齐", _progress("1.05"), "  缺件: 1", "  缺件: 0"),
)


def ten_weeks(root: Path) -> Weeks:
    """Return 微县 after fifteen commits on main, one of them a merge of two."""
    county = Weeks(root)
    county.on("2026-06-08")
    county.branch("syb")
    county.edit(_progress("1.01"), "台账: 否", "台账: 是")
    county.commit("台账已建立")
    county.edit(_progress("1.01"), "2026-06-11", "2026-06-05")
    county.commit("更正反馈日期")
    county.merge("syb")
    for edit in EDITS:
        county.make(edit)
    return county


def replayed(county: Repository, as_of: date = AS_OF) -> Replay:
    """Return the county's history scored anew."""
    return replay(county.root, county.at("HEAD"), as_of)


def told() -> bytes:
    """Return all that the ten weeks were worth, as text."""
    with tempfile.TemporaryDirectory() as folder:
        county = ten_weeks(Path(folder) / "county")
        found = replayed(county)
        days = dict(line.split(" ") for line in county.git("log", "--format=%H %cs").decode().splitlines())
    course = found.courses["wx-2026"]
    lines = [
        "每天：自评 核定 满分｜措施 佐证 销号 销号分｜按期应有｜总数｜各大项自评",
        *_days(course),
        "",
        "影响：",
    ]
    lines += [f"{days[each.commit]} {each.item} {each.words()}" for each in found.effects]
    lines += [
        "",
        "规则和节点：",
        *(line for change in course.switches for line in _switch(change)),
        "",
        "发现：",
    ]
    lines += [f"{each.recorded} {each.code} {each.path} {each.message}" for each in found.findings]
    return ("\n".join(lines) + "\n").encode()


def _days(course: Course) -> Iterator[str]:
    """Days on which something differs from the day before, and the plan ahead."""
    last = None
    for each in course.days:
        if (
            row := f"{_row(each.whole)}｜{_row_of(major.self_score for major in each.majors.values())}"
        ) != last:
            yield f"{each.day} {row}"
            last = row
    yield f"{course.days[-1].day} 为止，共 {len(course.days)} 天；以后按期应有："
    for each in course.ahead:
        plan = _row_of(each.whole[7:11])
        if plan != last:
            yield f"{each.day} {plan}"
            last = plan


def _row(tally: Tally) -> str:
    return "｜".join(_row_of(tally[start:end]) for start, end in ((0, 3), (3, 7), (7, 11), (11, 15)))


def _row_of(values: Iterator[object] | tuple[object, ...]) -> str:
    return " ".join(map(str, values))


def _switch(change: RuleChange) -> Iterator[str]:
    yield f"{change.day}{'' if change.commit else '（到期生效）'} {'；'.join(change.told)}"
    yield f"  全部 {_row(change.before)} → {_row(change.after)}"
    for each in change.items:
        yield f"  {each.item} {each.title} {'；'.join(shift.words() for shift in each.shifts)}"
