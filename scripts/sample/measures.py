"""How a reported fact grew to its last value: earlier years first, counts step by step, mistakes mended."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from scripts.sample.events import Event, as_mapping, as_text
from scripts.sample.span import Span
from scripts.sample.tables import Plan, Row

_MINUS = "倒扣"
_OPENING, _MIDDLE, _ENDING = 0.2, 0.55, 0.85
_HALF_DONE, _MOSTLY_DONE = 0.6, 0.85
_NOT_AT_ONCE = 0.35
_FEW = 3
_FENCE = "fact"
_VETO = "一票否决"
_ACCUSING = frozenset(
    ("无审计问题", "未做保密审查", "教官规范无投诉", "依法办案", "标准达到规定", "补助及时")
)
"""Facts whose 否 says that somebody did wrong: like those of vetoes they wait until they are certain."""


def stages(plan: Plan, row: Row, span: Span, rng: Random) -> Iterator[Event]:
    """Yield the values a fact had, oldest first."""
    name, value = row["fact"], row["reported"]
    slot = ("fact", name)
    days = _drawn(span, rng)
    corrected = next((each for each in plan.rows["corrections"] if each["fact"] == name), None)
    after = next((each for each in plan.rows["turns"] if each["what"] == name), None)
    if corrected:
        until = date.fromisoformat(corrected["until"])
        first = min(days[0], span.days.back(until - timedelta(days=1)))
        yield Event(day=first, slot=slot, value=corrected["value"])
        words, rival = corrected["reason"], corrected["rival"]
        yield Event(day=until, slot=slot, value=value, words=words, fence=_FENCE, rival=rival)
    elif after and span.closed:
        yield Event(day=days[0], slot=slot, value=after["value"])
        day = span.after_closing(after["days"])
        yield Event(day=day, slot=slot, value=value, words=after["reason"], fence=_FENCE)
    else:
        values = _grown(value, plan.kinds.get(name, ""), str(span.days.as_of.year), rng)
        if plan.kind == _VETO or name in _ACCUSING:
            values, days = [value], (_certified(plan, span), *days[1:])
        some = {1: days[:1], 2: (days[0], days[2])}.get(len(values), days)
        yield from (Event(day=day, slot=slot, value=each) for day, each in zip(some, values, strict=True))


def _certified(plan: Plan, span: Span) -> date:
    """Return the last day on which the department was busy with the item, before the office looked."""
    looks = [*plan.rows["vetoes"][1:], *plan.rows["checks"]]
    until = min([span.last, *(date.fromisoformat(look["on"]) for look in looks)])
    return max((busy for busy in span.busy if busy <= until), default=until)


def _drawn(span: Span, rng: Random) -> tuple[date, date, date]:
    """Return three days on which a fact may be told: early, midway and late."""
    opening, middle, ending = (span.at(share) for share in (_OPENING, _MIDDLE, _ENDING))
    first = span.soon(rng, _OPENING)
    second = span.within(rng, max(first, opening), middle)
    return first, second, span.within(rng, max(second, middle), ending)


def _grown(value: str, kind: str, this_year: str, rng: Random) -> list[str]:
    """Return the values from the first report to the last."""
    parts = as_mapping(value)
    if this_year in parts:
        earlier = {year: each for year, each in parts.items() if year != this_year}
        return [as_text(earlier), value] if earlier else [value]
    if "总数" in parts and parts["完成"] != "0":
        done = int(parts["完成"])
        shares = (_HALF_DONE, _MOSTLY_DONE) if done > _FEW else ()
        return [*(as_text({**parts, "完成": str(int(done * share))}) for share in shares), value]
    if value == "是" and rng.random() < _NOT_AT_ONCE:
        return ["否", value]
    if value.isdigit():
        return [*_counted(int(value), kind, rng), value]
    return [value]


def _counted(value: int, kind: str, rng: Random) -> list[str]:
    """Return earlier counts: what costs points was more, what earns them was less."""
    if kind == _MINUS:
        more = rng.randint(0, 2) if value else 0
        return [str(value + more)] if more else []
    return [str(value * 2 // 3)] if value > 1 else []
