"""The whole configuration: which server, which files, which words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from scripts.load.canonical import HEADER
from scripts.model.articles import ArticleMeta
from scripts.model.dataset import CampaignData, Dataset
from scripts.model.due import Due
from scripts.model.progress import Progress
from scripts.model.standard import Item
from scripts.model.words import Column, Decision, Every, UnitKind
from scripts.webform.fields import NOT_REQUIRED, Field, fields_of
from scripts.webform.files import progress_file
from scripts.webform.shape import shape_of

ARTICLE = "article"
"""Name of the format of articles; each campaign's progress has one of its own."""
_MESSAGES = {
    "create": "新写稿件：{{collection}} {{slug}}",
    "update": "网页填报：{{collection}} {{slug}}",
    "delete": "删除：{{collection}} {{slug}}",
}
_REQUIRED = {"required": True}
_COLUMN = "稿件。保存以后送审；初审、复审、终审和保密审查都通过才会公开。"
_UNIT = "本单位牵头和配合的小项。保存以后送双拥办审核，审核通过才生效。"
_BODY: Field = {
    "name": "body",
    "label": "正文",
    "widget": "text",
    "hint": "空一行另起一段；小标题写 ## 开头",
    **NOT_REQUIRED,
}


@dataclass(frozen=True, kw_only=True)
class Server:
    """Where proposals go: ``name`` is github, forgejo or local (decap-server beside the pages)."""

    name: str
    repo: str = ""
    base_url: str = ""
    branch: str = "main"


def config_of(dataset: Dataset, server: Server, as_of: date) -> dict[str, Any]:
    """Return what ``start.js`` reads: decap's configuration, and what our formats have to know.

    A file's fields stand once in ``files``, however many units have a part in it; ``start.js`` puts
    them into the collection of the unit that fills in the form.
    """
    return {
        "config": {
            "backend": _backend(server),
            "load_config_file": False,
            "publish_mode": "editorial_workflow",
            "locale": "zh_Hans",
            "media_folder": "docs/public",
            "public_folder": "",
            "show_preview_links": False,
            "slug": {"encoding": "ascii", "clean_accents": True},
        },
        "header": HEADER,
        "today": _demo_day(dataset),
        "units": [each for data in dataset.campaigns for each in _units(dataset, data)],
        "columns": [_column(column) for column in Column],
        "files": {
            data.campaign.id: {item.item_id: progress_file(dataset, data, item, as_of) for item in data.items}
            for data in dataset.campaigns
        },
        "campaigns": {data.campaign.id: _known(data, as_of) for data in dataset.campaigns},
        "groups": {
            unit.name: dataset.members(unit.name) for unit in dataset.units if unit.kind is UnitKind.GROUP
        },
        "shapes": {"progress": shape_of(Progress).plain(), ARTICLE: shape_of(ArticleMeta).plain()},
    }


def _demo_day(dataset: Dataset) -> str:
    """Return the day of a demonstration; '' where the reader's own day counts."""
    demo = dataset.campaigns[0].campaign.demo_clock if dataset.campaigns else None
    return demo.isoformat() if demo else ""


def _backend(server: Server) -> dict[str, Any]:
    base = server.base_url.rstrip("/")
    backend = {"commit_messages": _MESSAGES, "branch": server.branch}
    if server.name == "local":
        return {"name": "proxy", "proxy_url": f"{base or '/edit'}/api/v1", **backend}
    backend |= {"name": server.name, "repo": server.repo}
    if server.name == "forgejo":
        return backend | {"base_url": base, "api_root": f"{base}/api/v1"}
    return backend | ({"base_url": base} if base else {})


def _units(dataset: Dataset, data: CampaignData) -> Iterator[dict[str, Any]]:
    """Yield each unit's collection: the items it leads, then those it has a part in."""
    own = f"〔{data.campaign.title}〕" if len(dataset.campaigns) > 1 else ""
    for unit in dataset.units:
        files = [
            {
                "item": item.item_id,
                "name": item.item_id,
                "label": _label(item, led=led),
                "led": led,
                "open": _open(dataset, data, item, unit.name),
            }
            for led in (True, False)
            for item in data.items
            if unit.kind is not UnitKind.GROUP and _part(dataset, data, item, unit.name) is led
        ]
        if files:
            yield {
                "unit": {"id": unit.id, "name": unit.name},
                "campaign": data.campaign.id,
                "collection": {
                    "name": f"{data.campaign.id}-{unit.id}",
                    "label": f"{unit.name}{own}",
                    "description": _UNIT,
                    "format": f"progress-{data.campaign.id}",
                    "editor": {"preview": False},
                    "publish": False,  # only reviewers merge
                    "delete": False,
                    "files": files,
                },
            }


def _label(item: Item, *, led: bool) -> str:
    return f"{item.item_id} {item.title}{'' if led else f'（配合{item.lead_unit}）'}"


def _part(dataset: Dataset, data: CampaignData, item: Item, unit: str) -> bool | None:
    """Tell whether a unit leads an item, has a part in it (False), or neither (None)."""
    if unit in dataset.members(item.lead_unit):
        return True
    record = data.progress.get(item.item_id)
    named = (*item.support_units, *(step.unit for step in (record.steps if record else ())))
    return False if any(unit in dataset.members(each) for each in named) else None


def _open(dataset: Dataset, data: CampaignData, item: Item, unit: str) -> list[str]:
    """Return the days by which a unit has to finish steps of its own in an item, the next one first."""
    record, nodes = data.progress.get(item.item_id), data.campaign.node_dates
    return sorted(
        step.due.on(nodes).isoformat()
        for step in (record.steps if record else ())
        if unit in dataset.members(step.unit) and not step.done_by(unit) and _is_known(step.due, nodes)
    )


def _known(data: CampaignData, as_of: date) -> dict[str, Any]:
    """Return what ``rules.js`` asks of a campaign: its nodes, and deadline, facts, pieces of items."""
    nodes = data.campaign.node_dates
    items = {}
    for item in data.items:
        verdict = data.verdicts.get(item.item_id)
        ruling = verdict.decision if verdict else None
        rule = data.rule_for(item.item_id, as_of)
        items[item.item_id] = {
            "due": item.due.on(nodes).isoformat() if _is_known(item.due, nodes) else "",
            "closed": ruling.on.isoformat() if ruling and ruling.result is Decision.CLOSED else "",
            "facts": list(dict.fromkeys(each.fact for each in (*rule.parts, *rule.void))) if rule else [],
            "yearly": [each.name for each in rule.evidence if each.every is Every.YEARLY] if rule else [],
        }
    return {"nodes": {name: day.isoformat() for name, day in nodes.items()}, "items": items}


def _is_known(due: Due, nodes: Mapping[str, date]) -> bool:
    return due.node is None or due.node in nodes


def _column(column: Column) -> dict[str, Any]:
    """Return the collection of one column of the public site."""
    own: dict[str, Field] = {
        "order": {"widget": "hidden"},
        "column": {"widget": "hidden", "default": column.value},
        **dict.fromkeys(("date", "source", "author", "openness"), _REQUIRED),
    }
    return {
        "name": f"column-{column.slug}",
        "label": column.value,
        "label_singular": "稿件",
        "description": _COLUMN,
        "folder": f"docs/public/{column.slug}",
        "extension": "md",
        "format": ARTICLE,
        "create": True,
        "publish": False,
        "delete": False,
        "slug": "{{year}}{{month}}{{day}}-{{hour}}{{minute}}{{second}}",
        "identifier_field": "title",
        "summary": "{{date}} {{title}}",
        "filter": {"field": "column", "value": column.value},
        "editor": {"preview": False},
        "fields": [*fields_of(shape_of(ArticleMeta), own), _BODY],
    }
