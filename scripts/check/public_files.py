"""Every picture and document of an article: whether it has a public copy, and what that copy says."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from posixpath import dirname

from scripts.check.public_words import CODES, watch_of
from scripts.guard.documents import ENDINGS, cleaned_document, document_texts
from scripts.guard.files import Unfit
from scripts.guard.pictures import cleaned_picture
from scripts.guard.text import findings
from scripts.guard.watch import Kind, Watch
from scripts.model.dataset import Dataset
from scripts.problems import Problem, Severity

Read = Callable[[str], bytes]
"""Path below the root → the bytes that lie there."""


def public_files(dataset: Dataset, read: Read) -> Iterator[Problem]:
    """Every file an article names can be cleaned, and no document says what must not be public."""
    watch = watch_of(dataset)
    for page in dataset.public_pages:
        for name in sorted(page.files):
            path = f"{dirname(page.source)}/{name}"
            ending = name.rpartition(".")[2]
            try:
                yield from _faults(path, read(path), ending, watch)
            except Unfit as unfit:
                for reason in unfit.reasons:
                    yield Problem(path=path, line=1, code="K418", message=f"不能公开：{reason}")


def _faults(path: str, data: bytes, ending: str, watch: Watch) -> Iterator[Problem]:
    if ending not in ENDINGS:
        cleaned_picture(data, ending)
        return
    texts = _texts(data, ending)
    if not any(char.isalnum() for _, text in texts for char in text):
        message = "附件里没有可以核对的文字（多为扫描件；应由保密审查人逐页看过）"
        yield Problem(path=path, line=1, code="K419", message=message, severity=Severity.WARNING)
    for place, text in texts:
        for each in findings(text, watch):
            severity = Severity.WARNING if each.kind is Kind.HINT else Severity.ERROR
            message = f"附件里（{place}）有{each.message}"
            yield Problem(path=path, line=1, code=CODES[each.kind], message=message, severity=severity)


@lru_cache(maxsize=32)
def _texts(data: bytes, ending: str) -> tuple[tuple[str, str], ...]:
    return tuple(document_texts(cleaned_document(data, ending), ending))
