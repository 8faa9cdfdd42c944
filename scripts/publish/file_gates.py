"""The gates that open what is no page: search index, feeds, lists, pictures, documents."""

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from scripts.problems import Problem
from scripts.publish import words
from scripts.publish.addresses import Kind, judge
from scripts.publish.carried import carried
from scripts.publish.finished import Finished
from scripts.publish.head_gates import traces
from scripts.publish.inputs import PUBLIC, problem
from scripts.publish.markup import Markup

_SHOWN = frozenset({"p", "code", "pre", "ul", "ol", "li", "b", "strong", "em", "mark"})
"""Elements that the search box may show; it takes no attribute with them."""
_PLAIN_NAMES = frozenset(
    {
        *("urlset", "url", "loc", "lastmod", "changefreq", "priority"),
        *("feed", "entry", "id", "title", "subtitle", "updated", "published", "link", "author", "name"),
        *("summary", "content", "category", "rights", "generator", "logo", "icon", "uri"),
    }
)
_PLAIN_ATTRIBUTES = re.compile(
    r"xmlns(:[a-z]+)?|xml:(lang|base)|href|rel|type|hreflang|title|term|label|scheme"
)
_TEXTS = (".xml", ".json", ".csv", ".txt", ".ics")
_NAMED = re.compile(r"<(?:loc|uri|logo|icon)>([^<]*)</")
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*%?")


def search_shows_text(site: Finished) -> Iterator[Problem]:
    """The theme puts the index into the page as markup: it holds text and bare marks only."""
    if not {words.INDEX, words.DISK_INDEX} <= site.files:
        return
    index = site.read(words.INDEX)
    if site.read(words.DISK_INDEX) != b"var __index = " + index:
        yield problem(site.where(words.DISK_INDEX), "G40", "与 search_index.json 不一致")
    for entry in _entries(index):
        where = judge(str(entry.get("location", "")), "index.html")
        if set(entry) != {"location", "title", "text"} or where.kind is not Kind.INSIDE:
            yield problem(site.where(words.INDEX), "G40", f"搜索索引里有不认识的内容：{sorted(entry)}")
        elif where.target not in site.files:
            yield problem(site.where(words.INDEX), "G40", f"搜索索引里有不存在的页面：{where.target}")
        for fault in _markup_faults(f"{entry.get('title')}\n{entry.get('text')}"):
            yield problem(site.where(words.INDEX), "G40", f"搜索索引里有标记 {fault}")


def data_is_plain(site: Finished) -> Iterator[Problem]:
    """A list for reuse is what it says: readable, no formula, no markup that acts."""
    for path in sorted(site.staged & site.files):
        kind, data = path.rpartition(".")[2], site.read(path)
        if kind == "json" and not _is_json(data):
            yield problem(site.where(path), "G41", "不是正确的 JSON（应为 UTF-8，键不重复）")
        if kind == "csv":
            yield from _csv_faults(site, path, data)


def feeds_are_plain(site: Finished) -> Iterator[Problem]:
    """A feed or site map names pages and their words; it carries no program and no declaration."""
    for path in sorted(each for each in site.files if each.endswith(".xml")):
        markup = Markup(site.read(path).decode("utf-8", errors="replace"))
        for piece in markup.unreadable():
            yield problem(site.where(path), "G42", f"不允许的声明或注释 {piece[:60]}", markup.line(piece))
        for piece, tag in markup.tags():
            odd = [name for name, _ in tag.attributes if not _PLAIN_ATTRIBUTES.fullmatch(name)]
            if tag.name not in _PLAIN_NAMES or odd:
                yield problem(site.where(path), "G42", f"不允许的元素 {piece[:60]}", markup.line(piece))
            if tag.name != "link" and tag.named.get("type", "text") != "text":
                yield problem(site.where(path), "G42", "订阅里的文字应为纯文本", markup.line(piece))


def feeds_stay_home(site: Finished) -> Iterator[Problem]:
    """Addresses in feeds and maps lead to pages of the site or to listed hosts."""
    for path in sorted(each for each in site.files if each.endswith(".xml")):
        for value in _feed_addresses(site.read(path).decode("utf-8", errors="replace")):
            where = judge(value, path)
            if where.kind is Kind.FOREIGN and where.target not in site.hosts:
                yield problem(site.where(path), "G43", f"指向未登记的外部主机 {where.target}")
            elif where.kind is not Kind.FOREIGN and where.target not in site.files:
                yield problem(site.where(path), "G43", f"地址不允许，或没有这个页面：{value[:60]}")


def data_tells_nothing(site: Finished) -> Iterator[Problem]:
    """Public lists, feeds and the search index tell no commit and no place of this machine."""
    if site.audience != PUBLIC:
        return
    for path in sorted(each for each in site.files if each.endswith(_TEXTS)):
        for found in sorted(set(traces(_text(site.read(path))))):
            yield problem(site.where(path), "G39", f"带有内部痕迹（提交号、本机路径）：{found[:12]}…")


def files_carry_nothing(site: Finished) -> Iterator[Problem]:
    """A public picture or document holds what a reader sees, and nothing about its maker."""
    if site.audience != PUBLIC:
        return
    for path in sorted(site.files):
        for words_ in carried(path, site.read(path)):
            code = "G50" if path.endswith((".png", ".jpg", ".jpeg")) else "G51"
            yield problem(site.where(path), code, f"文件里还带着：{words_}")


FILE_GATES = (
    search_shows_text,
    data_is_plain,
    feeds_are_plain,
    feeds_stay_home,
    data_tells_nothing,
    files_carry_nothing,
)


def _feed_addresses(text: str) -> Iterator[str]:
    """Yield every address that a feed or site map states."""
    yield from (unescape(value).strip() for value in _NAMED.findall(text))
    for _, tag in Markup(text).tags():
        yield from (tag.named[name] for name in ("href", "src", "xml:base") if name in tag.named)


def _entries(index: bytes) -> list[dict[str, Any]]:
    """Return the entries of a search index; none when it cannot be read, which another gate tells."""
    try:
        return list(json.loads(index)["docs"])
    except (ValueError, KeyError, TypeError):
        return []


def _markup_faults(text: str) -> Iterator[str]:
    """Yield what is neither text nor a bare mark."""
    markup = Markup(text)
    yield from markup.unreadable()
    for piece, tag in markup.tags():
        if tag.name not in _SHOWN or tag.attributes:
            yield piece


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data.decode("utf-8"), object_pairs_hook=_distinct)
    except ValueError:
        return False
    return True


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; ValueError when a key stands twice, for then two readers read two things."""
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def _csv_faults(site: Finished, path: str, data: bytes) -> Iterator[Problem]:
    text = data.decode("utf-8-sig", errors="replace")
    for number, row in enumerate(csv.reader(io.StringIO(text)), 1):
        for cell in row:
            if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell):
                yield problem(site.where(path), "G44", f"表格软件会当成公式：{cell[:20]}", number)


def _text(data: bytes) -> str:
    """Return the words of a file; those of JSON with its escapes resolved."""
    text = data.decode("utf-8", errors="replace")
    try:
        return json.dumps(json.loads(text), ensure_ascii=False)
    except ValueError:
        return text
