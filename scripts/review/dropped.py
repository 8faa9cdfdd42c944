"""Steps that go although they were not done; rates rise by it, so they are told first; pure."""

from collections.abc import Iterator
from datetime import date

from scripts.views.internal import InternalSite, ItemView
from scripts.views.internal_item import StepView


def dropped_steps(before: InternalSite, after: InternalSite, as_of: date) -> Iterator[str]:
    """Yield a line on each step that goes undone, in the order of the items."""
    left = {(each.id, item.id): item for each in after.campaigns for item in each.items}
    for campaign in before.campaigns:
        for item in campaign.items:
            now = left.get((campaign.id, item.id))
            if now:
                yield from (f"{item.id} {item.title}：{line}" for line in _dropped(item, now, as_of))


def _dropped(old: ItemView, new: ItemView, as_of: date) -> Iterator[str]:
    kept = {step.id for step in new.steps}
    gone: dict[str, list[StepView]] = {}
    for step in old.steps:
        if step.id not in kept and not step.done:
            gone.setdefault(step.id, []).append(step)
    for name, shares in gone.items():
        first = shares[0]
        whose = first.unit if len(shares) == 1 else f"{len(shares)} 个单位没办"
        yield f"删去未完成的措施 {name}《{first.title}》（{whose}，{_when(first, as_of)}）"


def _when(step: StepView, as_of: date) -> str:
    if step.is_late:
        return f"已逾期 {(as_of - date.fromisoformat(step.due)).days} 天"
    return f"期限 {step.due}"
