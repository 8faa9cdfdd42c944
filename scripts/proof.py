"""Freeze, anchor and verify: what they need of several rooms, the data, the sites and the history."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from scripts.history.proof.facts import Published
from scripts.history.proof.freeze import SIGNATURE, Frozen, ProofError, make_tag, next_anchors, prepare
from scripts.history.proof.gather import gather, read_keys
from scripts.history.proof.verify import Finding, judge
from scripts.paths import Layout
from scripts.pipeline import Say, examine
from scripts.publish.manifest import check_manifest
from scripts.publish.tree import remove, write_file

_EVIDENCE = {"K354", "K355", "K357"}
"""The findings of ``check`` that say a file is not what the register states."""


def freeze(layout: Layout, name: str, as_of: date, say: Say) -> bool:
    """Seal the present commit under ``name``; return whether it was done, and say what to do next."""
    try:
        frozen = prepare(layout.root, name, as_of.isoformat(), partial(built_site, layout))
        signed = _write_and_tag(layout.root, frozen)
    except ProofError as error:
        say(f"没有封存：{error}")
        return False
    seal = frozen.seal
    site = f"，两个站点 {len(seal.site)} 个文件" if seal.site else "（build 里没有这个提交的成品，未含站点）"
    say(f"已封存“{name}”：提交 {seal.commit[:10]}，数据和文档 {len(seal.files)} 个文件{site}。")
    say("标签已签名。" if signed else "标签没有签名：没有设置 gpg.format=ssh 和 user.signingkey。")
    say(f"请提交 {frozen.path}，并把标签一起推送（git push --follow-tags）。")
    return True


def _write_and_tag(root: Path, frozen: Frozen) -> bool:
    """Write the record, then make its tag; without the tag no record remains."""
    path = root / frozen.path
    write_file(path, frozen.content)
    try:
        return make_tag(root, frozen)
    except BaseException:
        remove(path)
        raise


def anchor(layout: Layout, now: str, say: Say) -> bool:
    """Add an anchor for the present commit; return whether it was done, and say what to do next."""
    try:
        words, files = next_anchors(layout.root, now)
    except ProofError as error:
        say(f"没有登记锚点：{error}")
        return False
    for name, content in files.items():
        write_file(layout.root / name, content)
    say(f"已登记：{words}{'，已签名' if SIGNATURE in files else '，没有签名（没有设置签名密钥）'}。")
    say("请提交 seals/ 下的文件，并把上面这一行交给上级和检查组留存。")
    return True


def judged(layout: Layout, keys: Path | None, today: date) -> list[Finding]:
    """Return each rule's outcome on a repository; ProofError when it cannot be judged."""
    held = read_keys(keys, layout.root) if keys else None
    facts = gather(layout.root, held, _evidence(layout, today), _published(layout.build))
    return judge(facts)


def built_site(layout: Layout, commit: str) -> dict[str, str]:
    """Return the digests of both sites if they were built from exactly ``commit``, else nothing."""
    published = _published(layout.build)
    if published is None or published.commit != commit:
        return {}
    if published.faults:
        raise ProofError(f"build 里的成品与清单不符，请重新生成：{published.faults[0]}")
    internal = json.loads((_live(layout.build) / "internal.json").read_bytes())
    return {} if internal.get("is_dirty") else dict(published.files)


def _evidence(layout: Layout, today: date) -> Sequence[str] | None:
    examined = examine(layout, None, today)
    if examined.dataset is None:
        return None
    return [str(problem) for problem, _ in examined.findings if problem.code in _EVIDENCE]


def _published(build: Path) -> Published | None:
    """Return what lies in ``build``; None when nothing was published there."""
    folder = _live(build)
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        return None
    content = manifest.read_bytes()
    try:
        stated = json.loads(content)
        files = {str(path): str(about["sha256"]) for path, about in stated["files"].items()}
        faults = [f"{problem.path}：{problem.message}" for problem in check_manifest(folder, content)]
        commit = str(stated["commit"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return Published(commit="", faults=("manifest.json 不是本工具写的样子",), files={})
    files["manifest.json"] = hashlib.sha256(content).hexdigest()
    return Published(commit=commit, faults=faults, files=files)


def _live(build: Path) -> Path:
    """Return the folder of the live set: behind ``current`` where links are to be had."""
    current = build / "current"
    return current.resolve() if current.is_dir() else build
