"""What lies on the disk, under the names git would give it."""

import hashlib
from collections.abc import Sequence
from pathlib import Path


def files_present(root: Path, folders: Sequence[str], id_length: int) -> dict[str, str]:
    """Return blob id by path of what lies on the disk, as git would store it."""
    files = (path for folder in folders for path in sorted((root / folder).rglob("*")) if path.is_file())
    return {path.relative_to(root).as_posix(): _blob_id(path.read_bytes(), id_length) for path in files}


def _blob_id(content: bytes, id_length: int) -> str:
    """Return git's name for a file: SHA-1, or SHA-256 in repositories of that kind."""
    text = content if b"\0" in content else content.replace(b"\r\n", b"\n")
    kind = hashlib.sha1 if id_length == 40 else hashlib.sha256  # noqa: PLR2004 - digits of a SHA-1
    return kind(b"blob %d\0" % len(text) + text, usedforsecurity=False).hexdigest()
