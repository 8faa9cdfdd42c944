"""Every picture and document of an article: whether it has a public copy, and what that copy says."""

import re
from collections.abc import Callable, Container, Iterator
from functools import lru_cache
from posixpath import dirname
from urllib.parse import urlsplit

from scripts.check.public_words import CODES, watch_of
from scripts.guard.documents import ENDINGS, cleaned_document, document_links, document_texts, unread
from scripts.guard.files import Unfit
from scripts.guard.pictures import cleaned_picture
from scripts.guard.text import findings
from scripts.guard.watch import Kind, Watch
from scripts.model.dataset import Dataset
from scripts.problems import Problem, Severity

Read = Callable[[str], bytes]
"""Path below the root → the bytes that lie there."""
_DOUBTFUL = re.compile(r"[\\\s\x00-\x1f]")
"""Marks that one program takes for a slash or leaves out, and another does not."""


def public_files(dataset: Dataset, read: Read) -> Iterator[Problem]:
    """Every file an article names can be cleaned, and no document says what must not be public."""
    watch = watch_of(dataset)
    for page in dataset.public_pages:
        for name in sorted(page.files):
            path = f"{dirname(page.source)}/{name}"
            ending = name.rpartition(".")[2]
            try:
                data = read(path)
                yield from _faults(path, data, ending, watch)
                yield from _unread(path, data, ending)
                yield from _strangers(path, data, ending, dataset.column.words.hosts)
            except Unfit as unfit:
                for reason in unfit.reasons:
                    yield Problem(path=path, line=1, code="K418", message=f"不能公开：{reason}")


def _faults(path: str, data: bytes, ending: str, watch: Watch) -> Iterator[Problem]:
    if ending not in ENDINGS:
        cleaned_picture(data, ending)
        return
    for place, text in _texts(data, ending):
        for each in findings(text, watch):
            severity = Severity.WARNING if each.kind is Kind.HINT else Severity.ERROR
            message = f"附件里（{place}）有{each.message}"
            yield Problem(path=path, line=1, code=CODES[each.kind], message=message, severity=severity)


def _unread(path: str, data: bytes, ending: str) -> Iterator[Problem]:
    """Yield what of a document no program has read, so that a person looks at it."""
    for place in _blanks(data, ending) if ending in ENDINGS else ():
        message = (
            f"附件里（{place}）有整页图片或读不出的字体（应由保密审查人看过）"
            if place
            else "附件里没有可以核对的文字（多为扫描件；应由保密审查人逐页看过）"
        )
        yield Problem(path=path, line=1, code="K419", message=message, severity=Severity.WARNING)


def _strangers(path: str, data: bytes, ending: str, hosts: Container[str]) -> Iterator[Problem]:
    """Yield every link of a document to a web site that the office did not list."""
    for place, address in _links(data, ending) if ending in ENDINGS else ():
        if not _is_known(address, hosts):
            remedy = "应先写进 data/publicity/words.yml 的 hosts，或删去链接"
            message = f"附件里（{place}）链接的网站没有登记（{remedy}）"
            yield Problem(path=path, line=1, code="K389", message=message)


def _is_known(address: str, hosts: Container[str]) -> bool:
    """Whether an address leads to a mailbox or a listed web site, however a program may read it."""
    if _DOUBTFUL.search(address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "mailto" or (parts.scheme in ("http", "https") and parts.hostname in hosts)


@lru_cache(maxsize=32)
def _blanks(data: bytes, ending: str) -> tuple[str, ...]:
    return unread(cleaned_document(data, ending), ending)


@lru_cache(maxsize=32)
def _links(data: bytes, ending: str) -> tuple[tuple[str, str], ...]:
    return tuple(document_links(cleaned_document(data, ending), ending))


@lru_cache(maxsize=32)
def _texts(data: bytes, ending: str) -> tuple[tuple[str, str], ...]:
    return tuple(document_texts(cleaned_document(data, ending), ending))
