"""Changes in words a county official reads: 「3.02 军地互办实事双清单：核定结论 未核定 → 通过」."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, get_args

from scripts.history.changes import MOVED, Change
from scripts.history.kinds import ITEM_KINDS
from scripts.history.unseen import clean
from scripts.load.kinds import KINDS
from scripts.model.articles import ArticleMeta
from scripts.model.fields import Record

_SHORT = {
    "state": "状态", "result": "结论", "level": "级别", "kind": "类别", "category": "类别",
    "role": "角色",
    "item_id": "小项编号", "max_points": "分值", "evidence": "佐证", "support_units": "配合单位",
    "reports": "进展报告", "checks": "核查", "veto": "一票否决", "override": "人工核定分", "facts": "事实",
    "sha256": "文件校验值", "file": "佐证文件", "for": "佐证名称", "name": "名称", "done": "完成日期",
    "request": "申请销号", "each": "每处扣加分", "body": "正文", "lights": "亮灯规则", "nodes": "节点",
    "path": "路径",
}  # fmt: skip
"""Where the model's description is a list of words or a sentence."""
_WHOLE = {
    "decision.result": ("核定结论", "未核定"),
    "override.points": ("核定分", "未定"),
    "state": ("状态", "未报"),
}
"""Field → its name, and how its absence is told."""
_CUT = re.compile(r"[，；：。（\s/]")
_LIMIT = 40


@cache
def kind_titles() -> dict[str, str]:
    """Return the Chinese name of each kind of record."""
    return {**{kind.name: kind.title for kind in KINDS}, "article": "文章"}


@cache
def field_words(kind: str, field: str) -> str:
    """Return the Chinese name of a field path, ids and fact names kept as written."""
    if field in _WHOLE and kind in ("progress", "verdict"):
        return _WHOLE[field][0]
    models: tuple[type[Record], ...] = tuple(each.model for each in KINDS if each.name == kind) or (
        ArticleMeta,
    )
    if kind == "rules":
        models = _records_in(models[0].model_fields["items"].annotation)
    words = []
    for part in field.split("."):
        label, inner = _label(models, part)
        words.append(label)
        models = inner or models
    return " ".join(words)


def _label(models: Sequence[type[Record]], part: str) -> tuple[str, tuple[type[Record], ...]]:
    for model in models:
        for name, field in model.model_fields.items():
            if part in (name, field.alias):
                described = _CUT.split(field.description or part, maxsplit=1)[0]
                return _SHORT.get(part, described), _records_in(field.annotation)
    return _SHORT.get(part, part) if part in ("body", "path") else part, ()


def _records_in(annotation: Any) -> tuple[type[Record], ...]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return (annotation,)
    return tuple(found for each in get_args(annotation) for found in _records_in(each))


def subject(change: Change) -> str:
    """Return what was changed: item and title, or kind and name."""
    if change.kind in ITEM_KINDS:
        return f"{change.id} {change.title}".strip()
    title = change.title if change.title != change.id else ""
    return " ".join(each for each in (kind_titles()[change.kind], change.id, title) if each)


def edit_words(change: Change) -> str:
    """Return the field with its text before and after, or from where to where it was moved."""
    if change.how == MOVED:
        return f"{MOVED}：{change.old} → {change.new}"
    return f"{field_words(change.kind, change.field)} {value_words(change)}"


def value_words(change: Change) -> str:
    """Return the text before and after, and how it came about."""
    absent = _WHOLE.get(change.field, ("", "无"))[1]
    old = absent if change.old is None else shortened(change.old)
    new = "（删去）" if change.new is None else shortened(change.new)
    how = f"〔{change.how}〕" if change.how else ""
    return f"{old} → {new}{how}"


def shortened(text: str) -> str:
    """Return a text on one line, cut where it is long, without characters nobody can see."""
    text = clean(text)
    return text if len(text) <= _LIMIT else f"{text[:_LIMIT]}…（{len(text)}字）"
