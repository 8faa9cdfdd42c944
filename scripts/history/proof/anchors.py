"""Anchors: one line for each publication, each line holding the digest of the one before.

::

    3 2026-07-20T02:00:00Z <commit> prev:<sha256 of line 2 with its line feed>

The first line is chained to the digest of nothing. Who keeps an old copy can
prove that nothing before it was changed: the copy is a prefix of the new file.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(
    r"(?P<n>[1-9][0-9]{0,8}) (?P<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) "
    r"(?P<commit>[0-9a-f]{40}|[0-9a-f]{64}) prev:(?P<prev>[0-9a-f]{64})",
    re.ASCII,
)


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """One publication: its number, UTC time as written, the commit that was live."""

    n: int
    time: str
    commit: str
    prev: str


def digest(data: bytes) -> str:
    """Return the sha256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def appended(text: bytes, time: str, commit: str) -> bytes:
    """Return the anchors with one line more; ``time`` is UTC, ``2026-07-20T02:00:00Z``."""
    lines = text.splitlines(keepends=True)
    prev = digest(lines[-1] if lines else b"")
    return text + f"{len(lines) + 1} {time} {commit} prev:{prev}\n".encode()


def read(text: bytes) -> list[Anchor]:
    """Return the anchors of every line that has the form of one."""
    found = (_LINE.fullmatch(line) for line in text.decode("utf-8", "replace").splitlines())
    return [
        Anchor(n=int(each["n"]), time=each["time"], commit=each["commit"], prev=each["prev"])
        for each in found
        if each
    ]


def faults(text: bytes) -> Iterator[str]:
    """Yield, in words, every line that breaks the chain."""
    if text and not text.endswith(b"\n"):
        yield "最后一行不完整（缺换行）"
    before, earlier = b"", ""
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        anchors = read(line)
        if not anchors or anchors[0].n != number or b"\r" in line:
            yield f"第 {number} 行写法不对或编号不连续"
        elif anchors[0].prev != digest(before):
            yield f"第 {number} 行与上一行的校验值接不上：上一行被改过，或有行被增删"
        elif anchors[0].time < earlier:
            yield f"第 {number} 行的时间早于上一行"
        else:
            earlier = anchors[0].time
        before = line


def short_form(text: bytes) -> str:
    """Return the last anchor as a footer shows it; '' when there is none.

    Example: ``锚点 3 · 2026-07-20 · 提交 48a80c4 · 校验 1f0c9a4b2d77``. The last word
    is the beginning of the line's own digest, so it stands for all lines before.
    """
    lines = text.splitlines(keepends=True)
    last = read(lines[-1]) if lines else []
    if not last:
        return ""
    anchor = last[0]
    return f"锚点 {anchor.n} · {anchor.time[:10]} · 提交 {anchor.commit[:7]} · 校验 {digest(lines[-1])[:12]}"
