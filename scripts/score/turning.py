"""The days on which an item may score otherwise though none of its records changes."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from scripts.model.progress import Progress, Verdict
from scripts.model.standard import Rule
from scripts.score.standing import Standing

_NEXT = timedelta(days=1)


def turning_days(
    standing: Standing, rules: Iterable[Rule], nodes: Mapping[str, date], years: Iterable[int]
) -> tuple[date, ...]:
    """Return, sorted, every day that may differ from the day before.

    Between two of them points, counts, state and what is planned stand still;
    only the light counts days. ``rules`` are all versions of the item's rule.
    """
    progress, verdict = standing.progress, standing.verdict
    found = {standing.due + _NEXT, *(rule.since for rule in rules)}
    found.update(date(year + more, 1, 1) for year in years for more in (0, 1))
    found.update(_reported(progress, nodes) if progress else ())
    found.update(_found(verdict) if verdict else ())
    return tuple(sorted(found))


def _reported(progress: Progress, nodes: Mapping[str, date]) -> Iterator[date]:
    if progress.request:
        yield progress.request.on
    for step in progress.steps:
        if step.due.node is None or step.due.node in nodes:  # a step nobody carries may name none
            yield step.due.on(nodes) + _NEXT
        if isinstance(step.done, Mapping):
            yield from step.done.values()
        elif step.done:
            yield step.done


def _found(verdict: Verdict) -> Iterator[date]:
    yield from (look.on for look in verdict.checks)
    yield from (entry.on for entry in verdict.veto)
    yield from (each.on for each in (verdict.decision, verdict.override) if each)
