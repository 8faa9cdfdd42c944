"""All that a docx or xlsx says: its lines as a reader reads them, and what stands in it besides.

What a reader reads is joined; phonetics, field codes, text boxes and attributes
stand apart from it, so that nothing is hidden between two halves of a number.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation

from scripts.guard.office_acts import acts_of
from scripts.guard.xml import read_xml

Parts = Mapping[str, bytes]

_NEW_LINE = frozenset({"p", "br", "cr", "si", "row", "tr", "definedName", "oddHeader", "oddFooter"})
_CELL = frozenset({"tc", "c", "tab", "pt"})
_FLOWING = frozenset({"t", "v", "oddHeader", "oddFooter"})
"""The elements whose text a reader reads; the text of any other stands apart."""
_APART = frozenset({"rPh", "rt", "txbxContent"})
"""Elements that stand beside the line in which they are written."""
_NAMING = frozenset({"descr", "title", "tooltip", "alt", "string"})
_MANY_DIGITS = re.compile(r"(?:[0-9][^0-9]*){5}")
_KEY = re.compile(r"\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?|[0-9A-Fa-f]{6,8}|[0-9A-F]{20}")
"""What programs number things with: GUIDs, versions, colours, kinds of typefaces."""
_BETWEEN = "\n\n另：\n\n"
_SYMBOLS = {0xF000 + code: code for code in range(0x20, 0x100)}
_SYMBOLS |= {0xF080 + digit: 0x30 + digit for digit in range(10)}
_SYMBOLS |= {0xF08B + digit: 0x30 + digit for digit in range(10)}
"""Places at which fonts of symbols (Wingdings) keep letters and, circled, digits."""


class _Said:
    """What one part says, gathered while it is read."""

    def __init__(self, shared: list[str]) -> None:
        """Begin with nothing said; ``shared`` are the texts that cells name by number."""
        self.shared = shared
        self.flows: list[list[str]] = [[]]
        self.apart: dict[str, None] = {}
        self._loose: list[str] = []
        self._inside = [""]
        self._kind = ""

    def begin(self, _: str, local: str, attributes: Mapping[str, str]) -> None:
        """Note what an element is called for a reader, and whatever else it may say."""
        self._flush()
        self._inside.append(local)
        if local in _APART:
            self.flows.append([])
        elif local == "c":
            self._kind = attributes.get("t", "n")
        elif local == "sym":
            self.flows[-1].append(_sign(attributes.get("char", "")))
        elif local == "noBreakHyphen":
            self.flows[-1].append("-")
        self.apart.update((value, None) for key, value in attributes.items() if _is_said(key, value))

    def end(self, local: str) -> None:
        """End a cell, a line, or what stands beside it."""
        self._flush()
        self._inside.pop()
        if local in _APART:
            self.apart["".join(self.flows.pop())] = None
        elif local in _CELL:
            self.flows[-1].append(" | ")
            self._kind = ""
        elif local in _NEW_LINE:
            self.flows[-1].append("\n")

    def words(self, text: str) -> None:
        """Note a text where it belongs."""
        if self._inside[-1] in _FLOWING:
            self.flows[-1].append(_value(text.translate(_SYMBOLS), self._kind, self.shared))
        else:
            self._loose.append(text)

    def _flush(self) -> None:
        if text := "".join(self._loose).strip():
            self.apart[text] = None
        self._loose.clear()


def office_texts(parts: Parts) -> Iterator[tuple[str, str]]:
    """Yield what each part says with its name: paragraphs in lines, cells of a row side by side."""
    shared = shared_strings(parts)
    yield "部件名", _BETWEEN.join(sorted(parts))
    for name in sorted(parts):
        if name.endswith((".xml", ".rels")) and not name.startswith("docProps/"):
            said = _said(parts[name], shared)
            yield name, "".join(said.flows[0])
            yield f"{name} 的属性、域代码等", _BETWEEN.join([*said.apart, *acts_of(parts[name]).fields])


def has_words(texts: Iterable[tuple[str, str]]) -> bool:
    """Whether a reader finds anything to read in what ``office_texts`` tells."""
    return any(char.isalnum() for name, text in texts if name.endswith(".xml") for char in text)


def _said(body: bytes, shared: list[str]) -> _Said:
    said = _Said(shared)
    read_xml(body, said.begin, said.end, said.words)
    return said


def _is_said(key: str, value: str) -> bool:
    """Whether an attribute may say something to a person."""
    if key in _NAMING or not value.isascii() or (key == "Target" and ":" in value):
        return True
    is_number = key.startswith(("rsid", "panose")) or _KEY.fullmatch(value)
    return not is_number and ("@" in value or bool(_MANY_DIGITS.search(value)))


def _sign(code: str) -> str:
    """Return the sign that a docx names by its place in a font."""
    try:
        return chr(int(code, 16)).translate(_SYMBOLS)
    except (ValueError, OverflowError):
        return ""


def shared_strings(parts: Parts, name: str = "xl/sharedStrings.xml") -> list[str]:
    """Return the texts that the cells of an xlsx name by number, without the marks of how they are spoken."""
    texts: list[str] = []
    inside: list[str] = []

    def begin(_: str, local: str, _attributes: Mapping[str, str]) -> None:
        inside.append(local)
        if local == "si":
            texts.append("")

    def words(text: str) -> None:
        if texts and inside[-1] == "t" and "rPh" not in inside:
            texts[-1] += text

    def end(_: str) -> None:
        inside.pop()

    read_xml(parts.get(name, b"<none/>"), begin, end, words)
    return texts


def _value(text: str, kind: str, shared: list[str]) -> str:
    """Return what a cell shows: the text it names, or its number in full."""
    if kind == "s":
        return shared[int(text)] if text.isdecimal() and int(text) < len(shared) else text
    if kind != "n":
        return text
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return f"{number:f}" if number == number.to_integral_value() and number.adjusted() < 30 else text  # noqa: PLR2004
