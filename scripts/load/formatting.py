"""Which data files are not in canonical form, and what they should read."""

from collections.abc import Iterator
from pathlib import Path

from scripts.load.canonical import HEADER, csv_text, yaml_text
from scripts.load.csvs import read_csv
from scripts.load.files import columns_of
from scripts.load.kinds import KINDS, FileKind
from scripts.load.records import build
from scripts.load.text import read_text
from scripts.load.yamls import read_yaml
from scripts.paths import Layout
from scripts.problems import DataError, Problem

Unformatted = tuple[Path, str, str]
"""A file, its text as it stands, its text as it should be."""


def unformatted(layout: Layout) -> tuple[list[Unformatted], list[Problem]]:
    """Return the files to rewrite, and the problems that stand in the way of others."""
    found: list[Unformatted] = []
    problems: list[Problem] = []
    for kind in KINDS:
        for path in kind.files(layout):
            shown = layout.relative(path)
            try:
                wanted = _canonical(kind, path, shown)
            except DataError as error:
                problems += error.problems
                continue
            present = path.read_bytes().decode("utf-8")
            if wanted != present:
                found.append((path, present, wanted))
    return found, problems


def format_problems(layout: Layout) -> Iterator[Problem]:
    """Yield what keeps files from being in canonical form; also what loading them would say."""
    found, problems = unformatted(layout)
    yield from problems
    for path, present, wanted in found:
        line = _first_difference(present, wanted)
        yield Problem(
            path=layout.relative(path),
            line=line,
            code="K390",
            message="写法不是统一格式（应与整理后一致），请运行 python3 tasks.py format",
        )


def _canonical(kind: FileKind, path: Path, shown: str) -> str:
    text = read_text(path, shown)
    return _canonical_table(kind, text, shown) if kind.is_table else _canonical_yaml(kind, text, shown)


def _canonical_table(kind: FileKind, text: str, shown: str) -> str:
    records, problems = [], []
    for row in read_csv(text, shown, columns_of(kind.model)):
        record, found = build(kind.model, row.cells, shown, row.lines)
        problems += found
        records += [record] if record else []
    if problems:
        raise DataError(problems)
    return csv_text(kind.model, records)


def _canonical_yaml(kind: FileKind, text: str, shown: str) -> str:
    tree = read_yaml(text, shown)
    if lost := [line for line, comment in tree.comments.items() if comment != HEADER]:
        message = "数据文件里不留注释（整理时会丢失），请写进 note、reason 等字段"
        raise DataError([Problem(path=shown, line=line, code="K391", message=message) for line in lost])
    record, problems = build(kind.model, tree.data, shown, tree.lines)
    if record is None:
        raise DataError(problems)
    return yaml_text(record)


def _first_difference(present: str, wanted: str) -> int:
    pairs = zip(present.split("\n"), wanted.split("\n"), strict=False)
    return next((number for number, (a, b) in enumerate(pairs, 1) if a != b), 1)
