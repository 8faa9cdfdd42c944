"""A progress record as plain fields by path, and back; pure."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from scripts.filing.entries import Path

Flat: TypeAlias = dict[Path, str]
"""Every leaf of a record by its path, in the order of the file."""
_LISTS = ("steps", "evidence", "reports")


def flatten(tree: Mapping[str, Any]) -> Flat:
    """Return the leaves of a progress record as YAML text gives it (mappings, lists, texts)."""
    found: Flat = {}
    for name, value in tree.items():
        if name in _LISTS:
            for key, entry in zip(_names(name, value), value, strict=True):
                _leaves(entry, (name, key), found)
        else:
            _leaves(value, (name,), found)
    return found


def _names(name: str, entries: list[Mapping[str, Any]]) -> list[str]:
    if name != "reports":
        return [str(entry["id"]) for entry in entries]
    counts: dict[str, int] = {}
    found = []
    for entry in entries:
        counts[entry["on"]] = counts.get(entry["on"], 0) + 1
        found.append(f"{entry['on']}#{counts[entry['on']]}")
    return found


def _leaves(value: Any, path: Path, found: Flat) -> None:
    if isinstance(value, Mapping):
        for key, each in value.items():
            _leaves(each, (*path, key), found)
    else:
        found[path] = value


def unflatten(flat: Mapping[Path, str]) -> dict[str, Any]:
    """Return the tree a record is read from; entries of a list in the order their paths come."""
    tree: dict[str, Any] = {}
    for path, value in flat.items():
        node = tree
        for part in path[:-1]:
            node = node.setdefault(part, {})
        node[path[-1]] = value
    return {name: list(value.values()) if name in _LISTS else value for name, value in tree.items()}
