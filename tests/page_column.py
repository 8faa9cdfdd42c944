"""A hand-made public site with every table of the column filled."""

from dataclasses import replace
from typing import Any

from scripts.guard.watch import Watch
from scripts.views.public import (
    PublicArticle,
    PublicBenefit,
    PublicColumn,
    PublicCorrection,
    PublicPlace,
    PublicQuestion,
    PublicSite,
    PublicTownship,
)
from tests.page_public import public_site

URL = "https://sy.example/shuangyong/"

OFFICE = Watch(phones=frozenset({"0000-0000000"}))
"""What the office of this site allows in public texts."""


def article(path: str, title: str, date: str, body: str, **changes: Any) -> PublicArticle:
    """Return an article of the sample's newsroom."""
    made = PublicArticle(
        path=path,
        title=title,
        date=date,
        source="示例县融媒体中心",
        author="示例县融媒体中心",
        number="",
        body=body,
        begins="",
        ends="",
        explains=(),
        explained_by=(),
        pictures=(),
        documents=(),
        corrections=(),
    )
    return replace(made, **changes)


def benefit(name: str, field: str, title: str, *who: str, **changes: Any) -> PublicBenefit:
    """Return a preference."""
    made = PublicBenefit(
        id=name,
        field=field,
        title=title,
        who=who,
        proof="有效证件",
        place="县政务服务大厅",
        phone="0000-0000000",
        until="",
        basis="",
    )
    return replace(made, **changes)


def place(name: str, title: str, township: str) -> PublicPlace:
    """Return a place to visit."""
    return PublicPlace(
        id=name,
        name=title,
        kind="公园",
        township=township,
        address=f"{township}滨河路",
        hours="全天",
        booking="",
        phone="0000-0000000",
        about="",
    )


def question(name: str, text: str, answer: int, *choices: str) -> PublicQuestion:
    """Return a question; ``answer`` counts from 0."""
    return PublicQuestion(
        id=name,
        topic="双拥常识",
        question=text,
        choices=choices,
        answer=answer,
        why=f"因为是{choices[answer]}。",
    )


ARTICLES = (
    article(
        "news/two.html",
        "“军爱民” & <民拥军>",
        "2026-05-01",
        "第一段，有 **重点** 和[链接](one.md)。\n\n## 小标题不进摘要\n\n| 表 | 也不进 |\n| --- | --- |\n"
        "| 甲 | 乙 |\n\n- 一条\n- 二条 &lt;b&gt;\n",
    ),
    article(
        "news/one.html",
        "大会召开",
        "2026-02-24",
        "开了会。" * 60,
        author="",
        corrections=(PublicCorrection(on="2026-06-01", was="二月", now="二月二十四日"),),
    ),
)
BENEFITS = (
    benefit("bus", "交通", "县内公交免费乘坐", "现役军人", "残疾军人"),
    benefit("coach", "交通", "长途客运优先购票", "现役军人", "退役军人", until="2027-12-31"),
    benefit("clinic", "医疗", "优先挂号、就诊、取药", "现役军人家属", "退役军人", basis="第二批目录"),
    benefit("sum", "其他", "=1+1", "退役军人", proof="－身份证件", place="@大厅"),
)
PLACES = (place("street", "双拥文化街", "城东街道"), place("hall", "国防教育馆", "北岭乡"))
TOWNSHIPS = (
    PublicTownship(name="北岭乡", row=1, column=2),
    PublicTownship(name="城东街道", row=2, column=2),
    PublicTownship(name="大湾镇", row=2, column=4),
)
QUESTIONS = (
    question("q1", "“双拥”指的是什么？", 0, "拥军优属、拥政爱民", "拥护、拥抱"),
    question("q2", "建军节是哪一天？", 1, "七月一日", "八月一日", "十月一日"),
)


def column_site(**changes: Any) -> PublicSite:
    """Return a site with news, preferences, places and questions."""
    titles = {"benefits": "优待目录", "services": "办事指南", "places": "双拥阵地", "quiz": "应知应会"}
    return public_site(
        **{
            "columns": (
                PublicColumn(slug="news", title="双拥要闻", intro="要闻。\n", articles=ARTICLES),
                *(
                    PublicColumn(slug=slug, title=title, intro="", articles=())
                    for slug, title in titles.items()
                ),
            ),
            "benefits": BENEFITS,
            "places": PLACES,
            "townships": TOWNSHIPS,
            "questions": QUESTIONS,
            **changes,
        }
    )
