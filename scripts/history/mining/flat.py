"""Blocks of YAML to field paths and texts, entry by entry; pure.

Forms that are no longer allowed are read as far as they can be: no key is
unknown here and none is missing. What is no YAML at all is ``BrokenError``.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

import yaml

from scripts.history.mining.compose import BrokenError, composed
from scripts.history.mining.plain import plain_entry

Flat: TypeAlias = dict[str, str]
"""Texts by path."""
Groups: TypeAlias = dict[str, Flat]
"""The fields of each entry of a list or mapping."""
Entry: TypeAlias = tuple[str, Flat]
"""The key of an entry, and its fields."""

_ENTRY = re.compile(r"\n(?=  [^\s#])")
_HEAD = re.compile(r"([^\s:#\"'{}\[\],&*!|>%@`?]+):[ ]*(?:#.*)?\n")
_KEYS = ("id", "on", "since", "name", "fact", "round", "label", "post", "title")
_DEPTH = 12


def block_of(entry_of: Callable[[str], Entry], text: str) -> tuple[str, tuple[str, Groups]]:
    """Return what is before a block's colon; and its key with what is below it, each entry a group."""
    name, colon, _ = text.partition(":")
    if not colon:
        raise BrokenError(f"“{text[:20]}”不是“键: 值”")
    return name.strip("\"'"), _flattened(entry_of, text)


def _flattened(entry_of: Callable[[str], Entry], text: str) -> tuple[str, Groups]:
    if head := _HEAD.match(text):
        return head[1], groups_of(entries_of(entry_of, text))
    if (plain := plain_entry(f"  {text}")) and plain[0] is not None:
        return plain[0], {"": plain[1]}
    key, node = _only(text)
    flat: Flat = {}
    walk(node, "", flat, 0)
    return key, {"": flat}


def entries_of(entry_of: Callable[[str], Entry], text: str) -> list[Entry]:
    """Return the entries of the list or mapping in a block, each by its own key."""
    if head := _HEAD.match(text):
        before, *pieces = _ENTRY.split(text[head.end() - 1 :])
        if pieces and is_empty(before):
            try:
                return [entry_of(_alone(piece)) for piece in pieces]
            except BrokenError:
                pass  # an entry that goes over lines in an unusual way: read the block as one
    return _entries(_only(text)[1], 0)


def _alone(piece: str) -> str:
    """Return an entry without the empty lines below it; one over lines may mean them, and keeps them."""
    line = piece.rstrip("\n")
    return piece if "\n" in line else line


def groups_of(entries: Sequence[Entry]) -> Groups:
    """Return entries by their keys; one that repeats a key gets an ordinal, plain texts are one group."""
    groups: Groups = dict(entries)
    if len(groups) == len(entries) and "" not in groups:
        return groups
    groups = {}
    texts: list[str] = []
    for key, fields in entries:
        if not key:
            texts += fields.values()
            continue
        name, count = key, 1
        while name in groups:
            count += 1
            name = f"{key}#{count}"
        groups[name] = fields
    if texts:
        groups[""] = {"": "；".join(texts)}
    return groups


def spread(prefix: str, groups: Mapping[str, Flat]) -> Flat:
    """Return the fields of all groups by their full names."""
    found: Flat = {}
    for group, fields in groups.items():
        above = f"{prefix}.{group}" if prefix and group else prefix or group
        for name, value in fields.items():
            found[f"{above}.{name}" if above and name else above or name] = value
    return found


def _only(text: str) -> tuple[str, yaml.Node]:
    node = composed(text)
    if not isinstance(node, yaml.MappingNode) or len(node.value) != 1:
        raise BrokenError("应为“键: 值”")
    key, value = node.value[0]
    return _key(key), value


def _key(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise BrokenError("键必须是文字")
    return str(node.value)


def entry_of(text: str) -> Entry:
    """Return an entry on lines of its own, given without the end of the last one."""
    if plain := plain_entry(text):
        key, fields = plain
        return _named(fields) if key is None else (key, fields)
    entries = _entries(composed(text), 0)
    if len(entries) != 1:
        raise BrokenError("应只有一条")
    return entries[0]


def _entries(node: yaml.Node, depth: int) -> list[Entry]:
    """Return what a list or mapping holds; a plain text in a list has no key."""
    found: list[Entry] = []
    if isinstance(node, yaml.MappingNode):
        names = [_key(key) for key, _ in node.value]
        if len(set(names)) < len(names):
            raise BrokenError("同一个键写了两遍")
        for name, (_, value) in zip(names, node.value, strict=True):
            fields: Flat = {}
            walk(value, "", fields, depth + 1)
            found.append((name, fields))
    elif isinstance(node, yaml.SequenceNode):
        found += [_item(each, depth + 1) for each in node.value]
    elif node.value:
        found.append(("", {"": node.value}))
    return found


def _item(node: yaml.Node, depth: int) -> Entry:
    fields: Flat = {}
    walk(node, "", fields, depth)
    return _named(fields) if isinstance(node, yaml.MappingNode) else ("", fields)


def _named(fields: Flat) -> Entry:
    """Return the entry of a list with the field that names it taken out."""
    for name in _KEYS:
        if name in fields:
            key = fields.pop(name)
            return key, fields or {name: key}
    return "？", fields


def walk(node: yaml.Node, prefix: str, flat: Flat, depth: int) -> None:
    """Put every text below ``node`` into ``flat`` under its path."""
    if depth > _DEPTH:
        raise BrokenError(f"嵌套过深（应不超过 {_DEPTH} 层）")
    if isinstance(node, yaml.ScalarNode):
        if node.value:
            flat[prefix] = node.value
    elif isinstance(node, yaml.MappingNode):
        _walk_mapping(node, prefix, flat, depth)
    else:
        flat.update(spread(prefix, groups_of(_entries(node, depth))))


def _walk_mapping(node: yaml.MappingNode, prefix: str, flat: Flat, depth: int) -> None:
    seen: set[str] = set()
    for key_node, value in node.value:
        key = _key(key_node)
        if key in seen:
            raise BrokenError(f"键“{key[:20]}”重复")
        seen.add(key)
        walk(value, f"{prefix}.{key}" if prefix else key, flat, depth + 1)


@lru_cache(maxsize=256)
@lru_cache(maxsize=1024)
def is_empty(text: str) -> bool:
    """Tell whether there is nothing but comments and blank lines."""
    return all(not line.strip() or line.lstrip(" \t")[:1] == "#" for line in text.split("\n"))
