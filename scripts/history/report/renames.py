"""Which names units had before: a new name does not cut what a unit did in two; pure."""

from collections.abc import Iterable, Mapping

from scripts.history.changes import Change


def newest_names(changes: Iterable[Change]) -> Mapping[str, str]:
    """Return former name → present name of units. ``changes`` is the whole log, oldest first."""
    found: dict[str, str] = {}
    for change in changes:
        if change.kind == "units" and change.field == "name" and change.old and change.new:
            found = {was: change.new if now == change.old else now for was, now in found.items()}
            found[change.old] = change.new
            found.pop(change.new, None)
    return found
