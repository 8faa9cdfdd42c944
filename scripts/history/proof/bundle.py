"""The whole history in one file that ``git clone`` reads: main and every tag.

``git bundle create`` keeps whatever packing a repository happens to have, so two
clones of one commit would give different files. The header is a few lines of
text and is written here; git packs anew, with fixed settings, in one thread:
the same commit and tags give the same bytes.
"""

from pathlib import Path

from scripts.history.git import GitError, run, scratch

MAIN = "refs/heads/main"
"""The branch the packed commit stands on in the bundle, whatever it is called at home."""

_PACKING = (
    "-c",
    "core.bigFileThreshold=256k",  # scans are not compared with one another: slow, and nothing is gained
    "pack-objects",
    "--revs",
    "--stdout",
    "--quiet",
    "--threads=1",
    "--window=10",
    "--depth=50",
    "--compression=6",
    "--delta-base-offset",
    "--no-reuse-delta",
    "--no-reuse-object",
)


def bundle(root: Path, commit: str) -> bytes:
    """Return the bundle of ``commit`` and all it stands on; GitError when an object is missing."""
    if run(root, "rev-parse", "--is-shallow-repository").strip() == b"true":
        raise GitError("这是浅克隆，早先的历史不在本机（应先运行 git fetch --unshallow 取回全部历史）")
    form = run(root, "rev-parse", "--show-object-format").decode().strip()
    name = commit.encode("ascii")
    refs = [name + b" HEAD", name + b" " + MAIN.encode(), *_tags(root)]
    wanted = b"".join(line.split(b" ", 1)[0] + b"\n" for line in refs)
    with scratch(root) as ask:
        packed = ask(*_PACKING, stdin=wanted)
    return b"".join([_signature(form), *(line + b"\n" for line in refs), b"\n", packed])


def _tags(root: Path) -> list[bytes]:
    listed = run(root, "for-each-ref", "--format=%(objectname) %(refname)", "refs/tags")
    return sorted(listed.splitlines(), key=lambda line: line.split(b" ", 1)[1])


def _signature(form: str) -> bytes:
    return b"# v2 git bundle\n" if form == "sha1" else f"# v3 git bundle\n@object-format={form}\n".encode()
