"""Strict YAML text to a plain text tree, with the line of every place in it.

Anchors, aliases, tags, merge keys, duplicate keys, several documents and empty
values are refused; every scalar stays the text that was written.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from scripts.load.text import invisible
from scripts.model.dataset import Loc
from scripts.problems import DataError, Problem

try:
    from yaml import CSafeLoader as _Safe
except ImportError:  # a PyYAML built without libyaml reads the same, slower
    from yaml import SafeLoader as _Safe  # type: ignore[assignment]

DEPTH_LIMIT = 12
_TOO_DEEP = f"嵌套过深（应不超过 {DEPTH_LIMIT} 层）"
_SPECIAL = re.compile(r"[&*!]|\n---|\n\.\.\.")
_NESTING = re.compile(r"[\[{]|[-?]\s")
_NESTING_LIMIT = 5000
"""Openers in one text; above it the depth is measured first, for composing recurses in C."""
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#", re.MULTILINE)
_BREAK = re.compile(r"\n")
_TAB = re.compile(r" *\t")
_WIDE_COLON = re.compile(r"\s*(- )?\{?[\w\u4e00-\u9fff]+：")


class _Loader(_Safe):
    """Composes only: every scalar is text, so that there is no type to find out (a third of the time)."""

    def resolve(self, *_: object) -> str:
        return "text"

    def descend_resolver(self, *_: object) -> None:
        """Do nothing."""

    def ascend_resolver(self) -> None:
        """Do nothing."""


@dataclass(kw_only=True)
class Tree:
    """Plain dict / list / str ``data`` and the line of each place in it.

    ``problems`` say what is wrong at single places (``told``); the rest is good.
    """

    data: Any
    lines: dict[Loc, int] = field(default_factory=dict)
    comments: dict[int, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    told: set[Loc] = field(default_factory=set)


def read_yaml(text: str, shown: str) -> Tree:
    """Parse ``text``; DataError lists every structural problem with its line."""
    tree = parse_yaml(text, shown)
    if tree.problems:
        raise DataError(tree.problems)
    return tree


def parse_yaml(text: str, shown: str) -> Tree:
    """Parse ``text`` as far as possible; DataError when it is no YAML, or YAML of a forbidden kind."""
    try:
        problems = [*_forbidden_syntax(text, shown)]
        node = yaml.compose(text, Loader=_Loader) if not problems else None
    except yaml.MarkedYAMLError as error:
        raise DataError([_syntax_problem(error, text, shown)]) from None
    except yaml.YAMLError as error:
        reason = str(error).splitlines()[0]
        raise DataError([_refused(shown, 1, "Y101", f"YAML 写法有误（{reason}）")]) from None
    if problems:
        raise DataError(problems)
    if node is None:
        raise DataError([_refused(shown, 1, "Y109", "文件是空的（应有内容）")])
    reader = _Reader(shown)
    data = reader.read(node, ())
    return Tree(
        data=data, lines=reader.lines, comments=_comments(text), problems=reader.problems, told=reader.told
    )


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, shown: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    reason = str(error.problem or error.context or "")
    advice = "检查缩进、冒号后的空格、引号和括号是否成对；含冒号的文字请加双引号"
    lines = text.split("\n")
    if _TAB.match("".join(lines[line - 1 : line])):
        advice = "缩进请用空格，不用制表符"
    if wide := next((at for at in (line, line - 1) if _WIDE_COLON.match("".join(lines[at - 1 : at]))), None):
        line, advice = wide, "键后面应为半角冒号加空格（: ），这里是全角冒号（：）"
    return _refused(shown, line, "Y101", f"YAML 写法有误（{reason}）：{advice}")


def _refused(shown: str, line: int, code: str, message: str) -> Problem:
    return Problem(path=shown, line=line, code=code, message=message)


def _forbidden_syntax(text: str, shown: str) -> Iterator[Problem]:
    if not _SPECIAL.search(text) and len(_NESTING.findall(text)) <= _NESTING_LIMIT:
        return
    depth = documents = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if what := _forbidden_event(event):
            yield _refused(shown, line, "Y102", f"不接受{what}，请直接写出内容")
        if documents > 1 and isinstance(event, yaml.DocumentStartEvent):
            yield _refused(shown, line, "Y107", "一个文件只能有一份内容（应无 --- 分隔）")
        if depth > DEPTH_LIMIT + 1:
            yield _refused(shown, line, "Y106", _TOO_DEEP)
            return


def _forbidden_event(event: Any) -> str:
    if isinstance(event, yaml.AliasEvent):
        return f" YAML 别名（*{event.anchor}）"
    if getattr(event, "anchor", None):
        return f" YAML 锚点（&{event.anchor}）"
    if getattr(event, "tag", None):
        return f" YAML 标签（{event.tag}）"
    return ""


def _comments(text: str) -> dict[int, str]:
    """Return the comment of each line that has one; a ``#`` inside a text is none."""
    start = 0
    while text.startswith("#", start):
        start = text.find("\n", start) + 1 or len(text)
    found = list(_COMMENT.finditer(text))
    if any(match.start() >= start for match in found):
        spans = _text_spans(text)
        starts = [first for first, _ in spans]
        found = [match for match in found if not _inside(match.start(), starts, spans)]
    breaks = [match.start() for match in _BREAK.finditer(text)]
    return {
        bisect_left(breaks, match.start()) + 1: text[match.start() : _line_end(text, match.start())]
        for match in reversed(found)
    }


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _inside(at: int, starts: list[int], spans: list[tuple[int, int]]) -> bool:
    """Whether ``at`` lies in the last span that begins at or before it."""
    index = bisect_right(starts, at) - 1
    return index >= 0 and at < spans[index][1]


def _text_spans(text: str) -> list[tuple[int, int]]:
    """Return where texts stand; that of a block begins below its ``|`` or ``>``."""
    tokens = [token for token in yaml.scan(text, Loader=_Loader) if isinstance(token, yaml.ScalarToken)]
    starts = [token.start_mark.index for token in tokens]
    return [
        (text.find("\n", start) if text[start] in "|>" else start, token.end_mark.index)
        for start, token in zip(starts, tokens, strict=True)
    ]


class _Reader:
    """Walks composed nodes, collecting data, lines and problems."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.lines: dict[Loc, int] = {}
        self.problems: list[Problem] = []
        self.told: set[Loc] = set()

    def read(self, node: yaml.Node, loc: Loc) -> Any:
        self.lines.setdefault(loc, node.start_mark.line + 1)
        if len(loc) > DEPTH_LIMIT:
            self._tell(loc, "Y106", _TOO_DEEP)
            return {}
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, loc)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(child, (*loc, index)) for index, child in enumerate(node.value)]
        return self._scalar(node, loc)

    def _mapping(self, node: yaml.MappingNode, loc: Loc) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            key = unicodedata.normalize("NFC", key_node.value) if isinstance(key_node.value, str) else ""
            if code_and_message := _key_problem(key_node, key, found):
                self.problems.append(_refused(self.shown, line, *code_and_message))
                continue
            self.lines[(*loc, key)] = line
            found[key] = self.read(value_node, (*loc, key))
        return found

    def _scalar(self, node: yaml.Node, loc: Loc) -> str:
        if node.value == "" and not getattr(node, "style", None):
            name = loc[-1] if loc else "文件"
            self._tell(loc, "Y108", f"“{name}”没有填写（应有内容；不需要就删去这一行）")
        elif message := invisible(node.value):
            self._tell(loc, "T104", message)
        return str(node.value)

    def _tell(self, loc: Loc, code: str, message: str) -> None:
        self.told.add(loc)
        self.problems.append(_refused(self.shown, self.lines[loc], code, message))


def _key_problem(node: yaml.Node, key: str, found: Mapping[str, Any]) -> tuple[str, str] | None:
    if not isinstance(node.value, str):
        return "Y105", "键必须是文字"
    if key == "<<":
        return "Y105", "不接受合并键 <<，请直接写出内容"
    if message := invisible(key):
        return "T104", message
    if key in found:
        return "Y104", f"键“{key}”重复（应只写一次）"
    return None
