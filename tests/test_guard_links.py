"""``check`` over the attachments of the sample county: where they lead, and what nobody has read."""

import pytest

from scripts.check.public_files import public_files
from tests import office_files as make
from tests.counties import ROOT, loaded
from tests.test_guard_pdf import SCANS, TEXT, pdf

NOTICE = "docs/public/services/plaque-notice.pdf"
FORM = "docs/public/services/family-jobs-form.docx"


def told(path: str, data: bytes) -> set[tuple[str, str]]:
    """Return what is told of an attachment of the sample county that is ``data`` instead."""
    found = list(
        public_files(loaded(ROOT), lambda each: data if each == path else (ROOT / each).read_bytes())
    )
    assert {each.path for each in found} <= {path}
    return {(each.code, each.message) for each in found}


def linked(address: str) -> dict[str, bytes]:
    """Return a pdf and two docx that lead to ``address``, each in its own way."""
    field = f' HYPERLINK "{address}" '
    return {
        NOTICE: pdf(TEXT, page=f"/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI({address})>>>>]"),
        FORM: make.docx(links=make.link(2, "hyperlink", address, "External")),
        f"{FORM} ": make.docx(f"<w:p><w:fldSimple w:instr='{field}'/></w:p>"),
    }


def test_the_sample_has_nothing_to_tell() -> None:
    """The three attachments of the sample county can be published as they are."""
    assert told("", b"") == set()


@pytest.mark.parametrize(
    "address",
    [
        "http://evil.example/",
        "https://www.gov.cn.evil.example/",
        "https://www.gov.cn@evil.example/",
        "http://[evil",
        "https://evil.example\\@www.gov.cn/",
    ],
)
def test_an_attachment_leads_only_to_listed_sites(address: str) -> None:
    """A foreign host behind a link or a field is an error at the file, with what to do."""
    for path, data in linked(address).items():
        found = dict(told(path.strip(), data.replace(b"\\", b"\\\\") if path == NOTICE else data))
        assert "应先写进 data/publicity/words.yml 的 hosts，或删去链接" in found["K389"]


def test_an_attachment_may_lead_to_a_listed_site() -> None:
    """What an article may link to, its attachments may too."""
    for path, data in linked("https://www.gov.cn/").items():
        assert told(path.strip(), data) == set()


def test_a_scan_under_a_line_of_text_asks_for_a_person() -> None:
    """The page is named; a document without any text is told as a whole."""
    [page] = told(NOTICE, SCANS["one line over a scan"][0])
    assert page == (
        "K419",
        "附件里（第 1 页）有整页图片或读不出的字体（应由保密审查人看过）",
    )
    [whole] = told(NOTICE, SCANS["a scan alone"][0])
    assert whole == ("K419", "附件里没有可以核对的文字（多为扫描件；应由保密审查人逐页看过）")
