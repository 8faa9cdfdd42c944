"""The sample county, many times over: the same items under new numbers."""

from pathlib import Path

from scripts.publish.tree import write_tree
from scripts.sample.copies import with_items
from scripts.sample.frame import FOLDER, read_frame
from scripts.sample.world import SEED, read_world


def scaled(source: Path, target: Path, items: int) -> Path:
    """Write the county of ``source`` to ``target`` with at least ``items`` items.

    Copy number n of item 3.02 is 3.02 plus n × 30, so 3.32, 3.62 …; evidence files stay with the first copy.
    """
    frame = with_items(read_frame(source, read_world(source / FOLDER, SEED)), items)
    write_tree(target, frame.files())
    return target
