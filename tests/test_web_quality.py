"""The finished sites as measured by others' tools: Lighthouse, axe and the Nu checker."""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from scripts.commands import run_build
from scripts.publish.tree import remove
from tests import web_tools
from tests.browser import launch
from tests.counties import ROOT
from tests.web_servers import PUBLIC, nginx

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MEASURED = {
    "home": "index.html",
    "list": "news/index.html",
    "article": "news/launch.html",
    "优待目录": "benefits/index.html",
}
RUNS = 3
"""Performance is the median of these: other work on the machine slows single runs."""
LEAST = 95
HOME_BYTES = 300_000
MORE = {"public": (), "internal": ("items/10.02.html", "units/syb.html")}
"""Pages that show something the first of their folder does not: a veto, the office itself."""
RULES = {"light": None, "dark": ["color-contrast", "link-in-text-block"]}
"""By night only the colours differ: the rules on colours look again, all others have looked by day."""
DESKTOP = ViewportSize(width=1366, height=768)
_LOOK = """
(rules) => axe.run(document, {resultTypes: ["violations"], ...(rules && {runOnly: rules})})
  .then((found) => found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}`)))
"""


@pytest.fixture(scope="module")
def out() -> Iterator[Path]:
    """Both sites of the sample, built once, where a server without rights may read them."""
    folder = Path(tempfile.mkdtemp(prefix="measured-"))
    folder.chmod(0o755)
    assert run_build(str(ROOT), "", str(folder / "out")) == 0
    yield folder / "out"
    remove(folder)


def kinds(site: Path) -> list[str]:
    """Return a page of each kind: all at the top, then the front page and the first other of each folder."""
    found: dict[tuple[Path, str], Path] = {}
    for path in sorted(site.rglob("*.html")):
        place = path.relative_to(site)
        is_own = place.parent == Path() or place.name == "index.html"
        found.setdefault((place.parent, place.name if is_own else ""), place)
    return [place.as_posix() for place in found.values()]


@pytest.fixture(scope="module")
def measured(out: Path) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Return what Lighthouse says of the pages, on a phone it plays, from nginx with the shipped settings."""
    with nginx(out, out.parent / "nginx") as server:
        addresses = {f"https://{PUBLIC}:{server.secure}/{path}": name for name, path in MEASURED.items()}
        found = web_tools.lighthouse(list(addresses), RUNS)
    return {addresses[address]: runs for address, runs in found.items()}


@pytest.mark.parametrize("name", MEASURED)
def test_lighthouse_scores(measured: Mapping[str, Sequence[Mapping[str, Any]]], name: str) -> None:
    """Home, a list, an article and the 优待目录 are fast, accessible and soundly made: 95 or more each."""
    scores = {
        category: median(run["scores"][category] for run in measured[name])
        for category in ("performance", "accessibility", "best-practices")
    }
    assert min(scores.values()) >= LEAST, f"{scores} {measured[name][-1]['failed']}"


@pytest.mark.parametrize("name", MEASURED)
def test_nothing_moves_while_loading(measured: Mapping[str, Sequence[Mapping[str, Any]]], name: str) -> None:
    """Charts and pictures keep their place from the first moment: the layout never shifts."""
    assert [run["shift"] for run in measured[name]] == [0] * RUNS


def test_home_is_light(measured: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """A first visit to the home page costs less than 300 KB, all from the site itself, without a font."""
    run = measured["home"][0]
    assert run["bytes"] <= HOME_BYTES
    fetched = [address for address, _ in run["requests"] if not address.startswith("data:")]
    assert len(fetched) >= 5
    assert all(address.startswith(f"https://{PUBLIC}:") for address in fetched)
    assert not [address for address in fetched if ".woff" in address or ".ttf" in address]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Headless Chromium of this machine."""
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.mark.parametrize("audience", MORE)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier(browser: Browser, out: Path, audience: str, scheme: Any) -> None:
    """No kind of page of either site hinders a reader with a screen reader, a keyboard or weak eyes."""
    context = browser.new_context(viewport=DESKTOP, color_scheme=scheme, locale="zh-CN")
    context.add_init_script(web_tools.axe())
    page, found, site = context.new_page(), {}, (out / audience / "site").resolve()
    for path in [*kinds(site), *MORE[audience]]:
        page.goto((site / path).as_uri())
        found[path] = page.evaluate(_LOOK, RULES[scheme])
    context.close()
    assert {path: barriers for path, barriers in found.items() if barriers} == {}


def test_axe_would_find_a_barrier(browser: Browser) -> None:
    """A page with a nameless picture and grey on grey is not passed."""
    context = browser.new_context(viewport=DESKTOP)
    context.add_init_script(web_tools.axe())
    page = context.new_page()
    page.goto("data:text/html,<p style='color:%23aaa;background:%23bbb'>grey on grey</p><img src='data:,'>")
    rules = {line.partition(":")[0] for line in page.evaluate(_LOOK)}
    context.close()
    assert {"color-contrast", "image-alt", "html-has-lang"} <= rules


def test_markup_is_sound(out: Path) -> None:
    """No page has a fault of markup but the theme's own, which are listed with the reason each is borne."""
    known = json.loads((web_tools.SHIPPED / "markup-known.json").read_text(encoding="utf-8"))
    unknown, met = [], set()
    for fault in web_tools.markup_faults(out / "public/site", out / "internal/site"):
        if fault["type"] == "info":
            continue
        fits = [
            number
            for number, each in enumerate(known)
            if fault["message"].startswith(each["message"]) and each["extract"] in fault["extract"]
        ]
        met.update(fits)
        if not fits:
            place = fault["url"].rpartition("/out/")[2]
            unknown.append(f"{place}:{fault.get('lastLine')}: {fault['message']} {fault.get('extract', '')}")
    assert sorted(unknown) == []
    assert met == set(range(len(known))), "a listed fault no longer occurs: take it off the list"
