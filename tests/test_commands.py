"""What each task tells a person, and that the day it is, is the day in China."""

from datetime import UTC, datetime, timedelta

import pytest

from scripts import commands
from scripts.paths import Layout
from tests.counties import MINI, ROOT, digests
from tests.golden import check_report


def test_today_is_the_day_in_china() -> None:
    """A build at half past midnight in Beijing is of the new day, wherever the computer stands."""
    china = datetime.now(UTC) + timedelta(hours=8)
    assert china.date() - timedelta(days=1) <= commands.today() <= (china + timedelta(minutes=1)).date()


def test_paths_are_told_relative_to_the_county() -> None:
    """A message names files as the contributor knows them, not where this computer keeps them."""
    report = check_report(ROOT / "tests/bad")[1]
    assert str(ROOT) not in report
    assert Layout.at(MINI).relative(MINI / "data/units.csv") == "data/units.csv"


def test_the_sample_county_passes_its_own_check(capsys: pytest.CaptureFixture[str]) -> None:
    """The county a newcomer meets first has no error and no warning, and checking it writes nothing."""
    before = digests(ROOT / "data")
    assert commands.run_check(str(ROOT), "") == 0
    assert capsys.readouterr().out == (
        "核对通过（2026-07-20）：1 个创建活动，87 个小项，错误 0 个，警告 0 个，豁免 0 个。\n"
    )
    assert digests(ROOT / "data") == before
