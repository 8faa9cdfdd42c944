"""What cannot be taken is refused at its cell, in one Chinese sentence with a remedy, and all at once."""
# ruff: noqa: E501 - the table of cases reads across: what was typed, then the sentence

import io
import zipfile
from collections.abc import Callable
from random import Random

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from scripts.forms.contents import Ground, form_of
from scripts.forms.units import unit_named
from scripts.forms.writing import written
from scripts.problems import DataError, Problem
from tests.counties import AS_OF
from tests.form_county import BASE, NAME, changed, given, in_sheet, parts_changed, read, refusals, typed
from tests.form_records import with_step_done, without_facts

H4 = r'<c r="H4"( s="\d+")/>'


def cell(stored: str, place: str = H4, title: str = "措施") -> bytes:
    """Return a form with a cell as a program stores it."""
    return in_sheet(title, place, stored)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lambda: cell(r'<c r="H4"\1><f>TODAY()</f><v>46221</v></c>'), "X120 是公式（应为填写的值，实为公式，结果“46221”）；请复制后选择性粘贴为数值"),
        (lambda: cell(r'<c r="H4"\1><f>A4</f></c>'), "X120 是公式（应为填写的值，实为公式，结果“”）；请复制后选择性粘贴为数值"),
        (lambda: cell(r'<c r="H4"\1 t="e"><v>#REF!</v></c>'), "X121 是出错的单元格（应为填写的值，实为“#REF!”）；请清空后重填"),
        (lambda: cell(r'<c r="H4"\1 t="b"><v>1</v></c>'), "X122 是逻辑值（应为文字，实为“TRUE”）；请重填"),
        (lambda: typed({"措施!H4": "7月18日"}), "F212 日期写法不对（应为 YYYY-MM-DD，如 2026-07-20，实为“7月18日”）；没有写年份"),
        (lambda: typed({"措施!H4": "上周五"}), "F212 “完成日期”日期写法不对（应为YYYY-MM-DD，如 2026-07-20，实为“上周五”）"),
        (lambda: typed({"措施!H4": "2026-02-30"}), "F212 “完成日期”没有这一天（应为日历上有的日期，实为“2026-02-30”）"),
        (lambda: typed({"措施!H4": 20261}), "F212 “完成日期”日期写法不对（应为YYYY-MM-DD，如 2026-07-20，实为“20261”）"),
        (lambda: typed({"措施!H4": "2026-07-18\u202e"}), "T104 含看不见的控制字符（应为普通文字，实为 U+202E），请删去后重新输入"),
        (lambda: cell(r'<c r="H4"\1 t="inlineStr"><is><t>2026_x0007_</t></is></c>'), "T104 含看不见的控制字符（应为普通文字，实为 U+0007），请删去后重新输入"),
    ],
)  # fmt: skip
def test_a_cell_that_says_nothing_certain(content: Callable[[], bytes], said: str) -> None:
    """Formulas, errors, days without a year, invisible characters: refused where they stand."""
    assert refusals(content()) == [f"{NAME}〔措施〕H4: {said}"]


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        ("总览!F6", "办理", "F215 “状态”不在可选词之内（应为未启动 / 办理中 / 申请销号，实为“办理”）"),
        ("事实!G5", "有", "K340 “议军会”：应为是或否，实为“有”"),
        ("事实!G12", "两件", "K340 “缺件”：应为数字，实为“两件”"),
        ("事实!G10", 9, "K340 “办结”：完成数不能大于总数，实为 9 / 3"),
        ("佐证!D7", "2o26", "F213 “年度”应为整数（应为0 或正整数，实为“2o26”）"),
        ("佐证!H7", "1号盒", "F211 “盒号”盒号写法不对（应为大项-两位盒序，如 1-05，实为“1号盒”）"),
        ("佐证!K7", "不要", "F215 “删去”不在可选词之内（应为 删，实为“不要”）"),
        ("措施!D4", "改个说法", "X133 这一格不由本单位填写（应为“各单位反馈”，实为“改个说法”）；请改回去"),
        ("措施!C4", "s9", "X130 表里没有“1.01 s9 县双拥办”这一行，是不是“1.01 s2 县双拥办”？（应为发出时的行；不能加行，不能改编号）"),
        ("措施!A9", "1.01", "X130 表里没有“1.01”这一行（应为发出时的行；不能加行，不能改编号）"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit(place: str, value: object, said: str) -> None:
    """The model's own words, at the cell: what was expected and what stands there."""
    title, _, at = place.partition("!")
    told = refusals(typed({place: value}))
    at = "A" + at[1:] if said.startswith("X130") else at
    assert f"{NAME}〔{title}〕{at}: {said}" in told


def test_a_new_entry_of_a_foreign_item_or_without_what_it_needs() -> None:
    """A new entry needs an item of one's own, a piece the standard asks for, title and level."""
    assert refusals(
        typed({"佐证!A12": "1.02", "佐证!E12": "x", "佐证!A13": "1.05", "佐证!C13": "自查表"})
    ) == [
        f"{NAME}〔佐证〕A12: X135 “1.02”不是本单位牵头的小项，是不是“2.02”？（应为 1.01 / 1.04 / 1.05 / 2.01 / 2.02 / 3.01 之一）",
        f"{NAME}〔佐证〕C13: K351 标准没有要求“自查表”，是不是“自查报告”？（应为 自查报告）",
        f"{NAME}〔佐证〕E13: F201 缺少“题名”（应填写）",
        f"{NAME}〔佐证〕G13: F201 缺少“级别”（应填写）",
    ]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"佐证!A12": "1.05", "佐证!C12": "自查报告", "佐证!E12": "报告"}, "〔佐证〕G12: F201 缺少“级别”（应填写）"),
        ({"报告!A4": "1.05", "报告!C4": "在写"}, "〔报告〕B4: F201 缺少“日期”（应填写）"),
        ({"总览!F6": "申请销号", "总览!G6": "2026-07-18"}, "〔总览〕H6: F201 缺少“申请说明”（应填写）"),
        ({"总览!H6": "各件齐全"}, "〔总览〕G6: F201 缺少“申请日期”（应填写）"),
        ({"事实!G12": -1}, "〔事实〕G12: K340 “缺件”：应为 0 或以上的数，实为“-1”"),
    ],
)  # fmt: skip
def test_what_is_missing_is_told_at_its_own_cell(cells: dict[str, object], said: str) -> None:
    """The liaison is sent to the empty cell, not to a filled one beside it, and reads what the form calls it."""
    assert f"{NAME}{said}" in refusals(typed(cells))


def test_all_that_is_wrong_is_told_at_once() -> None:
    """Three mistakes on three sheets are three sentences; the liaison is asked once."""
    told = refusals(typed({"措施!H4": "上周", "事实!G5": "有", "总览!F6": "好"}))
    assert [line.split(": ")[0] for line in told] == [
        f"{NAME}〔事实〕G5", f"{NAME}〔总览〕F6", f"{NAME}〔措施〕H4",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number_format", "value", "place", "said"),
    [
        (
            "0%",
            0.85,
            "事实!G12",
            "X123 是百分数格式（应只写数字，如 85，不带 %）；请把单元格格式改为“常规”后重填",
        ),
        (
            "m月d日",
            46027,
            "佐证!H7",
            "X124 被 Excel 变成了日期（应为文字或数字）；请把单元格格式改为“文本”后重填",
        ),
    ],
)
def test_what_excel_made_of_it_is_not_believed(
    number_format: str, value: float, place: str, said: str
) -> None:
    """85% stored as 0.85, and a box number 1-05 turned into a day, are refused, not filed."""
    title, _, at = place.partition("!")

    def change(book: Workbook) -> None:
        book[title][at] = value
        book[title][at].number_format = number_format

    assert refusals(changed(given(), change)) == [f"{NAME}〔{title}〕{at}: {said}"]


def _hide(book: Workbook) -> None:
    book["措施"]["H4"] = "2026-07-18"
    book["措施"].row_dimensions[4].hidden = True


def _hide_column(book: Workbook) -> None:
    book["措施"]["H4"] = "2026-07-18"
    book["措施"].column_dimensions["H"].hidden = True


def _hide_sheet(book: Workbook) -> None:
    book["措施"]["H4"] = "2026-07-18"
    book["措施"].sheet_state = "hidden"


def _twice(book: Workbook) -> None:
    for column in range(1, 9):
        book["措施"].cell(9, column).value = book["措施"].cell(4, column).value


def _foreign_sheet(book: Workbook) -> None:
    other = openpyxl.load_workbook(io.BytesIO(given("县财政局")))["措施"]
    del book["措施"]
    sheet = book.create_sheet("措施")
    for row in other.iter_rows():
        for each in row:
            sheet[each.coordinate] = each.value


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_hide, "〔措施〕A4: X134 这一行是隐藏的或被筛选掉的，里面却有改动（应看得见）；请取消隐藏或清除筛选，核对后再交"),
        (_hide_column, "〔措施〕H4: X134 这一列是隐藏的，里面却有改动（应看得见）；请取消隐藏，核对后再交"),
        (_hide_sheet, "〔措施〕A4: X134 这一页是隐藏的，里面却有改动（应看得见）；请取消隐藏或清除筛选，核对后再交"),
        (_twice, "〔措施〕A9: X131 与第 4 行重复（应一行一条）；请只留一行"),
        (lambda book: book["措施"].merge_cells("A4:B5"), "〔措施〕A3: X117 有合并的单元格 A4:B5（应一格填一个值）；请取消合并后重填"),
        (lambda book: book["措施"].delete_rows(5), "〔措施〕A3: X132 少了 1 行（应原样保留，没有找到：1.01 s1 县双拥办）；不改的行也留着，登记错的佐证在“删去”列选“删”"),
        (lambda book: book["措施"].delete_cols(8), "〔措施〕A3: X116 缺少列“完成日期”（表头应原样保留）"),
        (lambda book: book.__delitem__("事实"), ": X117 缺少〔事实〕页（应原样保留各页，不改名）"),
        (lambda book: book.__delitem__("底本"), ": X112 不是本系统写出的填报表，或“底本”页被删了（应原样交回；请用 python3 tasks.py form --unit 单位 重新写出一份，把改动填进去）"),
        (lambda book: book["底本"].__setitem__("F7", "“未启动”"), ": X114 “底本”页被改过或是从别的表拼来的（应原样交回；请用 python3 tasks.py form --unit 单位 重新写出一份，把改动填进去）"),
        (lambda book: book["底本"].__setitem__("B1", "0"), ": X113 是旧的表式（应为第 1 版，实为第 0 版；请用 python3 tasks.py form --unit 单位 重新写出一份，把改动填进去）"),
        (_foreign_sheet, f"〔措施〕A1: X115 这一页不是这份表的（应为“填报表1　县双拥办　措施　2026-07-20　底本 {BASE}　wx-2026”，实为“填报表1　县财政局　措施　2026-07-20　底本 {BASE}　wx-2026”）；请用原来的表填"),
    ],
)  # fmt: skip
def test_a_sheet_that_was_rearranged(change: Callable[[Workbook], object], said: str) -> None:
    """Hidden changes, doubled, merged or deleted rows, missing sheets, a page of another unit."""
    assert refusals(changed(given(), change)) == [f"{NAME}{said}"]


def zipped(**parts: bytes) -> bytes:
    """Return an archive of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name.replace("__", "/"), body)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0" + bytes(600)
SAVE = "请在 Excel 或 WPS 里打开，另存为“Excel 工作簿（*.xlsx）”"
BOMB = zipped(
    **{"[Content_Types].xml": b"<Types/>", "xl__workbook.xml": b"<a>" + b" " * 30_000_000 + b"</a>"}
)
FULL = zipped(
    **{"[Content_Types].xml": b"<Types/>", "xl__workbook.xml": b"<a>" + b"<b/>" * 400_000 + b"</a>"}
)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("表.xls", OLE, f"X110 是旧格式的表（应为 xlsx，实为 xls；{SAVE}）"),
        ("表.et", OLE, f"X110 是旧格式的表（应为 xlsx，实为 et；{SAVE}）"),
        ("表.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "X110 文件加了密码（应去掉密码后另存）"),
        ("表.xlsm", b"PK", f"X110 是带宏的工作簿（应为 xlsx；{SAVE}）"),
        ("表.pdf", b"%PDF", f"X110 不是填报表（应为 xlsx 或 csv 文件，实为 pdf；{SAVE}）"),
        ("表.xlsx", b"", f"X110 不是填报表（应为 xlsx 或 csv 文件，实为 xlsx；{SAVE}）"),
        ("表.xlsx", given()[:5000], "X111 文件打不开（应为完好的 docx 或 xlsx；请在 Word、Excel 或 WPS 里打开后另存）"),
        ("表.xlsx", zipped(**{"[Content_Types].xml": b"<Types/>"}), "X111 文件不是 Excel 工作簿（应为 xlsx；请在 Excel 或 WPS 里打开后另存为 xlsx）"),
        ("表.xlsx", BOMB, "X111 文件展开后太大（应不超过 20 MB）"),
        ("表.xlsx", FULL, "X111 文件里的段落或单元格太多（应拆成几份，或删去空白的行和列）"),
        ("表.xlsx", parts_changed(given(), lambda parts: parts.update({"xl/vbaProject.bin": b"x"})), "X111 含有宏（应另存为不含宏的 xlsx）"),
        ("表.xlsx", parts_changed(given(), lambda parts: parts.update({"xl/externalLinks/externalLink1.xml": b"<a/>"})), "X111 连着别的文件（应在 数据→编辑链接 里断开后另存）"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_form(name: str, content: bytes, said: str) -> None:
    """Old formats, passwords, macros, bombs and broken files are refused before they are read."""
    assert refusals(content, name) == [f"{name}: {said}"]


def test_xml_that_would_expand_is_refused() -> None:
    """A workbook whose XML declares entities is no workbook of any office program."""

    def plant(parts: dict[str, bytes]) -> None:
        parts["xl/workbook.xml"] = (
            b'<!DOCTYPE a [<!ENTITY b "c">]>' + parts["xl/workbook.xml"].split(b"?>", 1)[1]
        )

    said = "X111 含有 DTD 声明，不是正常的办公文件（应在 Word、Excel 或 WPS 里打开后另存）"
    assert refusals(parts_changed(given(), plant)) == [f"{NAME}: {said}"]


def test_a_cell_at_the_end_of_the_sheet_is_cheap() -> None:
    """A value in row 1,048,576 is refused at once, without walking there."""
    content = in_sheet(
        "措施", "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    said = "X118 表太长（应不超过 20000 行，实为 1048576 行）；请删去多余的行"
    assert refusals(content) == [f"{NAME}〔措施〕A3: {said}"]


def test_the_form_of_another_unit() -> None:
    """Who sends is not who the form is for: told before anything is compared."""
    assert refusals(given("县财政局"), unit="县双拥办") == [
        f"{NAME}: X105 是“县财政局”的填报表（应为“县双拥办”的）"
    ]


def test_a_form_that_claims_another_past_than_its_commit() -> None:
    """A hidden sheet made anew, checksum and all, is still held against the commit it names."""
    other = with_step_done("2026-06-09")
    forged = written(form_of(Ground.of(other, "", BASE, AS_OF), unit_named(other, "县双拥办")))
    said = f"X114 里面的底本与提交 {BASE[:10]} 的数据不符（应原样交回）；请重新写出一份，把改动填进去"
    assert refusals(forged) == [f"{NAME}: {said}"]


@pytest.mark.parametrize(
    "stored",
    [
        r'<c r="H4"\1 t="s"><v>99999</v></c>',
        r'<c r="H9"\1><v>46221</v></c>',
        r'<c r="H4"\1><v>46221</v></c><c r="H4"\1><v>46222</v></c>',
    ],
)
def test_a_cell_that_two_programs_would_read_differently(stored: str) -> None:
    """A text that is not there, a cell out of its row or there twice: no program writes that."""
    said = "X111 文件打不开（应为完好的 docx 或 xlsx；请在 Word、Excel 或 WPS 里打开后另存）"
    assert refusals(cell(stored)) == [f"{NAME}: {said}"]


def test_a_fact_given_in_two_ways_at_once() -> None:
    """A rate is one number, or done and total: both at once is refused at each cell."""
    bare = without_facts("1.04")
    content = given("县双拥办", bare)

    def change(book: Workbook) -> None:
        book["事实"]["G10"], book["事实"]["G11"], book["事实"]["G12"] = 80, 4, 5

    said = "K340 “办结”：既填了一个数，又填了完成和总数（应取其一，另一种清空）"
    told = refusals(changed(content, change), dataset=bare)
    assert told == [f"{NAME}〔事实〕G{row}: {said}" for row in (10, 11, 12)]


def test_a_formula_in_a_key_is_refused_there() -> None:
    """A row whose number is calculated is not known by what Excel last made of it."""
    content = in_sheet(
        "措施",
        r'<c r="C4"( s="\d+") t="s"><v>\d+</v></c>',
        r'<c r="C4"\1 t="str"><f>"s"&amp;2</f><v>s2</v></c>',
    )
    assert refusals(content)[-1].startswith(f"{NAME}〔措施〕C4: X120 是公式")


@pytest.mark.parametrize("seed", range(150))
def test_a_damaged_file_is_read_or_refused_never_a_crash(seed: int) -> None:
    """Parts cut, doubled or changed at random: a filing or sentences with a remedy, nothing else."""
    chance = Random(seed)  # noqa: S311 - repeatable on purpose

    def damage(parts: dict[str, bytes]) -> None:
        name = chance.choice([each for each in sorted(parts) if each.startswith("xl/")])
        body = bytearray(parts[name])
        for _ in range(chance.randrange(1, 4)):
            at, length = chance.randrange(len(body) + 1), chance.randrange(1, 30)
            piece = bytes(body[at : at + length])
            body[at : at + length] = chance.choice(
                [b"", piece * 2, b"9", b"-1", b"nan", b"&#65533;", b"'", b"1e999"]
            )
        parts[name] = bytes(body)

    told: tuple[Problem, ...] = ()
    try:
        read(parts_changed(given(), damage))
    except DataError as error:
        told = error.problems
    assert all(each.path.startswith(NAME) or not each.path for each in told)
