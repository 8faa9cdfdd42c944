"""The Content-Security-Policy of both sites: one text for the page, one for a server.

Scripts come from our own files, or are inline scripts of the theme known by
their digest. Style elements are forbidden; style attributes stay allowed, for
drawings and bars carry their sizes in them, and ``head_gates`` lists which
properties they may set.
"""

import re
from collections.abc import Iterable
from html import unescape

_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="(?P<value>[^"]*)">', re.IGNORECASE)
_SOURCE = re.compile(r"'sha256-[A-Za-z0-9+/=]+'")
_RULES = (
    "default-src 'none'",
    "script-src 'self'{sources}",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
    "frame-src 'none'",
)
_HEADER_ONLY = "frame-ancestors 'none'"
"""A page cannot say this of itself; only a server can."""


def meta_value(sources: Iterable[str]) -> str:
    """Return the policy as a page states it; ``sources`` are the digests of the theme's inline scripts."""
    listed = "".join(f" {source}" for source in sorted(set(sources)))
    return "; ".join(_RULES).format(sources=listed)


def header_value(sources: Iterable[str]) -> str:
    """Return the policy as a server sends it: the page's own, and that no other page may frame it."""
    return f"{meta_value(sources)}; {_HEADER_ONLY}"


def sources_of(page: str) -> tuple[str, ...]:
    """Return the digests that a finished ``page`` names, so that a server can be told the same.

    Raises ValueError when the page states no policy, or another than ours.
    """
    stated = _META.search(page)
    policy = unescape(stated["value"]) if stated else ""
    sources = tuple(sorted(set(_SOURCE.findall(policy))))
    if policy != meta_value(sources):
        raise ValueError("the page does not state our Content-Security-Policy")
    return sources
