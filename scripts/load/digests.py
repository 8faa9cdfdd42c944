"""The digest a review is bound to; ``sha256sum FILES | sha256sum`` in the piece's folder gives the same."""

import hashlib
from collections.abc import Mapping


def piece_digest(name: str, content: bytes, files: Mapping[str, str]) -> str:
    """Return the digest of a text and of the files beside it (name → sha256), the text first."""
    own = hashlib.sha256(content).hexdigest()
    lines = [f"{own}  {name}", *(f"{files[each]}  {each}" for each in sorted(files))]
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()
