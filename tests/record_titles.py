"""微县 with one title changed, for texts that no file of the county holds."""

from dataclasses import replace
from datetime import date

from scripts.model.dataset import Dataset
from tests.counties import mini


def with_step_title(title: str) -> Dataset:
    """Return 微县 whose step s1 of 1.01 is called ``title``."""
    data = mini().campaigns[0]
    record = data.progress["1.01"]
    steps = (record.steps[0].model_copy(update={"title": title}), *record.steps[1:])
    progress = {**data.progress, "1.01": record.model_copy(update={"steps": steps})}
    return replace(mini(), campaigns=(replace(data, progress=progress),))


def with_step_done(day: str) -> Dataset:
    """Return 微县 whose step s1 of 1.01 was done on another day."""
    data = mini().campaigns[0]
    record = data.progress["1.01"]
    steps = (record.steps[0].model_copy(update={"done": date.fromisoformat(day)}), *record.steps[1:])
    progress = {**data.progress, "1.01": record.model_copy(update={"steps": steps})}
    return replace(mini(), campaigns=(replace(data, progress=progress),))
