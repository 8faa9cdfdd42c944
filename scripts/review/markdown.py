"""The meaning of a change as one comment: the short of it first, the rest folded; pure.

Nothing in the data is markup here, and however much changes, the comment stays
below what git servers accept; what is cut is named.
"""

from collections.abc import Sequence

from scripts.history.report.markup import plain
from scripts.review.meaning import Meaning
from scripts.review.words import Row, Section, extent, rows, sections, seen, verdict

_HEADING = ("| 对象 | 指标 | 改前 | 改后 |", "| --- | --- | --- | --- |")
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
    lists = [_listed(each) for each in sections(meaning)]
    notes = [Section("请先看", [f"- **{_line(note)}**" for note in meaning.notes], is_open=True)]
    told = [
        *(notes if meaning.notes else ()),
        *(each for each in lists if each.is_open),
        *_tables(meaning),
        *(each for each in lists if not each.is_open),
    ]
    lines = [f"### {plain(verdict(meaning))}", "", plain(extent(meaning)), ""]
    for each, room in zip(told, _shares(told, LIMIT - _AROUND), strict=True):
        lines += _shown(each, room)
    return "\n".join(lines).rstrip("\n") + "\n"


def _tables(meaning: Meaning) -> list[Section]:
    """Return the figures of campaigns and items, the first to be seen at once, then those of units."""
    main = list(rows(each for each in meaning.effects if each.kind in ("campaign", "item")))
    wide = list(rows(each for each in meaning.effects if each.kind in ("major", "unit")))
    told = [
        Section("分数、完成率和亮灯", _table(main[:_TABLE]), is_open=True),
        Section("其余小项", _table(main[_TABLE:])),
        Section("大项和单位", _table(wide)),
    ]
    return [each for each in told if len(each.lines) > len(_HEADING)]


def _listed(section: Section) -> Section:
    return section._replace(lines=[f"- {_line(line)}" for line in section.lines])


def _line(text: str) -> str:
    """Return one line that is nothing but text, whole or cut where no escape is."""
    text = seen(text)
    shown = plain(text)
    if len(shown) <= _LINE:
        return shown
    return plain(f"{text[: _LINE // 4]}…（共{len(text)}字）")


def _table(figures: Sequence[Row]) -> list[str]:
    """Return the rows of a table; whose a figure is stands where it begins."""
    before = ["", *(row.whose for row in figures)]
    named = [
        row._replace(whose="") if row.whose == last else row
        for row, last in zip(figures, before, strict=False)
    ]
    body = [f"| {' | '.join(_line(cell) for cell in row)} |" for row in named]
    return [*_HEADING, *body]


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
    count = len(section.lines) - (len(_HEADING) if is_table else 0)
    cut = len(section.lines) - len(kept)
    rest = ["", f"（另有 {cut} 条没有列出：{_FULL}）"] if cut else []
    if section.is_open:
        return [f"#### {section.title}", "", *kept, *rest, ""]
    title = f"{section.title}（{count} 条）"
    return ["<details>", f"<summary>{title}</summary>", "", *kept, *rest, "", "</details>", ""]
