"""The text of a new article, and of a published one with a correction; front matter in canonical form."""

from datetime import date

from scripts.load.canonical import front_text
from scripts.model.articles import ArticleMeta, Correction
from scripts.model.dataset import Page
from scripts.model.words import BLANK, Column, Openness

_GUIDE = f"""（{BLANK}：第一句说清这件事谁能办、多少天办好。）

## 谁可以办

（{BLANK}）

## 带什么材料

（{BLANK}）

## 到哪里办

（{BLANK}）

## 怎么办

（{BLANK}）

## 多少天

（{BLANK}）

## 找谁问

（{BLANK}：只写对外的办公电话。）
"""
"""The six things a reader of 办事指南 asks."""
_BODY = f"""（{BLANK}：正文写在这里。先写最要紧的一句；再写谁能办、带什么、到哪里、多少天。）

## 小标题

（{BLANK}：只用 Markdown，不用 HTML。图片放在同一文件夹，在页首 pictures 登记授权，写法见使用指南。）
"""
_NOTICE_DAYS = 7
"""The usual length of a 公示, in days."""


def new_article(column: Column, title: str, on: date) -> str:
    """Return the text of an article to be written, dated ``on``, with the fields its column asks for."""
    meta = ArticleMeta(
        title=title,
        column=column,
        date=on,
        source=BLANK,
        author=BLANK,
        openness=Openness.ACTIVE,
        drafted=on,
        number=BLANK if column is Column.POLICIES else None,
        begins=on if column is Column.NOTICES else None,
        ends=date.fromordinal(on.toordinal() + _NOTICE_DAYS) if column is Column.NOTICES else None,
    )
    return page_text(meta, _GUIDE if column is Column.SERVICES else _BODY)


def corrected(page: Page[ArticleMeta], correction: Correction) -> str:
    """Return the text of ``page`` with the correction made, in title or text, and recorded.

    Raises ValueError, with a Chinese sentence, when the old words do not stand there exactly once.
    """
    times = page.body.count(correction.was) + page.meta.title.count(correction.was)
    if times != 1:
        raise ValueError("正文里没有这段原文" if not times else f"这段原文出现了 {times} 次，请多写几个字")
    if correction.was == correction.now:
        raise ValueError("更正前后的文字一样")
    title = page.meta.title.replace(correction.was, correction.now)
    told = (*page.meta.corrections, correction)
    meta = page.meta.model_copy(update={"title": title, "corrections": told})
    return page_text(meta, page.body.replace(correction.was, correction.now))


def page_text(meta: ArticleMeta, body: str) -> str:
    """Return a whole page: front matter, an empty line, the body."""
    text = body.strip("\n")
    return f"---\n{front_text(meta)}---\n\n{text}\n"
