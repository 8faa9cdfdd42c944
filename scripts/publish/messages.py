"""What mkdocs says in English, as findings in Chinese."""

import re
from collections.abc import Mapping

from scripts.problems import Problem
from scripts.publish.inputs import problem

_LINK = r"Doc file '(?P<page>[^']+)' contains an? .*link '(?P<link>[^']*)', "
_PHRASES: tuple[tuple[str, str, str], ...] = (
    ("M11", _LINK + r"but the target.* is not found.*", "链接 {link} 指向不存在的页面或文件"),
    ("M12", _LINK + r"but (?:the doc|there is no such anchor).*", "链接 {link} 指向的小标题不存在"),
    ("M13", _LINK + r"it was left as is.*", "链接 {link} 应写成到 .md 页面或文件的相对路径"),
    ("M14", r"A (?:relative path to|reference to) '(?P<link>[^']+)' is.*", "导航里的 {link} 没有对应的页面"),
    ("M15", r"Error (?:reading|building) page '(?P<page>[^']+)':(?P<link>.*)", "页面无法生成：{link}"),
    ("M16", r"Excluding '(?P<page>[^']+)' from.*conflicts with '(?P<link>[^']+)'.*", "与 {link} 重名"),
    ("M17", r"Config value (?P<link>.*)", "配置有误：{link}"),
)
_COMPILED = tuple((code, re.compile(said, re.DOTALL), text) for code, said, text in _PHRASES)


def translate(audience: str, said: str) -> Problem:
    """Return the finding for one warning of mkdocs; unknown ones are quoted."""
    for code, phrase, text in _COMPILED:
        found = phrase.fullmatch(said)
        if found:
            return problem(_where(audience, found.groupdict()), code, text.format(**found.groupdict()))
    return problem(f"{audience}/mkdocs.yml", "M10", f"mkdocs 报告：{said}")


def _where(audience: str, named: Mapping[str, str | None]) -> str:
    """Return the staged file that a warning is about."""
    page = named.get("page")
    return f"{audience}/docs/{page}" if page else f"{audience}/mkdocs.yml"
