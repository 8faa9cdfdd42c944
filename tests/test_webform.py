"""The form's configuration and its canonical writing: what it shows is the model, what it saves is ours."""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.commands import PROJECT
from scripts.load.canonical import front_text, yaml_text
from scripts.load.text import invisible
from scripts.model.articles import ArticleMeta
from scripts.model.fields import Record
from scripts.model.progress import Progress
from scripts.powers.rules_closed import AGAIN
from scripts.webform.config import Server, config_of
from tests.counties import AS_OF, MINI, ROOT, loaded
from tests.record_strategies import trees
from tests.webform_tools import Scripts

CLOSED = "data/campaigns/sl-2026/progress/1.01.yml"


def _config(root: Path = MINI) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(config_of(loaded(root), Server(name="local"), AS_OF)))
    return found


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scripts]:
    """The scripts of the form, with the sample county's configuration."""
    made = Scripts(tmp_path_factory.mktemp("scripts"), _config(ROOT))
    yield made
    made.end()


def _in_order(value: Any) -> Any:
    """Put whole numbers among the keys first, rising: the one order in which a browser keeps them."""
    if isinstance(value, dict):
        numbers = sorted((key for key in value if key.isdigit() and str(int(key)) == key), key=int)
        return {
            key: _in_order(value[key]) for key in [*numbers, *(key for key in value if key not in numbers)]
        }
    return [_in_order(each) for each in value] if isinstance(value, list) else value


@settings(max_examples=250, deadline=None, suppress_health_check=[*HealthCheck])
@given(data=st.data())
def test_the_form_writes_progress_as_python_does(scripts: Scripts, data: st.DataObject) -> None:
    """Any record at all, odd texts included: read and written by the form it has the same bytes."""
    text = yaml_text(Progress.model_validate(_in_order(data.draw(trees(Progress)))))
    assert scripts.ask("write", text) == {"text": text}


@settings(max_examples=150, deadline=None, suppress_health_check=[*HealthCheck])
@given(data=st.data())
def test_the_form_writes_front_matter_as_python_does(scripts: Scripts, data: st.DataObject) -> None:
    """Any front matter of an article, read and written by the form, has the same bytes."""
    text = front_text(ArticleMeta.model_validate(data.draw(trees(ArticleMeta))))
    assert scripts.ask("front", text) == {"text": text}


def test_every_character_is_quoted_alike(scripts: Scripts) -> None:
    """Whatever character a text begins with, by whichever Unicode: form and check write the same bytes."""
    points = (*range(0xD800), *range(0xE000, 0x10000), *range(0x10000, 0x33500, 5))
    texts = [f"{chr(point)}一" for point in points if chr(point).strip() and not invisible(chr(point))]
    texts += ["fal\u017fe", ".\u0131nf", "１", "٣", "Ⅷ级", "①"]
    for start in range(0, len(texts), 2000):
        composed = (unicodedata.normalize("NFC", each) for each in texts[start : start + 2000])
        reports = [{"on": "2026-07-01", "text": each} for each in composed]
        text = yaml_text(Progress.model_validate({"id": "1.01", "state": "办理中", "reports": reports}))
        assert scripts.ask("write", text) == {"text": text}, hex(ord(texts[start][0]))


def test_every_progress_file_comes_back_byte_for_byte(scripts: Scripts) -> None:
    """Opening and saving any item of the sample county changes nothing, so diffs show what was changed."""
    files = sorted((ROOT / "data/campaigns/sl-2026/progress").glob("*.yml"))
    assert len(files) == 87
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert scripts.ask("progress:sl-2026", text) == {"text": text}, path.name


def test_every_article_comes_back_byte_for_byte(scripts: Scripts) -> None:
    """Opening and saving any piece of the column changes nothing, neither front matter nor text."""
    files = [each for each in sorted((ROOT / "docs/public").rglob("*.md")) if each.name != "index.md"]
    assert len(files) > 20
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert scripts.ask("article", text) == {"text": text}, path.name


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("state: 办理中\n", "state: 办理中  # 批注\n"),
        ("state: 办理中\n", "state: '办理中'\n"),
        ("state: 办理中\n", "state: >-\n  办理中\n"),
        ("state: 办理中\n", "state: &a 办理中\n"),
        ("state: 办理中\n", "state: 办理中\nstate: 办理中\n"),
        ("state: 办理中\n", "unknown: 办理中\nstate: 办理中\n"),
        ("{2023: 0, 2024: 1,", "{2024: 1, 2023: 0,"),
        ("id: s1, title", "title: x, id: s1, title"),
        ("steps:\n", "steps:\n\n"),
    ],
)
def test_what_the_form_cannot_keep_it_does_not_save(scripts: Scripts, old: str, new: str) -> None:
    """A file with comments or in another form is never rewritten by guess: saving says what to do instead."""
    text = (ROOT / "data/campaigns/sl-2026/progress/3.05.yml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    answer = scripts.ask("progress:sl-2026", text.replace(old, new))
    assert "text" not in answer
    assert "规范格式" in answer["refused"]


def test_new_steps_and_pieces_get_the_next_number(scripts: Scripts) -> None:
    """Nobody has to think of an id: a new step is s5 after s4, whatever order they stand in."""
    text = (ROOT / "data/campaigns/sl-2026/progress/3.05.yml").read_text(encoding="utf-8")
    step = {"title": "甲", "unit": "县双拥办", "due": "C-10", "kind": "single"}
    old = [{"id": "s4", **step}, {"id": "s2", **step}]
    saved = scripts.ask("progress:sl-2026", text, steps=[step, *old, step])["text"]
    assert [line[9:11] for line in saved.split("\n") if "title: 甲" in line] == ["s5", "s4", "s2", "s6"]


def test_a_closed_item_takes_nothing_without_a_reason(scripts: Scripts) -> None:
    """As the judge has it: only with a report saying why, dated no earlier than the closing."""
    text = (ROOT / CLOSED).read_text(encoding="utf-8")
    assert scripts.ask("progress:sl-2026", text) == {"text": text}
    reports = yaml.load(text, yaml.BaseLoader)["reports"]  # noqa: S506 - texts only
    for told in ({}, {"on": "2026-07-01", "text": AGAIN}, {"on": "2026-06-23", "text": f"{AGAIN}数字有误"}):
        refused = scripts.ask(
            "progress:sl-2026", text, request=None, state="办理中", reports=[*reports, told]
        )
        assert "text" not in refused, told
    bare = scripts.ask("progress:sl-2026", text, request=None, state="办理中")
    assert bare["refused"].startswith("小项 2026-06-24 已经销号；要改，请牵头单位先加一条以“重新办理：”开头")
    told = {"on": "2026-07-01", "text": f"{AGAIN}数字有误"}
    saved = scripts.ask("progress:sl-2026", text, request=None, state="办理中", reports=[*reports, told])
    assert "重新办理：数字有误" in saved["text"]


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        (
            {"steps": [{"title": "甲", "unit": "县双拥办", "due": "C-10", "done": "2026-07-21"}]},
            "“甲”的完成日期",
        ),
        ({"reports": [{"on": "2026-07-21", "text": "乙"}]}, "报告日期"),
        ({"request": {"on": "2026-07-21", "text": "丙"}, "state": "申请销号"}, "申请销号的日期"),
    ],
    ids=["step", "report", "request"],
)
def test_no_day_that_is_still_to_come_is_saved(scripts: Scripts, edits: dict[str, Any], said: str) -> None:
    """Nothing is done tomorrow; the sample county's day is 2026-07-20."""
    text = (ROOT / "data/campaigns/sl-2026/progress/3.05.yml").read_text(encoding="utf-8")
    answer = scripts.ask("progress:sl-2026", text, **edits)
    assert answer["refused"] == f"{said} 2026-07-21 还没有到（今天是 2026-07-20）；没办完的不要填日期"
    today = json.loads(json.dumps(edits).replace("2026-07-21", "2026-07-20"))
    assert "text" in scripts.ask("progress:sl-2026", text, **today)


def test_a_file_opened_by_a_helper_comes_back_byte_for_byte(tmp_path: Path) -> None:
    """What a helper is not shown is kept as it is, the days of a collective step in their order too."""
    helper = Scripts(tmp_path, {**_config(ROOT), "helper": "县财政局"})
    for path in sorted((ROOT / "data/campaigns/sl-2026/progress").glob("*.yml")):
        text = path.read_text(encoding="utf-8")
        assert helper.ask("progress:sl-2026", text) == {"text": text}, path.name
    helper.end()


def test_every_field_of_the_model_is_in_the_form() -> None:
    """A key the form does not know would be lost or moved, so each has its field, in the model's order."""
    for files in _config()["files"].values():
        for file in files.values():
            assert [each["name"] for each in file["fields"]] == _keys(Progress)
    for column in _config()["columns"]:
        assert [each["name"] for each in column["fields"]] == [*_keys(ArticleMeta), "body"]


def _keys(model: type[Record]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def test_every_reported_fact_has_its_field() -> None:
    """Facts come from the rule: each has a field of the kind the rule reads, so none is typed by name."""
    [files] = _config()["files"].values()
    facts = {each["name"]: each for each in files["1.01"]["fields"][2]["fields"]}
    assert facts["台账"]["options"] == ["是", "否"]
    assert [each["name"] for each in facts["议军会"]["fields"]] == ["2024", "2025", "2026"]
    assert [each["name"] for each in _fact(files, "1.03", "安置")["fields"]] == ["完成", "总数"]


def _fact(files: dict[str, Any], item: str, fact: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in files[item]["fields"][2]["fields"] if each["name"] == fact)
    return found


def test_a_unit_finds_the_items_it_leads_before_those_it_helps_with() -> None:
    """The list says 编号 and 名称 of each item, and whom it helps."""
    lists = {each["unit"]["name"]: each["collection"] for each in _config()["units"]}
    labels = [each["label"] for each in lists["县财政局"]["files"]]
    helping = [label for label in labels if "（配合" in label]
    assert labels == [*(label for label in labels if "（配合" not in label), *helping]
    assert helping
    assert all(collection["publish"] is False for collection in lists.values())


def test_words_and_limits_come_from_the_model() -> None:
    """Labels are the model's own words; patterns and sentences are those of its validators."""
    [files] = _config()["files"].values()
    steps = next(each for each in files["1.01"]["fields"] if each["name"] == "steps")
    assert [each["label"] for each in steps["types"]] == ["一个单位的措施", "各单位的措施"]
    due = next(each for each in steps["types"][0]["fields"] if each["name"] == "due")
    assert due["pattern"][1] == "写法不对（应为C-60（市级初验前 60 天）或 YYYY-MM-DD）"


def test_the_sample_county_fits_one_download() -> None:
    """62 units and 87 items make one file a browser reads in a moment: each item stands in it once."""
    text = json.dumps(_config(PROJECT.root), ensure_ascii=False, separators=(",", ":"))
    assert len(text.encode()) < 1_200_000
