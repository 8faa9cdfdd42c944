"""Strict YAML text to a plain text tree, with the line of every place in it.

Anchors, aliases, tags, merge keys, duplicate keys, several documents and empty
values are refused; every scalar stays the text that was written.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

import yaml

from scripts.model.dataset import Loc
from scripts.problems import DataError, Problem

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml reads the same, slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

DEPTH_LIMIT = 12
_SPECIAL = re.compile(r"[&*!]")


@dataclass(kw_only=True)
class Tree:
    """Plain dict / list / str ``data`` and the line of each place in it."""

    data: Any
    lines: dict[Loc, int] = field(default_factory=dict)
    comments: dict[int, str] = field(default_factory=dict)


def read_yaml(text: str, shown: str) -> Tree:
    """Parse ``text``; DataError lists every structural problem with its line."""
    try:
        problems = [*_forbidden_syntax(text, shown)]
        node = yaml.compose(text, Loader=_Loader) if not problems else None
    except yaml.MarkedYAMLError as error:
        raise DataError([_syntax_problem(error, shown)]) from None
    except yaml.YAMLError as error:
        raise DataError(
            [Problem(path=shown, line=1, code="Y101", message=f"YAML 写法有误：{error}")]
        ) from None
    if problems:
        raise DataError(problems)
    if node is None:
        raise DataError([Problem(path=shown, line=1, code="Y109", message="文件是空的（应有内容）")])
    reader = _Reader(shown)
    data = reader.read(node, ())
    if reader.problems:
        raise DataError(reader.problems)
    return Tree(data=data, lines=reader.lines, comments=_comments(text))


def _syntax_problem(error: yaml.MarkedYAMLError, shown: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    reason = str(error.problem or error.context or "")
    advice = "检查缩进、冒号后的空格、引号和括号是否成对；含冒号的文字请加双引号"
    if "\\t" in reason or "tab" in reason:
        advice = "缩进请用空格，不用制表符"
    return Problem(path=shown, line=line, code="Y101", message=f"YAML 写法有误（{reason}）：{advice}")


def _forbidden_syntax(text: str, shown: str) -> list[Problem]:
    if not _SPECIAL.search(text) and "\n---" not in text:
        return []
    found = []
    for event in yaml.parse(text, Loader=_Loader):
        if what := _forbidden_event(event):
            line = event.start_mark.line + 1 if event.start_mark else 1
            found.append(Problem(path=shown, line=line, code="Y102", message=f"不接受{what}，请直接写出内容"))
    documents = len(re.findall(r"^---", text, re.MULTILINE))
    if documents > 1:
        found.append(
            Problem(path=shown, line=1, code="Y107", message="一个文件只能有一份内容（应无 --- 分隔）")
        )
    return found


def _forbidden_event(event: Any) -> str:
    if isinstance(event, yaml.AliasEvent):
        return f" YAML 别名（*{event.anchor}）"
    if getattr(event, "anchor", None):
        return f" YAML 锚点（&{event.anchor}）"
    if getattr(event, "tag", None):
        return f" YAML 标签（{event.tag}）"
    return ""


def _comments(text: str) -> dict[int, str]:
    return {
        number: line.strip()
        for number, line in enumerate(text.split("\n"), 1)
        if line.lstrip().startswith("#")
    }


class _Reader:
    """Walks composed nodes, collecting data, lines and problems."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.lines: dict[Loc, int] = {}
        self.problems: list[Problem] = []

    def read(self, node: yaml.Node, loc: Loc) -> Any:
        self.lines.setdefault(loc, node.start_mark.line + 1)
        if len(loc) > DEPTH_LIMIT:
            self._problem(node, "Y106", f"嵌套过深（应不超过 {DEPTH_LIMIT} 层）")
            return {}
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, loc)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(child, (*loc, index)) for index, child in enumerate(node.value)]
        return self._scalar(node, loc)

    def _mapping(self, node: yaml.MappingNode, loc: Loc) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key, str):
                self._problem(key_node, "Y105", "键必须是文字")
                continue
            if key == "<<":
                self._problem(key_node, "Y105", "不接受合并键 <<，请直接写出内容")
                continue
            if unicodedata.normalize("NFC", key) in found:
                self._problem(key_node, "Y104", f"键“{key}”重复（应只写一次）")
                continue
            self.lines[(*loc, key)] = key_node.start_mark.line + 1
            found[unicodedata.normalize("NFC", key)] = self.read(value_node, (*loc, key))
        return found

    def _scalar(self, node: yaml.Node, loc: Loc) -> str:
        if node.value == "" and getattr(node, "style", None) is None:
            name = loc[-1] if loc else "文件"
            self._problem(node, "Y108", f"“{name}”没有填写（应有内容；不需要就删去这一行）", loc)
        return str(node.value)

    def _problem(self, node: yaml.Node, code: str, message: str, loc: Loc = ()) -> None:
        line = self.lines.get(loc, node.start_mark.line + 1) if loc else node.start_mark.line + 1
        self.problems.append(Problem(path=self.shown, line=line, code=code, message=message))
