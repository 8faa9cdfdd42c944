"""Responsible units, the people who answer for them, working days, waivers."""

from datetime import date
from typing import Annotated

from pydantic import Field

from scripts.model.fields import Count, Day, Record, Slug, Text, TextList, Year, word_of
from scripts.model.words import Role, UnitKind


class Unit(Record):
    """One row of ``data/units.csv``. Items name a unit by its ``name``."""

    id: Slug
    """代号，小写字母和数字；页面地址用它，改名不改它"""
    name: Text
    """现名，各文件里都写现名"""
    former_names: TextList = ()
    """曾用名，用；隔开"""
    kind: Annotated[UnitKind, word_of(UnitKind)]
    """部门 / 乡镇（街道） / 驻军 / 集合"""
    group: TextList = ()
    """所属集合（如 各成员单位），用；隔开"""
    owner: Text | None = None
    """代码平台上的小组，如 @shilixian/syb"""


class Person(Record):
    """One row of ``data/people.csv``. Internal only."""

    unit: Text
    """单位现名"""
    role: Annotated[Role, word_of(Role)]
    """主要负责人 / 分管领导 / 联络员"""
    name: Text
    """姓名"""
    phone: Text
    """电话"""


class Waiver(Record):
    """One row of ``data/waivers.csv``: a problem that is accepted until a day."""

    code: Text
    """问题代码，如 K320"""
    path: Text
    """文件路径，如 data/campaigns/sl-2026/progress/1.05.yml"""
    reason: Text
    """为什么暂时接受"""
    approved_by: Text
    """批准单位"""
    until: Day
    """到哪天为止（含当天）"""


class Calendar(Record):
    """Working days of one year, ``data/calendar/<year>.yml``."""

    year: Year
    """年份，与文件名一致"""
    notice: Text
    """依据的放假通知文号"""
    holidays: tuple[Day, ...] = Field(default=())
    """放假的日子"""
    workdays: tuple[Day, ...] = Field(default=())
    """调休上班的周末"""

    def is_workday(self, day: date) -> bool:
        """Tell whether ``day`` (of this year) is worked."""
        weekend = day.weekday() >= 5  # noqa: PLR2004 - Saturday
        return day in self.workdays or (not weekend and day not in self.holidays)


class Declared(Record):
    """Counts the standard declares of itself; checked against its rows."""

    majors: Count = Field(alias="大项")
    """大项数"""
    items: Count = Field(alias="小项")
    """小项数"""
    bonus: Count = Field(alias="加扣分")
    """加分与扣分小项数"""
    vetoes: Count = Field(alias="一票否决")
    """一票否决小项数"""
