"""Every word and number of a campaign that the public may read."""

from typing import Annotated

from scripts.model.fields import Day, LongText, Record, Text, YesNo, matching, schema, word_of
from scripts.model.phones import OfficePhone
from scripts.model.words import BLANK, PublicRate

SiteAddress = Annotated[
    str,
    matching(
        r"https?://[a-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*/?",
        "网址写法不对",
        "以 https:// 开头的网站首页所在位置，如 https://www.example.gov.cn/shuangyong/",
    ),
    schema("string"),
]

ReportAddress = Annotated[
    str,
    matching(
        BLANK + r"|https://[a-z0-9.-]+(/[A-Za-z0-9._~/-]*)?(\?[A-Za-z0-9._~=&%-]*)?",
        "网址写法不对",
        f"以 https:// 开头的网址，还没有就写“{BLANK}”",
    ),
    schema("string"),
]


class Milestone(Record):
    """A public date in the life of the campaign."""

    on: Day
    """日期"""
    title: Text
    """事件"""


class Figure(Record):
    """A number the county shows the public."""

    label: Text
    """名称"""
    value: Text
    """数值"""
    note: Text | None = None
    """说明"""


class Footer(Record):
    """What a government site owes at the foot of its pages."""

    icp: Text
    """ICP 备案号"""
    police: Text
    """公安备案号"""
    code: Text
    """网站标识码"""
    report: ReportAddress = BLANK
    """“我为政府网站找错”的网址"""
    mark: Text = BLANK
    """党政机关网站标识"""


class Publicity(Record):
    """``publicity.yml``."""

    title: Text
    """专栏名称"""
    organiser: Text
    """主办单位"""
    campaign: Text
    """对外的创建活动名称"""
    slogan: Text
    """标语"""
    intro: LongText
    """首页引言"""
    phone: OfficePhone
    """对外电话"""
    address: Text
    """对外地址"""
    site: SiteAddress | None = None
    """网站对外的网址，以 https:// 开头；用于订阅和网站地图，没有就不填"""
    nodes: tuple[Text, ...] = ()
    """对外公开日期的节点"""
    show: tuple[Annotated[PublicRate, word_of(PublicRate)], ...] = ()
    """对外公开的完成率"""
    majors: YesNo = False
    """是 = 公开各大项销号率"""
    milestones: tuple[Milestone, ...] = ()
    """大事记"""
    figures: tuple[Figure, ...] = ()
    """对外数字"""
    footer: Footer
    """页脚"""
