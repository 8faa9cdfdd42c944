"""The public copy of a pdf draws what the original draws, and says nothing besides."""
# ruff: noqa: E501 - one row of a table a line

import io
import zlib

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import StreamObject

from scripts.guard.documents import cleaned_document, document_texts, unread
from scripts.guard.files import Unfit
from scripts.guard.jpeg import without_notes
from scripts.guard.text import findings
from scripts.guard.watch import Kind, Watch
from tests.office_files import CANARY
from tests.test_guard_pictures import jpg

NUMBER = "13900219000"
TEXT = b"BT /F1 20 Tf 20 100 Td (hello) Tj ET"
SECRET = TEXT.replace(b"hello", NUMBER.encode())
PHOTO = jpg()
DRAWN = b" q 100 0 0 100 0 0 cm /X0 Do Q"
HELVETICA = "/Type/Font/Subtype/Type1/BaseFont/Helvetica"


def pdf(content: bytes, *objects: bytes, resources: str = "", page: str = "", font: str = HELVETICA) -> bytes:
    """Return a file of one page; ``objects`` are numbered from 6."""
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R"
        f"/Resources<</Font<</F1 5 0 R>>{resources}>>{page}>>".encode(),
        stream(content),
        f"<<{font}>>".encode(),
        *objects,
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, len(out))
    return out + head + table + tail


def stream(data: bytes, keys: str = "") -> bytes:
    """Return a stream object."""
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (keys.encode(), len(data), data)


def picture(data: bytes, packed: str, size: int = 40) -> bytes:
    """Return a picture."""
    keys = f"/Type/XObject/Subtype/Image/Width {size}/Height 30/BitsPerComponent 8/ColorSpace/DeviceRGB"
    return stream(data, f"{keys}/Filter{packed}")


def form(data: bytes, keys: str = "/Subtype/Form") -> bytes:
    """Return something the page may draw."""
    return stream(data, f"{keys}/BBox[0 0 300 200]/Resources<</Font<</F1 5 0 R>>>>")


X0 = "/XObject<</X0 6 0 R>>"
FILLED = PHOTO[:2] + b"\xff\xff" + PHOTO[2:]
LATE = PHOTO[:-2] + b"\xff\xfe" + (len(CANARY) + 2).to_bytes(2) + CANARY.encode() + b"\xff\xd9"
INDIRECT = (picture(PHOTO, " 7 0 R"), b"/DCTDecode")
UNSEEN: dict[str, bytes] = {
    "comment among the drawing": pdf(TEXT + f"\n% {CANARY}\n".encode()),
    "other words for copying": pdf(f"/Span <</ActualText({CANARY})>> BDC ".encode() + TEXT + b" EMC"),
    "other words for hearing": pdf(f"/Figure <</Alt({CANARY})>> BDC ".encode() + TEXT + b" EMC"),
    "value nobody uses": pdf(f"({CANARY}) 0 0 0 rg ".encode() + TEXT),
    "operator nobody knows": pdf(TEXT + f" ({CANARY}) note".encode()),
    "own key of a page": pdf(TEXT, page=f"/Remark({CANARY})"),
    "text under a known key": pdf(TEXT, page=f"/Rotate({CANARY})"),
    "text in a list": pdf(TEXT, page=f"/Group<</CS[({CANARY})]>>"),
    "marks of other programs": pdf(TEXT, resources=f"/Properties<</P0<</Note({CANARY})>>>>"),
    "owner of a form": pdf(TEXT, form(b"", f"/Subtype/Form/Owner({CANARY})"), resources=X0),
    "comment in a form": pdf(TEXT, form(f"% {CANARY}\n".encode()), resources=X0),
    "comment in a pattern": pdf(TEXT, form(f"% {CANARY}\n".encode(), "/PatternType 1"), resources="/Pattern<</P 6 0 R>>"),
    "comment in a table of letters": pdf(TEXT, stream(f"% {CANARY}\n".encode()), font=f"{HELVETICA}/ToUnicode 6 0 R"),
    "photo": pdf(TEXT + DRAWN, picture(PHOTO, "/DCTDecode"), resources=X0),
    "photo, packed again": pdf(TEXT + DRAWN, picture(zlib.compress(PHOTO), "[/FlateDecode/DCTDecode]"), resources=X0),
    "photo, in short": pdf(TEXT + DRAWN, picture(PHOTO, "/DCT"), resources=X0),
    "photo, packed again in short": pdf(TEXT + DRAWN, picture(zlib.compress(PHOTO), "[/Fl /DCT]"), resources=X0),
    "photo, said elsewhere": pdf(TEXT + DRAWN, *INDIRECT, resources=X0),
    "photo with filling": pdf(TEXT + DRAWN, picture(FILLED, "/DCTDecode"), resources=X0),
    "photo with a late note": pdf(TEXT + DRAWN, picture(LATE, "/DCTDecode"), resources=X0),
    "photo with an end behind its end": pdf(
        TEXT + DRAWN, picture(PHOTO + CANARY.encode() + b"\xff\xd9", "/DCTDecode"), resources=X0
    ),
}  # fmt: skip


def unpacked(data: bytes) -> bytes:
    """Return all that stands in a pdf, with every stream unpacked but for photos."""
    reader = PdfReader(io.BytesIO(data))
    parts = [data]
    for number in range(1, len(reader.xref[0]) + 1):
        node = reader.get_object(number)
        if isinstance(node, StreamObject):
            parts.append(node._data if "/DCTDecode" in repr(node.get("/Filter")) else node.get_data())
    return b"".join(parts)


@pytest.mark.parametrize("name", UNSEEN)
def test_what_is_not_drawn_is_gone(name: str) -> None:
    """Comments, tags, own keys, unused values and the notes of photos are not in the copy, unpacked."""
    clean = cleaned_document(UNSEEN[name], "pdf")
    whole = unpacked(clean)
    assert CANARY.encode() not in whole
    assert CANARY.encode().hex().encode() not in whole.lower()
    assert "hello" in document_texts(clean, "pdf")[0][1]


LETTERS = b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <30> <39> <0041> endbfrange"
SAID: dict[str, bytes] = {
    "drawn": pdf(SECRET),
    "in a form that is drawn": pdf(TEXT + b" /X0 Do", form(SECRET), resources=X0),
    "in a form that is not drawn": pdf(TEXT, form(SECRET), resources=X0),
    "in a pattern": pdf(TEXT, form(SECRET, "/PatternType 1"), resources="/Pattern<</P 6 0 R>>"),
    "as other letters for copying": pdf(SECRET, stream(LETTERS), font=f"{HELVETICA}/ToUnicode 6 0 R"),
    "as a name": pdf(TEXT, form(b""), resources=f"/XObject<</{NUMBER} 6 0 R>>"),
    "as the name of a typeface": pdf(TEXT, font=HELVETICA.replace("Helvetica", NUMBER)),
    "as a link": pdf(TEXT, page=f"/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://www.gov.cn/{NUMBER})>>>>]"),
    "as a link in other signs": pdf(
        TEXT, page="/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://www.gov.cn/%31%33900219000)>>>>]"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_whatever_is_drawn_or_kept_is_read(name: str) -> None:
    """A mobile on the page, in a form or pattern, in a name, behind false letters or in a link is found."""
    clean = cleaned_document(SAID[name], "pdf")
    kinds = {each.kind for _, text in document_texts(clean, "pdf") for each in findings(text, Watch())}
    assert Kind.MOBILE in kinds


REFUSED: dict[str, tuple[bytes, str]] = {
    "photo among the drawing": (
        pdf(TEXT + b" q BI /W 40 /H 30 /BPC 8 /CS /RGB /F /DCT ID " + PHOTO + b"\nEI Q"), "嵌在正文中的照片"
    ),
    "photo in an unknown packing": (pdf(TEXT + DRAWN, picture(b"x", "/JPXDecode"), resources=X0), "附加信息"),
    "photo packed inside out": (pdf(TEXT + DRAWN, picture(b"x", "[/DCTDecode/FlateDecode]"), resources=X0), "附加信息"),
    "photo that is none": (pdf(TEXT + DRAWN, picture(b"x", "/DCTDecode"), resources=X0), "附加信息"),
    "photo cut off": (pdf(TEXT + DRAWN, picture(PHOTO[:300], "/DCTDecode"), resources=X0), "附加信息"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_cleaned_is_refused_with_a_remedy(name: str) -> None:
    """A photo whose notes cannot be taken stops the file, with what to do."""
    data, said = REFUSED[name]
    with pytest.raises(Unfit, match=said) as refused:
        cleaned_document(data, "pdf")
    assert all("应" in reason for reason in refused.value.reasons)


SMALL, WHOLE = DRAWN, b" q 300 0 0 200 0 0 cm /X0 Do Q"
HALVES = b" q 300 0 0 80 0 0 cm /X0 Do Q q 300 0 0 80 0 100 cm /X0 Do Q"
SCANS: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "text alone": (pdf(TEXT), ()),
    "text with a photo": (pdf(TEXT + SMALL, picture(PHOTO, "/DCTDecode"), resources=X0), ()),
    "one line over a scan": (pdf(TEXT + WHOLE, picture(PHOTO, "/DCTDecode"), resources=X0), ("第 1 页",)),
    "a scan in strips": (pdf(TEXT + HALVES, picture(PHOTO, "/DCTDecode"), resources=X0), ("第 1 页",)),
    "a scan alone": (pdf(WHOLE, picture(PHOTO, "/DCTDecode"), resources=X0), ("",)),
    "signs without letters": (pdf(TEXT, font="/Type/Font/Subtype/Type3/Encoding<<>>"), ("第 1 页",)),
    "signs of a typeface without letters": (pdf(TEXT, font="/Type/Font/Subtype/Type0/Encoding/Identity-H"), ("第 1 页",)),
    "Chinese signs": (
        pdf(b"BT /F1 20 Tf <62E5519B> Tj ET", font="/Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"), ()
    ),
    "nothing": (pdf(b""), ("",)),
}  # fmt: skip


@pytest.mark.parametrize("name", SCANS)
def test_a_page_that_no_program_reads_is_told(name: str) -> None:
    """A person is asked to look at a page that pictures cover, or whose signs are no letters."""
    data, places = SCANS[name]
    assert unread(cleaned_document(data, "pdf"), "pdf") == places


@pytest.mark.parametrize("progressive", [False, True])
def test_a_photo_without_notes_shows_the_same(progressive: bool) -> None:  # noqa: FBT001 - a parameter
    """The pixels stay, bit for bit, in files of one scan and of many; cleaning twice changes nothing."""
    out = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").save(out, "JPEG", progressive=progressive, comment=CANARY)
    clean = without_notes(out.getvalue())
    assert CANARY.encode() not in clean
    assert without_notes(clean) == clean
    assert Image.open(io.BytesIO(clean)).tobytes() == Image.open(io.BytesIO(out.getvalue())).tobytes()
