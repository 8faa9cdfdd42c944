"""How a reported fact grew to its last value: earlier years first, counts step by step, mistakes mended."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from scripts.sample.days import Days
from scripts.sample.events import Event, as_mapping, as_text, at_share, within
from scripts.sample.tables import Plan, Row

_MINUS = "倒扣"
_OPENING, _MIDDLE, _ENDING = 0.2, 0.55, 0.85
_HALF_DONE, _MOSTLY_DONE = 0.6, 0.85
_NOT_AT_ONCE = 0.35


def stages(
    plan: Plan, row: Row, days: Days, closed: date | None, span: tuple[date, date], rng: Random
) -> Iterator[Event]:
    """Yield the values a fact had, oldest first, between the days of ``span``."""
    name, value = row["fact"], row["reported"]
    slot = ("fact", name)
    first = within(days, rng, span[0], at_share(*span, _OPENING))
    middle = within(days, rng, max(first, at_share(*span, _OPENING)), at_share(*span, _MIDDLE))
    last = within(days, rng, max(middle, at_share(*span, _MIDDLE)), at_share(*span, _ENDING))
    corrected = next((each for each in plan.rows["corrections"] if each["fact"] == name), None)
    after = next((each for each in plan.rows["turns"] if each["what"] == name), None)
    if corrected:
        until = date.fromisoformat(corrected["until"])
        yield Event(day=min(first, days.back(until - timedelta(days=1))), slot=slot, value=corrected["value"])
        words, rival = corrected["reason"], corrected["rival"]
        yield Event(day=until, slot=slot, value=value, words=words, fence=True, rival=rival)
    elif after and closed:
        on = min(days.on(closed + timedelta(days=int(after["days"]))), days.last)
        yield Event(day=first, slot=slot, value=after["value"])
        yield Event(day=on, slot=slot, value=value, words=after["reason"], fence=True)
    else:
        values = _grown(value, plan.kinds.get(name, ""), str(days.as_of.year), rng)
        shown = zip((first, middle, last)[-len(values) :] if len(values) > 1 else (first,), values, strict=True)
        yield from (Event(day=day, slot=slot, value=each) for day, each in shown)


def _grown(value: str, kind: str, this_year: str, rng: Random) -> list[str]:
    """Return the values from the first report to the last."""
    parts = as_mapping(value)
    if this_year in parts:
        earlier = {year: each for year, each in parts.items() if year != this_year}
        return [as_text(earlier), value] if earlier else [value]
    if "总数" in parts and parts["完成"] != "0":
        shares = (_HALF_DONE, _MOSTLY_DONE) if int(parts["完成"]) > len(parts) + 1 else ()
        return [*(as_text({**parts, "完成": str(int(int(parts["完成"]) * share))}) for share in shares), value]
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
