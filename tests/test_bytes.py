"""Which bytes of the two sites depend on what, on the whole sample county."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from scripts.commands import run_build
from tests.counties import ROOT, copy_county, edit

Files: TypeAlias = dict[str, Any]

pytestmark = pytest.mark.slow

BUILD = (
    "import sys; from scripts.commands import run_build; sys.exit(run_build(sys.argv[1], '', sys.argv[2]))"
)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample outside git, so that no commit stands on its pages."""
    return copy_county(ROOT, tmp_path_factory.mktemp("bytes") / "county")


@pytest.fixture(scope="module")
def first(county: Path) -> Files:
    """The manifest of its first build."""
    return manifest(county, county.parent / "first")


def manifest(root: Path, out: Path) -> Files:
    """Build both sites of ``root`` and return the list of their files."""
    assert run_build(str(root), "", str(out)) == 0
    return read(out)


def read(out: Path) -> Files:
    """Return the manifest that lies in ``out``."""
    found: Files = json.loads((out / "manifest.json").read_bytes())
    return found


def changed(before: Files, after: Files) -> set[str]:
    """Return the files two manifests do not agree on."""
    old, new = before["files"], after["files"]
    return {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}


def test_same_commit_and_day_give_the_same_bytes(county: Path, first: Files, tmp_path: Path) -> None:
    """Another folder, time zone, language and hash seed change not one byte of either site."""
    environment = {
        **os.environ,
        "TZ": "America/New_York",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "PYTHONUTF8": "1",
    }
    elsewhere = copy_county(county, tmp_path / "another folder")
    command = [sys.executable, "-c", BUILD, str(elsewhere), str(tmp_path / "out")]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)

    assert read(tmp_path / "out") == first


def test_one_fact_changes_only_the_pages_that_show_it(county: Path, first: Files, tmp_path: Path) -> None:
    """A fact of 2.06 reaches its own page, the lists it stands in and its units; nothing public."""
    root = copy_county(county, tmp_path / "county")
    edit(root / "data/campaigns/sl-2026/progress/2.06.yml", "缺活动次数: {2023: 1", "缺活动次数: {2023: 3")

    after = manifest(root, tmp_path / "out")
    site = json.loads((tmp_path / "out/internal.json").read_bytes())["campaigns"][0]
    [item] = [each for each in site["items"] if each["id"] == "2.06"]
    units = {
        each["path"] for each in site["units"] if "2.06" in (*each["lead_items"], *each["support_items"])
    }
    lists = {"index.html", "majors/2.html", "majors/index.html", "schedule.html"}
    search = {"search/search_index.json", "search/search_index.js"}

    assert item["scores"]["self"] == "0.70"
    pages = {item["path"], *units, *lists, *search}
    assert changed(first, after) == {"internal.json", *(f"internal/site/{page}" for page in pages)}


def test_only_allow_listed_numbers_reach_the_public(county: Path, first: Files, tmp_path: Path) -> None:
    """A step done moves the public rate of steps, on the pages that show it and nowhere else."""
    root = copy_county(county, tmp_path / "county")
    path = root / "data/campaigns/sl-2026/progress/6.05.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if "{id: s" in line and "done:" not in line)
    lines[at] = lines[at].removesuffix("}") + ", done: 2026-07-01}"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")

    public = {name for name in changed(first, manifest(root, tmp_path / "out")) if name.startswith("public")}
    assert public == {
        "public.json",
        "public/site/index.html",
        "public/site/progress/index.html",
        "public/site/elder/progress/index.html",
        "public/site/search/search_index.js",
        "public/site/search/search_index.json",
    }
