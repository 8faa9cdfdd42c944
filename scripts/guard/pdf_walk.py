"""Walking through the objects of a pdf: what stands under a key, and all that can be reached."""

from collections.abc import Iterator
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject


def at(node: Any, key: str) -> Any:
    """Return what stands under a key, wherever in the file it is written; None for nothing."""
    if not isinstance(node, DictionaryObject) or key not in node:
        return None
    value = node[key]
    return None if isinstance(value, NullObject) else value


def reachable(root: Any) -> Iterator[DictionaryObject]:
    """Yield every dictionary that can be reached from ``root`` downwards."""
    seen: set[tuple[int, int]] = set()
    waiting: list[Any] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, IndirectObject):
            key = (node.idnum, node.generation)
            if key in seen:
                continue
            seen.add(key)
            node = node.get_object()
        if isinstance(node, DictionaryObject):
            yield node
            waiting += [node.raw_get(key) for key in node if key != "/Parent"]
        elif isinstance(node, ArrayObject):
            waiting += list(node)
