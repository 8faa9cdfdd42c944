"""What the addresses inside a page point to."""

import posixpath
import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote, urlsplit

FETCHED = frozenset(
    {
        "src",
        "data",
        "poster",
        "background",
        "action",
        "formaction",
        "xlink:href",
        "manifest",
        "ping",
        "longdesc",
        "profile",
    }
)
"""Attributes whose address a browser opens by itself or sends data to."""
LINKING = frozenset({"a", "area"})
"""Elements whose ``href`` a reader must click."""

_IN_STYLE = re.compile(r"url\(\s*(?P<mark>[\"']?)(?P<address>.*?)(?P=mark)\s*\)", re.IGNORECASE | re.DOTALL)
_IMPORT = re.compile(r"@import\s+[\"'](?P<address>[^\"']*)", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IGNORED = dict.fromkeys(range(0x21))  # browsers drop tabs, breaks and outer blanks


class Kind(StrEnum):
    """Where an address leads."""

    INSIDE = "inside"
    FOREIGN = "foreign"
    CONTACT = "contact"  # mail and telephone
    ACTIVE = "active"  # runs or carries content: javascript, data, file …


@dataclass(frozen=True)
class Address:
    """One address, judged. ``target`` is a host, or a path inside the site."""

    kind: Kind
    target: str = ""
    fragment: str = ""


def judge(address: str, page: str) -> Address:
    """Return what ``address`` means on ``page`` (path inside the site, with ``/``)."""
    plain = address.translate(_IGNORED).replace("\\", "/")
    try:
        parts = urlsplit(plain)
    except ValueError:
        return Address(Kind.ACTIVE)
    if parts.netloc or plain.startswith("//"):
        known = parts.scheme in {"", "http", "https"}
        return Address(Kind.FOREIGN if known else Kind.ACTIVE, (parts.hostname or "").lower())
    if parts.scheme or ":" in plain.split("/")[0].split("?")[0].split("#")[0]:
        return Address(Kind.CONTACT if parts.scheme in {"mailto", "tel"} else Kind.ACTIVE)
    return Address(Kind.INSIDE, _resolve(unquote(parts.path), page), unquote(parts.fragment))


def _resolve(path: str, page: str) -> str:
    """Return the path inside the site; a leading ``..`` stays when it leaves the site."""
    if not path:
        return page
    joined = path.lstrip("/") if path.startswith("/") else posixpath.join(posixpath.dirname(page), path)
    inside = posixpath.normpath(joined)
    if inside == ".":
        return "index.html"
    return f"{inside}/index.html" if path.endswith("/") else inside


def addresses_in_style(style: str) -> list[str]:
    """Return every address that a style sheet or ``style`` attribute would fetch."""
    plain = _COMMENT.sub("", style)
    found = [*_IN_STYLE.finditer(plain), *_IMPORT.finditer(plain)]
    return [match["address"] for match in found]


def addresses_in_srcset(value: str) -> list[str]:
    """Return the addresses of a ``srcset``, without widths and densities."""
    return [part.split()[0] for part in value.split(",") if part.split()]
