"""What the tasks of filing do with a root: one function a task, returning its exit code."""

from pathlib import Path

from scripts.commands import OK, PROBLEMS, say


def run_merge_driver(base: str, ours: str, theirs: str, place: str) -> int:
    """Join two sides of a progress file for git, into ``ours``; 1 when something is to be settled."""
    from scripts.filing.driver import joined
    from scripts.publish.tree import write_file

    sides = [Path(each).read_bytes() for each in (base, ours, theirs)]
    text, told = joined(sides[0], sides[1], sides[2], place)
    write_file(Path(ours), text)
    for each in told:
        say(each)
    return PROBLEMS if told else OK
