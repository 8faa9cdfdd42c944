"""What the body of an article may be: nothing on which check or build would hang or break."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from markdown import markdown

from scripts.column.links import images_in, links_in, odd_links, only_open, words_only
from scripts.exports.feed import feed
from scripts.load.bodies import BODY, LEVELS, LINE, OPEN, ROWS, body_problems
from scripts.problems import DataError
from tests.counties import ROOT, copy_county, examined
from tests.page_column import article, column_site

NEWS = "docs/public/news/launch.md"
REFUSED: tuple[tuple[str, str, int, str], ...] = (
    # what it is, body, line of the body, code
    ("20,000 brackets", "\n".join(["[" * 4_000] * 5), 1, "P406"),
    ("pictures never closed", "一\n\n二\n" + "![" * (OPEN + 1), 4, "P406"),
    ("targets never closed", "\n".join(["[a](b" * 20] * 3), 3, "P406"),
    ("brackets in brackets", "[" * (OPEN + 1) + "]" * (OPEN + 1), 1, "P406"),
    ("a long line", "一\n" + "二" * (LINE + 1), 2, "P404"),
    (
        "200 lists in each other",
        "\n".join("    " * level + "- a" for level in range(200)),
        LEVELS + 1,
        "P405",
    ),
    ("lists on one line", "- " * (LEVELS + 1) + "a", 1, "P405"),
    ("quotes", ">" * (LEVELS + 1) + " a", 1, "P405"),
    ("numbered lists in quotes", "> 1. " * 5 + "a", 1, "P405"),
    ("tabs", "\t" * (LEVELS + 1) + "a", 1, "P405"),
    (
        "hints in each other",
        "\n".join("    " * level + "!!! note" for level in range(10)),
        LEVELS + 2,
        "P405",
    ),
    ("headings without blank lines", "# a\n" * (ROWS + 1), ROWS + 1, "P407"),
    ("a book", "一\n\n" * (BODY // 5 + 1), 1, "P407"),
)


@pytest.mark.parametrize(("name", "body", "line", "code"), REFUSED, ids=[each[0] for each in REFUSED])
def test_what_the_engine_cannot_bear_is_refused_at_its_line(
    name: str, body: str, line: int, code: str
) -> None:
    """Each is told first at the line where it begins to be too much, in Chinese and with the remedy."""
    found = body_problems(body, 1, name)
    assert (found[0].line, found[0].code) == (line, code)
    assert all("应" in each.message and "请" in each.message for each in found)


ALLOWED = (
    "[" * OPEN + "\n\n" + "[" * OPEN,
    "（一）" * 1_000,
    "1) 甲\n2) 乙",
    "- 一\n    - 二\n        - 三",
    "> " * LEVELS + "a",
    "| 镇 | 户 |\n|---|---|\n" + "| 东镇 | 3 |\n" * (ROWS - 2),
    "---\n\n***",
    "-3 ℃ 至 +5 ℃，>90%",
)


@pytest.mark.parametrize("body", ALLOWED, ids=lambda body: body[:12])
def test_what_people_write_is_allowed(body: str) -> None:
    """A long table, nested lists, and a few brackets that stay open are no fault."""
    assert body_problems(body, 1, "x") == []


def test_an_engine_that_falls_names_the_article() -> None:
    """Should an article come so far on which the engine falls, the command says which in Chinese."""
    body = "\n".join("    " * level + "- a" for level in range(400))
    deep = article("news/deep.html", "深", "2026-07-01", body=body)
    column = replace(column_site().columns[0], articles=(deep,))
    with pytest.raises(DataError) as fallen:
        feed(column_site(columns=(column,)))
    assert str(fallen.value).startswith("docs/public/news/deep.md:1: M15 文章读不出来（")


HEAVIEST = {
    "brackets": ("[" * OPEN + "a" * 50 + "\n\n") * 900,
    "pictures": ("![" * OPEN + "\n\n") * 950,
    "targets": ("[a](b" * OPEN + "\n\n") * 390,
    "headings": ("# a\n" * (ROWS - 1) + "\n") * 24,
    "rules": ("---\n" * (ROWS - 1) + "\n") * 24,
    "titles": ("a\n---\n" * (ROWS // 2 - 1) + "\n") * 33,
    "emphasis": ("*a_" * 1_600 + "\n") * 20,
    "lists": ("\n".join("    " * level + "- a" for level in range(LEVELS)) + "\n\n") * 550,
    "quotes": ("> " * LEVELS + "a\n\n") * 5_200,
    "escapes": ("\\" * 4_990 + "\n") * 20,
}


@pytest.mark.parametrize("name", HEAVIEST)
def test_no_allowed_body_takes_long(name: str) -> None:
    """The heaviest bodies that are allowed take the engine and the rules of links seconds, not minutes."""
    body = HEAVIEST[name]
    assert body_problems(body, 1, name) == []
    begin = time.process_time()
    markdown(body, extensions=["tables", "admonition", "toc"])
    _read_links(body)
    assert time.process_time() - begin < 10


UNREADABLE = (
    "[" * 100_000,
    "![" * 50_000,
    "[a](" * 25_000,
    "](" * 50_000,
    "[a](" + " " * 99_000,
    "[\n" * 50_000,
)


@pytest.mark.parametrize("body", UNREADABLE, ids=lambda body: body[:4].strip())
def test_the_rules_of_links_never_take_long(body: str) -> None:
    """Text made to confuse the patterns, however long its lines, takes no time to speak of."""
    begin = time.process_time()
    _read_links(body)
    assert time.process_time() - begin < 5


def _read_links(body: str) -> None:
    for read in (links_in, images_in, odd_links):
        assert list(read(body)) is not None
    assert only_open(body, "news/a.md", lambda _: True)
    assert words_only(body)


HIDDEN = (
    "> [引文]: http://evil.example/\n",
    "- 1. [引文]: http://evil.example/\n",
    "    [引文]: http://evil.example/\n",
    "[引\n文]: http://evil.example/\n",
    "[]: http://evil.example/\n",
    "[外[嵌]套](http://evil.example/)\n",
    "[两\n行](http://evil.example/)\n",
    "[括号](http://evil.example/(a))\n",
    "[空格](http://example.com @evil.example/)\n",
    "[![图](a.jpg)](http://evil.example/)\n",
    "\\![图](http://evil.example/)\n",
)


@pytest.mark.parametrize("text", HIDDEN, ids=lambda text: text.strip().replace("\n", " "))
def test_no_way_to_write_a_link_goes_past_check(text: str, tmp_path: Path) -> None:
    """A link hidden in a quote, a list, brackets or two lines is an error of the article's line."""
    root = copy_county(ROOT, tmp_path / "county")
    path = root / NEWS
    old = path.read_text(encoding="utf-8")
    path.write_text(f"{old}\n{text}", encoding="utf-8")
    last = old.count("\n") + 2
    found = [each for each in examined(root).errors if each.code in ("K387", "K389")]
    assert {each.path for each in found} == {NEWS}
    assert {each.line for each in found} <= {last, last + 1}
