"""The public copy of a document: what it says is kept, who made it is not, what hides is refused."""
# ruff: noqa: E501 - one row of a table a line

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
import xlsxwriter
from pypdf import PdfReader

from scripts.guard.documents import cleaned_document, document_texts
from scripts.guard.files import Unfit
from scripts.guard.text import findings
from scripts.guard.watch import Watch
from tests import office_files as make
from tests.office_files import CANARY
from tests.test_guard_pictures import jpg

PICTURE = '<Default Extension="jpg" ContentType="image/jpeg"/>'


def everything(data: bytes) -> bytes:
    """Return a file's bytes, and those of the parts of an archive, unpacked."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return data + b"".join(archive.read(name) for name in archive.namelist())


def words(data: bytes, ending: str) -> str:
    """Return all that a document says."""
    return "\n".join(text for _, text in document_texts(data, ending))


CLEAN: dict[str, tuple[bytes, str, str]] = {
    "docx": (make.docx(), "docx", "优待目录申请表"),
    "docx with a photo": (
        make.docx(parts={"word/media/image1.jpg": jpg()}, links=make.link(2, "image", "media/image1.jpg")),
        "docx",
        "优待目录申请表",
    ),
    "docx with a link": (
        make.docx(links=make.link(2, "hyperlink", "https://www.gov.cn/", "External")),
        "docx",
        "https://www.gov.cn/",
    ),
    "xlsx": (make.xlsx(), "xlsx", "免费乘车 | 12"),
    "pdf": (make.pdf(), "pdf", "Notice 2026"),
    "pdf with a photo": (make.pdf(make.pictured(jpg())), "pdf", "Notice 2026"),
    "pdf with a link": (make.pdf(make.linked), "pdf", "https://www.gov.cn/"),
}


@pytest.mark.parametrize("name", CLEAN)
def test_a_document_keeps_its_words_and_loses_its_makers(name: str) -> None:
    """Author, firm, title, keywords, preview, own parts, notes of the camera and bytes at the end are gone."""
    data, ending, said = CLEAN[name]
    assert CANARY.encode() in everything(data)
    clean = cleaned_document(data, ending)
    assert CANARY.encode() not in everything(clean)
    assert CANARY.encode("utf-16le") not in everything(clean)
    assert said in words(clean, ending)


@pytest.mark.parametrize("name", CLEAN)
def test_the_same_document_gives_the_same_bytes(name: str) -> None:
    """Two builds publish the same file, and a clean copy stays as it is."""
    data, ending, _ = CLEAN[name]
    first = cleaned_document(data, ending)
    cleaned_document.cache_clear()
    assert cleaned_document(data, ending) == first
    assert words(cleaned_document(first, ending), ending) == words(first, ending)


def test_other_programs_still_read_the_copies() -> None:
    """Openpyxl opens the workbook with its values and without an author, pypdf the page without properties."""
    book = openpyxl.load_workbook(io.BytesIO(cleaned_document(make.xlsx(), "xlsx")))
    rows = [[cell.value for cell in row] for row in book["Sheet"].rows]
    assert rows == [["优待内容", "名额"], ["免费乘车", 12]]
    assert book.properties.creator in (None, "openpyxl")
    page = PdfReader(io.BytesIO(cleaned_document(make.pdf(make.linked), "pdf")))
    assert page.metadata is None
    assert page.xmp_metadata is None
    assert not {"/ID", "/Info"} & page.trailer.keys()
    assert page.pages[0].extract_text() == "Notice 2026"


def test_a_workbook_of_our_own_passes() -> None:
    """A table that a program wrote, with a filter, a chart and a picture-free drawing, is published."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("目录")
    sheet.write_column("A1", [1, 2, 3])
    sheet.autofilter("A1:A3")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=目录!$A$1:$A$3"})
    sheet.insert_chart("C1", chart)
    book.close()
    clean = cleaned_document(out.getvalue(), "xlsx")
    assert openpyxl.load_workbook(io.BytesIO(clean)).sheetnames == ["目录"]


def test_the_words_of_a_document_can_be_judged() -> None:
    """A number split over runs, one stored as a figure, one in a link or in a page: all are found."""
    runs = "<w:p><w:r><w:t>139002</w:t></w:r><w:r><w:t>19000</w:t></w:r></w:p>"
    cells = make.xlsx(lambda book: book.active.append(["电话", 13900219000]))
    for data, ending in (
        (make.docx(runs), "docx"),
        (make.docx(links=make.link(2, "hyperlink", "mailto:a.b@example.com", "External")), "docx"),
        (cells, "xlsx"),
        (make.pdf(text="13900219000"), "pdf"),
    ):
        clean = cleaned_document(data, ending)
        assert findings(words(clean, ending), Watch()), ending


def w(element: str) -> str:
    """Return a run of a docx with something in it."""
    return f"<w:p><w:r>{element}</w:r></w:p>"


def _doc(body: str) -> bytes:
    return make.docx(body)


BOMB = make.with_part(make.docx(), "word/media/big.png", b"\0" * 101_000_000)
DTD = make.docx(parts={"word/settings.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'})
REFUSED: dict[str, tuple[bytes, str, str]] = {
    "docx: inserted": (
        _doc(f'<w:p><w:ins w:author="{CANARY}"><w:r><w:t>x</w:t></w:r></w:ins></w:p>'),
        "docx",
        "接受所有修订",
    ),
    "docx: deleted": (
        _doc("<w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"),
        "docx",
        "接受所有修订",
    ),
    "docx: format changed": (_doc(w("<w:rPr><w:rPrChange/></w:rPr>")), "docx", "接受所有修订"),
    "docx: comments": (
        make.docx(parts={"word/comments.xml": '<w:comments xmlns:w="w"><w:comment w:id="1"/></w:comments>'}),
        "docx",
        "批注",
    ),
    "docx: comment mark": (_doc(w('<w:commentReference w:id="1"/>')), "docx", "批注"),
    "docx: hidden text": (_doc(w("<w:rPr><w:vanish/></w:rPr><w:t>x</w:t>")), "docx", "隐藏文字"),
    "docx: hiding style": (
        make.docx(
            w('<w:rPr><w:rStyle w:val="h"/></w:rPr>'),
            {
                "word/styles.xml": f'<w:styles xmlns:w="{make.W}"><w:style w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
            },
        ),
        "docx",
        "隐藏文字",
    ),
    "docx: macros": (make.docx(parts={"word/vbaProject.bin": "x"}), "docx", "宏"),
    "docx: embedded": (make.docx(parts={"word/embeddings/a.xlsx": "x"}), "docx", "嵌有别的文件"),
    "docx: picture elsewhere": (
        make.docx(links=make.link(2, "image", "http://example.com/x.png", "External")),
        "docx",
        "外部的模板",
    ),
    "docx: drawing": (make.docx(parts={"word/media/image1.emf": "x"}), "docx", "jpg 或 png"),
    "docx: broken picture": (make.docx(parts={"word/media/image1.jpg": "x"}), "docx", "图片打不开"),
    "docx: mail merge": (
        make.docx(parts={"word/settings.xml": f'<w:settings xmlns:w="{make.W}"><w:mailMerge/></w:settings>'}),
        "docx",
        "邮件合并",
    ),
    "docx: unknown part": (make.docx(parts={"word/secret.bin": "x"}), "docx", "不认识的部件"),
    "docx: note inside": (_doc("<!-- x -->"), "docx", "附注"),
    "docx: DTD": (DTD, "docx", "DTD"),
    "docx: bomb": (BOMB, "docx", "太大"),
    "docx: cut off": (make.docx()[:300], "docx", "打不开"),
    "docx: locked": (b"\xd0\xcf\x11\xe0" + bytes(600), "docx", "密码"),
    "docx: empty": (b"", "docx", "打不开"),
    "xlsx: hidden sheet": (make.xlsx(make.hidden_sheet), "xlsx", "隐藏的工作表"),
    "xlsx: hidden column": (make.xlsx(make.hidden_column), "xlsx", "隐藏的行或列"),
    "xlsx: flat row": (make.xlsx(make.flat_row), "xlsx", "隐藏的行或列"),
    "xlsx: comment": (make.xlsx(make.commented), "xlsx", "批注"),
    "xlsx: pivot": (
        make.with_part(make.xlsx(), "xl/pivotCache/pivotCacheDefinition1.xml", b"<x/>"),
        "xlsx",
        "数据透视表",
    ),
    "xlsx: other book": (
        make.with_part(make.xlsx(), "xl/externalLinks/externalLink1.xml", b"<x/>"),
        "xlsx",
        "外部数据",
    ),
    "pdf: note": (make.pdf(make.noted), "pdf", "批注"),
    "pdf: script": (make.pdf(make.scripted), "pdf", "脚本"),
    "pdf: attachment": (
        make.pdf(lambda writer: writer.add_attachment("a.txt", CANARY.encode())),
        "pdf",
        "附件",
    ),
    "pdf: filled form": (make.pdf(make.form), "pdf", "表单"),
    "pdf: layers": (make.pdf(make.layered), "pdf", "图层"),
    "pdf: locked": (make.pdf(lambda writer: writer.encrypt("", "x", algorithm="RC4-128")), "pdf", "密码"),
    "pdf: cut off": (make.pdf()[:200], "pdf", "打不开"),
    "pdf: nonsense": (b"%PDF-1.7\nhello", "pdf", "打不开"),
    "doc": (b"x", "doc", "不是可公开的附件格式"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_hides_or_acts_is_refused_with_a_remedy(name: str) -> None:
    """Each refusal is a Chinese sentence that says what to do in Word, Excel, WPS or the reader."""
    data, ending, said = REFUSED[name]
    with pytest.raises(Unfit) as refused:
        cleaned_document(data, ending)
    assert said in str(refused.value)
    assert all("应" in reason or "请" in reason for reason in refused.value.reasons)
    assert CANARY not in str(refused.value)


def test_all_reasons_are_told_at_once() -> None:
    """Whoever must mend a file learns everything in one run."""

    def both(book: object) -> None:
        make.hidden_sheet(book)
        make.hidden_column(book)

    with pytest.raises(Unfit) as refused:
        cleaned_document(make.xlsx(both), "xlsx")
    assert len(refused.value.reasons) == 2


SETTINGS = f"""<w:settings xmlns:w="{make.W}" xmlns:r="r"><w:attachedTemplate r:id="rId1"/><w:zoom w:percent="100"/>\
<w:docVars><w:docVar w:name="commondata" w:val="{CANARY}"/></w:docVars></w:settings>"""


def test_what_word_and_wps_write_into_every_file_is_taken_out() -> None:
    """The machine's number, the template's path, empty lists of comments and labels do not stop an ordinary file."""
    links = make.link(1, "attachedTemplate", f"file:///C:/Users/{CANARY}/x.dotm", "External")
    data = make.docx(
        parts={
            "word/settings.xml": SETTINGS,
            "word/_rels/settings.xml.rels": f"<Relationships>{links}</Relationships>",
            "word/comments.xml": '<w:comments xmlns:w="w"/>',
            "docMetadata/LabelInfo.xml": f"<x>{CANARY}</x>",
        }
    )
    clean = cleaned_document(data, "docx")
    assert CANARY.encode() not in everything(clean)
    with zipfile.ZipFile(io.BytesIO(clean)) as archive:
        assert b'<w:zoom w:percent="100"/>' in archive.read("word/settings.xml")
        assert {"word/comments.xml", "docMetadata/LabelInfo.xml"}.isdisjoint(archive.namelist())
        assert archive.read("word/_rels/settings.xml.rels").endswith(b'relationships"></Relationships>')


HIDING: dict[str, tuple[Callable[[bytes], bytes], bytes]] = {
    "path of the maker": (
        lambda data: make.edited(
            data,
            "xl/workbook.xml",
            b"<workbookPr",
            b'<x15ac:absPath xmlns:x15ac="x" url="C:\\Users\\CANARY-7391\\"/><workbookPr',
        ),
        make.xlsx(),
    ),
    "name of the sharer": (
        lambda data: make.edited(
            data, "xl/workbook.xml", b"<workbookPr", b'<fileSharing userName="CANARY-7391"/><workbookPr'
        ),
        make.xlsx(),
    ),
    "printer": (
        lambda data: make.with_part(data, "xl/printerSettings/printerSettings1.bin", CANARY.encode()),
        make.xlsx(),
    ),
}


@pytest.mark.parametrize("name", HIDING)
def test_what_a_program_writes_unasked_is_taken_out(name: str) -> None:
    """The folder of the user, his name and his printer are left out without asking him."""
    change, data = HIDING[name]
    dirty = change(data)
    assert CANARY.encode() in everything(dirty)
    assert CANARY.encode() not in everything(cleaned_document(dirty, "xlsx"))
