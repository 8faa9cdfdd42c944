"""``internal.json`` and ``public.json``: views as JSON, and the public one read back."""

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

V = TypeVar("V")


def to_json(view: Any) -> bytes:
    """Return a view as indented UTF-8 JSON with its fields in order."""
    return (json.dumps(_plain(view), ensure_ascii=False, indent=1) + "\n").encode()


def from_json(kind: type[V], raw: bytes) -> V:
    """Return the view of ``kind`` that ``raw`` holds; TypeError for anything out of place."""
    found = _read(kind, json.loads(raw))
    if not isinstance(found, kind):
        raise TypeError(f"not a {kind.__name__}")
    return found


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name.removesuffix("_"): _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value


def _read(kind: Any, value: Any) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        return tuple(_read(arguments[0], each) for each in value)
    if origin in (Union, types.UnionType):
        return None if value is None else _read(next(a for a in arguments if a is not type(None)), value)
    if is_dataclass(kind):
        return _read_record(kind, value)
    if kind is float and isinstance(value, int):
        return float(value)
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is not {kind}")
    return value


def _read_record(kind: Any, value: Any) -> Any:
    hints = get_type_hints(kind)
    names = {each.name.removesuffix("_"): each.name for each in fields(kind)}
    if not isinstance(value, dict) or set(value) != set(names):
        raise TypeError(f"keys of {kind.__name__} do not match")
    return kind(**{name: _read(hints[name], value[key]) for key, name in names.items()})
