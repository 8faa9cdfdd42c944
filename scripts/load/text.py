"""Bytes of a data file to text: UTF-8 only, bounded, free of invisible characters."""

import re
from pathlib import Path

from scripts.problems import DataError, Problem

SIZE_LIMIT = 1_000_000
"""Bytes; refused before anything is read."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\U000e0000-\U000e007f\ud800-\udfff]"
)
_SAVE_AS = "在 WPS 或 Excel 中“另存为”选“CSV UTF-8”，在记事本中“另存为”把编码改为 UTF-8"


def read_text(path: Path, shown: str) -> str:
    """Return the text of ``path`` with Unix line ends; DataError names what is wrong.

    ``shown`` is the path as the user knows it.
    """
    if path.is_symlink():
        raise _refused(shown, "T106", "不接受符号链接（应为普通文件或文件夹，实为链接）")
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= SIZE_LIMIT else b""
    except OSError as error:
        raise _refused(shown, "T105", f"文件读不出来（应为可读的普通文件，实为 {error.strerror}）") from None
    if size > SIZE_LIMIT:
        raise _too_large(shown, size)
    return text_of(raw, shown)


def text_of(raw: bytes, shown: str) -> str:
    """Return the text of a file's bytes, wherever they come from; DataError names what is wrong."""
    if len(raw) > SIZE_LIMIT:
        raise _too_large(shown, len(raw))
    text = _decode(raw, shown).removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems = [
        Problem(path=shown, line=number, code="T104", message=message)
        for number, line in enumerate(text.split("\n"), 1)
        if (message := invisible(line))
    ]
    if problems:
        raise DataError(problems)
    return text


def invisible(text: str) -> str:
    """Return what is wrong with a text that holds characters nobody can see, or ''."""
    if found := _FORBIDDEN.search(text):
        return f"含看不见的控制字符（应为普通文字，实为 U+{ord(found[0]):04X}），请删去后重新输入"
    return ""


def _decode(raw: bytes, shown: str) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _refused(shown, "T102", f"文件编码不对（应为 UTF-8，实为 UTF-16）：{_SAVE_AS}")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _refused(
            shown, "T101", f"文件编码不对（应为 UTF-8，实为{_guess(raw)}）：{_SAVE_AS}", line
        ) from None


def _guess(raw: bytes) -> str:
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return "无法识别的编码"
    return " GBK"


def _too_large(shown: str, size: int) -> DataError:
    return _refused(shown, "T103", f"文件过大（应为不超过 {SIZE_LIMIT} 字节，实为 {size} 字节）")


def _refused(shown: str, code: str, message: str, line: int = 1) -> DataError:
    return DataError([Problem(path=shown, line=line, code=code, message=message)])
