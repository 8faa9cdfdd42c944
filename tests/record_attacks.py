"""What people have tried against anchors, seals and evidence: each takes an honest history and spoils it."""

import json
import re

from scripts.history.proof import anchors
from scripts.history.proof.freeze import ANCHORS, SIGNATURE
from scripts.history.proof.sshkeys import sign
from tests.proof_repository import Place

FIRST, SECOND = 0, 1
"""The seals, in the order they were made."""


def seal_of(place: Place, number: int) -> str:
    """Return the path of a seal."""
    return f"seals/{number + 1}-{place.county.seals[number]}.json"


def tag_of(place: Place) -> str:
    """Return the tag of the first seal."""
    return f"seal/{place.county.seals[FIRST]}"


def edited_anchor(place: Place) -> None:
    """Change the time of the first anchor."""
    path = place.root / ANCHORS
    path.write_text("1 2020" + path.read_text()[6:])
    place.commit(place.county.office)


def rechained_anchors(place: Place) -> None:
    """Make all anchors anew, with a sound chain and a true signature of the office."""
    text = anchors.appended(b"", "2026-01-01T00:00:00Z", place.git("rev-parse", "HEAD"))
    (place.root / ANCHORS).write_bytes(text)
    (place.root / SIGNATURE).write_bytes(sign(str(place.private / place.county.office), "anchor", text))
    place.commit(place.county.office)


def removed_anchors(place: Place) -> None:
    """Remove the anchors altogether."""
    place.git("rm", "-q", ANCHORS, SIGNATURE)
    place.commit(place.county.office)


def truncated_anchors_against_a_copy(place: Place) -> None:
    """Go back to before the last anchor, while an inspector holds a newer copy."""
    (place.keys / "anchors").write_bytes((place.root / ANCHORS).read_bytes())
    place.git("reset", "-q", "--hard", place.git("rev-list", "--max-parents=0", "HEAD"))


def foreign_anchor(place: Place) -> None:
    """Add an anchor that the department signed."""
    text = (place.root / ANCHORS).read_bytes()
    text = anchors.appended(text, "2099-01-01T00:00:00Z", place.git("rev-parse", "HEAD"))
    (place.root / ANCHORS).write_bytes(text)
    (place.root / SIGNATURE).write_bytes(sign(str(place.private / place.county.department), "anchor", text))
    place.commit(place.county.department)


def unsigned_anchor(place: Place) -> None:
    """Remove the signature of the anchors."""
    place.git("rm", "-q", SIGNATURE)
    place.commit(place.county.office)


def edited_seal(place: Place, number: int) -> None:
    """Change one digest in a seal."""
    path = place.root / seal_of(place, number)
    text = path.read_text()
    path.write_text(re.sub(r"(units.csv\": \")[0-9a-f]{8}", r"\g<1>00000000", text))
    place.commit(place.county.office)


def removed_seal(place: Place) -> None:
    """Remove the last seal."""
    place.git("rm", "-q", seal_of(place, SECOND))
    place.commit(place.county.office)


def seal_off_the_disk(place: Place) -> None:
    """Remove the last seal from the disk only, and its tag."""
    (place.root / seal_of(place, SECOND)).unlink()
    place.git("tag", "-d", f"seal/{place.county.seals[SECOND]}")


def junk_seal(place: Place) -> None:
    """Put a record beside the seals whose name is half a sign, which no file can hold."""
    text = (place.root / seal_of(place, SECOND)).read_text()
    junk = text.replace(place.county.seals[SECOND], "\\ud800")
    (place.root / "seals/3-x.json").write_text(junk)
    place.commit(place.county.department)


def moved_tag(place: Place) -> None:
    """Move a seal's tag to another commit."""
    place.become(place.county.office)
    place.git("tag", "-f", "-m", "封存", tag_of(place), "HEAD")


def removed_tag(place: Place) -> None:
    """Remove a seal's tag."""
    place.git("tag", "-d", tag_of(place))


def tag_of_somebody_else(place: Place) -> None:
    """Make a seal's tag anew with the same words and the department's own key; only the office may seal."""
    (place.keys / "policy.json").write_text(json.dumps({"anchor_signers": [place.county.office]}))
    place.become(place.county.department)
    _tag_again(place, "-s")


def _tag_again(place: Place, how: str) -> None:
    words = place.git(
        "for-each-ref", "--format=%(contents:subject)%0a%0a%(contents:body)", f"refs/tags/{tag_of(place)}"
    )
    commit = place.git("rev-parse", f"{tag_of(place)}^{{}}")
    place.git("tag", "-f", "-a", how, "-F", "-", tag_of(place), commit, stdin=words.encode())


def unsigned_tag(place: Place) -> None:
    """Make a seal's tag anew with the same words, unsigned."""
    _tag_again(place, "--no-sign")


def swapped_evidence(place: Place) -> None:
    """Put another file in the place of an evidence file."""
    (place.root / place.county.campaign / place.county.evidence).write_bytes(b"%PDF-1.4 other")
    place.commit(place.county.department)


def removed_evidence(place: Place) -> None:
    """Remove an evidence file that the register names."""
    place.git("rm", "-q", f"{place.county.campaign}/{place.county.evidence}")
    place.commit(place.county.department)


def edited_on_disk(place: Place) -> None:
    """Change a file without committing it, and tell git not to look."""
    place.git("update-index", "--assume-unchanged", place.name("1.01"))
    place.add_line("1.01", "x")
