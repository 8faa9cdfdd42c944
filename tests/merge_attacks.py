"""What people have tried with merges and with what is no plain file: each spoils an honest history."""

import re

import pytest

from tests.proof_repository import Place
from tests.signature_attacks import yes_program


def evil_merge(place: Place) -> None:
    """Slip a change into a merge that no side has."""
    place.branch("edu9", "1.03", "正常")
    place.merge("edu9", options=("--no-commit",))
    place.add_line("2.01", "夹带")
    place.commit(place.county.office, "合并")


def ours_merge(place: Place) -> None:
    """Merge a department's branch and throw its content away."""
    place.branch("edu9", "1.03", "被丢弃")
    place.merge("edu9", options=("-s", "ours"))


def _conflict(place: Place) -> None:
    """Begin to merge a branch that wrote at the end of a file where the office wrote too."""
    place.branch("edu9", "1.03", "甲")
    place.add_line("1.03", "乙")
    place.commit(place.county.office)
    with pytest.raises(Exception, match="merge"):
        place.merge("edu9")


def evil_settlement(place: Place) -> None:
    """Settle a true conflict with a line that no side has."""
    _conflict(place)
    path = place.item("1.03")
    path.write_text(re.sub(r"<<<<<<< .*>>>>>>> \S+\n", "# 丙\n", path.read_text(), flags=re.DOTALL))
    place.commit(place.county.office, "合并")


def file_lost_in_a_settlement(place: Place) -> None:
    """Settle a true conflict by removing the file, which every side has."""
    _conflict(place)
    place.item("1.03").unlink()
    place.commit(place.county.office, "合并")


def line_doubled_in_a_settlement(place: Place) -> None:
    """Settle a true conflict by taking both sides, and one line of them once more."""
    _conflict(place)
    path = place.item("1.03")
    text = re.sub(r"^(?:<<<<<<<|=======|>>>>>>>).*\n", "", path.read_text(), flags=re.MULTILINE)
    path.write_text(f"{text}# 甲\n")
    place.commit(place.county.office, "合并")


def evil_octopus(place: Place) -> None:
    """Slip a change into a merge of three branches."""
    for name, item in (("x", "1.03"), ("y", "1.04")):
        place.branch(name, item, name)
    place.merge("x", "y")
    place.add_line("2.01", "夹带")
    place.git("add", "-A")
    place.git("commit", "-q", "--amend", "--no-edit")


def own_merge_driver(place: Place) -> None:
    """Let the repository's settings name the program that merges again what is judged."""
    evil_settlement(place)
    place.git("config", "merge.evil.driver", yes_program(place))
    (place.root / ".git/info/attributes").write_text("* merge=evil\n")


def link(place: Place) -> None:
    """Commit a link to a file of the computer, and remove it again."""
    (place.root / "docs").mkdir(exist_ok=True)
    (place.root / "docs/x.md").symlink_to("/etc/passwd")
    place.commit(place.county.department)
    (place.root / "docs/x.md").unlink()
    place.commit(place.county.department)


def submodule(place: Place) -> None:
    """Commit a pointer to another repository."""
    place.become(place.county.department)
    place.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},data/other")
    place.git("commit", "-q", "-m", "改")


def executable(place: Place) -> None:
    """Make a data file executable."""
    (place.root / "data/units.csv").chmod(0o755)
    place.commit(place.county.department)
