"""What people call the fields and entries of ``public.json``; a test asks a name for every field."""

from collections.abc import Mapping
from typing import NamedTuple


class Entry(NamedTuple):
    """How an entry of a list is told: what it is, what makes it the same one, what it is called."""

    noun: str
    key: tuple[str, ...]
    title: str


ENTRIES: Mapping[str, Entry] = {
    "PublicCampaign": Entry("创建活动", (), "title"),
    "PublicNode": Entry("节点", ("title",), "title"),
    "PublicRateView": Entry("完成率", ("label",), "label"),
    "PublicMajor": Entry("大项", ("title",), "title"),
    "PublicMilestone": Entry("大事记", ("on", "title"), "title"),
    "PublicFigure": Entry("数字", ("label",), "label"),
    "PublicColumn": Entry("栏目", ("slug",), "title"),
    "PublicArticle": Entry("文章", ("path",), "title"),
    "PublicBenefit": Entry("优待", ("id",), "title"),
    "PublicPlace": Entry("阵地", ("id",), "name"),
    "PublicTownship": Entry("示意图格子", ("name",), "name"),
    "PublicQuestion": Entry("应知应会题", ("id",), "question"),
}
"""Campaigns have no public id: the same place is the same one. Other lists are told as one text."""

FIELDS: Mapping[str, Mapping[str, str]] = {
    "PublicSite": {
        "as_of": "统计日期", "is_sample": "示例数据", "is_unreviewed": "对外文字未审完",
        "clock_note": "日期说明",
        "title": "站名", "organiser": "主办单位", "phone": "联系电话", "address": "联系地址", "url": "网址",
        "hosts": "允许的网站", "footer": "页脚", "campaigns": "创建活动", "columns": "栏目",
        "benefits": "优待目录",
        "places": "双拥阵地", "townships": "阵地示意图", "questions": "应知应会题", "anchor": "锚点",
    },
    "PublicFooter": {
        "icp": "备案号", "police": "公安备案", "code": "网站标识码", "report": "举报方式", "mark": "标识",
    },
    "PublicCampaign": {
        "title": "名称", "slogan": "口号", "intro": "简介", "nodes": "节点", "rates": "完成率",
        "majors": "大项",
        "milestones": "大事记", "figures": "数字",
    },
    "PublicNode": {"title": "名称", "date": "日期", "days_left": "还有几天"},
    "PublicRateView": {"label": "名称", "share": "比例"},
    "PublicMajor": {"title": "名称", "share": "销号率"},
    "PublicMilestone": {"on": "日期", "title": "内容"},
    "PublicFigure": {"label": "名称", "value": "数值", "note": "说明"},
    "PublicColumn": {"slug": "文件夹", "title": "名称", "intro": "栏目首页", "articles": "文章"},
    "PublicArticle": {
        "path": "路径", "title": "标题", "date": "日期", "source": "来源", "author": "作者",
        "number": "文号",
        "body": "正文", "begins": "公示开始", "ends": "公示结束", "explains": "解读的文件",
        "explained_by": "解读",
        "pictures": "图片", "documents": "附件", "corrections": "更正",
    },
    "PublicPicture": {"path": "文件", "credit": "署名", "licence": "许可"},
    "PublicDocument": {"path": "文件", "title": "名称"},
    "PublicCorrection": {"on": "日期", "was": "原文", "now": "改为"},
    "PublicLink": {"path": "路径", "title": "标题"},
    "PublicBenefit": {
        "id": "编号", "field": "领域", "title": "名称", "who": "对象", "proof": "凭证", "place": "地点",
        "phone": "电话", "until": "有效期", "basis": "依据",
    },
    "PublicPlace": {
        "id": "编号", "name": "名称", "kind": "类别", "township": "乡镇", "address": "地址",
        "hours": "开放时间",
        "booking": "预约", "phone": "电话", "about": "介绍",
    },
    "PublicTownship": {"name": "名称", "row": "行", "column": "列"},
    "PublicQuestion": {
        "id": "编号", "topic": "主题", "question": "题目", "choices": "选项", "answer": "答案",
        "why": "解析",
    },
}  # fmt: skip
