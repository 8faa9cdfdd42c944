"""The guards of a text, in one call."""

import re
from collections.abc import Iterator

from scripts.guard.marks import marks
from scripts.guard.numbers import numbers
from scripts.guard.streams import streams
from scripts.guard.unfold import Unfolded, views
from scripts.guard.watch import HARD, REMEDIES, Finding, Kind, Watch, masked
from scripts.guard.wording import joined, wording

_FIGURE = re.compile(r"[0-9〇零一二三四五六七八九十百]")
_FIGURED = frozenset({Kind.TROOP, Kind.STRENGTH})
_NAMED = frozenset({Kind.WORD, Kind.HINT})


def findings(text: str, watch: Watch) -> list[Finding]:
    """Return what must not be public in ``text``, by place; what the office accepted is left out."""
    found = {
        (each.at, each.kind): each
        for view in views(text)
        for each in _of(view, watch)
        if (each.kind, each.value) not in watch.accepted
    }
    return [found[key] for key in sorted(found)]


def hard_facts(text: str) -> list[Finding]:
    """Return what no text of the history may hold; wording, and what is known inside, is left alone."""
    return [each for each in findings(text, Watch()) if each.kind in HARD]


def veiled(text: str) -> str:
    """Return a text, line by line, with every hard fact in it masked."""
    return "\n".join(map(_veiled, text.split("\n")))


def _veiled(line: str) -> str:
    spans: list[tuple[int, int, str]] = []
    for each in hard_facts(line):
        if spans and each.at < spans[-1][1]:
            begin, end, _ = spans.pop()
            end = max(end, each.end)
            spans.append((begin, end, masked(line[begin:end])))
        else:
            spans.append((each.at, each.end, each.shown))
    for begin, end, shown in reversed(spans):
        line = line[:begin] + shown + line[end:]
    return line


def _of(view: Unfolded, watch: Watch) -> Iterator[Finding]:
    taken: list[tuple[int, int]] = []
    for stream in streams(view):
        for begin, end, kind in numbers(stream, watch):
            taken.append((stream.at[begin], stream.at[end - 1] + 1))
            yield _finding(view, taken[-1], stream.digits[begin:end], kind)
    for begin, end, kind in marks(view, watch):
        if kind is not Kind.LANDLINE or not any(a < end and begin < b for a, b in taken):
            yield _finding(view, (begin, end), view.text[begin:end], kind)
    smooth = joined(view)
    for (begin, end, kind), remedy in wording(smooth, watch):
        yield _finding(smooth, (begin, end), smooth.text[begin:end], kind, remedy)


def _finding(view: Unfolded, span: tuple[int, int], value: str, kind: Kind, remedy: str = "") -> Finding:
    shown = _FIGURE.sub("*", value) if kind in _FIGURED else value if kind in _NAMED else masked(value)
    return Finding(
        at=view.at[span[0]],
        end=view.at[span[1] - 1] + 1,
        kind=kind,
        shown=shown,
        value=value,
        remedy=remedy or REMEDIES[kind],
    )
