"""What is asked of one item twice over: a problem or a missing piece that a step already means; pure.

Two texts mean the same work when they share a run of words, or when what was sent back names a piece
and the year it is missing for. What is folded is still named, and nothing of it is lost.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from scripts.views.digest import EVIDENCE, SENT_BACK, AskView

RUN = 4
"""Characters in a row that two texts about the same thing share."""
_APART = re.compile(r"[\W_]+")
_PARTS = re.compile(r"[、和与及（(〔]")
_YEAR = re.compile(r"(20[0-9]{2})年")
_MARK = re.compile(r"[（(〔].*")


def folded(heads: Sequence[AskView], lesser: Sequence[AskView]) -> list[AskView]:
    """Return the asks of one item: each problem and piece within the return or step that means it."""
    kept = sorted(heads, key=lambda ask: ask.reason != SENT_BACK)
    alone = []
    for ask in lesser:
        left: AskView | None = ask
        for place, head in enumerate(kept):
            if left is not None:
                kept[place], left = _taken(head, left)
        if left is not None:
            alone.append(left)
    return [*kept, *alone]


def _taken(head: AskView, ask: AskView) -> tuple[AskView, AskView | None]:
    """Return a step or return with what of an ask it means, and what is left of the ask."""
    if ask.reason != EVIDENCE:
        if not shares_run(head.text, ask.text):
            return head, ask
        due = min((head, ask), key=lambda each: each.due or "9")
        told = replace(head, due=due.due, days_left=due.days_left, also=(*head.also, f"问题“{_title(ask)}”"))
        return told, None
    named = {int(year) for year in _YEAR.findall(head.text)}
    meant = tuple(year for year in ask.years if year in named) if named else ask.years
    if (ask.years and not meant) or not _names(head.text, ask.text, is_dated=bool(named)):
        return head, ask
    years = f"（{'、'.join(map(str, meant))} 年）" if meant else ""
    rest = tuple(year for year in ask.years if year not in meant)
    told = replace(head, also=(*head.also, f"佐证“{ask.text}”{years}"))
    return told, replace(ask, years=rest) if rest else None


def _names(text: str, piece: str, *, is_dated: bool) -> bool:
    """Whether a text speaks of a piece: by a run, or with the year beside it by any part of its name."""
    parts = [part for part in _PARTS.split(piece) if len(part) > 1]
    return shares_run(text, _MARK.sub("", piece)) or (is_dated and any(part in text for part in parts))


def _title(ask: AskView) -> str:
    return ask.text.partition("（")[0].replace("“", "‘").replace("”", "’")


def shares_run(one: str, other: str) -> bool:
    """Whether two texts have some words in a row in common."""
    return bool(_runs(one) & _runs(other))


def _runs(text: str) -> set[str]:
    pieces: Iterable[str] = _APART.split(text)
    return {each[at : at + RUN] for each in pieces for at in range(len(each) - RUN + 1)}
