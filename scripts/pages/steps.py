"""Steps as work to do: the shares of several units in one step stand in one row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scripts.pages.lamps import step_state
from scripts.views.internal import ItemView, StepView

_URGENCY = ("逾期", "未到期", "逾期完成", "已完成")


@dataclass(frozen=True, kw_only=True)
class Task:
    """One step of one item with the share of each unit; a single unit has one share."""

    item: ItemView
    shares: tuple[StepView, ...]

    @property
    def first(self) -> StepView:
        """A share to read title and deadline from: all have the same."""
        return self.shares[0]

    @property
    def open_units(self) -> tuple[str, ...]:
        """Units that have not done their share."""
        return tuple(share.unit for share in self.shares if share.done is None)

    @property
    def done(self) -> int:
        """Shares done."""
        return len(self.shares) - len(self.open_units)

    @property
    def state(self) -> str:
        """The most urgent state of all shares."""
        return min(map(step_state, self.shares), key=_URGENCY.index)


def tasks_of(item: ItemView) -> tuple[Task, ...]:
    """The steps of an item, in the order of its file."""
    shares: dict[str, list[StepView]] = {}
    for step in item.steps:
        shares.setdefault(step.id, []).append(step)
    return tuple(Task(item=item, shares=tuple(each)) for each in shares.values())


def open_tasks(items: Iterable[ItemView]) -> Sequence[Task]:
    """Steps that somebody still has to do, the nearest deadline first."""
    found = [task for item in items for task in tasks_of(item) if task.open_units]
    return sorted(found, key=lambda task: (task.first.due, task.item.id))
