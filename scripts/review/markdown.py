"""The meaning of a change as one comment: the short of it first, the rest folded; pure.

Nothing in the data is markup here, and however much changes, the comment stays
below what git servers accept; what is cut is named.
"""

from collections.abc import Sequence

from scripts.history.report.markup import plain
from scripts.review.meaning import Meaning
from scripts.review.words import Row, Section, extent, rows, sections, seen, verdict

LIMIT = 60_000
"""Characters; git servers take 65,536."""
_AROUND = 2_000
"""Kept for titles and for naming what is cut."""
_LINE = 600
"""Characters of one line, escaped."""
_TABLE = 24
"""Figures that are shown without unfolding."""
_FULL = "完整清单见附件，或运行 review 加 --format json --out 文件"


def as_markdown(meaning: Meaning) -> str:
    """Return the comment."""
    told = [_listed(each) for each in sections(meaning)]
    effects = [each for each in meaning.effects if each.kind in ("campaign", "item")]
    wide = [each for each in meaning.effects if each.kind in ("major", "unit")]
    first, *more = _parted(list(rows(effects)))
    tables = [Section("分数、完成率和亮灯", _table(first), is_open=True)] if first else []
    tables += [Section("其余小项", _table(rest)) for rest in more]
    tables += [Section("大项和单位", _table(found))] if (found := list(rows(wide))) else []
    told = [*(each for each in told if each.is_open), *tables, *(each for each in told if not each.is_open)]
    head = [f"### {plain(verdict(meaning))}", "", plain(extent(meaning)), ""]
    head += [line for note in meaning.notes for line in (f"**{_line(note)}**", "")]
    budget = LIMIT - _AROUND - sum(len(line) + 1 for line in head)
    body = [
        line for each, room in zip(told, _shares(told, budget), strict=True) for line in _shown(each, room)
    ]
    return "\n".join([*head, *body]).rstrip("\n") + "\n"


def _listed(section: Section) -> Section:
    return section._replace(lines=[f"- {_line(line)}" for line in section.lines])


def _line(text: str) -> str:
    """Return one line that is nothing but text, whole or cut where no escape is."""
    text = seen(text)
    shown = plain(text)
    if len(shown) <= _LINE:
        return shown
    return plain(f"{text[: _LINE // 4]}…（共{len(text)}字）")


def _parted(figures: Sequence[Row]) -> list[Sequence[Row]]:
    parts = [figures[:_TABLE], figures[_TABLE:]]
    return [parts[0], *(part for part in parts[1:] if part)]


def _table(figures: Sequence[Row]) -> list[str]:
    body = [f"| {' | '.join(_line(cell) for cell in row)} |" for row in figures]
    return ["| 对象 | 指标 | 改前 | 改后 |", "| --- | --- | --- | --- |", *body]


def _shares(told: Sequence[Section], budget: int) -> list[int]:
    """Divide the room: small lists whole, what they leave is for the large ones."""
    sizes = [sum(len(line) + 1 for line in each.lines) + len(each.title) + 80 for each in told]
    shares = [0] * len(told)
    for place, number in enumerate(sorted(range(len(told)), key=sizes.__getitem__)):
        shares[number] = min(sizes[number], budget // (len(told) - place))
        budget -= shares[number]
    return shares


def _shown(section: Section, room: int) -> list[str]:
    """Return a list under its title, folded unless it must be seen, cut where its room ends."""
    kept = list(section.lines)
    used = sum(len(line) + 1 for line in kept) + len(section.title) + 80
    while kept and used > room:
        used -= len(kept.pop()) + 1
    is_table = section.lines[0].startswith("|")
    count = len(section.lines) - (2 if is_table else 0)
    cut = len(section.lines) - len(kept)
    rest = ["", f"（另有 {cut} 条没有列出：{_FULL}）"] if cut else []
    if section.is_open:
        return [f"#### {section.title}", "", *kept, *rest, ""]
    title = f"{section.title}（{count} 条）"
    return ["<details>", f"<summary>{title}</summary>", "", *kept, *rest, "", "</details>", ""]
