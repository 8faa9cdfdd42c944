"""The public copy of a pdf: its pages drawn anew into an empty file.

Only what draws a page is carried over (``pdf_strip`` and ``pdf_content`` list it):
no properties, XMP, ids, earlier versions, bookmarks, form fields, notes, previews,
tags or private data of an editor. What acts by itself or hides something is
refused. Of the annotations only links to the web are kept.
"""

import io
import logging
from collections.abc import Iterator

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PdfReadError
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from scripts.guard.files import Unfit
from scripts.guard.pdf_strip import strip
from scripts.guard.pdf_walk import at, reachable
from scripts.guard.pdf_words import address_of, links_of, notes_of

PAGES = 500
OBJECTS = 200_000
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
    for count, node in enumerate(reachable(reader.trailer.raw_get("/Root"))):
        if count > OBJECTS:
            raise PdfReadError("too many objects")
        yield from (_FORBIDDEN[key] for key in node if key in _FORBIDDEN and node.raw_get(key) is not None)
        for kind in (at(node, "/S"), at(node, "/Type"), at(node, "/Subtype")):
            if isinstance(kind, NameObject) and kind in _FORBIDDEN:
                yield _FORBIDDEN[kind]
        if at(node, "/FT") is not None and _is_filled(node):
            yield _FILLED
    for page in reader.pages:
        if any(at(note, "/Subtype") not in _QUIET for note in notes_of(page)):
            yield _NOTE


def _is_filled(field: DictionaryObject) -> bool:
    return at(field, "/V") not in (None, "", NameObject("/Off"))


def _written(reader: PdfReader) -> bytes:
    """Return a file of the pages alone; what goes is taken away before anything is carried over."""
    writer = PdfWriter()
    for page in reader.pages:
        links = ArrayObject(_bare(link) for link in links_of(page))
        strip(page, reader)
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
        NameObject("/URI"): TextStringObject(address_of(link)),
    })  # fmt: skip
    return DictionaryObject({
        NameObject("/Type"): NameObject("/Annot"),
        NameObject("/Subtype"): NameObject("/Link"),
        NameObject("/Rect"): link["/Rect"],
        NameObject("/Border"): ArrayObject(map(NumberObject, (0, 0, 0))),
        NameObject("/A"): action,
    })  # fmt: skip
