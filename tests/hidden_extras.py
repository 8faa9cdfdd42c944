"""Files that carry more than they show: made for the gates and the scanner to find."""

import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from openpyxl import Workbook
from PIL import Image
from PIL.PngImagePlugin import PngInfo

_TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_BODY = "<w:document><w:body><w:p><w:r><w:t>申请表</w:t></w:r></w:p></w:body></w:document>"


def picture(kind: str = "JPEG", **options: object) -> bytes:
    """Return a small picture; ``options`` go to the encoder."""
    held = BytesIO()
    Image.new("RGB", (24, 16), (180, 30, 30)).save(held, kind, **options)
    return held.getvalue()


def with_exif(word: str) -> bytes:
    """Return a JPEG whose EXIF names ``word`` as its maker."""
    exif = Image.Exif()
    exif[0x013B] = word
    return picture(exif=exif)


def with_png_text(word: str, *, packed: bool = False) -> bytes:
    """Return a PNG with a text chunk, packed or plain."""
    info = PngInfo()
    info.add_text("Comment", word, zip=packed)
    return picture("PNG", pnginfo=info)


def with_png_chunk(kind: bytes, content: bytes) -> bytes:
    """Return a PNG with one more chunk before its end."""
    data = picture("PNG")
    chunk = struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
    return data[:-12] + chunk + data[-12:]


def zipped(parts: Mapping[str, str | bytes], comment: bytes = b"") -> bytes:
    """Return a packed zip of ``parts`` with no clock in it."""
    held = BytesIO()
    with ZipFile(held, "w") as opened:
        for name, text in parts.items():
            opened.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, compress_type=8)
        opened.comment = comment
    return held.getvalue()


def letter(more: Mapping[str, str | bytes] | None = None, body: str = _BODY, comment: bytes = b"") -> bytes:
    """Return a Word document that says nothing of its maker, and ``more`` parts."""
    core = "<cp:coreProperties xmlns:cp='urn:x'/>"
    parts: dict[str, str | bytes] = {"[Content_Types].xml": _TYPES, "docProps/core.xml": core}
    shown = body.replace("<w:document>", '<w:document xmlns:w="urn:w">')
    return zipped({**parts, "word/document.xml": shown, **(more or {})}, comment)


def core(word: str) -> Mapping[str, str]:
    """Return the part of a document that names its author."""
    return {"docProps/core.xml": f"<c xmlns:dc='urn:dc'><dc:creator>{word}</dc:creator></c>"}


def hidden_sheet(word: str) -> bytes:
    """Return an Excel file with a hidden sheet, as a library writes it."""
    book, held = Workbook(), BytesIO()
    book.create_sheet("内部").sheet_state = "hidden"
    book["内部"]["A1"] = word
    book.save(held)
    return held.getvalue()


def paper(extra: bytes = b"", tail: bytes = b"") -> bytes:
    """Return a PDF of one empty page, ``extra`` objects in it and ``tail`` behind it."""
    head = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    pages = b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    return head + pages + extra + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n" + tail


def stream(content: bytes, words: bytes = b"") -> bytes:
    """Return a PDF object with a packed stream."""
    packed = zlib.compress(content)
    return b"9 0 obj\n<< /Filter /FlateDecode %s >>\nstream\n%s\nendstream\nendobj\n" % (words, packed)
