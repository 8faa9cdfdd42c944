"""One site on a USB stick: what lies on it, and that it works where there is no server."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from scripts.commands import run_portable
from scripts.exports.pages import FIRST, SITE
from scripts.exports.stick import GUIDE
from scripts.publish.parcel import SUMS
from tests.browser import launch
from tests.counties import MINI, ROOT, digests
from tests.pack_reading import dead_links

AS_OF = "2026-07-20"
LEFT = "net::ERR_ABORTED"
"""Why a request fails when the page is left before it is answered."""


def carried(root: Path, out: Path, audience: str = "public") -> Path:
    """Return the folder made for a stick."""
    assert run_portable(str(root), AS_OF, str(out), audience) == 0
    [folder] = [path for path in out.iterdir() if path.is_dir()]
    return folder


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's public site on a stick whose path has blanks and Chinese, as a stick's has."""
    return carried(ROOT, tmp_path_factory.mktemp("stick") / "新加卷 (E)")


@pytest.fixture
def page() -> Iterator[Page]:
    """A page of headless Chromium."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser.new_page(locale="zh-CN")
        browser.close()


def faults_of(page: Page) -> list[str]:
    """Return a list that fills with everything the page complains of or asks of the network."""
    faults: list[str] = []
    page.on("console", lambda told: faults.append(told.text) if told.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request",
        lambda asked: None if asked.url.startswith(("file:", "data:")) else faults.append(asked.url),
    )
    page.on("requestfailed", lambda asked: faults.append(asked.url) if asked.failure != LEFT else None)
    return faults


def test_the_stick_says_where_to_begin(stick: Path) -> None:
    """At the top lie the first page, a guide an old Notepad can read, the sums, and one folder."""
    assert {path.name for path in stick.iterdir()} == {FIRST, GUIDE, SUMS, SITE}
    guide = (stick / GUIDE).read_bytes()
    assert guide.startswith(b"\xef\xbb\xbf")
    assert guide.count(b"\n") == guide.count(b"\r\n") > 5
    assert f"双击“{FIRST}”" in guide.decode()


def test_every_link_of_the_stick_arrives(stick: Path) -> None:
    """Nothing on the stick leads to a file that is not there."""
    assert dead_links(stick) == []


def test_the_zip_is_the_folder(stick: Path) -> None:
    """Whoever copies the zip has exactly the folder."""
    with zipfile.ZipFile(stick.with_name(f"{stick.name}.zip")) as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    own = {f"{stick.name}/{path.relative_to(stick)}": path for path in stick.rglob("*") if path.is_file()}
    assert packed == {name: path.read_bytes() for name, path in own.items()}


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("word", "target"), [("优待", "benefits/"), ("光荣牌", "services/plaque.html")])
def test_search_works_from_the_disk(stick: Path, page: Page, word: str, target: str) -> None:
    """Double-click the first page, go in, type a Chinese word: the page about it is listed and opens."""
    faults = faults_of(page)
    page.goto((stick / FIRST).resolve().as_uri())
    page.get_by_role("link", name="进入网页").click()
    page.locator("label.md-header__button[for=__search]:visible, .md-search__form").first.click()
    page.locator("input.md-search__input").fill(word)
    page.locator("input.md-search__input").press("End")
    page.locator(f".md-search-result__link[href*='{target}']").first.wait_for(timeout=20_000)
    page.locator(f".md-search-result__link[href*='{target}']").first.click()
    page.wait_for_url(f"**/{target}**")
    assert page.locator("h1").first.is_visible()
    assert faults == []


@pytest.mark.browser
@pytest.mark.slow
def test_every_page_of_the_stick_opens_clean(stick: Path, page: Page) -> None:
    """No page opened from the disk reports a fault or asks the network for anything."""
    faults = faults_of(page)
    pages = sorted((stick / SITE).rglob("*.html"))
    assert len(pages) >= 20
    for path in pages:
        page.goto(path.resolve().as_uri(), wait_until="load")
        assert page.locator("h1").count() == 1, path
    assert faults == []


def test_only_the_public_site_unless_asked(tmp_path: Path) -> None:
    """Nobody carries the internal site away by mistake; asked for, it says on top that it is internal."""
    public, internal = carried(MINI, tmp_path / "p"), carried(MINI, tmp_path / "i", "internal")
    assert not (public / SITE / "items").exists()
    assert (internal / SITE / "items").is_dir()
    assert "不得外传" not in (public / FIRST).read_text(encoding="utf-8")
    assert "不得外传" in (internal / FIRST).read_text(encoding="utf-8")
    assert "不得外传" in (internal / GUIDE).read_text(encoding="utf-8")


def test_the_same_data_make_the_same_stick(tmp_path: Path) -> None:
    """Two sticks of one day are equal to the byte, the zip too; a second run replaces the first."""
    first, second = carried(MINI, tmp_path / "a"), carried(MINI, tmp_path / "b")
    assert digests(first.parent) == digests(second.parent)
    before = digests(first.parent)
    carried(MINI, tmp_path / "a")
    assert digests(first.parent) == before
