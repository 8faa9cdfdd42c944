"""The files kept in git beside the data: their names, digests and kinds."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from scripts.model.dataset import StoredFile
from scripts.model.fields import RESERVED
from scripts.paths import Layout
from scripts.problems import Problem

SIZE_LIMIT = 20_000_000
"""Bytes of one file."""

_NAME = re.compile(r"[0-9]{1,2}\.[0-9]{2,3}/[A-Za-z0-9][A-Za-z0-9_-]{0,60}\.(pdf|jpg|png|docx|xlsx)")
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"PK\x03\x04", "zip"),
)


def stored_files(layout: Layout, folder: Path) -> tuple[dict[str, StoredFile], list[Problem]]:
    """Return the usable evidence files of a campaign by name, and what is wrong with others."""
    found: dict[str, StoredFile] = {}
    problems: list[Problem] = []
    seen: set[str] = set()
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        if fault := _fault(path, name) or ("与另一个文件只差大小写" if name.lower() in seen else ""):
            shown = layout.relative(path).encode("utf-8", "replace").decode()
            message = f"佐证文件不可用：{fault}（应为 小项编号/英文文件名.pdf 等）"
            problems.append(Problem(path=shown, line=1, code="T109", message=message))
            continue
        seen.add(name.lower())
        found[name] = _stored(path)
    return found, problems


def stored_file(path: Path) -> StoredFile | None:
    """Return the file at ``path``; None when it is no plain file or too large."""
    usable = path.is_file() and not path.is_symlink() and path.stat().st_size <= SIZE_LIMIT
    return _stored(path) if usable else None


def _stored(path: Path) -> StoredFile:
    content = path.read_bytes()
    return StoredFile(sha256=hashlib.sha256(content).hexdigest(), kind=_kind(content))


def _files(folder: Path) -> Iterator[Path]:
    """Yield every entry that is no real folder; links are yielded, never followed."""
    if folder.is_symlink() or not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            yield from _files(path)
        else:
            yield path


def _fault(path: Path, name: str) -> str:
    if path.is_symlink() or not path.is_file():
        return "不是普通文件"
    if not _NAME.fullmatch(name) or path.stem.lower() in RESERVED:
        return "文件名不合要求"
    if path.stat().st_size > SIZE_LIMIT:
        return f"超过 {SIZE_LIMIT} 字节"
    return ""


def _kind(content: bytes) -> str:
    """Return what the first bytes say the file is; ``?`` when unknown."""
    return next((kind for start, kind in _MAGIC if content.startswith(start)), "?")
