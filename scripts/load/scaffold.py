"""A new campaign from the annotated template, in canonical form and ready to check."""

from pathlib import Path
from typing import Any

from scripts.load.canonical import csv_text, yaml_text
from scripts.load.csvs import read_csv
from scripts.load.files import columns_of
from scripts.load.kinds import KINDS, FileKind
from scripts.load.records import build
from scripts.load.text import read_text
from scripts.load.yamls import read_yaml
from scripts.model.fields import Record
from scripts.model.units import Unit
from scripts.paths import Layout
from scripts.problems import DataError, Problem

_TEMPLATE = "campaigns/_template"
_CLAIMS = {"progress", "verdict"}
"""Kinds the template only explains: a new campaign claims nothing yet."""


def new_campaign(layout: Layout, template: Layout, campaign_id: str, title: str) -> dict[str, bytes]:
    """Return the files of a new campaign, by path below the root.

    ``template`` is the repository whose ``_template`` folder serves. A root
    without units gets the units the template names, and the data dictionary. DataError if the id is
    taken or not a slug.
    """
    folder = layout.campaigns / campaign_id
    if folder.exists():
        raise _refused(layout.relative(folder), f"“{campaign_id}”已经有了（应为没有用过的代号）")
    files = {}
    for kind in KINDS:
        if not kind.pattern.startswith("campaigns/*/") or kind.name in _CLAIMS:
            continue
        for path in sorted((template.data / _TEMPLATE).glob(kind.pattern.removeprefix("campaigns/*/"))):
            name = path.relative_to(template.data / _TEMPLATE).as_posix()
            shown = f"data/campaigns/{campaign_id}/{name}"
            files[shown] = _made(kind, path, shown, {"id": campaign_id, "title": title})
    if not (layout.data / "units.csv").exists():
        files["data/units.csv"] = _units(template)
    if not (layout.data / "README.md").exists():
        files["data/README.md"] = (template.data / "README.md").read_bytes()
    return files


def _made(kind: FileKind, path: Path, shown: str, own: dict[str, str]) -> bytes:
    text = read_text(path, shown)
    if kind.is_table:
        rows = [
            _record(kind.model, row.cells, shown, row.lines)
            for row in read_csv(text, shown, columns_of(kind.model))
        ]
        return csv_text(kind.model, rows).encode()
    tree = read_yaml(text, shown)
    data = {**tree.data, **own} if kind.name == "campaign" else tree.data
    return yaml_text(_record(kind.model, data, shown, tree.lines)).encode()


def _record(model: type[Record], data: Any, shown: str, lines: Any) -> Record:
    record, problems = build(model, data, shown, lines)
    if record is None:
        raise DataError(problems)
    return record


def _units(template: Layout) -> bytes:
    path = template.data / _TEMPLATE / "units.csv"
    shown = "data/units.csv"
    rows = [
        _record(Unit, row.cells, shown, row.lines)
        for row in read_csv(read_text(path, shown), shown, columns_of(Unit))
    ]
    return csv_text(Unit, rows).encode()


def _refused(shown: str, message: str) -> DataError:
    return DataError([Problem(path=shown, line=1, code="T107", message=message)])
