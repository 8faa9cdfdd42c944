"""The planned commits as signed git objects, with seals, anchors and tags as they are made."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from scripts.demo.objects import BLOB, COMMIT, TAG, Folder, Store, with_signature
from scripts.history.git import FOLDERS
from scripts.history.proof import anchors, seals, sshkeys
from scripts.history.proof.freeze import ANCHORS, SEALS, SIGNATURE, frozen_of
from scripts.history.proof.seals import Seal
from scripts.history.times import CHINA
from scripts.sample.commits import Kind, Person, Planned

_MINUTE = timedelta(minutes=1)


def stamp(by: Person, at: datetime) -> str:
    """Return who and when as git writes it; the county lives in one time zone."""
    return f"{by.name} <{by.mail}> {int(at.replace(tzinfo=CHINA).timestamp())} +0800"


class Builder:
    """Makes one commit after another; ``key_of`` gives the key file of a mail."""

    def __init__(self, key_of: Callable[[str], Path]) -> None:
        """Begin an empty history."""
        self.store = Store()
        self.key_of = key_of
        self.main = ""
        self.tags: dict[str, str] = {}
        self.held: dict[str, bytes] = {}
        self._known: dict[int, tuple[Folder, str]] = {}
        self._tree = Folder()
        self._branches: dict[str, tuple[str, Folder]] = {}
        self._seal = b""

    def add(self, each: Planned) -> None:
        """Make what is planned."""
        make = {
            Kind.MAIN: self._on_main,
            Kind.BRANCH: self._on_branch,
            Kind.MERGE: self._merge,
            Kind.ANCHOR: self._anchor,
            Kind.FREEZE: self._freeze,
        }[each.kind]
        make(each)

    def _on_main(self, each: Planned) -> None:
        self._take(each.files)
        self.main = self._commit(self._tree, [self.main] if self.main else [], each)

    def _on_branch(self, each: Planned) -> None:
        tip, tree = self._branches.get(each.branch, (self.main, self._tree))
        tree = self._with(tree, each.files)
        self._branches[each.branch] = (self._commit(tree, [tip], each), tree)

    def _merge(self, each: Planned) -> None:
        tip, _ = self._branches.pop(each.branch)
        self._take(each.files)
        self.main = self._commit(self._tree, [self.main, tip], each)

    def _anchor(self, each: Planned) -> None:
        """Register the commit that is live; the signature is by the office's key."""
        at = each.at.replace(tzinfo=CHINA).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        text = anchors.appended(self.held.get(ANCHORS, b""), at, self.main)
        files = {ANCHORS: text, SIGNATURE: sshkeys.sign(str(self.key_of(each.by.mail)), "anchor", text)}
        self._record(each, files, f"{each.message}：{anchors.short_form(text)}")

    def _freeze(self, each: Planned) -> None:
        """Seal the commit that is live, tag it, and commit the record."""
        seal = self._sealed(each.message, each.at.date())
        frozen = frozen_of(seal)
        head = f"object {seal.commit}\ntype commit\ntag {seals.tag_name(seal.name)}\n"
        payload = f"{head}tagger {stamp(each.by, each.at)}\n\n{frozen.message}".encode()
        signature = sshkeys.sign(str(self.key_of(each.by.mail)), "git", payload)
        self.tags[seals.tag_name(seal.name)] = self.store.put(TAG, payload + signature)
        self._record(each, {frozen.path: frozen.content}, f"封存“{seal.name}”，标签已签名")
        self._seal = frozen.content

    def _sealed(self, name: str, as_of: date) -> Seal:
        files = {
            path: anchors.digest(data)
            for path, data in sorted(self.held.items())
            if path.split("/")[0] in FOLDERS
        }
        number = sum(path.startswith(f"{SEALS}/") and path.endswith(".json") for path in self.held) + 1
        return Seal(
            n=number,
            name=name,
            commit=self.main,
            as_of=as_of.isoformat(),
            prev=anchors.digest(self._seal),
            files=files,
            site={},
        )

    def _record(self, each: Planned, files: Mapping[str, bytes], message: str) -> None:
        later = each.at + 5 * _MINUTE
        self._on_main(Planned(kind=Kind.MAIN, at=later, by=each.by, message=message, files=files))

    def _take(self, files: Mapping[str, bytes]) -> None:
        self.held.update(files)
        self._tree = self._with(self._tree, files)

    def _with(self, tree: Folder, files: Mapping[str, bytes]) -> Folder:
        for path, data in files.items():
            tree = tree.with_file(path, self.store.put(BLOB, data))
        return tree

    def _commit(self, tree: Folder, parents: Iterable[str], each: Planned) -> str:
        who = stamp(each.by, each.at)
        lines = [f"tree {tree.put(self.store, self._known)}", *(f"parent {parent}" for parent in parents)]
        lines += [f"author {who}", f"committer {who}", "", each.message, ""]
        payload = "\n".join(lines).encode()
        signature = sshkeys.sign(str(self.key_of(each.by.mail)), "git", payload)
        return self.store.put(COMMIT, with_signature(payload, signature))
