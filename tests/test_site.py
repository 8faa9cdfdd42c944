"""The finished sites of the sample county, opened in a real browser."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, ViewportSize, sync_playwright

from scripts.commands import run_build
from tests.browser import launch

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).parent.parent
DESKTOP = ViewportSize(width=1366, height=768)
PHONE = ViewportSize(width=390, height=844)
INTERNAL = (
    "index.html",
    "board.html",
    "majors/3.html",
    "items/3.02.html",
    "items/10.02.html",
    "units/index.html",
    "units/syb.html",
    "vetoes.html",
    "bonus.html",
    "evidence.html",
    "schedule.html",
    "problems.html",
    "guide/index.html",
)
PUBLIC = ("index.html", "progress/index.html", "news/index.html", "404.html")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: the test's own output is enough."""

    def do_GET(self) -> None:
        """Answer as a county's server would that has an icon of its own."""
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both sites of the sample, built once."""
    target = tmp_path_factory.mktemp("sites") / "out"
    assert run_build(str(ROOT), "", str(target)) == 0
    return target


@pytest.fixture(scope="module")
def address(out: Path) -> Iterator[str]:
    """Serve ``out`` on this machine."""
    handler = functools.partial(_Quiet, directory=str(out))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Headless Chromium of this machine."""
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page that keeps what went wrong in ``faults``."""
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN")
    opened = context.new_page()
    yield opened
    context.close()


def _watch(page: Page, address: str) -> list[str]:
    faults: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            faults.append(f"console: {message.text}")

    def on_request(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            faults.append(f"foreign: {request.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("request", on_request)
    return faults


def _scheme(page: Page, scheme: str) -> None:
    page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    ("audience", "name"),
    [*(("internal", name) for name in INTERNAL), *(("public", name) for name in PUBLIC)],
)
def test_every_kind_of_page_opens_clean(
    page: Page, address: str, audience: str, name: str, size: ViewportSize
) -> None:
    """A page shows no fault, asks no foreign host, and never scrolls sideways, by day and by night."""
    faults = _watch(page, address)
    page.set_viewport_size(size)
    page.goto(f"{address}/{audience}/site/{name}", wait_until="load")
    for scheme in ("default", "slate"):
        _scheme(page, scheme)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name} scrolls {wide} px sideways in {scheme}"
        assert page.locator("h1").first.is_visible()
    assert faults == []


@pytest.mark.parametrize(
    ("audience", "word", "target"),
    [
        ("internal", "双清单", "items/3.02.html"),
        ("internal", "编制", "items/10.02.html"),
        ("internal", "县财政局", "units/"),
        ("public", "优待", "benefits/"),
    ],
)
def test_search_finds_chinese_words(page: Page, address: str, audience: str, word: str, target: str) -> None:
    """Typing a Chinese word in the search box lists the page that is about it."""
    page.goto(f"{address}/{audience}/site/index.html", wait_until="load")
    page.locator("label.md-header__button[for=__search]:visible, .md-search__form").first.click()
    page.locator("input.md-search__input").fill(word)
    page.locator("input.md-search__input").press("End")  # the theme listens to keys, as an input method sends
    page.locator(".md-search-result__link").first.wait_for(timeout=20_000)
    links = page.locator(".md-search-result__link").evaluate_all(
        "links => links.map(a => a.getAttribute('href'))"
    )
    assert any(target in link for link in links), links


def test_toggle_recolours_charts(page: Page, address: str) -> None:
    """Switching to dark changes the colours of the charts at once."""
    page.goto(f"{address}/internal/site/index.html", wait_until="load")
    colour = "() => getComputedStyle(document.querySelector('.sy-chart svg text')).fill"
    light = page.evaluate(colour)
    page.locator("form.md-header__option label:visible").first.click()
    page.locator("body[data-md-color-scheme=slate]").wait_for()
    assert page.evaluate(colour) != light


def test_pages_open_from_disk(page: Page, out: Path) -> None:
    """A reader may double-click index.html and follow links without a server."""
    page.goto((out / "internal/site/index.html").resolve().as_uri(), wait_until="load")
    page.locator("a[href*='items/']").first.click()
    page.wait_for_load_state("load")
    assert "/items/" in page.url
    assert page.locator("h1").first.is_visible()


def test_tables_are_whole_without_scripts(browser: Browser, address: str) -> None:
    """With JavaScript off, the register of evidence still shows every entry."""
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(f"{address}/internal/site/evidence.html", wait_until="load")
    assert opened.locator("table tbody tr").count() >= 500
    context.close()
