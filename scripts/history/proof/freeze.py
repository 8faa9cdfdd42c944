"""Freeze the state of a commit: a sealed record, a tag on the commit, and the lines of the anchors."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.history.git import FOLDERS, SHORT, GitError, differences, head, run, scratch, setting
from scripts.history.proof import anchors, seals, sshkeys
from scripts.history.proof.reading import tree_files
from scripts.history.proof.seals import Seal

SEALS = "seals"
ANCHORS = f"{SEALS}/anchors"
SIGNATURE = f"{ANCHORS}.sig"


class ProofError(Exception):
    """Nothing is frozen or anchored; the text says why, for people."""


@dataclass(frozen=True, kw_only=True)
class Frozen:
    """A seal ready to be written at ``path``, and the text of its tag."""

    seal: Seal
    path: str
    content: bytes
    message: str


def clean_commit(root: Path) -> str:
    """Return the commit at ``root``; ProofError without one or when the disk differs from it."""
    commit = head(root)
    if commit is None:
        raise ProofError("没有可用的提交：不是 git 仓库、还没有提交，或仓库属于别的用户")
    if changed := differences(root, commit.id, (*FOLDERS, SEALS)):
        shown = "、".join(changed[:5]) + ("等" if len(changed) > 5 else "")  # noqa: PLR2004
        remedy = "请先提交（封存和锚点不能还原）" if changed[0].startswith(SEALS) else "请先提交或还原"
        raise ProofError(f"有 {len(changed)} 个文件与提交不一致，{remedy}：{shown}")
    return commit.id


def prepare(root: Path, name: str, as_of: str, site_of: Callable[[str], Mapping[str, str]]) -> Frozen:
    """Return the seal of the present commit under ``name``; ProofError when that cannot be.

    ``site_of`` gives the digests of both sites if they were built from a commit, else nothing.
    """
    if not seals.slug(name):
        raise ProofError(f"名称“{name}”里没有可用的字（应含汉字、字母或数字）")
    commit = clean_commit(root)
    files = {path.name: path.read_bytes() for path in sorted((root / SEALS).glob("*.json"))}
    if broken := list(seals.chain_faults(files)):
        raise ProofError(f"已有的封存记录不完好，请先运行 verify 查清：{broken[0]}")
    earlier = sorted((seal for seal in map(seals.parse, files.values()) if seal), key=lambda seal: seal.n)
    tag = seals.tag_name(name)
    if any(seals.tag_name(seal.name) == tag for seal in earlier) or _exists(root, f"refs/tags/{tag}"):
        raise ProofError(f"名称“{name}”已经用过（标签 {tag}），请换一个")
    with scratch(root) as ask:
        held = {path: anchors.digest(data) for path, data in tree_files(ask, commit, FOLDERS).items()}
    prev = anchors.digest(files[seals.file_name(earlier[-1])] if earlier else b"")
    seal = Seal(
        n=len(earlier) + 1,
        name=name,
        commit=commit,
        as_of=as_of,
        prev=prev,
        files=held,
        site=dict(site_of(commit)),
    )
    return frozen_of(seal)


def frozen_of(seal: Seal) -> Frozen:
    """Return a seal as it is written, with the text of its tag."""
    content, path = seals.written(seal), f"{SEALS}/{seals.file_name(seal)}"
    message = f"封存：{seal.name}\n\n{path}\nsha256: {anchors.digest(content)}\n"
    return Frozen(seal=seal, path=path, content=content, message=message)


def make_tag(root: Path, frozen: Frozen) -> bool:
    """Make the annotated tag of a seal; return whether it is signed."""
    name, email = setting(root, "user.name"), setting(root, "user.email")
    if not name or not email:
        raise ProofError("git 还不知道您是谁：请先设置 user.name 和 user.email")
    key = signing_key(root)
    words = ["-c", f"user.name={name}", "-c", f"user.email={email}", "-c", "gpg.format=ssh"]
    words += ["-c", f"user.signingkey={key}"] if key else []
    how = "-s" if key else "--no-sign"
    target = ("-F", "-", seals.tag_name(frozen.seal.name), frozen.seal.commit)
    try:
        run(root, *words, "tag", "-a", how, "--cleanup=verbatim", *target, stdin=frozen.message.encode())
    except GitError as error:
        raise ProofError(f"不能建立标签：{error}") from None
    return bool(key)


def next_anchors(root: Path, time: str) -> tuple[str, Mapping[str, bytes]]:
    """Return the new anchor's short form, and the files to write for it."""
    commit = clean_commit(root)
    path = root / ANCHORS
    old = path.read_bytes() if path.is_file() else b""
    if broken := list(anchors.faults(old)):
        raise ProofError(f"已有的锚点不完好，请先运行 verify 查清：{broken[0]}")
    known, main = anchors.read(old), _mainline(root, commit)
    if known and known[-1].time > time:
        raise ProofError(f"上一个锚点的时间 {known[-1].time} 晚于现在，请核对本机时钟")
    for anchor in known:
        if anchor.commit not in main:
            raise ProofError(f"锚点 {anchor.n} 的提交 {anchor.commit[:SHORT]} 不在主线的历史里：历史被改写过")
    new, key = anchors.appended(old, time, commit), signing_key(root)
    if not key and (root / SIGNATURE).exists():
        raise ProofError("以前的锚点有签名，这台机器没有配置签名密钥（gpg.format=ssh 和 user.signingkey）")
    try:
        signed = {SIGNATURE: sshkeys.sign(key, "anchor", new)} if key else {}
    except sshkeys.SigningError as error:
        raise ProofError(str(error)) from None
    return anchors.short_form(new), {ANCHORS: new, **signed}


def signing_key(root: Path) -> str:
    """Return the user's ssh key for signing, or '' when none is set."""
    return setting(root, "user.signingkey") if setting(root, "gpg.format") == "ssh" else ""


def last_anchor(root: Path) -> str:
    """Return the short form of the last anchor below ``root``, for footers; '' when there is none."""
    path = root / ANCHORS
    return anchors.short_form(path.read_bytes()) if path.is_file() else ""


def _exists(root: Path, ref: str) -> bool:
    return bool(run(root, "for-each-ref", "--format=%(refname)", ref))


def _mainline(root: Path, commit: str) -> set[str]:
    """Return a commit and its first parents."""
    try:
        return set(run(root, "rev-list", "--first-parent", commit, "--").decode("ascii").split())
    except GitError as error:
        raise ProofError(f"历史读不全（浅克隆或对象损坏），请先运行 verify 查清：{error}") from None
