"""A hand-made public site for the tests of the pages."""

from dataclasses import replace
from typing import Any

from scripts.views.public import (
    PublicArticle,
    PublicCampaign,
    PublicColumn,
    PublicFigure,
    PublicFooter,
    PublicMajor,
    PublicMilestone,
    PublicNode,
    PublicRateView,
    PublicSite,
)


def public_site(**changes: Any) -> PublicSite:
    """Return a public site with two columns."""
    article = PublicArticle(
        path="news/one.html",
        title="大会召开",
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
        clock_note="",
        title="示例县双拥专栏",
        organiser="领导小组办公室",
        phone="0000-0000000",
        address="行政中心",
        url="",
        hosts=(),
        footer=PublicFooter(icp="待填", police="待填", code="待填", report="待填"),
        campaigns=(first,),
        columns=(
            PublicColumn(slug="news", title="双拥要闻", intro="要闻。\n", articles=(article,)),
            PublicColumn(slug="progress", title="创建动态", intro="进展。\n", articles=()),
            PublicColumn(slug="contact", title="联系我们", intro="来电。\n", articles=()),
        ),
        benefits=(),
        places=(),
        townships=(),
        questions=(),
    )
    return replace(made, **changes)
