"""The text of a YAML file to its top-level blocks; pure."""

import re

import yaml

from scripts.history.compose import BrokenError, composed
from scripts.history.flat import Flat, is_empty, walk

_TOP = re.compile(r"\n(?=[^\s#\-])")


def blocks_of(text: str) -> dict[str, str]:
    """Return the top-level blocks by key; BrokenError when the text is not made of them."""
    before, *pieces = _TOP.split("\n" + text.removesuffix("\n"))
    found: dict[str, str] = {}
    for piece in pieces if is_empty(before) else [before, *pieces]:
        end = piece.find(":")
        head = piece[:end].strip("\"'")
        if head in found or end < 0:
            raise BrokenError(f"“{head[:20]}”写了两遍，或不是“键: 值”")
        found[head] = piece
    return found


def whole(text: str) -> dict[str, Flat]:
    """Return the fields below each key of a text whose blocks cannot be read one by one."""
    node = composed(text)
    if not isinstance(node, yaml.MappingNode):
        raise BrokenError("应为“键: 值”")
    flat: Flat = {}
    walk(node, "", flat, 0)
    found: dict[str, Flat] = {}
    for name, value in flat.items():
        found.setdefault(name.split(".", 1)[0], {})[name] = value
    return found
