"""The list of everything that was published, with a digest of each file.

It holds no clock and no path of this machine: the same commit and ``as_of``
give the same bytes, so two manifests can simply be compared.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path

from scripts.problems import Problem
from scripts.publish import tree
from scripts.publish.finished import Finished
from scripts.publish.inputs import problem

ENGINE = ("mkdocs", "mkdocs-material", "Markdown", "jieba")
"""The packages that decide what the pages look like."""


@cache
def engine_versions() -> dict[str, str]:
    """Return the version of each package of :data:`ENGINE`."""
    return {name: version(name) for name in ENGINE}


def write_manifest(sites: Sequence[Finished], files: Mapping[str, bytes], commit: str, as_of: date) -> bytes:
    """Return ``manifest.json`` for two finished sites and the data files beside them."""
    listed = {name: _entry(data) for name, data in files.items()}
    for site in sites:
        listed |= {site.where(path): _entry(site.read(path)) for path in site.files}
    content = {
        "as_of": as_of.isoformat(),
        "commit": commit,
        "engine": engine_versions(),
        "files": dict(sorted(listed.items())),
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def check_manifest(folder: Path, manifest: bytes) -> Iterator[Problem]:
    """Yield every file of a published ``folder`` that differs from its manifest.

    Used before the switch, and by anybody who holds a manifest and a copy.
    """
    listed: dict[str, dict[str, object]] = json.loads(manifest)["files"]
    present = dict(_published(folder))
    for path in sorted(listed.keys() - present.keys()):
        yield problem(path, "G20", "清单里有，成品里没有")
    for path in sorted(present.keys() - listed.keys()):
        yield problem(path, "G20", "成品里有，清单里没有")
    for path in sorted(present.keys() & listed.keys()):
        if _entry(present[path].read_bytes()) != listed[path]:
            yield problem(path, "G20", "内容与清单不符")


def _published(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield what a manifest lists: the files of both sites and the data files."""
    for path, entry in tree.files_below(folder):
        parts = path.split("/")
        if (len(parts) == 1 and path != "manifest.json") or parts[1:2] == ["site"]:
            yield path, Path(entry.path)


def _entry(data: bytes) -> dict[str, object]:
    """Return digest and size of one file."""
    return {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
