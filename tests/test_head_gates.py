"""What a finished page says of itself: each fault is planted once and named by its gate."""

import re
from pathlib import Path

import pytest

from scripts.publish import gates
from scripts.publish.finished import Finished
from scripts.publish.policy import header_value, meta_value, sources_of
from tests.finished_sites import built, codes, copied, put
from tests.small_sites import internal_site, page, public_site

PAGE = "progress/index.html"
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">')


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> tuple[Finished, Finished]:
    """Both small sites, really built."""
    public, internal = built(tmp_path_factory.mktemp("heads"), public_site(), internal_site())
    return public, internal


@pytest.fixture
def spoilt(clean: tuple[Finished, Finished], tmp_path: Path) -> Finished:
    """A copy of the public site that a test may spoil."""
    return copied(clean[0], tmp_path / "site")


def change(site: Finished, old: str, new: str, path: str = PAGE) -> None:
    """Replace the first ``old`` of a finished page."""
    file = site.root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


HEAD_FAULTS = [
    ('<meta name="generator" content="mkdocs-1.6.1">', {"G32"}),
    ('<meta name="author" content="示例甲">', {"G32"}),
    ('<meta name="git-revision-date" content="2026-07-01">', {"G32"}),
    ('<meta property="article:author" content="示例甲">', {"G32"}),
    ('<link rel="preconnect" href="../index.html">', {"G33"}),
    ('<link rel="prefetch" href="../index.html">', {"G33"}),
    ('<link rel="import" href="../index.html">', {"G33"}),
    ('<link rel="stylesheet edit" href="../index.html">', {"G33"}),
    ('<link href="../index.html">', set()),
    ('<link rel="dns-prefetch" href="//t.example">', {"G14", "G33"}),
    ("<style>p { color: red }</style>", {"G12", "G31"}),
    ("<p>x</p>", {"G31"}),
    ("<title>二</title>", {"G34"}),
    ('<meta http-equiv="Content-Security-Policy" content="default-src *">', {"G30"}),
    ('<meta http-equiv="refresh" content="0;url=https://t.example/">', {"G12"}),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "wanted"), HEAD_FAULTS, ids=range(len(HEAD_FAULTS)))
def test_a_head_that_says_too_much_is_found(spoilt: Finished, markup: str, wanted: set[str]) -> None:
    """Maker, version, edit address, foreign hints, styles and second titles never go out."""
    put(spoilt, markup, PAGE, '<meta charset="utf-8">')

    assert codes(spoilt) == wanted


BODY_FAULTS = [
    ('<h2 id="__config">x</h2>', {"G35"}),
    ('<div id="__search"></div>', {"G35", "G36"}),
    ('<script id="__nav_1"></script>', {"G13", "G35"}),
    ('<h3 id="result">x</h3>', {"G35"}),
    ('<b id="y-1">x</b><i id="y-1">x</i>', {"G36"}),
    ('<b id="y-1">x</b><b id="y-1">x</b>', {"G36"}),
    ('<p style="position: fixed; top: 0">x</p>', {"G37"}),
    ('<p style="Content: &quot;x&quot;">x</p>', {"G37"}),
    ('<p style="behavior: url(x.htc)">x</p>', {"G17", "G37"}),
    ('<a rel="edit" href="../index.html">x</a>', {"G33"}),
    (f"<p>{'0123456789' * 4}</p>", {"G39"}),
    ("<p>/home/office/county/data</p>", {"G39"}),
    (r"<p>C:\Users\office</p>", {"G39"}),
    ('<b title="示例甲 &lt;jia@shuangyong.example&gt;">x</b>', {"G21", "G39"}),
    ("<svg><metadata>示例甲</metadata></svg>", {"G12"}),
]


@pytest.mark.parametrize(("markup", "wanted"), BODY_FAULTS, ids=range(len(BODY_FAULTS)))
def test_a_body_that_reaches_too_far_is_found(spoilt: Finished, markup: str, wanted: set[str]) -> None:
    """No id of the theme is taken, no id stands twice, no style covers the page, no trace is left."""
    put(spoilt, markup, PAGE)

    assert codes(spoilt) == wanted


@pytest.mark.parametrize(
    "markup",
    [
        '<b id="y-1">x</b><i id="y-2">x</i>',
        '<p style="width: 63%; --sy-share: 0.63; grid-row: 2">x</p>',
        f"<p>校验值 {'0123456789abcdef' * 4}</p>",
    ],
)
def test_what_pages_need_passes(spoilt: Finished, markup: str) -> None:
    """Own ids, sizes and digests are allowed; an address shown to all is judged by the word gates."""
    put(spoilt, markup, PAGE)

    assert gates.examine(spoilt) == []


def test_a_page_without_its_policy_is_found(spoilt: Finished) -> None:
    """The policy stands on every page, the error page too, word for word."""
    for path, old in ((PAGE, "style-src 'self';"), ("404.html", "object-src 'none'")):
        change(spoilt, old, "", path)
    assert {problem.path for problem in gates.examine(spoilt) if problem.code == "G30"} == {
        f"public/site/{PAGE}",
        "public/site/404.html",
    }


def test_a_policy_that_comes_late_is_found(spoilt: Finished) -> None:
    """What stands before the policy could load first; so nothing may."""
    file = spoilt.root / PAGE
    text = file.read_text(encoding="utf-8")
    policy = POLICY.search(text)
    assert policy
    file.write_text(text.replace(policy[0], "").replace("</title>", f"</title>{policy[0]}"), encoding="utf-8")

    assert codes(spoilt) == {"G30"}


def test_a_title_of_another_page_is_found(spoilt: Finished) -> None:
    """What the tab says stands on the page."""
    change(spoilt, "<title>创建动态", "<title>别的事")

    assert codes(spoilt) == {"G34"}


def test_robots_know_which_site_is_which(clean: tuple[Finished, Finished], tmp_path: Path) -> None:
    """Internal pages forbid search engines; the public front page does not."""
    public, internal = copied(clean[0], tmp_path / "p"), copied(clean[1], tmp_path / "i")
    put(public, '<meta name="robots" content="noindex">', "index.html", '<meta charset="utf-8">')
    change(internal, '<meta name="robots"', '<meta name="referrer"', "items/1.05.html")

    assert [codes(site) for site in (public, internal)] == [{"G38"}, {"G38"}]


def test_hostile_headings_and_titles_pass_as_text(tmp_path: Path) -> None:
    """A title made of markup is shown as typed and takes no id: the site builds and the gates agree."""
    title = "</title><script>x</script> __config &lt;b&gt;"
    hostile = f"---\ntitle: '{title}'\n---\n\n## __config\n\n## __search\n\n正文。\n".encode()
    (site,) = built(tmp_path, public_site({"news.md": hostile, "other.md": page("别的", "## __config")}))
    text = (site.root / "news.html").read_text(encoding="utf-8")

    assert "<title>&lt;/title&gt;&lt;script&gt;x&lt;/script&gt; __config" in text
    assert {"s-config", "s-search"} <= site.markup("news.html").ids
    assert {problem.code for problem in gates.examine(site)} <= {"G34"}  # no such words in this body


def test_a_server_can_state_the_same_policy(clean: tuple[Finished, Finished]) -> None:
    """What the page says of itself is what the server's header says, and one rule more."""
    for site in clean:
        sources = sources_of((site.root / "index.html").read_text(encoding="utf-8"))
        assert sources == site.scripts.sources
        assert header_value(sources) == f"{meta_value(sources)}; frame-ancestors 'none'"
        assert "unsafe-inline" not in meta_value(sources).replace("style-src-attr 'unsafe-inline'", "")


def test_a_page_without_policy_gives_no_header() -> None:
    """A server is never told an empty policy by accident."""
    with pytest.raises(ValueError, match="our Content-Security-Policy"):
        sources_of("<html></html>")
