"""Hand-made public sites for the tests of the pages."""

import io
from dataclasses import replace
from typing import Any

from PIL import Image

from scripts.views.public import (
    PublicArticle,
    PublicBenefit,
    PublicCampaign,
    PublicColumn,
    PublicCorrection,
    PublicDocument,
    PublicFigure,
    PublicFooter,
    PublicLink,
    PublicMajor,
    PublicMilestone,
    PublicNode,
    PublicPicture,
    PublicPlace,
    PublicQuestion,
    PublicRateView,
    PublicSite,
)
from tests.counties import ROOT


def article(path: str = "news/one.html", title: str = "大会召开", **changes: Any) -> PublicArticle:
    """Return an article with nothing but a text."""
    made = PublicArticle(
        path=path,
        title=title,
        date="2026-02-24",
        source="县双拥办",
        author="示例县双拥办",
        number="",
        body="开了会。\n\n## 要点\n\n- 一\n",
        begins="",
        ends="",
        explains=(),
        explained_by=(),
        pictures=(),
        documents=(),
        corrections=(),
    )
    return replace(made, **changes)


def public_site(**changes: Any) -> PublicSite:
    """Return a public site with three columns."""
    first = PublicCampaign(
        title="示例县创建双拥模范县",
        slogan="军民一家亲",
        intro="欢迎监督。",
        nodes=(PublicNode(title="市级初验", date="2026-08-14", days_left=25),),
        rates=(PublicRateView(label="销号率", share=0.302), PublicRateView(label="措施完成率", share=None)),
        majors=(PublicMajor(title="组织领导", share=0.5),),
        milestones=(
            PublicMilestone(on="2026-02-24", title="动员大会"),
            PublicMilestone(on="2026-03-01", title="公布清单"),
        ),
        figures=(PublicFigure(label="连续命名", value="五连冠", note="第七至第十一轮"),),
    )
    made = PublicSite(
        as_of="2026-07-20",
        is_sample=True,
        is_unreviewed=False,
        clock_note="",
        title="示例县双拥专栏",
        organiser="领导小组办公室",
        phone="0000-0000000",
        address="行政中心",
        url="",
        hosts=(),
        footer=PublicFooter(icp="待填", police="待填", code="待填", report="待填", mark="待填"),
        campaigns=(first,),
        columns=(
            PublicColumn(slug="news", title="双拥要闻", intro="要闻。\n", articles=(article(),)),
            PublicColumn(slug="progress", title="创建动态", intro="进展。\n", articles=()),
            PublicColumn(slug="contact", title="联系我们", intro="来电。\n", articles=()),
        ),
        benefits=(),
        places=(),
        townships=(),
        questions=(),
    )
    return replace(made, **changes)


POLICY = article(
    "policies/rules.html",
    "光荣牌悬挂办法",
    date="2026-03-20",
    number="示双拥办〔2026〕3号",
    body="为做好悬挂工作，通知如下。**第二句**不在摘要里。\n\n![光荣牌](plaque.png)\n\n见[附件](form.docx)和[问答](qa.md)。\n",
    explained_by=(PublicLink(path="policies/qa.html", title="光荣牌问答"),),
    pictures=(PublicPicture(path="policies/plaque.png", credit="融媒体中心", licence="自有"),),
    documents=(PublicDocument(path="policies/form.docx", title="申请表"),),
    corrections=(PublicCorrection(on="2026-04-01", was="三十日内", now="十五日内"),),
)
"""An article that has everything an article may have."""

_ANSWERS = article(
    "policies/qa.html",
    "光荣牌问答",
    date="2026-03-21",
    body="谁可以挂？\n\n| 谁 | 怎么办 | 几天 |\n| --- | --- | --- |\n| 退役军人 | 到服务站登记 | 十五日 |\n",
    explains=(PublicLink(path="policies/rules.html", title="光荣牌悬挂办法"),),
)
_NOTICES = (
    article("notices/open.html", "拟命名公示", date="2026-07-13", begins="2026-07-13", ends="2026-07-24"),
    article("notices/soon.html", "征集公告", date="2026-07-10", begins="2026-08-01", ends="2026-08-31"),
    article("notices/over.html", "招募公告", date="2026-04-20", begins="2026-04-20", ends="2026-05-20"),
)
_TITLES = {
    "policies": "政策法规",
    "benefits": "优待目录",
    "services": "办事指南",
    "places": "双拥阵地",
    "people": "典型人物",
    "education": "国防教育",
    "culture": "双拥文化",
    "quiz": "应知应会",
    "notices": "公示公告",
}


def busy_site(**changes: Any) -> PublicSite:
    """Return a site with all twelve columns: 45 news, a policy with its 解读, three notices, tables."""
    news = tuple(
        article(f"news/n{day:02}.html", f"第{day}条要闻", date=f"2026-06-{day:02}")
        for day in range(30, 0, -1)
    )
    more = tuple(
        article(f"news/m{day:02}.html", f"五月第{day}条", date=f"2026-05-{day:02}")
        for day in range(15, 0, -1)
    )
    listed = {"policies": (_ANSWERS, POLICY), "notices": _NOTICES}
    plain = public_site()
    news_column, progress, contact = plain.columns
    middle = tuple(
        PublicColumn(slug=slug, title=title, intro=f"{title}说明。\n", articles=listed.get(slug, ()))
        for slug, title in _TITLES.items()
    )
    return replace(
        plain,
        columns=(replace(news_column, articles=news + more), progress, *middle, contact),
        benefits=(
            PublicBenefit(
                id="bus",
                field="交通",
                title="免费乘坐公交车",
                who=("现役军人", "残疾军人"),
                proof="有效证件",
                place="县内公交",
                phone="0000-0000000",
                until="2027-12-31",
                basis="",
            ),
        ),
        places=(
            PublicPlace(
                id="park",
                name="双拥主题公园",
                kind="公园",
                township="城东街道",
                address="滨河路",
                hours="全天",
                booking="",
                phone="",
                about="有展板。",
            ),
        ),
        questions=(
            PublicQuestion(
                id="q1",
                topic="常识",
                question="建军节是哪天？",
                choices=("七一", "八一"),
                answer=1,
                why="八月一日。",
            ),
        ),
        **changes,
    )


def hostile_site(text: str) -> PublicSite:
    """Return the busy site with ``text`` in every field of an article, a column, a campaign and the foot."""
    bad = replace(
        POLICY,
        title=text,
        source=text,
        author=text,
        number=text,
        body="无事。\n\n![图](plaque.png)\n",
        begins="2026-07-01",
        ends="2026-07-31",
        explained_by=(PublicLink(path="policies/qa.html", title=text),),
        pictures=(PublicPicture(path="policies/plaque.png", credit=text, licence=text),),
        documents=(PublicDocument(path="policies/form.docx", title=text),),
        corrections=(PublicCorrection(on="2026-04-01", was=text, now=text),),
    )
    plain = busy_site()
    campaign = replace(
        plain.campaigns[0],
        title=text,
        slogan=text,
        intro=text,
        milestones=(PublicMilestone(on="2026-02-24", title=text),),
        figures=(PublicFigure(label=text, value=text, note=text),),
    )
    columns = tuple(
        replace(each, title=text, articles=(_ANSWERS, bad)) if each.slug == "policies" else each
        for each in plain.columns
    )
    return replace(
        plain,
        title=text,
        organiser=text,
        address=text,
        footer=PublicFooter(icp=text, police=text, code=text, report=text, mark=text),
        campaigns=(campaign,),
        columns=columns,
    )


def picture(form: str, width: int = 30, height: int = 20) -> bytes:
    """Return a real picture of one colour."""
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "#b3261e").save(stream, form)
    return stream.getvalue()


FILES = {
    "policies/plaque.png": picture("PNG", 600, 300),
    "policies/form.docx": (ROOT / "docs/public/services/family-jobs-form.docx").read_bytes(),
}
"""What ``POLICY`` shows and offers."""
