"""What the guards look for, what the office allows, and what they found."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

SHOWN = (11, 3, 2)
"""From this length on a masked value keeps so many marks at its head and end; shorter ones keep two."""

_PHONE = re.compile(r"(?:\(?(010|02[0-9]|0[0-9]{3}|000)\)?[ -]?)?([0-9]{3,4}[ -]?[0-9]{4})(?![0-9])")


class Kind(StrEnum):
    """What a finding is, in the words of a message."""

    RESIDENT = "居民身份证号"
    PAPER = "证件号"
    CARD = "银行卡号"
    MOBILE = "手机号"
    LANDLINE = "固定电话"
    EMAIL = "邮箱"
    PLATE = "车牌号"
    PLACE = "经纬度坐标"
    TROOP = "部队番号或代号"
    BOX = "内部档案盒号"
    STRENGTH = "兵力编制用语"
    WORD = "错敏词"
    HINT = "提醒词"


SOFT = frozenset({Kind.STRENGTH, Kind.WORD, Kind.HINT})
"""Matters of wording, which an office may accept; everything else is a fact that must not be public."""

HARD = frozenset({Kind.RESIDENT, Kind.PAPER, Kind.CARD, Kind.MOBILE, Kind.PLACE, Kind.TROOP})
"""Facts that no text in the history may hold, inside or outside the county: nothing takes them back."""

REMEDIES = {
    Kind.RESIDENT: "应删去；公示名单只写姓名，需要区分时只留末四位；不是证件号的，请在数字之间写上文字",
    Kind.PAPER: "应删去",
    Kind.CARD: "应删去；收款账号请在办理时当面告知",
    Kind.MOBILE: "应删去或改为办公电话；不是手机号的，请在数字后写上单位",
    Kind.LANDLINE: "应为 data/publicity/words.yml 的 phones 里登记的办公电话",
    Kind.EMAIL: "应为 data/publicity/words.yml 的 emails 里登记的邮箱",
    Kind.PLATE: "应删去",
    Kind.PLACE: "应删去，只写地址",
    Kind.TROOP: "应写“驻县部队”",
    Kind.BOX: "应删去，盒号只在内部站使用",
    Kind.STRENGTH: "应改为不含数量、编制的说法，如“官兵代表”",
}


@dataclass(frozen=True, kw_only=True)
class Word:
    """A rule of the office's own list. ``use`` is '' where the word has no other form."""

    word: str
    use: str
    why: str
    is_error: bool


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One place of a text. ``at`` counts characters of the text as it was given.

    ``end`` counts to the character after the last. ``value`` is the whole of it, never to be shown;
    ``shown`` is masked.
    """

    at: int
    end: int
    kind: Kind
    shown: str
    value: str
    remedy: str

    @property
    def message(self) -> str:
        """One sentence with its remedy, without the value."""
        lead = "" if self.kind is Kind.HINT else "不能公开的"
        return f"{lead}{self.kind.value}“{self.shown}”（{self.remedy}）"


@dataclass(frozen=True, kw_only=True)
class Watch:
    """What the office allows (``phones``, ``emails``, ``accepted`` values) and forbids (``words``)."""

    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    words: tuple[Word, ...] = ()
    accepted: frozenset[tuple[Kind, str]] = frozenset()
    _digits: frozenset[str] = field(init=False, default=frozenset())

    def __post_init__(self) -> None:
        """Keep the telephones as digits alone, as they are compared."""
        object.__setattr__(self, "_digits", frozenset(form for each in self.phones for form in _forms(each)))

    def allows_phone(self, digits: str) -> bool:
        """Whether these digits are an office's number, with or without its area code or extension."""
        return digits in self._digits

    def allows_email(self, address: str) -> bool:
        """Whether this is an office's address."""
        return address.lower() in {each.lower() for each in self.emails}


def _forms(phone: str) -> Iterator[str]:
    """Yield the digits of a telephone as people write them: whole, without its extension, the local part."""
    found = _PHONE.match(unicodedata.normalize("NFKC", phone).strip())
    yield re.sub(r"[^0-9]", "", phone)
    if found:
        area, local = (re.sub(r"[^0-9]", "", each or "") for each in found.groups())
        yield from (area + local, local)


def masked(value: str) -> str:
    """Return a value of which too little is left to use it."""
    long, head, end = SHOWN
    if len(value) >= long:
        return f"{value[:head]}{'*' * (len(value) - head - end)}{value[-end:]}"
    return value[:2] + "*" * max(len(value) - 2, 1)
