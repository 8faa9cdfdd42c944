"""What departments report (``progress/``) and what the office finds (``verdicts/``)."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, Field, WithJsonSchema

from scripts.model.due import DueField
from scripts.model.fields import (
    Box,
    Day,
    EvidencePath,
    FactName,
    ItemId,
    LocalId,
    LongText,
    Number,
    Page,
    Record,
    Sha256,
    Text,
    Year,
    read_day,
    read_words,
    refuse,
    word_of,
)
from scripts.model.words import Category, CheckResult, Decision, Level, ReportedState, VetoState

FactValue: TypeAlias = str | Mapping[str, str]
"""A fact as written; the scoring rule that reads it knows its type."""


def _fact(value: Any) -> Any:
    if isinstance(value, str):
        return read_words(value)
    if isinstance(value, dict) and value and all(isinstance(each, str) for each in value.values()):
        return {read_words(key): read_words(each) for key, each in value.items()}
    raise refuse("F217", "事实写法不对", "是/否、数字，或一层映射如 {2025: 是}", value)


def _done(value: Any) -> Any:
    if isinstance(value, dict):
        return {read_words(unit): read_day(day) for unit, day in value.items()}
    return read_day(value)


_FACT_SCHEMA = WithJsonSchema(
    {
        "anyOf": [
            {"type": ["string", "number"]},
            {"type": "object", "additionalProperties": {"type": ["string", "number"]}},
        ]
    }
)
Fact = Annotated[Any, BeforeValidator(_fact), _FACT_SCHEMA]
DoneField = Annotated[
    Any,
    BeforeValidator(_done),
    WithJsonSchema(
        {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]}
    ),
]


class Step(Record):
    """A planned piece of work inside an item."""

    id: LocalId
    """措施编号，本小项内不重复"""
    title: Text
    """做什么"""
    unit: Text
    """承办单位；集合单位按成员逐个计"""
    due: DueField
    """期限"""
    done: DoneField | None = None
    """完成日期；集合单位写成 {单位: 日期}"""

    def done_by(self, unit: str) -> date | None:
        """Return the day ``unit`` finished, or None."""
        if isinstance(self.done, Mapping):
            return self.done.get(unit)
        day: date | None = self.done
        return day


class Evidence(Record):
    """One entry of the evidence register."""

    id: LocalId
    """佐证编号，本小项内不重复"""
    piece: Text = Field(alias="for")
    """对应标准要求的哪一件"""
    year: Year | None = None
    """年度；逐年的必填"""
    title: Text
    """材料题名"""
    number: Text | None = None
    """文号"""
    level: Annotated[Level, word_of(Level)]
    """公开 / 内部 / 纸质（只存盒，不入库）"""
    box: Box | None = None
    """档案盒号"""
    page: Page | None = None
    """盒内页码"""
    file: EvidencePath | None = None
    """本活动 evidence/ 文件夹下的文件"""
    sha256: Sha256 | None = None
    """文件校验值"""


class Report(Record):
    """What the department says of its item on a day."""

    on: Day
    """日期"""
    text: LongText
    """情况"""


class Request(Record):
    """The department asks the office to close the item."""

    on: Day
    """日期"""
    text: LongText
    """说明"""


class NotApplicable(Record):
    """The department claims the item does not apply to this county."""

    on: Day
    """日期"""
    reason: LongText
    """理由"""


class Progress(Record):
    """``progress/<item>.yml``, owned by the lead unit."""

    id: ItemId
    """小项编号，与文件名一致"""
    state: Annotated[ReportedState, word_of(ReportedState)]
    """未启动 / 办理中 / 申请销号"""
    facts: dict[FactName, Fact] = Field(default_factory=dict)
    """计分规则读取的事实"""
    steps: tuple[Step, ...] = ()
    """措施"""
    evidence: tuple[Evidence, ...] = ()
    """佐证材料"""
    reports: tuple[Report, ...] = ()
    """进展报告，先后为序"""
    request: Request | None = None
    """申请销号"""
    not_applicable: NotApplicable | None = None
    """主张本县不适用"""


class Look(Record):
    """One look the office took."""

    on: Day
    """日期"""
    by: Text
    """核查单位"""
    result: Annotated[CheckResult, word_of(CheckResult)]
    """通过 / 退回 / 待补"""
    note: LongText
    """核查意见"""


class Ruling(Record):
    """The office's present decision on the item."""

    result: Annotated[Decision, word_of(Decision)]
    """通过 / 退回 / 销号 / 认可不适用"""
    on: Day
    """日期"""
    by: Text
    """核定单位"""
    reason: LongText
    """理由"""


class Override(Record):
    """A verified score set by hand, always with its reason."""

    points: Number
    """核定分"""
    on: Day
    """日期"""
    by: Text
    """核定单位"""
    reason: LongText
    """理由"""


class VetoEntry(Record):
    """State of a veto item from a day on."""

    on: Day
    """日期"""
    state: Annotated[VetoState, word_of(VetoState)]
    """未触发 / 存在风险 / 已触发 / 已解除"""
    by: Text
    """认定单位"""
    paper: Text
    """依据的文件"""
    reason: LongText
    """说明"""


class Verdict(Record):
    """``verdicts/<item>.yml``, owned by the office."""

    id: ItemId
    """小项编号，与文件名一致"""
    checks: tuple[Look, ...] = ()
    """每次核查，先后为序"""
    facts: dict[FactName, Fact] = Field(default_factory=dict)
    """核实的事实"""
    decision: Ruling | None = None
    """现行核定"""
    override: Override | None = None
    """人工核定分，须有理由"""
    veto: tuple[VetoEntry, ...] = ()
    """一票否决状态，先后为序"""


class ProblemEntry(Record):
    """One row of ``registers/problems.csv``."""

    id: LocalId
    """问题编号"""
    item: ItemId
    """小项"""
    category: Annotated[Category, word_of(Category)]
    """补短板 / 强弱项 / 填空白 / 增特色"""
    source: Text
    """来源：自查、督查等"""
    found_on: Day
    """发现日期"""
    unit: Text
    """整改单位"""
    title: Text
    """问题"""
    measure: Text
    """整改措施"""
    due: Day
    """整改期限"""
    closed_on: Day | None = None
    """销号日期"""
