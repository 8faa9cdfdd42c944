"""The three forms of a review: short first, never too long for one comment, no data ever markup."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from scripts.history.report.markup import plain
from scripts.review.forms import FORMS
from scripts.review.markdown import LIMIT
from scripts.review.meaning import Effect, Figure, Meaning, PublicChange
from scripts.review.public_names import ENTRIES, FIELDS
from scripts.views import public
from tests.golden import OUTPUTS, REMEDY, expected
from tests.repositories import CAMPAIGN, Repository
from tests.review_county import keys, made, mails, reviewed

HOSTILE = (
    "@all 请看", "@org/team", "<script>alert(1)</script>", "<img src=x onerror=y>", "![x](http://x.example/y)",
    "[点我](javascript:x)", "https://x.example/y", "www.x.example", "a@x.example", "#12 !34", "org/repo#5",
    "`code`", "**粗**", "|竖|线|", "</details>", "<!-- 注释", "$x$", ":smile:", "&lt;b&gt;", "~~删~~",
    "1. 表", "- 表", "# 题", "> 引", "![][x]", "[x]: http://x.example",
)  # fmt: skip
_LOUD = re.compile(r"(?:[@:]|\\[#!]|www\.)(?!<!-- -->)[!-~]|(?<!\\)[#`*_\[\]|]|<(?!!-- -->)|(?<!<!-- --)>")
"""What a git server may take for a call, a link, a number of an issue, a picture or a tag."""


class Tags(HTMLParser):
    """Collects the tags of a page, and its text."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's own
        """Keep the tag."""
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data


def read(text: str) -> Tags:
    """Return what Markdown makes of a text."""
    found = Tags()
    found.feed(markdown(text, extensions=["tables"]))
    return found


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Return the county with a change under review."""
    return made(tmp_path_factory.mktemp("forms") / "county")


@pytest.mark.parametrize("name", ["review.md", "review.json", "review.txt"])
def test_the_whole_review_reads_as_blessed(name: str) -> None:
    """The short of it first, then who must agree, the figures, and the folded rest."""
    assert OUTPUTS[name]() == expected(name), REMEDY


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_shows_as_text(text: str) -> None:
    """Names nobody, links nowhere, draws nothing: the reader sees what was written."""
    shown = plain(text)
    assert not _LOUD.search(shown)
    found = read(f"- 说明：{shown}")
    assert found.tags <= {"ul", "li"}
    assert found.text.strip().replace("\\", "") == f"说明：{text}"  # this reader knows not every escape


@given(st.text())
def test_no_text_at_all_is_markup(text: str) -> None:
    """Whatever is written, no tag but our own comes of it."""
    assert read(f"- 说明：{plain(text)}").tags <= {"ul", "li"}


def test_hostile_fields_in_a_whole_review(tmp_path: Path) -> None:
    """A report, a title and a public word full of tricks: the comment holds none; JSON holds them all."""
    county = Repository(tmp_path / "county")
    county.branch("b")
    words = "@all <img src=x> [点](http://x.example) www.x.example \u202e倒"
    county.edit(f"{CAMPAIGN}/publicity.yml", "100块", f'"{words}"')
    county.edit(f"{CAMPAIGN}/standard.csv", "走访慰问", words)
    county.commit("@all #1 <b>", **mails("czj"))
    meaning = reviewed(county, "b")
    told = FORMS["md"](meaning)
    bare = re.sub(r"</?(?:details|summary)>", " ", told)
    assert not re.search(r"<(?!!-- -->)|@[a-z]|://|www\.[a-z]", bare)
    assert "\u202e" not in told + FORMS["text"](meaning) + FORMS["json"](meaning)
    assert "u202e" in told
    assert words.replace("\u202e", "\\u202e") in FORMS["json"](meaning)


def big(count: int, text: str) -> Meaning:
    """Return a review with so many of everything."""
    lines = tuple(f"{number} {text}" for number in range(count))
    figure = Figure(name="自评分", before="1.00", after=text)
    effects = [
        Effect(kind=kind, campaign="c", subject=str(number), title=text, figures=(figure,), missing=(text,))
        for number in range(count)
        for kind in ("item", "unit")
    ]
    return Meaning(
        base="a" * 40, head="b" * 40, actor=text, notes=lines, as_of="2026-07-20", effects=tuple(effects),
        new=lines,
        warned=lines, solved=lines, refused=lines, conflicts=lines, approvers=lines, others=lines,
        passing=lines,
        public=tuple(PublicChange(place=line, before=text, after=None) for line in lines),
    )  # fmt: skip


@pytest.mark.parametrize(("count", "text"), [(1, "字"), (500, "一条"), (3000, "*" * 900), (2, "<" * 200_000)])
def test_one_comment_holds_any_change(count: int, text: str) -> None:
    """At most 60,000 characters, every list begun, what is cut counted and said where to find."""
    meaning = big(count, text)
    told = FORMS["md"](meaning)
    assert len(told) <= LIMIT
    assert told.count("<details>") == told.count("</details>")
    for title in (
        "不许做的事",
        "合并冲突",
        "新的错误",
        "须经谁同意",
        "公开站",
        "解决了的问题",
        "其他文件",
        "只有中间的提交动过",
    ):
        assert title in told
    assert ("没有列出：完整清单见附件" in told) == (count > 2)
    assert len(json.loads(FORMS["json"](meaning))["new"]) == count
    assert FORMS["text"](meaning).count("\n") > count * 8


def test_a_change_of_500_rows_fits_one_comment(tmp_path: Path) -> None:
    """500 new rows of a register: the comment is one, and says what all of them do."""
    county = Repository(tmp_path / "county")
    county.branch("b")
    path, line = county.root / CAMPAIGN / "registers/problems.csv", "补短板,自查,2026-07-01,东镇,缺材料"
    rows = [f"p{number},1.0{number % 6 + 1},{line}{number},补齐,2026-07-30,\n" for number in range(3, 503)]
    path.write_text(path.read_text(encoding="utf-8") + "".join(rows), encoding="utf-8", newline="\n")
    county.commit("问题清单", **mails("office"))
    meaning = reviewed(county, "b")
    assert len({each.id for each in meaning.changes}) == 500
    told = FORMS["md"](meaning)
    assert len(told) <= LIMIT
    assert "改动 500 条记录" in told
    assert "没有列出" in told
    assert "缺材料502" in FORMS["text"](meaning)


def test_the_json_keeps_its_keys(county: Repository) -> None:
    """What other programs read stays where it is."""
    assert keys(reviewed(county)) == [
        "form", "may_merge", "verdict", "base", "head", "actor", "as_of", "changes", "others", "passing",
        "effects", "public", "new", "warned", "solved", "refused", "conflicts", "approvers", "notes",
    ]  # fmt: skip


def test_the_same_review_gives_the_same_bytes(county: Repository) -> None:
    """Twice asked, twice the same, in every form."""
    first, second = reviewed(county), reviewed(county)
    assert [form(first) for form in FORMS.values()] == [form(second) for form in FORMS.values()]


def test_a_warning_stands_in_nobody_s_way(county: Repository) -> None:
    """Only errors, conflicts and what is not allowed do."""
    sound = replace(reviewed(county), refused=(), new=(), conflicts=(), warned=("提醒一句",))
    assert sound.may_merge


def test_every_public_field_has_a_name_people_know() -> None:
    """A field that is added to the public contract must be named for reviewers too."""
    kinds = {name: kind for name, kind in vars(public).items() if hasattr(kind, "__dataclass_fields__")}
    assert {name: list(kind.__dataclass_fields__) for name, kind in kinds.items()} == {
        name: list(words) for name, words in FIELDS.items()
    }
    for name, entry in ENTRIES.items():
        assert {*entry.key, entry.title} <= set(kinds[name].__dataclass_fields__)
