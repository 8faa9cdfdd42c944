"""What ``verify`` and ``freeze`` need of several rooms: the data, the sites and the history."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from scripts.history.facts import Published
from scripts.history.freeze import ProofError
from scripts.history.gather import gather, read_keys
from scripts.history.verify import Finding, judge
from scripts.paths import Layout
from scripts.pipeline import examine
from scripts.publish.manifest import check_manifest

_EVIDENCE = {"K354", "K355", "K357"}
"""The findings of ``check`` that say a file is not what the register states."""


def judged(layout: Layout, keys: Path | None, today: date) -> list[Finding]:
    """Return each rule's outcome on a repository; ProofError when it cannot be judged."""
    held = read_keys(keys, layout.root) if keys else None
    facts = gather(layout.root, held, _evidence(layout, today), _published(layout.build))
    return judge(facts)


def built_site(layout: Layout, commit: str) -> dict[str, str]:
    """Return the digests of both sites if they were built from exactly ``commit``, else nothing."""
    published = _published(layout.build)
    if published is None or published.commit != commit:
        return {}
    if published.faults:
        raise ProofError(f"build 里的成品与清单不符，请重新生成：{published.faults[0]}")
    internal = json.loads((_live(layout.build) / "internal.json").read_bytes())
    return {} if internal.get("is_dirty") else dict(published.files)


def _evidence(layout: Layout, today: date) -> Sequence[str] | None:
    examined = examine(layout, None, today)
    if examined.dataset is None:
        return None
    return [str(problem) for problem, _ in examined.findings if problem.code in _EVIDENCE]


def _published(build: Path) -> Published | None:
    """Return what lies in ``build``; None when nothing was published there."""
    folder = _live(build)
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        return None
    content = manifest.read_bytes()
    try:
        stated = json.loads(content)
        files = {str(path): str(about["sha256"]) for path, about in stated["files"].items()}
        faults = [f"{problem.path}：{problem.message}" for problem in check_manifest(folder, content)]
        commit = str(stated["commit"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return Published(commit="", faults=("manifest.json 不是本工具写的样子",), files={})
    files["manifest.json"] = hashlib.sha256(content).hexdigest()
    return Published(commit=commit, faults=faults, files=files)


def _live(build: Path) -> Path:
    """Return the folder of the live set: behind ``current`` where links are to be had."""
    current = build / "current"
    return current.resolve() if current.is_dir() else build
