"""The list of rules, in the order they are told, and the verdict in words.

A rule is a function from :class:`Facts` to what it found: nothing found means
通过. A rule that lacks what it needs is 不适用 and says why; it never passes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scripts.history.git import SHORT
from scripts.history.proof import record_rules, rules
from scripts.history.proof.facts import Facts
from scripts.history.proof.rules import Found

Needs = Callable[[Facts], str]
"""Why a rule cannot be applied; '' when it can."""

SHOWN = 20
"""Findings of one rule that are printed."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One rule's outcome: what it found, or why it does not apply."""

    title: str
    lines: Sequence[str]
    excuse: str
    notes: Sequence[str] = ()


def _nothing(_: Facts) -> str:
    return ""


def _history(facts: Facts) -> str:
    return facts.broken


def _keys(facts: Facts) -> str:
    return facts.broken or facts.why_no_keys


def _anchors(facts: Facts) -> str:
    records = facts.records
    if facts.broken or records is None:
        return facts.broken
    held = facts.keys is not None and facts.keys.anchors is not None
    return "" if records.anchors or records.older or held else "还没有登记过锚点"


def _signed_anchors(facts: Facts) -> str:
    return _anchors(facts) or facts.why_no_keys


def _seals(facts: Facts) -> str:
    records = facts.records
    if facts.broken or records is None:
        return facts.broken
    known = (
        any(change.path.startswith("seals/") for change in facts.history.changes) if facts.history else False
    )
    return "" if records.files or records.tags or known else "还没有封存过"


def _evidence(facts: Facts) -> str:
    return "数据读不出来，请先运行 check" if facts.evidence is None else ""


def _published(facts: Facts) -> str:
    return "" if facts.published else "build 里没有成品"


RULES: Sequence[tuple[str, Callable[[Facts], Found], Needs]] = (
    ("历史完整（不是浅克隆）", rules.is_complete, _nothing),
    ("没有替换引用和嫁接", rules.has_no_substitutes, _nothing),
    ("对象内容没有被改（fsck）", rules.objects_are_whole, _nothing),
    ("磁盘上的数据与提交一致", rules.disk_is_committed, _nothing),
    ("锚点没有被改", record_rules.anchors_are_untouched, _anchors),
    ("锚点签名", record_rules.anchors_are_signed, _signed_anchors),
    ("锚点之前的历史没有改写", record_rules.nothing_rewritten_past_an_anchor, _anchors),
    ("封存记录没有被改", record_rules.seals_are_untouched, _seals),
    ("封存记录与提交内容相符", record_rules.seals_are_true, _seals),
    ("封存标签", record_rules.seals_are_tagged, _seals),
    ("封存之前的历史没有改写", record_rules.nothing_rewritten_past_a_seal, _seals),
    ("提交签名", rules.commits_are_signed, _keys),
    ("提交时间没有倒填", rules.times_go_forward, _history),
    ("合并没有夹带或丢弃", rules.merges_are_honest, _history),
    ("没有符号链接和子模块", rules.has_no_links, _history),
    ("数据文件没有改成可执行", rules.data_are_no_programs, _history),
    ("佐证文件与登记的校验值一致", record_rules.evidence_is_as_registered, _evidence),
    ("成品与清单、封存一致", record_rules.pages_are_as_published, _published),
)
"""Title, rule, and what it needs: the table of contents of the verdict."""

LIMITS = (
    "本核验不能知道的：最后一个锚点之后被整段丢弃的提交（还没有留下凭据，所以要勤登记锚点，并请检查组留存副本），"
    "以及这一段主线有没有被换成另一条；"
    "提交的真实时间（SSH 签名不含时间，倒填只能从先后顺序看出）；密钥是否被别人拿去用；"
    "没有 --keys 时，签名是谁的，以及锚点和封存是否被整套重做；纸质原件是否与登记相符。"
    "冲突由合并人取舍的，只能查出各方都没有、多写或删去的行，取舍是否得当要由人看。"
)


def judge(facts: Facts) -> list[Finding]:
    """Apply every rule to the facts, in order."""
    found = []
    for title, rule, needs in RULES:
        excuse = needs(facts)
        lines = () if excuse else tuple(rule(facts))
        found.append(Finding(title=title, lines=lines, excuse=excuse, notes=_notes(facts, title)))
    return found


def _notes(facts: Facts, title: str) -> Sequence[str]:
    """Return what a reader should know although it is no fault: conflicts settled, exceptions granted."""
    if facts.history is None:
        return ()
    if title.startswith("合并"):
        settled = [merge for merge in facts.history.merges if merge.settled and not merge.odd]
        return [f"合并 {m.commit[:SHORT]} 由合并人取舍冲突：{'、'.join(m.settled)}" for m in settled]
    if title == "提交签名" and facts.keys:
        granted = [f"例外 {commit[:SHORT]}：{reason}" for commit, reason in facts.keys.exceptions.items()]
        web = [e.short for e in facts.history.commits if e.signer and e.signer in facts.keys.forges]
        return [*granted, *([f"网页提交，平台签名：{len(web)} 个"] if web else [])]
    return ()


def report(findings: Sequence[Finding]) -> str:
    """Return the verdict as people read it."""
    lines = []
    for finding in findings:
        word = "不适用" if finding.excuse else "未通过" if finding.lines else "通过"
        lines.append(f"〔{word}〕{finding.title}{f'：{finding.excuse}' if finding.excuse else ''}")
        lines += [f"    {_plain(line)}" for line in finding.lines[:SHOWN]]
        if len(finding.lines) > SHOWN:
            lines.append(f"    ……另有 {len(finding.lines) - SHOWN} 处")
        lines += [f"    （注：{_plain(note)}）" for note in finding.notes[:SHOWN]]
    failed = sum(bool(finding.lines) for finding in findings)
    skipped = sum(bool(finding.excuse) for finding in findings)
    counts = f"通过 {len(findings) - failed - skipped} 条，未通过 {failed} 条，不适用 {skipped} 条"
    verdict = "核验未通过" if failed else "核验没有发现问题"
    return "\n".join([*lines, f"{verdict}：{counts}。", LIMITS])


def _plain(text: str) -> str:
    """Return text of the judged repository on one line, without signs that move the cursor."""
    return "".join(char if char.isprintable() else "?" for char in text)
