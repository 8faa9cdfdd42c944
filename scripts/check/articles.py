"""Rules of the public column: each piece whole, in its place, with the files it names."""

import re
from collections.abc import Container, Iterator, Sequence
from datetime import date
from urllib.parse import urlsplit

from scripts.check.scope import repeated
from scripts.column.links import Link, images_in, links_in, odd_links, page_of
from scripts.column.pieces import register_of
from scripts.column.reviews import Register, folded
from scripts.model.articles import ArticleMeta
from scripts.model.column import Review
from scripts.model.dataset import Dataset, Page
from scripts.model.words import BLANK, Column, Openness, ReviewResult
from scripts.problems import Problem, Severity

_REVIEWERS = "data/publicity/reviewers.csv"
_REVIEWS = "data/publicity/reviews.csv"
_COLUMNS = {column.slug: column for column in Column}
_NUMBER = re.compile(r"[0-9]{5,}")
"""What may be a person's number in an address is not told in a message."""
_MAYBE_BLANK = ("source", "author", "number")
_REQUIRED = ("date", "source", "author", "openness", "column")


def articles_complete(dataset: Dataset, _: date) -> Iterator[Problem]:
    """An article says when, from whom, by whom, in which column and whether it may be public."""
    fronts = {page.folder for page in dataset.public_pages if page.is_index}
    for page in dataset.public_pages:
        if page.folder not in _COLUMNS:
            allowed = "、".join(_COLUMNS)
            yield _at(page, "K381", f"没有“{page.folder}”这个栏目（应放在 {allowed} 之一）", "title")
        elif page.folder not in fronts:
            yield _at(page, "K381", f"栏目“{page.folder}”没有首页（应有 {page.folder}/index.md）", "title")
        if not page.is_index:
            yield from _fields(page)


def _fields(page: Page[ArticleMeta]) -> Iterator[Problem]:
    for key in _REQUIRED:
        if getattr(page.meta, key) is None:
            yield _at(page, "K380", f"文章缺少 {key}（应在页首填写）", "title")
    wanted = _COLUMNS.get(page.folder)
    if page.meta.column and wanted and page.meta.column is not wanted:
        message = f"栏目与文件夹不一致（应为“{wanted.value}”，实为“{page.meta.column.value}”）"
        yield _at(page, "K382", message, "column")
    if page.meta.openness in (Openness.ON_REQUEST, Openness.NEVER):
        message = (
            f"公开属性是“{page.meta.openness.value}”，不能放在公开专栏（应为“主动公开”，或移出 docs/public）"
        )
        yield _at(page, "K383", message, "openness")
    yield from _blanks(page)


def _blanks(page: Page[ArticleMeta]) -> Iterator[Problem]:
    """Nothing of the form of a new article is left."""
    for key in _MAYBE_BLANK:
        if getattr(page.meta, key) == BLANK:
            remedy = "应填写" if key in _REQUIRED else "应填写，没有就删去这一行"
            yield _at(page, "K380", f"{key} 还是“{BLANK}”（{remedy}）", key)
    for number, line in enumerate(page.body.split("\n"), page.body_line):
        if line.startswith(f"（{BLANK}"):
            yield _line(page, number, "K380", "正文还没有写完（应换成正文，或删去这一行）")
    if not page.body.strip():
        yield _line(page, page.body_line, "K380", "文章没有正文（应写正文）")


def articles_hang_together(dataset: Dataset, _: date) -> Iterator[Problem]:
    """解读 names a policy that exists, days come in order, a portrait has its consent."""
    policies = {page.path for page in dataset.public_pages if page.folder == Column.POLICIES.slug}
    for page in dataset.public_pages:
        named = page.meta.explains
        if named and named not in policies - {page.path}:
            yield _at(page, "K384", f"解读的政策“{named}”不存在（应为 policies 里的另一篇）", "explains")
        if page.folder == Column.PEOPLE.slug and not page.is_index and not _agreed(page.meta):
            message = "典型人物没有本人书面同意（应在页首写 consent: {on: 签字日期, kept: 存放处}）"
            yield _at(page, "K386", message, "title")
        yield from _days(page)


def _days(page: Page[ArticleMeta]) -> Iterator[Problem]:
    meta = page.meta
    if meta.begins and meta.ends and meta.begins > meta.ends:
        message = f"公示截止早于开始（应不早于 {meta.begins}，实为 {meta.ends}）"
        yield _at(page, "K385", message, "ends")
    if meta.date and meta.expires and meta.expires < meta.date:
        message = f"到期日早于发布日期（应不早于 {meta.date}，实为 {meta.expires}）"
        yield _at(page, "K385", message, "expires")


def _agreed(meta: ArticleMeta) -> bool:
    return meta.consent is not None and meta.consent.kept != BLANK


def pictures_are_owned(dataset: Dataset, _: date) -> Iterator[Problem]:
    """Each picture in a text says whose it is and what it shows."""
    for page in dataset.public_pages:
        listed = {each.file for each in page.meta.pictures}
        for image in images_in(page.body):
            at = page.body_line + image.line
            if image.target not in listed:
                message = f"图片“{image.target}”没有登记授权（应在页首 pictures 里写 file、credit、licence）"
                yield _line(page, at, "K387", message)
            if not image.words.strip():
                message = f"图片“{image.target}”没有替代文字（应写 ![图上是什么](文件名)）"
                yield _line(page, at, "K387", message)


def article_files_used(dataset: Dataset, _: date) -> Iterator[Problem]:
    """Each file an article names lies beside it, and each picture it names is shown."""
    for page in dataset.public_pages:
        listed = {each.file for each in page.meta.pictures}
        named = [*listed, *(each.file for each in page.meta.documents)]
        for file in sorted(set(named) - page.files.keys()):
            message = f"找不到“{file}”（应与文章在同一文件夹，不超过限定大小）"
            yield _at(page, "K388", message, "title")
        shown = {image.target for image in images_in(page.body)}
        for file in sorted(listed - shown):
            message = f"登记的图片“{file}”没有用到（应在正文里引用，或删去登记）"
            yield _at(page, "K388", message, "pictures")


def links_lead_somewhere(dataset: Dataset, _: date) -> Iterator[Problem]:
    """A link of an article leads to another page here, to its own file, or to a listed web site."""
    pages = {page.path for page in dataset.public_pages}
    for page in dataset.public_pages:
        for link in links_in(page.body):
            if fault := _link_fault(link, page, pages, dataset.column.words.hosts):
                shown = _NUMBER.sub("…", link.target)
                yield _line(page, page.body_line + link.line, "K389", f"链接“{shown}”{fault}")
        for line in odd_links(page.body):
            message = "这里的链接看不明白（应写 [文字](地址)，在一行里写完，里面不再有括号和空格）"
            yield _line(page, page.body_line + line, "K389", message)


def _link_fault(link: Link, page: Page[ArticleMeta], pages: Container[str], hosts: Container[str]) -> str:
    """Return what is wrong with a link, or an empty text."""
    if not link.words:
        return "没有文字，或写成了另起一行的定义（应写 [文字](地址)）"
    if link.is_page:
        return "" if page_of(link, page.path) in pages else "指向不存在的页面（应为 docs/public 里的稿件）"
    if link.target.startswith("#") or link.path in {each.file for each in page.meta.documents}:
        return ""
    parts = urlsplit(link.target)
    if parts.scheme in ("tel", "mailto"):
        return ""
    if parts.scheme not in ("http", "https") or set(link.target) & set("\\@"):
        return "写法不对（应为 ../栏目/文件名.md、已登记的附件或 https 网址）"
    unlisted = "的网站没有登记（应先写进 data/publicity/words.yml 的 hosts）"
    return "" if parts.hostname in hosts else unlisted


def reviewers_are_told_apart(dataset: Dataset, _: date) -> Iterator[Problem]:
    """No person is registered under two spellings: four signatures are four people's."""
    names = [folded(each.name) for each in dataset.column.reviewers]
    for index in repeated(names):
        line = dataset.line(_REVIEWERS, index)
        name = dataset.column.reviewers[index].name
        message = f"审核人“{name}”与前面的是同一个名字（应只登记一次；真的同名就在姓名后加单位，不用括号）"
        yield Problem(path=_REVIEWERS, line=line, code="K396", message=message)


def reviews_hold(dataset: Dataset, _: date) -> Iterator[Problem]:
    """A review comes in turn, from another registered person, after the draft; a return says why."""
    register = register_of(dataset)
    drafted = {page.source: page.meta.drafted for page in dataset.public_pages}
    passed: dict[tuple[str, str], list[Review]] = {}
    for index, review in enumerate(register.rows):
        before = passed.setdefault((review.path, review.digest), [])
        begun = drafted.get(review.path)
        message = _out_of_turn(register, before, review)
        if begun and review.on < begun:
            message = f"审核日期 {review.on} 早于起草日期 {begun}（应改正日期）"
        if message:
            line = dataset.line(_REVIEWS, index)
            yield Problem(path=_REVIEWS, line=line, code="K394", message=message)
        if review.result is ReviewResult.RETURNED:
            before.clear()
        else:
            before.append(review)


def _out_of_turn(register: Register, before: Sequence[Review], review: Review) -> str:
    if review.result is ReviewResult.RETURNED and not review.note:
        return "退回没有写意见（应在 note 写明要改什么）"
    reason = register.refusal(before, review)
    return f"这一步不算数：{reason}（应按初审、复审、终审的次序由登记过的不同的人完成）" if reason else ""


def corrections_told(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A piece that was approved once and now reads otherwise tells its readers what was corrected."""
    register = register_of(dataset)
    for page in dataset.public_pages:
        found = register.standing(page.source, page.digest, as_of)
        told = any(found.earlier and each.on >= found.earlier for each in page.meta.corrections)
        if found.earlier and not page.is_index and not told:
            message = f"{found.earlier} 审定以后改过文字，没有写更正（应在页首写 corrections）"
            yield Problem(path=page.source, line=2, code="K395", message=message, severity=Severity.WARNING)


def _at(page: Page[ArticleMeta], code: str, message: str, key: str) -> Problem:
    """Return a finding at a key of the front matter (its second line when the key is not there)."""
    line = page.lines.get((key,), 2)
    return Problem(path=page.source, line=line, code=code, message=message)


def _line(page: Page[ArticleMeta], line: int, code: str, message: str) -> Problem:
    return Problem(path=page.source, line=line, code=code, message=message)
