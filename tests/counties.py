"""The counties the tests look at: a tiny one, one with every mistake, and the sample."""

import hashlib
import shutil
from datetime import date
from functools import cache
from pathlib import Path

from scripts.exports.contracts import to_json
from scripts.load.dataset import load
from scripts.model.dataset import CampaignData, Dataset
from scripts.paths import Layout
from scripts.pipeline import Examined, examine, internal_view, public_view

ROOT = Path(__file__).parent.parent
MINI = ROOT / "tests" / "mini"
AS_OF = date(2026, 7, 20)
"""A Monday: the day every golden number is worked out for."""


@cache
def mini() -> Dataset:
    """Return 微县 as loaded; the tests share it, for records are frozen."""
    return loaded(MINI)


def loaded(root: Path) -> Dataset:
    """Return a county that must load without a problem."""
    dataset, problems = load(Layout.at(root))
    assert problems == []
    assert dataset is not None
    return dataset


def campaign(dataset: Dataset) -> CampaignData:
    """Return the county's first campaign."""
    return dataset.campaigns[0]


def examined(root: Path, as_of: date = AS_OF) -> Examined:
    """Load and check the county at ``root`` as the build does."""
    return examine(Layout.at(root), as_of, as_of)


def contracts(root: Path, as_of: date = AS_OF) -> dict[str, bytes]:
    """Return ``internal.json`` and ``public.json`` of a county, as built without git."""
    found = examined(root, as_of)
    return {"internal.json": to_json(internal_view(found, None)), "public.json": to_json(public_view(found))}


def copy_county(source: Path, target: Path) -> Path:
    """Copy the parts of a county that are data; return ``target``."""
    for name in ("data", "docs"):
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name)
    return target


def edit(path: Path, old: str, new: str) -> int:
    """Replace the one place where ``old`` stands; return its line."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path}: {old!r} 应恰好出现一次"
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
    return text[: text.index(old)].count("\n") + 1


def digests(root: Path) -> dict[str, str]:
    """Return the digest of every file below ``root``, to see that nothing was written."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }
