"""Search index, feeds, lists, pictures and documents: each carries what it shows and nothing else."""

import json
from pathlib import Path

import pytest

from scripts.publish import gates
from scripts.publish.carried import carried
from scripts.publish.finished import Finished
from tests import hidden_extras as extras
from tests.finished_sites import built, codes, copied
from tests.small_sites import internal_site, public_site

INDEX = "search/search_index.json"


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """The small public site, really built."""
    (public,) = built(tmp_path_factory.mktemp("files"), public_site())
    return public


def with_file(clean: Finished, root: Path, path: str, data: bytes) -> Finished:
    """Return a copy of the site that was given one more file."""
    site = copied(clean, root, frozenset({path}))
    (site.root / path).write_bytes(data)
    return site


def with_index(clean: Finished, root: Path, **entry: str) -> Finished:
    """Return a copy of the site with one more entry in its search index."""
    site = copied(clean, root)
    index = json.loads((site.root / INDEX).read_bytes())
    index["docs"].append({"location": "index.html", "title": "双\u200b拥", "text": "", **entry})
    data = json.dumps(index).encode()
    (site.root / INDEX).write_bytes(data)
    (site.root / "search/search_index.js").write_bytes(b"var __index = " + data)
    return site


@pytest.mark.parametrize(
    "entry",
    [
        {"title": "<img src=x onerror=alert(1)>"},
        {"text": "<script>alert(1)</script>"},
        {"text": '<p class="x">字</p>'},
        {"text": "<a>字</a>"},
        {"text": "1 < 2"},
        {"text": "<!-- 内部 -->"},
        {"location": "https://t.example/"},
        {"location": "javascript:alert(1)"},
        {"location": "items/1.05.html"},
        {"owner": "示例甲"},
    ],
    ids=range(10),
)
def test_an_active_search_index_is_found(clean: Finished, tmp_path: Path, entry: dict[str, str]) -> None:
    """The search box shows the index as markup: no element, address or field beyond the known."""
    assert codes(with_index(clean, tmp_path / "site", **entry)) == {"G40"}


def test_a_plain_search_entry_passes(clean: Finished, tmp_path: Path) -> None:
    """Words about markup are words."""
    site = with_index(clean, tmp_path / "site", text="<p>&lt;script&gt; onerror= javascript:</p>")

    assert gates.examine(site) == []


def test_two_indexes_cannot_differ(clean: Finished, tmp_path: Path) -> None:
    """The index for pages on the disk is a script: it holds the index and no other statement."""
    site = copied(clean, tmp_path / "site")
    with (site.root / "search/search_index.js").open("ab") as file:
        file.write(b";alert(1)")

    assert codes(site) == {"G40"}


FEED = (
    b'<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://www.gov.example/a" rel="self"/>'
    b"<id>tag:www.gov.example,2026:a</id><title>&lt;script&gt; https://other.example/</title></feed>"
)

LISTS = [
    ("a.json", b'{"a": 1,', "G41"),
    ("a.json", b'{"a": 1, "a": 2}', "G41"),
    ("a.json", '{"a": "中"}'.encode("gbk"), "G41"),
    ("a.json", b'{"a": "\\u0030123456789012345678901234567890123456789"}', "G39"),
    ("a.csv", "甲,=1+1\n".encode(), "G44"),
    ("a.csv", '甲,"\t=1"\n'.encode(), "G44"),
    ("a.csv", "甲,＝HYPERLINK(1)\n".encode(), "G44"),
    ("a.csv", "甲,@SUM(1)\n".encode(), "G44"),
    ("a.csv", b"\xef\xbb\xbf+cmd|x\n", "G44"),
    ("a.xml", b'<!DOCTYPE feed [<!ENTITY a "b">]><feed/>', "G42"),
    ("a.xml", b'<?xml-stylesheet href="x.xsl"?><feed/>', "G42"),
    ("a.xml", b"<feed><!-- x --></feed>", "G42"),
    ("a.xml", b"<feed><script>x</script></feed>", "G42"),
    ("a.xml", b'<feed><entry onclick="x"></entry></feed>', "G42"),
    ("a.xml", b'<feed><content type="html">x</content></feed>', "G42"),
    ("a.xml", b'<feed><link href="https://t.example/"/></feed>', "G43"),
    ("a.xml", b"<urlset><url><loc>https://t.example/a</loc></url></urlset>", "G43"),
    ("a.xml", b'<feed><link href="javascript:x"/></feed>', "G43"),
    ("a.txt", b"/tmp/build/public\n", "G39"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "data", "code"), LISTS, ids=range(len(LISTS)))
def test_an_unfit_list_or_feed_is_found(
    clean: Finished, tmp_path: Path, path: str, data: bytes, code: str
) -> None:
    """Lists hold no formula, feeds no program, neither leads elsewhere or tells of this machine."""
    assert code in codes(with_file(clean, tmp_path / "site", path, data))


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("a.json", '{"a": "=1 <script> https://other.example/ 示例"}'.encode()),
        ("a.csv", "项目,-12.5,+3%,a=b,“=”\n".encode()),
        ("a.xml", FEED),
    ],
)  # fmt: skip
def test_a_fit_list_or_feed_passes(clean: Finished, tmp_path: Path, path: str, data: bytes) -> None:
    """Text stays text, numbers numbers, and listed hosts may be named."""
    assert gates.examine(with_file(clean, tmp_path / "site", path, data)) == []


CARRIED = [
    ("a.jpg", extras.with_exif("示例甲"), "附加信息段 E1"),
    ("a.jpg", extras.picture(comment=b"by jia"), "附加信息段 FE"),
    ("a.jpg", extras.picture(icc_profile=b"x" * 200), "附加信息段 E2"),
    ("a.jpg", extras.picture() + extras.zipped({"a": "b"}), "图像结束后还有内容，或文件不完整"),
    ("a.jpg", extras.picture(progressive=True) + b"\xff\xd8x", "图像结束后还有内容，或文件不完整"),
    ("a.jpg", extras.picture()[:-40], "图像结束后还有内容，或文件不完整"),
    ("a.png", extras.with_png_text("示例甲"), "附加信息块 iTXt"),
    ("a.png", extras.with_png_text("jia", packed=True), "附加信息块 zTXt"),
    ("a.png", extras.with_png_chunk(b"tIME", b"\x07\xea\x01\x01\x00\x00\x00"), "附加信息块 tIME"),
    ("a.png", extras.with_png_chunk(b"eXIf", b"II*\x00"), "附加信息块 eXIf"),
    ("a.png", extras.with_png_chunk(b"prVt", b"x"), "附加信息块 prVt"),
    ("a.png", extras.picture("PNG") + b"PK", "图像结束后还有内容，或文件不完整"),
    ("a.docx", extras.letter(extras.core("示例甲")), "作者、单位或软件信息"),
    ("a.docx", extras.letter({"word/comments.xml": "<w/>"}), "不应有的部件 word/comments.xml"),
    ("a.docx", extras.letter({"word/vbaProject.bin": b"x"}), "不应有的部件 word/vbaProject.bin"),
    ("a.docx", extras.letter({"customXml/item1.xml": "<a/>"}), "不应有的部件 customXml/item1.xml"),
    ("a.docx", extras.letter({"word/media/a.png": extras.with_png_text("jia")}), "附加信息块 tEXt"),
    ("a.docx", extras.letter(body="<w:document><w:ins w:author='甲'/></w:document>"), "修订痕迹"),
    ("a.docx", extras.letter(body="<w:document><w:vanish/></w:document>"), "隐藏文字"),
    ("a.docx", extras.letter({"word/x.xml": "<!DOCTYPE a><a/>"}), "文档类型声明"),
    ("a.docx", extras.letter(comment="示例甲".encode()), "压缩包注释"),
    ("a.docx", extras.letter() + b"x", "压缩包前后或内部夹带的内容"),
    ("a.docx", b"PK\x03\x04x", "打不开的内容"),
    ("a.docx", extras.letter({"word/a.rels": '<r TargetMode="External" Type="t"/>'}), "指向外部的内容"),
    ("a.xlsx", extras.hidden_sheet("jia"), "隐藏的工作表"),
    ("a.xlsx", extras.letter({"xl/worksheets/sheet1.xml": '<s><row r="1" hidden="1"/></s>'}), "隐藏的行或列"),
    ("a.pdf", extras.paper(b"3 0 obj\n<< /Author (jia) >>\nendobj\n"), "作者、软件或时间"),
    ("a.pdf", extras.paper(b"3 0 obj\n<< /#41uthor (jia) >>\nendobj\n"), "作者、软件或时间"),
    ("a.pdf", extras.paper(extras.stream(b"<< /Author (jia) >>", b"/Type /ObjStm")), "作者、软件或时间"),
    ("a.pdf", extras.paper(b"3 0 obj\n<< /S /JavaScript /JS (x) >>\nendobj\n"), "脚本"),
    ("a.pdf", extras.paper(b"3 0 obj\n<< /OpenAction 4 0 R >>\nendobj\n"), "自动动作"),
    ("a.pdf", extras.paper(b"3 0 obj\n<< /Type /Filespec >>\nendobj\n"), "夹带的文件"),
    ("a.pdf", extras.paper(b"3 0 obj\n<< /Encrypt 4 0 R >>\nendobj\n"), "加密"),
    ("a.pdf", extras.paper(b"3 0 obj\n<< /AcroForm 4 0 R >>\nendobj\n"), "表单"),
    ("a.pdf", extras.paper(extras.stream(b"<x:xmpmeta>", b"/Type /Metadata /Subtype /XML")), "元数据（XMP）"),
    ("a.pdf", extras.paper(b"3 0 obj\n<< /Subtype /Text /Rect [0 0 1 1] >>\nendobj\n"), "批注"),
    ("a.pdf", extras.paper(tail=b"PK"), "文件结束后还有内容"),
    ("a.pdf", extras.paper(tail=b"4 0 obj\nendobj\n%%EOF\n"), "改动前的旧版本"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "words"), CARRIED, ids=[f"{i}-{c[0]}" for i, c in enumerate(CARRIED)]
)
def test_what_a_file_carries_unseen_is_named(name: str, data: bytes, words: str) -> None:
    """Makers, places, remarks, old versions, hidden parts and stowaways are told in plain words."""
    assert words in carried(name, data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jpg", extras.picture()),
        ("a.jpg", extras.picture(progressive=True, quality=95, subsampling=0)),
        ("a.jpg", extras.picture(dpi=(72, 72))),
        ("a.png", extras.picture("PNG")),
        ("a.docx", extras.letter()),
        ("a.docx", extras.letter({"word/media/a.png": extras.picture("PNG")})),
        ("a.pdf", extras.paper()),
        ("a.pdf", extras.paper(extras.stream(b"BT (/Author \\(x\\)) Tj ET"))),
    ],
)
def test_a_clean_file_carries_nothing(name: str, data: bytes) -> None:
    """What a cleaner leaves passes: pixels, pages, words."""
    assert carried(name, data) == []


def test_only_the_public_site_is_asked_what_its_files_carry(clean: Finished, tmp_path: Path) -> None:
    """Evidence inside keeps its makers, for it is evidence; the public copy of a file does not."""
    inside = {"news/a.jpg": extras.with_exif("示例甲"), "news/a.pdf": extras.paper(tail=b"x")}
    (internal,) = built(tmp_path, internal_site(inside))
    (public,) = built(tmp_path / "p", public_site(inside))

    assert {problem.code for problem in gates.examine(internal)} == set()
    assert codes(public) == {"G50", "G51"}
