"""A progress record as text, and back: read strictly, written in its one form."""

from collections.abc import Iterable, Mapping

from scripts.filing.entries import Path
from scripts.filing.flat import Flat, flatten, unflatten
from scripts.load.canonical import yaml_text
from scripts.load.records import build
from scripts.load.text import text_of
from scripts.load.yamls import read_yaml
from scripts.model.dataset import Loc
from scripts.model.progress import Progress
from scripts.problems import DataError, Problem


def flat_of(content: bytes, shown: str) -> Flat:
    """Return the fields of a file, none of an empty one; DataError when it is no sound record."""
    text = text_of(content, shown)
    if not text.strip():
        return {}
    tree = read_yaml(text, shown)
    record, problems = build(Progress, tree.data, shown, tree.lines)
    if record is None or _repeats(record):
        raise DataError(problems or [_twice(shown)])
    return flatten(tree.data)


def _repeats(record: Progress) -> bool:
    return any(
        len({each.id for each in entries}) < len(entries) for entries in (record.steps, record.evidence)
    )


def _twice(shown: str) -> Problem:
    return Problem(path=shown, line=1, code="K331", message="措施或佐证的编号重复（应唯一），请先改正")


def text_from(flat: Mapping[Path, str]) -> tuple[str, list[tuple[Path, Problem]]]:
    """Return the canonical text of a record; or no text, and every problem with the field it is of."""
    tree = unflatten(flat)
    places = dict(places_of(flat))
    lines = {loc: number for number, loc in enumerate(places, 1)}
    record, problems = build(Progress, tree, "", lines)
    if record is not None:
        return yaml_text(record), []
    by_line = {number: places[loc] for loc, number in lines.items()}
    return "", [(by_line.get(each.line, ()), each) for each in problems]


def places_of(flat: Iterable[Path]) -> Iterable[tuple[Loc, Path]]:
    """Yield each place of the record with its path: lists count their entries from 0."""
    numbers: dict[Path, int] = {}
    counts: dict[str, int] = {}
    yield (), ()
    for path in flat:
        loc: Loc = path
        if path[0] in ("steps", "evidence", "reports"):
            if path[:2] not in numbers:
                numbers[path[:2]] = counts.get(path[0], 0)
                counts[path[0]] = numbers[path[:2]] + 1
            loc = (path[0], numbers[path[:2]], *path[2:])
        for end in range(1, len(loc) + 1):
            yield loc[:end], path[:end]
