"""Digits that a reader may join to one number, with what stands between them.

A group is digits of one script without anything between. Between two groups of
a stream stand only marks and spaces: nothing seen (0), a space or a line break
(1), a dash, dot, slash or bracket (2), more (3).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import pairwise

from scripts.guard.unfold import Unfolded

LONGEST_GAP = 24
_HAN = "〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖幺貳參叄陸两兩洞拐勾"
_HAN_DIGITS = "001234567891234567891233622079"
_LIKE = "OoОоΟοlIІіΙιЗз"
"""Latin, Cyrillic and Greek letters that look like 0, 1 and 3."""
_VALUES = str.maketrans(_HAN + _LIKE + "x×", _HAN_DIGITS + "00000011111133" + "XX")
_LETTERS = "A-WYZa-wyzΑ-ωА-яІі"
_MIXED = rf"(?<![0-9{_LETTERS}])(?=[{_LIKE}]*[0-9][{_LIKE}]*[0-9])[0-9{_LIKE}]++(?![{_LETTERS}])"
_GROUP = re.compile(rf"{_MIXED}|[0-9]+|[{_HAN}]+|[xX×]")
_WORDY = re.compile(r"[^\W_]")
_BLANK = re.compile(r"[ \t]{1,4}|[ \t]{0,4}\n[ \t]{0,4}(?:> ?){0,3}|[*_~\\]{1,3}|\s?[*_~]{1,3}\s?")
_TIGHT = re.compile(r"[\s*_~\\.·•・/()+'’‘-]{1,4}")


class Gap(IntEnum):
    """How far apart two groups stand."""

    NONE = 0
    BLANK = 1
    TIGHT = 2
    WIDE = 3


@dataclass(kw_only=True)
class Stream:
    """A run of digits; X is the last mark of a resident number. Per digit: its place, its gap before."""

    digits: str = ""
    at: list[int] = field(default_factory=list)
    gaps: dict[int, Gap] = field(default_factory=dict)
    """Where each group begins, and what stands before it (the first: WIDE)."""

    def ends_at(self, end: int) -> bool:
        """Whether a group ends before ``end``."""
        return end == len(self.digits) or end in self.gaps

    def inside(self, begin: int, end: int, least: Gap = Gap.NONE) -> list[int]:
        """Return where groups begin after ``begin`` and before ``end``, at least so far apart."""
        return [place for place in range(begin + 1, end) if self.gaps.get(place, -1) >= least]

    def sizes(self, begin: int, end: int, least: Gap = Gap.NONE) -> tuple[int, ...]:
        """Return the sizes of the groups from ``begin`` to ``end``, those less far apart joined."""
        cuts = [begin, *self.inside(begin, end, least), end]
        return tuple(after - before for before, after in pairwise(cuts))

    def is_joined(self, begin: int, end: int, shapes: Sequence[tuple[int, ...]]) -> bool:
        """Whether whole groups make the number: close together, or in one of the usual shapes."""
        if begin not in self.gaps or not self.ends_at(end):
            return False
        widest = max((self.gaps[place] for place in self.inside(begin, end)), default=Gap.NONE)
        if widest < Gap.WIDE:
            return True
        sizes = self.sizes(begin, end)
        return sizes in shapes or set(sizes) == {1}


def streams(view: Unfolded) -> Iterator[Stream]:
    """Yield every run of digits of a text, in order."""
    parts: list[str] = []
    stream, end = Stream(), -1
    for match in _GROUP.finditer(view.text):
        gap = _gap(view.text[end : match.start()]) if 0 <= match.start() - end <= LONGEST_GAP else None
        if end >= 0 and gap is None:
            stream.digits = "".join(parts)
            yield stream
            stream, parts = Stream(), []
        stream.gaps[len(stream.at)] = Gap.WIDE if gap is None else gap
        parts.append(match[0].translate(_VALUES))
        stream.at.extend(range(match.start(), match.end()))
        end = match.end()
    stream.digits = "".join(parts)
    yield stream


def _gap(between: str) -> Gap | None:
    """Return what stands between two groups; None when it parts them."""
    if not between:
        return Gap.NONE
    if _WORDY.search(between):
        return None
    if _BLANK.fullmatch(between):
        return Gap.BLANK
    if between.count("\n") > 1:
        return Gap.WIDE
    return Gap.TIGHT if _TIGHT.fullmatch(between) else Gap.WIDE
