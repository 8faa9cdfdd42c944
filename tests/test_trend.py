"""The trend page: the way of a campaign with what moved it, and what to expect, or honestly nothing."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.charts.from_views import campaign_charts
from scripts.commands import run_build
from scripts.history.git import head
from scripts.pages.internal import internal_nav, internal_pages
from scripts.pipeline import audited, internal_view, mined
from scripts.score.forecast import ENOUGH, Pace, expected, pace_of
from scripts.views.internal import InternalSite
from scripts.views.trend import TrendView
from tests.counties import examined
from tests.page_reading import read
from tests.replay_county import AS_OF, Weeks, ten_weeks
from tests.repositories import CAMPAIGN, Repository

points = st.decimals(0, 100, places=2)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Weeks:
    """Return 微县 after ten weeks."""
    return ten_weeks(tmp_path_factory.mktemp("weeks") / "county")


def site_of(county: Repository, as_of: date = AS_OF) -> InternalSite:
    """Return the internal site as the build makes it."""
    found = examined(county.root, as_of)
    view = internal_view(found, head(county.root))
    return audited(view, county.root, lambda: mined(county.root), lambda _: None)


def trend_of(site: InternalSite) -> TrendView:
    """Return the trend of the only campaign."""
    trend = site.campaigns[0].trend
    assert trend is not None
    return trend


def page_of(site: InternalSite) -> str:
    """Return the text of the trend page, with its charts."""
    [campaign] = site.campaigns
    charts = {campaign.id: campaign_charts(campaign, site.as_of)}
    return read(internal_pages(site, charts)["trend.md"]).text


def test_the_last_day_is_the_overview(county: Weeks) -> None:
    """The end of every line is the number on the first page, for the campaign and each major item."""
    site = site_of(county)
    [campaign], last = site.campaigns, trend_of(site).points[-1]
    assert last.day == site.as_of
    assert (last.self_, last.verified) == (campaign.scores.self_, campaign.scores.verified)
    done, plan = campaign.completion, campaign.plan
    assert (last.steps, last.evidence, last.closed) == (done.steps, done.evidence, done.closed)
    assert (last.closed_points, last.plan_steps) == (done.closed_points, plan.steps)
    for major, way in zip(campaign.majors, trend_of(site).majors, strict=True):
        assert (way.steps[-1], way.closed[-1]) == (major.completion.steps, major.completion.closed)
        assert way.scores[-1] == major.scores.self_


def test_a_rule_change_stands_side_by_side(county: Weeks) -> None:
    """Each change of rules shows its day, what changed, both results and the items that differ."""
    first, moved, _, dated = trend_of(site_of(county)).switches
    assert first.words == ("计分规则改动：1.02",)
    assert [(each.before, each.after) for each in first.totals if each.title == "自评分"] == [
        ("5.70", "5.90")
    ]
    assert [(each.item, each.words) for each in first.items] == [("1.02", "自评分 2.27 → 2.47")]
    assert (moved.moves_node, moved.words) == (True, ("初验 2026-08-14 → 2026-08-28",))
    assert (dated.commit, dated.day) == ("", "2026-08-01")
    text = page_of(site_of(county))
    assert "改1 2026-06-29 计分规则改动：1.02" in text
    assert "5 个小项只改了期限" in text
    assert "1.01 议军会 2026-06-15 → 2026-06-29" in text


def test_the_page_says_what_the_lines_show(county: Weeks) -> None:
    """Charts come with their sentence, the forecast with its assumption in words; the menu leads there."""
    site = site_of(county)
    text = page_of(site)
    assert "截至2026年8月10日，措施完成率 80.0%（按期限应达 90.0%）" in text
    assert "按最近 8 周每周完成措施" in text
    assert "不是承诺" in text
    assert {"趋势": "trend.md"} in internal_nav(site)


def test_effects_stand_on_the_trail_and_on_the_item(county: Weeks) -> None:
    """变更审计 and the item's own page tell what a commit did to its score, once each."""
    pages = {path: page.decode() for path, page in internal_pages(site_of(county), {}).items()}
    told = "自评分 0.30 → 0.60"
    for path in ("audit/index.md", "audit/2026-06.md", "items/1.05.md", "units/syb.md"):
        assert pages[path].count(told) == 1, path


def test_a_history_of_one_day_helps_instead_of_drawing(tmp_path: Path) -> None:
    """On the first day the page says what will stand there; there is no line of one point."""
    county = Repository(tmp_path / "county")
    site = site_of(county, date(2026, 6, 1))
    assert "只有一天，还连不成线" in page_of(site)
    assert "burnup" not in campaign_charts(site.campaigns[0], site.as_of)
    assert "截至 2026-05-01 仓库里还没有提交记录" in page_of(site_of(county, date(2026, 5, 1)))


def test_a_word_in_the_standard_makes_no_mark(tmp_path: Path) -> None:
    """A change of rules that changes no result is listed with that remark, and not marked in the charts."""
    county = Repository(tmp_path / "county")
    county.edit(f"{CAMPAIGN}/standard.csv", "逐年召开议军会并督办。", "逐年召开议军会，督办落实。")
    county.commit("改一个词")
    site = site_of(county, date(2026, 6, 8))
    assert [each.words for each in trend_of(site).switches] == [("考评标准改动：1.01",)]
    text = page_of(site)
    assert "没有小项的得分、期限、完成情况或亮灯因此变化" in text
    assert text.count("改1") == 2  # the week, the title; none in a chart


def test_a_short_history_foretells_nothing(county: Weeks) -> None:
    """With less than four weeks the page says so, and the chart has no band."""
    site = site_of(county, date(2026, 6, 25))
    assert trend_of(site).forecast.measures == ()
    assert "历史不足 4 周，暂不预测" in page_of(site)


def test_after_the_last_inspection_nothing_is_left_to_foretell(county: Weeks) -> None:
    """When C and P are over the page says so."""
    assert trend_of(site_of(county, date(2026, 9, 20))).forecast.words == "各次验收都已过去，不再预测。"


def test_the_pace_is_the_middle_half_of_the_weeks() -> None:
    """Nine weekly marks 0 1 3 3 7 8 8 10 12: gains 1 2 0 4 1 0 2 2, so slow 0.75 and fast 2 a week."""
    marks = (0, 1, 3, 3, 7, 8, 8, 10, 12)
    days = [Decimal(mark) for mark in marks for _ in range(7)][6:]
    pace = pace_of(days)
    assert pace == Pace(weeks=8, slow=Decimal("0.75"), fast=Decimal(2))
    assert expected(Decimal(12), pace, 14, Decimal(15)) == (Decimal("13.5"), Decimal(15))


@given(st.lists(points, min_size=1, max_size=90), st.integers(1, 100), points)
def test_a_band_stays_within_what_can_be_had(values: list[Decimal], days: int, most: Decimal) -> None:
    """Whatever the history: low is not above high, nothing is below zero or above what can still be had."""
    pace = pace_of(values)
    assert (pace is None) == (len(values) < 7 * ENOUGH + 1)
    if pace:
        low, high = expected(values[-1], pace, days, most)
        assert 0 <= low <= high <= max(most, values[-1])


def test_a_new_rule_is_no_progress(county: Weeks) -> None:
    """The points a corrected rule gave are not foretold to come again every week."""
    trend = trend_of(site_of(county, date(2026, 7, 6)))
    own = next(each for each in trend.forecast.measures if each.name == "自评分")
    assert own.pace == "0.00–0.30"


def test_the_same_history_gives_the_same_bytes(county: Weeks, tmp_path: Path) -> None:
    """Built twice, the page, its charts and its numbers are the same."""
    for name in ("one", "two"):
        run_build(str(county.root), AS_OF.isoformat(), str(tmp_path / name))
    pages = [(tmp_path / name / "internal/site/trend.html").read_bytes() for name in ("one", "two")]
    assert pages[0] == pages[1]


def test_no_change_of_a_past_day_moves_another(county: Weeks) -> None:
    """What the trend said of a day does not change when more is committed later."""
    before, after = (trend_of(site_of(county, AS_OF - timedelta(days=back))).points for back in (7, 0))
    assert after[: len(before)] == before
