"""What departments write of their items: short sentences made of the item's own steps and pieces."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from scripts.sample.evidence import Entry
from scripts.sample.lines import Value
from scripts.sample.steps import Step
from scripts.sample.tables import County, Plan, Story

_JULY = 7


@dataclass(frozen=True, kw_only=True)
class Told:
    """All a report can speak of."""

    plan: Plan
    county: County
    steps: tuple[Step, ...]
    entries: tuple[Entry, ...]
    missing: list[tuple[str, int | None]]
    requested: date | None
    rng: Random


Saying = tuple[date, str]


def reports_of(told: Told) -> list[dict[str, Value]]:
    """Return the reports of an item, oldest first: those written by hand among made ones."""
    by_hand = [(date.fromisoformat(row["on"]), row["text"]) for row in told.plan.rows["reports"]]
    sayings = [*by_hand, *(said for maker in _MAKERS for said in maker(told))]
    return [{"on": on, "text": text} for on, text in sorted(sayings)]


def request_text(told: Told) -> str:
    """Return the sentence that asks the office to close the item."""
    return told.rng.choice(
        (
            f"{len(told.steps)}项措施全部完成，佐证{len(told.entries)}份已装{told.plan.box}盒，申请销号。",
            f"{told.plan.subject}各项措施办结，佐证按年度排列齐全，提请核查销号。",
            f"对照评分标准自查无缺项，{len(told.entries)}份佐证原件备查，请予核定。",
            "措施办结，资料经主要负责人审签，申请核查。",
        )
    )


def _begun(told: Told) -> Iterator[Saying]:
    plan, rng = told.plan, told.rng
    if plan.story is Story.IDLE:
        yield told.county.days.near(rng, date(2026, 6, 12), 8, 8), rng.choice(_WAITING)
        return
    helpers = "、".join(plan.supports[:2]) or plan.lead
    yield (
        told.county.days.near(rng, told.county.days.first, 0, 18),
        rng.choice(
            (
                f"任务交办单已签收，与{helpers}明确分工，排定措施{len(told.steps)}项。",
                f"召开{plan.subject}任务对接会，{helpers}参加，措施分解到人。",
                f"对照标准梳理{plan.subject}资料，需收集佐证{len(plan.pieces)}类，先补早年材料。",
                f"{plan.subject}已列入本单位工作要点，第一项措施是{told.steps[0].title}。",
            )
        ),
    )


_WAITING = (
    "按时限安排在市级初验后启动，承办人已明确。",
    "该项办理时段靠后，已收集往年资料作参考，初验后启动。",
)


def _done(told: Told) -> Iterator[Saying]:
    finished = [step for step in told.steps if step.last_done]
    if len(told.plan.rows["reports"]) > 1:
        finished = finished[-1:]
    for step in told.rng.sample(finished, min(2, len(finished))):
        day = told.county.days.near(told.rng, step.last_done or told.county.days.last, 0, 2)
        yield min(day, told.requested or day), _finished(told, step)


def _finished(told: Told, step: Step) -> str:
    absent = [member for member in told.county.members.get(step.unit, ()) if member not in _who(step)]
    if absent:
        named = "、".join(absent[:3]) + ("等" if len(absent) > 3 else "")  # noqa: PLR2004 - three names, then 等
        return f"{_quoted(step.title)}大部完成，还差{len(absent)}家（{named}），已发提醒。"
    after = next((later for later in told.steps if later.id > step.id and not later.last_done), None)
    then = f"，接着办理{_quoted(after.title)}" if after else ""
    what = _quoted(step.title)
    return told.rng.choice(
        (
            f"{what}已完成{then}。",
            f"{step.unit}已办结{what}，资料移交{told.plan.box}盒{then}。",
            f"{what}已完成，材料经分管领导审核{then}。",
            f"{step.unit}反馈，{what}已落实{then}。",
            f"按分工由{step.unit}承办的{what}已办结{then}。",
        )
    )


def _quoted(text: str) -> str:
    """Return ``text`` in quotation marks: those inside become single, marks of secrecy go."""
    return f"“{text.removesuffix('〔内部〕').replace('“', '‘').replace('”', '’')}”"


def _who(step: Step) -> frozenset[str]:
    return frozenset() if step.done is None or isinstance(step.done, date) else frozenset(step.done)


def _lacking(told: Told) -> Iterator[Saying]:
    this_year = told.county.days.as_of.year
    older = [(piece, year) for piece, year in told.missing if year is None or year < this_year]
    if told.plan.story not in (Story.OPEN, Story.LATE, Story.BACK) or not older or told.plan.kind != "基础":
        return
    piece, year = told.rng.choice(older)
    wanted = f"{year}年{_quoted(piece)}" if year else _quoted(piece)
    yield (
        told.county.days.near(told.rng, date(2026, _JULY, 10), 9, 6),
        told.rng.choice(
            (
                f"盘点佐证，{wanted}尚未收到，正与{(told.plan.supports or (told.plan.lead,))[0]}核对原件。",
                f"{wanted}未找到签章原件，准备从档案室调阅复印。",
                f"自查发现{wanted}缺件，已安排专人补收。",
                f"{wanted}还在补收，其余{len(told.entries)}份已编页。",
            )
        ),
    )


def _late(told: Told) -> Iterator[Saying]:
    pending = [step for step in told.steps if not step.done and step.due < told.county.days.as_of]
    if not pending or told.plan.story is Story.IDLE:
        return
    step = pending[-1]
    by, what = step.due + timedelta(days=3), _quoted(step.title)
    yield (
        told.county.days.near(told.rng, max(by, date(2026, _JULY, 16)), 2, 2),
        told.rng.choice(
            (
                f"{what}应于{step.due.month}月{step.due.day}日完成，目前未办结，{step.unit}正在赶办。",
                f"{what}超过期限，原因已向督导组书面说明，争取月底前办结。",
                f"督导组就{what}进度滞后提醒，{step.unit}已倒排日程。",
                f"{what}尚未办结，需要协调的事项已报县双拥办。",
            )
        ),
    )


_MAKERS: tuple[Callable[[Told], Iterator[Saying]], ...] = (_begun, _done, _lacking, _late)
