"""Writing a record down and reading it back loses nothing, however odd the text."""

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.load.canonical import HEADER, csv_text, number_text, yaml_text
from scripts.load.csvs import read_csv
from scripts.load.files import columns_of
from scripts.load.kinds import KINDS, FileKind
from scripts.load.yamls import read_yaml
from scripts.model.fields import Record
from scripts.model.progress import Progress
from tests.record_strategies import cells, trees

YAML_KINDS = [kind for kind in KINDS if not kind.is_table]
TABLES = [kind for kind in KINDS if kind.is_table]
_NUMBER = re.compile(r"0|-?[1-9][0-9]*|-?[0-9]+\.[0-9]+")


def _meaning(record: Record) -> Any:
    """Return what a record says: a fact that is a number is that number, however it was typed."""

    def typed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: typed(each) for key, each in value.items()}
        return Decimal(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else value

    said = record.model_dump()
    return {name: typed(value) if name == "facts" else value for name, value in said.items()}


@pytest.mark.parametrize("kind", YAML_KINDS, ids=lambda kind: str(kind.name))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(data=st.data())
def test_yaml_records_survive_being_written(kind: FileKind, data: st.DataObject) -> None:
    """Quotes, colons, hashes, dashes, numbers as text, emoji, line breaks: all read back as typed."""
    record = kind.model.model_validate(data.draw(trees(kind.model)))
    written = yaml_text(record)
    again = kind.model.model_validate(read_yaml(written, "x.yml").data)
    assert _meaning(again) == _meaning(record)
    assert yaml_text(again) == written


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: str(kind.name))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(data=st.data())
def test_table_rows_survive_being_written(kind: FileKind, data: st.DataObject) -> None:
    """Commas, quotes and line breaks inside cells come back as typed, row by row."""
    rows = data.draw(st.lists(cells(kind.model), max_size=3))
    records = [kind.model.model_validate(row) for row in rows]
    written = csv_text(kind.model, records)
    again = [
        kind.model.model_validate(row.cells) for row in read_csv(written, "x.csv", columns_of(kind.model))
    ]
    assert again == records
    assert csv_text(kind.model, again) == written


def test_a_progress_file_in_its_one_form() -> None:
    """The form people see: header, keys in order, one entry a line, steps apart, quotes only where needed."""
    record = Progress.model_validate(
        {
            "state": "办理中",
            "id": "1.05",
            "reports": [
                {"text": "一：二", "on": "2026-06-10"},
                {"on": "2026-06-11", "text": "注意: 两行\n第二行"},
            ],
            "facts": {"会议": {"2024": "是", "1.0": "否"}, "缺件": "2.50", "编号": "007", "负零": "-0.0"},
            "steps": [
                {"id": "s1", "title": "甲", "unit": "乙", "due": "C-60"},
                {"id": "s2", "title": "丙", "unit": "丁", "due": "C", "done": {"东镇": "2026-06-18"}},
                {"id": "s3", "title": "戊", "unit": "乙", "due": "C", "done": "2026-06-18"},
            ],
        }
    )
    assert yaml_text(record) == (
        f"{HEADER}\n"
        'id: "1.05"\n'
        "state: 办理中\n"
        "facts:\n"
        '  会议: {2024: 是, "1.0": 否}\n'
        "  缺件: 2.5\n"
        '  编号: "007"\n'
        "  负零: 0\n"
        "steps:\n"
        "  - {id: s1, title: 甲, unit: 乙, due: C-60}\n"
        "\n"
        "  - id: s2\n"
        "    title: 丙\n"
        "    unit: 丁\n"
        "    due: C\n"
        "    done:\n"
        "      东镇: 2026-06-18\n"
        "\n"
        "  - {id: s3, title: 戊, unit: 乙, due: C, done: 2026-06-18}\n"
        "reports:\n"
        "  - {on: 2026-06-10, text: 一：二}\n"
        '  - {on: 2026-06-11, text: "注意: 两行\\n第二行"}\n'
    )


@pytest.mark.parametrize(
    ("number", "text"),
    [("1.50", "1.5"), ("2.0", "2"), ("0.00", "0"), ("-0.0", "0"), ("-2", "-2"), ("100", "100")],
)
def test_numbers_have_one_form(number: str, text: str) -> None:
    """1.50 and 1.5 are the same number, so that a form and a person write the same file."""
    assert number_text(Decimal(number)) == text
