"""What is true of every score, whatever the rule and whatever the facts."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from scripts.model.progress import FactValue, Progress
from scripts.model.standard import Bands, MinusEach, Part, Share, Void
from scripts.model.words import ItemKind
from scripts.score.items import ItemScore, computed_maximum, score_item
from scripts.score.parts import Context
from tests import strategies as own

Facts = list[tuple[Part, Any]]
items = st.lists(own.reported_parts(), min_size=1, max_size=4)


def _progress(facts: list[FactValue | None]) -> Progress:
    named = {f"事实{number}": fact for number, fact in enumerate(facts) if fact is not None}
    return Progress.model_construct(id="1.01", state="办理中", facts=named)


def _score(reported: Facts, as_of: date, due: date, void: tuple[Void, ...] = ()) -> ItemScore:
    rule = own.rule_of([part for part, _ in reported], void=void)
    item = own.item_of(computed_maximum(rule, ItemKind.BASE))
    context = Context(years=own.YEARS, due=due, as_of=as_of, item_max=abs(item.max_points))
    return score_item(item, rule, _progress([fact for _, fact in reported]), None, context)


@given(items, own.days, own.days)
def test_scores_stay_between_nothing_and_the_printed_points(reported: Facts, as_of: date, due: date) -> None:
    """No facts, however wrong, give an item more than its points or less than nothing."""
    score = _score(reported, as_of, due)
    assert 0 <= score.self_score <= score.maximum
    assert score.self_score <= score.reachable <= score.maximum


@given(st.lists(own.minus, min_size=1, max_size=3), st.lists(own.counts, min_size=3, max_size=3), own.days)
def test_deductions_stay_between_their_bound_and_nothing(
    parts: list[MinusEach], counts: list[str], as_of: date
) -> None:
    """A deduction item takes away at most its printed bound and never gives a point."""
    negative = [part.model_copy(update={"points": -part.points}) for part in parts]
    rule = own.rule_of([*negative])
    item = own.item_of(computed_maximum(rule, ItemKind.DEDUCTION), "扣分")
    context = Context(years=own.YEARS, due=as_of, as_of=as_of, item_max=abs(item.max_points))
    score = score_item(item, rule, _progress([*counts[: len(parts)]]), None, context)
    assert item.max_points <= score.self_score <= 0
    assert score.self_score <= score.reachable <= 0


@given(items, own.days, own.days)
def test_a_mendable_void_costs_all_now_and_nothing_later(reported: Facts, as_of: date, due: date) -> None:
    """本项不得分 makes the item worth nothing until it is mended; what cannot be mended stays lost."""
    plain = _score(reported, as_of, due)
    for mendable in (True, False):
        void = Void(fact="未审", title="未审不得分", mendable=mendable)
        rule = own.rule_of([part for part, _ in reported], void=(void,))
        item = own.item_of(computed_maximum(rule, ItemKind.BASE))
        context = Context(years=own.YEARS, due=due, as_of=as_of, item_max=item.max_points)
        facts = {**_progress([fact for _, fact in reported]).facts, "未审": "是"}
        score = score_item(item, rule, Progress.model_construct(id="1.01", facts=facts), None, context)
        assert (score.self_score, score.void_reasons) == (Decimal(0), ("未审不得分",))
        assert score.reachable == (plain.reachable if mendable else 0)


@given(items, own.days)
def test_nothing_reported_earns_nothing_and_says_so(reported: Facts, as_of: date) -> None:
    """A fact nobody reported is NoData: no points, never 0 of something, and what to report is told."""
    score = _score([(part, None) for part, _ in reported], as_of, as_of)
    assert score.self_score == 0
    for part in score.parts:
        assert part.self_score.earned is None
        assert "未报" in part.self_score.reason
        assert "补报" in part.self_score.missing


def _better(part: Part, fact: Any) -> Any:
    """Return the fact after one more thing was done, in the sense of the part that reads it."""
    if isinstance(part, Share | Bands) and isinstance(fact, Mapping):
        return {**fact, "完成": str(min(int(fact["完成"]) + 1, int(fact["总数"])))}
    if isinstance(part, MinusEach):
        return (
            {key: _fewer(each) for key, each in fact.items()} if isinstance(fact, Mapping) else _fewer(fact)
        )
    if not isinstance(fact, Mapping):
        return "是" if fact in ("是", "否") else str(int(fact) + 1)
    first = next(iter(fact))
    return {**fact, first: "是" if fact[first] in ("是", "否") else str(int(fact[first]) + 1)}


def _fewer(count: str) -> str:
    return str(max(int(count) - 1, 0))


@st.composite
def progressions(draw: st.DrawFn) -> tuple[Part, Any, Any]:
    """Draw a part, a fact (or none), and the fact after one more thing was done."""
    part_of, facts = draw(st.sampled_from(own.readings))
    part, fact = draw(part_of), draw(facts)
    return part, draw(st.sampled_from((fact, fact, None))), _better(part, fact)


@given(progressions(), own.days, own.days)
def test_doing_one_more_thing_never_costs_points(
    progression: tuple[Part, Any, Any], as_of: date, due: date
) -> None:
    """A department that does more, and reports it, never sees its score fall."""
    part, before, after = progression
    assume(before is not None or not isinstance(part, MinusEach))  # reporting faults may well cost points
    worse = _score([(part, before)], as_of, due)
    better = _score([(part, after)], as_of, due)
    assert worse.self_score <= better.self_score
    assert before is None or worse.reachable <= better.reachable  # a first report may reveal what is lost


@given(own.yearly, own.marks, st.lists(own.days, min_size=2, max_size=2).map(sorted), own.days)
def test_waiting_never_adds_points(part: Part, marks: dict[str, str], pair: list[date], due: date) -> None:
    """With the same facts, a later day never gives a higher score and never brings lost points back."""
    earlier, later = (_score([(part, marks)], day, due) for day in pair)
    assume(all(each.parts[0].self_score.earned is not None for each in (earlier, later)))
    assert later.self_score <= earlier.self_score
    assert later.reachable <= earlier.reachable


FULL: tuple[tuple[st.SearchStrategy[Any], Any], ...] = (
    (own.met, "是"),
    (own.yearly, {str(year): "是" for year in own.YEARS}),
    (own.quota, {str(year): "9" for year in own.YEARS}),
    (own.share, {"完成": "7", "总数": "7"}),
    (own.bands, "9"),
    (own.minus, "0"),
    (own.plus, {"国家级": "9999999"}),
)


@given(st.lists(st.sampled_from(FULL).flatmap(lambda pair: st.tuples(pair[0], st.just(pair[1])))), own.days)
def test_everything_done_earns_exactly_the_printed_points(reported: Facts, as_of: date) -> None:
    """Full marks are full marks: no cent is lost to rounding or to the order of the parts."""
    capped = [
        (part.model_copy(update={"points": min(part.points, Decimal(4))}), fact) for part, fact in reported
    ]
    score = _score(capped, as_of, as_of)
    assert score.self_score == score.reachable == score.maximum
