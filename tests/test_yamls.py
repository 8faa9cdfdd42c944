"""YAML is read as plain text with lines; every trick of the language is refused by name."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.load.yamls import parse_yaml, read_yaml
from scripts.problems import DataError, Problem
from tests.counties import ROOT
from tests.strategies import AWKWARD, texts

REFUSED = {
    "a: [1\nb: 2\n": "2: Y101 YAML 写法有误（did not find expected ',' or ']'）",
    "a:\n\t- b\n": "2: Y101 YAML 写法有误（found character that cannot start any token）：缩进请用空格",
    "a: 1\nb：2\n": "2: Y101 YAML 写法有误（could not find expected ':'）：键后面应为半角冒号加空格",
    "a: &x 是\nb: 1\n": "1: Y102 不接受 YAML 锚点（&x）",
    "a: &x 是\nb: *x\n": "2: Y102 不接受 YAML 别名（*x）",
    "a: !!python/name:os.system 1\n": "1: Y102 不接受 YAML 标签（tag:yaml.org,2002:python/name:os.system",
    "a: 1\nb: 2\na: 3\n": "3: Y104 键“a”重复（应只写一次）",
    "é: 1\ne\u0301: 2\n": "2: Y104 键“é”重复（应只写一次）",
    "<<: {a: 1}\n": "1: Y105 不接受合并键 <<",
    "? [a]\n: b\n": "1: Y105 键必须是文字",
    "a: 1\n---\nb: 2\n": "2: Y107 一个文件只能有一份内容",
    "---\na: 1\n---\nb: 2\n": "3: Y107 一个文件只能有一份内容",
    "a: 1\nb:\nc: 3\n": "2: Y108 “b”没有填写",
    "a:\n  - {b: 1, c: }\n": "2: Y108 “c”没有填写",
    "": "1: Y109 文件是空的",
    "# 只有注释\n": "1: Y109 文件是空的",
    'a: "\\u200b"\n': "1: T104 含看不见的控制字符（应为普通文字，实为 U+200B）",
    'a: "\\e[31m"\n': "1: T104 含看不见的控制字符（应为普通文字，实为 U+001B）",
    "a: " + "[" * 13 + "x" + "]" * 13 + "\n": "1: Y106 嵌套过深（应不超过 12 层）",
    "[" * 400_000: "1: Y106 嵌套过深（应不超过 12 层）",
    "- " * 200_000 + "a": "1: Y106 嵌套过深（应不超过 12 层）",
}


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: repr(text[:24]))
def test_each_trick_is_refused_by_name(text: str) -> None:
    """Anchors, tags, duplicate keys, bottomless nesting: refused, with the line, in one sentence."""
    with pytest.raises(DataError) as caught:
        read_yaml(text, "x.yml")
    assert f"x.yml:{REFUSED[text]}" in str(caught.value)


def test_all_structural_problems_come_at_once() -> None:
    """One run tells every duplicate, every empty value and every hidden character of a file."""
    tree = parse_yaml('a: 1\na: 2\nb:\nc: {d: "\\u202e", d: 3}\nf: 1\n', "x.yml")
    assert [(problem.line, problem.code) for problem in tree.problems] == [
        (2, "Y104"),
        (3, "Y108"),
        (4, "T104"),
        (4, "Y104"),
    ]
    assert tree.data["f"] == "1"


def test_scalars_stay_the_text_that_was_written() -> None:
    """1.10 is not 1.1, 是 is not true, 012 is not 10, and a date is not a date yet."""
    tree = read_yaml("a: 1.10\nb: [no, 012, 2026-07-20, ~]\nc: |\n  一\n  二\n", "x.yml")
    assert tree.data == {"a": "1.10", "b": ["no", "012", "2026-07-20", "~"], "c": "一\n二\n"}


def test_every_place_knows_its_line() -> None:
    """A message can point to the very line, deep inside lists of mappings."""
    lines = read_yaml("a: 1\nb:\n  - {c: 1}\n  - d: 2\n    e: 3\n", "x.yml").lines
    assert (lines["a",], lines["b",], lines["b", 0, "c"], lines["b", 1], lines["b", 1, "e"]) == (
        1,
        2,
        3,
        4,
        5,
    )


def test_comments_are_found_wherever_they_stand() -> None:
    """A comment would be lost by formatting, so each is found; a # inside a text is none."""
    text = '# 头\na: 1 # 尾\nb: "# 文 # 字" # 后\nc: | # 块\n  # 文字\n# 间\nd: x#y\n'
    assert read_yaml(text, "x.yml").comments == {1: "# 头", 2: "# 尾", 3: "# 后", 4: "# 块", 6: "# 间"}


def _told(text: str) -> tuple[Problem, ...]:
    """Return the problems of a text; anything raised but DataError fails the test."""
    try:
        read_yaml(text, "x.yml")
    except DataError as error:
        return error.problems
    return ()


SYNTAX = st.lists(st.sampled_from((*AWKWARD, *"{}[]:,-?|>#&*!%\n\n  ", "a: ", "- ", "\n  ")), max_size=40)


@given(st.one_of(SYNTAX.map("".join), texts))
def test_no_text_brings_the_reader_down(text: str) -> None:
    """Whatever is typed, the answer is a record or problems with places."""
    assert all(problem.line >= 1 for problem in _told(text))


REAL = sorted((ROOT / "tests/mini/data").rglob("*.yml"))


@given(
    st.sampled_from(REAL),
    st.integers(0, 10_000),
    st.integers(0, 30),
    st.sampled_from((*AWKWARD, "", "\n", "\t")),
)
def test_no_spoiled_file_brings_the_reader_down(path: Path, place: int, cut: int, put: str) -> None:
    """A real file with any piece cut out, and anything typed in its place, is still answered calmly."""
    text = path.read_text(encoding="utf-8")
    at = place % len(text)
    assert all(problem.line >= 1 for problem in _told(text[:at] + put + text[at + cut :]))
