"""What people have tried against signatures: each takes an honest history and spoils it."""

from tests.proof_repository import STRANGER, Place


def unsigned(place: Place) -> None:
    """Commit without a signature."""
    place.commit(place.county.department, "改", "--no-gpg-sign")


def unknown_signer(place: Place) -> None:
    """Commit with a key nobody knows, after entering it in a list inside the tree."""
    public = (place.private / f"{STRANGER}.pub").read_text()
    (place.root / "allowed_signers").write_text(f"{STRANGER} {public}")
    place.commit(STRANGER)


def forged_author(place: Place) -> None:
    """Commit under the office's name with the department's key."""
    place.become(place.county.office)
    place.git("config", "user.signingkey", str(place.private / place.county.department))
    place.git("commit", "-q", "--allow-empty", "-m", "冒名")


def forged_author_only(place: Place) -> None:
    """Commit as oneself, but name the office as the author."""
    place.commit(place.county.department, "改", "--author", f"x <{place.county.office}>")


def altered_signed_commit(place: Place) -> None:
    """Change the text of a signed commit and keep its signature."""
    body = place.git("cat-file", "commit", "HEAD") + "（补）\n"
    name = place.git("hash-object", "-t", "commit", "-w", "--stdin", stdin=body.encode())
    place.git("reset", "-q", "--hard", name)


def yes_program(place: Place) -> str:
    """Return a program that leaves a trace and says that every signature is good."""
    program = place.private / "yes"
    said = f'Good "git" signature for {place.county.department} with X'
    program.write_text(f"#!/bin/sh\ntouch {place.private}/ran\necho '{said}'\n")
    program.chmod(0o755)
    return str(program)


def own_program(place: Place) -> None:
    """Let the repository's settings name a program that says that every signature is good."""
    unsigned(place)
    unknown_signer(place)
    for key in ("gpg.ssh.program", "gpg.program", "gpg.x509.program"):
        place.git("config", key, yes_program(place))


def own_keys(place: Place) -> None:
    """Let the repository's settings name a list of keys of its own."""
    unknown_signer(place)
    place.git("config", "gpg.ssh.allowedSignersFile", str(place.root / "allowed_signers"))
