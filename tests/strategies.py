"""Hypothesis strategies for text, scoring parts and the facts they read."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from scripts.model.standard import Bands, Item, Met, MinusEach, Part, PlusEach, Rule, Share, Yearly

YEARS = (2024, 2025, 2026)
GRADES = ("国家级", "省级")
AWKWARD = (
    "是", "否", "null", "~", "yes", "off", "1.10", "007", "-1", "1e5", "0x1F", "12:30", "2026-07-20", "１２",
    "- 列表", "? 问", ": 冒号", "a: b", "a #b", "#井", "'单'", '"双"', "\\", "{", "[x]", "a,b", "&a", "*a",
    "!t", "%", "@", "`", "|", ">", "—", "“引”", "一\n二", "一\t二", "🎖️", "=", "<<", "...", "---", "a:", ".5",
    "中；文",
)  # fmt: skip
"""Texts that YAML or CSV would gladly take for something else."""

words = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co"), include_characters="\n\t"),
    min_size=1,
    max_size=12,
)
"""Printable text of any script, with line breaks and tabs."""

texts = st.one_of(st.sampled_from(AWKWARD), st.tuples(st.sampled_from(AWKWARD), words).map("".join), words)
"""Any text a person could type into a field, awkward ones often."""

days = st.dates(min_value=date(2023, 1, 1), max_value=date(2028, 12, 31))
cents = st.integers(0, 400).map(lambda number: Decimal(number) / 100)
counts = st.integers(0, 9).map(str)
rates = st.integers(1, 100).map(lambda number: Decimal(number) / 100)
marks = st.dictionaries(st.sampled_from(YEARS).map(str), st.sampled_from(("是", "否")), min_size=1)
tallies = st.dictionaries(st.sampled_from(YEARS).map(str), counts, min_size=1)
ratios = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(
    lambda pair: {"完成": str(min(pair)), "总数": str(max(pair))}
)


def _part(kind: type[Any], word: str, **more: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    named = {"title": st.just("一"), "kind": st.just(word), "fact": st.just("事实")}
    return st.fixed_dictionaries({**named, "points": cents, **more}).map(kind.model_validate)


def _bands(part: Bands) -> Bands:
    """Make the bands rise from nothing to full points, as ``check`` demands of the highest."""
    steps = sorted(part.bands)
    risen = {at: part.points * (number + 1) / len(steps) for number, at in enumerate(steps)}
    return part.model_copy(update={"bands": risen})


met = _part(Met, "达到")
yearly = _part(Yearly, "逐年", each=st.none() | rates, all=st.booleans())
quota = _part(Yearly, "逐年", quota=st.integers(1, 5), each=st.none() | rates)
share = _part(Share, "比例")
bands = _part(Bands, "分档", bands=st.dictionaries(counts, rates, min_size=1, max_size=3)).map(_bands)
minus = _part(MinusEach, "倒扣", each=rates, mendable=st.booleans())
penalty = _part(MinusEach, "倒扣", each=rates).map(
    lambda part: part.model_copy(update={"points": Decimal(0)})
)
plus = _part(PlusEach, "累加", grades=st.fixed_dictionaries(dict.fromkeys(GRADES, rates)))

readings: tuple[tuple[st.SearchStrategy[Any], st.SearchStrategy[Any]], ...] = (
    (met, st.sampled_from(("是", "否"))),
    (yearly, marks),
    (quota, tallies),
    (share, ratios),
    (bands, counts | ratios),
    (minus, counts | tallies),
    (penalty, counts | tallies),
    (plus, st.dictionaries(st.sampled_from(GRADES), counts, min_size=1)),
)
"""Each kind of part with the facts it reads."""

junk = st.one_of(texts, st.dictionaries(texts, texts, min_size=1, max_size=3))
"""Facts that fit nothing."""


@st.composite
def reported_parts(draw: st.DrawFn) -> tuple[Part, Any]:
    """Draw a part and its fact: reported in its form, reported wrongly, or not at all."""
    part, facts = draw(st.sampled_from(readings))
    return draw(part), draw(st.one_of(facts, facts, st.none(), junk))


def rule_of(parts: list[Part], **more: Any) -> Rule:
    """Return a rule of ``parts``, their facts named 事实0, 事实1 and so on."""
    named = tuple(part.model_copy(update={"fact": f"事实{number}"}) for number, part in enumerate(parts))
    return Rule(id="1.01", since=date(2026, 1, 1), reason="首版", parts=named, evidence=(), **more)


def item_of(points: Decimal, kind: str = "基础") -> Item:
    """Return an item worth ``points``."""
    fields = {
        "item_id": "1.01",
        "major_no": "1",
        "major_title": "一",
        "title": "一",
        "content": "一",
        "due": "C",
    }
    more = {"scoring_rule": "一", "max_points": points, "kind": kind, "evidence": "甲", "lead_unit": "甲"}
    return Item.model_validate({**fields, **more})
