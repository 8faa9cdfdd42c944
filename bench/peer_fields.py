"""The fields of one progress file, as a user of another tool would flatten it."""

from collections.abc import Iterator
from typing import Any

import yaml

NAMES = ("id", "on")
"""The fields that name an entry of a list."""


def fields(content: bytes) -> dict[str, str]:
    """Return every text of a file by its path."""
    return dict(_flat(yaml.load(content, Loader=yaml.CBaseLoader), ""))  # noqa: S506 - makes texts only


def _flat(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _flat(each, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        seen: dict[str, int] = {}
        for each in value:
            name = next(name for name in NAMES if name in each)
            seen[each[name]] = seen.get(each[name], 0) + 1
            ordinal = f"#{seen[each[name]]}" if seen[each[name]] > 1 else ""
            rest = {key: text for key, text in each.items() if key != name}
            yield from _flat(rest, f"{path}.{each[name]}{ordinal}")
    elif value:
        yield path, value
