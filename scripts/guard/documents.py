"""The public copy of a document, and what it says."""

from functools import lru_cache
from urllib.parse import unquote

from scripts.guard.files import Unfit
from scripts.guard.office import cleaned_office, read_parts
from scripts.guard.office_acts import office_links
from scripts.guard.office_words import has_words, office_texts
from scripts.guard.pdf import cleaned_pdf
from scripts.guard.pdf_words import pdf_links, pdf_texts, unread_pages

ENDINGS = ("pdf", "docx", "xlsx")


@lru_cache(maxsize=32)
def cleaned_document(data: bytes, ending: str) -> bytes:
    """Return the public copy of a pdf, docx or xlsx; the same bytes give the same copy.

    Raises Unfit with everything a person must mend.
    """
    if ending == "pdf":
        return cleaned_pdf(data)
    if ending in ("docx", "xlsx"):
        return cleaned_office(data, ending)
    raise Unfit([f"不是可公开的附件格式（应为 {'、'.join(ENDINGS)}，实为 {ending}）"])


@lru_cache(maxsize=8)
def document_texts(clean: bytes, ending: str) -> tuple[tuple[str, str], ...]:
    """Return what a cleaned document says: where in it, and the text."""
    texts = pdf_texts(clean) if ending == "pdf" else office_texts(read_parts(clean))
    links = ((place, unquote(address)) for place, address in document_links(clean, ending))
    return (*texts, *links)


@lru_cache(maxsize=8)
def document_links(clean: bytes, ending: str) -> tuple[tuple[str, str], ...]:
    """Return every address to which a cleaned document leads: where in it, and the address."""
    return tuple(pdf_links(clean) if ending == "pdf" else office_links(read_parts(clean)))


def unread(clean: bytes, ending: str) -> tuple[str, ...]:
    """Return where in a cleaned document a person must look for himself; '' stands for all of it."""
    if ending != "pdf":
        return () if has_words(document_texts(clean, ending)) else ("",)
    is_said, pages = unread_pages(clean)
    return tuple(f"第 {page} 页" for page in pages) if is_said else ("",)
