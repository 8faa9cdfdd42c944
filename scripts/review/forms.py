"""The meaning of a change as text for a terminal, and as JSON; pure."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict

from scripts.history.report.phrases import sentence
from scripts.history.unseen import escaped
from scripts.review.markdown import as_markdown
from scripts.review.meaning import Meaning
from scripts.review.words import extent, rows, sections, seen, verdict

FORM = 1
"""Raised when a key of the JSON goes or means something else."""


def as_text(meaning: Meaning) -> str:
    """Return everything, for a terminal."""
    lines = [verdict(meaning), extent(meaning), *(f"注意：{seen(note)}" for note in meaning.notes)]
    told = sections(meaning)
    for section in (each for each in told if each.is_open):
        lines += ["", f"{section.title}：", *(f"  {line}" for line in section.lines)]
    if figures := list(rows(meaning.effects)):
        lines += ["", "分数、完成率和亮灯："]
        lines += [f"  {row.whose}：{row.name} {row.before} → {row.after}" for row in figures]
    for section in (each for each in told if not each.is_open):
        lines += ["", f"{section.title}：", *(f"  {line}" for line in section.lines)]
    return "\n".join(lines) + "\n"


def as_json(meaning: Meaning) -> str:
    """Return everything as JSON, nothing cut; what nobody can see stands in it escaped."""
    changes = [{**change._asdict(), "words": sentence([change])} for change in meaning.changes]
    told = {
        "form": FORM,
        "may_merge": meaning.may_merge,
        "verdict": verdict(meaning),
        **asdict(meaning),
        "changes": changes,
    }
    return escaped(json.dumps(told, ensure_ascii=False, indent=1)) + "\n"


FORMS: Mapping[str, Callable[[Meaning], str]] = {"md": as_markdown, "json": as_json, "text": as_text}
