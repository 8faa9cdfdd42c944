"""优待目录, 双拥阵地 and 应知应会 as visitors use them: mouse, keys, paper, with and without scripts."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.pages.public import public_pages
from scripts.sites import public_input
from tests.browser import launch
from tests.counties import examined
from tests.page_column import BENEFITS, OFFICE, PLACES, QUESTIONS, TOWNSHIPS, benefit, column_site
from tests.page_reading import split, to_html
from tests.small_sites import publish_small

ASSETS = Path(__file__).parent.parent / "scripts" / "theme" / "assets"
PAGES = ("benefits", "places", "quiz")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the public site with all its tables, published for real."""
    out = tmp_path_factory.mktemp("column")
    publish_small(out, public_input(column_site(), watch=OFFICE))
    return out / "public" / "site"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this file."""
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page on a desktop, where no script may fail."""
    opened = browser.new_page(viewport={"width": 1366, "height": 768})
    faults: list[str] = []
    opened.set_default_timeout(5000)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    yield opened
    opened.close()
    assert faults == []


@pytest.fixture
def bare(browser: Browser) -> Iterator[Page]:
    """An empty page in a browser that runs no scripts."""
    opened = browser.new_page(java_script_enabled=False)
    yield opened
    opened.close()


def _address(site: Path, rest: str) -> str:
    name, mark, more = re.fullmatch(r"([a-z]+)([?#]?)(.*)", rest).groups()  # type: ignore[union-attr]
    return (site / name / "index.html").resolve().as_uri() + mark + more


def _shown(page: Page) -> list[str]:
    return page.locator("[data-entry]:visible h3").all_inner_texts()


def _told(page: Page) -> str:
    return page.locator("[data-told]").inner_text()


# ---- 优待目录 ------------------------------------------------------------------


@pytest.mark.browser
def test_preferences_are_found_by_person_field_and_word(site: Path, page: Page) -> None:
    """Each choice leaves what fits, hides empty fields, says how many, and stands in the address."""
    page.goto(_address(site, "benefits"))
    assert _told(page) == "共 4 项优待。"

    page.get_by_label("对象", exact=True).select_option("退役军人")
    assert _shown(page) == ["长途客运优先购票", "优先挂号、就诊、取药", "=1+1"]
    page.get_by_label("领域", exact=True).select_option("交通")
    assert _shown(page) == ["长途客运优先购票"]
    assert page.locator("[data-group]:visible h2").all_inner_texts() == ["交通"]
    assert _told(page) == "显示 1 项，共 4 项（对象：退役军人；领域：交通）。"
    page.get_by_label("关键词").fill("没有这个词")
    assert "没有符合条件的优待" in _told(page)
    page.get_by_text("目录里没有的，可以看").wait_for(state="visible")
    tried = [each.get_attribute("href") for each in page.locator("[data-elsewhere] a").all()]
    assert tried == ["../services/index.html", "tel:00000000000"]
    assert "?who=" in page.url
    kept = page.url

    page.get_by_role("button", name="全部显示").click()
    assert len(_shown(page)) == 4
    assert page.locator("[data-elsewhere]").is_hidden()
    assert "?" not in page.url
    page.goto(kept)
    assert _shown(page) == []
    assert page.get_by_label("关键词").input_value() == "没有这个词"
    assert page.locator(".md-search__input").input_value() == "", "the site search opened over the page"


@pytest.mark.browser
def test_a_person_is_a_whole_name(site: Path, page: Page) -> None:
    """现役军人 does not find what only 现役军人家属 may have."""
    page.goto(_address(site, "benefits?who=现役军人"))
    assert _shown(page) == ["县内公交免费乘坐", "长途客运优先购票"]
    assert page.get_by_label("对象", exact=True).input_value() == "现役军人"


@pytest.mark.browser
def test_an_address_that_asks_for_what_is_gone_says_so(site: Path, page: Page) -> None:
    """An old link to a field that is no longer there shows everything and tells why."""
    page.goto(_address(site, "benefits?field=航天&who=残疾军人"))

    assert _told(page).startswith("目录里没有领域“航天”。显示 1 项")


@pytest.mark.browser
def test_a_link_to_an_entry_wins_over_a_filter(site: Path, page: Page) -> None:
    """Whoever follows a passed-on link sees that entry, whatever was filtered before."""
    page.goto(_address(site, "benefits?field=交通#y-clinic"))

    page.locator("#y-clinic").wait_for(state="visible")
    assert page.url.endswith("benefits/index.html#y-clinic")
    page.get_by_label("领域", exact=True).select_option("交通")
    page.locator("summary", has_text="按对象查").click()
    page.locator(".sy-people").get_by_text("优先挂号").first.click()
    page.locator("#y-clinic").wait_for(state="visible")


@pytest.mark.browser
@pytest.mark.parametrize("clipboard", [True, False])
def test_the_address_of_an_entry_can_be_copied(site: Path, browser: Browser, *, clipboard: bool) -> None:
    """One press copies the whole address without the filter, also where the browser has no clipboard."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    if not clipboard:
        context.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page = context.new_page()
    page.goto(_address(site, "benefits?field=交通"))
    page.get_by_role("button", name="复制本条链接：县内公交免费乘坐").click()
    page.get_by_text("已复制").wait_for()
    page.get_by_label("关键词").focus()
    page.keyboard.press("Control+v")

    assert page.get_by_label("关键词").input_value() == _address(site, "benefits") + "#y-bus"
    context.close()


@pytest.mark.browser
def test_paper_holds_what_is_filtered(site: Path, page: Page) -> None:
    """Printing gives the chosen entries with the words of the choice, and no controls."""
    page.goto(_address(site, "benefits?field=交通"))
    page.emulate_media(media="print")

    assert len(_shown(page)) == 2
    assert page.locator("[data-told]").is_visible()
    assert (
        page.locator(".sy-find, .sy-jump, .sy-people, .sy-entry__link, .sy-open")
        .locator("visible=true")
        .count()
        == 0
    )
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    assert re.search(rb"/MediaBox\s*\[\s*0\s+0\s+59[45][\d.]*\s+84[12]", paper)


@pytest.mark.browser
def test_preferences_are_complete_without_scripts(site: Path, bare: Page) -> None:
    """Without scripts every entry is there, each field and person leads to it; no dead control."""
    bare.goto(_address(site, "benefits"))

    assert len(_shown(bare)) == 4
    assert bare.locator(".sy-find").is_hidden()
    assert bare.locator("button:visible", has_text="复制").count() == 0
    bare.locator(".sy-jump a", has_text="医疗").click()
    assert bare.url.split("#")[1].startswith("f-2-")
    bare.locator("summary", has_text="按对象查").click()
    names = bare.locator(".sy-people b").all_inner_texts()
    assert names == ["现役军人", "残疾军人", "退役军人", "现役军人家属"]
    first = bare.locator(".sy-people li").first
    assert first.locator("a").all_inner_texts() == ["县内公交免费乘坐", "长途客运优先购票"]
    assert bare.locator(".sy-entry a[href='tel:00000000000']").count() == 4


# ---- 双拥阵地 -------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1366])
def test_the_schematic_leads_to_each_place(site: Path, browser: Browser, width: int) -> None:
    """Tab reaches each number, Enter leads to its entry; townships stand as the table says."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(_address(site, "places"))
    places = page.locator(".sy-scheme a")

    assert [" ".join(text.split()) for text in places.all_text_contents()] == ["1国防教育馆", "2双拥文化街"]
    places.first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#y-street")
    assert page.locator("#y-street").inner_text().endswith("双拥文化街")
    boxes = {
        name: page.get_by_text(name, exact=True).first.bounding_box()
        for name in ("北岭乡", "城东街道", "大湾镇")
    }
    north, middle, east = ((box["x"] + box["width"] / 2, box["y"]) for box in boxes.values() if box)
    assert north[0] == pytest.approx(middle[0], abs=2)
    assert north[1] < middle[1]
    assert middle[0] < east[0]
    page.close()


def test_the_schematic_is_no_map() -> None:
    """It says so itself; it holds no coordinate, no tile, no picture and no drawing made from positions."""
    page = public_pages(column_site(), {})["places/index.md"].decode()
    scheme = page[page.index("<figure") : page.index("</figure>")]

    assert "示意图，不是地图" in scheme
    assert not re.search(r"\d+\.\d+|经度|纬度|style=|<(svg|img|canvas|path)", scheme)
    assert "审图" not in page


def test_places_without_a_schematic_are_still_a_list() -> None:
    """A county that draws no townships has its places; one without places has neither."""
    listed = public_pages(column_site(townships=()), {})["places/index.md"].decode()
    none = public_pages(column_site(places=()), {})["places/index.md"].decode()

    assert "<figure" not in listed
    assert [listed.count(f'id="y-{each.id}"') for each in PLACES] == [1, 1]
    assert not [each.name for each in TOWNSHIPS if each.name in none]


def test_a_schematic_nobody_could_draw_is_refused(root: Path) -> None:
    """A slip of the key in a row number is told with its line before a page of a million boxes is made."""
    table = root / "data/publicity/townships.csv"
    table.write_text("name,row,column\n甲镇,1,1\n乙镇,1000000,1\n丙镇,0,2\n", encoding="utf-8")

    assert [(each.line, each.message) for each in examined(root).errors if "行和列" in each.message] == [
        (3, "示意图的行和列应为 1–12（实为第 1000000 行第 1 列）"),
        (4, "示意图的行和列应为 1–12（实为第 0 行第 2 列）"),
    ]


# ---- 应知应会 --------------------------------------------------------------------


@pytest.mark.browser
def test_the_self_test_answers_at_once(site: Path, page: Page) -> None:
    """A click tells right or wrong with the reason; a second click changes nothing; at the end the score."""
    page.goto(_address(site, "quiz"))
    first, second = page.locator("fieldset").all()

    first.locator("label", has_text="拥护、拥抱").click()
    first.get_by_text("不对，正确的是 A。因为是拥军优属、拥政爱民。").wait_for()
    first.locator("label").first.click(force=True)
    assert first.locator("input").nth(1).is_checked()
    assert page.locator("[data-count]").inner_text() == "已答 1 / 2 题，答对 0 题。"
    second.locator("label", has_text="八月一日").click()
    second.get_by_text("答对了。").wait_for()
    assert page.locator("[data-score]").inner_text() == "全部答完：2 题答对 1 题。"
    assert [each.get_attribute("role") for each in page.locator("[data-said], [data-score]").all()] == [
        "status"
    ] * 3

    page.get_by_role("button", name="再做一遍").click()
    assert page.locator("input:checked").count() == 0
    assert page.locator("[data-said]").all_inner_texts() == ["", ""]
    assert page.get_by_role("button", name="再做一遍").is_hidden()


@pytest.mark.browser
def test_the_self_test_works_with_keys(site: Path, page: Page) -> None:
    """Arrows pass over wrong choices unpunished; Enter, or the button, answers."""
    page.goto(_address(site, "quiz"))
    first, second = page.locator("fieldset").all()

    second.locator("input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert second.locator("[data-said]").inner_text() == ""
    page.keyboard.press("Enter")
    second.get_by_text("答对了。").wait_for()
    first.locator("input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    first.get_by_text("答对了。").wait_for()
    assert page.locator("[data-score]").inner_text() == "全部答完：2 题答对 2 题。"


@pytest.mark.browser
def test_the_self_test_keeps_and_sends_nothing(site: Path, browser: Browser) -> None:
    """No request leaves the page, nothing is stored, and a reload begins anew."""
    page = browser.new_page()
    page.goto(_address(site, "quiz"))
    page.wait_for_load_state("networkidle")
    before = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.locator("fieldset label").first.click()
    page.locator("fieldset").nth(1).locator("label").first.click()
    page.wait_for_timeout(200)

    assert sent == []
    assert (
        page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])") == before
    )
    page.reload()
    assert page.locator("input:checked").count() == 0
    page.close()


@pytest.mark.browser
def test_the_self_test_can_be_read_without_scripts(site: Path, bare: Page) -> None:
    """Without scripts each question has its choices, and its answer behind a summary that opens."""
    bare.goto(_address(site, "quiz"))

    assert bare.locator("fieldset").count() == len(QUESTIONS)
    assert bare.get_by_text("答案", exact=False).count() >= 2
    answer = bare.get_by_text("因为是八月一日。")
    assert answer.is_hidden()
    bare.locator("summary").nth(1).click()
    assert answer.is_visible()
    assert bare.locator("button:visible", has_text=re.compile("确定|再做")).count() == 0


# ---- all three ---------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 1366])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways(site: Path, browser: Browser, name: str, width: int) -> None:
    """On a phone and on an old screen the page itself never scrolls sideways."""
    page = browser.new_page(viewport={"width": width, "height": 700})
    page.goto(_address(site, name))

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_ids_take_none_of_the_theme() -> None:
    """Whatever an entry is called, its id has a prefix, and no id stands twice on a page."""
    odd = (
        benefit("config", "__search", "题", "__config 〔甲〕"),
        benefit("b", "a b", "题", "a-b"),
        *BENEFITS,
    )
    pages = public_pages(column_site(benefits=odd), {})
    for path, page in pages.items():
        ids = re.findall(r' id="([^"]*)"', to_html(split(page)[1]))
        assert len(set(ids)) == len(ids), path
        assert all(re.fullmatch(r"([yfpks]|sy)-[0-9A-Za-z㐀-䶿一-鿿-]+", each) for each in ids), path


def test_the_style_suits_old_browsers() -> None:
    """No feature is used without which an office browser of 2020 would show less."""
    style = re.sub(r"/\*.*?\*/", "", (ASSETS / "tables.css").read_text("utf-8"), flags=re.DOTALL)

    assert not re.search(r":has\(|:is\(|:where\(|@container|@layer|\binset:|aspect-ratio|color-mix|&", style)
    script = (ASSETS / "column.js").read_text("utf-8")
    assert not re.search(r"=>|\blet\b|\bconst\b|\?\.|\?\?|`", script)
