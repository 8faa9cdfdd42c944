"""What git runs for a progress file both sides changed; it imports little, for git starts it once a file."""

import sys
from pathlib import Path

from scripts.filing.driver import joined
from scripts.publish.tree import write_file


def run_merge_driver(start: str, ours: str, theirs: str, place: str) -> int:
    """Join two sides into ``ours``; 1 when something in it is to be settled by a person."""
    sides = [Path(each).read_bytes() for each in (start, ours, theirs)]
    text, told = joined(sides[0], sides[1], sides[2], place)
    write_file(Path(ours), text)
    sys.stdout.writelines(f"{each}\n" for each in told)
    return 1 if told else 0
