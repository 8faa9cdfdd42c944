"""Generated files are what the model makes of itself today, and editors can rely on them."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from scripts.commands import generated, run_generate
from scripts.load.dictionary import BEGIN, END, dictionary
from scripts.load.kinds import KINDS, FileKind
from scripts.load.schemas import schema_files
from scripts.paths import Layout
from scripts.problems import DataError
from tests.counties import MINI, ROOT, edit

REMEDY = "与模型不符；请运行 python3 tasks.py generate"
KINDS_OF_YAML = [kind for kind in KINDS if not kind.is_table]


@pytest.mark.parametrize("name", sorted(generated(Layout.at(ROOT))))
def test_generated_files_have_not_drifted(name: str) -> None:
    """Schemas and the data dictionary say what the program does, not what it did last month."""
    assert (ROOT / name).read_bytes() == generated(Layout.at(ROOT))[name], REMEDY


def test_no_schema_is_left_over() -> None:
    """A kind of file that is gone takes its schema with it."""
    found = {f"data/schemas/{path.name}" for path in (ROOT / "data/schemas").iterdir()}
    assert found == set(schema_files())


def _plain(value: Any) -> Any:
    """Return what an editor sees: dates and keys as text (YAML 1.1 takes the key ``on`` for true)."""
    if isinstance(value, dict):
        return {"on" if key is True else str(_plain(key)): _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _validator(kind: FileKind) -> jsonschema.Draft202012Validator:
    schema = json.loads(schema_files()[f"data/schemas/{kind.name}.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("kind", KINDS_OF_YAML, ids=lambda kind: str(kind.name))
@pytest.mark.parametrize("root", [ROOT, MINI], ids=["sample", "mini"])
def test_every_data_file_satisfies_its_schema(kind: FileKind, root: Path) -> None:
    """An editor that knows the schema underlines nothing in a file that ``check`` accepts."""
    validator = _validator(kind)
    files = list(kind.files(Layout.at(root)))
    assert files
    for path in files:
        data = _plain(yaml.safe_load(path.read_text(encoding="utf-8")))
        errors = [f"{path.name}: {error.json_path}: {error.message}" for error in validator.iter_errors(data)]
        assert errors == []


@pytest.mark.parametrize(
    ("kind", "change", "value"),
    [
        ("progress", "state", "完成"),
        ("progress", "id", "1.5"),
        ("progress", "stpes", []),
        ("progress", "request", {"on": "2026/07/01", "text": "甲"}),
        (
            "verdict",
            "veto",
            [{"on": "2026-07-01", "state": "未知", "by": "甲", "paper": "乙", "reason": "丙"}],
        ),
        ("campaign", "years", ["今年"]),
        ("campaign", "sample", True),
        ("publicity", "show", ["得分率"]),
        ("calendar", "year", 26),
    ],
)
def test_editors_underline_what_check_refuses(kind: str, change: str, value: object) -> None:
    """A wrong word, a wrong date, an unknown key is underlined while typing."""
    [found] = [each for each in KINDS if each.name == kind]
    path = next(iter(found.files(Layout.at(MINI))))
    data = _plain(yaml.safe_load(path.read_text(encoding="utf-8")))
    validator = _validator(found)
    assert not list(validator.iter_errors(data))
    assert list(validator.iter_errors({**data, change: value}))


def test_the_dictionary_names_every_field_of_every_file() -> None:
    """Each key of each kind of file stands in the data dictionary with its meaning in Chinese."""
    text = dictionary()
    for kind in KINDS:
        section = text.split(f"## {kind.title}　", 1)[1].split("\n## ", 1)[0]
        for name, field in kind.model.model_fields.items():
            row = next(
                line for line in section.splitlines() if line.startswith(f"| `{field.alias or name}` |")
            )
            assert field.description
            assert field.description in row


def test_generate_keeps_what_people_wrote(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the part between the marks is made anew; a second run changes nothing."""
    readme = root / "data/README.md"
    readme.write_text(f"# 我县的说明\n\n{BEGIN}\n旧的\n{END}\n\n## 补充\n", encoding="utf-8")
    assert run_generate(str(root)) == 0
    text = readme.read_text(encoding="utf-8")
    assert text.startswith("# 我县的说明\n")
    assert text.endswith("\n## 补充\n")
    assert "旧的" not in text
    assert dictionary() in text
    capsys.readouterr()
    assert run_generate(str(root)) == 0
    assert capsys.readouterr().out == ""


def test_a_readme_without_marks_is_named(root: Path) -> None:
    """A county's own README without the marks is left alone, with a sentence that says what to add."""
    readme = root / "data/README.md"
    readme.write_text(f"# 说明\n\n{BEGIN}\n{END}\n", encoding="utf-8")
    edit(readme, END, "")
    with pytest.raises(DataError, match=r"data/README\.md:1: T110 缺少生成部分的标记"):
        run_generate(str(root))
