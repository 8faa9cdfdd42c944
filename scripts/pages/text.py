"""Words of people → text that no reader of the page's source takes for code."""

import re
import unicodedata

_DROPPED = frozenset({"Cc", "Cf", "Cs"})
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def clean(text: str) -> str:
    """Return the text on one line, without control, format and surrogate characters."""
    spaced = " ".join(text.split())
    if spaced.isascii():
        return "".join(mark for mark in spaced if mark.isprintable())
    return "".join(mark for mark in spaced if unicodedata.category(mark) not in _DROPPED)


def plain(text: str) -> str:
    """Return the text for a Markdown heading.

    Every ASCII punctuation character becomes ``&#N;``: to Markdown and HTML it
    is then letters only, to the reader it looks as typed.
    """
    return _PUNCTUATION.sub(lambda mark: f"&#{ord(mark[0])};", clean(text))
