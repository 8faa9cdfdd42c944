"""The tools that measure pages: installed once from ``tests/web/package-lock.json``, below ``.cache``."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from scripts.launch.chromium import find_chromium
from tests.counties import ROOT

SHIPPED = ROOT / "tests" / "web"
LOCK = "package-lock.json"
_LONGEST = 900
"""Seconds any tool may take before it counts as hung."""


def _installed() -> Path:
    """Return the folder with the tools."""
    return installed(SHIPPED, "web")


@cache
def installed(shipped: Path, name: str) -> Path:
    """Return the folder with a lock file's packages, installing exactly those if they are not there."""
    place = ROOT / ".cache" / name
    place.mkdir(parents=True, exist_ok=True)
    done = place / "installed.json"
    lock = (shipped / LOCK).read_bytes()
    if not done.exists() or done.read_bytes() != lock:
        for each in ("package.json", LOCK):
            shutil.copy(shipped / each, place)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        made = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
        assert made.returncode == 0, f"npm ci failed (it needs a package registry): {made.stderr}"
        done.write_bytes(lock)
    return place


def axe() -> str:
    """Return the script of axe."""
    return (_installed() / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def lighthouse(addresses: Sequence[str], runs: int) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Return what Lighthouse finds on each page, run by run, as ``lighthouse.mjs`` tells it."""
    script = _installed() / "lighthouse.mjs"  # it finds the packages beside itself
    shutil.copy(SHIPPED / script.name, script)
    done = _run("node", str(script), str(find_chromium()), str(runs), *addresses)
    assert done.returncode == 0, done.stderr
    found: Mapping[str, Sequence[Mapping[str, Any]]] = json.loads(done.stdout)
    return found


def markup_faults(*folders: Path) -> list[Mapping[str, Any]]:
    """Return what the Nu checker says of every page below the folders."""
    jar = _installed() / "node_modules/vnu-jar/build/dist/vnu.jar"
    done = _run("java", "-Xss4m", "-jar", str(jar), "--format", "json", "--skip-non-html", *map(str, folders))
    found: list[Mapping[str, Any]] = json.loads(done.stderr)["messages"]
    return found


def _run(*command: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", timeout=_LONGEST, check=False
    )
