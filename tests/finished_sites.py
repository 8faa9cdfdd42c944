"""The two small sites really built, and copies of them that a test may spoil."""

import shutil
from dataclasses import replace
from pathlib import Path

from scripts.publish import gates
from scripts.publish.finished import Finished
from scripts.publish.inputs import SiteInput
from scripts.publish.site import build, prepare
from scripts.publish.stage import stage_all
from tests.small_sites import AS_OF

HOSTS = frozenset({"www.gov.example"})
"""Where links of a spoilt copy may lead."""


def built(folder: Path, *sites: SiteInput) -> list[Finished]:
    """Build each site below ``folder`` with the real engine."""
    stage_all(folder, sites)
    finished = []
    for site in sites:
        shop = prepare(folder / site.audience, site)
        assert build(shop, AS_OF) == []
        finished.append(Finished.of(site, shop.site, shop.scripts))
    return finished


def copied(site: Finished, root: Path, staged: frozenset[str] = frozenset()) -> Finished:
    """Return a copy of a finished site below ``root``; ``staged`` are more files it was given."""
    shutil.copytree(site.root, root)
    return replace(site, root=root, staged=site.staged | staged, hosts=HOSTS)


def put(site: Finished, markup: str, path: str, behind: str = "</h1>") -> None:
    """Put ``markup`` into a finished page, behind its heading or another mark."""
    file = site.root / path
    text = file.read_text(encoding="utf-8")
    assert behind in text
    file.write_text(text.replace(behind, f"{behind}{markup}", 1), encoding="utf-8")


def codes(site: Finished) -> set[str]:
    """Return the codes of all findings."""
    return {problem.code for problem in gates.examine(site)}


def files_of(root: Path) -> dict[str, bytes]:
    """Return path → bytes of every file below ``root``."""
    found = sorted(path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}
