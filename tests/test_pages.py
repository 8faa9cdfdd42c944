"""The staged pages of both sites: complete, linked, sensible when there is little to say."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from scripts.pages.advice import next_step
from scripts.pages.common import NavItem
from scripts.pages.internal import internal_nav, internal_pages
from scripts.pages.public import public_nav, public_pages
from scripts.views.internal import InternalSite, ItemView, MissingView, SlotView
from tests.page_items import busy_item, empty_item, look, veto_item
from tests.page_public import public_site
from tests.page_reading import broken_links, read, split
from tests.page_views import Drawn, campaign, charts, fresh_campaign, internal_site, moved

FILES = frozenset({"evidence/1.01/e1.pdf", "b/evidence/1.01/e1.pdf"})
SITES = {
    "busy": internal_site(),
    "fresh": internal_site(fresh_campaign(), guides=(), data_problems=(), commit=None),
    "two": internal_site(campaign(), moved("b/", id="b", title="示范点创建")),
}


@pytest.mark.parametrize("site", SITES.values(), ids=SITES.keys())
def test_every_link_arrives(site: InternalSite) -> None:
    """Nobody clicks into nothing: each link of each page leads to a page or a file."""
    pages = internal_pages(site, {each.id: charts() for each in site.campaigns})

    assert list(broken_links(pages, FILES)) == []


def test_public_links_arrive() -> None:
    """On the public site, too, each link leads somewhere."""
    assert list(broken_links(public_pages(public_site(), {}))) == []


def _paths(nav: Sequence[NavItem]) -> list[str]:
    found: list[str] = []
    for item in nav:
        values = [item] if isinstance(item, str) else list(item.values())
        for value in values:
            found += [value] if isinstance(value, str) else _paths(value)
    return found


@pytest.mark.parametrize("site", SITES.values(), ids=SITES.keys())
def test_the_menu_is_short_and_complete(site: InternalSite) -> None:
    """The menu names only pages there are; items, units, months and decisions stay out of it."""
    pages, menu = internal_pages(site, {}), _paths(internal_nav(site))

    assert set(menu) <= set(pages)
    assert len(menu) == len(set(menu))
    left_out = {path for path in pages if path not in menu}
    assert all(re.search(r"(^|/)(items|units|decisions|audit|desk)/", path) for path in left_out)


def test_the_public_menu_names_columns() -> None:
    """A visitor finds the front page and each column in the menu, no single article."""
    assert public_nav(public_site()) == [
        {"首页": "index.md"},
        {"双拥要闻": "news/index.md"},
        {"创建动态": "progress/index.md"},
        {"联系我们": "contact/index.md"},
    ]


@pytest.mark.parametrize("site", SITES.values(), ids=SITES.keys())
def test_pages_suit_a_strict_policy(site: InternalSite) -> None:
    """No page carries a style, a handler or a script, so a strict CSP breaks nothing."""
    for path, page in internal_pages(site, {each.id: charts() for each in site.campaigns}).items():
        names = {name for _, attributes in read(page).tags for name in attributes}
        assert not [name for name in names if name == "style" or name.startswith("on")], path
        assert not {tag for tag, _ in read(page).tags} & {"script", "style", "iframe", "form"}, path


def test_front_matter_holds_only_what_the_theme_needs() -> None:
    """A title with quotes and colons stays a title and nothing else."""
    odd = '他说: "好" # {x}'
    site = internal_site(campaign(items=(busy_item(title=odd), veto_item())))
    front, _ = split(internal_pages(site, {})["items/1.01.md"])

    assert {"title": f"1.01 {odd}", "hide": ["navigation"]} == front


def test_a_fresh_campaign_tells_what_to_do() -> None:
    """On the first day each empty place says what will stand there and how it gets there."""
    site = SITES["fresh"]
    pages = {path: read(page).text for path, page in internal_pages(site, {}).items()}

    assert "没有逾期的小项" in pages["index.md"]
    assert "今天不用催办" in pages["index.md"]
    assert "还没有任何单位登记进展" in pages["index.md"]
    assert "总体进度" not in pages["index.md"]
    assert "无数据" in pages["index.md"]
    assert "还没有登记措施。由甲局" in pages["items/1.01.md"]
    assert "还没有登记任何材料" in pages["evidence.md"]
    assert "还没有登记过状态" in pages["vetoes.md"]
    assert "还没有登记责任单位" in pages["units/index.md"]
    assert "数据检查没有发现问题" in pages["problems.md"]
    assert not [path for path, text in pages.items() if "None" in text]


def test_several_campaigns_live_side_by_side() -> None:
    """Each further campaign has all its pages in its own folder and a strip to change over."""
    pages = internal_pages(SITES["two"], {})

    own = {
        path
        for path in internal_pages(internal_site(), {})
        if not path.startswith(("guide/", "decisions/", "desk"))
    }
    assert {f"b/{path}" for path in own} <= set(pages)
    strip = pages["b/items/1.01.md"].decode()
    assert '<a class="sy-strip__link" href="../../index.html">示例县创建双拥模范县</a>' in strip
    assert 'href="../index.html" aria-current="true">示范点创建</a>' in strip
    assert "sy-strip" not in internal_pages(internal_site(), {})["index.md"].decode()
    assert "数据提醒" not in pages["b/problems.md"].decode()


def test_charts_stand_with_their_sentence_or_not_at_all() -> None:
    """A chart comes with the same numbers in words; a missing one leaves no hole."""
    with_charts = internal_pages(internal_site(), {"a": charts()})["index.md"].decode()
    without = internal_pages(internal_site(), {})["index.md"].decode()

    assert with_charts.count("<figure") == 4
    assert "图 burnup。" in with_charts
    assert "<figure" not in without


def test_a_relative_deadline_tells_where_it_comes_from() -> None:
    """Hovering over a date shows the node it is counted from."""
    page = internal_pages(internal_site(), {})["items/1.01.md"].decode()

    assert '<abbr title="C-60 = 市级初验 2026-08-14 前 60 天">2026-06-15</abbr>' in page
    assert '<td class="sy-day">2026-06-10</td>' in page


def test_the_item_page_names_the_paper_box_and_the_file() -> None:
    """Who looks for a paper finds the box and the page; who needs the file can open it."""
    page = internal_pages(internal_site(), {})["items/1.01.md"].decode()

    assert '<span class="sy-place">1-01 盒 12 页</span>' in page
    assert '<a href="../evidence/1.01/e1.pdf">打开</a>' in page


def test_shares_of_one_step_stand_in_one_row() -> None:
    """A collective step shows how many units are done and who is missing."""
    text = read(internal_pages(internal_site(), {})["items/1.01.md"]).text

    assert "2 个单位，完成 1 个" in " ".join(text.split())
    assert "还差：乙镇" in text


MISSING = {
    "slots": (SlotView(piece="纪要", year=2024, state="缺", entries=()),),
    "missing": (MissingView(piece="纪要", year=2024, is_due=True),),
}
ADVICE = [
    (veto_item(), "甲局", "消除否决风险：无专职编制"),
    (veto_item(veto=None), "县双拥办", "尚未核查，请先核查并登记状态"),
    (empty_item(state="已销号"), "甲局", "已经销号；内容如有变动，请更新数据并重新申请"),
    (empty_item(state="申请销号"), "县双拥办", "核查材料，作出销号或退回的决定"),
    (busy_item(), "甲局", "按退回意见整改后再次申请销号：三件不齐"),
    (empty_item(state="退回整改", checks=(look(text="补件"),)), "甲局", "按退回意见整改后再次申请销号：补件"),
    (replace(busy_item(), state="办理中"), "甲局", "补办已逾期的措施“开会”（应于 2026-06-10 完成）"),
    (empty_item(**MISSING), "甲局", "补齐佐证：纪要（2024年）"),
    (empty_item(), "甲局", "登记措施和责任人，开始办理"),
    (empty_item(state="办理中"), "甲局", "措施和佐证都已齐备，可以申请销号"),
]


@pytest.mark.parametrize(("item", "who", "what"), ADVICE)
def test_the_next_step_is_one_deed_of_one_unit(item: ItemView, who: str, what: str) -> None:
    """Whoever opens an item reads what to do now and who does it, the most pressing first."""
    advice = next_step(item, "县双拥办")

    assert (who, what) == (advice.who, advice.what)


def test_the_public_site_speaks_no_internal_words() -> None:
    """No unit, light, score or verdict has a place on a public page, whatever the campaign holds."""
    drawn = {"public_progress": Drawn("<svg><title>图</title></svg>", "各大项销号率。")}
    text = " ".join(read(page).text for page in public_pages(public_site(), drawn).values())

    for word in ("甲局", "牵头", "逾期", "自评", "核定", "退回", "否决", "佐证", "联络员", "红灯"):
        assert word not in text
    assert "各大项销号率。" in text


def test_the_public_front_page_leads_to_news_and_services() -> None:
    """A visitor sees slogan, days left, numbers, the newest article with its column, services."""
    page = public_pages(public_site(), {})["index.md"].decode()

    assert '<h1 class="sy-hero__slogan" id="sy-home">军民一家亲</h1>' in page
    assert "<b>25<small>天</small></b>" in page
    assert "30.2%" in page
    assert "无数据" in page
    assert '<a class="sy-news__title" href="news/one.html">大会召开</a>' in page
    assert '<a href="contact/index.html"><b>联系我们</b>' in page


def test_an_article_shows_date_and_source() -> None:
    """Every article says when, from where and by whom, and its Markdown is rendered."""
    page = public_pages(public_site(), {})["news/one.md"]

    text = read(page).text.replace("\n", "")
    assert "发布日期：2026年2月24日来源：县双拥办作者：示例县双拥办" in text
    assert ("h2", ("id",)) in read(page).tags


def test_milestones_are_told_newest_first() -> None:
    """创建动态 begins with what happened last."""
    text = read(public_pages(public_site(), {})["progress/index.md"]).text

    assert text.index("公布清单") < text.index("动员大会")


GOLDEN = """\
---
title: "一票否决"
hide: [toc]
---

# 一票否决

<p>任何一项触发，创建即被否决。先看这一页，再看分数。状态由县双拥办核查后登记，每次变化都留有日期和依据。</p>

<ul class="sy-list">
<li class="sy-list__row sy-edge--yellow">
<p class="sy-list__head"><a href="items/2.01.html"><span class="sy-id">2.01</span> 未专设双拥办</a> \
<span class="sy-light sy-light--yellow">\
<span class="sy-light__mark" aria-hidden="true">◆</span>存在风险</span> \
<span class="sy-note">未启动，<a href="units/jia.html">甲局</a>，期限 2026-06-15</span></p>
<p>2026-02-24，乙镇：无专职编制（依据：自查表）</p>
<p class="sy-next"><span class="sy-next__label">下一步</span> <b>甲局</b>：消除否决风险：无专职编制</p>
</li>
</ul>
"""


def test_a_whole_page_as_staged() -> None:
    """The veto page, byte for byte: headings in Markdown, the rest one block of HTML."""
    assert internal_pages(internal_site(), {})["vetoes.md"].decode() == GOLDEN


def test_the_same_views_give_the_same_bytes() -> None:
    """Nothing but the views decides what a page says."""
    assert internal_pages(internal_site(), {}) == internal_pages(internal_site(), {})
