"""What stands inside the parts of a docx or xlsx: changes, comments, hidden things, and all the text."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from scripts.guard import office_rules as rules
from scripts.guard.xml import read_xml

Parts = Mapping[str, bytes]
_OFF = frozenset({"0", "false", "off", "none"})
_NEW_LINE = frozenset({"p", "br", "cr", "si", "row", "tr", "definedName", "oddHeader", "oddFooter"})
_CELL = frozenset({"tc", "c", "tab"})
_NAMING = ("descr", "title", "tooltip", "alt")


def content_faults(parts: Parts, ending: str) -> Iterator[str]:
    """Yield what the content of the kept parts forbids."""
    used = _styles_used(parts)
    for name in sorted(parts):
        if name.endswith((".xml", ".rels")):
            found: list[str] = []

            def begin(space: str, local: str, attributes: Mapping[str, str], into: list[str] = found) -> None:
                if space.endswith(("/wordprocessingml/2006/main", "/wordprocessingml/main")):
                    into.extend(_word_faults(local, attributes))
                elif ending == "xlsx":
                    into.extend(_sheet_faults(local, attributes))

            read_xml(parts[name], begin) if name != "word/styles.xml" else _read_styles(
                parts[name], used, found
            )
            yield from found


def _word_faults(local: str, attributes: Mapping[str, str]) -> Iterator[str]:
    if local in rules.CHANGES or local.endswith("PrChange"):
        yield rules.CHANGED
    if local in rules.WORD_ELEMENTS:
        yield rules.WORD_ELEMENTS[local]
    if local in ("vanish", "specVanish") and attributes.get("val", "1") not in _OFF:
        yield rules.HIDDEN_TEXT


def _styles_used(parts: Parts) -> frozenset[str]:
    """Return the styles that the text of a docx names."""
    used: set[str] = set()

    def begin(_: str, local: str, attributes: Mapping[str, str]) -> None:
        if local in ("rStyle", "pStyle", "tblStyle"):
            used.add(attributes.get("val", ""))

    for name in sorted(parts):
        if name.startswith("word/") and name.endswith(".xml") and name != "word/styles.xml":
            read_xml(parts[name], begin)
    return frozenset(used)


def _read_styles(body: bytes, used: frozenset[str], found: list[str]) -> None:
    """Note a style that hides, where the text uses it; Word itself brings hiding styles that nobody uses."""
    style = [""]

    def begin(_: str, local: str, attributes: Mapping[str, str]) -> None:
        if local == "style":
            style[0] = attributes.get("styleId", "")
        faults = set(_word_faults(local, attributes))
        if style[0] not in used:
            faults.discard(rules.HIDDEN_TEXT)
        found.extend(faults)

    read_xml(body, begin)


def _sheet_faults(local: str, attributes: Mapping[str, str]) -> Iterator[str]:
    if local == "sheet" and attributes.get("state", "visible") != "visible":
        yield rules.HIDDEN_SHEET
    if local in ("row", "col") and _is_hidden(attributes):
        yield rules.HIDDEN_CELLS
    is_own = attributes.get("name", "").startswith("_xlnm.")
    if local == "definedName" and attributes.get("hidden", "0") not in _OFF and not is_own:
        yield rules.HIDDEN_NAME
    if local in rules.SHEET_ELEMENTS:
        yield rules.SHEET_ELEMENTS[local]


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    size = attributes.get("ht", attributes.get("width", "1"))
    return attributes.get("hidden", "0") not in _OFF or size.startswith(("0", "."))


def office_texts(parts: Parts) -> Iterator[tuple[str, str]]:
    """Yield the text of each part with its name: paragraphs in lines, cells of a row side by side."""
    shared = _shared_strings(parts)
    for name in sorted(parts):
        if name.endswith((".xml", ".rels")) and not name.startswith(("docProps/", "[")):
            yield name, _text(parts[name], shared)


def _shared_strings(parts: Parts) -> list[str]:
    """Return the texts that the cells of an xlsx name by number."""
    texts: list[str] = []

    def begin(_: str, local: str, _attributes: Mapping[str, str]) -> None:
        if local == "si":
            texts.append("")

    def words(text: str) -> None:
        if texts:
            texts[-1] += text

    if "xl/sharedStrings.xml" in parts:
        read_xml(parts["xl/sharedStrings.xml"], begin, words=words)
    return texts


def _text(body: bytes, shared: list[str]) -> str:
    """Return what a part says: its text, and what its elements are called for a reader."""
    said: list[str] = []
    kinds = [""]

    def begin(_: str, local: str, attributes: Mapping[str, str]) -> None:
        if local == "c":
            kinds[0] = attributes.get("t", "n")
        elif local == "Relationship" and attributes.get("TargetMode") == "External":
            said.append(f"{attributes.get('Target', '')}\n")
        said.extend(f"{attributes[key]}\n" for key in _NAMING if attributes.get(key))

    def end(local: str) -> None:
        if local in _CELL:
            said.append(" | ")
            kinds[0] = ""
        elif local in _NEW_LINE:
            said.append("\n")

    def words(text: str) -> None:
        said.append(_value(text, kinds[0], shared))

    read_xml(body, begin, end, words)
    return "".join(said)


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
