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
_STEP = "{{fields.id}} {{fields.title}}（{{fields.unit}}，期限 {{fields.due}}）{{fields.done}}"
_GROUP_STEP = "{{fields.id}} {{fields.title}}（期限 {{fields.due}}）"
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
        "facts": {"widget": "object", "collapsed": True, "fields": facts} if facts else {"widget": "hidden"},
        "state": {"hint": None},
        "steps.id": {**_HIDDEN, **NOT_REQUIRED},  # given when it is saved (formats.js)
        "steps.unit": _UNIT
        | choice([unit.name for unit in dataset.units if unit.kind is not UnitKind.GROUP]),
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
    single = {"name": SINGLE, "label": "一个单位的措施", "widget": "object", "fields": field["fields"]}
    kinds = [
        {
            "name": group.name,
            "label": f"{group.name}的措施",
            "widget": "object",
            "summary": _GROUP_STEP,
            "fields": [_of_group(each, group, dataset) for each in field["fields"]],
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
