"""The public copy of a docx or xlsx: its known parts in a new archive, without who, when and where."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from itertools import chain
from posixpath import basename, dirname, join, normpath
from xml.sax.saxutils import quoteattr

from scripts.guard import office_rules as rules
from scripts.guard.files import Unfit
from scripts.guard.office_acts import act_faults
from scripts.guard.office_content import content_faults
from scripts.guard.pictures import cleaned_picture
from scripts.guard.xml import read_xml

Parts = Mapping[str, bytes]

TYPES, ROOT_LINKS = "[Content_Types].xml", "_rels/.rels"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PROPERTIES = {
    "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"/>',
}
"""What is left of the properties: author, firm, template, times and counts are gone."""
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DAY = (1980, 1, 1, 0, 0, 0)
_MOST_PARTS, _MOST_BYTES = 2000, 100_000_000
_MOST_XML, _MOST_ELEMENTS = 20_000_000, 300_000
"""Of all parts that are read, together: bytes, and elements."""
_LOCKED = b"\xd0\xcf\x11\xe0"
_FOLDER_OF_USER = re.compile(rb'(<x15ac:absPath\b[^>]*?\burl=")[^"]*')
_SHARING = re.compile(rb"<fileSharing\b[^>]*/>")
_PRINTER = re.compile(rb'(<pageSetup\b[^>]*?)\s+r:id="[^"]*"')
_WEB = ("http://", "https://", "mailto:")


def cleaned_office(data: bytes, ending: str) -> bytes:
    """Return the public copy of a docx or xlsx; Unfit says what a person must mend."""
    parts = read_parts(data)
    kept = {name: body for name, body in parts.items() if _is_kept(name, ending)}
    for name in [each for each in kept if each.endswith(".rels") and each != ROOT_LINKS]:
        if _source(name) not in kept:
            del kept[name]
    faults = chain(
        _part_faults(parts, ending), _link_faults(kept), content_faults(kept, ending), act_faults(kept)
    )
    if reasons := list(faults):
        raise Unfit(reasons)
    return _archive({name: _cleaned(name, body, kept) for name, body in kept.items()})


def read_parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of an archive by name; Unfit when it is broken, locked or a bomb."""
    if data.startswith(_LOCKED):
        raise Unfit([rules.LOCKED])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = [each.filename for each in entries]
            if len(names) > _MOST_PARTS or sum(each.file_size for each in entries) > _MOST_BYTES:
                raise Unfit([rules.TOO_LARGE.format(_MOST_BYTES // 1_000_000)])
            if len(set(map(str.lower, names))) < len(names) or TYPES not in names:
                raise Unfit([rules.BROKEN])
            if sum(each.file_size for each in entries if _is_read(each.filename)) > _MOST_XML:
                raise Unfit([rules.TOO_LARGE.format(_MOST_XML // 1_000_000)])
            parts = {each.filename: archive.read(each) for each in entries}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, ValueError, EOFError):
        raise Unfit([rules.BROKEN]) from None
    if (
        sum(body.count(b"<") - body.count(b"</") for name, body in parts.items() if _is_read(name))
        > _MOST_ELEMENTS
    ):
        raise Unfit([rules.TOO_MANY])
    return parts


def _is_read(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _is_kept(name: str, ending: str) -> bool:
    return name in (TYPES, ROOT_LINKS, *_PROPERTIES) or bool(rules.KEPT[ending].fullmatch(name))


def _part_faults(parts: Parts, ending: str) -> Iterator[str]:
    """Yield what the names of the parts give away."""
    for name in sorted(parts):
        if _is_kept(name, ending) or rules.LEFT_OUT.fullmatch(name):
            continue
        if rules.COMMENT_PART.fullmatch(name) and not rules.COMMENT.search(parts[name]):
            continue
        said = (reason for pattern, reason in rules.REFUSED if pattern.fullmatch(name))
        yield next(said, rules.UNKNOWN.format(name[:60]))
    if {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}[ending] not in parts:
        yield rules.BROKEN


def _link_faults(kept: Parts) -> Iterator[str]:
    """Yield a link that leads out of the file, but for one a reader clicks."""
    for name in sorted(kept):
        for each in _links(kept[name]) if name.endswith(".rels") else ():
            if each.get("TargetMode") == "External" and not (_is_click(each) or _is_template(each)):
                yield rules.OUTSIDE


def _is_click(link: Mapping[str, str]) -> bool:
    return link["Type"].endswith("/hyperlink") and link["Target"].lower().startswith(_WEB)


def _is_template(link: Mapping[str, str]) -> bool:
    """Whether a link names the template a docx was begun from; it is taken out with its element."""
    return link["Type"].endswith("/attachedTemplate")


def _links(body: bytes) -> list[Mapping[str, str]]:
    """Return the attributes of the relationships of a part."""
    found: list[Mapping[str, str]] = []
    read_xml(body, lambda _, name, attributes: found.append(attributes) if name == "Relationship" else None)
    if any({"Id", "Type", "Target"} - each.keys() for each in found):
        raise Unfit([rules.BROKEN])
    return found


def _cleaned(name: str, body: bytes, kept: Parts) -> bytes:
    """Return a part as it goes into the public copy."""
    if name in _PROPERTIES:
        return (_HEAD + _PROPERTIES[name]).encode()
    if name.endswith(".rels"):
        return _relinked(name, body, kept)
    if name == TYPES:
        return _retyped(body, kept)
    if "/media/" in name:
        return cleaned_picture(body, "png" if name.endswith(".png") else "jpg")
    return _without_traces(name, body)


def _without_traces(name: str, body: bytes) -> bytes:
    """Return a part without what a program wrote into it unasked: machine, user, folder, printer."""
    if name == "word/settings.xml":
        return rules.UNASKED.sub(b"", body)
    if name == "xl/workbook.xml":
        return _SHARING.sub(b"", _FOLDER_OF_USER.sub(rb"\1", body))
    return _PRINTER.sub(rb"\1", body) if name.startswith("xl/worksheets/") else body


def _relinked(name: str, body: bytes, kept: Parts) -> bytes:
    """Return the relationships of a part without those that lead to a part left out."""
    base = dirname(dirname(name))
    lines = [
        _element("Relationship", each)
        for each in _links(body)
        if (
            _is_click(each) if each.get("TargetMode") == "External" else _target(base, each["Target"]) in kept
        )
    ]
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'.encode()


def _source(links: str) -> str:
    """Return the part whose relationships stand in ``links``."""
    return join(dirname(dirname(links)), basename(links).removesuffix(".rels"))


def _target(base: str, target: str) -> str:
    return normpath(target.lstrip("/") if target.startswith("/") else join(base, target.partition("#")[0]))


def _retyped(body: bytes, kept: Parts) -> bytes:
    """Return the list of types without the parts left out."""
    lines: list[str] = []

    def begin(_: str, name: str, attributes: Mapping[str, str]) -> None:
        part = attributes.get("PartName", "").lstrip("/")
        if name == "Default" or (name == "Override" and part in kept):
            lines.append(_element(name, attributes))

    read_xml(body, begin)
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{"".join(lines)}</Types>'.encode()


def _element(name: str, attributes: Mapping[str, str]) -> str:
    return f"<{name}{''.join(f' {key}={quoteattr(value)}' for key, value in attributes.items())}/>"


def _archive(parts: Parts) -> bytes:
    """Return an archive of the parts: the list of types first, no times, no names of machines."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(parts, key=lambda each: (each != TYPES, each)):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(entry, parts[name])
    return out.getvalue()
