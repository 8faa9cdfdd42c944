"""The tables of the public column: reviews, preferences, places, questions, the office's word list."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from scripts.model.fields import (
    Count,
    Day,
    LocalId,
    Record,
    Sha256,
    Slug,
    Text,
    TextList,
    matching,
    schema,
    split_entries,
    word_of,
)
from scripts.model.phones import OfficePhone
from scripts.model.words import ReviewResult, ReviewStep, WordGrade

PiecePath = Annotated[
    str,
    matching(
        r"(docs/public/[a-z]+/[a-z0-9][a-z0-9_-]{0,60}\.md|data/publicity/[a-z]+\.csv"
        r"|data/campaigns/[a-z0-9-]+/publicity\.yml)",
        "稿件路径写法不对",
        "docs/public/栏目/文件名.md、data/publicity 下的表格或某个活动的 publicity.yml",
    ),
    schema("string"),
]


Steps = Annotated[
    tuple[Annotated[ReviewStep, word_of(ReviewStep)], ...],
    BeforeValidator(split_entries),
    Field(min_length=1),
]


class Reviewer(Record):
    """One row of ``reviewers.csv``: who may sign which steps."""

    name: Text
    """审核人姓名；各表、各条审核按这个写法"""
    unit: Text
    """所在单位和职务"""
    steps: Steps
    """可以签哪几步，用；隔开"""


class Review(Record):
    """One row of ``reviews.csv``: one person's decision on exactly one text."""

    path: PiecePath
    """稿件"""
    step: Annotated[ReviewStep, word_of(ReviewStep)]
    """步骤"""
    result: Annotated[ReviewResult, word_of(ReviewResult)]
    """结论"""
    by: Text
    """审核人，须在 reviewers.csv 里"""
    on: Day
    """日期"""
    digest: Sha256
    """当时文字和图片的校验值"""
    note: Text | None = None
    """意见；退回必填"""


class Benefit(Record):
    """One preference: who may have it, where, with which proof."""

    id: Slug
    """编号，用于长期有效的链接"""
    field: Text
    """领域，如 交通、医疗"""
    title: Text
    """优待内容"""
    who: TextList
    """对象；多个用；隔开"""
    proof: Text
    """凭证"""
    place: Text
    """地点"""
    phone: Text
    """办公电话"""
    until: Day | None = None
    """有效期至；长期有效不填"""
    basis: Text | None = None
    """依据"""


class Place(Record):
    """A place of the dual-support work that the public may visit."""

    id: Slug
    """编号，用于长期有效的链接"""
    name: Text
    """名称"""
    kind: Text
    """类型，如 公园、展馆"""
    township: Text
    """所在乡镇（街道）"""
    address: Text
    """地址"""
    hours: Text
    """开放时间"""
    booking: Text | None = None
    """预约方式"""
    phone: Text | None = None
    """联系电话"""
    about: Text | None = None
    """简介"""


class Township(Record):
    """A box of the schematic: where it stands in the drawing, not on a map."""

    name: Text
    """乡镇（街道）"""
    row: Count
    """示意图第几行，从 1 起"""
    column: Count
    """示意图第几列，从 1 起"""


class Question(Record):
    """One question of the 应知应会 self-test."""

    id: LocalId
    """编号"""
    topic: Text
    """主题"""
    question: Text
    """题目"""
    choices: TextList
    """选项；用；隔开，二至四个"""
    answer: Count
    """正确的是第几个，从 1 起"""
    why: Text
    """解析"""


class WordRule(Record):
    """A word that must not be written, or not so."""

    word: Text
    """不能这样写的词"""
    use: Text | None = None
    """应写成"""
    grade: Annotated[WordGrade, word_of(WordGrade)]
    """错误 = 不能发布；提醒 = 请再看一眼"""
    why: Text
    """理由"""


class WordList(Record):
    """``words.yml``: what the office watches for in every public text."""

    words: tuple[WordRule, ...]
    """错敏词和规范称谓"""
    phones: tuple[OfficePhone, ...] = ()
    """允许公开的办公电话"""
    emails: tuple[Text, ...] = ()
    """允许公开的邮箱"""
    hosts: tuple[Text, ...] = ()
    """允许链接的网站，如 www.gov.cn"""
