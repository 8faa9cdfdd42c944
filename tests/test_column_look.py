"""The public column as a visitor sees it in Chromium: without script, large, in contrast, on paper."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.guard.watch import Watch
from scripts.paths import Layout
from scripts.sites import public_input
from scripts.views.public import PublicSite
from tests.browser import launch
from tests.page_public import FILES, busy_site, hostile_site
from tests.small_sites import publish_small

DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
KINDS = ("index", "news/index", "news/list/2", "policies/rules", "notices/index", "progress/index", "sitemap")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The busy site, published through every gate."""
    return published(busy_site(), tmp_path_factory.mktemp("column"))


def published(site: PublicSite, out: Path) -> Path:
    """Publish ``site`` with the public copies of its files; return the folder of the finished pages."""
    layout = Layout.at(out / "county")
    for path, data in FILES.items():
        target = layout.public_docs / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    publish_small(out / "made", public_input(site, layout, Watch(phones=frozenset({site.phone}))))
    return out / "made" / "public" / "site"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this file."""
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser, folder: Path) -> Iterator[Any]:
    """Open a page as a new visitor; options as Playwright's contexts have them."""
    contexts = []

    def opened(path: str, **options: Any) -> Page:
        context = browser.new_context(**{"viewport": DESKTOP, "locale": "zh-CN", **options})
        contexts.append(context)
        page = context.new_page()
        page.goto(address(folder, path))
        return page

    yield opened
    for context in contexts:
        context.close()


def address(folder: Path, path: str) -> str:
    """Return where a page of the finished site lies."""
    return (folder / f"{path}.html").resolve().as_uri()


def bottom(page: Page, text: str) -> float:
    """Return how far down the first heading or link with this text ends."""
    box = page.get_by_text(text, exact=True).first.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def wide(page: Page) -> float:
    """Return by how much a page is wider than the window."""
    found = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert isinstance(found, int | float)
    return found


HOSTILE = (
    "</title></textarea><img src=x onerror=\"document.title='x'\"> {{ 7*7 }} [x](javascript:1) `a` & 'c'"
)


@pytest.mark.browser
def test_words_of_people_stay_words(browser: Browser, tmp_path: Path) -> None:
    """Whatever an author types is shown as typed, in both versions, in the text, the tab and the foot."""
    finished = published(hostile_site(HOSTILE), tmp_path)
    page = browser.new_page()
    for path in ("index", "policies/rules", "policies/index", "progress/index", "sitemap"):
        for version in (path, f"elder/{path}"):
            page.goto(address(finished, version))
            assert page.title().startswith(HOSTILE) or page.title().endswith(HOSTILE), version
            assert HOSTILE in page.locator("footer").last.inner_text()
            assert page.locator("img:not([src$='plaque.png'])").count() == 0
    page.goto(address(finished, "policies/rules"))
    assert page.locator("h1").inner_text() == HOSTILE
    assert page.locator("article").inner_text().count(HOSTILE) >= 9
    page.close()


@pytest.mark.browser
def test_the_first_sight_is_useful(visit: Any) -> None:
    """Without scrolling a visitor sees days left, services, what is new, what runs and the newest policy."""
    page = visit("index")
    assert (
        max(
            bottom(page, text)
            for text in ("距市级初验", "谁能享受哪些优待，凭什么证件", "第30条要闻", "拟命名公示")
        )
        < 768
    )
    assert bottom(page, "光荣牌悬挂办法") < 768
    phone = visit("index", viewport=PHONE)
    assert max(bottom(phone, text) for text in ("距市级初验", "最新发布")) < 844
    assert phone.locator(".sy-services a:visible").count() == 6


@pytest.mark.browser
def test_all_columns_are_in_sight(visit: Any) -> None:
    """At 1366 the twelve columns stand in the menu; on a phone they are a line to push, without a button."""
    page = visit("index")
    for link in page.locator(".md-tabs__link").all():
        box = link.bounding_box()
        assert box
        assert box["x"] + box["width"] <= 1366
    phone = visit("index", viewport=PHONE, java_script_enabled=False)
    last = phone.locator(".md-tabs__link").last
    last.scroll_into_view_if_needed()
    last.click()
    assert phone.locator("h1").inner_text() == "联系我们"


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 1366])
def test_neither_version_scrolls_sideways(visit: Any, folder: Path, width: int) -> None:
    """No page of either version is wider than the screen, in large type neither."""
    page = visit("index", viewport={"width": width, "height": 700})
    for kind in KINDS:
        for path in (kind, f"elder/{kind}"):
            page.goto(address(folder, path))
            assert wide(page) <= 0, path
    page.goto(address(folder, "index"))
    page.get_by_role("button", name="大字").click()
    for kind in KINDS:
        page.goto(address(folder, kind))
        assert wide(page) <= 0, f"{kind} in large type"


@pytest.mark.browser
def test_a_choice_holds_on_the_next_page(visit: Any, folder: Path) -> None:
    """Large type and high contrast hold from page to page, are told to screen readers, can be undone."""
    page = visit("index")
    size = "parseFloat(getComputedStyle(document.querySelector('.sy-news__title')).fontSize)"
    before = page.evaluate(size)
    page.get_by_role("button", name="大字").click()
    page.get_by_role("button", name="高对比度").click()
    page.goto(address(folder, "news/index"))

    assert page.evaluate(size) == pytest.approx(before * 1.2, rel=0.01)
    assert page.get_by_role("button", name="大字").get_attribute("aria-pressed") == "true"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"
    page.get_by_role("button", name="大字").click()
    page.get_by_role("button", name="高对比度").click()
    page.reload()
    assert page.evaluate(size) == before
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") != "rgb(0, 0, 0)"


@pytest.mark.browser
def test_a_choice_holds_where_storage_is_forbidden(visit: Any) -> None:
    """A browser that keeps nothing still shows large type and contrast on this page."""
    page = visit("index")
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})")
    page.reload()
    page.get_by_role("button", name="大字").click()

    assert page.evaluate("document.documentElement.classList.contains('sy-large')")


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_follows_the_system_without_script(visit: Any, scheme: str) -> None:
    """Who asked the system for more contrast gets it without script, and sees no dead button."""
    page = visit("policies/rules", java_script_enabled=False, contrast="more", color_scheme=scheme)

    assert page.evaluate("getComputedStyle(document.querySelector('h1 ~ p')).color") == "rgb(0, 0, 0)"
    assert page.locator("button:not(.md-top):visible").count() == 0
    assert page.get_by_role("link", name="适老版").is_visible()


@pytest.mark.browser
def test_the_address_is_shared_without_a_server(visit: Any) -> None:
    """分享 shows title and address of this very page and copies them; nothing is sent."""
    page = visit("policies/rules")
    page.get_by_text("分享", exact=True).click()
    page.get_by_role("button", name="复制标题和网址").click()

    assert page.evaluate("String(getSelection())").split() == ["光荣牌悬挂办法", page.url]
    assert page.locator(".sy-share__done").inner_text() in ("已复制", "已选中，请按 Ctrl+C 复制")


@pytest.mark.browser
def test_an_article_prints_as_one_sheet(visit: Any) -> None:
    """On A4 stand title, origin, text, picture, correction; no menu, no button, no way on."""
    page = visit("policies/rules")
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    page.emulate_media(media="print")
    for hidden in ("打印", "分享", "适老版", "双拥要闻", "返回政策法规列表", "联系电话："):
        assert not page.get_by_text(hidden, exact=True).first.is_visible(), hidden
    for shown in ("光荣牌悬挂办法", "文号：示双拥办〔2026〕3号", "十五日内", "图片：融媒体中心（自有）"):
        assert page.locator("article").get_by_text(shown, exact=True).first.is_visible(), shown


@pytest.mark.browser
@pytest.mark.parametrize(
    "path", ["index", "news/index", "policies/rules", "elder/index", "elder/policies/rules"]
)
def test_the_first_key_leads_to_the_text(visit: Any, path: str) -> None:
    """The first stop of the Tab key jumps over the menu; each further stop can be seen."""
    page = visit(path)
    page.keyboard.press("Tab")
    target = page.evaluate("document.activeElement.hash")

    assert page.evaluate("document.activeElement.textContent.trim()") == "跳转至正文"
    assert page.locator(f'[id="{unquote(target)[1:]}"]').count() == 1
    for _ in range(6):
        page.keyboard.press("Tab")
        style, what = page.evaluate(
            """(e => [  // the theme draws the mark of a hidden field around its label
                getComputedStyle(e.classList.contains('md-option') ? e.nextElementSibling : e).outlineStyle,
                e.outerHTML.slice(0, 200)
            ])(document.activeElement)"""
        )
        assert style != "none", what


@pytest.mark.browser
def test_a_loading_picture_moves_nothing(visit: Any) -> None:
    """The place of a picture is kept free in its own shape."""
    page = visit("policies/rules")
    shape = page.evaluate(
        """() => {
            const shown = document.querySelector('figure img');
            return [shown.getAttribute('width'), shown.getAttribute('height'), shown.naturalWidth];
        }"""
    )

    assert shape == ["600", "300", 600]


@pytest.mark.browser
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_counterparts_are_large(visit: Any, folder: Path, viewport: dict[str, int]) -> None:
    """适老版: every word 24 px at least, every link and button 60 px; no script, search or menu."""
    page = visit("elder/index", viewport=viewport)
    for path in (*KINDS, "benefits/index", "places/index", "quiz/index", "contact/index"):
        page.goto(address(folder, f"elder/{path}"))
        sizes = page.evaluate(
            """() => [...document.querySelectorAll('body *')]
                .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
                .map(e => parseFloat(getComputedStyle(e).fontSize))"""
        )
        small = page.evaluate(
            """() => [...document.querySelectorAll('a:not(.sy-elder__skip), summary')].filter(e => {
                const box = e.getBoundingClientRect(); return box.height < 60 || box.width < 60;
            }).map(e => e.textContent)"""
        )
        assert min(sizes) >= 24, path
        assert small == [], path
        assert page.locator("script, input, form, .md-tabs, .md-search").count() == 0, path


@pytest.mark.browser
@pytest.mark.parametrize(("viewport", "drawn"), [(DESKTOP, True), (PHONE, False)], ids=["desktop", "phone"])
def test_each_rate_is_whole_in_sight(visit: Any, viewport: dict[str, int], drawn: bool) -> None:  # noqa: FBT001 - a parameter
    """A phone shows the rates as rows that end inside the screen, a wide page as one drawing; never both."""
    page = visit("progress/index", viewport=viewport)
    row = page.locator(".sy-rates li").first
    assert page.locator(".sy-chart").is_visible() is drawn
    assert row.is_visible() is not drawn
    if not drawn:
        bar, number = row.locator("svg").bounding_box(), row.locator("b").bounding_box()
        assert bar["x"] + bar["width"] < number["x"]
        assert number["x"] + number["width"] <= viewport["width"]


@pytest.mark.browser
def test_a_table_in_large_type_is_read_line_by_line(visit: Any) -> None:
    """On a phone no cell of 适老版 is a column of single characters: each is a line of its row."""
    page = visit("elder/policies/qa", viewport=PHONE)
    cells = page.locator("tbody td").all()
    assert cells
    assert min(cell.bounding_box()["width"] for cell in cells) > 250


@pytest.mark.browser
@pytest.mark.parametrize("path", [*KINDS, "benefits/index", "contact/index"])
def test_each_version_leads_to_the_other(visit: Any, folder: Path, path: str) -> None:
    """From any page one click leads to the same page in large type and one click back, without script."""
    page = visit(path, java_script_enabled=False)
    page.get_by_role("link", name="适老版", exact=True).first.click()
    assert page.url == address(folder, f"elder/{path}")
    page.get_by_role("link", name="标准版").click()
    assert page.url == address(folder, path)


def test_the_search_knows_standard_pages_only(folder: Path) -> None:
    """A search leads to each text once."""
    found = json.loads((folder / "search" / "search_index.json").read_bytes())["docs"]
    places = {each["location"] for each in found}

    assert any(place.startswith("policies/rules.html") for place in places)
    assert not [place for place in places if place.startswith("elder/")]


@pytest.mark.parametrize("prefix", ["", "elder/"])
def test_each_page_says_whose_it_is(folder: Path, prefix: str) -> None:
    """Title, description and the foot a government site owes stand on the finished page, in both versions."""
    page = (folder / f"{prefix}policies/rules.html").read_text(encoding="utf-8")
    assert "<title>光荣牌悬挂办法 - 示例县双拥专栏</title>" in page
    assert '<meta name="description" content="为做好悬挂工作，通知如下。">' in page
    assert page.lstrip().startswith("<!doctype html>")
    assert 'lang="zh-CN"' in page
    for owed in ("主办单位：领导小组办公室", "ICP 备案号：待填", "我为政府网站找错：待填", "数据日期"):
        assert owed in page
    assert '<a href="tel:00000000000">0000-0000000</a>' in page
    assert '<a href="../sitemap.html">站点地图</a>' in page
