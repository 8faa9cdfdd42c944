"""The controlled words of the data files. Values are what people read."""

from enum import StrEnum

BLANK = "待填"
"""Stands where somebody has still to fill in a value."""


class ItemKind(StrEnum):
    """What an item does to the score."""

    BASE = "基础"
    BONUS = "加分"
    DEDUCTION = "扣分"
    VETO = "一票否决"


ITEM_KIND_CODES = {
    "base": ItemKind.BASE,
    "bonus": ItemKind.BONUS,
    "deduction": ItemKind.DEDUCTION,
    "veto": ItemKind.VETO,
}
"""English codes that printed standards use; read, and written back in Chinese."""


class UnitKind(StrEnum):
    """What a responsible unit is."""

    DEPARTMENT = "部门"
    TOWNSHIP = "乡镇（街道）"
    GARRISON = "驻军"
    GROUP = "集合"


class Role(StrEnum):
    """Who answers for a unit."""

    HEAD = "主要负责人"
    DEPUTY = "分管领导"
    LIAISON = "联络员"


class Power(StrEnum):
    """What an account may do (``scripts/powers``)."""

    REPORT = "填报"
    """report the items its unit leads, and its own unit's steps"""
    RULE = "核定"
    """verdicts, registers, and merging what others propose"""
    WRITE = "撰稿"
    """texts and tables of the public column"""
    REVIEW = "审核"
    """sign steps of reviews, in its own name"""
    ADMINISTER = "管理"
    """units, accounts, standard, rules, keys, scripts, workflows"""


class Every(StrEnum):
    """How often a piece of evidence is asked."""

    YEARLY = "逐年"
    ONCE = "一次"


class Level(StrEnum):
    """Where a piece of evidence may appear."""

    PUBLIC = "公开"
    INTERNAL = "内部"
    PAPER = "纸质"


class ReportedState(StrEnum):
    """What the lead unit says of its item."""

    NOT_STARTED = "未启动"
    UNDER_WAY = "办理中"
    CLOSING = "申请销号"


class State(StrEnum):
    """Where an item stands once the office's verdict is taken into account."""

    NOT_STARTED = "未启动"
    UNDER_WAY = "办理中"
    CLOSING = "申请销号"
    SENT_BACK = "退回整改"
    CLOSED = "已销号"
    NOT_APPLICABLE = "不适用"


class CheckResult(StrEnum):
    """Outcome of one look the office took at an item."""

    PASSED = "通过"
    SENT_BACK = "退回"
    PENDING = "待补"


class Decision(StrEnum):
    """What the office decided on an item."""

    PASSED = "通过"
    SENT_BACK = "退回"
    CLOSED = "销号"
    NOT_APPLICABLE = "认可不适用"


class VetoState(StrEnum):
    """State of a veto item."""

    CLEAR = "未触发"
    AT_RISK = "存在风险"
    TRIGGERED = "已触发"
    LIFTED = "已解除"


class Category(StrEnum):
    """The four kinds of problems in the problem list."""

    SHORTFALL = "补短板"
    WEAKNESS = "强弱项"
    GAP = "填空白"
    FEATURE = "增特色"


class PublicRate(StrEnum):
    """Campaign percentages the public may be shown."""

    CLOSED = "销号率"
    STEPS = "措施完成率"
    EVIDENCE = "佐证齐全率"


class Light(StrEnum):
    """Traffic light of an item; always shown with its word and its reason."""

    RED = "红"
    YELLOW = "黄"
    GREEN = "绿"
    BLUE = "蓝"
    GREY = "灰"


class Column(StrEnum):
    """A column of the public site, in the order of its menu."""

    NEWS = "双拥要闻"
    PROGRESS = "创建动态"
    POLICIES = "政策法规"
    BENEFITS = "优待目录"
    SERVICES = "办事指南"
    PLACES = "双拥阵地"
    PEOPLE = "典型人物"
    EDUCATION = "国防教育"
    CULTURE = "双拥文化"
    QUIZ = "应知应会"
    NOTICES = "公示公告"
    CONTACT = "联系我们"

    @property
    def slug(self) -> str:
        """The folder of the column below ``docs/public``."""
        return self.name.lower()


class Openness(StrEnum):
    """What was decided on disclosure when the piece was drafted."""

    ACTIVE = "主动公开"
    ON_REQUEST = "依申请公开"
    NEVER = "不予公开"


class ReviewStep(StrEnum):
    """The steps a public piece passes before it is published."""

    FIRST = "初审"
    SECOND = "复审"
    FINAL = "终审"
    SECRECY = "保密审查"


class ReviewResult(StrEnum):
    """What a reviewer decided."""

    PASSED = "通过"
    RETURNED = "退回"


class WordGrade(StrEnum):
    """What the office's word list asks of a word."""

    ERROR = "错误"
    WARNING = "提醒"
