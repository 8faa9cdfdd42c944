"""Files under ``data/`` that nothing reads: a wrong ending or folder would hide them silently."""

from collections.abc import Iterator
from pathlib import Path

from scripts.load.kinds import KINDS
from scripts.paths import Layout
from scripts.problems import Problem, Severity

_OTHERS = ("README.md", "evidence", "schemas")


def stray_files(layout: Layout) -> Iterator[Problem]:
    """Warn of each file that is no data file; names that begin with ``_`` or ``.`` are left alone."""
    known = {path for kind in KINDS for path in layout.data.glob(kind.pattern) if not _is_odd_calendar(path)}
    for path in (layout.data, *_entries(layout.root / "docs"), *_entries(layout.data)):
        if path.is_symlink():
            message = "不接受符号链接（应为普通文件或文件夹，实为链接）"
            yield Problem(path=layout.relative(path), line=1, code="T106", message=message)
    for path in _files(layout.data):
        if path not in known:
            yield Problem(
                path=layout.relative(path),
                line=1,
                code="T108",
                message="不认识的文件，不会读取（应为 data/README.md 所列的名称和后缀）",
                severity=Severity.WARNING,
            )


def _entries(folder: Path) -> Iterator[Path]:
    """Yield everything below a folder; what lies behind a link is not looked at."""
    if folder.is_symlink() or not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        yield path
        yield from _entries(path)


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name[0] in "_." or path.name in _OTHERS or path.is_symlink():
            continue
        if path.is_dir():
            yield from _files(path)
        else:
            yield path


def _is_odd_calendar(path: Path) -> bool:
    return path.parent.name == "calendar" and not path.stem.isdecimal()
