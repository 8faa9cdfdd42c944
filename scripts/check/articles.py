"""Rules of the public column: each piece whole, in its place, with the files it names."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from scripts.column.reviews import refusal, standing
from scripts.model.articles import ArticleMeta
from scripts.model.column import Review
from scripts.model.dataset import Dataset, Page
from scripts.model.words import Column, Openness, ReviewResult
from scripts.problems import Problem, Severity

_REVIEWS = "data/publicity/reviews.csv"
_COLUMNS = {column.slug: column for column in Column}
_REQUIRED = ("date", "source", "author", "openness", "column")
_IMAGE = re.compile(r"!\[(?P<alt>[^\]\n]*)\]\((?P<file>[^)\s]*)[^)\n]*\)")


def articles_complete(dataset: Dataset, _: date) -> Iterator[Problem]:
    """An article says when, from whom, by whom, in which column and whether it may be public."""
    fronts = {page.folder for page in dataset.public_pages if page.is_index}
    for page in dataset.public_pages:
        if page.folder not in _COLUMNS:
            allowed = "、".join(_COLUMNS)
            yield _at(dataset, page, "K381", f"没有“{page.folder}”这个栏目（应放在 {allowed} 之一）", "title")
        elif page.folder not in fronts:
            yield _at(
                dataset, page, "K381", f"栏目“{page.folder}”没有首页（应有 {page.folder}/index.md）", "title"
            )
        if not page.is_index:
            yield from _fields(dataset, page)


def _fields(dataset: Dataset, page: Page[ArticleMeta]) -> Iterator[Problem]:
    for key in _REQUIRED:
        if getattr(page.meta, key) is None:
            yield _at(dataset, page, "K380", f"文章缺少 {key}（应在页首填写）", "title")
    wanted = _COLUMNS.get(page.folder)
    if page.meta.column and wanted and page.meta.column is not wanted:
        message = f"栏目与文件夹不一致（应为“{wanted.value}”，实为“{page.meta.column.value}”）"
        yield _at(dataset, page, "K382", message, "column")
    if page.meta.openness in (Openness.ON_REQUEST, Openness.NEVER):
        message = (
            f"公开属性是“{page.meta.openness.value}”，不能放在公开专栏（应为“主动公开”，或移出 docs/public）"
        )
        yield _at(dataset, page, "K383", message, "openness")


def articles_hang_together(dataset: Dataset, _: date) -> Iterator[Problem]:
    """解读 names a policy that exists, a notice its days, a portrait its consent."""
    policies = {page.path for page in dataset.public_pages if page.folder == Column.POLICIES.slug}
    for page in dataset.public_pages:
        meta = page.meta
        if meta.explains and meta.explains not in policies - {page.path}:
            yield _at(
                dataset,
                page,
                "K384",
                f"解读的政策“{meta.explains}”不存在（应为 policies 里的另一篇）",
                "explains",
            )
        if meta.begins and meta.ends and meta.begins > meta.ends:
            message = f"公示截止早于开始（应不早于 {meta.begins}，实为 {meta.ends}）"
            yield _at(dataset, page, "K385", message, "ends")
        if meta.date and meta.expires and meta.expires < meta.date:
            message = f"到期日早于发布日期（应不早于 {meta.date}，实为 {meta.expires}）"
            yield _at(dataset, page, "K385", message, "expires")
        if page.folder == Column.PEOPLE.slug and not page.is_index and meta.consent is None:
            message = "典型人物没有本人书面同意（应在页首写 consent: {on: 签字日期, kept: 存放处}）"
            yield _at(dataset, page, "K386", message, "title")


def pictures_are_owned(dataset: Dataset, _: date) -> Iterator[Problem]:
    """Each picture in a text says whose it is and what it shows."""
    for page in dataset.public_pages:
        listed = {each.file for each in page.meta.pictures}
        for number, line in enumerate(page.body.split("\n"), page.body_line):
            for found in _IMAGE.finditer(line):
                if found["file"] not in listed:
                    message = (
                        f"图片“{found['file']}”没有登记授权（应在页首 pictures 里写 file、credit、licence）"
                    )
                    yield _line(page, number, "K387", message)
                if not found["alt"].strip():
                    message = f"图片“{found['file']}”没有替代文字（应写 ![图上是什么](文件名)）"
                    yield _line(page, number, "K387", message)


def article_files_used(dataset: Dataset, _: date) -> Iterator[Problem]:
    """Each file an article names lies beside it, and each picture it names is shown."""
    for page in dataset.public_pages:
        listed = {each.file for each in page.meta.pictures}
        named = [*listed, *(each.file for each in page.meta.documents)]
        for file in sorted(set(named) - page.files.keys()):
            message = f"找不到“{file}”（应与文章在同一文件夹，不超过限定大小）"
            yield _at(dataset, page, "K388", message, "title")
        shown = {found["file"] for found in _IMAGE.finditer(page.body)}
        for file in sorted(listed - shown):
            message = f"登记的图片“{file}”没有用到（应在正文里引用，或删去登记）"
            yield _at(dataset, page, "K388", message, "pictures")


def reviews_hold(dataset: Dataset, _: date) -> Iterator[Problem]:
    """A review comes in turn and from another person; a return says why."""
    passed: dict[tuple[str, str], list[Review]] = {}
    for index, review in enumerate(dataset.column.reviews):
        before = passed.setdefault((review.path, review.digest), [])
        if message := _out_of_turn(before, review):
            line = dataset.line(_REVIEWS, index)
            yield Problem(path=_REVIEWS, line=line, code="K394", message=message)
        if review.result is ReviewResult.RETURNED:
            before.clear()
        else:
            before.append(review)


def _out_of_turn(before: Sequence[Review], review: Review) -> str:
    if review.result is ReviewResult.RETURNED:
        return "" if review.note else "退回没有写意见（应在 note 写明要改什么）"
    reason = refusal(before, review.step, review.by)
    return f"这一步不算数：{reason}（应按初审、复审、终审的次序由不同的人完成）" if reason else ""


def corrections_told(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A piece that was approved once and now reads otherwise tells its readers what was corrected."""
    for page in dataset.public_pages:
        found = standing(dataset.column.reviews, page.source, page.digest, as_of)
        told = any(found.earlier and each.on >= found.earlier for each in page.meta.corrections)
        if found.earlier and not page.is_index and not told:
            message = f"{found.earlier} 审定以后改过文字，没有写更正（应在页首写 corrections）"
            yield Problem(path=page.source, line=2, code="K395", message=message, severity=Severity.WARNING)


def _at(dataset: Dataset, page: Page[ArticleMeta], code: str, message: str, key: str) -> Problem:
    """Return a finding at a key of the front matter (its second line when the key is not there)."""
    line = max(dataset.line(page.source, key), 2)
    return Problem(path=page.source, line=line, code=code, message=message)


def _line(page: Page[ArticleMeta], line: int, code: str, message: str) -> Problem:
    return Problem(path=page.source, line=line, code=code, message=message)
