"""What people have tried against anchors, seals and evidence: each takes an honest history and spoils it."""

import re

from scripts.history import anchors
from scripts.history.freeze import ANCHORS, SIGNATURE
from scripts.history.sshkeys import sign
from tests.proof_repository import EDU, OFFICE, PROGRESS, Place

DATA = "data/campaigns/wx-2026"
FIRST_SEAL, SECOND_SEAL = "seals/1-市级初验.json", "seals/2-省级验收.json"


def edited_anchor(place: Place) -> None:
    """Change the time of the first anchor."""
    path = place.root / ANCHORS
    path.write_text("1 2020" + path.read_text()[6:])
    place.commit(OFFICE)


def rechained_anchors(place: Place) -> None:
    """Make all anchors anew, with a sound chain and a true signature of the office."""
    text = anchors.appended(b"", "2026-01-01T00:00:00Z", place.git("rev-parse", "HEAD"))
    (place.root / ANCHORS).write_bytes(text)
    (place.root / SIGNATURE).write_bytes(sign(str(place.private / OFFICE), "anchor", text))
    place.commit(OFFICE)


def removed_anchors(place: Place) -> None:
    """Remove the anchors altogether."""
    place.git("rm", "-q", ANCHORS, SIGNATURE)
    place.commit(OFFICE)


def truncated_anchors_against_a_copy(place: Place) -> None:
    """Go back to before the last anchor, while an inspector holds a newer copy."""
    (place.keys / "anchors").write_bytes((place.root / ANCHORS).read_bytes())
    place.git("reset", "-q", "--hard", place.git("rev-list", "--max-parents=0", "HEAD"))


def foreign_anchor(place: Place) -> None:
    """Add an anchor that the department signed."""
    text = (place.root / ANCHORS).read_bytes()
    text = anchors.appended(text, "2099-01-01T00:00:00Z", place.git("rev-parse", "HEAD"))
    (place.root / ANCHORS).write_bytes(text)
    (place.root / SIGNATURE).write_bytes(sign(str(place.private / EDU), "anchor", text))
    place.commit(EDU)


def unsigned_anchor(place: Place) -> None:
    """Remove the signature of the anchors."""
    place.git("rm", "-q", SIGNATURE)
    place.commit(OFFICE)


def edited_seal(place: Place, path: str) -> None:
    """Change one digest in a seal."""
    text = (place.root / path).read_text()
    (place.root / path).write_text(re.sub(r"(units.csv\": \")[0-9a-f]{8}", r"\g<1>00000000", text))
    place.commit(OFFICE)


def removed_seal(place: Place) -> None:
    """Remove the last seal."""
    place.git("rm", "-q", SECOND_SEAL)
    place.commit(OFFICE)


def moved_tag(place: Place) -> None:
    """Move a seal's tag to another commit."""
    place.become(OFFICE)
    place.git("tag", "-f", "-m", "封存", "seal/市级初验", "HEAD")


def removed_tag(place: Place) -> None:
    """Remove a seal's tag."""
    place.git("tag", "-d", "seal/市级初验")


def unsigned_tag(place: Place) -> None:
    """Make a seal's tag anew with the same words, unsigned."""
    words = place.git(
        "for-each-ref", "--format=%(contents:subject)%0a%0a%(contents:body)", "refs/tags/seal/市级初验"
    )
    commit = place.git("rev-parse", "seal/市级初验^{}")
    place.git("tag", "-f", "-a", "--no-sign", "-F", "-", "seal/市级初验", commit, stdin=words.encode())


def swapped_evidence(place: Place) -> None:
    """Put another file in the place of an evidence file."""
    (place.root / DATA / "evidence/1.01/e1.pdf").write_bytes(b"%PDF-1.4 other")
    place.commit(EDU)


def removed_evidence(place: Place) -> None:
    """Remove an evidence file that the register names."""
    place.git("rm", "-q", f"{DATA}/evidence/1.01/e1.pdf")
    place.commit(EDU)


def edited_on_disk(place: Place) -> None:
    """Change a file without committing it, and tell git not to look."""
    place.git("update-index", "--assume-unchanged", f"{PROGRESS}/1.01.yml")
    place.add_line("1.01", "x")
