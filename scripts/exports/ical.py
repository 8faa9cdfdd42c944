"""A unit's due days as a calendar (RFC 5545) that mail programs and telephones take in."""

import re
import uuid
from collections.abc import Iterator
from datetime import date, timedelta

from scripts.views.digest import DigestView, DueView

OCTETS = 75
"""Length of a line, its end not counted."""
_ID = uuid.UUID("b7f0a3b2-5a0d-5c53-8a55-3f2f0a8c9e11")
"""Ours: the ids of all entries made by this program are derived from it."""
_ALARM = "-P2DT15H"
"""Nine in the morning of the third day before: an entry without an hour begins at midnight."""
_SPECIAL = re.compile(r"[\\;,]")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def calendar(digest: DigestView) -> bytes:
    """Return the calendar: an entry of a whole day for each due day, with an alarm three days before."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//dual-support-county//digest//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(f'{digest.name}双拥创建期限')}",
    ]
    for each in digest.dates:
        lines += _entry(digest, each)
    return b"".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def _entry(digest: DigestView, each: DueView) -> Iterator[str]:
    day = date.fromisoformat(each.due)
    as_of = date.fromisoformat(digest.as_of)
    told = f"{'、'.join(each.items)} {each.text}"
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid.uuid5(_ID, f'{digest.county}/{digest.unit}/{each.key}')}"
    yield f"DTSTAMP:{as_of:%Y%m%d}T000000Z"
    yield f"SEQUENCE:{as_of.toordinal()}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(f'到期：{told}')}"
    yield f"DESCRIPTION:{_text(f'{digest.name}，{each.due} 到期。办好以后填报表报{digest.office}。')}"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{_text(told)}"
    yield f"TRIGGER:{_ALARM}"
    yield "END:VALARM"
    yield "END:VEVENT"


def _text(value: str) -> str:
    """Return a text value with what the format gives a meaning escaped."""
    plain = _UNSEEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return _SPECIAL.sub(r"\\\g<0>", plain).replace("\n", r"\n")


def _folded(line: str) -> bytes:
    """Return a line cut into pieces of at most 75 octets, never inside a character."""
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        raw = character.encode()
        if len(piece) + len(raw) > OCTETS - bool(pieces):
            pieces.append(piece)
            piece = b""
        piece += raw
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
