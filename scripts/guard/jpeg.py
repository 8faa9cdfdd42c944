"""A jpeg inside another file, without its notes; the pixels stay as they are."""

_KEPT = frozenset({0xE0, 0xEE})
"""JFIF, and Adobe's note on colours, without which they would be wrong."""
_START, _END = b"\xff\xd8", 0xDA


def without_notes(data: bytes) -> bytes:
    """Return a jpeg without application segments and comments; what is no jpeg is returned as it is."""
    if not data.startswith(_START):
        return data
    kept, at = [_START], 2
    while at + 4 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004 - every segment begins so
        mark = data[at + 1]
        if mark == _END:
            break
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        is_note = 0xE0 <= mark <= 0xEF or mark == 0xFE  # noqa: PLR2004 - APP0 to APP15, COM
        if mark in _KEPT or not is_note:
            kept.append(data[at:end])
        at = end
    body = data[at:]
    tail = body.rfind(b"\xff\xd9")
    return b"".join(kept) + (body[: tail + 2] if tail >= 0 else body)
