"""Department text for a page that is Markdown: shown as it was written, whatever it looks like; pure."""

import re
from html import escape

from scripts.history.unseen import clean

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-!|~$])")
_CALLS = re.compile(r"(?:\\[#!]|[@:])(?=[!-~])|/(?=/)|(?<=www)\.")
"""What servers turn into a mention, a link to an issue, an address or a picture after Markdown is read."""


def plain(text: str) -> str:
    """Return a text on one line, of which nothing is markup, a mention or a link."""
    shown = _MARKUP.sub(r"\\\1", escape(clean(text), quote=False))
    return _CALLS.sub(r"\g<0><!-- -->", shown)
