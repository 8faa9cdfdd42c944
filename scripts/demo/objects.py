"""Git's objects as bytes, and a pack of them: made here because no git command signs as fast as it imports.

``fast-import`` cannot sign and ``commit-tree -S`` starts three programs a
commit. The format is git's own and fixed: kind, length, NUL, content, SHA-1.
"""

import hashlib
import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

COMMIT, TREE, BLOB, TAG = "commit", "tree", "blob", "tag"
_NUMBERS = {COMMIT: 1, TREE: 2, BLOB: 3, TAG: 4}
_MORE, _LOW, _FIRST_LOW = 0x80, 0x7F, 0x0F


class Store(dict[str, tuple[str, bytes]]):
    """Objects by id, each once."""

    def put(self, kind: str, content: bytes) -> str:
        """Keep an object; return its id."""
        head = f"{kind} {len(content)}\0".encode()
        name = hashlib.sha1(head + content, usedforsecurity=False).hexdigest()
        self.setdefault(name, (kind, content))
        return name


@dataclass(frozen=True, kw_only=True)
class Folder:
    """A tree: blob ids and folders by name. A changed folder shares what did not change."""

    files: Mapping[str, str] = field(default_factory=dict)
    folders: Mapping[str, "Folder"] = field(default_factory=dict)

    def with_file(self, path: str, blob: str) -> "Folder":
        """Return the folder with one file more, or another one at ``path``."""
        first, _, rest = path.partition("/")
        if not rest:
            return replace(self, files={**self.files, first: blob})
        inner = self.folders.get(first, Folder()).with_file(rest, blob)
        return replace(self, folders={**self.folders, first: inner})

    def put(self, store: Store, known: dict[int, tuple["Folder", str]]) -> str:
        """Keep the tree and those inside; return its id. ``known`` holds folders kept before."""
        if id(self) in known:
            return known[id(self)][1]
        entries = [(f"{name}/", "40000", name, each.put(store, known)) for name, each in self.folders.items()]
        entries += [(name, "100644", name, blob) for name, blob in self.files.items()]
        found = sorted((key.encode(), mode, name, each) for key, mode, name, each in entries)
        content = b"".join(f"{mode} {name}\0".encode() + bytes.fromhex(each) for _, mode, name, each in found)
        made = store.put(TREE, content)
        known[id(self)] = (self, made)
        return made


def with_signature(payload: bytes, signature: bytes) -> bytes:
    """Return a commit with its signature among the headers, as git writes it."""
    head, _, message = payload.partition(b"\n\n")
    indented = signature.rstrip(b"\n").replace(b"\n", b"\n ")
    return head + b"\ngpgsig " + indented + b"\n\n" + message


def pack(objects: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a pack of whole objects, for ``git index-pack``."""
    parts = [_entry(kind, content) for kind, content in objects]
    body = b"PACK" + struct.pack(">2I", 2, len(parts)) + b"".join(parts)
    return body + hashlib.sha1(body, usedforsecurity=False).digest()


def _entry(kind: str, content: bytes) -> bytes:
    size = len(content)
    head = bytearray([_NUMBERS[kind] << 4 | size & _FIRST_LOW])
    size >>= 4
    while size:
        head[-1] |= _MORE
        head.append(size & _LOW)
        size >>= 7
    return bytes(head) + zlib.compress(content, 1)
