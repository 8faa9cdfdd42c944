"""JSON Schemas for editors, made from the model; none is written by hand."""

import json
from typing import Any

from scripts.load.kinds import KINDS, FileKind


def schema_files() -> dict[str, bytes]:
    """Return ``data/schemas/<kind>.schema.json`` for every kind of YAML file."""
    return {f"data/schemas/{kind.name}.schema.json": _schema(kind) for kind in KINDS if not kind.is_table}


def _schema(kind: FileKind) -> bytes:
    schema = kind.model.model_json_schema(by_alias=True)
    titled = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.title,
        "description": kind.purpose,
        **{key: _tidy(value) for key, value in schema.items() if key not in ("title", "description")},
    }
    return (json.dumps(titled, ensure_ascii=False, indent=2) + "\n").encode()


def _tidy(node: Any) -> Any:
    """Drop pydantic's English titles, and English class descriptions of definitions."""
    if isinstance(node, list):
        return [_tidy(each) for each in node]
    if not isinstance(node, dict):
        return node
    kept = {
        key: _tidy(value) for key, value in node.items() if not (key == "title" and isinstance(value, str))
    }
    if kept.get("type") == "object" and "properties" in kept:
        kept.pop("description", None)
    if "enum" in kept and kept.get("type") == "string":
        kept.pop("description", None)
    return kept
