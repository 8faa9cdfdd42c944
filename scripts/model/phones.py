"""The telephone of an office: a landline, a service number or a short one, never a person's mobile."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

from scripts.model.fields import read_words, refuse, schema

_AREA = r"(?:010|02[0-9]|0[3-9][0-9]{2}|0000?)"
"""Of the national plan; all noughts stand for a number that is made up."""
_LOCAL = r"[02-9][0-9]{2,3}[ -]?[0-9]{4}"
_MORE = r"(?:(?: ?(?:转|分机) ?|-)[0-9]{1,5})?"
_SHAPE = (
    rf"(?:(?:{_AREA}[ -]?|[(（]{_AREA}[)）] ?)?{_LOCAL}{_MORE}"
    r"|[48]00[ -]?[0-9]{3,4}[ -]?[0-9]{3,4}|1[0-9]{2,4}|9[0-9]{4,5})"
)
_PHONE = re.compile(_SHAPE)
_SHOWN = 3


def read_phone(value: Any) -> str:
    """Read the telephone of an office; what is refused is shown in part, as it may be a person's."""
    text = read_words(value)
    if not _PHONE.fullmatch(text):
        expected = "固定电话、400 电话或短号，如 0000-0000000；手机号不能公开"
        raise refuse("F211", "办公电话写法不对", expected, f"{text[:_SHOWN]}…")
    return text


OfficePhone = Annotated[str, BeforeValidator(read_phone), schema("string", f"^{_SHAPE}$")]
