"""What should happen next with an item, and who should do it."""

from collections.abc import Callable
from dataclasses import dataclass

from scripts.pages.wording import year_word
from scripts.views.internal import ItemView
from scripts.views.sent_back import asked_meanwhile, sent_back_reason


@dataclass(frozen=True, kw_only=True)
class Advice:
    """One sentence for one actor."""

    who: str
    what: str


def next_step(item: ItemView, office: str) -> Advice:
    """The most pressing thing to do for an item; ``office`` answers requests."""
    rules = (_veto, _settled, _asked, _returned, _late_step, _gap, _open_step, _begin)
    found = (rule(item, office) for rule in rules)
    return next(filter(None, found), Advice(who=item.lead, what="措施和佐证都已齐备，可以申请销号"))


Rule = Callable[[ItemView, str], Advice | None]


def _veto(item: ItemView, office: str) -> Advice | None:
    if item.kind != "一票否决":
        return None
    if item.veto is None:
        return Advice(who=office, what="尚未核查，请先核查并登记状态")
    if item.veto.state in ("已触发", "存在风险"):
        late = _late_step(item, office)
        word = "解除否决" if item.veto.state == "已触发" else "消除否决风险"
        return late or Advice(who=item.lead, what=f"{word}：{item.veto.reason}")
    return None


def _settled(item: ItemView, _office: str) -> Advice | None:
    settled = {
        "已销号": "已经销号；内容如有变动，请更新数据并重新申请",
        "不适用": "经核定不适用，无需办理",
    }
    return Advice(who=item.lead, what=settled[item.state]) if item.state in settled else None


def _asked(item: ItemView, office: str) -> Advice | None:
    if item.state != "申请销号":
        return None
    if told := asked_meanwhile(item):
        return Advice(who=item.lead, what=f"按核查意见补正：{told}")
    return Advice(who=office, what="核查材料，作出销号或退回的决定")


def _returned(item: ItemView, _office: str) -> Advice | None:
    if item.state != "退回整改":
        return None
    reason = sent_back_reason(item) or "原因未写明，先问清楚"
    return Advice(who=item.lead, what=f"按退回意见整改后再次申请销号：{reason}")


def _late_step(item: ItemView, _office: str) -> Advice | None:
    for step in item.steps:
        if step.done is None and step.is_late:
            return Advice(who=step.unit, what=f"补办已逾期的措施“{step.title}”（应于 {step.due} 完成）")
    return None


def _gap(item: ItemView, _office: str) -> Advice | None:
    gaps = [slot for slot in item.missing if slot.is_due]
    if not gaps:
        return None
    first = f"{gaps[0].piece}" + (f"（{year_word(gaps[0].year)}年）" if gaps[0].year else "")
    more = f"等 {len(gaps)} 件" if len(gaps) > 1 else ""
    return Advice(who=item.lead, what=f"补齐佐证：{first}{more}")


def _open_step(item: ItemView, _office: str) -> Advice | None:
    waiting = sorted((step for step in item.steps if step.done is None), key=lambda step: step.due)
    for step in waiting:
        return Advice(who=step.unit, what=f"{step.due} 前完成措施“{step.title}”")
    return None


def _begin(item: ItemView, _office: str) -> Advice | None:
    if item.missing:
        piece = item.missing[0]
        return Advice(who=item.lead, what=f"{item.due} 前收齐佐证：{piece.piece}等 {len(item.missing)} 件")
    if item.state == "未启动":
        return Advice(who=item.lead, what="登记措施和责任人，开始办理")
    return None
