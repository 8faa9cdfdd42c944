"""What a picture or a document carries besides what a reader sees. Bytes in, Chinese words out.

Read here from the formats themselves, and not by the libraries that clean the
files: a gate that shares its eyes with the cleaner would overlook the same.
"""

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_CHUNKS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"bKGD", b"sBIT"}
)
_JPEG_BARE = frozenset({0x01, *range(0xD0, 0xD8)})
"""Marks without a length."""
_SCAN, _END = 0xDA, 0xD9
_JPEG_SEGMENTS = frozenset(
    {0xDB, 0xC4, 0xDD, 0xDA, *range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC)}
)
_JFIF = (0xE0, b"JFIF\x00")
_ADOBE = (0xEE, b"Adobe")
_JFIF_LENGTH = 14  # with no small picture behind it

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_LARGEST = 20_000_000  # bytes of one unpacked stream
_HEX_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_PDF_WORDS: Mapping[bytes, str] = {
    rb"/(JS|JavaScript)\b": "脚本",
    rb"/(OpenAction|AA|Launch|SubmitForm|ImportData)\b": "自动动作",
    rb"/(EmbeddedFiles?|Filespec|RichMedia)\b": "夹带的文件",
    rb"/Encrypt\b": "加密",
    rb"/(AcroForm|XFA)\b": "表单",
    rb"/(Author|Creator|Keywords|Company|CreationDate|ModDate|SourceModified)\s*[(<]": "作者、软件或时间",
    rb"/Metadata\b|<\?xpacket|<x:xmpmeta": "元数据（XMP）",
    rb"/(Text|FreeText|Popup|Ink|Stamp|Highlight|FileAttachment)\b(?=[^/]{0,40}/(Rect|Contents|P)\b)": "批注",
}

_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(core|app)\.xml"
    r"|(word|xl)/[A-Za-z0-9/_.-]+\.(xml|rels|png|jpe?g)"
)
_BAD_PARTS = re.compile(
    r"comment|people|person|revision|custom|embed|activex|macro|vba|externallink|printersettings|glossary"
    r"|connection|querytable",
    re.IGNORECASE,
)
_BAD_MARKUP: Mapping[bytes, str] = {
    rb"<w:(ins|del|moveFrom|moveTo) ": "修订痕迹",
    rb"<w:vanish ?/>|<w:vanish w:val=\"(1|true|on)\"": "隐藏文字",
    rb"<sheet [^>]*state=\"(hidden|veryHidden)\"": "隐藏的工作表",
    rb"<(row|col) [^>]*hidden=\"(1|true)\"": "隐藏的行或列",
    rb"<!DOCTYPE|<!ENTITY": "文档类型声明",
    rb"<!--": "注释",
}
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def carried(name: str, data: bytes) -> list[str]:
    """Return what the file ``name`` carries unseen, in Chinese words; empty for a clean one."""
    reader = _READERS.get(name.rpartition(".")[2].lower())
    return sorted(set(reader(data))) if reader else []


def _png(data: bytes) -> Iterator[str]:
    at = len(_PNG)
    while at + 8 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        at += 12 + length
        if kind not in _PNG_CHUNKS:
            yield f"附加信息块 {kind.decode('ascii', errors='replace')}"
        if kind == b"IEND":
            break
    if at != len(data):
        yield "图像结束后还有内容，或文件不完整"


def _jpeg(data: bytes) -> Iterator[str]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004 - begins every mark
        mark = data[at + 1]
        if mark == _END:
            break
        if mark in _JPEG_BARE:
            at += 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if fault := _segment(mark, data[at + 4 : at + 2 + length]):
            yield fault
        at += 2 + length
        if mark == _SCAN:
            at = _behind_scan(data, at)
    if data[at : at + 2] != b"\xff\xd9" or at + 2 != len(data):
        yield "图像结束后还有内容，或文件不完整"


def _segment(mark: int, content: bytes) -> str:
    """Return what is wrong with one segment of a JPEG file."""
    plain = any(mark == known and content.startswith(start) for known, start in (_JFIF, _ADOBE))
    if plain and len(content) <= _JFIF_LENGTH:
        return ""
    return "" if mark in _JPEG_SEGMENTS else f"附加信息段 {mark:02X}"


def _behind_scan(data: bytes, at: int) -> int:
    """Return where the next mark stands behind the pixels of a scan."""
    while at + 1 < len(data):
        at = data.find(b"\xff", at)
        if at < 0:
            return len(data)
        if data[at + 1] and data[at + 1] not in _JPEG_BARE:
            return at
        at += 2
    return len(data)


def _pdf(data: bytes) -> Iterator[str]:
    if data.count(b"%%EOF") > 1 and b"/Linearized" not in data[:2000]:
        yield "改动前的旧版本"
    if data.rpartition(b"%%EOF")[2].strip():
        yield "文件结束后还有内容"
    for part in _pdf_parts(data):
        plain = _HEX_NAME.sub(lambda found: bytes.fromhex(found[1].decode()), part)
        yield from (words for pattern, words in _PDF_WORDS.items() if re.search(pattern, plain))


def _pdf_parts(data: bytes) -> Iterator[bytes]:
    """Yield what stands outside the streams, and each packed list of objects unpacked."""
    yield _STREAM.sub(b"", data)
    for found in _STREAM.finditer(data):
        head = data[max(0, found.start() - 300) : found.start()].rpartition(b" obj")[2]
        if b"/ObjStm" in head or b"/XML" in head:
            yield unpacked(found[1])


def unpacked(stream: bytes) -> bytes:
    """Return a packed stream as far as it can be read; the bytes themselves when it is not packed."""
    try:
        return zlib.decompressobj().decompress(stream, _LARGEST)
    except zlib.error:
        return stream


def _office(data: bytes) -> Iterator[str]:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            parts = {name: archive.read(name) for name in names}
            if archive.comment or any(info.comment for info in archive.infolist()):
                yield "压缩包注释"
    except (BadZipFile, NotImplementedError, RuntimeError, zlib.error):
        yield "打不开的内容"
        return
    if len(names) != len(parts) or not data.startswith(b"PK\x03\x04") or data[-22:-18] != b"PK\x05\x06":
        yield "压缩包前后或内部夹带的内容"
    for name, part in parts.items():
        yield from _office_part(name, part)


def _office_part(name: str, part: bytes) -> Iterator[str]:
    if not _PARTS.fullmatch(name) or _BAD_PARTS.search(name):
        yield f"不应有的部件 {name}"
    yield from carried(name, part)
    if name.endswith((".xml", ".rels")):
        yield from (words for pattern, words in _BAD_MARKUP.items() if re.search(pattern, part))
        yield from _office_xml(name, part)


def _office_xml(name: str, part: bytes) -> Iterator[str]:
    if b"<!" in part:
        return  # told already; never handed to the parser
    try:
        root = ET.fromstring(part)  # noqa: S314 - declarations, the parser's danger, were refused above
    except ET.ParseError:
        yield "读不出来的部件"
        return
    if name.startswith("docProps/") and any((each.text or "").strip() for each in root.iter()):
        yield "作者、单位或软件信息"
    for each in root.iter():
        if each.get("TargetMode") == "External" and each.get("Type") != _LINK:
            yield "指向外部的内容"


_READERS: Mapping[str, Callable[[bytes], Iterator[str]]] = {
    "png": _png,
    "jpg": _jpeg,
    "jpeg": _jpeg,
    "pdf": _pdf,
    "docx": _office,
    "xlsx": _office,
}
