"""A sheet saved as CSV by Excel or WPS, UTF-8 or GBK, is as good as the workbook."""
# ruff: noqa: E501 - the table of cases reads across: what was typed, then the sentence

import csv
import io
from datetime import datetime

import openpyxl
import pytest

from tests.form_county import BASE, fields, given, read, refusals

NAME = "措施.csv"


def saved(title: str = "措施", **cells: str) -> str:
    """Return a sheet as a spreadsheet program saves it: what is seen, dates as they are shown."""
    sheet = openpyxl.load_workbook(io.BytesIO(given()))[title]
    for place, value in cells.items():
        sheet[place] = value
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in sheet.iter_rows():
        writer.writerow(_shown(cell.value) for cell in row)
    return out.getvalue()


def _shown(value: object) -> str:
    return value.strftime("%Y/%m/%d") if isinstance(value, datetime) else "" if value is None else str(value)


STEP = ("1.01", "steps/s2/done/县双拥办", None, "2026-07-18", f"{NAME}〔措施〕H4")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_one_cell_of_a_csv_is_one_field(encoding: str) -> None:
    """Whatever the program saved it as, untouched it says nothing, and one cell is one field."""
    for title in ("总览", "措施", "佐证", "报告"):
        assert fields(saved(title).encode(encoding), f"{title}.csv") == []
    assert fields(saved(H4="2026/7/18").encode(encoding), NAME) == [STEP]


def test_a_csv_knows_whose_it_is_and_what_it_stands_on() -> None:
    """The first line of the sheet goes along into the CSV: unit, day and commit."""
    filing = read(saved(H4="2026-7-18").encode(), NAME)
    assert (filing.unit, filing.base, filing.source) == ("县双拥办", BASE, NAME)


def test_item_numbers_that_lost_their_zero_are_known_again() -> None:
    """Opened and saved once more, 1.05 stays and 2.10 becomes 2.1: the one item it can be is taken."""
    text = saved("报告", A4="1.050", B4="20260718", C4="已报")
    filing = read(text.encode("gbk"), "报告.csv")
    assert [each.item for each in filing.entries] == ["1.05", "1.05"]
    assert filing.notes == ("报告.csv〔报告〕A4：小项“1.050”按“1.05”读",)


def test_a_csv_of_ones_own_needs_the_keys_and_the_field() -> None:
    """Whoever makes a CSV himself names row and field; unit and commit stand in columns, or are given."""
    own = "小项,编号,承办单位,完成日期,单位,底本\n1.01,s2,县双拥办,2026-07-18,县双拥办,{}\n"
    assert fields(own.format(BASE).encode(), NAME) == [(*STEP[:4], f"{NAME}〔措施〕D2")]
    bare = "小项,编号,承办单位,完成日期\n1.01,s2,县双拥办,2026-07-18\n"
    assert fields(bare.encode("gbk"), NAME, "县双拥办") == [(*STEP[:4], f"{NAME}〔措施〕D2")]
    assert read(bare.encode(), NAME, "syb").base == BASE


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "X105 看不出是哪个单位的（应保留最上面一行，或用 --unit 写明）"),
        ("小项,单位\n1.01,县双拥办\n1.01,县财政局\n".encode(), "X115 一个文件里有几个单位或几个底本（应只有一个）；请分开交"),
        ("甲,单位\n1,县双拥办\n".encode(), "X116 看不出是哪一页（表头应与填报表的某一页相同：总览、措施、事实、佐证、报告）"),
        (b'"\xd5', "T101 文件编码不对（应为 UTF-8 或 GBK；请另存为“CSV UTF-8”）"),
        ('小项,"完成'.encode(), "C103 引号或分隔有误（unexpected end of data），请检查双引号是否成对"),
        ("小项,编号,承办单位,完成日期,单位,底本\n1.01,s2,县双拥办,2026-07-18,县双拥办,main\n".encode(), "X119 底本不是提交编号（应为 40 位，实为“main”）"),
    ],
)  # fmt: skip
def test_a_csv_that_cannot_be_read(content: bytes, said: str) -> None:
    """No unit, no known headings, no encoding: one sentence with a remedy."""
    assert refusals(content, NAME) == [f"{NAME}: {said}"]


def test_a_csv_of_an_older_form() -> None:
    """A sheet of an older version of the form is not guessed at."""
    told = refusals(saved().replace("填报表1　", "填报表0　").encode(), NAME)
    assert told == [f"{NAME}: X113 是旧的表式（应为第 1 版，实为“填报表0”）；请重新写出一份"]
