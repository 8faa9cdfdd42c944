"""Marks that are no plain run of digits: e-mail, plates, papers, coordinates, box numbers."""

import re
from collections.abc import Callable, Iterator

from scripts.guard.checksums import is_day, is_resident
from scripts.guard.unfold import Unfolded
from scripts.guard.watch import Kind, Watch

Place = tuple[int, int, Kind]
"""First character, character after the last, what it is."""

_EMAIL = re.compile(
    r"(?<![0-9A-Za-z._%+-])[0-9A-Za-z._%+-]{1,64}\s?(?:@|\([aA][tT]?\))\s?[0-9A-Za-z-]{1,63}(?:\s?\.\s?[0-9A-Za-z-]{1,63}){1,5}"
)
_GAP = r"[ \t\n_~\\·•・.-]{0,3}"
_END = r"(?![0-9A-Za-z])"
_PROVINCE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使"
_LETTER = "A-HJ-ZАВЕКМНРСТУХΑΒΕΖΗΚΜΝΡΤΥΧ"
"""Of a plate, also as Cyrillic and Greek write it."""
_HAN_DIGIT = "[〇零一二三四五六七八九]"
_AREA = rf"[{_PROVINCE}][古字]{{0,2}}{_GAP}[{_LETTER}](?:牌照?|车牌号?)?"
_CIVIL = re.compile(
    rf"{_AREA}((?:{_GAP}[0-9A-HJ-NP-Z]){{4}}{_GAP}[0-9A-HJ-NP-Z挂学警港澳领](?:{_GAP}[0-9A-HJ-NP-Z])?){_END}",
    re.IGNORECASE,
)
_SPELT = re.compile(rf"{_AREA}(?:{_GAP}{_HAN_DIGIT}){{5}}(?!{_HAN_DIGIT})", re.IGNORECASE)
_POLICE = re.compile(rf"WJ{_GAP}[{_PROVINCE}]?(?:{_GAP}[0-9]){{4,6}}{_GAP}[0-9A-Z]{_END}", re.IGNORECASE)
_ARMY = re.compile(
    rf"(?<![0-9A-Za-z])[VKHBSLJNGCEM][A-Z](?:[·•・](?:{_GAP}[0-9]){{5}}{_END}"
    rf"|(?:{_GAP}[0-9]){{5}}{_END}(?=\W{{0,3}}(?:号?车|号?牌))"
    rf"|(?<=[车牌照号为][A-Z]{{2}})(?:{_GAP}[0-9]){{5}}{_END})"
)
_OLD_ARMY = re.compile(rf"[军海空北沈兰济南广成][A-Z](?:{_GAP}[0-9]){{5}}{_END}")
_TURN = r"[ _~\\*-]{0,2}"
_PASSPORT = re.compile(
    rf"(?<![0-9A-Za-z])(?:E{_TURN}[A-HJ-NP-Z](?:{_TURN}[0-9]){{7}}|[EGDSPHCMW](?:{_TURN}[0-9]){{8}}){_END}"
)
_ARMY_PAPER = re.compile(r"[军士文兵武警官义]{1,2}\s?字\s?第\s?([0-9](?:[ -]?[0-9]){4,8})\s?号?")
_DEGREES = r"[0-9]{1,3}\s?\.\s?[0-9]{4,15}"
_ROUGH = r"[0-9]{1,3}\s?\.\s?[0-9]{3,15}"
_PARTING = r"(?:\s?[,、;/|\s]|(?=[NSEW东西南北经纬]))\s?"
_PAIR = re.compile(
    rf"(?<![0-9.])({_DEGREES})[°度\s]{{0,3}}[NSEW东西南北经纬]{{0,2}}{_PARTING}[NSEW东西南北经纬:]{{0,3}}\s?({_DEGREES})(?![0-9])"
)
_ROUGH_PAIR = re.compile(
    r"(?<![0-9.])([0-9]{2,3}\.[0-9]{3})[°度]?[NSEW]?[,、; ]\s?([0-9]{2,3}\.[0-9]{3})(?![0-9%])"
)
"""Three decimals tell a place to a hundred metres; cells of a table are figures."""
_NAMED = re.compile(
    rf"(?:东经|西经|南纬|北纬|经度|纬度|坐标|lng|lat|lon)[^0-9\n]{{0,6}}{_ROUGH}|{_ROUGH}\s?(?:°|度[东西南北])"
    rf"|{_DEGREES}\s?[NSEW](?![A-Za-z])",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    r"[0-9]{1,3}\s?[°度]\s?[0-9]{1,2}\s?['′’‘分]\s?[0-9]{1,2}(?:\.[0-9]{1,6})?\s?(?:[\"“”″秒]|['′’‘]{2})"
    r"|(?:东经|西经|南纬|北纬)\s?[0-9]{1,3}\s?[°度]\s?[0-9]{1,2}(?:\.[0-9]{1,6})?\s?['′’‘分]"
    r"|[0-9]{1,3}\s?°\s?[0-9]{1,2}(?:\.[0-9]{1,6})?\s?['′’‘]\s?[NSEW](?![A-Za-z])"
)
_BOX_NUMBER = r"(?<![0-9-])[0-9]{1,2}-[0-9]{2}(?![0-9-])"
_BOX = re.compile(
    rf"[盒卷]\s?(?:宗|内)?\s?[号第:]{{0,2}}\s?{_BOX_NUMBER}|{_BOX_NUMBER}\s?号?\s?(?:档案|案|资料)?[盒卷](?![饭装])"
)
_LOCAL = re.compile(
    r"(?:电话|座机|传真|热线|拨打|致电|联系方式|Tel)\W{0,4}([2-8][0-9]{6,7})(?![0-9-])", re.IGNORECASE
)
_TOLD = re.compile(
    r"(?<![0-9])([1-8][0-9]{5})[^0-9\n]{0,12}((?:19|20)[0-9]{6})[^0-9\n]{0,12}([0-9]{3}[0-9Xx])(?![0-9Xx])"
)
"""A resident number with words between region, day and the rest."""
_LONGITUDES, _LATITUDES = range(70, 140), range(3, 56)
_DIGITS_OF_PLATE = 3


def marks(view: Unfolded, watch: Watch) -> Iterator[Place]:
    """Yield every mark of a text; two may overlap."""
    yield from _emails(view.text, watch)
    for match in _LOCAL.finditer(view.text):
        if not watch.allows_phone(match[1]):
            yield *match.span(1), Kind.LANDLINE
    for pattern, kind, is_meant in _PATTERNS:
        for match in pattern.finditer(view.text):
            if is_meant(match):
                yield *match.span(), kind


def _emails(text: str, watch: Watch) -> Iterator[Place]:
    for match in _EMAIL.finditer(text) if "@" in text or "(a" in text.lower() else ():
        if not watch.allows_email(re.sub(r"\s", "", match[0])):
            yield *match.span(), Kind.EMAIL


def _always(_match: re.Match[str]) -> bool:
    return True


def _is_plate(match: re.Match[str]) -> bool:
    return len(re.findall("[0-9]", match[1])) >= _DIGITS_OF_PLATE


def _is_no_day(match: re.Match[str]) -> bool:
    """A letter and a day or a year name a file or a batch, not a person's paper (E and G: a day)."""
    digits = re.sub(r"[^0-9]", "", match[0])
    if len(digits) < 8 or not digits.startswith(("19", "20")):  # noqa: PLR2004 - a year, a month, a day
        return True
    return match[0][0] in "EG" and not is_day(digits)


def _is_told(match: re.Match[str]) -> bool:
    return is_resident("".join(match.groups()).upper())


def _is_chinese(match: re.Match[str]) -> bool:
    """Whether two numbers are a place in or around China, in either order."""
    degrees = [int(each.split(".")[0]) for each in match.groups()]
    return any(a in _LONGITUDES and b in _LATITUDES for a, b in (degrees, degrees[::-1]))


_PATTERNS: tuple[tuple[re.Pattern[str], Kind, Callable[[re.Match[str]], bool]], ...] = (
    (_CIVIL, Kind.PLATE, _is_plate),
    *((each, Kind.PLATE, _always) for each in (_SPELT, _POLICE, _ARMY, _OLD_ARMY)),
    (_PASSPORT, Kind.PAPER, _is_no_day),
    (_ARMY_PAPER, Kind.PAPER, _always),
    *((each, Kind.PLACE, _is_chinese) for each in (_PAIR, _ROUGH_PAIR)),
    (_TOLD, Kind.RESIDENT, _is_told),
    *((each, Kind.PLACE, _always) for each in (_NAMED, _MINUTES)),
    (_BOX, Kind.BOX, _always),
)
