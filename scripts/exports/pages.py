"""The pages at the top of a pack: first page, box list, how to verify. Each stands alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scripts.exports.master_index import year_word
from scripts.exports.verify_steps import NOTES, steps
from scripts.views.portable import PackView

FIRST, BOXES, VERIFY, VERIFY_TEXT = "打开我.html", "盒目录.html", "核验说明.html", "核验说明.txt"
SITE = "网页"
"""The folder of the web pages."""

_FOLDER = Path(__file__).with_name("templates")


@dataclass(frozen=True, kw_only=True)
class Size:
    """How many of a kind there are, for the first page."""

    label: str
    count: str


def pack_pages(pack: PackView) -> dict[str, bytes]:
    """Return the pages by name."""
    told = {"pack": pack, "notes": NOTES, "steps": steps(pack)}
    pages = {
        FIRST: html_page("first.html", {**told, "sizes": _sizes(pack), "site": SITE}),
        VERIFY: html_page("verify.html", told),
        VERIFY_TEXT: _text(pack),
    }
    return pages | ({BOXES: html_page("boxes.html", told)} if pack.boxes else {})


def html_page(template: str, values: Mapping[str, Any]) -> bytes:
    """Return a page made from one of our templates, without blank lines."""
    text = _environment().get_template(template).render(values)
    return "".join(f"{line}\n" for line in text.splitlines() if line.strip()).encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["year_word"] = year_word
    return environment


def _sizes(pack: PackView) -> list[Size]:
    """Return the figures of the first page; a pack for the public tells only what it holds."""
    shown = [Size(label="佐证材料", count=f"{len(pack.pieces)} 条，文件 {pack.files} 个")]
    if not pack.items:
        return shown
    due = sum(gap.is_due for gap in pack.gaps)
    return [
        Size(label="小项", count=f"{len(pack.items)} 个"),
        *shown,
        Size(label="档案盒", count=f"{len(pack.boxes)} 个"),
        Size(label="缺项", count=f"已到期 {due} 件，未到期 {len(pack.gaps) - due} 件"),
    ]


def _text(pack: PackView) -> bytes:
    """Return the page on verifying as plain text; commands are indented."""
    lines = [f"核验说明　{pack.title}　{pack.as_of}", f"提交 {pack.commit}", ""]
    for note in NOTES:
        lines += [f"{note.title}：{note.text}", ""]
    for number, step in enumerate(steps(pack)):
        lines += [f"{number}. {step.title}", step.why, ""]
        lines += [f"    {line}" for line in step.commands(pack.commit).split("\n")]
        lines += ["", f"没有“通过”时：{step.failure}", ""]
    return "\n".join(lines).encode()
