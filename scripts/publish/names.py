"""Which paths a staged file may have.

A name is judged before anything is written: it must mean the same on every
system and in every browser, stay inside its folder, and end in a kind of file
that no reader's browser runs.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from scripts.problems import Problem
from scripts.publish.inputs import problem

ENDINGS = frozenset(
    {"md", "svg", "png", "jpg", "jpeg", "pdf", "docx", "xlsx", "csv", "json", "xml", "ics", "txt"}
)
"""Pages and files for readers; scripts, styles and HTML come from the theme only."""

LONGEST = 200  # bytes of UTF-8; some systems stop at 255 for the whole path
_THEIRS = frozenset({"assets", "search", "templates", "404.md"})
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE | re.ASCII)
_PART = re.compile(r"[0-9A-Za-z㐀-䶿一-鿿][0-9A-Za-z㐀-䶿一-鿿._-]*", re.ASCII)


def check_names(paths: Iterable[str], where: str) -> Iterator[Problem]:
    """Yield what is wrong with each path, and every pair that would collide."""
    seen: dict[str, str] = {}
    for path in sorted(paths):
        reason = _fault(path)
        if reason:
            yield problem(f"{where}/{path}", "S01", f"文件名不能用：{reason}")
            continue
        target = _target(path)
        if target in seen:
            yield problem(f"{where}/{path}", "S02", f"与 {seen[target]} 会成为同一个文件，请改名")
        seen.setdefault(target, path)


def page_address(path: str) -> str:
    """Return where the staged ``path`` lies in the finished site."""
    return f"{path[:-3]}.html" if path.endswith(".md") else path


def _target(path: str) -> str:
    """Return the name that decides whether two paths are the same file somewhere."""
    return page_address(path).casefold()


def _fault(path: str) -> str:
    """Return why ``path`` is refused, or an empty text."""
    parts = path.split("/")
    tests = (
        ("" in parts or "." in parts or ".." in parts, "必须是相对路径，不能有空段、“.”或“..”"),
        (len(path.encode()) > LONGEST, f"超过 {LONGEST} 字节"),
        (path != unicodedata.normalize("NFKC", path), "含有全角或组合字符"),
        (any(not _PART.fullmatch(part) for part in parts), "只能用汉字、字母、数字和 . _ -，且不以符号开头"),
        (any(part.endswith(".") or _DEVICES.match(part) for part in parts), "在 Windows 上不能用"),
        (path.rpartition(".")[2] not in ENDINGS, "不是允许的文件类型"),
        (parts[0] in _THEIRS, f"{parts[0]} 由主题占用"),
        (parts[-1] == "README.md", "README.md 会变成首页，请用 index.md"),
    )
    return next((reason for bad, reason in tests if bad), "")
