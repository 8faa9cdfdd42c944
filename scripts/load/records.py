"""Text trees to the model's records; pydantic's findings told in Chinese, with lines."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from scripts.model.dataset import Lines, Loc
from scripts.model.fields import Record
from scripts.problems import Problem, suggestion

R = TypeVar("R", bound=Record)

_LIMIT = 200
"""Problems of one record that are told; a file with more is not worth reading on."""

_SHAPES = {
    "model_type": "一组“键: 值”",
    "model_attributes_type": "一组“键: 值”",
    "dict_type": "一组“键: 值”",
    "list_type": "列表",
    "tuple_type": "列表",
    "string_type": "文字",
}


def build(
    model: type[R], data: Any, shown: str, lines: Lines, told: Collection[Loc] = ()
) -> tuple[R | None, list[Problem]]:
    """Return the record, or None and every problem found in ``data`` but at places already ``told``."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        found = [each for each in error.errors(include_url=False) if not _is_told(each, lines, told)]
        told_here = [_problem(each, model, shown, lines) for each in found[:_LIMIT]]
        return None, [*told_here, *_rest(len(found) - _LIMIT, shown)]


def _rest(count: int, shown: str) -> list[Problem]:
    message = f"本文件还有 {count} 个字段问题没有列出（应先改正以上各处）"
    return [Problem(path=shown, line=1, code="F219", message=message)] if count > 0 else []


def _is_told(error: ErrorDetails, lines: Lines, told: Collection[Loc]) -> bool:
    """Whether the place, or something inside it, was found wanting when the text was read."""
    place = known_place(error["loc"], lines)
    return place in told if error["type"] == "missing" else any(loc[: len(place)] == place for loc in told)


def _problem(error: ErrorDetails, model: type[Record], shown: str, lines: Lines) -> Problem:
    loc = known_place(error["loc"], lines)
    code, message = _told(error, model)
    name = next((str(part) for part in reversed(loc) if isinstance(part, str)), "")
    prefix = f"“{name}”" if name and error["type"] not in ("extra_forbidden", "missing") else ""
    return Problem(
        path=shown,
        line=lines.get(loc, lines.get((), 1)),
        code=code,
        message=prefix + message,
        missing=(str(error["loc"][-1]),) if error["type"] == "missing" else (),
    )


def known_place(loc: Loc, lines: Lines) -> Loc:
    """Drop what pydantic adds to a place (union tags, ``[key]``) until a known one is left."""
    kept: Loc = ()
    for part in loc:
        if (*kept, part) in lines:
            kept = (*kept, part)
    return kept


def _told(error: ErrorDetails, model: type[Record]) -> tuple[str, str]:
    kind = error["type"]
    last = str(error["loc"][-1]) if error["loc"] else ""
    if kind == "missing":
        return "F201", f"缺少“{last}”（应填写）"
    if kind == "extra_forbidden":
        siblings = _known_keys(model, error["loc"][:-1])
        return "F202", f"未知的键“{last}”{suggestion(last, siblings)}（应为 {' / '.join(siblings)} 之一）"
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        allowed = error.get("ctx", {}).get("expected_tags", "").replace("'", "").replace(", ", " / ")
        return "F215", f"kind 不在可选词之内（应为 {allowed or '一种算法'}）"
    if kind == "too_short":
        return "F218", "至少要有一项（应不为空）"
    if kind in _SHAPES:
        return "F203", f"写法不对（应为{_SHAPES[kind]}，实为“{str(error['input'])[:40]}”）"
    return kind, error["msg"]


@cache
def _schema(model: type[Record]) -> dict[str, Any]:
    return model.model_json_schema()


def _known_keys(model: type[Record], loc: Loc) -> list[str]:
    """Return the keys allowed at ``loc``, by walking the model as pydantic names places."""
    schema = _schema(model)
    definitions: Mapping[str, Any] = schema.get("$defs", {})
    node = _resolve(schema, definitions)
    for part in loc:
        node = _resolve(_child(node, part, definitions), definitions)
    return list(node.get("properties", {}))


def _resolve(node: Mapping[str, Any], definitions: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" in node:
        return _resolve(definitions[node["$ref"].rsplit("/", 1)[1]], definitions)
    for each in node.get("anyOf", ()):
        if "$ref" in each or each.get("type") in ("array", "object"):
            return _resolve(each, definitions)
    return node


def _child(node: Mapping[str, Any], part: str | int, definitions: Mapping[str, Any]) -> Mapping[str, Any]:
    if isinstance(part, int):
        items: Mapping[str, Any] = node.get("items", {})
        return items
    if "discriminator" in node:
        tagged = node["discriminator"].get("mapping", {}).get(part)
        return _resolve({"$ref": tagged}, definitions) if tagged else {}
    found: Mapping[str, Any] = node.get("properties", {}).get(part, {})
    return found
