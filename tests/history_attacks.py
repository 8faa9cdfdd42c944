"""What people have tried against commits and objects: each takes an honest history and spoils it."""

import zlib
from pathlib import Path

from scripts.history.proof import anchors
from scripts.history.proof.freeze import ANCHORS
from tests.proof_repository import Place


def rewrite_all(place: Place) -> None:
    """Start again from one new commit that holds the same files."""
    place.git("checkout", "-q", "--orphan", "new")
    place.commit(place.county.office, "建库")
    place.git("branch", "-M", "new", "main")


def drop_commits(place: Place) -> None:
    """Throw away what came after the first commit, with every object, but keep the seals' files."""
    kept = {path: path.read_bytes() for path in (place.root / "seals").iterdir()}
    first = place.git("rev-list", "--max-parents=0", "HEAD")
    place.git("reset", "-q", "--hard", first)
    (place.root / "seals").mkdir()
    for path, content in kept.items():
        path.write_bytes(content)
    place.commit(place.county.office)
    for line in place.git("for-each-ref", "--format=%(refname)").splitlines():
        if line != "refs/heads/main":
            place.git("update-ref", "-d", line)
    place.git("reflog", "expire", "--expire=now", "--all")
    place.git("gc", "-q", "--prune=now")


def amend_in_the_past(place: Place) -> None:
    """Rewrite from before the last anchor on: the same files, one word changed."""
    anchor = anchors.read((place.root / ANCHORS).read_bytes())[-1]
    place.git("reset", "-q", "--soft", f"{anchor.commit}~1")
    place.commit(place.county.office, "合并重来")


def foxtrot(place: Place) -> None:
    """Forge an old commit on the first one, merge the true main into it from the side, and call that main."""
    first = place.git("rev-list", "--max-parents=0", "HEAD")
    place.git("checkout", "-q", "-b", "fox", first)
    (place.root / "note.txt").write_text("早就办了\n")
    place.commit(place.county.office, day=place.git("show", "-s", "--format=%cI", first))
    place.merge("main")
    place.git("branch", "-q", "-M", "fox", "main")


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
    """Return the file of an object, each stored by itself from now on."""
    for pack in (place.root / ".git/objects/pack").glob("*.pack"):
        taken = pack.rename(place.root / ".git/taken")  # git unpacks only what it does not have
        for rest in pack.parent.iterdir():
            rest.unlink()
        place.git("unpack-objects", "-q", stdin=taken.read_bytes())
        taken.unlink()
    return place.root / ".git/objects" / name[:2] / name[2:]


def changed_bytes(place: Place) -> None:
    """Put another content under the name of an old object, well compressed."""
    name = place.git("rev-parse", f"HEAD~1:{place.name('1.01')}")
    path = loose(place, name)
    body = zlib.decompress(path.read_bytes()).replace(b"state", b"stats")
    path.chmod(0o644)
    path.write_bytes(zlib.compress(body))


def lost_object(place: Place) -> None:
    """Remove one old file's content."""
    name = place.git("rev-parse", f"HEAD~3:{place.name('1.01')}")
    loose(place, name).unlink()


def lost_commit(place: Place) -> None:
    """Remove a commit in the middle of the history."""
    loose(place, place.git("rev-parse", "HEAD~3")).unlink()


def back_dated(place: Place) -> None:
    """Commit with dates of last spring."""
    place.add_line("1.03", "早就办了")
    place.commit(place.county.department, day="2026-03-01T09:00:00+08:00")


def claimed_later(place: Place) -> None:
    """Claim to have written a change after it was recorded."""
    place.commit(place.county.department, "改", "--date", "2099-01-01T00:00:00+08:00")
