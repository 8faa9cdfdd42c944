"""Links of finished pages to files that lie elsewhere in the pack."""

import re
from collections.abc import Mapping
from html import escape, unescape
from posixpath import dirname, join, normpath, relpath
from urllib.parse import quote, unquote

_HREF = re.compile(rb'(?<= href=")[^"]*(?=")')


def relinked(page: str, content: bytes, moved: Mapping[str, str]) -> bytes:
    """Return a page whose links to ``moved`` files lead to their new places.

    ``page`` and both sides of ``moved`` are paths from the top of the pack.
    """

    def link(found: re.Match[bytes]) -> bytes:
        target = normpath(join(dirname(page), unquote(unescape(found[0].decode()))))
        if target not in moved:
            return found[0]
        return escape(quote(relpath(moved[target], dirname(page) or "."))).encode()

    return _HREF.sub(link, content)
