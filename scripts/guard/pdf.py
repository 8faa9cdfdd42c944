"""The public copy of a pdf: its pages drawn anew into an empty file.

Properties, XMP, ids, earlier versions, bookmarks, form fields, notes, previews
and an editor's private data are not carried over; what acts by itself or hides
something is refused. Of the annotations only links to the web are kept.
"""

import io
import logging
from collections.abc import Iterator
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PdfReadError
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from scripts.guard.files import Unfit
from scripts.guard.jpeg import without_notes

PAGES = 500
OBJECTS = 200_000
_PRIVATE = (
    *(
        "/Metadata",
        "/PieceInfo",
        "/LastModified",
        "/Thumb",
        "/ID",
        "/AF",
        "/DSS",
        "/VP",
    ),  # who, when, with what
    *("/AA", "/B", "/StructParents", "/StructParent", "/Tabs", "/PresSteps"),  # of the old file
)
_BROKEN = "pdf 打不开（应为完好的 pdf；请在 WPS 或 Word 里重新“输出为 PDF”）"
_FORBIDDEN = {
    "/JavaScript": "pdf 里有脚本（应删去；请重新“输出为 PDF”）",
    "/JS": "pdf 里有脚本（应删去；请重新“输出为 PDF”）",
    "/Launch": "pdf 里有会启动程序的动作（应删去；请重新“输出为 PDF”）",
    "/SubmitForm": "pdf 里有会向外提交的动作（应删去；请重新“输出为 PDF”）",
    "/ImportData": "pdf 里有会读取文件的动作（应删去；请重新“输出为 PDF”）",
    "/EmbeddedFiles": "pdf 里有附件（应在附件窗格里删去后另存）",
    "/EmbeddedFile": "pdf 里有附件（应在附件窗格里删去后另存）",
    "/FileAttachment": "pdf 里有附件（应在附件窗格里删去后另存）",
    "/RichMedia": "pdf 里有音视频或三维内容（应删去后另存）",
    "/Movie": "pdf 里有音视频或三维内容（应删去后另存）",
    "/Sound": "pdf 里有音视频或三维内容（应删去后另存）",
    "/3D": "pdf 里有音视频或三维内容（应删去后另存）",
    "/XFA": "pdf 是可填写的表单（应打印成 PDF 后再用）",
    "/OCGs": "pdf 里有图层，可能藏有内容（应合并图层或打印成 PDF 后再用）",
}
_NOTE = "pdf 里有批注（应在批注窗格里删去后另存）"
_FILLED = "pdf 的表单里填有内容（应打印成 PDF 后再用）"
_QUIET = frozenset({"/Link", "/Widget", "/Popup"})

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says in English is told here as a reason


def cleaned_pdf(data: bytes) -> bytes:
    """Return the public copy of a pdf; Unfit says what a person must mend."""
    try:
        reader = _opened(data)
        reasons = list(_reasons(reader))
        clean = b"" if reasons else _written(reader)
    except Unfit:
        raise
    except Exception:  # noqa: BLE001 - a hostile file may fail anywhere in the reader
        raise Unfit([_BROKEN]) from None
    if reasons:
        raise Unfit(reasons)
    return clean


def pdf_texts(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the text and the links of each page of a readable pdf, with the page's name."""
    for number, page in enumerate(PdfReader(io.BytesIO(data)).pages, 1):
        addresses = [_address(link) for link in _links(page)]
        yield f"第 {number} 页", "\n".join([_said(page), *addresses])


def pdf_links(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the address of each link of a readable pdf, with the page's name."""
    for number, page in enumerate(PdfReader(io.BytesIO(data)).pages, 1):
        yield from ((f"第 {number} 页", _address(link)) for link in _links(page))


def _said(page: PageObject) -> str:
    try:
        return page.extract_text()
    except Exception:  # noqa: BLE001 - a hostile file may fail anywhere in the reader
        raise Unfit(["pdf 的文字读不出来，不能核对（应重新“输出为 PDF”）"]) from None


def _opened(data: bytes) -> PdfReader:
    if not data.startswith(b"%PDF-"):
        raise Unfit([_BROKEN])
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise Unfit(["pdf 加了密码或限制（应去掉密码后另存）"])
    if not 0 < len(reader.pages) <= PAGES:
        raise Unfit([f"pdf 页数不对（应为 1–{PAGES} 页，实为 {len(reader.pages)} 页）"])
    return reader


def _reasons(reader: PdfReader) -> Iterator[str]:
    """Yield what forbids publishing the file, wherever it stands in it."""
    for node in _reachable(reader):
        yield from (_FORBIDDEN[key] for key in node if key in _FORBIDDEN and node.raw_get(key) is not None)
        for kind in (node.get("/S"), node.get("/Type"), node.get("/Subtype")):
            if isinstance(kind, NameObject) and kind in _FORBIDDEN:
                yield _FORBIDDEN[kind]
        if node.get("/FT") is not None and _is_filled(node):
            yield _FILLED
    for page in reader.pages:
        if any(note.get("/Subtype") not in _QUIET for note in _notes(page)):
            yield _NOTE


def _is_filled(field: DictionaryObject) -> bool:
    return field.get("/V") not in (None, "", NameObject("/Off"))


def _reachable(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Yield every dictionary that can be reached from the file's end."""
    seen: set[tuple[int, int]] = set()
    waiting: list[Any] = [reader.trailer.raw_get("/Root")]
    count = 0
    while waiting:
        node = waiting.pop()
        if isinstance(node, IndirectObject):
            key = (node.idnum, node.generation)
            if key in seen:
                continue
            seen.add(key)
            node = node.get_object()
        count += 1
        if count > OBJECTS:
            raise PdfReadError("too many objects")
        if isinstance(node, DictionaryObject):
            yield node
            waiting += [node.raw_get(key) for key in node]
        elif isinstance(node, ArrayObject):
            waiting += list(node)


def _notes(page: DictionaryObject) -> Iterator[DictionaryObject]:
    notes = page.get("/Annots")
    for each in notes if isinstance(notes, ArrayObject) else ():
        note = each.get_object()
        if isinstance(note, DictionaryObject):
            yield note


def _links(page: DictionaryObject) -> Iterator[DictionaryObject]:
    """Yield the links of a page that lead to the web or to a mailbox."""
    for note in _notes(page):
        if note.get("/Subtype") == "/Link" and _address(note).startswith(("http://", "https://", "mailto:")):
            yield note


def _address(link: DictionaryObject) -> str:
    """Return where a link leads; '' for none that has an address."""
    action = link.get("/A")
    action = action.get_object() if action is not None else None
    return str(action.get("/URI", "")) if isinstance(action, DictionaryObject) else ""


def _written(reader: PdfReader) -> bytes:
    """Return a file of the pages alone; what goes is taken away before anything is carried over."""
    writer = PdfWriter()
    for node in list(_reachable(reader)):
        _strip(node)
    for page in reader.pages:
        links = ArrayObject(_bare(link) for link in _links(page))
        page.pop("/Annots", None)
        _strip(page)  # pypdf hands out copies of its pages
        if links:
            page[NameObject("/Annots")] = links
        writer.add_page(page)
    writer.metadata = None
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _bare(link: DictionaryObject) -> DictionaryObject:
    """Return a link with its place and address alone."""
    action = DictionaryObject({
        NameObject("/S"): NameObject("/URI"),
        NameObject("/URI"): TextStringObject(_address(link)),
    })  # fmt: skip
    return DictionaryObject({
        NameObject("/Type"): NameObject("/Annot"),
        NameObject("/Subtype"): NameObject("/Link"),
        NameObject("/Rect"): link["/Rect"],
        NameObject("/A"): action,
    })  # fmt: skip


def _strip(node: DictionaryObject) -> None:
    """Take from a part of the file what an editor or a camera left in it."""
    for key in _PRIVATE:
        if key != "/B" or "/MediaBox" in node:
            node.pop(key, None)
    if isinstance(node, StreamObject) and not isinstance(node, ContentStream) and _is_jpeg(node):
        node._data = without_notes(node._data)  # noqa: SLF001 - the filtered bytes as they are


def _is_jpeg(node: StreamObject) -> bool:
    return node.get("/Filter") in ("/DCTDecode", ["/DCTDecode"])
