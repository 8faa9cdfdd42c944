"""Which changes somebody asks for, besides the time; pure."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from scripts.history.changes import Change
from scripts.history.kinds import ITEM_KINDS
from scripts.history.report.flags import Flag
from scripts.history.report.renames import newest_names
from scripts.history.report.words import field_words, kind_titles
from scripts.problems import DataError, Problem, suggestion


class Wanted(NamedTuple):
    """Parts of what is asked for; '' asks for nothing in particular."""

    item: str = ""
    unit: str = ""
    person: str = ""
    field: str = ""
    flag: str = ""

    @property
    def is_part_of_a_record(self) -> bool:
        """Whether only some edits of a record may be wanted."""
        return bool(self.field or self.flag or self.person)


EVERYTHING = Wanted()


def chosen(
    wanted: Wanted, log: Sequence[tuple[Change, tuple[Flag, ...]]]
) -> list[tuple[Change, tuple[Flag, ...]]]:
    """Return the wanted part of the whole log; DataError (H108) for what nothing in it is or was called.

    A unit is found by its present and by its former names, and whatever it did under them.
    """
    if wanted == EVERYTHING:
        return list(log)
    renamed = newest_names(change for change, _ in log)
    tests = list(_tests(wanted, renamed))
    for option, test, known in tests:
        is_rare = option == "flag" and wanted.flag in list(Flag)  # to have none of it is an answer
        if not is_rare and not any(test(change, flags) for change, flags in log):
            raise _unknown(option, getattr(wanted, option), known(change for change, _ in log))
    return [each for each in log if all(test(*each) for _, test, _ in tests)]


Test = Callable[[Change, Collection[Flag]], bool]
Known = Callable[[Iterable[Change]], Iterable[str]]


def _tests(wanted: Wanted, renamed: Mapping[str, str]) -> Iterable[tuple[str, Test, Known]]:
    """Yield option, whether a change is so, and what might have been meant."""
    item, unit, person, field, flag = wanted
    if item:
        yield "item", lambda each, _: _item(each) == item, lambda log: {_item(each) for each in log}
    if unit:
        asked = {name for pair in renamed.items() if any(unit in each for each in pair) for name in pair}
        yield (
            "unit",
            lambda each, _: unit in each.unit or each.unit in asked,
            lambda log: {each.unit for each in log},
        )
    if person:
        yield (
            "person",
            lambda each, _: person in each.author or person in each.merger,
            lambda log: {each.author.split(" <", maxsplit=1)[0] for each in log},
        )
    if field:
        yield "field", lambda each, _: field in _field(each), lambda log: {_field(each) for each in log}
    if flag:
        yield "flag", lambda _, flags: flag in flags, lambda _: list(Flag)


def _item(change: Change) -> str:
    return change.id if change.kind in ITEM_KINDS else ""


def _field(change: Change) -> str:
    return f"{kind_titles()[change.kind]} {field_words(change.kind, change.field)}"


def _unknown(option: str, text: str, known: Iterable[str]) -> DataError:
    if option == "flag":
        message = f"没有“{text}”这种提示（应为 {' / '.join(Flag)}）"
    else:
        message = f"全部历史里没有 --{option} {text} 的改动{suggestion(text, known) or '，请核对写法'}"
    return DataError([Problem(path="", line=0, code="H108", message=message)])
