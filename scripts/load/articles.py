"""Hand-written Markdown pages: front matter of the model, body without raw HTML."""

import re
from pathlib import Path

from scripts.load.records import build
from scripts.load.text import read_text
from scripts.load.yamls import parse_yaml
from scripts.model.dataset import Page
from scripts.model.publicity import PageMeta
from scripts.problems import DataError, Problem

_HTML = re.compile(r"<[A-Za-z/!?]")
_FENCE = re.compile(r"\s*(```|~~~)")
_PLAIN_FENCE = re.compile(r"\s*(`{3,}|~{3,})[A-Za-z0-9-]*\s*")
_ADMONITION = re.compile(r"\s*(!!!|\?\?\?)")
_PLAIN_ADMONITION = re.compile(
    r"\s*!!! (note|tip|info|warning|danger|success|example|question)( \"[^\"]*\")?\s*"
)
_NAME = re.compile(r"[a-z0-9][a-z0-9/_.-]*\.md")


def read_page(path: Path, name: str, shown: str) -> Page:
    """Return the page at ``path``; DataError when its form is not allowed."""
    text = read_text(path, shown)
    head, body, body_line = _split(text, shown)
    tree = parse_yaml(f"\n{head}", shown)
    meta, problems = build(PageMeta, tree.data, shown, tree.lines, tree.told)
    problems += [*tree.problems, *_name_problems(name, shown), *_body_problems(body, body_line, shown)]
    if problems or meta is None:
        raise DataError(problems)
    return Page(path=name, source=shown, meta=meta, body=body, body_line=body_line)


def _name_problems(name: str, shown: str) -> list[Problem]:
    if _NAME.fullmatch(name):
        return []
    return [_refused(shown, 1, "P401", "文件名不合要求（应只用小写英文、数字、短横线，以 .md 结尾）")]


def _split(text: str, shown: str) -> tuple[str, str, int]:
    lines = text.split("\n")
    if lines[0] != "---" or "---" not in lines[1:]:
        message = "缺少页首（应以 --- 开头，写 title: 标题，再以 --- 结束）"
        raise DataError([_refused(shown, 1, "P402", message)])
    end = lines.index("---", 1)
    return "\n".join(lines[1:end]) + "\n", "\n".join(lines[end + 1 :]), end + 2


def _body_problems(body: str, first: int, shown: str) -> list[Problem]:
    return [
        _refused(shown, number, "P403", fault)
        for number, line in enumerate(body.split("\n"), first)
        if (fault := _fault(line))
    ]


def _fault(line: str) -> str:
    """Return what a line of Markdown must not do: bring HTML, classes or ids of its own."""
    if _HTML.search(line):
        return "正文不接受 HTML 标签和尖括号网址（应只用 Markdown；尖括号请写成〈〉）"
    if _FENCE.match(line) and not _PLAIN_FENCE.fullmatch(line):
        return "代码块开头只能写语言名（应为 ``` 或 ```text）"
    if _ADMONITION.match(line) and not _PLAIN_ADMONITION.fullmatch(line):
        return '提示框写法不对（应为 !!! note "标题"）'
    return ""


def _refused(shown: str, line: int, code: str, message: str) -> Problem:
    return Problem(path=shown, line=line, code=code, message=message)
