"""No export carries a character that nobody can see and that makes a line look like another one."""

import csv
import io
import json
import sys
from datetime import date
from pathlib import Path
from unicodedata import category

import pytest

from scripts.commands import run_changes, run_check
from scripts.commands.judge import run_check_base
from scripts.history.unseen import clean, escaped
from scripts.paths import Layout
from scripts.pipeline import examine
from scripts.problems import DataError
from tests.repositories import PROGRESS, Repository

UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
HOSTILE = "甲\x1b[31m\u202e乙\u061c丙\u00ad丁\u2028戊\U000e0041己\x85"


def test_every_unseen_character_of_unicode_is_known() -> None:
    """Each is a blank in a cell and an escape in JSON; every other one stays as it is."""
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        text = f"甲{character}乙"
        if category(character) in UNSEEN:
            assert clean(text) == "甲 乙"
            kept = escaped(json.dumps(text, ensure_ascii=False))
            assert kept.isascii() or kept.replace("甲", "").replace("乙", "").isascii()
            assert json.loads(kept) == text
        else:
            assert clean(text) == text == escaped(text)


def test_a_terminal_obeys_no_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A unit's name that would wipe the line and print a better verdict is shown escaped by all."""
    county = Repository(tmp_path / "county")
    county.branch("b")
    given = r'unit: "x\e[2K\e[1A\u202e核对通过", due'
    county.edit(PROGRESS, "unit: 县双拥办, due", given)
    county.commit("改")
    root = str(county.root)
    assert run_check_base(root, "main", "b", "", "2026-07-20") == 1
    assert run_check(root, "2026-07-20") == 1
    with pytest.raises(DataError) as error:
        examine(Layout.at(root), None, date(2026, 7, 20)).usable()
    for told in (capsys.readouterr().out, str(error.value)):
        assert "x\\u001b[2K" in told
        assert not [each for each in told if category(each) in UNSEEN and each != "\n"]


@pytest.mark.parametrize("form", ["csv", "json", "text", "md"])
def test_reports_carry_none(tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A note of an old version with colours, line feeds and turned directions is shown harmless."""
    county = Repository(tmp_path / "county")
    given = "".join(f"\\U{ord(each):08x}" for each in f"{HOSTILE}\n辛")
    county.edit(PROGRESS, "state: 办理中", f'state: 办理中\nnote: "{given}"')
    county.commit("改")
    assert run_changes(str(county.root), "2026-01-01", "", form) == 0
    told = capsys.readouterr().out.removeprefix("\ufeff")
    assert not [each for each in told if category(each) in UNSEEN and each not in "\r\n"]
    if form == "json":
        assert [each for each in json.loads(told)["changes"] if each["new"] == f"{HOSTILE}\n辛"]
    if form == "csv":
        cells = [cell for row in csv.reader(io.StringIO(told, newline="")) for cell in row]
        assert "甲 [31m 乙 丙 丁 戊 己 辛" in cells
        assert not [cell for cell in cells if "\n" in cell]
