"""Small real files for a handful of entries, drawn without any library, always the same bytes."""

import hashlib
import struct
import zlib

FILED = {
    "1.03": ("领导小组组成文件", "pdf"),
    "1.08": ("制度上墙照片", "png"),
    "2.02": ("专栏链接和截图清单", "pdf"),
    "2.04": ("点位照片（带日期）", "png"),
    "2.07": ("学校活动统计表", "pdf"),
    "3.02": ("双清单公开版", "pdf"),
    "3.07": ("优惠内容公示", "pdf"),
    "4.03": ("实事清单公开版", "pdf"),
    "5.10": ("优待目录清单", "pdf"),
    "6.01": ("活动照片", "png"),
    "7.01": ("共建对子公开名单", "pdf"),
    "10.01": ("挂牌照片", "png"),
}
"""Item → the piece whose latest entry has a file, and the file's type."""

_GLYPHS = (
    "0000000000003ffc0000000000007ffe0180018019981188318c218461860180",  # 示
    "0000100217c213123212221263d2665264d22cd22a9221922192210223022606",  # 例
)
_SIDE = 16
_SCALE = 6
_WATERMARK = "示例"


def file_bytes(name: str, title: str) -> bytes:
    """Return the file called ``name``, which shows ``title`` and the watermark 示例."""
    return _png(f"{name} {title}") if name.endswith(".png") else _pdf(title)


def sha256_of(content: bytes) -> str:
    """Return the digest as the register writes it."""
    return hashlib.sha256(content).hexdigest()


def _pdf(title: str) -> bytes:
    """Lay out one A4 page: the title on top, the watermark across, in the reader's own font."""
    across = f"0.85 g BT /F 90 Tf 0.82 0.57 -0.57 0.82 190 360 Tm <{_hex(_WATERMARK)}> Tj ET"
    heading = f"0 g BT /F 16 Tf 72 760 Td <{_hex(title)}> Tj ET"
    stream = f"{across}\n{heading}"
    return _pdf_of(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 7 0 R"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
        "/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
    )


def _pdf_of(*objects: str) -> bytes:
    out = "%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\n"
    return f"{out}{end}startxref\n{len(out)}\n%%EOF\n".encode("ascii")


def _hex(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


def _png(note: str) -> bytes:
    """Draw the watermark in black and white; ``note`` goes into the text chunk."""
    rows = [_row(line // _SCALE) for line in range(_SIDE * _SCALE)]
    width = len(_GLYPHS) * _SIDE * _SCALE
    header = struct.pack(">2I5B", width, len(rows), 1, 0, 0, 0, 0)
    text = b"Title\0\0\0\0\0" + note.encode()
    chunks = ((b"IHDR", header), (b"iTXt", text), (b"IDAT", _stored(b"".join(rows))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _row(line: int) -> bytes:
    """Return one line of the picture: no filter, one bit a pixel, ink is 0."""
    digits = _SIDE // 4
    bits = "".join(f"{int(glyph[line * digits : (line + 1) * digits], 16):0{_SIDE}b}" for glyph in _GLYPHS)
    wide = "".join(("0" if bit == "1" else "1") * _SCALE for bit in bits)
    return b"\0" + int(wide, 2).to_bytes(len(wide) // 8, "big")


def _stored(data: bytes) -> bytes:
    """Wrap ``data`` as zlib without compressing, so that no library's version shows."""
    block = struct.pack("<B2H", 1, len(data), len(data) ^ 0xFFFF) + data
    return b"\x78\x01" + block + struct.pack(">I", zlib.adler32(data))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
