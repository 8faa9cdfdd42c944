"""Whatever a county's computer saved a file as, the contributor is told what to do about it."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.load.text import SIZE_LIMIT, read_text
from scripts.problems import DataError, Problem


def _refusal(path: Path) -> str:
    with pytest.raises(DataError) as caught:
        read_text(path, "data/x.csv")
    return str(caught.value)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("双拥\n".encode(), "双拥\n"),
        ("\ufeff双拥\r\n第二行\r".encode(), "双拥\n第二行\n"),
        (b"", ""),
    ],
)
def test_utf8_is_read_with_any_line_end(tmp_path: Path, raw: bytes, text: str) -> None:
    """UTF-8 from Windows, with its byte order mark and line ends, reads like any other."""
    path = tmp_path / "x.csv"
    path.write_bytes(raw)
    assert read_text(path, "x") == text


def test_gbk_is_named_with_the_line_and_the_remedy(tmp_path: Path) -> None:
    """A file saved as GBK is named, with the line it begins to differ on and how to save it as UTF-8."""
    path = tmp_path / "x.csv"
    path.write_bytes(b"id,name\n" + "syb,县双拥办\n".encode("gbk"))
    assert _refusal(path) == (
        "data/x.csv:2: T101 文件编码不对（应为 UTF-8，实为 GBK）："
        "在 WPS 或 Excel 中“另存为”选“CSV UTF-8”，在记事本中“另存为”把编码改为 UTF-8"
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_named(tmp_path: Path, encoding: str) -> None:
    """A file saved as “Unicode” by Notepad is named, with or without a byte order mark."""
    path = tmp_path / "x.csv"
    path.write_bytes("id,name\nsyb,县双拥办\n".encode(encoding))
    message = _refusal(path)
    assert "应为 UTF-8，实为" in message
    assert ("T102" in message) == (encoding == "utf-16")


def test_size_is_refused_before_reading(tmp_path: Path) -> None:
    """A huge file is refused by its size; nothing tries to read it."""
    path = tmp_path / "x.csv"
    path.write_bytes(b"a" * (SIZE_LIMIT + 1))
    assert "T103 文件过大（应为不超过 1000000 字节，实为 1000001 字节）" in _refusal(path)


@pytest.mark.parametrize(
    "char", ["\u200b", "\u202e", "\u2066", "\ufeff", "\x00", "\x1b", "\u0085", "\u00ad", "\ufffe"]
)
def test_invisible_characters_are_named_with_their_line(tmp_path: Path, char: str) -> None:
    """Zero-width, direction-changing and control characters are found, however well they hide."""
    path = tmp_path / "x.csv"
    path.write_text(f"第一行\n第{char}二行\n", encoding="utf-8")
    assert _refusal(path).startswith(
        f"data/x.csv:2: T104 含看不见的控制字符（应为普通文字，实为 U+{ord(char):04X}）"
    )


def test_links_and_folders_are_no_files(tmp_path: Path) -> None:
    """A link could show a file from outside the repository; a folder is no file. Both are named."""
    (tmp_path / "real").write_text("x", encoding="utf-8")
    link, dangling = tmp_path / "link", tmp_path / "dangling"
    link.symlink_to(tmp_path / "real")
    dangling.symlink_to(tmp_path / "nowhere")
    assert "T106" in _refusal(link)
    assert "T106" in _refusal(dangling)
    assert "T105" in _refusal(tmp_path)


@given(st.binary(max_size=200))
def test_no_bytes_bring_the_reader_down(raw: bytes) -> None:
    """Any bytes are either text or a problem with a place; never a traceback."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(raw)
        file.flush()
        try:
            problems: tuple[Problem, ...] = ()
            text = read_text(Path(file.name), "x")
        except DataError as error:
            problems, text = error.problems, ""
    assert all(problem.line >= 1 for problem in problems)
    assert "\r" not in text
