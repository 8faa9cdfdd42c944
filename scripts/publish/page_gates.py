"""The gates that look inside pages, drawings and style sheets."""

from collections.abc import Callable, Collection, Iterator
from itertools import chain

from scripts.problems import Problem
from scripts.publish.addresses import (
    FETCHED,
    LINKING,
    Address,
    Kind,
    addresses_in_srcset,
    addresses_in_style,
    judge,
)
from scripts.publish.finished import Finished
from scripts.publish.head_gates import HEAD_GATES, Finding
from scripts.publish.inputs import problem
from scripts.publish.markup import Markup, Tag

PageGate = Callable[[Finished, str, Markup], Iterator[Finding]]

_FORBIDDEN = frozenset(
    {
        *("iframe", "frame", "frameset", "object", "embed", "applet", "portal"),  # other documents
        *("base", "style", "foreignobject", "template", "math"),  # change how the rest is read
        *("plaintext", "xmp", "noembed", "noframes", "marquee", "metadata"),
    }
)
_PAINT = frozenset(
    {"fill", "stroke", "filter", "mask", "clip-path", "marker-start", "marker-mid", "marker-end", "cursor"}
)
_LONGEST = 80
_THEME_FORMS = ({"name": "search"}, {"data-md-component": "palette"})


def only_plain_markup(_site: Finished, _path: str, markup: Markup) -> Iterator[Finding]:
    """No comment, no broken tag, no stray mark: nothing that two readers read differently."""
    for piece in markup.unreadable():
        yield piece, "G10", f"不规范的标记 {_short(piece)}（注释、残缺标签或没有转义的尖括号）"


def no_handlers(_site: Finished, _path: str, markup: Markup) -> Iterator[Finding]:
    """No attribute runs a script."""
    for piece, tag in markup.tags():
        for name, _ in tag.attributes:
            if name.startswith("on") or name in {"srcdoc", "is"}:
                yield piece, "G11", f"<{tag.name}> 带有会执行脚本的属性 {name}"


def no_active_elements(_site: Finished, _path: str, markup: Markup) -> Iterator[Finding]:
    """No element that loads, runs, redirects or sends."""
    for piece, tag in markup.tags():
        if tag.name in _FORBIDDEN or _animates_address(tag):
            yield piece, "G12", f"不允许的元素 <{tag.name}>"
        elif tag.name == "form" and not _is_theme_form(tag):
            yield piece, "G12", "除搜索和明暗切换外不允许表单"
        elif tag.name == "meta" and tag.named.get("http-equiv", "").lower() not in {
            "",
            "content-security-policy",
        }:
            yield piece, "G12", "不允许用 meta 跳转或设置响应头"


def only_known_scripts(site: Finished, path: str, markup: Markup) -> Iterator[Finding]:
    """Each script is a file of ours or stood, word for word, on an empty page."""
    for piece, tag in markup.tags():
        if tag.name != "script":
            continue
        address = judge(tag.named.get("src", ""), path)
        if not tag.named.get("src") or path.endswith(".svg"):
            yield piece, "G13", "来历不明的内嵌脚本"
        elif address.kind is Kind.INSIDE and not address.target.startswith("assets/"):
            yield piece, "G13", f"脚本只能来自 assets：{_short(tag.named['src'])}"
        elif address.kind is Kind.INSIDE and address.target not in site.files:
            yield piece, "G13", f"脚本文件不存在：{_short(tag.named['src'])}"


def nothing_foreign(_site: Finished, path: str, markup: Markup) -> Iterator[Finding]:
    """A page fetches nothing from elsewhere and holds no address that runs."""
    for piece, tag in markup.tags():
        for value in _fetched(tag):
            address = judge(value, path)
            if address.kind is Kind.FOREIGN:
                yield piece, "G14", f"<{tag.name}> 会向外部主机 {address.target} 取内容"
            elif address.kind is not Kind.INSIDE:
                yield piece, "G15", f"<{tag.name}> 的地址不允许：{_short(value)}"
        if "\\" in tag.named.get("style", ""):
            yield piece, "G15", f"<{tag.name}> 的 style 里有反斜杠"


def links_allowed(site: Finished, path: str, markup: Markup) -> Iterator[Finding]:
    """A link leads inside the site, to mail or telephone, or to a listed host."""
    for piece, tag in markup.tags():
        if tag.name in LINKING and "href" in tag.named:
            address = judge(tag.named["href"], path)
            if address.kind is Kind.ACTIVE:
                yield piece, "G15", f"链接地址不允许：{_short(tag.named['href'])}"
            elif address.kind is Kind.FOREIGN and address.target not in site.hosts:
                yield piece, "G16", f"链接指向未登记的外部主机 {address.target}"


def links_arrive(site: Finished, path: str, markup: Markup) -> Iterator[Finding]:
    """Every address inside the site leads to a file, every fragment to an id."""
    for piece, tag in markup.tags():
        for value in chain(_fetched(tag), _linked(tag)):
            address = judge(value, path)
            if address.kind is not Kind.INSIDE:
                continue
            if value.strip().startswith(("/", "\\")) and path != "404.html":
                yield piece, "G17", f"地址以 / 开头，从磁盘打开会失效：{_short(value)}"
            elif address.target in site.beside:
                continue
            elif address.target not in site.files:
                yield piece, "G17", f"指向不存在的文件：{_short(value)}"
            elif not _has_anchor(site, address):
                yield piece, "G18", f"指向不存在的位置：{_short(value)}"


PAGE_GATES: tuple[PageGate, ...] = (
    only_plain_markup,
    no_handlers,
    no_active_elements,
    only_known_scripts,
    nothing_foreign,
    links_allowed,
    links_arrive,
    *HEAD_GATES,
)


def pages_are_safe(site: Finished, paths: Collection[str] | None = None) -> Iterator[Problem]:
    """Run every page gate over the named pages and drawings, or over all."""
    documents = site.documents()
    for path in documents if paths is None else sorted(set(paths).intersection(documents)):
        markup = site.markup(path)
        for gate in PAGE_GATES:
            for piece, code, message in gate(site, path, markup):
                yield problem(site.where(path), code, message, markup.line(piece))


def styles_stay_home(site: Finished) -> Iterator[Problem]:
    """A style sheet fetches only pictures that it carries itself or that lie beside it."""
    for path in sorted(site.files):
        if not path.endswith(".css"):
            continue
        for value in addresses_in_style(site.read(path).decode("utf-8", errors="replace")):
            if value.startswith("data:image/"):
                continue
            address = judge(value, path)
            if address.kind is not Kind.INSIDE or address.target not in site.files:
                yield problem(site.where(path), "G19", f"样式表取外部或不存在的内容：{_short(value)}")


def _fetched(tag: Tag) -> Iterator[str]:
    """Yield the addresses that a browser follows without asking."""
    for name, value in tag.attributes:
        if name in FETCHED or (name == "href" and tag.name not in LINKING):
            yield value
        elif name in {"srcset", "imagesrcset"}:
            yield from addresses_in_srcset(value)
        elif name == "style" or (name in _PAINT and "url" in value.lower()):
            yield from addresses_in_style(value)


def _linked(tag: Tag) -> Iterator[str]:
    """Yield the addresses that a reader may click."""
    if tag.name in LINKING and "href" in tag.named:
        yield tag.named["href"]


def _has_anchor(site: Finished, address: Address) -> bool:
    """Return whether the fragment of ``address`` names something on its page."""
    if not address.fragment or not address.target.endswith((".html", ".svg")):
        return True
    return address.fragment in site.markup(address.target).ids


def _animates_address(tag: Tag) -> bool:
    """Return whether an SVG animation would rewrite an address."""
    return tag.name in {"set", "animate"} and "href" in tag.named.get("attributename", "").lower()


def _is_theme_form(tag: Tag) -> bool:
    """Return whether this is one of the two forms of the theme, which send nothing."""
    sends = {"action", "formaction", "method", "target"} & tag.named.keys()
    return not sends and any(form.items() <= tag.named.items() for form in _THEME_FORMS)


def _short(text: str) -> str:
    """Return ``text`` short enough for a message."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"
