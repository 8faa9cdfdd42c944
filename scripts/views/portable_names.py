"""File names that every system can store and every person can read.

Windows forbids the most, so its rules are kept everywhere. Lengths are counted
in bytes of UTF-8, a Chinese character three: a whole path stays below
:data:`LONGEST` characters on any system.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

LONGEST = 180
"""Characters of a path in the pack; Windows stops at 260 with the folder around it."""

MAJOR, ITEM, FILE = 36, 54, 72
"""Bytes of a folder of a major item, of an item, and of a file with its ending."""

_WIDE = str.maketrans('\\/:*?"<>|#%', "＼／：＊？＂＜＞｜＃％")
"""Forbidden on Windows, or read as something else in a link."""
_DEVICES = re.compile(r"(con|prn|aux|nul|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def portable(text: str, limit: int) -> str:
    """Return ``text`` as one part of a path, at most ``limit`` bytes long; ``_`` when nothing remains."""
    plain = unicodedata.normalize("NFC", " ".join(text.split())).translate(_WIDE)
    seen = "".join(char for char in plain if unicodedata.category(char) not in _UNSEEN)
    name = _cut(seen.lstrip(" .-~"), limit).rstrip(" .") or "_"
    return _cut(f"_{name}", limit) if _DEVICES.match(name) else name


def _cut(text: str, limit: int) -> str:
    """Return the beginning of ``text`` that takes ``limit`` bytes; no character is cut in two."""
    data = text.encode()
    return text if len(data) <= limit else unicodedata.normalize("NFC", data[:limit].decode(errors="ignore"))


def file_name(stem: str, ending: str) -> str:
    """Return a name with its ending; a long stem is cut."""
    return f"{portable(stem, FILE - len(ending) - 1)}.{ending}"


def unique(paths: Iterable[str]) -> Iterator[str]:
    """Yield each path, changed where a file system that ignores case would take it for an earlier one."""
    taken: set[str] = set()
    for path in paths:
        stem, dot, ending = path.rpartition(".")
        free, number = path, 2
        while _key(free) in taken:
            free, number = f"{stem}（{number}）{dot}{ending}", number + 1
        taken.add(_key(free))
        yield free


def _key(path: str) -> str:
    return unicodedata.normalize("NFKC", path).casefold()
