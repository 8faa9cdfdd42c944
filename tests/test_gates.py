"""The last look at finished pages: each thing that must not be there is found."""

from dataclasses import replace
from pathlib import Path

import pytest

from scripts.problems import DataError
from scripts.publish import gates
from scripts.publish.finished import Finished
from scripts.publish.markup import Markup, read_tag
from tests.finished_sites import built, codes, copied, put
from tests.small_sites import digests, internal_site, page, public_site, publish_small

PAGE = "items/1.05.html"


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> tuple[Finished, Finished]:
    """Both small sites, really built."""
    public, internal = built(tmp_path_factory.mktemp("gates"), public_site(), internal_site())
    return public, internal


@pytest.fixture
def spoilt(clean: tuple[Finished, Finished], tmp_path: Path) -> Finished:
    """A copy of the internal site that a test may spoil."""
    return copied(clean[1], tmp_path / "site")


def poison(site: Finished, markup: str, path: str = PAGE) -> None:
    """Put ``markup`` into a finished page, behind its heading."""
    put(site, markup, path)


def test_real_pages_pass(clean: tuple[Finished, Finished]) -> None:
    """What the theme and our own templates make is free of findings."""
    assert [gates.examine(site) for site in clean] == [[], []]
    assert gates.examine_pair(*clean) == []


PAYLOADS = [
    ("<b onclick=alert(1)>x</b>", "G11"),
    ("<b ONMOUSEOVER='alert(1)'>x</b>", "G11"),
    ('<b title="a" onfocus = "alert(1)" tabindex=0>x</b>', "G11"),
    ("<svg onload=alert(1)></svg>", "G11"),
    ("<script>alert(1)</script>", "G13"),
    ("<SCRIPT >alert(1)</SCRIPT >", "G13"),
    ("<script type=module>import('./x.js')</script>", "G13"),
    ('<script type="application/json">{"x": 1}</script>', "G13"),
    ('<script src="../items/evil.js"></script>', "G13"),
    ('<script src="../assets/gone.js"></script>', "G13"),
    ('<script src="https://cdn.example/x.js"></script>', "G14"),
    ('<script src="//cdn.example/x.js"></script>', "G14"),
    ('<img src="https://t.example/p.gif">', "G14"),
    ('<img src="\\\\t.example/p.gif">', "G14"),
    ('<img src="ht\ntps://t.example/p.gif">', "G14"),
    ('<img srcset="../a.png 1x, https://t.example/b.png 2x">', "G14"),
    ('<img src="&#104;ttps://t.example/p.gif">', "G14"),
    ('<link rel="stylesheet" href="https://t.example/x.css">', "G14"),
    ('<p style="background: url(https://t.example/p.gif)">x</p>', "G14"),
    ('<p style="background: u\\72l(x)">x</p>', "G15"),
    ('<rect fill="url(https://t.example/#a)"/>', "G14"),
    ('<video poster="https://t.example/p.png"></video>', "G14"),
    ('<image xlink:href="https://t.example/p.png"/>', "G14"),
    ('<a href="../index.html" ping="https://t.example/">x</a>', "G14"),
    ('<a href="javascript:alert(1)">x</a>', "G15"),
    ('<a href="java\tscript:alert(1)">x</a>', "G15"),
    ('<a href=" &#1;JavaScript:alert(1)">x</a>', "G15"),
    ('<a href="data:text/html,x">x</a>', "G15"),
    ('<a href="file:///etc/passwd">x</a>', "G15"),
    ('<img src="data:image/svg+xml,x">', "G15"),
    ('<a href="https://other.example/">x</a>', "G16"),
    ('<area href="//other.example/">', "G16"),
    ('<a href="gone.html">x</a>', "G17"),
    ('<a href="/index.html">x</a>', "G17"),
    ('<a href="../../../etc/passwd">x</a>', "G17"),
    ('<a href="../index.html#s-nowhere">x</a>', "G18"),
    ('<iframe src="../index.html"></iframe>', "G12"),
    ('<object data="../index.html"></object>', "G12"),
    ('<embed src="../index.html">', "G12"),
    ('<base href="../">', "G12"),
    ('<form action="../index.html"><input name="q"></form>', "G12"),
    ('<form name="search" action="https://t.example/"></form>', "G12"),
    ('<meta http-equiv="Refresh" content="0;url=https://t.example/">', "G12"),
    ('<meta http-equiv="set-cookie" content="a=b">', "G12"),
    ("<style>p { color: red }</style>", "G12"),
    ("<svg><foreignObject>x</foreignObject></svg>", "G12"),
    ('<svg><a><animate attributeName="href" to="x"/></a></svg>', "G12"),
    ("<!-- 联系人 张三 -->", "G10"),
    ("<!--><img src=x onerror=alert(1)>-->", "G10"),
    ("<![CDATA[<script>alert(1)</script>]]>", "G10"),
    ('<a title="x>" onclick="alert(1)">', "G10"),
    ('<a title="x<b>y" onclick="alert(1)">', "G10"),
    ('<b title="<i id=" onclick=alert(1) ">', "G10"),
    ("<img/src=x/onerror=alert(1)>", "G10"),
    ("<img src=x onerror=alert(1)", "G10"),
    ("<svg><style><img src=x onerror=alert(1)></style></svg>", "G11"),
    ("<textarea></textarea><title><img src=x onerror=alert(1)></title>", "G11"),
    ("<?php echo 1 ?>", "G10"),
    ("1 < 2", "G10"),
]


@pytest.mark.parametrize(("markup", "code"), PAYLOADS, ids=range(len(PAYLOADS)))
def test_bad_markup_is_found(spoilt: Finished, markup: str, code: str) -> None:
    """Whatever would run, fetch, redirect, hide or lead nowhere stops the publication."""
    poison(spoilt, markup)

    problems = gates.examine(spoilt)

    assert code in {problem.code for problem in problems}
    assert {problem.path for problem in problems} == {f"internal/site/{PAGE}"}


def test_a_finding_names_line_and_reason_in_chinese(spoilt: Finished) -> None:
    """The message leads to the place and says what is wrong there."""
    poison(spoilt, '\n<img src="https://t.example/p.gif">')
    text = (spoilt.root / PAGE).read_text(encoding="utf-8").splitlines()

    (problem,) = gates.examine(spoilt)

    assert "t.example" in text[problem.line - 1]
    assert str(problem).startswith(f"internal/site/{PAGE}:{problem.line}: G14 <img> 会向外部主机 t.example")


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="https://www.gov.example/zc">政策</a>',
        '<a href="mailto:a@b.example">邮件</a><a href="tel:0000-0000000">电话</a>',
        '<a href="../index.html">总览</a><a href="#s-得分">得分</a><a href="#s-%E5%BE%97%E5%88%86">得分</a>',
        '<a href="../evidence/e1.pdf#page=2">佐证</a>',
        '<p style="width: 63%; color: var(--sy-red)">5 &lt; 6 &gt; 4 &amp;lt;script&amp;gt;</p>',
        '<svg viewBox="0 0 1 1" role="img"><title>图</title><path d="M0 0" fill="url(#a)" id="a"/></svg>',
        '<p title="it\'s">javascript: onclick= https://other.example/</p>',
    ],
)
def test_good_markup_passes(spoilt: Finished, markup: str) -> None:
    """What pages need is allowed, and words about danger are no danger."""
    poison(spoilt, markup)

    assert gates.examine(spoilt) == []


def test_a_known_script_is_known_only_word_for_word(spoilt: Finished) -> None:
    """The theme's own inline script passes; one letter more and it does not."""
    element = next(element for element in spoilt.scripts.elements if "__palette" in element)
    poison(spoilt, element)
    assert gates.examine(spoilt) == []

    poison(spoilt, element.replace("</script>", ";alert(1)</script>"))

    assert "G13" in codes(replace(spoilt))


def test_control_pages_hold_no_data(clean: tuple[Finished, Finished]) -> None:
    """What counts as the theme's script was learnt from pages without name, menu or text."""
    for site in clean:
        assert 4 <= len(site.scripts.elements) <= 12
        assert not any("示例县" in element or "总览" in element for element in site.scripts.elements)


def test_links_and_special_files_are_found(spoilt: Finished) -> None:
    """A symbolic link in the tree would publish any file of the machine."""
    (spoilt.root / "items/passwd.html").symlink_to("/etc/passwd")
    (spoilt.root / "all").symlink_to("/etc")

    assert [problem.path for problem in gates.examine(spoilt)] == [
        "internal/site/all",
        "internal/site/items/passwd.html",
    ]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("notes.txt", "G02"),
        ("index.html.bak", "G02"),
        (".env", "G02"),
        ("tags.json", "G02"),
        ("assets/data.json", "G02"),
        ("assets/x.map", "G02"),
        ("old/page.html", "G02"),
    ],
)
def test_files_nobody_listed_are_found(spoilt: Finished, path: str, code: str) -> None:
    """A file that no page room handed over is not published, whatever it is called."""
    file = spoilt.root / path
    file.parent.mkdir(exist_ok=True)
    file.write_text("<p>x</p>", encoding="utf-8")

    assert code in codes(spoilt)


def test_a_missing_page_is_found(spoilt: Finished) -> None:
    """A page that was handed over and did not come out stops the publication."""
    (spoilt.root / "units/towns/a.html").unlink()

    assert codes(spoilt) == {"G03", "G40"}  # the search index still names it


def test_a_file_that_is_not_what_it_says_is_found(spoilt: Finished) -> None:
    """A page of scripts called .pdf is refused."""
    (spoilt.root / "evidence/e1.pdf").write_text("<script>alert(1)</script>", encoding="utf-8")

    assert codes(spoilt) == {"G04"}


def test_an_empty_site_is_found(spoilt: Finished) -> None:
    """Neither an empty folder nor an empty page goes out."""
    (spoilt.root / PAGE).write_bytes(b" \n")
    assert "G05" in codes(spoilt)

    empty = Finished(
        audience="internal", root=spoilt.root / "empty", staged=frozenset(), scripts=spoilt.scripts
    )
    empty.root.mkdir()

    assert {"G03", "G05", "G06"} <= codes(empty)


@pytest.mark.parametrize(
    "text", ["{}", "not json", '{"docs": []}', '{"docs": [{"title": "双拥工作", "text": ""}]}']
)
def test_a_search_that_finds_no_chinese_is_found(spoilt: Finished, text: str) -> None:
    """A missing, broken, empty or uncut index stops the publication."""
    (spoilt.root / "search/search_index.json").write_text(text, encoding="utf-8")

    assert "G06" in codes(spoilt)


def test_a_site_map_of_the_internal_site_is_found(spoilt: Finished) -> None:
    """No engine may list the internal pages for search engines behind our back."""
    (spoilt.root / "sitemap.xml").write_text("<urlset/>", encoding="utf-8")

    assert codes(spoilt) == {"G02"}


@pytest.mark.parametrize(
    "rule",
    [
        '@import "https://t.example/x.css";',
        "p { background: url(//t.example/p.png) }",
        "p { src: url('gone.woff2') }",
    ],
)
def test_a_style_sheet_that_fetches_is_found(spoilt: Finished, rule: str) -> None:
    """Style sheets take nothing from elsewhere."""
    with (spoilt.root / "assets/sy.css").open("a", encoding="utf-8") as file:
        file.write(rule)

    assert codes(spoilt) == {"G19"}


def test_an_active_drawing_is_found(clean: tuple[Finished, Finished], spoilt: Finished) -> None:
    """A drawing opened by itself could run scripts; it may not hold any."""
    drawing = "evidence/a.svg"
    (spoilt.root / drawing).write_text("<svg><script>alert(1)</script></svg>", encoding="utf-8")
    site = Finished(
        audience="internal", root=spoilt.root, staged=clean[1].staged | {drawing}, scripts=spoilt.scripts
    )

    assert codes(site) == {"G13"}


def test_internal_pages_never_stand_in_the_public_site(clean: tuple[Finished, Finished]) -> None:
    """A page of the internal site under its own address in the public one stops both."""
    public, internal = clean
    leaking = Finished(audience="public", root=internal.root, staged=public.staged, scripts=public.scripts)

    paths = {problem.path for problem in gates.examine_pair(leaking, internal)}

    assert paths == {
        "public/site/evidence/e1.pdf",
        "public/site/items/1.05.html",
        "public/site/items/index.html",
        "public/site/units/towns/a.html",
    }


def test_one_bad_page_stops_both_sites(tmp_path: Path) -> None:
    """A finding in the internal site keeps the public one from changing too: both or none."""
    out = tmp_path / "out"
    publish_small(out)
    before = digests(out / "current")
    public = public_site({"news.md": page("要闻", "新的消息")})
    internal = internal_site({"bad.md": page("坏", '<p onclick="alert(1)">领导小组</p>\n\n<!-- 张三 -->')})

    with pytest.raises(DataError) as refused:
        publish_small(out, public, internal)

    assert {problem.code for problem in refused.value.problems} == {"G10", "G11"}
    assert {problem.path for problem in refused.value.problems} == {"internal/site/bad.html"}
    assert digests(out / "current") == before


def test_a_page_of_both_sites_is_refused(tmp_path: Path) -> None:
    """A page room that hands an internal page to the public site is stopped."""
    same = {"items/1.05.md": page("1.05 领导小组会议", "## 得分\n\n每年召开全体会议。")}

    with pytest.raises(DataError) as refused:
        publish_small(tmp_path / "out", public=public_site(same))

    assert [str(problem) for problem in refused.value.problems] == [
        "public/site/items/1.05.html:1: G08 内部站的页面或文件出现在公开站（两站不能同名）"
    ]


def test_pieces_are_read_as_a_browser_reads_them() -> None:
    """Names are lower-cased, references resolved, and of a repeated attribute the first counts."""
    tag = read_tag('<A HREF="a&amp;b" href="c" Hidden>')

    assert tag is not None
    assert (tag.name, tag.named) == ("a", {"href": "a&b", "hidden": ""})
    assert read_tag("</a>") is None
    assert Markup("<p>\n<b>x</b></p>").line("<b>") == 2
