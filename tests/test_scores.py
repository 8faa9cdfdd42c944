"""Golden numbers of 微县, worked out by hand; the day is Monday 2026-07-20.

The window is 2024–2026. A year is due when it is over, or is this year and the
item's deadline has passed. Points of a part are rounded to cents, half up.

| item | part | by hand | self | reachable |
| --- | --- | --- | --- | --- |
| 1.01 | 逐年 1分 | due 2026-06-15 is past: 3 years due, 2024 met: 1×1/3; 2025 lost: 1×2/3 | 0.33 | 0.67 |
|      | 达到 1分 | 否 | 0 | 1 |
| 1.02 | 逐年 each 0.4 | 2024, 2026 met, 2025 missed for good: 1−0.4 | 0.60 | 0.60 |
|      | 逐年 all | due 2026-08-14 is ahead, so 2024 and 2025 are due, both met | 1 | 1 |
|      | 逐年 quota 2 | 2024: 2 and 2026: 5 reach it, 2025: 1 does not: 1×2/3 | 0.67 | 0.67 |
| 1.03 | 比例 3/4; 分档 85 → 0.5 | 0.75+0.5, but void (not reviewed for secrets): 0; mendable | 0 | 2 |
| 1.04 | 比例 0/0 when_none 1; 分档 2/3 = 66.67 % → 0.5 | 1+0.5 | 1.50 | 2 |
| 1.05 | 倒扣 1−2×0.3, mendable; 倒扣 of a pure penalty 1×0.1 | 0.4−0.1; mended: 1−0.1 | 0.30 | 0.90 |
| 1.06 | not applicable, accepted by the office: out of every sum and denominator | | – | – |
| 1.07 | nothing reported | NoData earns nothing | 0 | 1.50 |
| 2.01 | 累加 one 省级 at 0.5 (cap 1); 创新 not reported (cap 0.5) | | 0.50 | 1.50 |
| 2.02 | 倒扣 one 通报 at 0.5 | | −0.50 | −0.50 |
| 3.01 | veto: no points | | 0 | 0 |
"""

from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from scripts.score.completion import Rate
from scripts.score.standing import Standing, standings
from scripts.score.totals import Completion, gains, reachable_by, total
from tests.counties import AS_OF, campaign, mini

ITEMS = {  # self, verified, reachable, maximum
    "1.01": ("0.33", "0.33", "1.67", "2"),  # verified: the office found 2024 met: 1×1/3; 台账 not verified
    "1.02": ("2.27", "0.00", "2.27", "3"),  # 0.60+1+0.67; nothing verified
    "1.03": ("0.00", "0.75", "2.00", "2"),  # the office verified 3/4 and found no void
    "1.04": ("1.50", "1.25", "2.00", "2"),  # verified by hand: 1.25
    "1.05": ("0.30", "0.10", "0.90", "1"),  # the office found 3 missing: 1−0.9
    "1.06": ("0.00", "0.00", "1.00", "1"),
    "1.07": ("0.00", "0.00", "1.50", "1.5"),
    "2.01": ("0.50", "0.50", "1.50", "1.5"),
    "2.02": ("-0.50", "-1.50", "-0.50", "-2"),  # the office also found one 约谈 at 1
    "3.01": ("0.00", "0.00", "0.00", "0"),
}

PARTS = {  # earned by the department's facts, by the office's, part by part; None is NoData
    "1.01": (("0.33", "0.33"), ("0.00", None)),
    "1.02": (("0.60", None), ("1.00", None), ("0.67", None)),
    "1.03": (("0.75", "0.75"), ("0.50", None)),
    "1.04": (("1.00", None), ("0.50", None)),
    "1.05": (("0.40", "0.10"), ("-0.10", None)),
    "1.06": ((None, None),),
    "1.07": ((None, None),),
    "2.01": (("0.50", "0.50"), (None, None)),
    "2.02": (("-0.50", "-1.50"),),
    "3.01": (("0.00", "0.00"),),
}


@cache
def _standings() -> dict[str, Standing]:
    return {each.item.item_id: each for each in standings(campaign(mini()), mini(), AS_OF)}


@pytest.mark.parametrize("item", ITEMS)
def test_item_scores_are_those_worked_out_by_hand(item: str) -> None:
    """What a page shows of an item is what a clerk gets with paper and pencil."""
    score = _standings()[item].score
    found = (score.self_score, score.verified, score.reachable, score.maximum)
    assert found == tuple(Decimal(points) for points in ITEMS[item])


@pytest.mark.parametrize("item", PARTS)
def test_part_scores_are_those_worked_out_by_hand(item: str) -> None:
    """Each scoring part is right by itself, and what nobody reported is NoData, not 0."""
    found = tuple((part.self_score.earned, part.verified.earned) for part in _standings()[item].score.parts)
    wanted = tuple(tuple(None if each is None else Decimal(each) for each in pair) for pair in PARTS[item])
    assert found == wanted


def test_campaign_sums_leave_out_what_does_not_apply() -> None:
    """The four scores of the campaign are the sums of its items without 1.06.

    self 0.33+2.27+0+1.50+0.30+0+0.50−0.50+0 = 4.40;
    verified 0.33+0+0.75+1.25+0.10+0+0.50−1.50+0 = 1.43;
    reachable 1.67+2.27+2+2+0.90+1.50+1.50−0.50+0 = 11.34;
    max of base items 2+3+2+2+1+1.5 = 11.5.
    """
    scores = total(list(_standings().values())).scores
    found = (scores.self_score, scores.verified, scores.reachable, scores.maximum)
    assert found == (Decimal("4.40"), Decimal("1.43"), Decimal("11.34"), Decimal("11.5"))


def test_majors_add_up_to_the_campaign() -> None:
    """No point is lost or counted twice between major items and campaign.

    Major 1: 4.40, 2.43, 10.34; major 2: 0.00, −1.00, 1.00; major 3: nothing.
    """
    found = {
        major: total([each for each in _standings().values() if each.item.major_no == major]).scores
        for major in (1, 2, 3)
    }
    assert [(s.self_score, s.verified, s.reachable, s.maximum) for s in found.values()] == [
        (Decimal("4.40"), Decimal("2.43"), Decimal("10.34"), Decimal("11.5")),
        (Decimal("0.00"), Decimal("-1.00"), Decimal("1.00"), Decimal(0)),
        (Decimal("0.00"), Decimal("0.00"), Decimal("0.00"), Decimal(0)),
    ]


def test_three_percentages() -> None:
    """Three percentages stand side by side, none of them counting 1.06.

    steps: 1.01 has 1+3 duties (各单位 = 3 members), 2 done; 1.02 1/1; 1.03 0/1; 1.04 1/1; 3.01 1/1: 5 of 8.
    evidence: 1.01 2 of 3+1; 1.02 2 of 3; 1.03 0/1; 1.04 1/1; 1.05 1/1; 1.07 0/1; 2.01 1/1; 2.02 0/1;
    3.01 1/1: 8 of 14. closed: 1.04 of 9 items; by points 2 of 11.5.
    """
    assert total(list(_standings().values())).completion == Completion(
        steps=_rate(5, 8), evidence=_rate(8, 14), closed=_rate(1, 9), closed_points=_rate(2, "11.5")
    )


def _rate(done: int | str, of: int | str) -> Rate:
    return Rate(done=Decimal(done), total=Decimal(of))


def test_reachable_by_each_node() -> None:
    """By C only items due by then can still gain; the others stand as they stand now.

    C 2026-08-14: 1.01 1.67, 1.02 2.27, 1.03 2, 1.04 2, 3.01 0; as they stand: 1.05 0.30, 1.07 0, 2.01 0.50,
    2.02 −0.50 → 8.24. P 2026-09-15: all → 11.34. START has passed → no number.
    """
    nodes = campaign(mini()).campaign.node_dates
    items = list(_standings().values())
    found = {name: reachable_by(items, day, AS_OF) for name, day in nodes.items()}
    assert found == {"START": None, "C": Decimal("8.24"), "P": Decimal("11.34")}


def test_points_to_win_heaviest_and_nearest_first() -> None:
    """The list of points to win is what a supervisor should call about, in that order.

    1.5 方案 (1.07); 1.0 台账 (1.01); 1.05 two papers at 0.3; 1.04 办结 0.5; 1.03 满意度 0.5; 2.01 表彰 and
    创新 0.5 each; 1.01 议军会 0.67−0.33 = 0.34; 1.03 安置 0.25. Of equal points the nearest deadline leads.
    """
    found = [
        (gain.standing.item.item_id, gain.part[:3], gain.points) for gain in gains(_standings().values())
    ]
    assert found == [
        ("1.07", "有宣传", Decimal("1.50")),
        ("1.01", "建立议", Decimal("1.00")),
        ("1.05", "缺件每", Decimal("0.60")),
        ("1.04", "办结率", Decimal("0.50")),  # due 07-05
        ("1.03", "满意度", Decimal("0.50")),  # due 07-31
        ("2.01", "受表彰", Decimal("0.50")),  # due 09-15
        ("2.01", "有创新", Decimal("0.50")),
        ("1.01", "议军会", Decimal("0.34")),
        ("1.03", "安置率", Decimal("0.25")),
    ]


def test_every_score_says_why() -> None:
    """Each part names the fact it read, what is missing, and what that would bring."""
    parts = {
        (item, part.self_score.title[:3]): part.self_score
        for item, each in _standings().items()
        for part in each.score.parts
    }
    assert parts["1.01", "议军会"].reason == "应有 3 年，做到 1 年，缺 2025年、2026年"
    assert parts["1.01", "议军会"].missing == "补 2026年"
    assert parts["1.01", "建立议"].missing == "做到“建立议定事项台账”，可得 1.00 分"
    assert parts["1.03", "安置率"].reason == "安置：3/4，按比例得分"
    assert parts["1.03", "安置率"].missing == "再完成 1 项，可再得 0.25 分"
    assert parts["1.03", "满意度"].reason == "满意度：85，落在“70 以上”档"
    assert parts["1.03", "满意度"].missing == "提高到 90，可得 1.00 分"
    assert parts["1.04", "优待比"].reason == "优待：本县无此情形，按规定得 1 分"
    assert parts["1.04", "办结率"].reason == "办结：2/3（66.67%），落在“50 以上”档"
    assert parts["1.05", "缺件每"].reason == "缺件：2，扣 0.60 分"
    assert parts["1.05", "缺件每"].missing == "补齐 2 处，可追回 0.60 分"
    assert parts["1.07", "有宣传"].reason == "“方案”未报，暂不得分"
    assert parts["1.07", "有宣传"].missing == "补报“方案”，报齐最多可得 1.50 分"
    assert parts["2.01", "受表彰"].reason == "省级 1，加 0.50 分"
    assert parts["2.02", "被通报"].reason == "通报约谈：1，扣 0.50 分"


def test_void_and_override_carry_their_reason() -> None:
    """A voided item names the clause; a score set by hand names who set it and why."""
    assert _standings()["1.03"].score.void_reasons == ("未做保密审查的本项不得分",)
    override = _standings()["1.04"].score.override
    assert override is not None
    assert (override.points, override.by, override.reason) == (
        Decimal("1.25"),
        "县双拥办",
        "一件未办结，酌情给分",
    )


def test_a_rule_change_counts_from_its_day() -> None:
    """From 2026-08-01 a missing paper costs 0.5 instead of 0.3: 1 − 2×0.5 − 0.1 → 0 after clamping."""
    before, after = (
        next(each for each in standings(campaign(mini()), mini(), day) if each.item.item_id == "1.05")
        for day in (date(2026, 7, 31), date(2026, 8, 1))
    )
    assert before.score.self_score == Decimal("0.30")
    assert after.score.self_score == Decimal(0)
    assert [part.self_score.earned for part in after.score.parts] == [Decimal(0), Decimal("-0.10")]


def test_an_override_counts_from_its_day() -> None:
    """On the day before it was set, the verified score is still that of the verified facts (none)."""
    each = next(e for e in standings(campaign(mini()), mini(), date(2026, 7, 7)) if e.item.item_id == "1.04")
    assert (each.score.verified, each.score.is_verified) == (Decimal(0), False)
