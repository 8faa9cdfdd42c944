"""Front matter of hand-written pages: guides of the internal site, articles of the public column."""

from typing import Annotated

from scripts.model.fields import Day, LongText, Record, Text, matching, schema, word_of
from scripts.model.words import Column, Openness

PictureName = Annotated[
    str,
    matching(r"[a-z0-9][a-z0-9_-]{0,60}\.(jpg|png)", "图片文件名写法不对", "小写英文名，后缀 jpg 或 png"),
    schema("string", r"^[a-z0-9][a-z0-9_-]{0,60}\.(jpg|png)$"),
]
DocumentName = Annotated[
    str,
    matching(
        r"[a-z0-9][a-z0-9_-]{0,60}\.(pdf|docx|xlsx)",
        "附件文件名写法不对",
        "小写英文名，后缀 pdf、docx 或 xlsx",
    ),
    schema("string", r"^[a-z0-9][a-z0-9_-]{0,60}\.(pdf|docx|xlsx)$"),
]
PagePath = Annotated[
    str,
    matching(
        r"[a-z]+/[a-z0-9][a-z0-9_-]{0,60}\.md", "文章路径写法不对", "栏目/文件名.md，如 policies/care-card.md"
    ),
    schema("string", r"^[a-z]+/[a-z0-9][a-z0-9_-]{0,60}\.md$"),
]


class PageMeta(Record):
    """Front matter of any hand-written page."""

    title: Text
    """标题"""
    order: Text | None = None
    """导航次序"""


class Picture(Record):
    """A picture of an article, in the same folder; its 替代文字 stands in the text."""

    file: PictureName
    """文件名，与文章在同一文件夹"""
    credit: Text
    """摄影或绘制者"""
    licence: Text
    """授权：自有、书面授权等"""


class Document(Record):
    """A file for download, in the same folder."""

    file: DocumentName
    """文件名，与文章在同一文件夹"""
    title: Text
    """附件名称"""


class Correction(Record):
    """What a published piece said wrongly, and what it says now."""

    on: Day
    """更正日期"""
    was: LongText
    """原文"""
    now: LongText
    """更正为"""
    why: Text
    """原因"""


class Consent(Record):
    """That the person shown agreed, in writing."""

    on: Day
    """本人签字日期"""
    kept: Text
    """书面同意存放处（不公开）"""


class ArticleMeta(PageMeta):
    """Front matter of a page of the public column. A front page (``index.md``) needs only its title."""

    column: Annotated[Column, word_of(Column)] | None = None
    """栏目，与所在文件夹一致；文章必填"""
    date: Day | None = None
    """发布日期；文章必填"""
    source: Text | None = None
    """来源；文章必填"""
    author: Text | None = None
    """作者；文章必填"""
    openness: Annotated[Openness, word_of(Openness)] | None = None
    """公开属性；文章必填，只有主动公开的可以发布"""
    drafted: Day | None = None
    """起草日期"""
    number: Text | None = None
    """文号"""
    explains: PagePath | None = None
    """解读哪一篇政策，如 policies/care.md"""
    begins: Day | None = None
    """公示开始日期"""
    ends: Day | None = None
    """公示截止日期"""
    expires: Day | None = None
    """到期日：此日以后自动撤下"""
    pictures: tuple[Picture, ...] = ()
    """图片及授权"""
    documents: tuple[Document, ...] = ()
    """附件"""
    corrections: tuple[Correction, ...] = ()
    """更正"""
    consent: Consent | None = None
    """本人书面同意；典型人物必填"""
