"""The text of a YAML file to its top-level blocks; pure."""

import re

import yaml

from scripts.history.mining.compose import BrokenError, composed
from scripts.history.mining.flat import Flat, is_empty, walk

_TOP = re.compile(r"\n(?=[^ \s#\-])")


def blocks_of(text: str) -> list[str]:
    """Return the texts of the top-level blocks, each without the end of its last line."""
    before, *blocks = _TOP.split("\n" + text.removesuffix("\n"))
    return blocks if is_empty(before) else [before, *blocks]


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
