"""Old commits that were made to stop the tools: each is told or named, and everything after it is read."""

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from scripts.history.mining.mine import history_of, mine
from scripts.history.mining.plan import PATHS
from scripts.history.mining.telling import LARGE_IN_ALL
from scripts.history.past import past_of
from scripts.history.replay.replay import effects_since, replay
from scripts.history.report.forms import as_text
from scripts.history.report.period import report_on
from tests.repositories import CAMPAIGN, DAY, PROGRESS, Repository

COPY = "data/campaigns/zz-2026"
AS_OF = date(2026, 6, 10)


@pytest.fixture
def county(tmp_path: Path) -> Repository:
    """Return 微县 with one commit, on 2026-06-01."""
    return Repository(tmp_path / "county")


def codes(county: Repository) -> list[str]:
    """Return the codes of what the miner found."""
    return [each.code for each in county.history().findings]


def test_a_campaign_of_one_day_has_no_way(county: Repository) -> None:
    """A folder added by mistake and taken away the same day stops no build: it has no day to draw."""
    shutil.copytree(county.root / CAMPAIGN, county.root / COPY)
    county.commit("误加")
    shutil.rmtree(county.root / COPY)
    last = county.commit("删去")
    assert list(replay(county.root, last, AS_OF).courses) == ["wx-2026"]
    assert list(replay(county.root, last, date(2026, 6, 1)).courses) == ["wx-2026"]


@pytest.mark.parametrize("moment", ["@99999999999999 +0800", "@4102444800 +0800"])
def test_a_time_far_ahead_is_no_time(county: Repository, moment: str) -> None:
    """A commit of the year 3170843 is told without a time, named, and counts for the day before it."""
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    commit = county.commit("远", GIT_COMMITTER_DATE=moment)
    [change] = county.changes()
    assert (change.recorded, change.new) == ("", "是")
    assert codes(county) == ["H204"]
    assert as_text(report_on(county.root, county.history(), "2026-05-01", "")).count("远") == 1
    days = replay(county.root, commit, AS_OF).courses["wx-2026"].days
    assert [days[0].day, days[-1].day] == [date(2026, 6, 1), AS_OF]
    assert days[0].whole.self_score == days[-1].whole.self_score
    assert [each.commit for each in effects_since(county.root, commit, "2026-06-01").effects] == [commit]
    with pytest.raises(Exception, match="时间读不出"):
        past_of(county.root, commit)


@pytest.mark.parametrize(
    "line", ["", "committer 某 <x@x> " + "9" * 5000 + " +0800\n", "committer 某 <x@x>\n"]
)
def test_a_commit_without_a_readable_committer_is_told(county: Repository, line: str) -> None:
    """Made by hand without a committer, or with a time of 5000 digits: its changes are told, it is named."""
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    county.commit("x")
    head, message = county.git("cat-file", "commit", "HEAD").decode().split("\n\n", 1)
    kept = "".join(f"{each}\n" for each in head.split("\n") if not each.startswith("committer "))
    made = f"{kept}{line}\n{message}".encode()
    name = county.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", given=made)
    county.git("update-ref", "refs/heads/main", name.decode().strip())
    assert county.told() == [("facts.台账", "否", "是", "")]
    assert codes(county) == ["H204"]
    assert len(replay(county.root, county.at("HEAD"), AS_OF).courses["wx-2026"].days) == 10


def test_a_history_without_any_time_is_of_one_day(county: Repository) -> None:
    """When not one commit has a time, the state of the day asked for is shown, not a thousand days."""
    made = county.git("cat-file", "commit", "HEAD").replace(b" +0800", b"")
    name = county.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", given=made)
    county.git("update-ref", "refs/heads/main", name.decode().strip())
    assert [each.day for each in replay(county.root, county.at("HEAD"), AS_OF).courses["wx-2026"].days] == [
        AS_OF
    ]


@pytest.mark.parametrize(
    "nested", ["[" * 2400 + "]" * 2400, "\n  " + "- " * 1300 + "甲", "[" * 13 + "甲" + "]" * 13]
)
def test_lists_in_lists_without_end_are_one_broken_version(county: Repository, nested: str) -> None:
    """A text nested beyond any use is named as broken, not followed until the program falls over."""
    county.edit(PROGRESS, "state: 办理中", f"state: 办理中\nnote: {nested}")
    county.commit("深")
    county.edit(PROGRESS, f"\nnote: {nested}", "")
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    last = county.commit("改回")
    assert county.told() == [("facts.台账", "否", "是", "")]
    assert codes(county) == ["H201"]
    assert len(replay(county.root, last, AS_OF).findings) == 1


def test_a_day_of_pages_only_moves_nothing(county: Repository) -> None:
    """When only an article was changed since a day, the report on it is made."""
    page = next((county.root / "docs").rglob("*.md"))
    county.clock += DAY
    page.write_text(f"{page.read_text(encoding='utf-8')}\n补充一句。\n", encoding="utf-8")
    county.commit("补充文章")
    assert "补充文章" in as_text(report_on(county.root, county.history(), "2026-06-02", ""))


def copies(county: Repository, count: int) -> None:
    """Commit copies of the campaign, and take them away in the next commit."""
    for number in range(count):
        shutil.copytree(county.root / CAMPAIGN, county.root / f"data/campaigns/zz-{number}")
    county.commit("加")
    for number in range(count):
        shutil.rmtree(county.root / f"data/campaigns/zz-{number}")
    county.commit("删")


def test_a_flood_of_copies_is_counted_not_told(county: Repository) -> None:
    """Copies of a campaign, brought and removed by tiny commits, end in a finding each; what follows is told.

    A commit of many fields is told as long as such commits are few; run by run the log is the same.
    """
    facts = "".join(f"  甲{number}: 是\n" for number in range(1000))
    county.edit(PROGRESS, "facts:\n", f"facts:\n{facts}")
    county.commit("多")
    copies(county, 100)
    first = mine(county.root)
    copies(county, 100)
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    county.commit("改")
    second = mine(county.root, first.state, len(first.lines))
    full = mine(county.root)
    assert not second.is_full
    assert (second.state, first.lines + second.lines) == (full.state, full.lines)
    history = history_of(full)
    counts = Counter(each.reason for each in history.changes)
    assert counts["加"] == counts["删"] > 100_000
    assert 2 * counts["加"] < LARGE_IN_ALL < 3 * counts["加"]
    [one, other] = history.findings
    assert (one.code, one.message) == (other.code, other.message)
    assert "不逐条记录" in one.message
    assert history.changes[-1].new == "是"


def test_a_commit_of_too_many_files_is_not_looked_into(county: Repository) -> None:
    """Thousands of names for one file, in a commit of a few kilobytes: named, counted, and passed over."""
    for number in range(PATHS + 1):
        (county.root / f"{CAMPAIGN}/verdicts/x{number}.yml").write_text("id: x\n", encoding="utf-8")
    county.commit("加")
    county.git("rm", "-rq", f"{CAMPAIGN}/verdicts")
    county.commit("删")
    assert county.changes() == []
    assert codes(county) == ["H203", "H203"]
    assert str(PATHS + 1) in county.history().findings[0].message


def test_one_large_file_under_many_names_is_read_once(county: Repository) -> None:
    """A file that one blob puts in hundreds of places is one finding, and costs no more than one file."""
    text = "".join(f"k{number}: 1\n" for number in range(2000))
    for number in range(300):
        (county.root / f"{CAMPAIGN}/progress/x{number}.yml").write_text(text, encoding="utf-8")
    last = county.commit("加")
    assert county.changes() == []
    assert len(replay(county.root, last, AS_OF).findings) == 300
    [finding] = county.history().findings
    assert finding.message == "这次提交一次改动超过 300000 处，超出上限，不逐条记录，改后的样子照常作数"
