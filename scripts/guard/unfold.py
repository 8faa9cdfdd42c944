"""A text as a reader's eye joins it, with the place each character came from.

Full-width forms become plain, what nobody sees goes, dashes become one dash,
character references are resolved, emphasis marks and link targets of Markdown
leave the text around them joined.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from urllib.parse import unquote

_REFERENCE = re.compile(r"&(?:#0*[0-9]{1,7}|#[xX]0*[0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TARGET = re.compile(r"\]\((?:[^()]|\([^()]{0,200}\)){0,1000}\)|\]\[[^\[\]]{0,200}\]")
_MARKS = re.compile(r"(?<!\*)\*{1,3}(?!\*)|[`\[\]]|!(?=\[)")
_DIGEST = re.compile(r"(?<![0-9A-Za-z])(?=[0-9]*[a-f])[0-9a-f]{40,128}(?![0-9A-Za-z])")
_UNSEEN = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Letters and signs that show nothing: the fillers of Hangul, the empty cell of Braille."""
_COUNTED = range(21)
_ORDINAL = re.compile(r"^[ \t>]*[0-9]{1,3}[.)、][ \t]+", re.MULTILINE)
_ENCODED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_KEPT = frozenset("\n\t")


@dataclass(frozen=True)
class Unfolded:
    """The joined ``text``; ``at[i]`` is where its i-th character stood."""

    text: str
    at: Sequence[int]

    def without(self, pattern: re.Pattern[str], put: str = "") -> "Unfolded":
        """Return the text with every match replaced by ``put``."""
        found = [match.span() for match in pattern.finditer(self.text)]
        if not found:
            return self
        cuts = [(0, 0), *found, (len(self.text), len(self.text))]
        text: list[str] = []
        at: list[int] = []
        for (_, end), (begin, after) in pairwise(cuts):
            text.append(self.text[end:begin])
            at += self.at[end:begin]
            if after > begin:
                text.append(put)
                at += [self.at[begin]] * len(put)
        return Unfolded("".join(text), at)

    def part(self, begin: int, end: int) -> "Unfolded":
        """Return a piece of the text."""
        return Unfolded(self.text[begin:end], self.at[begin:end])


def views(text: str) -> Iterator[Unfolded]:
    """Yield the text as it is read, also without the numbers of its lists, then each thing it links to."""
    whole = unfold(text).without(_DIGEST, " ")
    read = whole.without(_TARGET).without(_MARKS)
    yield read
    if _ORDINAL.search(read.text):
        yield read.without(_ORDINAL)
    for match in _TARGET.finditer(whole.text):
        yield _decoded(whole.part(match.start() + 2, match.end() - 1))


def _decoded(target: Unfolded) -> Unfolded:
    """Return what a browser makes of a target written with percent signs."""
    text: list[str] = []
    at: list[int] = []
    end = 0
    for match in _ENCODED.finditer(target.text):
        plain = unfold(unquote(match[0], errors="ignore")).text
        text += (target.text[end : match.start()], plain)
        at += (*target.at[end : match.start()], *[target.at[match.start()]] * len(plain))
        end = match.end()
    return Unfolded("".join((*text, target.text[end:])), (*at, *target.at[end:])) if end else target


def unfold(text: str) -> Unfolded:
    """Return ``text`` in plain characters."""
    pieces: list[str] = []
    at: list[int] = []
    end = 0
    for match in _REFERENCE.finditer(text):
        _plain(text[end : match.start()], end, pieces, at)
        for char in html.unescape(match[0]):
            _plain(char, match.start(), pieces, at)
        end = match.end()
    _plain(text[end:], end, pieces, at)
    return Unfolded("".join(pieces), at)


def _plain(text: str, first: int, pieces: list[str], at: list[int]) -> None:
    if text.isascii() and text.isprintable():
        pieces.append(text)
        at.extend(range(first, first + len(text)))
        return
    for place, char in enumerate(text, first):
        plain = fold(char)
        pieces.append(plain)
        at.extend([place] * len(plain))


@cache
def fold(char: str) -> str:
    """Return the plain form of one character; '' for one that nobody sees."""
    if char in _KEPT:
        return char
    return "".join(map(_folded, unicodedata.normalize("NFKC", char)))


def _folded(char: str) -> str:
    kind = unicodedata.category(char)
    if kind in ("Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me") or char in _UNSEEN:
        return ""
    if kind == "Nd":
        return str(unicodedata.decimal(char))
    if kind == "Pd" or char == "\u2212":
        return "-"
    if kind in ("No", "So"):
        return _counted(char)
    return " " if kind in ("Zs", "Zl", "Zp") else char


def _counted(char: str) -> str:
    """Return the number that a sign shows, as the black ❶; the sign itself where it shows none."""
    number = unicodedata.numeric(char, -1.0)
    return str(int(number)) if number in _COUNTED else char
