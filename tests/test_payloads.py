"""Hostile texts in every field a person can write: built, opened in a browser without its policy, touched."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser

from scripts.check.public_words import accepting
from scripts.load.articles import read_page
from scripts.load.dataset import load
from scripts.model.articles import PageMeta
from scripts.model.dataset import Dataset
from scripts.pages.text import clean
from scripts.paths import Layout
from scripts.problems import DataError
from scripts.publish import gates
from scripts.publish.finished import Finished
from scripts.publish.inputs import SiteInput
from scripts.publish.policy import meta_value
from scripts.publish.site import build, prepare
from scripts.publish.stage import stage_all
from scripts.sites import internal_input, public_input
from scripts.views.make_internal import internal_site
from scripts.views.make_public import public_site
from tests.finished_sites import built
from tests.naive_site import Naive, naive_site
from tests.payloads import BODIES, PAYLOADS
from tests.playing import HOST, Seen, chromium, player, search
from tests.poisoned import Poison, chunks, hostile_county, misshown, poison, tokens, write
from tests.small_sites import AS_OF, page
from tests.small_sites import public_site as small_site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TODAY = date(2026, 7, 20)
_MARKUP = re.compile(r"<[^<>]*>")


@dataclass
class Turn:
    """One county with its share of the payloads, as built and as seen."""

    told: Poison
    problems: list[str]
    sites: list[Finished]
    findings: list[str]
    seen: list[Seen] = field(default_factory=list)


def build_both(county: Dataset, root: Path, folder: Path) -> list[Finished]:
    """Build both sites of a county as the pipeline stages them."""
    layout, watch = Layout.at(root), accepting(county, lambda _code, _path: True)
    public = public_input(public_site(county, TODAY, ""), layout, watch)
    internal = internal_input(internal_site(county, TODAY, None, "", []), layout)
    return built(folder, public, internal)


def play(browser: Browser, sites: list[Finished], *, quick: bool) -> Iterator[Seen]:
    """Open every page of each site without its policy and touch everything."""
    for site in sites:
        with player(browser, site.root, quick=quick) as opened:
            yield opened.play(sorted(name for name in site.files if name.endswith(".html")))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def turns(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> list[Turn]:
    """As many counties as there are chunks: after all of them each field has held each payload."""
    found = []
    for turn in range(len(chunks())):
        folder = tmp_path_factory.mktemp(f"turn{turn}")
        told = poison(hostile_county(folder / "county"), turn)
        write(folder / "county", told)
        county, problems = load(Layout.at(folder / "county"))
        assert county is not None
        sites = build_both(county, folder / "county", folder / "sites")
        quiet = [replace(site, watch=None) for site in sites]  # here not words are judged, but markup
        findings = [str(problem) for site in quiet for problem in gates.examine(site)]
        seen = list(play(browser, sites, quick=turn > 0))
        found.append(Turn(told, [str(problem) for problem in problems], sites, findings, seen))
    return found


def test_every_field_meets_every_payload(turns: list[Turn]) -> None:
    """More than sixty payloads go into each of some hundred fields; the others take no free text."""
    told = turns[0].told
    met = frozenset(pair for turn in turns for pair in turn.told.met)
    fields = {name for name, _ in met}

    assert len(PAYLOADS) >= 60
    assert len(fields) >= 90
    assert met == {(name, part) for name in fields for part in range(len(turns))}
    assert {
        "Report",
        "Step",
        "Evidence",
        "Look",
        "Unit",
        "Person",
        "Publicity",
        "ArticleMeta",
        "Benefit",
    } <= {kind for kind, _ in fields}
    assert {"Place", "Question", "WordRule", "Review", "Item", "Ruling"} <= {kind for kind, _ in fields}
    assert told.accepted >= 6000
    assert told.refused >= 1000  # numbers, days, names, paths: fields that take no free text


def test_the_real_loader_reads_them(turns: list[Turn]) -> None:
    """Hostile texts are texts: the loader takes them all, and both sites pass every gate."""
    assert [turn.problems for turn in turns] == [[] for _ in turns]
    assert [turn.findings for turn in turns] == [[] for _ in turns]


def test_no_payload_runs_or_calls_out(turns: list[Turn]) -> None:
    """With the policy taken away and everything touched, nothing runs and no other host is asked."""
    for turn in turns:
        assert [(seen.ran, seen.asked) for seen in turn.seen] == [(set(), set()), (set(), set())]


def test_typed_text_is_shown_text(turns: list[Turn]) -> None:
    """In tab, page, menu and what is read aloud each text stands as it was typed."""
    for turn in turns:
        shown = "\n".join(text for seen in turn.seen for told in seen.shown.values() for text in told)
        assert misshown(shown, turn.told) == set()
        assert len(tokens(shown)) >= 100


def test_search_and_feed_hold_what_was_typed(turns: list[Turn]) -> None:
    """The search index of both sites and the feed say what was typed, as text."""
    for turn in turns:
        for site in turn.sites:
            entries = json.loads(site.read("search/search_index.json"))["docs"]
            texts = "\n".join(_unmarked(f"{each['title']}\n{each['text']}") for each in entries)
            assert misshown(texts, turn.told) == set()
            for path in sorted(each for each in site.staged if each.endswith(".xml")):
                told = "\n".join(filter(None, ET.fromstring(site.read(path)).itertext()))  # noqa: S314 - ours
                assert misshown(told, turn.told) == set()


def _unmarked(text: str) -> str:
    """Return the words of a search entry as the search box shows them."""
    return unescape(_MARKUP.sub(" ", text))


def test_search_lists_a_hostile_title_as_typed(browser: Browser, turns: list[Turn]) -> None:
    """A title full of markup, found by its first word, is listed as typed and runs nothing."""
    turn = turns[0]
    public = turn.sites[0]
    title = turn.told.texts["动员大会召开"]
    with player(browser, public.root) as opened:
        opened_page = opened.context.new_page()
        opened_page.on("console", opened.hear)
        opened_page.goto(f"{HOST}index.html", wait_until="load")
        listed = search(opened_page, title[:5])
        assert any(clean(title) in " ".join(each.replace("\u200b", "").split()) for each in listed)
        assert (opened.seen.ran, opened.seen.asked) == (set(), set())


@pytest.fixture(scope="module")
def naive(tmp_path_factory: pytest.TempPathFactory) -> Naive:
    """The careless control."""
    return naive_site(tmp_path_factory.mktemp("naive") / "site")


@pytest.fixture(scope="module")
def careless(browser: Browser, naive: Naive) -> Seen:
    """What runs in it without a policy."""
    with player(browser, naive.site.root, quick=True) as opened:
        return opened.play(naive.pages.values())


def test_the_control_shows_that_the_test_can_see(naive: Naive, careless: Seen) -> None:
    """On a careless site the same player sees most payloads run and foreign hosts asked."""
    assert len(careless.ran) >= 40
    assert careless.ran <= naive.pages.keys()
    assert len(careless.asked) >= 6


def test_the_gates_refuse_the_control(naive: Naive, careless: Seen) -> None:
    """Nearly every kind of gate speaks up; no page on which something ran passes them."""
    problems = gates.examine(naive.site)
    named = {problem.path.removeprefix("public/site/") for problem in problems if problem.code != "G02"}

    assert len({problem.code for problem in problems}) >= 14
    assert {naive.pages[number] for number in careless.ran} <= named


def test_the_policy_stops_the_control(browser: Browser, naive: Naive, careless: Seen) -> None:
    """With our policy nothing runs even there, and the browser says what it refused."""
    policy = meta_value(naive.site.scripts.sources)
    with player(browser, naive.site.root, policy, quick=True) as opened:
        seen = opened.play(naive.pages[number] for number in sorted(careless.ran))

    assert seen.ran == set()
    assert len(seen.refused) >= 20
    assert not [url for url in seen.asked if not url.startswith("http://evil.example/assets")]


def test_the_policy_hinders_nothing_of_ours(browser: Browser, turns: list[Turn]) -> None:
    """On the real sites the policy refuses nothing."""
    for site in turns[0].sites:
        with player(browser, site.root, "") as opened:
            names = [name for name in sorted(site.files) if name.endswith(".html")][::6]
            seen = opened.play(names)
            assert (seen.refused, seen.ran, seen.asked) == ([], set(), set())


def articles(folder: Path) -> Mapping[int, str]:
    """Return the payloads that the loader takes as the body of an article."""
    taken = {}
    for number, text in (PAYLOADS | BODIES).items():
        path = folder / f"p{number}.md"
        path.write_text(f"---\ntitle: 标题\n---\n\n{text}\n", encoding="utf-8")
        try:
            read_page(path, f"news/p{number}.md", path.name, PageMeta)
        except DataError:
            continue
        taken[number] = text
    return taken


def test_nothing_an_article_may_say_runs(browser: Browser, tmp_path: Path) -> None:
    """What loader, engine and gates let pass as Markdown of an author runs nothing and asks no host."""
    taken = articles(tmp_path)
    site = small_site({f"b/p{number}.md": page("标题", text) for number, text in taken.items()})
    refused = refused_pages(tmp_path / "one", site)
    passing = {path: data for path, data in site.docs.items() if path not in refused}
    (done,) = built(tmp_path / "two", replace(site, docs=passing))
    stopped = {problem.path.removeprefix("public/site/") for problem in gates.examine(done)}
    names = sorted(name for name in done.files if name.startswith("b/") and name not in stopped)
    with player(browser, done.root) as opened:
        seen = opened.play(names)

    assert len(taken) <= 40  # raw HTML never gets in
    assert len(names) >= 10
    assert (seen.ran, seen.asked) == (set(), set())


def refused_pages(folder: Path, site: SiteInput) -> set[str]:
    """Return the pages that the engine refuses to build."""
    stage_all(folder, (site,))
    problems = build(prepare(folder / site.audience, site), AS_OF)
    return {problem.path.removeprefix(f"{site.audience}/docs/") for problem in problems}


def test_a_text_shown_otherwise_would_be_seen(turns: list[Turn]) -> None:
    """One letter less, or an escape shown as typed by nobody, and the comparison above would tell."""
    told = turns[0].told
    text = clean(next(iter(told.texts.values())))

    assert misshown(f"前{text}后", told) == set()
    for changed in (text.replace("<", "&lt;", 1), text.replace("r(", "r", 1)):
        assert misshown(f"前{changed}后", told) == {changed}
