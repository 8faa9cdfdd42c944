"""What a docx or xlsx would do when it is opened or clicked: field codes, formulas, addresses."""

import re
from collections.abc import Iterator, Mapping

from scripts.guard import office_rules as rules
from scripts.guard.xml import read_xml

Parts = Mapping[str, bytes]

_FIELDS = re.compile(
    r"PAGE|NUMPAGES|SECTION|SECTIONPAGES|TOC|TC|REF|PAGEREF|NOTEREF|STYLEREF|HYPERLINK|SEQ|DATE|TIME|EQ"
    r"|FORMTEXT|FORMCHECKBOX|FORMDROPDOWN|INDEX|XE|=.*",
    re.IGNORECASE | re.DOTALL,
)
"""Fields that show something of the file itself, or wait for a click."""
_FUNCTIONS = re.compile(
    r"ABS|AND|AVERAGE|AVERAGEIF|CEILING|CHOOSE|COLUMNS?|CONCAT|CONCATENATE|COUNT|COUNTA|COUNTBLANK|COUNTIFS?"
    r"|DATE|DATEDIF|DAY|EDATE|EOMONTH|EXACT|FALSE|FIND|FLOOR|HLOOKUP|HOUR|IF|IFERROR|IFNA|IFS|INDEX|INT"
    r"|ISBLANK|ISERROR|ISNUMBER|ISTEXT|LARGE|LEFT|LEN|LOOKUP|LOWER|MATCH|MAX|MEDIAN|MID|MIN|MINUTE|MOD|MONTH|NA"
    r"|NETWORKDAYS|NOT|NOW|OR|PRODUCT|RANK|REPLACE|RIGHT|ROUND|ROUNDDOWN|ROUNDUP|ROWS?|SEARCH|SMALL|SUBSTITUTE"
    r"|SUBTOTAL|SUM|SUMIFS?|SUMPRODUCT|TEXT|TODAY|TRIM|TRUE|UPPER|VALUE|VLOOKUP|WEEKDAY|XLOOKUP|YEAR"
    r"|_XLFN\.(?:CONCAT|IFNA|IFS|XLOOKUP)",
    re.IGNORECASE,
)
"""Functions that look at nothing but the table."""
_FORMULAS = frozenset({"f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula"})
_FORMULAS |= {"totalsRowFormula"}
_CALL = re.compile(r"([\w.]+)\s*\(")
_QUOTED = re.compile(r'"[^"]*"')
_SHEET = re.compile(r"'[^'\[\]|\\]*'(?=!)")
_OUTWARDS = re.compile(r"[|\\]|:/|\[[0-9]+\][^,)\]]*!")
_SOURCES = frozenset({"src", "href", "althref"})
_AWAY = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[\\/]{2}")
_JUMP = re.compile(r'HYPERLINK\s+(?:"([^"]*)"|([^\s\\"]\S*))', re.IGNORECASE)
_WEB = ("http://", "https://", "mailto:")


class Acts:
    """The field codes and formulas of one part, whole, as they are met."""

    def __init__(self) -> None:
        """Begin with none."""
        self.fields: list[str] = []
        self.faults: list[str] = []
        self._open: list[str] = []
        self._formula: list[str] | None = None
        self._local = ""

    def begin(self, _: str, local: str, attributes: Mapping[str, str]) -> None:
        """Note where a field or a formula begins, and a picture that lies elsewhere."""
        self._local = local
        if local == "fldSimple":
            self.fields.append(attributes.get("instr", ""))
        elif local == "fldChar":
            self._turn(attributes.get("fldCharType", ""))
        elif local in _FORMULAS:
            self._formula = []
        if any(_AWAY.match(attributes.get(key, "").strip()) for key in _SOURCES):
            self.faults.append(rules.OUTSIDE)
        if local == "blip" and "link" in attributes:
            self.faults.append(rules.OUTSIDE)

    def _turn(self, kind: str) -> None:
        if kind == "begin":
            self._open.append("")
        elif self._open:
            code = self._open.pop() if kind == "end" else self._open[-1]
            if code:
                self.fields.append(code)
            if kind != "end":
                self._open[-1] = ""

    def words(self, text: str) -> None:
        """Note a piece of a field code or of a formula."""
        if self._local == "instrText":
            if not self._open:
                self._open.append("")
            self._open[-1] += text
        elif self._formula is not None:
            self._formula.append(text)

    def end(self, local: str) -> None:
        """Judge a formula that is whole."""
        if local in _FORMULAS and self._formula is not None:
            if not is_calm("".join(self._formula)):
                self.faults.append(rules.FORMULA)
            self._formula = None
        if self._local == local:
            self._local = ""

    def close(self) -> None:
        """End fields that nobody ended, and judge all."""
        self.fields += filter(None, self._open)
        self._open.clear()
        self.faults += filter(None, map(field_fault, self.fields))


def act_faults(parts: Parts) -> Iterator[str]:
    """Yield what forbids a file because it would act by itself or look elsewhere."""
    for name in sorted(parts):
        if name.endswith(".xml"):
            yield from acts_of(parts[name]).faults


def acts_of(body: bytes) -> Acts:
    """Return the acts of one part."""
    acts = Acts()
    read_xml(body, acts.begin, acts.end, acts.words)
    acts.close()
    return acts


def is_calm(formula: str) -> bool:
    """Whether a formula looks at nothing but the table in which it stands."""
    plain = _SHEET.sub("", _QUOTED.sub("", formula))
    return not _OUTWARDS.search(plain) and all(
        _FUNCTIONS.fullmatch(found[1]) for found in _CALL.finditer(plain)
    )


def field_fault(code: str) -> str:
    """Return what is wrong with a field code, or an empty text."""
    name = code.split(maxsplit=1)[0] if code.strip() else ""
    if name and not _FIELDS.fullmatch(name):
        return rules.FIELD.format("".join(filter(str.isalnum, name))[:20])
    target = _jump(code)
    return rules.OUTSIDE if target and not target.lower().startswith(_WEB) else ""


def _jump(code: str) -> str:
    found = _JUMP.match(code.strip())
    return (found[1] or found[2] or "").strip() if found else ""


def office_links(parts: Parts) -> Iterator[tuple[str, str]]:
    """Yield every address to which a file leads, with the part that names it."""
    for name in sorted(parts):
        if name.endswith(".rels"):
            yield from ((name, target) for target in _targets(parts[name]))
        elif name.startswith("word/") and name.endswith(".xml"):
            yield from ((name, target) for target in map(_jump, acts_of(parts[name]).fields) if target)


def _targets(body: bytes) -> list[str]:
    found: list[str] = []

    def begin(_: str, _local: str, attributes: Mapping[str, str]) -> None:
        if attributes.get("TargetMode") == "External":
            found.append(attributes.get("Target", ""))

    read_xml(body, begin)
    return found
