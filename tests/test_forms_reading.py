"""What a department typed comes back as exactly that: one cell is one field, however it was typed."""

import re
from datetime import date

import pytest
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook

from tests.form_county import NAME, changed, fields, given, in_sheet, parts_changed, read, typed

STEP = ("1.01", "steps/s2/done/县双拥办", None, "2026-07-18", f"{NAME}〔措施〕H4")


def test_one_cell_is_one_field() -> None:
    """A day filled in for a step is that step's day, and nothing else changes."""
    assert fields(typed({"措施!H4": date(2026, 7, 18)})) == [STEP]


@pytest.mark.parametrize(
    "value",
    [
        46221.4, "2026-07-18", "2026/7/18", "2026.7.18", "2026年7月18日", "20260718",
        20260718, 46221, "２０２６－０７－１８", " 2026-07-18 ", "2026-07-18 00:00:00", "2026年07月18日\n",
    ],
)  # fmt: skip
def test_a_day_is_understood_however_it_is_written(value: object) -> None:
    """A day that can mean only one day is taken, typed as date, number or text."""
    assert fields(typed({"措施!H4": value})) == [STEP]


def test_days_counted_from_1904_are_the_same_days() -> None:
    """A workbook made on an old Mac counts days from 1904; the day on the screen is the one taken."""
    number = (date(2026, 7, 18) - date(1904, 1, 1)).days
    old = in_sheet("措施", r'<c r="H4"( s="\d+")/>', rf'<c r="H4"\1><v>{number}</v></c>', _dates_moved())
    assert fields(old)[-1] == STEP


def _dates_moved() -> bytes:
    """Return the form as Excel writes it under the 1904 system: the same days, other numbers."""

    def change(parts: dict[str, bytes]) -> None:
        book = parts["xl/workbook.xml"].decode()
        parts["xl/workbook.xml"] = book.replace("<workbookPr ", '<workbookPr date1904="1" ').encode()
        for name in [each for each in parts if each.startswith("xl/worksheets/sheet")]:
            text = parts[name].decode()
            parts[name] = re.sub(
                r"<v>(4\d{4})</v>", lambda day: f"<v>{int(day[1]) - 1462}</v>", text
            ).encode()

    return parts_changed(given(), change)


@pytest.mark.parametrize(
    ("cell", "value", "path", "old", "new"),
    [
        ("总览!F6", "申请销号", "1.05/state", "办理中", "申请销号"),
        ("总览!G5", "2026-7-2", "1.04/request/on", "2026-07-01", "2026-07-02"),
        ("总览!H5", " 各件齐全。 ", "1.04/request/text", "目录已公布，申请销号", "各件齐全。"),
        ("事实!G5", "是", "1.01/facts/议军会/2025", "否", "是"),
        ("事实!G6", "是", "1.01/facts/议军会/2026", None, "是"),
        ("事实!G10", 3, "1.04/facts/办结/完成", "2", "3"),
        ("事实!G10", "３", "1.04/facts/办结/完成", "2", "3"),
        ("事实!G12", 0.25, "1.05/facts/缺件", "2", "0.25"),
        ("事实!G12", None, "1.05/facts/缺件", "2", None),
        ("佐证!E6", "=1+1不是公式", "1.01/evidence/e1/title", "2024年议军会纪要", "=1+1不是公式"),
        ("佐证!D7", "2026", "1.01/evidence/e2/year", "2025", "2026"),
        ("佐证!H8", "1－04", "1.04/evidence/e1/box", None, "1-04"),
        ("佐证!I8", 12, "1.04/evidence/e1/page", None, "12"),
        ("佐证!J7", "纪要（签字页）.pdf", "1.01/evidence/e2/file", None, "纪要（签字页）.pdf"),
        ("佐证!F6", None, "1.01/evidence/e1/number", "微办〔2024〕1号", None),
        ("佐证!G8", "内部", "1.04/evidence/e1/level", "公开", "内部"),
    ],
)  # fmt: skip
def test_each_kind_of_field(cell: str, value: object, path: str, old: str | None, new: str | None) -> None:
    """States, facts, numbers and register entries: what is typed is what is filed, what is emptied goes."""
    if isinstance(value, str) and value.startswith("="):
        content = in_sheet(
            "佐证", r'(<c r="E6" s="\d+") t="s"><v>\d+</v>', rf'\1 t="inlineStr"><is><t>{value}</t></is>'
        )
    else:
        content = typed({cell: value})
    item, _, field = path.partition("/")
    title, _, place = cell.partition("!")
    assert fields(content) == [(item, field, old, new, f"{NAME}〔{title}〕{place}")]


def test_an_item_without_a_record_begins_as_the_form_showed_it() -> None:
    """The first thing reported of an item brings its state along, as it stood on the form."""
    assert fields(typed({"事实!G5": "是"}, "东镇")) == [
        ("1.07", "state", None, "未启动", f"{NAME}〔事实〕G5"),
        ("1.07", "facts/方案", None, "是", f"{NAME}〔事实〕G5"),
    ]


def test_what_was_read_otherwise_than_typed_is_told() -> None:
    """Full-width digits are taken as digits, and the liaison is told so."""
    assert read(typed({"措施!H4": "２０２６－０７－１８"})).notes == (
        f"{NAME}〔措施〕H4：含全角字符的“２０２６－０７－１８”按“2026-07-18”读",
    )


def test_a_missing_piece_is_registered_by_title_and_level() -> None:
    """The form already says which piece of which year is missing: two cells register it."""
    assert fields(typed({"佐证!E4": "2026年议军会纪要", "佐证!G4": "内部"})) == [
        ("1.01", "evidence/+1/for", None, "会议纪要〔内部〕", f"{NAME}〔佐证〕C4"),
        ("1.01", "evidence/+1/year", None, "2026", f"{NAME}〔佐证〕D4"),
        ("1.01", "evidence/+1/title", None, "2026年议军会纪要", f"{NAME}〔佐证〕E4"),
        ("1.01", "evidence/+1/level", None, "内部", f"{NAME}〔佐证〕G4"),
    ]


def test_new_rows_are_numbered_item_by_item() -> None:
    """New entries and reports at the bottom are told apart, each under its own item."""
    content = typed(
        {
            "佐证!A12": "1.05", "佐证!C12": "自查报告", "佐证!E12": "补报", "佐证!G12": "内部",
            "佐证!A20": "1.05", "佐证!C20": "自查报告", "佐证!E20": "再补报", "佐证!G20": "内部",
            "报告!A4": "1.01", "报告!B4": date(2026, 7, 18), "报告!C4": "已催两家。\n还差一家。",
            "报告!A6": 1.05, "报告!B6": "2026/7/19", "报告!C6": "补齐了。",
        }
    )  # fmt: skip
    found = {(item, path): new for item, path, _, new, _ in fields(content)}
    assert found["1.05", "evidence/+1/title"] == "补报"
    assert found["1.05", "evidence/+2/title"] == "再补报"
    assert found["1.01", "reports/+1/text"] == "已催两家。\n还差一家。"
    assert found["1.05", "reports/+1/on"] == "2026-07-19"


def test_an_entry_marked_for_removal_goes_whole() -> None:
    """An entry registered by mistake is taken out by one word, its id and all its fields."""
    found = fields(typed({"佐证!K8": "删", "佐证!E8": "随手改的"}))
    assert {(item, path, new) for item, path, _, new, _ in found} == {
        ("1.04", f"evidence/e1/{name}", None) for name in ("id", "for", "title", "level")
    }


def test_rows_are_known_by_their_key_not_their_place() -> None:
    """Rows sorted and columns moved in the workbook still mean what they meant."""

    def sort_and_move(book: Workbook) -> None:
        sheet = book["措施"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=7)]
        rows[0][7] = "2026-07-18"
        for number, row in enumerate(reversed(rows), start=4):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column).value = value
        sheet.insert_cols(3)
        sheet.insert_rows(5)

    assert fields(changed(given(), sort_and_move)) == [(*STEP[:4], f"{NAME}〔措施〕I8")]


def test_hidden_rows_without_a_change_do_no_harm() -> None:
    """A filter left on, or a sheet hidden from view, does not change what is filed."""

    def hide(book: Workbook) -> None:
        book["措施"].row_dimensions[5].hidden = True
        book["事实"].sheet_state = "hidden"
        book["措施"]["H4"] = date(2026, 7, 18)

    assert fields(changed(given(), hide)) == [STEP]


def test_what_stands_where_nothing_is_read_is_told() -> None:
    """Notes beside the table, on a sheet of one's own, or as comments are not filed, and that is said."""

    def note(book: Workbook) -> None:
        book["措施"]["I3"], book["措施"]["I4"], book["报告"]["F9"] = "备注", "下周办", "再议"
        book.create_sheet("我的")["A1"] = "记一笔"
        book["措施"]["H4"].comment = Comment("月底完成", "联络员")

    filing = read(changed(given(), note))
    assert filing.entries == ()
    assert filing.notes == (
        f"{NAME}：自建的页没有读取：我的",
        f"{NAME}：批注没有读取，有情况请写进“报告”",
        f"{NAME}〔措施〕：表外自加的内容没有读取：备注",
        f"{NAME}〔报告〕：表外自加的内容没有读取：F9",
    )


def test_texts_as_wps_stores_them() -> None:
    """WPS writes texts in place, with phonetic marks and without document properties: all the same."""

    def as_wps(parts: dict[str, bytes]) -> None:
        for name in [each for each in parts if each.startswith("docProps/")]:
            del parts[name]
        for name in ("[Content_Types].xml", "_rels/.rels"):
            parts[name] = re.sub(rb"<(?:Override|Relationship)[^>]*docProps[^>]*/>", b"", parts[name])

    inline = '<is><r><t>2026-</t></r><r><t>07-18</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is>'
    content = in_sheet("措施", r'<c r="H4"( s="\d+")/>', rf'<c r="H4"\1 t="inlineStr">{inline}</c>')
    assert fields(parts_changed(content, as_wps)) == [STEP]


def test_parts_named_and_spelled_as_other_programs_do() -> None:
    """Other programs name parts from the root and spell elements with a prefix: the same workbook."""

    def spelled(parts: dict[str, bytes]) -> None:
        links = "xl/_rels/workbook.xml.rels"
        parts[links] = re.sub(rb'Target="(?!/)', b'Target="/xl/', parts[links])
        for name in [each for each in parts if each.startswith("xl/") and each.endswith(".xml")]:
            body = re.sub(rb"<(/?)(?=[A-Za-z])", rb"<\1x:", parts[name])
            parts[name] = body.replace(b' xmlns="', b' xmlns:x="')

    assert fields(parts_changed(typed({"措施!H4": "2026-07-18"}), spelled)) == [STEP]
    assert fields(parts_changed(given(), spelled)) == []
