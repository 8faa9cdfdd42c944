"""One scoring part and its fact to points, with the reason and what would bring more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from scripts.model.progress import FactValue
from scripts.model.standard import Bands, Met, MinusEach, Part, PlusEach, Share, Yearly
from scripts.score.facts import (
    FactError,
    Ratio,
    read_counts,
    read_level,
    read_ratio,
    read_yearly,
    read_yes,
)

ZERO = Decimal(0)
CENT = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class Context:
    """What a part needs beside its fact. ``years`` is the window of the campaign."""

    years: tuple[int, ...]
    due: date
    as_of: date
    item_max: Decimal

    def is_year_due(self, year: int) -> bool:
        """Whether the item must be able to show ``year`` by now."""
        return year < self.as_of.year or (year == self.as_of.year and self.as_of > self.due)


@dataclass(frozen=True, kw_only=True)
class PartScore:
    """Points of one part. ``earned`` is None when the fact was not reported (NoData)."""

    title: str
    kind: str
    points: Decimal
    earned: Decimal | None
    reachable: Decimal
    reason: str
    missing: str = ""

    @property
    def value(self) -> Decimal:
        """Points that count: NoData earns nothing."""
        return self.earned if self.earned is not None else ZERO

    @property
    def gain(self) -> Decimal:
        """Points still to be won."""
        return max(ZERO, self.reachable - self.value)


@dataclass(frozen=True, kw_only=True)
class _Result:
    earned: Decimal | None
    reachable: Decimal
    reason: str
    missing: str = ""


def cents(points: Decimal) -> Decimal:
    """Round to hundredths of a point, half up, as people do."""
    return points.quantize(CENT, rounding=ROUND_HALF_UP)


def score_part(part: Part, value: FactValue | None, context: Context) -> PartScore:
    """Score ``part`` on the fact it reads (None = not reported)."""
    if value is None:
        result = _unreported(part)
    else:
        try:
            result = _SCORERS[part.kind](part, value, context)
        except FactError as error:
            result = _Result(earned=None, reachable=best(part), reason=f"“{part.fact}”填写有误，{error}")
    return PartScore(
        title=part.title,
        kind=part.kind,
        points=part.points,
        earned=None if result.earned is None else cents(result.earned),
        reachable=cents(result.reachable),
        reason=result.reason,
        missing=result.missing,
    )


def best(part: Part) -> Decimal:
    """Return the most a part can give: nothing lost for deductions, else its points."""
    return max(part.points, ZERO)


def _unreported(part: Part) -> _Result:
    gain = f"，报齐最多可得 {cents(best(part))} 分" if best(part) else ""
    return _Result(
        earned=None,
        reachable=best(part),
        reason=f"“{part.fact}”未报，暂不得分",
        missing=f"补报“{part.fact}”{gain}",
    )


def _met(part: Met, value: FactValue, _: Context) -> _Result:
    if read_yes(value):
        return _Result(
            earned=part.points, reachable=part.points, reason=f"{part.fact}：是，得 {cents(part.points)} 分"
        )
    missing = f"做到“{part.title}”，可得 {cents(part.points)} 分" if part.points else f"做到“{part.title}”"
    return _Result(earned=ZERO, reachable=part.points, reason=f"{part.fact}：否，不得分", missing=missing)


def _yearly(part: Yearly, value: FactValue, context: Context) -> _Result:
    marks = read_yearly(part, value)
    met = [year for year in context.years if marks.get(year)]
    due = [year for year in context.years if year in met or context.is_year_due(year)]
    lost = [year for year in context.years if year < context.as_of.year and marks.get(year) is False]
    absent = [year for year in due if year not in met]
    if not due:
        return _Result(earned=None, reachable=part.points, reason=f"“{part.title}”尚无应报年度")
    earned = _yearly_points(part, len(met), len(due))
    total = len(context.years)
    reachable = _yearly_points(part, total - len(lost), total)
    reason = f"应有 {len(due)} 年，做到 {len(met)} 年" + (f"，缺 {_years(absent)}" if absent else "")
    missing = f"补 {_years(y for y in absent if y not in lost)}" if set(absent) - set(lost) else ""
    return _Result(earned=earned, reachable=max(earned, reachable), reason=reason, missing=missing)


def _yearly_points(part: Yearly, met: int, due: int) -> Decimal:
    if part.all:
        return part.points if met == due else ZERO
    if part.each is not None:
        return max(ZERO, part.points - part.each * (due - met))
    return part.points * met / due


def _years(years: Any) -> str:
    return "、".join(f"{year}年" for year in years)


def _share(part: Share, value: FactValue, _: Context) -> _Result:
    ratio = read_ratio(value)
    if ratio.total == 0:
        return _none(part)
    earned = part.points * ratio.done / ratio.total
    rest = ratio.total - ratio.done
    return _Result(
        earned=earned,
        reachable=part.points,
        reason=f"{part.fact}：{_plain(ratio.done)}/{_plain(ratio.total)}，按比例得分",
        missing=f"再完成 {_plain(rest)} 项，可再得 {cents(part.points - earned)} 分" if rest else "",
    )


def _none(part: Share | Bands) -> _Result:
    if part.when_none is None:
        return _Result(earned=None, reachable=part.points, reason=f"{part.fact}：总数为 0，视为未报")
    return _Result(
        earned=part.when_none,
        reachable=part.when_none,
        reason=f"{part.fact}：本县无此情形，按规定得 {part.when_none} 分",
    )


def _bands(part: Bands, value: FactValue, _: Context) -> _Result:
    level = read_level(value)
    unit = "%" if isinstance(level, Ratio) else ""
    if isinstance(level, Ratio):
        if level.total == 0:
            return _none(part)
        shown = (
            f"{_plain(level.done)}/{_plain(level.total)}（{_plain(cents(100 * level.done / level.total))}%）"
        )
        level = 100 * level.done / level.total
    else:
        shown = _plain(level)
    reached = max((at_least for at_least in part.bands if level >= at_least), default=None)
    earned = part.bands[reached] if reached is not None else ZERO
    higher = [
        at_least for at_least in sorted(part.bands) if part.bands[at_least] > earned and at_least > level
    ]
    band = f"落在“{_plain(reached)} 以上”档" if reached is not None else "未到最低档"
    missing = f"提高到 {_plain(higher[0])}{unit}，可得 {cents(part.bands[higher[0]])} 分" if higher else ""
    return _Result(
        earned=earned, reachable=part.points, reason=f"{part.fact}：{shown}，{band}", missing=missing
    )


def _minus(part: MinusEach, value: FactValue, context: Context) -> _Result:
    counts = read_counts(part, value)
    lost = sum((count * _rate(part, grade) for grade, count in counts.items()), ZERO)
    floor = part.points if part.points < 0 else (ZERO if part.points > 0 else -context.item_max)
    earned = max(floor, best(part) - lost)
    total = sum(counts.values(), ZERO)
    reason = f"{part.fact}：{_plain(total)}，" + (f"扣 {cents(best(part) - earned)} 分" if lost else "不扣分")
    if not (part.mendable and lost):
        return _Result(earned=earned, reachable=earned, reason=reason)
    missing = f"补齐 {_plain(total)} 处，可追回 {cents(best(part) - earned)} 分"
    return _Result(earned=earned, reachable=best(part), reason=reason, missing=missing)


def _plus(part: PlusEach, value: FactValue, _: Context) -> _Result:
    counts = read_counts(part, value)
    total = sum((count * _rate(part, grade) for grade, count in counts.items()), ZERO)
    earned = min(part.points, total)
    detail = "、".join(f"{grade or part.fact} {_plain(count)}" for grade, count in counts.items())
    capped = f"，封顶 {cents(part.points)} 分" if total > part.points else ""
    missing = f"还可再加 {cents(part.points - earned)} 分" if earned < part.points else ""
    return _Result(
        earned=earned,
        reachable=part.points,
        reason=f"{detail}，加 {cents(earned)} 分{capped}",
        missing=missing,
    )


def _rate(part: MinusEach | PlusEach, grade: str) -> Decimal:
    if part.grades and grade in part.grades:
        return part.grades[grade]
    return part.each or ZERO


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


_SCORERS: dict[str, Callable[[Any, FactValue, Context], _Result]] = {
    "达到": _met,
    "逐年": _yearly,
    "比例": _share,
    "分档": _bands,
    "倒扣": _minus,
    "累加": _plus,
}
