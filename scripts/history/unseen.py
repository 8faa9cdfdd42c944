"""Characters nobody can see, which make a text look like another one: taken out, or escaped; pure."""

import re
from unicodedata import category

_RARE = re.compile("[^\n\x20-\x7e\u3000-\ud7ff\uff01-\uffef]+")
"""What is neither plain nor Chinese, where no such character is: only this is looked at one by one."""
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Controls, joiners and signs of direction, halves of characters, separators of lines."""
_RUN = re.compile("[\0\n]+")


def clean(text: str) -> str:
    """Return ``text`` on one line, without characters nobody can see."""
    if text.isprintable():
        return text.strip()
    return _RUN.sub(" ", _RARE.sub(_blanked, text)).strip()


def escaped(told: str) -> str:
    """Return JSON with every character nobody can see as JSON escapes it."""
    return _RARE.sub(_coded, told)


def is_unseen(character: str) -> bool:
    """Tell whether a character shows nothing of itself."""
    return category(character) in _UNSEEN


def _blanked(found: "re.Match[str]") -> str:
    return "".join("\0" if is_unseen(each) else each for each in found[0])


def _coded(found: "re.Match[str]") -> str:
    return "".join(_code(each) if is_unseen(each) else each for each in found[0])


def _code(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
