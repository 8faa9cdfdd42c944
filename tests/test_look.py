"""What is seen: tables that sort and filter, the board on one sheet, phones, contrast."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.charts.style import Ink
from scripts.pages.internal import internal_nav, internal_pages
from scripts.pages.public import public_nav, public_pages
from scripts.publish import INTERNAL, PUBLIC, SiteInput
from tests.browser import launch
from tests.page_column import OFFICE
from tests.page_public import public_site
from tests.page_views import internal_site, wall
from tests.small_sites import publish_small

ASSETS = Path(__file__).parent.parent / "scripts" / "theme" / "assets"
STYLE = (ASSETS / "sy.css").read_text("utf-8")
A3_LANDSCAPE = (1191, 842)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county of 87 items, the longest major item with 33, published for real."""
    site = internal_site(wall(8, 9, 9, 10, 12, 6, 33), guides=(), clock_note="")
    out = tmp_path_factory.mktemp("look")
    publish_small(
        out,
        SiteInput(
            audience=PUBLIC,
            site_name="示例县双拥专栏",
            docs=public_pages(public_site(), {}),
            nav=public_nav(public_site()),
            watch=OFFICE,
        ),
        SiteInput(
            audience=INTERNAL,
            site_name="示例县创建进展",
            docs=internal_pages(site, {}),
            nav=internal_nav(site),
            extra={"banner": ["示例数据", "演示日期"]},
        ),
    )
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this file."""
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page on a desktop."""
    opened = browser.new_page(viewport={"width": 1366, "height": 768})
    yield opened
    opened.close()


def _address(sites: Path, path: str, audience: str = "internal") -> str:
    name, _, query = path.partition("?")
    return (sites / audience / "site" / name).resolve().as_uri() + (f"?{query}" if query else "")


def _column(page: Page, number: int) -> list[str]:
    cells = page.locator(f"table.sy-table tbody tr:visible > :nth-child({number})")
    return [text.strip() for text in cells.all_inner_texts()]


@pytest.mark.browser
def test_a_table_sorts_both_ways_and_back(sites: Path, page: Page) -> None:
    """Numbers sort as numbers, names by pinyin or strokes; the third click restores the order."""
    page.goto(_address(sites, "majors/index.html"))
    order = _column(page, 2)
    page.get_by_role("button", name="按分值排序").click()
    points = [float(text) for text in _column(page, 4)]

    assert points == sorted(points)
    assert page.locator("th[aria-sort=ascending]").inner_text().strip() == "分值"
    page.get_by_role("button", name="按分值排序").click()
    assert [float(text) for text in _column(page, 4)] == sorted(points, reverse=True)
    page.get_by_role("button", name="按分值排序").click()
    assert _column(page, 2) == order
    page.get_by_role("button", name="按牵头单位排序").click()
    assert _column(page, 5)[0] == "甲局"
    page.get_by_label("名称排序").select_option("stroke")
    assert _column(page, 5)[0] == "乙镇"


@pytest.mark.browser
def test_a_table_filters_by_word_choice_and_address(sites: Path, page: Page) -> None:
    """Typing, choosing and a link with a choice all leave the fitting rows, and say how many."""
    page.goto(_address(sites, "majors/index.html"))
    page.get_by_label("筛选这张表").fill("7. 第3项")
    assert [text.split()[0] for text in _column(page, 2)] == ["7.03"]
    assert page.locator(".sy-filter__count").inner_text() == "显示 1 / 87 行"

    page.goto(_address(sites, "majors/index.html?灯=红"))
    assert len(_column(page, 2)) == sum(size // 5 for size in (8, 9, 9, 10, 12, 6, 33))
    page.get_by_label("大项", exact=True).select_option("1 组织领导")
    assert [text.split()[0] for text in _column(page, 2)] == ["1.05"]


@pytest.mark.browser
def test_tables_are_complete_without_javascript(sites: Path, browser: Browser) -> None:
    """Where scripts are forbidden all rows are there, and no dead button or filter."""
    page = browser.new_page(java_script_enabled=False)
    page.goto(_address(sites, "majors/index.html"))

    assert len(_column(page, 2)) == 87
    assert page.locator(".sy-filter, .sy-sort").count() == 0
    page.close()


@pytest.mark.browser
def test_the_board_is_one_a3_sheet(sites: Path, page: Page) -> None:
    """挂图作战 prints on exactly one sheet A3 landscape, even with 33 items in one major item."""
    page.goto(_address(sites, "board.html"))
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    boxes = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]", paper)

    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    assert [(round(float(width)), round(float(height))) for width, height in boxes] == [A3_LANDSCAPE]


@pytest.mark.browser
def test_no_tile_of_the_board_is_cut_on_paper(sites: Path, page: Page) -> None:
    """Each of the 87 tiles shows its last line on the sheet."""
    page.set_viewport_size({"width": 1527, "height": 1062})  # A3 less margins, in CSS pixels
    page.emulate_media(media="print")
    page.goto(_address(sites, "board.html"))
    hidden = page.eval_on_selector_all(
        ".sy-tile", "tiles => tiles.filter(t => t.scrollHeight > t.clientHeight + 1).length"
    )

    assert page.locator(".sy-tile").count() == 87
    assert hidden == 0


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 390, 1366])
def test_nothing_scrolls_sideways(sites: Path, browser: Browser, width: int) -> None:
    """On a phone and on an old screen the page itself never scrolls sideways."""
    page = browser.new_page(viewport={"width": width, "height": 700})
    for audience, path in (
        *(
            ("internal", f"{name}.html")
            for name in ("index", "board", "majors/index", "majors/7", "evidence")
        ),
        *(
            ("internal", f"{name}.html")
            for name in ("items/1.01", "units/jia", "schedule", "problems", "bonus", "trend")
        ),
        *(("public", f"{name}.html") for name in ("index", "progress/index", "news/one", "contact/index")),
    ):
        page.goto(_address(sites, path, audience))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.close()


def _scheme(start: str, end: str) -> dict[str, str]:
    part = STYLE[STYLE.index(start) : STYLE.index(end)]
    return dict(re.findall(r"(--[a-z0-9-]+):\s*(#[0-9a-f]{3,6});", part))


LIGHT = _scheme(":root {", "@media screen {")
DARK = {**LIGHT, **_scheme("@media screen {", "/* ---- shell")}
PAIRS = [
    *((f"--sy-{name}-ink", f"--sy-{name}-soft") for name in ("red", "yellow", "green", "blue", "grey")),
    *(("--sy-fg", back) for back in ("--sy-card", "--sy-soft", "--sy-red-soft", "--sy-hero")),
    *(("--sy-muted", back) for back in ("--sy-card", "--sy-soft", "--sy-red-soft", "--sy-hero")),
    *(("--sy-link", back) for back in ("--sy-card", "--sy-soft", "--sy-red-soft")),
    *(("--sy-accent", back) for back in ("--sy-card", "--sy-soft")),
    ("--sy-hero-ink", "--sy-hero"),
    ("--md-primary-bg-color", "--md-primary-fg-color"),
    ("--md-footer-fg-color--lighter", "--md-footer-bg-color--dark"),
]


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_words_can_be_read(scheme: dict[str, str], ink: str, ground: str) -> None:
    """Every colour of text stands 4.5:1 at least against what it is printed on."""
    dark, bright = sorted((_luminance(scheme[ink]), _luminance(scheme[ground])))

    assert (bright + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("ink", Ink)
def test_charts_and_pages_share_their_colours(ink: Ink) -> None:
    """A chart has the same red as the table below it, by day and by night."""
    variable, light, dark = ink.value

    assert (light, dark) == (LIGHT[variable], DARK[variable])


@pytest.mark.parametrize("name", sorted(path.name for path in ASSETS.glob("*.css")))
def test_the_style_suits_old_browsers(name: str) -> None:
    """No feature is used that an office browser of 2020 does not know."""
    plain = re.sub(r"/\*.*?\*/", "", (ASSETS / name).read_text("utf-8"), flags=re.DOTALL)

    assert not re.search(r":has\(|:is\(|:where\(|@container|@layer|\binset:|aspect-ratio|color-mix|&", plain)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_high_contrast_is_high(scheme: str) -> None:
    """With 高对比度 every word and every link stands 7:1 at least against its ground, by day and by night."""
    first, second = re.findall(r"\{(.*?)\}", (ASSETS / "contrast.css").read_text("utf-8"), flags=re.DOTALL)[
        :2
    ]
    colours = dict(
        re.findall(r"(--[a-z0-9-]+):\s*(#[0-9a-f]{3,6});", first + (second if scheme == "dark" else ""))
    )
    grounds = ("--md-default-bg-color", "--sy-card", "--sy-soft", "--sy-hero", "--sy-red-soft")
    inks = (
        "--md-typeset-color",
        "--md-typeset-a-color",
        "--sy-fg",
        "--sy-muted",
        "--sy-link",
        "--sy-red-ink",
    )

    for ink, ground in (
        (ink, ground) for ink in (*inks, "--sy-accent", "--sy-hero-ink") for ground in grounds
    ):
        dark, bright = sorted((_luminance(colours[ink]), _luminance(colours[ground])))
        assert (bright + 0.05) / (dark + 0.05) >= 7, (ink, ground)
