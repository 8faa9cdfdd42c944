"""The gates that know what a page of ours says of itself: policy, title, head, ids, styles, traces."""

import re
from collections.abc import Iterator
from html import unescape

from scripts.publish.finished import Finished
from scripts.publish.markup import Markup, Tag
from scripts.publish.policy import meta_value

Finding = tuple[str, str, str]
"""The piece of the page, the code, the message."""

_HEAD = re.compile(r"<head>(?P<inside>.*?)</head>", re.DOTALL)
_TITLE = re.compile(r"<title>(?P<text>[^<]*)</title>")
_TAGS = re.compile(r"<[^<>]*>")
_IN_HEAD = frozenset({"meta", "link", "title", "script"})
_META = frozenset(
    {"viewport", "description", "referrer", "robots", "sy-audience", "color-scheme", "theme-color"}
)
_LINKS = frozenset({"stylesheet", "icon", "prev", "next", "canonical", "alternate"})
_THEIRS = {
    "input": re.compile(r"__(drawer|search|toc|palette_\d+|nav_\d+(_\d+)*)", re.ASCII),
    "label": re.compile(r"__nav_\d+(_\d+)*_label", re.ASCII),
    "script": re.compile(r"__config"),
}
"""Ids that the theme looks for, and the only elements that may carry them."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OURS = re.compile(r"[a-z]{1,2}-.+")
"""Every heading's id begins with a mark of ours, so that no word of people can become one of the theme's."""
_STYLES = re.compile(
    r"(--sy-[a-z-]+|((max|min)-)?(width|height)|margin(-[a-z]+)?|padding(-[a-z]+)?|color|background(-color)?"
    r"|font-(family|size)|line-height|text-align|color-scheme|grid-(row|column|area)|fill|stroke)"
)
_COMMIT = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{40}(?![0-9A-Za-z])")
_PLACES = re.compile(r"(?<![\w/.-])(/home/|/root/|/tmp/|/Users/|[A-Z]:\\Users\\)\w")
_MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")


def policy_comes_first(site: Finished, path: str, markup: Markup) -> Iterator[Finding]:
    """Each page begins with the policy that lets only our own files and the theme's scripts run."""
    if path.endswith(".svg"):
        return
    stated = [tag for _, tag in markup.in_order(_head(markup)) if not _is_charset(tag)][:1]
    wanted = meta_value(site.scripts.sources)
    if not stated or _policy(stated[0]) != wanted:
        yield "<head>", "G30", "页面最前面没有规定的内容安全策略（Content-Security-Policy）"
    for piece, tag in markup.tags():
        if _policy(tag) not in ("", wanted):
            yield piece, "G30", "内容安全策略与规定的不一致"


def head_holds_little(_site: Finished, path: str, markup: Markup) -> Iterator[Finding]:
    """The head says what the page is called and how it looks, not who made it or where to edit it."""
    if path.endswith(".svg"):
        return
    for piece, tag in markup.in_order(_head(markup)):
        if tag.name not in _IN_HEAD:
            yield piece, "G31", f"页头里不应有 <{tag.name}>（标题没有写完整，或被改动）"
    for piece, tag in markup.tags():
        name = tag.named.get("name", tag.named.get("property", "")).lower()
        if tag.name == "meta" and name and name not in _META:
            yield piece, "G32", f"页头不允许 meta {name}（会说出作者、软件或版本）"
        if tag.name == "link" and not set(tag.named.get("rel", "").lower().split()) <= _LINKS:
            yield piece, "G33", f"不允许 <link rel=“{tag.named.get('rel', '')}”>"
        if tag.name == "a" and "edit" in tag.named.get("rel", "").lower().split():
            yield piece, "G33", "页面带有编辑链接"


def title_is_text(site: Finished, path: str, markup: Markup) -> Iterator[Finding]:
    """There is one title, and its words stand on the page."""
    if path.endswith(".svg"):
        return
    found = _TITLE.findall(_head(markup))
    if len(found) != 1 or not found[0].strip():
        yield "<head>", "G34", "页面应恰好有一个标题，标题里不能有标记"
    elif not _is_shown(_own_part(site, path, found[0]), markup.text):
        yield "<head>", "G34", "标题与页面上的文字不一致"


def ids_stay_apart(_site: Finished, path: str, markup: Markup) -> Iterator[Finding]:
    """No id stands twice, none of the theme's is taken, headings keep to their own prefix."""
    for piece, tag in markup.tags():
        given = tag.named.get("id", "")
        theirs = _THEIRS.get(tag.name)
        if given.startswith("__") and not (theirs and theirs.fullmatch(given)):
            yield piece, "G35", f"<{tag.name}> 占用了主题的编号 {given}"
        if tag.name in _HEADINGS and given and not _OURS.fullmatch(given):
            yield piece, "G35", f"小标题的编号应有前缀（如 s-）：{given}"
    for given in markup.repeated_ids if path.endswith(".html") else ():
        yield f'id="{given}"', "G36", f"编号 {given} 在一页里出现了不止一次"


def styles_are_harmless(_site: Finished, _path: str, markup: Markup) -> Iterator[Finding]:
    """A style attribute sets sizes and colours; it cannot cover the page with something else."""
    for piece, tag in markup.tags():
        for rule in tag.named.get("style", "").split(";"):
            name = rule.partition(":")[0].strip().lower()
            if name and not _STYLES.fullmatch(name):
                yield piece, "G37", f"style 里不允许 {name}"


def robots_know_their_place(site: Finished, path: str, markup: Markup) -> Iterator[Finding]:
    """Search engines may read the public front page and no internal page."""
    named = [tag.named for _, tag in markup.tags() if tag.name == "meta"]
    told = " ".join(each.get("content", "") for each in named if each.get("name", "").lower() == "robots")
    if site.audience == "internal" and path.endswith(".html") and "noindex" not in told:
        yield "<head>", "G38", "内部页面没有声明不得收录（robots noindex）"
    if site.audience == "public" and path == "index.html" and "noindex" in told:
        yield "<head>", "G38", "公开站首页声明了不得收录"


def no_traces(site: Finished, _path: str, markup: Markup) -> Iterator[Finding]:
    """A public page does not tell who committed what, on which machine."""
    if site.audience == "public":
        for found in traces(markup.text):
            yield found, "G39", f"公开页面带有内部痕迹（提交号、本机路径）：{found[:12]}…"
        yield from _hidden_mail(markup)


def traces(text: str) -> Iterator[str]:
    """Yield commit numbers and places of the machine that stand in ``text``."""
    for pattern in (_COMMIT, _PLACES):
        yield from (found[0] for found in pattern.finditer(text))


HEAD_GATES = (
    policy_comes_first,
    head_holds_little,
    title_is_text,
    ids_stay_apart,
    styles_are_harmless,
    robots_know_their_place,
    no_traces,
)


def _head(markup: Markup) -> str:
    """Return what stands inside the head."""
    found = _HEAD.search(markup.text)
    return found["inside"] if found else ""


def _is_charset(tag: Tag) -> bool:
    return tag.name == "meta" and tag.named.keys() == {"charset"}


def _policy(tag: Tag) -> str:
    """Return the policy that a tag states, or ''."""
    stated = tag.named.get("http-equiv", "").lower() == "content-security-policy"
    return tag.named.get("content", "") or "-" if stated else ""


def _own_part(site: Finished, path: str, title: str) -> str:
    """Return the title of a page without the name of the site that follows it."""
    home = _TITLE.search(site.markup("index.html").text) if "index.html" in site.files else None
    name = f" - {home['text']}" if home and path != "index.html" else ""
    return " ".join(unescape(title.removesuffix(name)).split())


def _is_shown(title: str, text: str) -> bool:
    """Return whether the words of a title stand in the body, whatever their escaping."""
    body = text.partition("</head>")[2]
    return title in body or title in " ".join(unescape(_TAGS.sub("", body)).split())


def _hidden_mail(markup: Markup) -> Iterator[Finding]:
    """Yield addresses of people that only the source of the page tells; visible ones the word gates judge."""
    for piece, tag in markup.tags():
        for name, value in tag.attributes:
            found = _MAIL.search(value)
            if found and not value.startswith("mailto:") and found[0] not in _TAGS.sub("", markup.text):
                yield piece, "G39", f"<{tag.name}> 的 {name} 里藏着邮箱地址"
