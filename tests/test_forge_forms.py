"""Issue forms, templates and labels: what GitHub would refuse silently is refused here."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.counties import ROOT

FORGE = ROOT / ".github"
FORMS = [path for path in sorted((FORGE / "ISSUE_TEMPLATE").glob("*.yml")) if path.name != "config.yml"]
TOP = {"name", "description", "title", "labels", "assignees", "projects", "type", "body"}
ATTRIBUTES = {
    "markdown": ({"value"}, set()),
    "textarea": ({"label"}, {"description", "placeholder", "value", "render"}),
    "input": ({"label"}, {"description", "placeholder", "value"}),
    "dropdown": ({"label", "options"}, {"description", "multiple", "default"}),
    "checkboxes": ({"label", "options"}, {"description"}),
}
"""Type of an element → the attributes GitHub requires, and those it knows besides."""
RESERVED = {"none", "true", "false", "yes", "no", "on", "off"}
SECRETS = re.compile("password|密码|口令|身份证号码?$", re.IGNORECASE)


def faults(form: Any) -> Iterator[str]:
    """Say what GitHub's published rules for issue forms forbid."""
    if unknown := form.keys() - TOP:
        yield f"不认识的键 {sorted(unknown)}"
    for key in ("name", "description", "title"):
        if not isinstance(form.get(key, "一"), str) or not form.get(key, "一").strip():
            yield f"{key} 应为文字"
    if missing := {"name", "description", "body"} - form.keys():
        yield f"缺少 {sorted(missing)}"
    body = form.get("body") or []
    if all(each.get("type") == "markdown" for each in body):
        yield "至少要有一个可填的格子"
    for key in ("id", "label"):
        found = Counter(str(_value(each, key)) for each in body if _value(each, key))
        yield from (f"{key} 重复：{name}" for name, times in found.items() if times > 1)
    for number, each in enumerate(body):
        yield from (f"body[{number}] {fault}" for fault in _element_faults(each))


def _value(element: Any, key: str) -> object:
    return element.get("id") if key == "id" else (element.get("attributes") or {}).get(key)


def _element_faults(element: Any) -> Iterator[str]:
    kind = element.get("type")
    if kind not in ATTRIBUTES:
        yield f"没有 {kind} 这种格子"
        return
    required, optional = ATTRIBUTES[kind]
    attributes = element.get("attributes") or {}
    if missing := required - attributes.keys():
        yield f"缺少 {sorted(missing)}"
    if unknown := attributes.keys() - required - optional:
        yield f"不认识的属性 {sorted(unknown)}"
    if unknown := element.keys() - {"type", "id", "attributes", "validations"}:
        yield f"不认识的键 {sorted(unknown)}"
    yield from _written_faults(element, attributes)
    if SECRETS.search(str(attributes.get("label", ""))):
        yield "label 里不能有密码一类的词"
    yield from _option_faults(kind, attributes)


def _written_faults(element: Any, attributes: Any) -> Iterator[str]:
    if "id" in element and not re.fullmatch(r"[A-Za-z0-9_-]+", str(element["id"])):
        yield f"id 只能用英文、数字、- 和 _：{element['id']}"
    if "validations" in element and (
        element["type"] in ("markdown", "checkboxes") or set(element["validations"]) != {"required"}
    ):
        yield "validations 只能写 required"
    for key in ("label", "description", "placeholder", "value"):
        if key in attributes and not (isinstance(attributes[key], str) and attributes[key].strip()):
            yield f"{key} 应为文字"


def _option_faults(kind: str, attributes: Any) -> Iterator[str]:
    options = attributes.get("options") or []
    labels = [each.get("label") if kind == "checkboxes" else each for each in options]
    if "options" in attributes and not labels:
        yield "options 不能为空"
    if any(not isinstance(each, str) or each.lower() in RESERVED for each in labels):
        yield "选项应为文字，不能用 None、yes、no 一类的词"
    if len(set(map(str, labels))) != len(labels):
        yield "选项重复"
    if kind == "checkboxes" and any(set(each) - {"label", "required"} for each in options):
        yield "选项只有 label 和 required"
    if not 0 <= attributes.get("default", 0) < max(len(options), 1):
        yield "default 不在选项里"


def read(path: Path) -> Any:
    """Return a YAML file as GitHub reads it."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_issue_forms_follow_the_published_rules(path: Path) -> None:
    """A form that GitHub cannot read is not offered at all, and nobody is told."""
    assert list(faults(read(path))) == []


def test_planted_mistakes_are_caught() -> None:
    """The rules above would fail: each mistake GitHub lists is planted once."""
    planted = {
        "name": "",
        "about": "旧写法",
        "body": [
            {"type": "markdown", "attributes": {"text": "甲"}},
            {"type": "input", "id": "甲", "attributes": {"label": "密码"}},
            {
                "type": "dropdown",
                "attributes": {"label": "乙", "options": ["甲", "甲", "None"], "default": 5},
            },
            {
                "type": "checkboxes",
                "attributes": {"label": "乙", "options": []},
                "validations": {"required": True},
            },
            {"type": "select", "attributes": {}},
        ],
    }
    told = "\n".join(faults(planted))
    for fault in (
        "不认识的键 ['about']", "name 应为文字", "缺少 ['description']", "label 重复：乙", "缺少 ['value']",
        "不认识的属性 ['text']", "id 只能用", "密码一类的词", "选项重复", "选项应为文字",
        "default 不在选项里", "validations 只能写", "options 不能为空", "没有 select 这种格子",
    ):  # fmt: skip
        assert fault in told, fault


def test_every_label_a_form_sets_exists() -> None:
    """GitHub drops a label it does not know without a word."""
    labels = {each["name"]: each for each in read(FORGE / "labels.yml")}
    assert {label for path in FORMS for label in read(path)["labels"]} <= set(labels)
    for each in labels.values():
        assert set(each) == {"name", "color", "description"}
        assert re.fullmatch("[0-9a-f]{6}", each["color"])
        assert len(each["description"]) <= 100


def test_every_kind_of_pull_request_has_its_template() -> None:
    """The default template leads to each of the others, and to no other."""
    linked = re.findall(
        r"template=([\w.]+)", (FORGE / "pull_request_template.md").read_text(encoding="utf-8")
    )
    assert sorted(linked) == sorted(path.name for path in (FORGE / "PULL_REQUEST_TEMPLATE").iterdir())


def test_nobody_begins_with_an_empty_issue() -> None:
    """Whoever writes an issue is asked what the office needs to know."""
    assert read(FORGE / "ISSUE_TEMPLATE/config.yml") == {"blank_issues_enabled": False}
