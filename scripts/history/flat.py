"""Blocks of YAML to field paths and texts, each piece parsed once; pure.

Forms that are no longer allowed are read as far as they can be: no key is
unknown here and none is missing. What is no YAML at all is ``BrokenError``.
"""

import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

import yaml

try:
    from yaml import CBaseLoader as _Base
except ImportError:  # a PyYAML built without libyaml reads the same, slower
    from yaml import BaseLoader as _Base  # type: ignore[assignment]

Flat: TypeAlias = dict[str, str]

_ENTRY = re.compile(r"^(?=  [^\s#])", re.MULTILINE)
_HEAD = re.compile(r"([^\s:#\"'{}\[\],&*!|>%@`?]+):[ ]*(?:#.*)?\n")
_COMMENTS = re.compile(r"(?:^[ \t]*(?:#.*)?\n)+", re.MULTILINE)
_KEYS = ("id", "on", "since", "name", "fact", "round", "label", "post", "title")
_DEPTH = 12


class BrokenError(Exception):
    """A version that cannot be read; the message says why."""


class Flattener:
    """Flattens blocks; remembers every piece it has parsed, so that equal pieces give the same object."""

    def __init__(self) -> None:
        """Begin with nothing parsed."""
        self._blocks: dict[str, dict[str, Flat]] = {}
        self._pieces: dict[str, list[tuple[str, Flat]]] = {}

    def block(self, text: str) -> dict[str, Flat]:
        """Return the fields of one top-level block, in groups: one for each entry of its list or mapping."""
        if (found := self._blocks.get(text)) is None:
            found = self._blocks[text] = self._flatten(text)
        return found

    def entries(self, text: str) -> list[tuple[str, Flat]]:
        """Return the entries of the list or mapping in a block, each by its own key."""
        head = _HEAD.match(text)
        if head:
            pieces = _ENTRY.split(text[head.end() :])
            if len(pieces) > 1 and is_empty(pieces[0]):
                try:
                    return [entry for piece in pieces[1:] for entry in self._piece(piece)]
                except BrokenError:
                    pass  # an entry that goes over lines in an unusual way: read the block as one
        return _entries(_only(text)[1])

    def _flatten(self, text: str) -> dict[str, Flat]:
        head = _HEAD.match(text)
        if head is None:
            key, node = _only(text)
            flat: Flat = {}
            walk(node, key, flat, 0)
            return {"": flat}
        return groups_of(head[1], self.entries(text))

    def _piece(self, text: str) -> list[tuple[str, Flat]]:
        if (found := self._pieces.get(text)) is None:
            entries = _entries(composed(text))
            if len(entries) != 1:
                raise BrokenError("应只有一条")
            found = self._pieces[text] = entries
        return found


def groups_of(prefix: str, entries: Iterable[tuple[str, Flat]]) -> dict[str, Flat]:
    """Return entries by their names below ``prefix``; one that repeats a key gets an ordinal."""
    groups: dict[str, Flat] = {}
    texts: list[str] = []
    for key, fields in entries:
        if not key:
            texts += fields.values()
            continue
        name, count = f"{prefix}.{key}", 1
        while name in groups:
            count += 1
            name = f"{prefix}.{key}#{count}"
        groups[name] = fields
    if texts:
        groups[prefix] = {"": "；".join(texts)}
    return groups


def spread(groups: Mapping[str, Flat]) -> Flat:
    """Return the fields of all groups by their full names."""
    return {
        (f"{group}.{name}" if group and name else group or name): value
        for group, fields in groups.items()
        for name, value in fields.items()
    }


class _Loader(_Base):
    """Composes only; every scalar is text, so that there is no tag to find out."""

    def resolve(self, *_: object) -> str:
        return "text"

    def descend_resolver(self, *_: object) -> None:
        """Do nothing."""

    def ascend_resolver(self) -> None:
        """Do nothing."""


def composed(text: str) -> yaml.Node:
    """Return the nodes of a text; BrokenError when it is no YAML or empty."""
    try:
        node = _Loader(text).get_single_node()
    except yaml.YAMLError as error:
        raise BrokenError(f"YAML 写法有误（{getattr(error, 'problem', None) or '无法解析'}）") from None
    if node is None:
        raise BrokenError("内容是空的")
    return node


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


def _entries(node: yaml.Node) -> list[tuple[str, Flat]]:
    """Return what a list or mapping holds; a plain text in a list has no key."""
    found: list[tuple[str, Flat]] = []
    if isinstance(node, yaml.MappingNode):
        names = [_key(key) for key, _ in node.value]
        if len(set(names)) < len(names):
            raise BrokenError("同一个键写了两遍")
        for name, (_, value) in zip(names, node.value, strict=True):
            fields: Flat = {}
            walk(value, "", fields, 1)
            found.append((name, fields))
    elif isinstance(node, yaml.SequenceNode):
        found += [_item(each) for each in node.value]
    elif node.value:
        found.append(("", {"": node.value}))
    return found


def _item(node: yaml.Node) -> tuple[str, Flat]:
    fields: Flat = {}
    walk(node, "", fields, 1)
    if not isinstance(node, yaml.MappingNode):
        return "", fields
    name = next((each for each in _KEYS if each in fields), "")
    key = fields[name] if name else "？"
    return key, {each: value for each, value in fields.items() if each != name} or fields


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
        flat.update(spread(groups_of(prefix, _entries(node))))


def _walk_mapping(node: yaml.MappingNode, prefix: str, flat: Flat, depth: int) -> None:
    seen: set[str] = set()
    for key_node, value in node.value:
        key = _key(key_node)
        if key in seen:
            raise BrokenError(f"键“{key[:20]}”重复")
        seen.add(key)
        walk(value, f"{prefix}.{key}" if prefix else key, flat, depth + 1)


def is_empty(text: str) -> bool:
    """Tell whether there is nothing but comments and blank lines."""
    return not text or not _COMMENTS.sub("", text + "\n").strip()
