"""What the body of a page may be: no HTML, and nothing on which the site's engine would hang or fall.

The engine takes the square of the time for a paragraph of open brackets or of
headings without blank lines, and falls where lists lie too deep in each other.
"""

import re
from collections.abc import Iterator

from scripts.problems import Problem

LINE = 5_000
"""Characters of a line."""
BODY = 100_000
"""Bytes of a body."""
ROWS = 1_000
"""Lines without a blank line between them."""
OPEN = 50
"""Brackets of a paragraph that are open at one time."""
LEVELS = 8
"""Lists, quotes and indents in each other."""
_INDENT = 4
_HTML = re.compile(r"<[A-Za-z/!?]")
_FENCE = re.compile(r"\s*(```|~~~)")
_PLAIN_FENCE = re.compile(r"\s*(`{3,}|~{3,})[A-Za-z0-9-]*\s*")
_ADMONITION = re.compile(r"\s*(!!!|\?\?\?)")
_PLAIN_ADMONITION = re.compile(
    r"\s*!!! (note|tip|info|warning|danger|success|example|question)( \"[^\"]*\")?\s*"
)
_LEAD = re.compile(r"(?:[ \t]|>|[-+*](?=[ \t])|[0-9]{1,9}\.(?=[ \t]))*")
_MARKER = re.compile(r"[^ \t]+")
_CLOSES = {"]": "[", ")": "("}


def body_problems(body: str, first: int, shown: str) -> list[Problem]:
    """Return what is wrong with a body whose first line is line ``first`` of the file ``shown``."""
    size = len(body.encode())
    if size > BODY:
        message = f"正文太长（应不超过 {BODY // 1000} KB，实为 {-(-size // 1000)} KB；请分成几篇）"
        return [_refused(shown, first, "P407", message)]
    return [_refused(shown, first + number, code, fault) for number, code, fault in _faults(body.split("\n"))]


def _faults(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(lines):
        if fault := _markup_fault(line):
            yield number, "P403", fault
        if len(line) > LINE:
            yield number, "P404", f"一行太长（应不超过 {LINE} 字，实为 {len(line)} 字；请分段，段间空一行）"
        if (levels := _levels(line)) > LEVELS:
            message = (
                f"列表、引用或缩进套得太深（应不超过 {LEVELS} 层，实为 {levels} 层；请改写成并列的几段）"
            )
            yield number, "P405", message
    yield from _paragraph_faults(lines)


def _paragraph_faults(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """Yield one fault a paragraph at most: where it opens too many brackets, or grows too long."""
    rows, is_told = 0, False
    depth = dict.fromkeys("[(", 0)
    for number, line in enumerate(lines):
        if not line.strip():
            rows, is_told, depth = 0, False, dict.fromkeys("[(", 0)
            continue
        rows += 1
        if is_told:
            continue
        if is_told := _deepest(line, depth) > OPEN:
            message = f"没有合上的括号太多（一段里应不超过 {OPEN} 个；请补上另一半，或改用全角括号）"
            yield number, "P406", message
        elif is_told := rows > ROWS:
            yield number, "P407", f"一段的行数太多（应不超过 {ROWS} 行；请在中间空一行）"


def _deepest(line: str, depth: dict[str, int]) -> int:
    """Return how many brackets of one kind are open at most in a line; ``depth`` goes on to the next."""
    deepest = 0
    for char in line:
        if char in depth:
            depth[char] += 1
            deepest = max(deepest, depth[char])
        elif char in _CLOSES:
            depth[_CLOSES[char]] = max(depth[_CLOSES[char]] - 1, 0)
    return deepest


def _levels(line: str) -> int:
    """Return how many lists, quotes and indents a line is inside."""
    lead = _LEAD.match(line)
    marked = lead[0].expandtabs(_INDENT) if lead else ""
    markers = "".join(_MARKER.findall(marked))
    blanks = len(marked) - len(marked.lstrip(" "))
    return blanks // _INDENT + len(re.findall(r">|[-+*]|[0-9]+\.", markers))


def _markup_fault(line: str) -> str:
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
