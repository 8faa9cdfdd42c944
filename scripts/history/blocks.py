"""The text of a YAML file to its top-level blocks; what the strict loader refuses is refused here too."""

import re

import yaml

from scripts.history.flat import BrokenError, Flat, composed, is_empty, walk

_TOP = re.compile(r"^(?=[^\s#\-])", re.MULTILINE)
_HOSTILE = re.compile(r"(?:^|[\s\[{,:\-])[&*!][^\s,\]}]|^(?:---|\.\.\.|%)", re.MULTILINE)
_SIGNS = ("&", "*", "!", "\n---", "\n...", "\n%")
_NESTING_LIMIT = 5000
"""Openers in one text; above it the depth is measured first, for composing recurses in C."""


class RefusedError(BrokenError):
    """A version of a forbidden kind: it is not read in any other way either."""


def blocks_of(text: str) -> dict[str, str]:
    """Return the top-level blocks by key; DataError or BrokenError when the text is not made of them."""
    if _may_be_hostile(text):
        _strict(text)
    pieces = _TOP.split(text)
    found: dict[str, str] = {}
    for piece in pieces[1:] if is_empty(pieces[0]) else pieces:
        end = piece.find(":")
        head = piece[:end].strip("\"'")
        if head in found or end < 0:
            raise BrokenError(f"“{head[:20]}”写了两遍，或不是“键: 值”")
        found[head] = piece
    return found


def _may_be_hostile(text: str) -> bool:
    """Tell, quickly for most texts, whether the strict loader must look at this one."""
    has_sign = any(sign in text for sign in _SIGNS) or text[:1] in "-.%"
    if has_sign and _HOSTILE.search(text):
        return True
    if len(text) <= _NESTING_LIMIT:
        return False
    openers = text.count("[") + text.count("{") + text.count("- ") + text.count("-\n") + text.count("-\t")
    return openers + text.count("?") > _NESTING_LIMIT


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


def _strict(text: str) -> None:
    """Refuse what the loader refuses: aliases, tags, several documents, deep nesting."""
    from scripts.load.yamls import parse_yaml
    from scripts.problems import DataError

    try:
        parse_yaml(text, "")
    except DataError as error:
        raise RefusedError(error.problems[0].message) from None
