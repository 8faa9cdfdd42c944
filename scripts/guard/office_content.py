"""What stands inside the parts of a docx or xlsx: changes, comments, and what is hidden."""

from collections.abc import Iterator, Mapping

from scripts.guard import office_rules as rules
from scripts.guard.xml import read_xml

Parts = Mapping[str, bytes]
_OFF = frozenset({"0", "false", "off", "none"})
_OF_ALL = ""
"""In place of a style's name: what holds for every text of a docx."""
_SIZES = ("ht", "width", "defaultRowHeight", "defaultColWidth")


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
    """Return the styles that the text of a docx names or stands in unnamed, and those they build on."""
    used: set[str] = {_OF_ALL}

    def begin(_: str, local: str, attributes: Mapping[str, str]) -> None:
        if local in ("rStyle", "pStyle", "tblStyle"):
            used.add(attributes.get("val", ""))

    for name in sorted(parts):
        if name.startswith("word/") and name.endswith(".xml") and name != "word/styles.xml":
            read_xml(parts[name], begin)
    based = _styles_based(parts.get("word/styles.xml"), used)
    waiting = list(used)
    while waiting:
        if (base := based.get(waiting.pop(), _OF_ALL)) not in used:
            used.add(base)
            waiting.append(base)
    return frozenset(used)


def _styles_based(body: bytes | None, used: set[str]) -> dict[str, str]:
    """Return the style each style builds on, and count those of unnamed texts as ``used``."""
    based: dict[str, str] = {}
    style = [_OF_ALL]

    def begin(_: str, local: str, attributes: Mapping[str, str]) -> None:
        if local == "style":
            style[0] = attributes.get("styleId", "")
            if attributes.get("default", "0") not in _OFF:
                used.add(style[0])
        elif local == "basedOn":
            based[style[0]] = attributes.get("val", "")

    if body is not None:
        read_xml(body, begin)
    return based


def _read_styles(body: bytes, used: frozenset[str], found: list[str]) -> None:
    """Note a style that hides, where the text uses it; Word itself brings hiding styles that nobody uses."""
    style = [_OF_ALL]

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
    if local in ("row", "col", "sheetFormatPr") and _is_hidden(attributes):
        yield rules.HIDDEN_CELLS
    is_own = attributes.get("name", "").startswith("_xlnm.")
    if local == "definedName" and attributes.get("hidden", "0") not in _OFF and not is_own:
        yield rules.HIDDEN_NAME
    if local in rules.SHEET_ELEMENTS:
        yield rules.SHEET_ELEMENTS[local]


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether rows or columns are not shown, or so small that nobody sees them."""
    hidden = (attributes.get(key, "0") not in _OFF for key in ("hidden", "zeroHeight"))
    return any(hidden) or any(_is_small(attributes.get(key, "1")) for key in _SIZES)


def _is_small(size: str) -> bool:
    try:
        return not float(size) >= 1
    except ValueError:
        return True
