"""Sets of files that stand for two built sites: quick to publish and to check."""

from pathlib import Path

from scripts.publish import tree
from scripts.publish.places import SET
from scripts.publish.release import disk_faults
from scripts.publish.switch import open_draft

PARTS = 12


def fill(folder: Path, text: str) -> None:
    """Write a set of which every file holds ``text``."""
    names = [f"{site}/site/{n}.html" for site in ("public", "internal") for n in range(PARTS)]
    tree.write_tree(folder, {name: text.encode() for name in [*names, *SET[2:]]})


def publish_text(out: Path, text: str) -> int:
    """Publish a set of which every file holds ``text``."""
    with disk_faults(out), open_draft(out, lambda _: None) as draft:
        fill(draft.folder, text)
        return draft.publish()


def seen(out: Path) -> set[str]:
    """Return the different texts a reader finds, after checking that nothing is missing."""
    root = (out / "current").resolve() if (out / "current").exists() else out
    files = [
        path for name in SET for path in ([root / name] if "." in name else (root / name).rglob("*.html"))
    ]
    assert len(files) == 2 * PARTS + 3
    return {path.read_text() for path in files}
