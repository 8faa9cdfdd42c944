"""Which styles of a workbook show a number as a date or as a percentage."""

import re
from collections.abc import Mapping
from typing import TypeAlias

from scripts.guard.xml import read_xml

Looks: TypeAlias = Mapping[str, str]
"""Style number → ``date`` or ``percent``; others are left out."""
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_PERCENTS = frozenset({9, 10})
_ASIDE = re.compile(r'"[^"]*"|\\.|\[(?![hms]+\])[^\]]*\]|_.|\*.|General', re.IGNORECASE)


def looks_of(styles: bytes) -> Looks:
    """Return what the styles part says of each cell format."""
    codes: dict[str, str] = {}
    looks: dict[str, str] = {}
    inside: list[str] = []

    def begin(_: str, local: str, attributes: Mapping[str, str]) -> None:
        inside.append(local)
        if local == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif local == "xf" and "cellXfs" in inside:
            number = str(len(order))
            order.append(number)
            if look := _look(attributes.get("numFmtId", "0"), codes):
                looks[number] = look

    def end(_: str) -> None:
        inside.pop()

    order: list[str] = []
    read_xml(styles or b"<none/>", begin, end)
    return looks


def _look(number: str, codes: Mapping[str, str]) -> str:
    if number in codes:
        code = _ASIDE.sub("", codes[number])
        return "percent" if "%" in code else "date" if re.search("[ymdhs年月日]", code, re.IGNORECASE) else ""
    known = int(number) if number.isdecimal() else 0
    return "date" if known in _DATES else "percent" if known in _PERCENTS else ""
