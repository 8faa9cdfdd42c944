"""The traffic light of an item, always with its reason in words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scripts.model.campaign import LightRules
from scripts.model.words import Light, State, VetoState

_SENT_BACK_LIMIT = 2


@dataclass(frozen=True, kw_only=True)
class LightFacts:
    """What the light depends on. ``workdays_left`` counts working days to ``due``."""

    state: State
    due: date
    as_of: date
    workdays_left: int
    points: Decimal
    times_sent_back: int
    missing_due: int
    late_steps: int
    veto: VetoState | None
    requested_on: date | None
    rules: LightRules

    @property
    def is_overdue(self) -> bool:
        """The day has passed and the department has not asked to close."""
        return is_overdue(self.state, self.due, self.as_of)


_SETTLED = (State.CLOSED, State.CLOSING, State.NOT_APPLICABLE)


def is_overdue(state: State, due: date, as_of: date) -> bool:
    """Whether the department still owes the item after its day."""
    return as_of > due and state not in _SETTLED


Lit = tuple[Light, str]


def light_of(facts: LightFacts) -> Lit:
    """Return the first light that applies, and every reason of that colour joined."""
    for lights in (_settled, _red, _yellow):
        found = list(lights(facts))
        if found:
            return found[0][0], "；".join(reason for _, reason in found)
    if facts.state is State.NOT_STARTED:
        return Light.GREY, f"未启动，期限 {facts.due}，还有 {(facts.due - facts.as_of).days} 天"
    return Light.GREEN, f"按期推进，期限 {facts.due}，还有 {(facts.due - facts.as_of).days} 天"


def _settled(facts: LightFacts) -> Iterator[Lit]:
    if facts.veto is VetoState.TRIGGERED:
        return
    if facts.state is State.CLOSED:
        yield Light.BLUE, "已销号"
    elif facts.state is State.NOT_APPLICABLE:
        yield Light.GREY, "经核定不适用，不计入分母"


def _red(facts: LightFacts) -> Iterator[Lit]:
    if facts.veto is VetoState.TRIGGERED:
        yield Light.RED, "一票否决已触发"
    if facts.is_overdue:
        yield Light.RED, f"逾期 {(facts.as_of - facts.due).days} 天（期限 {facts.due}）"
    if facts.times_sent_back >= _SENT_BACK_LIMIT and facts.state is not State.CLOSING:
        yield Light.RED, f"已退回 {facts.times_sent_back} 次"


def _yellow(facts: LightFacts) -> Iterator[Lit]:
    reasons: tuple[Callable[[LightFacts], str], ...] = (
        _waiting,
        _at_risk,
        _sent_back,
        _near,
        _late_steps,
        _gap,
    )
    for reason in reasons:
        if text := reason(facts):
            yield Light.YELLOW, text


def _waiting(facts: LightFacts) -> str:
    if facts.state is not State.CLOSING:
        return ""
    late = (
        f"，晚于期限 {(facts.requested_on - facts.due).days} 天"
        if _asked_late(facts) and facts.requested_on
        else ""
    )
    return f"已申请销号{late}，等待核定"


def _asked_late(facts: LightFacts) -> bool:
    return facts.requested_on is not None and facts.requested_on > facts.due


def _at_risk(facts: LightFacts) -> str:
    return "一票否决存在风险" if facts.veto is VetoState.AT_RISK else ""


def _sent_back(facts: LightFacts) -> str:
    return "退回整改中" if facts.state is State.SENT_BACK else ""


def _near(facts: LightFacts) -> str:
    if facts.state is State.CLOSING:
        return ""
    heavy = abs(facts.points) > facts.rules.heavy_points
    within = facts.rules.heavy_due_within if heavy else facts.rules.due_within
    if facts.workdays_left <= within:
        left = f"还有 {facts.workdays_left} 个工作日到期" if facts.workdays_left else "今天到期"
        return f"{left}（{facts.due}）"
    if facts.state is State.NOT_STARTED and (facts.due - facts.as_of).days <= facts.rules.near:
        return f"尚未启动，{(facts.due - facts.as_of).days} 天后到期（{facts.due}）"
    return ""


def _late_steps(facts: LightFacts) -> str:
    if facts.state is State.CLOSING or not facts.late_steps:
        return ""
    return f"有 {facts.late_steps} 项措施逾期未完成"


def _gap(facts: LightFacts) -> str:
    return f"应有的佐证缺 {facts.missing_due} 件" if facts.missing_due else ""
