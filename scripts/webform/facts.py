"""The facts of an item as form fields: what its scoring rule reads, in the form it reads it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from scripts.model.standard import Bands, Met, MinusEach, Part, PlusEach, Rule, Share, Void, Yearly

Field = dict[str, Any]

YES_NO = ("是", "否")
_NUMBER = ("^[0-9]{1,7}(\\.[0-9]{1,4})?$", "应为半角数字，如 12 或 0.25")
_RATIO = ("完成", "总数")


def fact_fields(rule: Rule, reported: Mapping[str, Any], years: Sequence[int]) -> list[Field]:
    """Return one field a fact, in the rule's order; ``reported`` tells which of two forms is in use."""
    readers: dict[str, Part | Void] = {}
    for each in (*rule.parts, *rule.void):
        readers.setdefault(each.fact, each)
    return [_field(fact, reader, reported.get(fact), years) for fact, reader in readers.items()]


def _field(fact: str, reader: Part | Void, value: object, years: Sequence[int]) -> Field:
    match reader:
        case Met() | Void():
            return {**_yes_no(fact, fact), "hint": reader.title}
        case Yearly():
            mark = _yes_no if reader.quota is None else _number
            return _object(fact, reader.title, (mark(str(year), f"{year} 年") for year in years))
        case Share():
            return _ratio(fact, reader.title)
        case Bands():
            split = isinstance(value, Mapping) or (value is None and reader.when_none is not None)
            return _ratio(fact, reader.title) if split else {**_number(fact, fact), "hint": reader.title}
        case MinusEach() | PlusEach():
            return _counts(fact, reader, value, years)


def _counts(fact: str, reader: MinusEach | PlusEach, value: object, years: Sequence[int]) -> Field:
    if reader.grades:
        return _object(fact, reader.title, (_number(grade, grade) for grade in reader.grades))
    if isinstance(value, Mapping):
        return _object(fact, reader.title, (_number(str(year), f"{year} 年") for year in years))
    return {**_number(fact, fact), "hint": reader.title}


def _ratio(fact: str, title: str) -> Field:
    return _object(fact, title, (_number(name, name) for name in _RATIO))


def _object(name: str, title: str, fields: Iterable[Field]) -> Field:
    return {
        "name": name,
        "label": name,
        "hint": title,
        "widget": "object",
        "required": False,
        "collapsed": False,
        "fields": list(fields),
    }


def _yes_no(name: str, label: str) -> Field:
    return {"name": name, "label": label, "widget": "select", "required": False, "options": [*YES_NO]}


def _number(name: str, label: str) -> Field:
    return {"name": name, "label": label, "widget": "string", "required": False, "pattern": [*_NUMBER]}
