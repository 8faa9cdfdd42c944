"""What a record looks like to a form: each field's key, words, kind and limits, read from the model."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from scripts.model.fields import TEXT_LIMIT, Record

TEXT, LONG, DAY, DUE, WORD, NUMBER, RECORD, RECORDS, FACTS, DONE = (
    "text", "long", "day", "due", "word", "number", "record", "records", "facts", "done",
)  # fmt: skip
"""Kinds of fields; ``canonical.js`` knows the same ones."""

_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_LABEL = re.compile(r"[^，；：（(/]+")
_REFUSED = re.compile(r"（应为(.*)，实为.*$", re.DOTALL)
_OWN_LABELS = {
    "state": "办理状态",
    "level": "级别",
    "for": "佐证名称",
    "facts": "事实（评分用）",
    "file": "文件",
    "sha256": "文件校验值",
}
"""Fields whose docstring is not a label but a list or a sentence."""
_SPECIAL = {"facts": FACTS, "done": DONE, "due": DUE}


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One field. ``pattern`` and ``expected`` say which texts it takes, ``limit`` how long they may be."""

    name: str
    kind: str
    label: str
    hint: str
    required: bool
    pattern: str = ""
    expected: str = ""
    limit: int = 0
    words: tuple[str, ...] = ()
    fields: tuple["Shape", ...] = ()

    def plain(self) -> dict[str, Any]:
        """Return what ``canonical.js`` has to know."""
        found: dict[str, Any] = {"name": self.name, "label": self.label, "kind": self.kind}
        found["required"] = self.required
        for name in ("pattern", "expected", "limit", "words"):
            if value := getattr(self, name):
                found[name] = value
        if self.fields:
            found["fields"] = [each.plain() for each in self.fields]
        return found

    def field(self, name: str) -> "Shape":
        """Return one of the fields by its key."""
        return next(each for each in self.fields if each.name == name)


@cache
def shape_of(model: type[Record]) -> Shape:
    """Return a record's fields in the order of the file."""
    fields = _fields(model, model.model_json_schema(by_alias=True))
    return Shape(name="", kind=RECORD, label="", hint="", required=True, fields=fields)


def _fields(model: type[Record], schema: Mapping[str, Any]) -> tuple[Shape, ...]:
    """Read model and schema side by side: the one holds validators and words, the other limits."""
    found = []
    for attribute, field in model.model_fields.items():
        name = field.alias or attribute
        words = field.description or name
        node, inner = _node(schema["properties"][name], schema.get("$defs", {})), _record(field.annotation)
        kind = _SPECIAL.get(name) or _kind(node)
        label = _OWN_LABELS.get(name) or (_LABEL.match(words) or [name])[0].strip()
        found.append(
            Shape(
                name=name,
                kind=kind,
                label=label,
                hint=words if words != label else "",
                required=field.is_required(),
                pattern=node.get("pattern", ""),
                expected=_expected(field.annotation, field.metadata) if node.get("pattern") else "",
                limit=node.get("maxLength", 0),
                words=tuple(node.get("enum", ())),
                fields=_fields(inner, inner.model_json_schema(by_alias=True)) if inner else (),
            )
        )
    return tuple(found)


def _node(node: Mapping[str, Any], definitions: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a schema says of a field, through references and past ``null``."""
    if "$ref" in node:
        return _node(definitions[node["$ref"].rsplit("/", 1)[1]], definitions)
    several = [each for each in node.get("anyOf", ()) if each.get("type") != "null"]
    return _node(several[0], definitions) if several else node


def _kind(node: Mapping[str, Any]) -> str:
    if "enum" in node:
        return WORD
    if node.get("pattern") == _DAY:
        return DAY
    by_type = {"object": RECORD, "array": RECORDS, "integer": NUMBER}
    text = LONG if node.get("maxLength", 0) > TEXT_LIMIT else TEXT
    return by_type.get(node.get("type", ""), text)


def _record(annotation: Any) -> type[Record] | None:
    """Return the record inside an annotation (itself, optional, or in a tuple)."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    inside = (_record(each) for each in getattr(annotation, "__args__", ()))
    return next((each for each in inside if each), None)


def _expected(annotation: Any, metadata: list[Any]) -> str:
    """Return what a field's own validator says it expects, by having it refuse a text."""
    kind: Any = Annotated[annotation, *metadata] if metadata else annotation
    try:
        TypeAdapter[Any](kind).validate_python("\0")
    except ValidationError as error:
        found = _REFUSED.search(error.errors()[0]["msg"])
        return found[1] if found else ""
    return ""
