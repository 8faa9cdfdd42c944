"""The bytes a department sends → tables of raw cells: xlsx, or CSV as Excel and WPS save it."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from scripts.forms.cells import Raw, Table, book_of
from scripts.forms.origin import SHEET as ORIGIN
from scripts.forms.origin import Origin, read_origin
from scripts.forms.sheets import VERSION
from scripts.guard.files import Unfit
from scripts.load.text import SIZE_LIMIT
from scripts.problems import DataError, Problem

_OLE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_LARGEST = 20_000_000
_SAVE = "请在 Excel 或 WPS 里打开，另存为“Excel 工作簿（*.xlsx）”"
_AGAIN = "请用 python3 tasks.py form --unit 单位 重新写出一份，把改动填进去"


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What was sent: its sheets; ``origin`` says what a workbook stands on, None for CSV."""

    name: str
    tables: Sequence[Table]
    origin: Origin | None
    has_comments: bool = False


def refused(name: str, code: str, message: str) -> DataError:
    """Return the error that names a file, a sheet or a cell."""
    return DataError([Problem(path=name, line=0, code=code, message=message)])


def opened(name: str, content: bytes) -> Opened:
    """Return what the file called ``name`` holds; DataError when it is not one of ours."""
    ending = name.rsplit(".", 1)[-1].lower()
    if ending == "csv":
        return Opened(name=name, tables=[csv_table(name, content)], origin=None)
    if message := _wrong_kind(ending, content):
        raise refused(name, "X110", message)
    try:
        book = book_of(content)
    except Unfit as unfit:
        raise DataError(
            [Problem(path=name, line=0, code="X111", message=reason) for reason in unfit.reasons]
        ) from None
    except (ValueError, OverflowError):
        raise refused(name, "X111", f"文件打不开（应为完好的 xlsx；{_SAVE}）") from None
    origin = _origin(name, book.tables)
    return Opened(name=name, tables=book.tables, origin=origin, has_comments=book.has_comments)


def _wrong_kind(ending: str, content: bytes) -> str:
    """Return why a file is no xlsx, with the remedy; '' when it looks like one."""
    if len(content) > _LARGEST:
        return f"文件过大（应不超过 {_LARGEST // 1_000_000} MB；请删去图片和空白的行列）"
    if content.startswith(_OLE) and _LOCKED in content:
        return "文件加了密码（应去掉密码后另存）"
    if content.startswith(_OLE) or ending in ("xls", "et"):
        return f"是旧格式的表（应为 xlsx，实为 {ending}；{_SAVE}）"
    if ending == "xlsm":
        return f"是带宏的工作簿（应为 xlsx；{_SAVE}）"
    if ending != "xlsx" or not content.startswith(b"PK"):
        return f"不是填报表（应为 xlsx 或 csv 文件，实为 {ending[:10]}；{_SAVE}）"
    return ""


def _origin(name: str, tables: Sequence[Table]) -> Origin:
    hidden = next((each for each in tables if each.title == ORIGIN), None)
    if hidden is None:
        raise refused(name, "X112", f"不是本系统写出的填报表，或“{ORIGIN}”页被删了（应原样交回；{_AGAIN}）")
    rows = [tuple(raw.text for raw in row.values()) for row in hidden.rows().values()]
    if len(rows[0]) == 2 and rows[0][1] != VERSION:  # noqa: PLR2004 - name and value
        raise refused(
            name, "X113", f"是旧的表式（应为第 {VERSION} 版，实为第 {rows[0][1][:10]} 版；{_AGAIN}）"
        )
    origin = read_origin(rows)
    if origin is None:
        raise refused(name, "X114", f"“{ORIGIN}”页被改过或是从别的表拼来的（应原样交回；{_AGAIN}）")
    return origin


def csv_table(name: str, content: bytes) -> Table:
    """Return a CSV file as a table, UTF-8 or GBK; the sheet is told apart by its headings later."""
    if len(content) > SIZE_LIMIT:
        raise refused(name, "T103", f"文件过大（应为不超过 {SIZE_LIMIT} 字节，实为 {len(content)} 字节）")
    table = Table(title="")
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(_decoded(name, content)), strict=True), 1):
            for column, text in enumerate(cells, 1):
                if text:
                    table.cells[number, column] = Raw(text=text)
    except csv.Error as error:
        raise refused(name, "C103", f"引号或分隔有误（{error}），请检查双引号是否成对") from None
    return table


def _decoded(name: str, content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refused(name, "T101", "文件编码不对（应为 UTF-8 或 GBK；请另存为“CSV UTF-8”）")
