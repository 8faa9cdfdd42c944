"""Gather what the rules judge, from git, the disk and the judge's own folder. Reads only."""

import json
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.history.git import FOLDERS, Ask, GitError, differences, head, run, scratch
from scripts.history.proof import anchors, seals, sshkeys
from scripts.history.proof.facts import Facts, History, Keys, Published, Records, Store, Tag
from scripts.history.proof.freeze import ANCHORS, SEALS, SIGNATURE, ProofError
from scripts.history.proof.reading import blobs, pinned_keys, read_history, tree_files

_GOOD = re.compile(r'^Good "git" signature for (.+) with \S+ key \S+$', re.MULTILINE)
_POLICY = {
    "exceptions": dict,
    "signed_since": str,
    "forges": list,
    "anchor_signers": list,
    "seal_signers": list,
    "retired_keys": dict,
}


def gather(
    root: Path, keys: Keys | None, evidence: Sequence[str] | None, published: Published | None
) -> Facts:
    """Return the facts about the repository at ``root``; ProofError when there is nothing to judge."""
    commit = head(root)
    if commit is None:
        raise ProofError("没有可以核验的历史：不是 git 仓库、还没有提交、对象读不出来，或仓库属于别的用户")
    why = "没有给出 --keys 文件夹（里面放您自己保管的 allowed_signers）"
    try:
        with scratch(root) as ask:
            store, broken = _store(root, ask, commit.id), ""
            history, records = None, None
            try:
                history = read_history(ask, commit.id, keys.allowed if keys else None)
                records = _records(root, ask, history, keys)
            except (GitError, ValueError) as error:
                history, broken = None, f"历史读不全：{error}"
    except GitError as error:
        raise ProofError(f"git 不能读取这个仓库：{error}") from None
    except sshkeys.SigningError as error:
        raise ProofError(str(error)) from None
    if store.is_shallow:
        history, records, broken = None, None, "浅克隆，历史不全"
    return Facts(
        store=store,
        history=history,
        records=records,
        broken=broken,
        keys=keys,
        why_no_keys="" if keys else why,
        evidence=evidence,
        published=published,
    )


def read_keys(folder: Path, root: Path) -> Keys:
    """Return what the judge brought along; ProofError when it is incomplete or lies in the judged tree."""
    if folder.resolve().is_relative_to(root.resolve()):
        raise ProofError("钥匙文件夹不能放在被核验的仓库里：那里的钥匙谁都能换")
    allowed = folder.resolve() / "allowed_signers"
    if not allowed.is_file():
        raise ProofError(f"钥匙文件夹里没有 allowed_signers：{folder}")
    policy, copy = folder / "policy.json", folder / "anchors"
    try:
        stated = json.loads(policy.read_bytes()) if policy.is_file() else {}
        sound = all(isinstance(stated[key], _POLICY[key]) for key in stated)
        sound = sound and all(isinstance(n, int) for n in stated.get("retired_keys", {}).values())
    except (ValueError, KeyError, TypeError):
        sound = False
    if not sound:
        raise ProofError(f"policy.json 写法不对（可用的键：{'、'.join(_POLICY)}）")
    return Keys(allowed=allowed, anchors=copy.read_bytes() if copy.is_file() else None, **stated)


def _store(root: Path, ask: Ask, commit: str) -> Store:
    place = run(root, "rev-parse", "--path-format=absolute", "--git-common-dir").rstrip(b"\n")
    grafts = Path(os.fsdecode(place)) / "info/grafts"  # --git-path would name the one we tell git to use
    replaced = run(root, "for-each-ref", "--format=%(refname)", "refs/replace").decode("utf-8", "replace")
    return Store(
        head=commit,
        is_shallow=run(root, "rev-parse", "--is-shallow-repository").strip() == b"true",
        replaced=tuple(replaced.split()),
        has_grafts=grafts.is_file() and grafts.stat().st_size > 0,
        fsck=_fsck(root, ask, commit),
        changed_files=differences(root, commit, (*FOLDERS, SEALS)),
    )


def _fsck(root: Path, ask: Ask, commit: str) -> Sequence[str]:
    """Return what fsck finds wrong with the objects, or with what HEAD and the tags need."""
    tags = run(root, "for-each-ref", "--format=%(objectname)", "refs/tags").decode().split()
    try:
        ask("fsck", "--full", "--strict", "--no-dangling", "--no-progress", commit, *tags)
    except GitError as error:
        return (f"对象损坏或不合规：{error}",)
    return ()


def _records(root: Path, ask: Ask, history: History, keys: Keys | None) -> Records:
    text = _bytes(root / ANCHORS)
    files = {path.name: path.read_bytes() for path in sorted((root / SEALS).glob("*.json")) if path.is_file()}
    known = {name: seal for name, data in files.items() if (seal := seals.parse(data))}
    older = {change.blob for change in history.changes if change.path == ANCHORS and change.status != "D"}
    named = {anchor.commit for anchor in anchors.read(text)} | {seal.commit for seal in known.values()}
    named |= {anchor.commit for anchor in anchors.read(keys.anchors or b"")} if keys else set()
    present = frozenset(blobs(ask, named))
    signature = root / SIGNATURE
    return Records(
        anchors=text,
        older=tuple(blobs(ask, older).values()),
        is_signed=signature.is_file(),
        signer=sshkeys.signer(keys.allowed, "anchor", signature, text)
        if keys and signature.is_file()
        else "",
        files=files,
        seals=known,
        tags=_tags(root, ask, keys),
        present=present,
        sealed={
            seal.commit: {
                p: anchors.digest(data) for p, data in tree_files(ask, seal.commit, FOLDERS).items()
            }
            for seal in known.values()
            if seal.commit in present
        },
    )


def _tags(root: Path, ask: Ask, keys: Keys | None) -> Mapping[str, Tag]:
    """Return the annotated tags of seals by name."""
    listed = run(
        root, "for-each-ref", "--format=%(objecttype) %(objectname) %(refname:lstrip=2)", "refs/tags/seal"
    )
    found = {}
    for line in listed.decode("utf-8", "replace").splitlines():
        kind, name, label = line.split(" ", 2)
        if kind == "tag":
            text = ask("cat-file", "tag", name).decode("utf-8", "replace")
            commit = text.split("\n", 1)[0].removeprefix("object ")
            found[label] = Tag(commit=commit, text=text, signer=_tag_signer(ask, name, keys))
    return found


def _tag_signer(ask: Ask, tag: str, keys: Keys | None) -> str:
    """Return who of the pinned keys signed a tag, as git itself reads it from ssh-keygen; '' for nobody."""
    if keys is None:
        return ""
    try:
        said = ask(*pinned_keys(keys.allowed), "verify-tag", "--raw", tag, heard=True)
    except GitError:
        return ""
    found = _GOOD.findall(said.decode("utf-8", "replace"))
    return found[-1] if found else ""


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
