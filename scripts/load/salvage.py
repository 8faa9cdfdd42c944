"""What is left of a record without its unreadable places, for the rules across records.

A contributor sees all problems of a file in one run: those of its form, and
those that only show beside other files. Nothing is published from such a
record, for the problems it was cut for stop the build.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any, TypeVar

from pydantic import ValidationError

from scripts.load.records import known_place
from scripts.load.yamls import Tree
from scripts.model.dataset import Lines, Loc
from scripts.model.fields import Record

R = TypeVar("R", bound=Record)


_STAND_INS: Mapping[str, Any] = {
    "state": "办理中",
    "title": "（未读出）",
    "county": "（未读出）",
    "level": "（未读出）",
    "round": "（未读出）",
    "declared": {"大项": "0", "小项": "0", "加扣分": "0", "一票否决": "0"},
    "lights": {"due_within": "0", "heavy_due_within": "0", "heavy_points": "0", "near": "0"},
}
"""Top fields no rule needs to compare others with; ``check/echoes.py`` hides what they would cause."""


def salvage(model: type[R], tree: Tree, record_id: str) -> tuple[R | None, Lines]:
    """Return the record without its bad places, and its lines; None when nothing stands without them.

    ``record_id`` is what the file's name says the ``id`` is.
    """
    data, lines = _without(tree.data, tree.lines, {_whole(loc) for loc in tree.told})
    while True:
        try:
            return model.model_validate(data), lines
        except ValidationError as error:
            found = error.errors(include_url=False)
        bad = {_whole(known_place(each["loc"], lines)) for each in found}
        if () in bad:
            absent = {
                str(each["loc"][0]) for each in found if each["type"] == "missing" and len(each["loc"]) == 1
            }
            data = _stood_in(data, absent, {**_STAND_INS, "id": record_id})
            if data is None:
                return None, lines
        data, lines = _without(data, lines, bad - {()})


def _stood_in(data: Any, absent: AbstractSet[str], stand_ins: Mapping[str, Any]) -> Any:
    """Return ``data`` with what is absent made up; None when that cannot be done."""
    if not isinstance(data, dict) or not absent or not absent <= set(stand_ins):
        return None
    return {**data, **{name: stand_ins[name] for name in absent}}


def _whole(loc: Loc) -> Loc:
    """Return the outermost list entry around a place, or the place itself."""
    for end, part in enumerate(loc, 1):
        if isinstance(part, int):
            return loc[:end]
    return loc


def _without(data: Any, lines: Lines, bad: AbstractSet[Loc]) -> tuple[Any, Lines]:
    """Return ``data`` and ``lines`` without the places in ``bad``; later list entries move up."""
    kept: dict[Loc, int] = {}

    def copy(node: Any, old: Loc, new: Loc) -> Any:
        if old in lines:
            kept[new] = lines[old]
        if isinstance(node, dict):
            return {
                key: copy(each, (*old, key), (*new, key))
                for key, each in node.items()
                if (*old, key) not in bad
            }
        if isinstance(node, list):
            left = [(at, each) for at, each in enumerate(node) if (*old, at) not in bad]
            return [copy(each, (*old, at), (*new, index)) for index, (at, each) in enumerate(left)]
        return node

    return copy(data, (), ()), kept
