"""The evaluation standard: items with points, and the rules that score them."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from scripts.model.due import DueField
from scripts.model.fields import (
    Count,
    Day,
    FactName,
    ItemId,
    ItemKindWord,
    LongText,
    Number,
    Record,
    Text,
    TextList,
    YesNo,
    word_of,
)
from scripts.model.words import Every


class Item(Record):
    """One row of ``standard.csv``."""

    item_id: ItemId
    """小项编号，是文字：4.10 不等于 4.1"""
    major_no: Count
    """大项序号"""
    major_title: Text
    """大项名称"""
    title: Text
    """小项名称"""
    content: LongText
    """考评内容"""
    scoring_rule: LongText
    """评分标准原文"""
    max_points: Number
    """分值；扣分项为负的上限，一票否决为 0"""
    kind: ItemKindWord
    """基础 / 加分 / 扣分 / 一票否决"""
    evidence: TextList
    """要求的佐证材料，用；隔开"""
    lead_unit: Text
    """牵头单位"""
    support_units: TextList = ()
    """配合单位，用；隔开"""
    due: DueField
    """完成时限"""

    @property
    def order(self) -> tuple[int, int]:
        """Major number and order within it: 2.05 stands before 10.04."""
        major, order = self.item_id.split(".")
        return int(major), int(order)


class _Part(Record):
    title: Text
    """这一部分考什么"""
    kind: str
    """算法"""
    fact: FactName
    """读哪一个事实"""
    points: Number
    """分值"""


class Met(_Part):
    """达到: all or nothing. Fact: 是 / 否."""

    kind: Literal["达到"]
    """算法"""


class Yearly(_Part):
    """逐年: points by years met. Fact: year → 是 / 否, or year → count with a quota."""

    kind: Literal["逐年"]
    """算法"""
    quota: Count | None = None
    """每年至少多少算做到"""
    each: Number | None = None
    """每缺一年扣多少；不填则按比例"""
    all: YesNo = False
    """是 = 缺一年即不得分"""


class Share(_Part):
    """比例: points × done ÷ total. Fact: {完成: n, 总数: n}."""

    kind: Literal["比例"]
    """算法"""
    when_none: Number | None = None
    """总数为 0 时得多少分；不填则视为未报"""


def _decimal_keys(value: object) -> object:
    if not isinstance(value, dict):
        return value
    return {str(key): points for key, points in value.items()}


_Threshold = Annotated[Number, WithJsonSchema({"type": "string"})]


class Bands(_Part):
    """分档: points of the band a percentage or count falls in."""

    kind: Literal["分档"]
    """算法"""
    bands: Annotated[dict[_Threshold, Number], BeforeValidator(_decimal_keys)]
    """达到多少（含）得多少分"""
    when_none: Number | None = None
    """总数为 0 时得多少分；不填则视为未报"""


class MinusEach(_Part):
    """倒扣: points minus each fault. Fact: a count, year → count, or grade → count."""

    kind: Literal["倒扣"]
    """算法"""
    each: Number | None = None
    """每一处扣多少"""
    grades: dict[Text, Number] | None = None
    """分等次时，每等次每一处扣多少"""
    mendable: YesNo = False
    """是 = 补齐后可以追回（如缺的件还能补）"""


class PlusEach(_Part):
    """累加: a sum by count or grade, capped at ``points``."""

    kind: Literal["累加"]
    """算法"""
    each: Number | None = None
    """每一项加多少"""
    grades: dict[Text, Number] | None = None
    """分等次时，每等次每一项加多少"""


Part = Annotated[Met | Yearly | Share | Bands | MinusEach | PlusEach, Field(discriminator="kind")]


class Void(Record):
    """A condition that makes the whole item worth nothing."""

    fact: FactName
    """读哪一个事实，是 = 本项不得分"""
    title: Text
    """评分标准怎么说"""
    mendable: YesNo = True
    """是 = 还能补救"""


class Asked(Record):
    """A piece of evidence the standard asks for."""

    name: Text
    """佐证名称，与标准一字不差"""
    every: Annotated[Every, word_of(Every)]
    """逐年 / 一次"""


class Rule(Record):
    """How one item is scored from ``since`` on."""

    id: ItemId
    """小项编号"""
    since: Day
    """从哪天起按这一版计分"""
    reason: Text
    """为什么有这一版"""
    parts: tuple[Part, ...]
    """计分部分"""
    void: tuple[Void, ...] = ()
    """本项不得分的情形"""
    evidence: tuple[Asked, ...]
    """要求的佐证及频次"""


class RuleBook(Record):
    """``rules.yml``: the scoring rules of every item."""

    items: tuple[Rule, ...]
    """每个小项一条；规则改变时另加一条，写明何时起"""
