"""A campaign: its dates, thresholds and leading group."""

from datetime import date
from typing import Annotated

from pydantic import Field

from scripts.model.fields import Count, Day, Number, Record, Slug, Text, Year, YesNo
from scripts.model.units import Declared


class LightRules(Record):
    """Thresholds of the traffic lights."""

    due_within: Count
    """到期前几个工作日亮黄灯"""
    heavy_due_within: Count
    """重点小项到期前几个工作日亮黄灯"""
    heavy_points: Number
    """满分高于多少算重点小项"""
    near: Count
    """未启动的小项，离期限多少天以内不再是灰灯"""


class Node(Record):
    """A dated point of the campaign; C is 市级初验, P is 省级验收."""

    id: Text
    """代号，大写字母；期限 C-60 里的 C"""
    title: Text
    """名称"""
    date: Day
    """日期"""


class Member(Record):
    """A seat of the leading group. Posts, never names."""

    role: Text
    """组长 / 副组长 / 成员"""
    post: Text
    """职务，不写姓名"""
    since: Day
    """何时起"""
    until: Day | None = None
    """何时止；在任的不填"""
    note: Text | None = None
    """变动依据"""


class WorkGroup(Record):
    """One of the work groups of the campaign."""

    name: Text
    """名称"""
    lead: Text
    """牵头单位"""
    members: tuple[Text, ...]
    """成员单位"""


class Honour(Record):
    """A title won in an earlier round."""

    round: Text
    """届次"""
    title: Text
    """称号"""
    year: Year
    """命名年份"""


class Campaign(Record):
    """``campaign.yml``: one title sought in one round."""

    id: Slug
    """代号，与文件夹同名"""
    title: Text
    """创建活动名称"""
    county: Text
    """县（区、市、旗）名"""
    level: Text
    """称号级别"""
    round: Text
    """届次"""
    sample: YesNo = False
    """是 = 示例数据，每页都标明"""
    demo_clock: Day | None = None
    """演示日期；没有指定 --as-of 时按这一天计算，并在页面上说明"""
    office: Text
    """创建办公室（核定单位）"""
    years: Annotated[tuple[Year, ...], Field(min_length=1)]
    """届期内逐年佐证的年份"""
    declared: Declared
    """标准自称的大项、小项、加扣分、一票否决数"""
    lights: LightRules
    """亮灯规则"""
    nodes: Annotated[tuple[Node, ...], Field(min_length=1)]
    """节点，按日期先后"""
    areas: tuple[Text, ...] = ()
    """承担任务的地区"""
    leading_group: tuple[Member, ...] = ()
    """领导小组及其变动"""
    work_groups: tuple[WorkGroup, ...] = ()
    """工作组"""
    honours: tuple[Honour, ...] = ()
    """历届命名"""

    @property
    def node_dates(self) -> dict[str, date]:
        """Date of each node by id."""
        return {node.id: node.date for node in self.nodes}
