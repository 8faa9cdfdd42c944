"""Ask git for the history that ``verify`` judges, and turn what it prints into records.

Everything is read with NUL between the fields and a fixed number of fields,
and no message is read at all, so no text can forge a record.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from scripts.history.git import Ask
from scripts.history.proof.facts import Change, Entry, History
from scripts.history.proof.merges import judge_merges

_FIELDS = ("%H", "%P", "%T", "%ct", "%at", "%ae", "%ce")
_SIGNED = ("%G?", "%GS", "%GF")
_COLUMNS = len(_FIELDS) + len(_SIGNED)


def read_history(ask: Ask, head: str, allowed: Path | None) -> History:
    """Return every commit that ``head`` stands on; GitError when one cannot be read."""
    fields = _FIELDS + (_SIGNED if allowed else ("-",) * len(_SIGNED))
    pinned = pinned_keys(allowed) if allowed else ()
    printed = ask(*pinned, "log", "-z", "--topo-order", f"--format=tformat:{'%x00'.join(fields)}", head, "--")
    commits = list(parse_commits(printed))
    listed = "".join(f"{entry.id}\n" for entry in commits).encode()
    raw = ask("diff-tree", "--stdin", "-r", "-m", "--root", "-z", "--no-renames", "--no-abbrev", stdin=listed)
    return History(commits=commits, changes=list(parse_changes(raw)), merges=list(judge_merges(ask, commits)))


def pinned_keys(allowed: Path) -> Sequence[str]:
    """Return the settings that make git believe only the keys the judge brought along."""
    revoked = allowed.parent / "revoked_keys"
    known = ("-c", f"gpg.ssh.allowedSignersFile={allowed}")
    return (*known, "-c", f"gpg.ssh.revocationFile={revoked}") if revoked.is_file() else known


def parse_commits(printed: bytes) -> Iterator[Entry]:
    """Yield the commits in what ``git log -z`` printed."""
    words = printed.decode("utf-8", "replace").split("\0")
    for start in range(0, len(words) - _COLUMNS + 1, _COLUMNS):
        name, parents, tree, committed, authored, author, committer, signature, signer, key = words[
            start : start + _COLUMNS
        ]
        yield Entry(
            id=name,
            parents=tuple(parents.split()),
            tree=tree,
            committed=int(committed or 0),
            authored=int(authored or 0),
            author=author,
            committer=committer,
            signature=signature,
            signer=signer,
            key=key,
        )


def parse_changes(printed: bytes) -> Iterator[Change]:
    """Yield the changes in what ``git diff-tree --stdin -z`` printed: ids, then ``:about`` and path."""
    words = iter(printed.decode("utf-8", "replace").split("\0"))
    commit = ""
    for word in words:
        if not word.startswith(":"):
            commit = word.strip() or commit
            continue
        old_mode, new_mode, _, blob, status = word[1:].split(" ")
        yield Change(
            commit=commit, old_mode=old_mode, new_mode=new_mode, blob=blob, status=status, path=next(words)
        )


def blobs(ask: Ask, names: Iterable[str]) -> dict[str, bytes]:
    """Return the bytes of objects by name; one that does not exist is left out."""
    wanted = list(dict.fromkeys(names))
    printed = ask("cat-file", "--batch", stdin="".join(f"{name}\n" for name in wanted).encode())
    found: dict[str, bytes] = {}
    place = 0
    for name in wanted:
        end = printed.index(b"\n", place)
        about = printed[place:end].split(b" ")
        place = end + 1
        if len(about) == 3 and about[2].isdigit():  # noqa: PLR2004 - name, type, size
            size = int(about[2])
            found[name] = printed[place : place + size]
            place += size + 1
    return found


def tree_files(ask: Ask, commit: str, folders: Sequence[str]) -> Mapping[str, bytes]:
    """Return the files of a commit below some folders, path → bytes."""
    listed = ask("ls-tree", "-r", "-z", "--full-tree", commit, "--", *folders).split(b"\0")
    names = {}
    for entry in filter(None, listed):
        about, path = entry.split(b"\t", 1)
        if about.split(b" ")[1] == b"blob":
            names[path.decode("utf-8", "replace")] = about.split(b" ")[2].decode("ascii")
    content = blobs(ask, names.values())
    return {path: content[name] for path, name in names.items() if name in content}
