"""微县 with one thing changed that no file of the county holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from scripts.model.dataset import Dataset
from scripts.model.progress import Progress, Step
from tests.counties import mini


def with_step_title(title: str) -> Dataset:
    """Return 微县 whose step s1 of 1.01 is called ``title``."""
    return _with_first_step(lambda step: step.model_copy(update={"title": title}))


def with_step_done(day: str) -> Dataset:
    """Return 微县 whose step s1 of 1.01 was done on another day."""
    return _with_first_step(lambda step: step.model_copy(update={"done": date.fromisoformat(day)}))


def without_facts(item: str) -> Dataset:
    """Return 微县 in which no fact of an item is reported."""
    return _with(mini().campaigns[0].progress[item].model_copy(update={"facts": {}}))


def _with_first_step(change: Callable[[Step], Step]) -> Dataset:
    record = mini().campaigns[0].progress["1.01"]
    return _with(record.model_copy(update={"steps": (change(record.steps[0]), *record.steps[1:])}))


def _with(record: Progress) -> Dataset:
    data = mini().campaigns[0]
    progress = {**data.progress, record.id: record}
    return replace(mini(), campaigns=(replace(data, progress=progress),))
