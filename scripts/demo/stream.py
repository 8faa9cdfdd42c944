"""The planned commits as a stream for ``git fast-import``: quick for long histories; it cannot sign."""

from collections.abc import Iterator, Mapping, Sequence

from scripts.demo.signed import stamp
from scripts.sample.commits import Kind, Planned

MAIN = "refs/heads/main"
_NOBODY = "0" * 40


def stream(plan: Sequence[Planned]) -> Iterator[bytes]:
    """Yield the stream of commits; anchors and freezes must not be among them."""
    tips: dict[str, int] = {}
    for mark, each in enumerate(plan, 1):
        ref = f"refs/demo/{each.branch}" if each.kind is Kind.BRANCH else MAIN
        parents = [tips.get(ref, tips.get(MAIN, 0))]
        if each.kind is Kind.MERGE:
            parents.append(tips.pop(f"refs/demo/{each.branch}"))
        yield _commit(mark, ref, parents, each)
        tips[ref] = mark
    for unit in sorted({each.branch for each in plan if each.kind is Kind.BRANCH}):
        yield f"reset refs/demo/{unit}\nfrom {_NOBODY}\n\n".encode()


def _commit(mark: int, ref: str, parents: Sequence[int], each: Planned) -> bytes:
    who = stamp(each.by, each.at)
    head = f"commit {ref}\nmark :{mark}\nauthor {who}\ncommitter {who}\n".encode()
    words = zip(("from", "merge"), parents, strict=False)
    said = "".join(f"{word} :{parent}\n" for word, parent in words if parent).encode()
    return head + _data(f"{each.message}\n".encode()) + said + b"".join(_files(each.files)) + b"\n"


def _files(files: Mapping[str, bytes]) -> Iterator[bytes]:
    for path, content in files.items():
        yield f"M 100644 inline {path}\n".encode() + _data(content)


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)
