"""Small docx, xlsx and pdf files with everything in them that must not be published."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from pypdf import PdfWriter
from pypdf.annotations import FreeText, Link
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

CANARY = "CANARY-7391"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="jpg" ContentType="image/jpeg"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/>'
    '<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'custom-properties+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET, STYLES, BOOK = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"


def link(number: int, kind: str, target: str, mode: str = "") -> str:
    """Return one relationship."""
    outside = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"{outside}/>'


def docx(body: str = "", parts: Mapping[str, str | bytes] | None = None, links: str = "") -> bytes:
    """Return a docx with properties, a preview and a custom part; ``body`` and ``parts`` come on top."""
    paragraph = "<w:p><w:r><w:t>优待目录申请表</w:t></w:r></w:p>"
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _LINKS.format(
            link(1, "officeDocument", "word/document.xml")
            + link(2, "extended-properties", "docProps/app.xml")
            + link(3, "custom-properties", "docProps/custom.xml")
            + link(4, "metadata/thumbnail", "docProps/thumbnail.jpeg")
        ),
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{paragraph}{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": _LINKS.format(link(1, "customXml", "../customXml/item1.xml") + links),
        "docProps/app.xml": f"<Properties><Company>{CANARY}</Company></Properties>",
        "docProps/core.xml": f"<x><creator>{CANARY}</creator><lastModifiedBy>{CANARY}</lastModifiedBy></x>",
        "docProps/custom.xml": f"<Properties><p>{CANARY}</p></Properties>",
        "docProps/thumbnail.jpeg": CANARY,
        "customXml/item1.xml": f"<x>{CANARY}</x>",
        "word/people.xml": f'<w15:people xmlns:w15="x"><w15:person author="{CANARY}"/></w15:people>',
        **(parts or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = CANARY.encode()
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def xlsx(change: Any = None) -> bytes:
    """Return a workbook with an author; ``change`` may do something to it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["优待内容", "名额"])
    sheet.append(["免费乘车", 12])
    book.properties.creator = book.properties.lastModifiedBy = CANARY
    book.properties.keywords = CANARY
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return an archive with one part more."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, content)
    return out.getvalue()


def edited(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Return an archive with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for entry in before.infolist():
            body = before.read(entry)
            if entry.filename == name:
                assert old in body
                body = body.replace(old, new)
            after.writestr(entry.filename, body)
    return out.getvalue()


def sheet(end: str, part: str = SHEET, old: str = "</sheetData>") -> bytes:
    """Return a workbook in which ``end`` stands behind ``old``."""
    return edited(xlsx(), part, old.encode(), (old + end).encode())


def hidden_sheet(book: Any) -> None:
    """Hide a sheet with a secret."""
    book.create_sheet("底稿")["A1"] = CANARY
    book["底稿"].sheet_state = "veryHidden"


def commented(book: Any) -> None:
    """Write a comment."""
    book.active["A1"].comment = Comment(CANARY, CANARY)


def hidden_column(book: Any) -> None:
    """Hide a column."""
    book.active.column_dimensions["B"].hidden = True


def flat_row(book: Any) -> None:
    """Make a row so low that nobody sees it."""
    book.active.row_dimensions[2].height = 0.1


def pdf(change: Any = None, text: str = "Notice 2026") -> bytes:
    """Return a page with an author and a note in its metadata; ``change`` may do something to the writer."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 200)
    content = DecodedStreamObject()
    content.set_data(f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(content)
    font = DictionaryObject({
        NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    })  # fmt: skip
    page[NameObject("/Resources")] = DictionaryObject({
        NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    })  # fmt: skip
    page[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/X"): TextStringObject(CANARY)})
    page[NameObject("/Metadata")] = writer._add_object(_stream(f"<x>{CANARY}</x>"))
    writer.add_metadata({"/Author": CANARY, "/Title": CANARY, "/Company": CANARY})
    writer.xmp_metadata = f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{CANARY}</x:xmpmeta>'.encode()
    writer.add_outline_item(title=CANARY, page_number=0)
    if change:
        change(writer)
    writer.generate_file_identifiers()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue() + f"\n%{CANARY}\n".encode()


def _stream(text: str) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(text.encode())
    return stream


def pictured(data: bytes) -> Any:
    """Return what lays a photo with its own metadata on the page."""

    def change(writer: PdfWriter) -> None:
        image = StreamObject()
        image._data = data
        for key, value in (("/Subtype", "/Image"), ("/Filter", "/DCTDecode"), ("/ColorSpace", "/DeviceRGB")):
            image[NameObject(key)] = NameObject(value)
        image[NameObject("/Width")], image[NameObject("/Height")] = NumberObject(40), NumberObject(30)
        image[NameObject("/BitsPerComponent")] = NumberObject(8)
        image[NameObject("/Metadata")] = writer._add_object(_stream(CANARY))
        resources = writer.pages[0]["/Resources"]
        assert isinstance(resources, DictionaryObject)
        resources[NameObject("/XObject")] = DictionaryObject({NameObject("/I1"): writer._add_object(image)})

    return change


def noted(writer: PdfWriter) -> None:
    """Write a note on the page."""
    writer.add_annotation(0, FreeText(text=CANARY, rect=(10, 10, 90, 40)))


def scripted(writer: PdfWriter) -> None:
    """Let a script run when the file is opened."""
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject({
        NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)"),
    })  # fmt: skip


def linked(writer: PdfWriter) -> None:
    """Lay a link to the web on the page."""
    writer.add_annotation(0, Link(rect=(10, 10, 90, 40), url="https://www.gov.cn/"))


def form(writer: PdfWriter) -> None:
    """Fill in a field."""
    field = DictionaryObject({
        NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/Widget"),
        NameObject("/FT"): NameObject("/Tx"), NameObject("/T"): TextStringObject("name"),
        NameObject("/V"): TextStringObject(CANARY),
        NameObject("/Rect"): ArrayObject(map(NumberObject, (10, 10, 90, 40))),
    })  # fmt: skip
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(field)])


def layered(writer: PdfWriter) -> None:
    """Give the file a layer."""
    layer = DictionaryObject(
        {NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("x")}
    )
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject({
        NameObject("/OCGs"): ArrayObject([writer._add_object(layer)])
    })  # fmt: skip
