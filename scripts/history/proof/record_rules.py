"""The rules of ``verify`` about anchors, seals, evidence and what was published."""

from collections.abc import Sequence

from scripts.history.git import SHORT
from scripts.history.proof import anchors, seals
from scripts.history.proof.facts import Facts, Keys, Records
from scripts.history.proof.freeze import ANCHORS, SEALS
from scripts.history.proof.rules import Found, excuses, read


def records(facts: Facts) -> Records:
    """Return anchors and seals; rules that need them run only when they were read."""
    assert facts.records is not None  # noqa: S101 - see verify.judge
    return facts.records


def anchors_are_untouched(facts: Facts) -> Found:
    """The anchors are chained, and every older version is a beginning of the present one."""
    now = records(facts)
    yield from (f"{ANCHORS}：{fault}" for fault in anchors.faults(now.anchors))
    if not all(now.anchors.startswith(old) for old in now.older):
        yield f"{ANCHORS} 与历史中的旧版本不相接：已登记的锚点被改写或删去"
    pinned = facts.keys.anchors if facts.keys else None
    if pinned is not None and not now.anchors.startswith(pinned):
        yield f"{ANCHORS} 与您手里的旧副本不相接：已登记的锚点被改写或删去"


def anchors_are_signed(facts: Facts) -> Found:
    """The anchors carry the signature of somebody who may anchor."""
    now, keys = records(facts), facts.keys
    assert keys is not None  # noqa: S101 - see verify.judge
    if not now.is_signed:
        yield "锚点没有签名（缺 seals/anchors.sig）"
    elif not now.signer:
        yield "锚点的签名不符：内容被改过，或签名人不在钥匙名单里（namespaces 应含 anchor）"
    elif keys.anchor_signers and now.signer not in keys.anchor_signers:
        yield f"锚点由 {now.signer} 签名，不在可以登记锚点的人之列"


def nothing_rewritten_past_an_anchor(facts: Facts) -> Found:
    """Every anchored commit was main itself, and still is: merged back in from the side it proves nothing."""
    now, main = records(facts), read(facts).mainline()
    pinned = facts.keys.anchors if facts.keys and facts.keys.anchors else b""
    known = {anchor.commit: anchor for anchor in [*anchors.read(pinned), *anchors.read(now.anchors)]}
    for anchor in known.values():
        if anchor.commit not in main:
            yield f"锚点 {anchor.n}（{anchor.time}）的提交 {_gone(facts, anchor.commit)}"


def nothing_rewritten_past_a_seal(facts: Facts) -> Found:
    """Every sealed commit was main itself, and still is."""
    main = read(facts).mainline()
    for seal in records(facts).seals.values():
        if seal.commit not in main:
            yield f"封存“{seal.name}”的提交 {_gone(facts, seal.commit)}"


def seals_are_untouched(facts: Facts) -> Found:
    """Seals are chained, were never changed since they were committed, and none is missing."""
    now = records(facts)
    yield from seals.chain_faults(now.files)
    known = [each for each in read(facts).changes if each.path.startswith(f"{SEALS}/")]
    known = [each for each in known if each.path.endswith(".json")]
    touched = [each for each in known if each.status in "MDT"]
    excused = {each.path for each in touched if each.commit in excuses(facts)}
    changed = {each.path for each in touched if each.commit not in excuses(facts)}
    yield from (f"{path} 在封存之后的提交里被改动或删除" for path in sorted(changed))
    gone = {each.path for each in known} - {f"{SEALS}/{name}" for name in now.files} - excused - changed
    yield from (f"{path} 提交过，现在的文件夹里没有：封存记录被删去" for path in sorted(gone))


def seals_are_true(facts: Facts) -> Found:
    """A seal lists exactly the digests of the files of its commit."""
    now = records(facts)
    for seal in now.seals.values():
        if seal.commit not in now.sealed:
            continue
        held = now.sealed[seal.commit]
        wrong = [path for path in held.keys() | seal.files.keys() if held.get(path) != seal.files.get(path)]
        if wrong:
            yield f"封存“{seal.name}”列的内容与它的提交不符：{'、'.join(sorted(wrong)[:5])}"


def seals_are_tagged(facts: Facts) -> Found:
    """Each seal's tag marks its commit, carries its digest and, with keys, a known signature."""
    now = records(facts)
    digests = {name: anchors.digest(data) for name, data in now.files.items()}
    for name, seal in now.seals.items():
        label = seals.tag_name(seal.name)
        tag = now.tags.get(label)
        if tag is None:
            yield f"封存“{seal.name}”的标签 {label} 不见了（应是附注标签）"
        elif tag.commit != seal.commit:
            yield f"标签 {label} 指向 {tag.commit[:SHORT]}，不是封存的 {seal.commit[:SHORT]}：标签被移动"
        elif f"sha256: {digests[name]}" not in tag.text.splitlines():
            yield f"封存记录 {name} 与标签 {label} 里记的校验值不同：封存记录或标签被改过"
        elif facts.keys and not tag.signer:
            yield f"标签 {label} 没有可以核对的签名"
        elif facts.keys and tag.signer not in (_sealers(facts.keys) or {tag.signer}):
            yield f"标签 {label} 由 {tag.signer} 签名，不在可以封存的人之列"
    for label in now.tags.keys() - {seals.tag_name(seal.name) for seal in now.seals.values()}:
        yield f"有标签 {label}，没有它的封存记录：封存记录被删去"


def _sealers(keys: Keys) -> Sequence[str]:
    return keys.seal_signers or keys.anchor_signers


def evidence_is_as_registered(facts: Facts) -> Found:
    """Every evidence file has the digest that the register states."""
    yield from facts.evidence or ()


def pages_are_as_published(facts: Facts) -> Found:
    """Both sites are as their manifest, and as the seal of their commit, list them."""
    published = facts.published
    assert published is not None  # noqa: S101 - see verify.judge
    yield from published.faults
    if published.commit and facts.history and published.commit not in {e.id for e in facts.history.commits}:
        yield f"成品所依据的提交 {published.commit[:SHORT]} 不在现在的历史里"
    for seal in facts.records.seals.values() if facts.records else ():
        if seal.commit == published.commit and seal.site and dict(seal.site) != dict(published.files):
            paths = seal.site.keys() | published.files.keys()
            wrong = sorted(path for path in paths if seal.site.get(path) != published.files.get(path))
            yield f"成品与封存“{seal.name}”时的不同：{'、'.join(wrong[:5])}（清单也可能被改过）"


def _gone(facts: Facts, commit: str) -> str:
    if any(entry.id == commit for entry in read(facts).commits):
        return f"{commit[:SHORT]} 不在主线上，是从旁边合并进来的：主线被换成了另一条，历史被改写"
    if commit in records(facts).present:
        return f"{commit[:SHORT]} 不在现在的历史里：历史被改写"
    return f"{commit[:SHORT]} 已经不存在：提交被丢弃，或历史被改写"
