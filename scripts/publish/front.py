"""The few lines between ``---`` on top of a staged page.

Front matter can choose a template, hide parts and set titles, and the theme
prints the title as it stands. So only known keys pass, and their text is
escaped here, once, for both sites.
"""

import html
from collections.abc import Mapping
from typing import Any

import yaml

_MARK = "---\n"
_HIDE = {"navigation", "toc", "footer", "path"}


def escape_front(page: bytes) -> bytes:
    """Return ``page`` with its front matter checked, escaped and canonical.

    A page without front matter comes back unchanged. Raises ValueError with a
    Chinese sentence when a key or a value is not allowed.
    """
    text = page.decode("utf-8")
    if not text.startswith(_MARK):
        return page
    head, found, body = text[len(_MARK) :].partition(f"\n{_MARK}")
    if not found:
        raise ValueError("页头的 --- 没有结束")
    return f"{_MARK}{_dump(_read(head))}{_MARK}{body}".encode()


def _read(head: str) -> dict[str, Any]:
    """Return the allowed keys of the front matter, text escaped."""
    try:
        values = yaml.load(head, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise ValueError("页头不是正确的 YAML") from error
    if not isinstance(values, dict):
        raise ValueError("页头应为“键: 值”")  # noqa: TRY004 - one kind of error for the caller
    return {str(key): _allowed(str(key), value) for key, value in values.items()}


def _allowed(key: str, value: Any) -> Any:
    """Return ``value`` if ``key`` may carry it."""
    if key in {"title", "description"} and isinstance(value, str):
        return html.escape(" ".join(value.split()))
    if key == "hide" and isinstance(value, list) and set(value) <= _HIDE:
        return value
    if key == "search" and isinstance(value, Mapping) and set(value) <= {"exclude", "boost"}:
        return dict(value)
    raise ValueError(f"页头不允许 {key}: {value!r}")


def _dump(values: Mapping[str, Any]) -> str:
    """Return ``values`` as YAML, one line a key."""
    return yaml.safe_dump(
        dict(values), allow_unicode=True, sort_keys=False, width=10_000, default_flow_style=None
    )
