"""A jpeg inside another file, without its notes; the pixels stay as they are."""

_START, _END, _SCAN, _NOTE, _FILL = b"\xff\xd8", 0xD9, 0xDA, 0xFE, 0xFF
_BARE = frozenset({0x01, *range(0xD0, 0xD8)})
"""Marks without a length."""
_JFIF, _ADOBE = (0xE0, b"JFIF\0", 14), (0xEE, b"Adobe", 12)
"""The notes that are kept, as long as they need be: sizes, and colours that would be wrong without."""
_EMPTY_PREVIEW = b"\0\0"


def without_notes(data: bytes) -> bytes:
    """Return a jpeg without application segments, comments, previews and what follows its end.

    Raises ValueError for what is no whole jpeg.
    """
    if not data.startswith(_START):
        raise ValueError
    kept, at = [_START], 2
    while True:
        mark, at = _mark(data, at)
        if mark == _END:
            return b"".join(kept) + b"\xff\xd9"
        end = at if mark in _BARE else at + int.from_bytes(data[at : at + 2])
        if end > len(data) or (mark not in _BARE and end < at + 2):
            raise ValueError
        kept.append(_segment(mark, data[at:end]))
        at = end
        if mark == _SCAN:
            end = _behind_scan(data, at)
            kept.append(data[at:end])
            at = end


def _mark(data: bytes, at: int) -> tuple[int, int]:
    """Return the mark that begins at ``at``, and where it ends; any number of bytes FF may lead to it."""
    if data[at : at + 1] != b"\xff":
        raise ValueError
    while data[at : at + 1] == b"\xff":
        at += 1
    if at >= len(data):
        raise ValueError
    return data[at], at + 1


def _segment(mark: int, body: bytes) -> bytes:
    """Return a segment as it is kept; nothing of a note."""
    for known, start, size in (_JFIF, _ADOBE):
        if mark == known and body[2:].startswith(start):
            kept = body[2 : 2 + size]
            if start == b"JFIF\0":
                kept = kept[:-2] + _EMPTY_PREVIEW
            return bytes((0xFF, mark)) + (len(kept) + 2).to_bytes(2) + kept
    if 0xE0 <= mark <= 0xEF or mark == _NOTE:  # noqa: PLR2004 - APP0 to APP15
        return b""
    return bytes((0xFF, mark)) + body


def _behind_scan(data: bytes, at: int) -> int:
    """Return where the next mark stands behind the pixels of a scan."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] == _FILL:
            at += 1
        elif data[at + 1] and data[at + 1] not in _BARE:
            return at
        else:
            at += 2
    raise ValueError
