"""The last look at every word of the finished public site: the same guards as over the data.

Independent of theme and templates: whatever way a value took, a reader would
see it in a page, find it in the search, or fetch it with a file.
"""

import html
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping

from scripts.guard.text import findings
from scripts.guard.watch import SOFT, Kind
from scripts.problems import Problem
from scripts.publish.addresses import LINKING
from scripts.publish.finished import Finished
from scripts.publish.inputs import problem
from scripts.publish.markup import Markup

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*)[^<>]*>|<[^<>]*>")
_INLINE = frozenset(
    {
        *(
            "a",
            "abbr",
            "b",
            "bdi",
            "bdo",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
            "font",
            "i",
            "ins",
            "kbd",
        ),
        *("label", "mark", "q", "rb", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time"),
        *("tspan", "u", "var", "wbr"),
    }
)
_CELLS = frozenset({"td", "th", "text"})
_SAID = ("alt", "title", "aria-label", "content", "placeholder", "value", "label", "href", "summary", "cite")
_FOLD = re.compile(r"\r?\n[ \t]")
_APART = "\n\n"


def words_may_be_public(site: Finished, paths: Collection[str] | None = None) -> Iterator[Problem]:
    """No page, drawing, index, feed or data file of the public site says what must not be public."""
    if site.watch is None:
        return
    for path in sorted(site.files if paths is None else site.files.intersection(paths)):
        read = _READERS.get(path.rpartition(".")[2])
        text = read(site, path) if read else ""
        for each in findings(text, site.watch) if text else ():
            if each.kind is not Kind.HINT:
                code = "G22" if each.kind in SOFT else "G21"
                message = f"成品里有{each.message}"
                yield problem(site.where(path), code, message)


def visible(text: str) -> str:
    """Return what a browser shows: marks inside a line leave it joined, cells stand side by side."""

    def put(match: re.Match[str]) -> str:
        name = (match["name"] or "").lower()
        if name in _INLINE:
            return ""
        return " | " if name in _CELLS else "\n" if name == "br" else _APART

    return _TAG.sub(put, text)


def attributes(markup: Markup) -> str:
    """Return what the elements of a page are called, and where its links lead."""
    values = (
        tag.named[key]
        for _, tag in markup.tags()
        for key in _SAID
        if key in tag.named and (key != "href" or tag.name in LINKING)
    )
    return _APART.join(dict.fromkeys(values))


def _page(site: Finished, path: str) -> str:
    markup = site.markup(path)
    return f"{visible(markup.text)}{_APART}{attributes(markup)}"


def _feed(site: Finished, path: str) -> str:
    """Read a feed or a map; what an entry holds as escaped markup is read as the page it becomes."""
    markup = Markup(_text(site, path))
    text = f"{visible(markup.text)}{_APART}{attributes(markup)}"
    return f"{text}{_APART}{visible(html.unescape(text))}" if "&lt;" in text else text


def _json(site: Finished, path: str) -> str:
    text = _text(site, path)
    try:
        return _APART.join(_leaves(json.loads(text)))
    except ValueError:  # another gate says what is wrong with it; its words are judged all the same
        return text


def _script(site: Finished, path: str) -> str:
    """Read a staged script as the data it carries; those in ``assets`` are the theme's."""
    if path.startswith("assets/"):
        return ""
    text = _text(site, path)
    begin = min((at for mark in "[{" if (at := text.find(mark)) >= 0), default=len(text))
    try:
        data, _ = json.JSONDecoder().raw_decode(text, begin)
    except ValueError:
        return text
    return f"{text[:begin]}{_APART}{_APART.join(_leaves(data))}"


def _leaves(node: object) -> Iterator[str]:
    """Yield every text and number of a JSON document; markup inside is read as a browser would."""
    if isinstance(node, dict):
        for key, each in node.items():
            yield str(key)
            yield from _leaves(each)
    elif isinstance(node, list):
        for each in node:
            yield from _leaves(each)
    elif isinstance(node, str):
        yield visible(node) if "<" in node else node
    elif isinstance(node, int):
        yield str(node)


def _calendar(site: Finished, path: str) -> str:
    """Read a calendar, whose long lines are folded."""
    return _FOLD.sub("", _text(site, path))


def _text(site: Finished, path: str) -> str:
    return site.read(path).decode("utf-8", errors="replace")


_READERS: Mapping[str, Callable[[Finished, str], str]] = {
    "html": _page,
    "svg": _page,
    "xml": _feed,
    "json": _json,
    "webmanifest": _json,
    "js": _script,
    "ics": _calendar,
    **dict.fromkeys(("csv", "txt", "md", "yml"), _text),
}
