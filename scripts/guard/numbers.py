"""Numbers of persons in a stream of digits: resident, card, mobile, telephone."""

import re
from collections.abc import Iterator
from itertools import pairwise

from scripts.guard.checksums import is_day, is_luhn, is_resident
from scripts.guard.streams import Gap, Stream
from scripts.guard.watch import Kind, Watch

Span = tuple[int, int, Kind]
"""First digit, digit after the last, what it is."""

_REGION = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])[0-9]{4}"
_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_RESIDENT = re.compile(rf"(?=({_REGION}(?:19|20)[0-9]{{2}}{_DAY}[0-9]{{3}}[0-9X]))")
_OLD = re.compile(rf"(?=({_REGION}[0-9]{{2}}{_DAY}[0-9]{{3}}))")
_OLD_SHAPES = ((6, 6, 3), (6, 9), (3, 3, 6, 3), (6, 2, 2, 2, 3))
_MOBILE = re.compile(r"(?=(1[3-9][0-9]{9}))")
_MOBILE_SHAPES = ((3, 4, 4), (3, 8), (7, 4), (4, 3, 4), (4, 4, 3), (5, 6), (6, 5), (3, 3, 5))
_CARD = re.compile(r"(?=(?:62|4|5[1-5]|2[2-7]|35|3[47]|60|65|9558))")
_CARD_LENGTHS = (19, 18, 17, 16, 15)
_CARD_SHAPES = ((4, 4, 4, 4), (4, 4, 4, 4, 1), (4, 4, 4, 4, 2), (4, 4, 4, 4, 3), (6, 13), (4, 6, 5))
_ISSUERS = re.compile(
    r"(?:62[0-9]{14,17}|9558[0-9]{15}|4[0-9]{15}|4[0-9]{18}|(?:5[1-5]|60|65)[0-9]{14}"
    r"|35(?:2[89]|[3-8][0-9])[0-9]{12}|2(?:2[2-9]|[3-6][0-9]|7[01])[0-9]{13}|3[47][0-9]{13})"
)
_PHONE = re.compile(r"(?=(0[0-9]{9,11}))")
_AREA = re.compile(r"(?:010|02[0-9]|0[3-9][0-9]{2})")
_LOCAL_SHAPES = ((7,), (8,), (4, 4), (3, 4), (4, 3))
_YEAR = re.compile(r"1[3-9][0-9]{2}|20[0-9]{2}")


def numbers(stream: Stream, watch: Watch) -> Iterator[Span]:
    """Yield the numbers of a stream, each digit in one of them at most."""
    if len(stream.digits) < 10:  # noqa: PLR2004 - the shortest telephone number with its area code
        return
    taken: set[int] = set()
    for begin, end, kind in _all(stream, watch):
        if taken.isdisjoint(range(begin, end)):
            taken.update(range(begin, end))
            yield begin, end, kind


def _all(stream: Stream, watch: Watch) -> Iterator[Span]:
    for match in _RESIDENT.finditer(stream.digits):
        if is_resident(match[1]) and _is_whole(stream, *match.span(1)):
            yield *match.span(1), Kind.RESIDENT
    for match in _OLD.finditer(stream.digits):
        if is_day(f"19{match[1][6:12]}") and stream.is_joined(*match.span(1), _OLD_SHAPES):
            yield *match.span(1), Kind.RESIDENT
    yield from _cards(stream)
    yield from _mobiles(stream)
    yield from _landlines(stream, watch)


def _is_whole(stream: Stream, begin: int, end: int) -> bool:
    """Whether digits far apart are whole groups: not pieces of the figures of a table."""
    far = any(stream.gaps[place] is Gap.WIDE for place in stream.inside(begin, end))
    return not far or (begin in stream.gaps and stream.ends_at(end))


def _cards(stream: Stream) -> Iterator[Span]:
    for match in _CARD.finditer(stream.digits):
        begin = match.start()
        if begin not in stream.gaps:
            continue
        for length in _CARD_LENGTHS:
            number = stream.digits[begin : begin + length]
            if not stream.ends_at(begin + length) or len(number) < length:
                continue
            if _ISSUERS.fullmatch(number) and is_luhn(number):
                if stream.is_joined(begin, begin + length, _CARD_SHAPES):
                    yield begin, begin + length, Kind.CARD
                break


def _mobiles(stream: Stream) -> Iterator[Span]:
    for match in _MOBILE.finditer(stream.digits):
        begin, end = match.span(1)
        first = _after_country(stream, begin)
        if first is None or _is_date(stream, begin, end):
            continue
        if stream.is_joined(first, end, _with_country(begin - first)):
            yield begin, end, Kind.MOBILE


def _after_country(stream: Stream, begin: int) -> int | None:
    """Return where the number begins, its country's code included; None inside a group."""
    for code in ("0086", "086", "86"):
        first = begin - len(code)
        if first >= 0 and first in stream.gaps and stream.digits[first:begin] == code:
            if begin not in stream.gaps:
                return first
            break
    return begin if begin in stream.gaps else None


def _with_country(code: int) -> tuple[tuple[int, ...], ...]:
    """Return the usual shapes, with so many digits of the country's code joined to the first group."""
    return tuple((shape[0] + code, *shape[1:]) for shape in _MOBILE_SHAPES) if code else _MOBILE_SHAPES


def _is_date(stream: Stream, begin: int, end: int) -> bool:
    """Whether it reads as a day and a time, or as years: ``1998-10-15 8:30``, ``1927-1949``."""
    cuts = [begin, *stream.inside(begin, end), end]
    groups = [stream.digits[a:b] for a, b in pairwise(cuts)]
    if len(groups) < 3 or stream.gaps[cuts[1]] < Gap.TIGHT or not _YEAR.fullmatch(groups[0]):  # noqa: PLR2004
        return False
    month = len(groups[1]) <= 2 and 1 <= int(groups[1]) <= 12  # noqa: PLR2004 - as written on a calendar
    return month or bool(_YEAR.fullmatch(groups[1]))


def _landlines(stream: Stream, watch: Watch) -> Iterator[Span]:
    for match in _PHONE.finditer(stream.digits):
        begin, most = match.span(1)
        if begin not in stream.gaps:
            continue
        for end in range(most, begin + 9, -1):
            if _is_landline(stream, begin, end):
                if not watch.allows_phone(stream.digits[begin:end]):
                    yield begin, end, Kind.LANDLINE
                break


def _is_landline(stream: Stream, begin: int, end: int) -> bool:
    """Whether an area code is followed by seven or eight digits, as telephone numbers are written."""
    if not stream.is_joined(begin, end, ()):
        return False
    sizes = stream.sizes(begin, end, Gap.TIGHT)
    if sizes[1:] in _LOCAL_SHAPES and sizes[0] in (3, 4):
        return True
    area = _AREA.match(stream.digits, begin, end)
    rest = end - area.end() if area else 0
    is_whole = len(sizes) == 1 or set(sizes) == {1}
    return is_whole and rest in (7, 8) and stream.digits[end - rest] in "2345678"
