"""The last look at the finished files, independent of theme and templates.

Each gate is a small generator of findings; ``SITE_GATES`` and ``PAIR_GATES`` are
the policy. A finding stops the whole publication: both sites or none.
"""

from collections.abc import Callable, Collection, Iterator

from scripts.problems import Problem
from scripts.publish import page_gates, word_gates, words
from scripts.publish.file_gates import FILE_GATES
from scripts.publish.finished import Finished
from scripts.publish.inputs import problem

_SIGNATURES = {
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    "pdf": b"%PDF-",
    "docx": b"PK\x03\x04",
    "xlsx": b"PK\x03\x04",
    "gz": b"\x1f\x8b",
}
_THEME_KINDS = frozenset({"css", "js", "png", "svg", "ico"})
_SHARED = frozenset({"index.html"})
"""Pages that both sites have under the same address, each with its own text."""


def real_files_only(site: Finished) -> Iterator[Problem]:
    """No link and no special file: a link can bring in anything of this machine."""
    for path in site.odd:
        yield problem(site.where(path), "G01", "不是普通文件（符号链接或特殊文件）")


def files_expected(site: Finished) -> Iterator[Problem]:
    """Every file was staged or belongs to the theme, and nothing staged is missing."""
    for path in sorted(site.files - site.expected):
        kind = path.rpartition(".")[2]
        if not (path.startswith("assets/") and kind in _THEME_KINDS):
            yield problem(site.where(path), "G02", "成品里多出没有登记的文件")
    for path in sorted(site.expected - site.files):
        yield problem(site.where(path), "G03", "应有的文件没有生成")


def content_fits_name(site: Finished) -> Iterator[Problem]:
    """A file is what its ending says."""
    for path in sorted(site.files):
        start = _SIGNATURES.get(path.rpartition(".")[2].lower())
        if start and not site.read(path).startswith(start):
            yield problem(site.where(path), "G04", "文件内容与扩展名不符")


def not_empty(site: Finished) -> Iterator[Problem]:
    """A site without pages, or with an empty page, is never published."""
    if not any(path.endswith(".html") and path != "404.html" for path in site.files):
        yield problem(site.where("index.html"), "G05", "站点是空的")
    for path in sorted(site.files):
        if path.endswith(".html") and not site.read(path).strip():
            yield problem(site.where(path), "G05", "页面是空的")


def search_finds_chinese(site: Finished) -> Iterator[Problem]:
    """The search index is there and its Chinese is cut into words."""
    fault = words.index_fault(site.root) if site.searchable else ""
    if fault:
        yield problem(site.where(words.INDEX), "G06", fault)


def nothing_internal(public: Finished, internal: Finished) -> Iterator[Problem]:
    """No staged page or file of the internal site stands in the public one."""
    inner = internal.staged - _SHARED
    for path in sorted(public.files & inner):
        yield problem(public.where(path), "G08", "内部站的页面或文件出现在公开站（两站不能同名）")


SITE_GATES: tuple[Callable[[Finished], Iterator[Problem]], ...] = (
    real_files_only,
    files_expected,
    content_fits_name,
    not_empty,
    search_finds_chinese,
    page_gates.pages_are_safe,
    page_gates.styles_stay_home,
    *FILE_GATES,
    word_gates.words_may_be_public,
)
PAIR_GATES: tuple[Callable[[Finished, Finished], Iterator[Problem]], ...] = (nothing_internal,)


def examine(site: Finished) -> list[Problem]:
    """Return everything that forbids publishing ``site``, sorted."""
    return sorted({found for gate in SITE_GATES for found in gate(site)})


def examine_pages(site: Finished, paths: Collection[str]) -> list[Problem]:
    """Return what is wrong inside the named pages and drawings, sorted."""
    return sorted({*page_gates.pages_are_safe(site, paths), *word_gates.words_may_be_public(site, paths)})


def examine_pair(public: Finished, internal: Finished) -> list[Problem]:
    """Return everything that forbids publishing the two sites together, sorted."""
    return sorted({found for gate in PAIR_GATES for found in gate(public, internal)})
