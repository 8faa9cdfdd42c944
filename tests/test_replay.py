"""The past scored again: each day as it was, each commit with what it moved, each rule beside the one before.

The whole of it stands in ``tests/expected/replay.txt``. Two of its numbers by hand:

* 2026-06-29, 1.02, rule corrected from 0.4 to 0.2 a year: 慰问 was met in 2024 and 2026, and due are these
  two and 2025, so one year is missing: 1 − 0.2 = 0.80 instead of 0.60. 例会 counts 2024 and 2025 as all that
  is due: 1. 走访 reached 2 in two of three years: 0.67. Together 2.47 instead of 2.27.
* 2026-08-01, the rule of 1.05 written in advance begins: one piece is missing (0.5 instead of 0.3) and one
  report was late (0.1): 1 − 0.5 − 0.1 = 0.40 instead of 0.60, though nobody committed anything that day.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from scripts.history.replay.effects import told
from scripts.history.replay.items import Book, Past
from scripts.history.replay.replay import effects_since
from scripts.load.dataset import load
from scripts.paths import Layout
from scripts.score.standing import standings
from scripts.score.tally import sum_of, tally_of
from scripts.score.totals import planned, total
from tests.counties import ROOT, loaded
from tests.replay_county import AS_OF, Weeks, replayed, ten_weeks
from tests.repositories import CAMPAIGN, PROGRESS, Repository

WX = "wx-2026"


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Weeks:
    """Return 微县 after ten weeks."""
    return ten_weeks(tmp_path_factory.mktemp("weeks") / "county")


@pytest.fixture
def young(tmp_path: Path) -> Repository:
    """Return 微县 with one commit, on 2026-06-01."""
    return Repository(tmp_path / "county")


def checked_out(county: Weeks, folder: Path) -> Iterator[tuple[date, Path]]:
    """Yield the county as it lay on the disk after the last commit of each day."""
    said = county.git("log", "--first-parent", "--reverse", "--format=%cs %H").decode().splitlines()
    for day, commit in dict(line.split(" ") for line in said).items():
        target = folder / day
        target.mkdir()
        county.git("worktree", "add", "-q", "--detach", "--force", str(target), commit)
        yield date.fromisoformat(day), target


def test_every_day_is_what_the_site_showed_then(county: Weeks, tmp_path: Path) -> None:
    """Built from a checkout of that day, the site had the same numbers: on all 71 days, one by one."""
    course = {each.day: each for each in replayed(county).courses[WX].days}
    trees = list(checked_out(county, tmp_path))
    ends = [*(day for day, _ in trees[1:]), AS_OF + timedelta(days=1)]
    for (day, tree), end in zip(trees, ends, strict=True):
        dataset, problems = load(Layout.at(tree))
        assert dataset is not None
        if problems:  # the version nobody could load is looked at below
            continue
        for each in (day + timedelta(days=count) for count in range((end - day).days)):
            listed = standings(dataset.campaigns[0], dataset, each)
            whole, sums = course.pop(each).whole, total(listed)
            assert (whole.self_score, whole.verified) == (sums.scores.self_score, sums.scores.verified)
            assert (whole.completion, whole.plan) == (sums.completion, planned(listed, each)), each
    assert sorted(course) == [date(2026, 6, 22), date(2026, 6, 23)]


def test_what_is_kept_is_what_would_be_scored_anew() -> None:
    """On the sample county, too, no item changes between the days on which it is scored again."""
    data = loaded(ROOT).campaigns[0]
    past, book = Past(data, loaded(ROOT)), Book()
    for count in range(0, 420, 3):
        day = date(2025, 12, 20) + timedelta(days=count)
        kept = book.totals(past, day)
        if count % 12 == 0:
            listed = standings(data, past.dataset, day)
            assert kept.whole == sum_of(tally_of(each) for each in listed), day


def test_a_broken_version_leaves_the_last_good_one(county: Weeks) -> None:
    """For two days 1.05 could not be loaded: its result stands meanwhile, and the trail says so."""
    found = replayed(county)
    days = {each.day: each.whole for each in found.courses[WX].days}
    assert days[date(2026, 6, 21)] == days[date(2026, 6, 22)] == days[date(2026, 6, 23)]
    [finding] = found.findings
    assert (finding.code, finding.recorded[:10]) == ("H301", "2026-06-22")
    assert "沿用此前最近一版" in finding.message


def test_an_effect_is_told_once(county: Weeks) -> None:
    """A merge with two commits on an item tells what it moved once; what a new unit moved is told there."""
    history = county.history()
    words = told(replayed(county).effects, history.changes)
    placed = {(change.recorded[:10], change.kind, change.id): text for change, text in words.items()}
    assert placed[("2026-06-08", "progress", "1.01")] == "自评分 0.50 → 1.50；措施完成 0/4 → 1/4"
    assert placed[("2026-07-29", "units", "xi")] == "连带 1 个小项：1.01（措施完成 2/4 → 2/5）"
    assert len(words) == len(replayed(county).effects)


def test_what_was_not_asked_for_is_not_told_elsewhere(county: Weeks) -> None:
    """Asked about one item, the effects of another item's own change are not put down to it."""
    log = county.history().changes
    asked = [change for change in log if change.kind == "progress" and change.id == "1.01"]
    words = told(replayed(county).effects, asked, log)
    assert words
    assert not any("连带" in text for text in words.values())


def test_effects_of_the_last_days_are_those_of_the_whole(county: Weeks) -> None:
    """The report on a week need not score the months before, and says the same."""
    whole = replayed(county).effects
    last = effects_since(county.root, county.at("HEAD"), "2026-07-16").effects
    assert last == whole[-len(last) :]
    assert last[0].words().startswith("佐证齐全 2/3 → 3/3")


def test_a_rule_written_on_its_first_day_is_told_once(young: Repository) -> None:
    """A new version of a rule, committed on the day it begins, is one change and not two."""
    path = young.root / CAMPAIGN / "rules.yml"
    old = path.read_text(encoding="utf-8")
    first = old[old.index('  - id: "1.02"') : old.index('  - id: "1.03"')]
    later = first.replace("since: 2026-01-01", "since: 2026-06-01").replace("each: 0.4", "each: 0.1")
    path.write_text(old.replace(first, first + later), encoding="utf-8")
    young.commit("六月起每年扣0.1")
    [change] = replayed(young, date(2026, 6, 5)).courses[WX].switches
    assert change.told == ("计分规则改动：1.02（首版）",)
    assert change.after.self_score - change.before.self_score == Decimal("0.30")


def test_it_ends_on_the_day_asked_for(county: Weeks) -> None:
    """What was committed after the day of the site is not in its trend."""
    early = replayed(county, date(2026, 6, 20))
    assert early.courses[WX].days == replayed(county).courses[WX].days[:20]
    assert {each.commit for each in early.effects} < {each.commit for each in replayed(county).effects}


def test_before_the_first_commit_there_is_nothing(young: Repository) -> None:
    """A site built for a day before the repository began has no trend, and no error."""
    assert replayed(young, date(2026, 5, 1)) == ({}, (), ())


def test_a_wrong_clock_makes_no_centuries(young: Repository) -> None:
    """A commit dated 1970 or 2099 in between counts on the day of the commits around it."""
    times = ("1970-01-02T00:00:00Z", "2099-01-01T00:00:00Z")
    for number, when in enumerate(times):
        young.edit(
            PROGRESS,
            f"text: {'两家单位尚未反馈' if not number else '又一'}",
            f"text: {'又一' if not number else '再'}",
        )
        young.commit("改", GIT_COMMITTER_DATE=when)
    young.edit(PROGRESS, "台账: 否", "台账: 是")
    young.commit("补台账")
    days = replayed(young, date(2026, 6, 3)).courses[WX].days
    assert [each.day.isoformat() for each in days] == ["2026-06-01", "2026-06-02", "2026-06-03"]
    assert {str(each.whole.self_score) for each in days} == {"5.57"}


def test_a_node_that_is_gone_stops_nothing(young: Repository) -> None:
    """A version whose deadlines name no node keeps its last results; the finding says which items."""
    before = replayed(young, date(2026, 6, 1)).courses[WX].days[-1].whole
    young.edit(f"{CAMPAIGN}/campaign.yml", "id: C, title", "id: X, title")
    young.commit("改节点代号")
    found = replayed(young, date(2026, 6, 1))
    after = found.courses[WX].days[-1].whole
    assert (after.self_score, after.all_items) == (before.self_score, before.all_items)
    assert {each.code for each in found.findings} == {"H302"}
    assert any(each.message.startswith("1.02 的期限") for each in found.findings)


def test_an_old_form_is_read_as_far_as_it_goes(young: Repository) -> None:
    """A file with a key the model no longer knows was never sound: what is known of it counts."""
    (young.root / CAMPAIGN / "progress" / "1.07.yml").write_text(
        'id: "1.07"\nstate: 办理中\nold_key: 旧\nfacts:\n  方案: 是\n', encoding="utf-8"
    )
    young.commit("旧格式")
    found = replayed(young, date(2026, 6, 1))
    assert str(found.courses[WX].days[-1].whole.self_score) == "6.07"
    assert "只按读得懂的部分" in found.findings[0].message
