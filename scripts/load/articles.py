"""Hand-written Markdown pages: front matter of the model, body without raw HTML."""

import re
from pathlib import Path

from scripts.load.records import build
from scripts.load.text import read_text
from scripts.load.yamls import read_yaml
from scripts.model.dataset import Page
from scripts.model.publicity import PageMeta
from scripts.problems import DataError, Problem

_HTML = re.compile(r"<[A-Za-z/!?]")
_CODE = re.compile(r"`[^`\n]*`")
_NAME = re.compile(r"[a-z0-9][a-z0-9/_.-]*\.md")


def read_page(path: Path, name: str, shown: str) -> Page:
    """Return the page at ``path``; DataError when its form is not allowed."""
    text = read_text(path, shown)
    if not _NAME.fullmatch(name):
        raise _refused(shown, 1, "P401", "文件名只用小写英文、数字、短横线")
    head, body, body_line = _split(text, shown)
    tree = read_yaml(head, shown)
    lines = {loc: line + 1 for loc, line in tree.lines.items()}
    meta, problems = build(PageMeta, tree.data, shown, lines)
    problems += _body_problems(body, body_line, shown)
    if problems or meta is None:
        raise DataError(problems)
    return Page(path=name, source=shown, meta=meta, body=body, body_line=body_line)


def _split(text: str, shown: str) -> tuple[str, str, int]:
    lines = text.split("\n")
    if lines[0] != "---" or "---" not in lines[1:]:
        raise _refused(shown, 1, "P402", "缺少页首（应以 --- 开头，写 title: 标题，再以 --- 结束）")
    end = lines.index("---", 1)
    return "\n".join(lines[1:end]) + "\n", "\n".join(lines[end + 1 :]), end + 2


def _body_problems(body: str, first: int, shown: str) -> list[Problem]:
    found = []
    fenced = False
    for number, line in enumerate(body.split("\n"), first):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        if not fenced and _HTML.search(_CODE.sub("", line)):
            found.append(
                Problem(
                    path=shown, line=number, code="P403", message="正文不接受 HTML 标签（应只用 Markdown）"
                )
            )
    return found


def _refused(shown: str, line: int, code: str, message: str) -> DataError:
    return DataError([Problem(path=shown, line=line, code=code, message=message)])
