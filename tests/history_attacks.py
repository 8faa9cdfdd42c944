"""What people have tried against commits, objects and merges: each takes an honest history and spoils it."""

import re
import zlib
from pathlib import Path

import pytest

from scripts.history import anchors
from scripts.history.freeze import ANCHORS
from tests.proof_repository import EDU, OFFICE, PROGRESS, STRANGER, Place


def rewrite_all(place: Place) -> None:
    """Start again from one new commit that holds the same files."""
    place.git("checkout", "-q", "--orphan", "new")
    place.commit(OFFICE, "建库")
    place.git("branch", "-M", "new", "main")


def drop_commits(place: Place) -> None:
    """Throw away what came after the first commit, with every object, but keep the seals' files."""
    kept = {path: path.read_bytes() for path in (place.root / "seals").iterdir()}
    first = place.git("rev-list", "--max-parents=0", "HEAD")
    place.git("reset", "-q", "--hard", first)
    (place.root / "seals").mkdir()
    for path, content in kept.items():
        path.write_bytes(content)
    place.commit(OFFICE)
    for line in place.git("for-each-ref", "--format=%(refname)").splitlines():
        if line != "refs/heads/main":
            place.git("update-ref", "-d", line)
    place.git("reflog", "expire", "--expire=now", "--all")
    place.git("gc", "-q", "--prune=now")


def amend_in_the_past(place: Place) -> None:
    """Rewrite from before the last anchor on: the same files, one word changed."""
    anchor = anchors.read((place.root / ANCHORS).read_bytes())[-1]
    place.git("reset", "-q", "--soft", f"{anchor.commit}~1")
    place.commit(OFFICE, "合并重来")


def shallow(place: Place) -> None:
    """Pretend that history begins later."""
    (place.root / ".git/shallow").write_text(place.git("rev-parse", "HEAD~1") + "\n")


def graft(place: Place) -> None:
    """Give HEAD another parent."""
    head, first = place.git("rev-parse", "HEAD"), place.git("rev-list", "--max-parents=0", "HEAD")
    (place.root / ".git/info/grafts").write_text(f"{head} {first}\n")


def replaced(place: Place) -> None:
    """Let git show another commit in place of HEAD's parent."""
    place.git("replace", "HEAD~1", "HEAD~2")


def loose(place: Place, name: str) -> Path:
    """Return the file of an object that is stored by itself."""
    return place.root / ".git/objects" / name[:2] / name[2:]


def changed_bytes(place: Place) -> None:
    """Put another content under the name of an old object, well compressed."""
    name = place.git("rev-parse", f"HEAD~1:{PROGRESS}/1.01.yml")
    path = loose(place, name)
    body = zlib.decompress(path.read_bytes()).replace("报告".encode(), "改告".encode())
    path.chmod(0o644)
    path.write_bytes(zlib.compress(body))


def lost_object(place: Place) -> None:
    """Remove one old file's content."""
    name = place.git("rev-parse", f"HEAD~3:{PROGRESS}/1.01.yml")
    loose(place, name).unlink()


def lost_commit(place: Place) -> None:
    """Remove a commit in the middle of the history."""
    loose(place, place.git("rev-parse", "HEAD~3")).unlink()


def unsigned(place: Place) -> None:
    """Commit without a signature."""
    place.commit(EDU, "改", "--no-gpg-sign")


def unknown_signer(place: Place) -> None:
    """Commit with a key nobody knows, after entering it in a list inside the tree."""
    public = (place.private / f"{STRANGER}.pub").read_text()
    (place.root / "allowed_signers").write_text(f"{STRANGER} {public}")
    place.commit(STRANGER)


def forged_author(place: Place) -> None:
    """Commit under the office's name with the department's key."""
    place.become(OFFICE)
    place.git("config", "user.signingkey", str(place.private / EDU))
    place.git("commit", "-q", "--allow-empty", "-m", "冒名")


def forged_author_only(place: Place) -> None:
    """Commit as oneself, but name the office as the author."""
    place.commit(EDU, "改", "--author", f"x <{OFFICE}>")


def altered_signed_commit(place: Place) -> None:
    """Change the text of a signed commit and keep its signature."""
    body = place.git("cat-file", "commit", "HEAD").replace("合并", "合拼") + "\n"
    name = place.git("hash-object", "-t", "commit", "-w", "--stdin", stdin=body.encode())
    place.git("reset", "-q", "--hard", name)


def yes_program(place: Place) -> str:
    """Return a program that leaves a trace and says that every signature is good."""
    program = place.private / "yes"
    said = f'Good "git" signature for {EDU} with X'
    program.write_text(f"#!/bin/sh\ntouch {place.private}/ran\necho '{said}'\n")
    program.chmod(0o755)
    return str(program)


def own_program(place: Place) -> None:
    """Let the repository's settings name a program that says that every signature is good."""
    unsigned(place)
    unknown_signer(place)
    for key in ("gpg.ssh.program", "gpg.program", "gpg.x509.program"):
        place.git("config", key, yes_program(place))


def own_merge_driver(place: Place) -> None:
    """Let the repository's settings name the program that merges again what is judged."""
    evil_settlement(place)
    place.git("config", "merge.evil.driver", yes_program(place))
    (place.root / ".git/info/attributes").write_text("* merge=evil\n")


def own_keys(place: Place) -> None:
    """Let the repository's settings name a list of keys of its own."""
    unknown_signer(place)
    place.git("config", "gpg.ssh.allowedSignersFile", str(place.root / "allowed_signers"))


def back_dated(place: Place) -> None:
    """Commit with dates of last spring."""
    place.add_line("1.03", "早就办了")
    place.commit(EDU, day="2026-03-01T09:00:00+08:00")


def claimed_later(place: Place) -> None:
    """Claim to have written a change after it was recorded."""
    place.commit(EDU, "改", "--date", "2099-01-01T00:00:00+08:00")


def evil_merge(place: Place) -> None:
    """Slip a change into a merge that no side has."""
    place.branch("edu9", "1.03", "正常")
    place.merge("edu9", options=("--no-commit",))
    place.add_line("2.01", "夹带")
    place.commit(OFFICE, "合并")


def ours_merge(place: Place) -> None:
    """Merge a department's branch and throw its content away."""
    place.branch("edu9", "1.03", "被丢弃")
    place.merge("edu9", options=("-s", "ours"))


def evil_settlement(place: Place) -> None:
    """Settle a true conflict with a line that no side has."""
    place.branch("edu9", "1.03", "甲")
    place.add_line("1.03", "乙")
    place.commit(OFFICE)
    with pytest.raises(Exception, match="merge"):
        place.merge("edu9")
    path = place.root / PROGRESS / "1.03.yml"
    path.write_text(re.sub(r"<<<<<<< .*>>>>>>> \S+\n", "# 丙\n", path.read_text(), flags=re.DOTALL))
    place.commit(OFFICE, "合并")


def evil_octopus(place: Place) -> None:
    """Slip a change into a merge of three branches."""
    for name, item in (("x", "1.03"), ("y", "1.04")):
        place.branch(name, item, name)
    place.merge("x", "y")
    place.add_line("2.01", "夹带")
    place.git("add", "-A")
    place.git("commit", "-q", "--amend", "--no-edit")


def link(place: Place) -> None:
    """Commit a link to a file of the computer, and remove it again."""
    (place.root / "docs").mkdir(exist_ok=True)
    (place.root / "docs/x.md").symlink_to("/etc/passwd")
    place.commit(EDU)
    (place.root / "docs/x.md").unlink()
    place.commit(EDU)


def submodule(place: Place) -> None:
    """Commit a pointer to another repository."""
    place.become(EDU)
    place.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},data/other")
    place.git("commit", "-q", "-m", "改")


def executable(place: Place) -> None:
    """Make a data file executable."""
    (place.root / "data/units.csv").chmod(0o755)
    place.commit(EDU)
