"""A record's shape as fields of the form: label, hint, widget and pattern by kind."""

from collections.abc import Mapping, Sequence
from typing import Any

from scripts.webform.shape import DAY, DONE, DUE, LONG, RECORD, RECORDS, TEXT, WORD, Shape

Field = dict[str, Any]
NOT_REQUIRED = {"required": False}


def fields_of(shape: Shape, own: Mapping[str, Field] = {}, prefix: str = "") -> list[Field]:
    """Return a record's fields in the order of the file; ``own`` replaces or adds keys by dotted name."""
    found = []
    for each in shape.fields:
        name = f"{prefix}{each.name}"
        field = {**_field(each, own, name), **own.get(name, {})}
        found.append({key: value for key, value in field.items() if value is not None})
    return found


def _field(shape: Shape, own: Mapping[str, Field], name: str) -> Field:
    field: Field = {"name": shape.name, "label": shape.label, "required": shape.required}
    if hint := _hint(shape):
        field["hint"] = hint
    field |= _widget(shape)
    if shape.pattern and shape.kind in (TEXT, DUE):
        field["pattern"] = [shape.pattern, f"写法不对（应为{shape.expected}）"]
    if shape.fields:
        field["fields"] = fields_of(shape, own, f"{name}.")
    if shape.kind == RECORD:  # its fields are asked for when one of them is filled in (canonical.js)
        field["fields"] = [{**each, **NOT_REQUIRED} for each in field["fields"]]
    return field


def _hint(shape: Shape) -> str:
    return "；".join(dict.fromkeys(each for each in (shape.hint, shape.expected) if each))


def _widget(shape: Shape) -> Field:
    if shape.kind in (DAY, DONE):
        return {"widget": "datetime", "format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD",
                "time_format": False}  # fmt: skip
    if shape.kind == WORD:
        return {"widget": "select", "options": [*shape.words]}
    if shape.kind == RECORDS:
        return {"widget": "list", "collapsed": True, "label_singular": shape.label}
    if shape.kind == RECORD:
        return {"widget": "object", "collapsed": True}
    return {"widget": "text" if shape.kind == LONG else "string"}


def choice(options: Sequence[str]) -> Field:
    """Return what makes a field a choice among words."""
    return {"widget": "select", "options": [*options], "pattern": None}
