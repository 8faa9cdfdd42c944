"""An entry on one line, in words YAML gives no other meaning: read without its parser; pure.

Most entries of a county are written so, and most edits make one more of them. What holds any
other sign is left to the parser, so that both always say the same.
"""

import re

_SIGNS = r"\w./+~%=()（）〔〕【】《》“”‘’、，。；：！？—…·％\-"
_WORD = rf"[\w（〔【《“‘](?:\x20*+[{_SIGNS}]++)*+"
_TEXT = rf'(?:{_WORD}|"[{_SIGNS} ,:#\[\]{{}}]*+")'
_FIELDS = re.compile('([^:, ][^:]*): ("[^"]*"|[^,]*)')
"""Where the whole is known to be plain, a sign that ends a key or a text can be nothing else."""
_ENTRY = re.compile(rf"  (?:-|({_WORD}):) (?:\{{((?:{_WORD}: {_TEXT}(?:, |(?=\}})))++)\}}|({_TEXT}))")
_LIMIT = 1000
"""Characters; YAML allows a key 1024."""


def plain_entry(text: str) -> tuple[str | None, dict[str, str]] | None:
    """Return the key (None in a list) and the fields of ``  - {…}``, ``  key: {…}`` or ``  key: text``."""
    found = _ENTRY.fullmatch(text) if len(text) <= _LIMIT else None
    if found is None:
        return None
    key, several, one = found.groups()
    if several is None:
        return None if key is None else (key, _filled([("", one)]))
    pairs = _FIELDS.findall(several)
    return (key, _filled(pairs)) if len(dict(pairs)) == len(pairs) else None


def _filled(pairs: list[tuple[str, str]]) -> dict[str, str]:
    return {name: value for name, quoted in pairs if (value := quoted.strip('"'))}
