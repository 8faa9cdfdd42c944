"""Hand-written Markdown pages: front matter of the model, body without raw HTML."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from scripts.load.bodies import body_problems
from scripts.load.digests import piece_digest
from scripts.load.evidence import stored_file
from scripts.load.records import build
from scripts.load.text import read_text
from scripts.load.yamls import parse_yaml
from scripts.model.articles import ArticleMeta, PageMeta
from scripts.model.dataset import Page, StoredFile
from scripts.problems import DataError, Problem

M = TypeVar("M", bound=PageMeta)

_NAME = re.compile(r"[a-z0-9][a-z0-9/_.-]*\.md")


def read_page(path: Path, name: str, shown: str, model: type[M]) -> Page[M]:
    """Return the page at ``path`` with the files it names; DataError when its form is not allowed."""
    text = read_text(path, shown)
    head, body, body_line = _split(text, shown)
    tree = parse_yaml(f"\n{head}", shown)
    meta, problems = build(model, tree.data, shown, tree.lines, tree.told)
    problems += [*tree.problems, *_name_problems(name, shown), *body_problems(body, body_line, shown)]
    if problems or meta is None:
        raise DataError(problems)
    files = _files(path, meta)
    digest = piece_digest(path.name, path.read_bytes(), {each: files[each].sha256 for each in files})
    lines = {loc: line for loc, line in tree.lines.items() if loc}
    return Page(
        path=name,
        source=shown,
        meta=meta,
        body=body,
        body_line=body_line,
        digest=digest,
        files=files,
        lines=lines,
    )


def files_of(meta: PageMeta) -> Iterator[str]:
    """Yield the names of the pictures and documents that belong to a page."""
    if isinstance(meta, ArticleMeta):
        yield from (each.file for each in meta.pictures)
        yield from (each.file for each in meta.documents)


def _files(path: Path, meta: PageMeta) -> Mapping[str, StoredFile]:
    """Return the files beside the page that it names; a link or a file too large counts as not there."""
    found = ((name, stored_file(path.with_name(name))) for name in sorted(set(files_of(meta))))
    return {name: stored for name, stored in found if stored}


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


def _refused(shown: str, line: int, code: str, message: str) -> Problem:
    return Problem(path=shown, line=line, code=code, message=message)
