"""The telephone of an office, as it may stand in the data."""
# ruff: noqa: E501 - a list of numbers stands on one line

from pathlib import Path

import pytest

from tests.counties import ROOT, copy_county, edit, examined

PUBLICITY = "data/campaigns/sl-2026/publicity.yml"
WORDS = "data/publicity/words.yml"
OLD = {PUBLICITY: 'phone: "0000-0000000"', WORDS: 'phones: ["0000-0000000"]'}
NEW = {PUBLICITY: 'phone: "{}"', WORDS: 'phones: ["0000-0000000", "{}"]'}

MOBILES = (
    "13900001111", "139-0000-1111", "139 0000 1111", "+8613900001111", "8613900001111", "013900001111", "（0139）00001111",
    "0399-3512345转13900001111", "0399-13900001111", "3512345/13900001111", "办公室", "0399",
)  # fmt: skip
OFFICES = (
    "0399-88881234", "0399 8888 1234", "039988881234", "（0399）3512345", "(010) 88881234", "02188881234", "3512345", "0399-3512345转12",
    "0399-3512345-8001", "400-123-4567", "8001234567", "12345", "96123", "000-0000", "0000-0000",
)  # fmt: skip


@pytest.mark.parametrize("path", OLD)
@pytest.mark.parametrize("phone", MOBILES)
def test_a_mobile_is_no_office_number(path: str, phone: str, tmp_path: Path) -> None:
    """However it is written, in either file, it is an error at its line, shown in part."""
    root = copy_county(ROOT, tmp_path / "county")
    line = edit(root / path, OLD[path], NEW[path].format(phone))
    [found] = [each for each in examined(root).errors if each.code == "F211"]
    assert (found.path, found.line) == (path, line)
    assert "手机号不能公开" in found.message
    assert phone not in found.message or len(phone) == 3


@pytest.mark.parametrize("phone", OFFICES)
def test_the_number_of_an_office_is_taken_as_it_is_written(phone: str, tmp_path: Path) -> None:
    """Landlines with and without area code and extension, service numbers, short ones, and those made up."""
    root = copy_county(ROOT, tmp_path / "county")
    edit(root / WORDS, OLD[WORDS], NEW[WORDS].format(phone))
    assert examined(root).errors == []
