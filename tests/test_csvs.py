"""Tables are read as text, cell by cell, with the line of each row."""

from hypothesis import given
from hypothesis import strategies as st

from scripts.load.csvs import parse_csv, read_csv

COLUMNS = ("id", "name", "kind")


def _problems(text: str) -> list[str]:
    return [str(problem) for problem in parse_csv(text, "x.csv", COLUMNS)[1]]


def test_cells_stay_text_and_empty_cells_are_absent() -> None:
    """007 stays 007, an empty cell says nothing, a row of commas is no row."""
    rows = read_csv("id,name,kind\n007,是,\n,,\n", "x.csv", COLUMNS)
    assert [row.cells for row in rows] == [{"id": "007", "name": "是"}]


def test_rows_keep_their_line_after_cells_of_several_lines() -> None:
    """A cell with line breaks does not shift the lines of what follows."""
    rows = read_csv('id,name,kind\n1,"一\n二",甲\n2,三,乙\n', "x.csv", COLUMNS)
    assert [(row.line, row.cells["name"]) for row in rows] == [(2, "一\n二"), (4, "三")]


def test_headers_are_told_apart_column_by_column() -> None:
    """A missing, misspelt, doubled or misplaced column is each named, with the header wanted."""
    assert _problems("id,nmae,kind\n") == [
        "x.csv:1: C101 缺少列“name”（表头应为 id，name，kind）",
        "x.csv:1: C101 未知的列“nmae”，是不是“name”？（表头应为 id，name，kind）",
    ]
    assert _problems("id,name,kind,id\n") == ["x.csv:1: C101 列“id”重复（表头应为 id，name，kind）"]
    assert _problems("name,id,kind\n") == ["x.csv:1: C101 各列次序不对（表头应为 id，name，kind）"]


def test_wrong_rows_are_named_and_the_others_still_read() -> None:
    """A comma too many spoils its own row only."""
    rows, problems = parse_csv("id,name,kind\n1,a,b,c\n2,d,e\n3\n", "x.csv", COLUMNS)
    assert [row.cells["id"] for row in rows] == ["2"]
    assert [(problem.line, problem.code) for problem in problems] == [(2, "C102"), (4, "C102")]


def test_open_quotes_and_empty_files_are_named() -> None:
    """An odd quote is reported where it stands, an empty file as empty."""
    assert _problems('id,name,kind\n1,a,b\n2,"c,d\n')[0].startswith("x.csv:3: C103 引号或分隔有误")
    assert _problems('id,name,kind\n1,"a"b,c\n')[0].startswith("x.csv:2: C103 引号或分隔有误")
    assert _problems("") == ["x.csv:1: C104 文件是空的（应有表头行）"]


@given(
    st.text(st.sampled_from('id,name\n"；双\t 1'), max_size=60).map("id,name,kind\n".__add__)
    | st.text(max_size=60)
)
def test_no_text_brings_the_reader_down(text: str) -> None:
    """Whatever a table holds, the answer is rows and problems with places; a good table gives no problem."""
    rows, problems = parse_csv(text, "x.csv", COLUMNS)
    assert all(problem.line >= 1 for problem in problems)
    assert all(set(row.cells) <= set(COLUMNS) for row in rows)
