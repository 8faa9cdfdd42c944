"""One progress file as a form: the item's own pieces, facts, units, years."""

from datetime import date
from typing import Any

from scripts.model.dataset import CampaignData, Dataset
from scripts.model.progress import Progress, Step
from scripts.model.standard import Item, Rule
from scripts.model.units import Unit
from scripts.model.words import UnitKind
from scripts.webform.facts import fact_fields
from scripts.webform.fields import NOT_REQUIRED, Field, choice, fields_of
from scripts.webform.shape import shape_of

SINGLE = "single"
KIND = "kind"
"""The form's own key of a step: who carries it. ``canonical.js`` adds and drops it."""

_UNIT: Field = {"hint": None}
_HIDDEN: Field = {"widget": "hidden", "hint": None, "pattern": None}
_WHEN = "期限 {{fields.when | default('待定')}}"
"""Reckoned by ``formats.js`` when it reads the file: the day, not only C-65."""
_STEP = "{{fields.id}} {{fields.title}}（{{fields.unit}}，" + _WHEN + "）{{fields.done | default('未办')}}"
_GROUP_STEP = "{{fields.id}} {{fields.title}}（" + _WHEN + "）"
_NEW_STEP = "措施在这里只能加，不能删；加错了还没有保存的，刷新页面重填"
_EVIDENCE = "{{fields.id}} {{fields.year}} {{fields.title}}"
_REPORT = "{{fields.on}} {{fields.text | truncate(40)}}"


def progress_file(dataset: Dataset, data: CampaignData, item: Item, as_of: date) -> dict[str, Any]:
    """Return the file entry of one item, but for the name and label it has in a unit's list."""
    record = data.progress.get(item.item_id)
    return {
        "file": data.path(f"progress/{item.item_id}.yml"),
        "description": item.content,
        "fields": _fields(dataset, data, item, record, data.rule_for(item.item_id, as_of)),
    }


def _fields(
    dataset: Dataset, data: CampaignData, item: Item, record: Progress | None, rule: Rule | None
) -> list[Field]:
    years = data.campaign.years
    facts = fact_fields(rule, record.facts if record else {}, years) if rule else []
    own: dict[str, Field] = {
        "id": {**_HIDDEN, "default": item.item_id},
        "facts": {"widget": "object", "collapsed": True, "fields": facts, "hint": None}
        if facts
        else {"widget": "hidden"},
        "state": {"hint": None},
        "steps": {"allow_remove": False, "hint": _NEW_STEP},
        "steps.id": {**_HIDDEN, **NOT_REQUIRED},  # given when it is saved (formats.js)
        "steps.unit": _UNIT
        | choice([unit.name for unit in dataset.units if unit.kind is not UnitKind.GROUP]),
        "steps.due": {"hint": _due_hint(data)},
        "steps.done": {"hint": None},
        "evidence.id": {**_HIDDEN, **NOT_REQUIRED},
        "evidence.for": choice([each.name for each in rule.evidence] if rule else item.evidence),
        "evidence.year": choice([str(year) for year in years]),
        "evidence.file": _HIDDEN,  # a file is handed in with git or the Excel form; here it only stays
        "evidence.sha256": _HIDDEN,
        "evidence": {"summary": _EVIDENCE},
        "reports": {"summary": _REPORT},
    }
    fields = fields_of(shape_of(Progress), own)
    return [_steps(each, dataset, _groups(dataset, item, record)) for each in fields]


def _due_hint(data: CampaignData) -> str:
    """Say how a deadline is written, and what day each node of the campaign is."""
    nodes = "、".join(f"{name} 是 {day}" for name, day in data.campaign.node_dates.items())
    return f"C-60（C 前 60 天）或 YYYY-MM-DD；{nodes}"


def _groups(dataset: Dataset, item: Item, record: Progress | None) -> list[Unit]:
    """Return the collective units that carry the item, or one of its steps."""
    steps: tuple[Step, ...] = record.steps if record else ()
    named = {item.lead_unit, *item.support_units, *(step.unit for step in steps)}
    return [unit for unit in dataset.units if unit.kind is UnitKind.GROUP and unit.name in named]


def _steps(field: Field, dataset: Dataset, groups: list[Unit]) -> Field:
    """Let a step be of one unit, or of a collective unit with a date for each member."""
    if field["name"] != "steps":
        return field
    steps = {**field, "summary": _STEP}
    if not groups:
        return steps
    stays = {"allow_remove": False}  # decap asks the type, not the list
    single = {
        "name": SINGLE,
        "label": "一个单位的措施",
        "widget": "object",
        "fields": field["fields"],
        **stays,
    }
    kinds = [
        {
            "name": group.name,
            "label": f"{group.name}的措施",
            "widget": "object",
            "summary": _GROUP_STEP,
            "fields": [_of_group(each, group, dataset) for each in field["fields"]],
            **stays,
        }
        for group in groups
    ]
    return {**{key: value for key, value in steps.items() if key != "fields"},
            "typeKey": KIND, "types": [single, *kinds]}  # fmt: skip


def _of_group(field: Field, group: Unit, dataset: Dataset) -> Field:
    if field["name"] == "unit":
        return {"name": "unit", "label": field["label"], "widget": "hidden", "default": group.name}
    if field["name"] != "done":
        return field
    day = {key: value for key, value in field.items() if key not in ("name", "label", "hint")}
    return {
        "name": "done",
        "label": "各单位完成日期",
        "widget": "object",
        "collapsed": True,
        **NOT_REQUIRED,
        "fields": [{"name": unit, "label": unit, **day} for unit in dataset.members(group.name)],
    }
