"""Text to nodes of YAML, composing only what the strict loader would not refuse; pure."""

import re

import yaml

try:
    from yaml import CBaseLoader as _Base
except ImportError:  # a PyYAML built without libyaml reads the same, slower
    from yaml import BaseLoader as _Base  # type: ignore[assignment]

_HOSTILE = re.compile(r"(?:^|[\s\[{,:\-])[&*!][^\s,\]}]|^(?:---|\.\.\.|%)", re.MULTILINE)
_SIGNS = ("&", "*", "!", "\n---", "\n...", "\n%")
_OPENERS = ("[", "{", "- ", "-\n", "-\t", "?")
_NESTING_LIMIT = 5000
"""Openers in one text; above it the depth is measured first, for composing recurses in C."""


class BrokenError(Exception):
    """A version that cannot be read; the message says why."""


class RefusedError(BrokenError):
    """A version of a forbidden kind: it is not read in any other way either."""


class _Loader(_Base):
    """Composes only; every scalar is text, so that there is no tag to find out."""

    def resolve(self, *_: object) -> str:
        return "text"

    def descend_resolver(self, *_: object) -> None:
        """Do nothing."""

    def ascend_resolver(self) -> None:
        """Do nothing."""


def composed(text: str) -> yaml.Node:
    """Return the nodes of a text; BrokenError when it is no YAML, empty, or of a forbidden kind."""
    if _may_be_refused(text):
        _strict(text)
    try:
        node = _Loader(text + "\n").get_single_node()
    except yaml.YAMLError as error:
        raise BrokenError(f"YAML 写法有误（{getattr(error, 'problem', None) or '无法解析'}）") from None
    if node is None:
        raise BrokenError("内容是空的")
    return node


def _may_be_refused(text: str) -> bool:
    """Tell, quickly for most texts, whether the strict loader must look at this one."""
    has_sign = any(map(text.__contains__, _SIGNS)) or text[:1] in "-.%"
    if has_sign and _HOSTILE.search(text):
        return True
    return len(text) > _NESTING_LIMIT and sum(map(text.count, _OPENERS)) > _NESTING_LIMIT


def _strict(text: str) -> None:
    """Refuse what the loader refuses: aliases, tags, several documents, deep nesting."""
    from scripts.load.yamls import parse_yaml  # slow to import, and seldom needed
    from scripts.problems import DataError

    try:
        parse_yaml(text, "")
    except DataError as error:
        raise RefusedError(error.problems[0].message) from None
