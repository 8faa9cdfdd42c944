"""The rules of ``verify`` about the repository and its commits. Each yields what it finds, in words."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from scripts.history.git import SHORT
from scripts.history.proof import anchors
from scripts.history.proof.facts import Change, Entry, Facts, History

Found: TypeAlias = Iterator[str]

SKEW = 300
"""Seconds by which the clocks of two honest computers may differ."""

_GOOD = "G"
_BAD = {
    "N": "没有签名",
    "U": "签名人不在钥匙名单里",
    "B": "签名不符（内容或签名被改过）",
    "E": "签名无法核对",
    "X": "签名已过期",
    "Y": "签名所用的密钥已过期",
    "R": "签名所用的密钥已作废",
}
_LINK, _MODULE, _PROGRAM = "120000", "160000", "100755"
_FOLDERS = ("data/", "docs/", "seals/")


def read(facts: Facts) -> History:
    """Return the history; rules that need it run only when it was read."""
    assert facts.history is not None  # noqa: S101 - see verify.judge
    return facts.history


def is_complete(facts: Facts) -> Found:
    """The clone holds the whole history, and all of it can be read."""
    if facts.broken and not facts.store.is_shallow:
        yield facts.broken
    if facts.store.is_shallow:
        yield "这是浅克隆，较早的历史不在这里，请取完整的仓库（git fetch --unshallow）"


def has_no_substitutes(facts: Facts) -> Found:
    """Nothing makes git show other objects or parents than the recorded ones."""
    for ref in facts.store.replaced:
        yield f"有替换引用 {ref}：git 会把一个对象显示成另一个"
    if facts.store.has_grafts:
        yield "有 .git/info/grafts：git 会把提交的父提交显示成别的"


def objects_are_whole(facts: Facts) -> Found:
    """Every object has the bytes that its name stands for."""
    yield from facts.store.fsck


def disk_is_committed(facts: Facts) -> Found:
    """What lies on the disk is what was committed."""
    for path in facts.store.changed_files:
        yield f"{path} 与提交里的不一致（没有提交，或在提交之外被改动）"


def times_go_forward(facts: Facts) -> Found:
    """No commit claims to be older than what it stands on, or written after it was recorded."""
    history = read(facts)
    times = {entry.id: entry.committed for entry in history.commits}
    for entry in _unexcused(facts):
        if any(entry.committed + SKEW < times[parent] for parent in entry.parents if parent in times):
            yield f"提交 {entry.short} 的时间早于它的父提交：时间被倒填"
        elif entry.authored > entry.committed + SKEW:
            yield f"提交 {entry.short} 自称的写作时间晚于入库时间"


def merges_are_honest(facts: Facts) -> Found:
    """A merge brings in what its sides say and nothing else."""
    excused = excuses(facts)
    for merge in read(facts).merges:
        if merge.odd and merge.commit not in excused:
            yield f"合并 {merge.commit[:SHORT]} 自行改动了：{'；'.join(merge.odd)}"


def has_no_links(facts: Facts) -> Found:
    """No commit brings in a symbolic link or a submodule."""
    for change in _first(facts, {_LINK, _MODULE}):
        what = "符号链接" if change.new_mode == _LINK else "子模块"
        yield f"提交 {change.commit[:SHORT]} 放进了{what} {change.path}"


def data_are_no_programs(facts: Facts) -> Found:
    """No file of the data is made executable."""
    for change in _first(facts, {_PROGRAM}):
        if change.path.startswith(_FOLDERS):
            yield f"提交 {change.commit[:SHORT]} 把 {change.path} 的文件模式改成可执行"


def commits_are_signed(facts: Facts) -> Found:
    """Every commit is signed by the person it names, with a key of the pinned list."""
    keys = facts.keys
    assert keys is not None  # noqa: S101 - see verify.judge
    exempt = read(facts).ancestors(keys.signed_since)
    retired = _retired(facts)
    for entry in _unexcused(facts):
        if entry.id in exempt:
            continue
        if entry.signature != _GOOD:
            yield f"提交 {entry.short}（{entry.author}）{_BAD.get(entry.signature, '签名无法核对')}"
        elif entry.signer not in keys.forges and {entry.author, entry.committer} != {entry.signer}:
            said = f"作者 {entry.author}，入库人 {entry.committer}"
            yield f"提交 {entry.short} 的签名人是 {entry.signer}，与自称的不符（{said}）"
        elif entry.key in retired and entry.id not in retired[entry.key]:
            number = keys.retired_keys[entry.key]
            yield f"提交 {entry.short}（{entry.signer}）所用的密钥自锚点 {number} 之后已停用：{entry.key}"


def _retired(facts: Facts) -> Mapping[str, set[str]]:
    """Return fingerprint → the commits its anchor already covers; a missing anchor covers none."""
    keys, records = facts.keys, facts.records
    if not keys or not records:
        return {}
    anchored = {anchor.n: anchor.commit for anchor in anchors.read(records.anchors)}
    return {key: read(facts).ancestors(anchored.get(number, "")) for key, number in keys.retired_keys.items()}


def _first(facts: Facts, modes: set[str]) -> Iterator[Change]:
    """Yield the first change that gave each path one of the modes; a merge only repeats what was excused."""
    found = [each for each in read(facts).changes if each.new_mode in modes]
    excused = {_what(each) for each in found if each.commit in excuses(facts)}
    merges = {entry.id for entry in read(facts).commits if len(entry.parents) > 1}
    seen = set()
    for change in reversed(found):
        repeats = change.commit in merges and _what(change) in excused
        if change.old_mode == change.new_mode or change.path in seen or repeats:
            continue
        if change.commit not in excuses(facts):
            seen.add(change.path)
            yield change


def _what(change: Change) -> tuple[str, str, str]:
    return change.path, change.new_mode, change.blob


def excuses(facts: Facts) -> set[str]:
    """Return the commits that people have looked into."""
    return set(facts.keys.exceptions) if facts.keys else set()


def _unexcused(facts: Facts) -> list[Entry]:
    excused = excuses(facts)
    return [entry for entry in read(facts).commits if entry.id not in excused]
