"""The nearest known word, for messages about unknown ones."""

from collections.abc import Iterable
from difflib import get_close_matches


def suggestion(unknown: str, known: Iterable[str]) -> str:
    """Return ``，是不是“…”？``, or nothing when no known word is near."""
    near = get_close_matches(unknown, list(known), n=1, cutoff=0.5)
    return f"，是不是“{near[0]}”？" if near else ""
