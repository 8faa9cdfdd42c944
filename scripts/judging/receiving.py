"""A push to a bare repository before the judge: which refs who may move, and what they may bring.

Asked by a hook for each ref. The code that judges is a checkout of its own; of
what is pushed only objects are read, from git's quarantine while they wait there.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.forge.size import brought, heavy_faults, size_faults
from scripts.history.git import Ask, quarantine, scratch
from scripts.history.named import commit_at
from scripts.judging import law_of, proposal_of, together
from scripts.judging.data import Days, new_problems
from scripts.judging.texts import unwritable
from scripts.model.accounts import Account
from scripts.model.words import Power
from scripts.powers.case import shown
from scripts.powers.judge import judge
from scripts.powers.proposal import Judgement, Law, account_of, is_office

MAIN = "refs/heads/main"
_ACTORS = ("SY_ACTOR", "GL_USER", "REMOTE_USER")
"""Where a git server says who is logged in: set by the administrator, by gitolite, by a web server."""
_SOUND = re.compile(r"refs/[a-z]+/[A-Za-z0-9\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff._/-]{0,199}")
_NAMED = re.compile(r"[0-9a-fA-F]{7,64}|HEAD|FETCH_HEAD|ORIG_HEAD|main", re.IGNORECASE)
_REPORT = re.compile(r"refs/heads/report/([^/]+)/.+")
_STEM = re.compile(r"refs/heads/(?:report|cms)(?:/[^/]*)?")
"""What the names of units' branches begin with: a branch of that name would leave no room for them."""
_SEAL = "refs/tags/seal/"


@dataclass(frozen=True, kw_only=True)
class Push:
    """One ref to be moved from ``old`` to ``new`` ('' for nothing) by ``actor``."""

    ref: str
    old: str
    new: str
    actor: str


@dataclass(frozen=True, kw_only=True)
class _Asked:
    root: Path
    ask: Ask
    push: Push
    main: str
    incoming: tuple[Path, ...]
    law: Law
    account: Account


def actor_of(environment: Mapping[str, str]) -> tuple[str, str]:
    """Return the login the server vouches for, and in words what is wrong with it ('' when nothing)."""
    told = {environment[name] for name in _ACTORS if environment.get(name)}
    if not told:
        return "", f"服务器没有说明是谁在推送（应由服务器设置 {'、'.join(_ACTORS)} 之一），不收"
    if len(told) > 1:
        return "", "服务器给出了几个不同的账号，不知道是谁在推送，不收（应只设置一个）"
    return told.pop(), ""


def push_of(ref: str, old: str, new: str, actor: str) -> Push:
    """Return a push as a hook is told of it: an id of zeros stands for nothing."""
    return Push(ref=ref, old=old if old.strip("0") else "", new=new if new.strip("0") else "", actor=actor)


def received(root: Path, push: Push, days: Days) -> Iterator[str]:
    """Yield why a push is refused, one sentence each; nothing when it may go in."""
    if not _SOUND.fullmatch(push.ref) or "//" in push.ref:
        yield f"分支或标签的名字 {shown(push.ref)} 不能用（应只用汉字、字母、数字和 . _ - /）"
        return
    incoming = quarantine(root)
    main = commit_at(root, MAIN)
    with scratch(root, incoming) as ask:
        law = law_of(ask, main or push.new) if main or (push.ref == MAIN and push.new) else None
        if law is None:
            yield "这里还没有 main；应先由有“管理”权限的账号推送 main"
            return
        account = account_of(law.accounts, push.actor)
        if account is None:
            yield f"账号“{shown(push.actor)}”没有登记，不能推送；应先由管理员登记在 data/accounts.csv"
            return
        asked = _Asked(root=root, ask=ask, push=push, main=main, incoming=incoming, law=law, account=account)
        if push.ref == MAIN:
            yield from _main(asked, days)
        elif push.ref.startswith("refs/heads/"):
            yield from _branch(asked)
        else:
            yield from _other(asked)


def _main(asked: _Asked, days: Days) -> Iterator[str]:
    """The office moves main on, never back; what it brings is within powers and makes no new errors."""
    push, account = asked.push, asked.account
    who = _who(account)
    if not asked.main and not account.may(Power.ADMINISTER):
        yield f"main 的第一次推送应由有“管理”权限的账号做；推送的是{who}"
    elif not is_office(account):
        yield f"main 只由有“核定”或“管理”权限的账号合并；推送的是{who}，应推到 report/单位代号/日期"
    elif not push.new:
        yield f"main 谁都不能删除；推送的是{who}"
    elif asked.main and not _stands_on(asked.ask, asked.main, push.new):
        yield f"main 只能往前接，不能改写已有的历史；推送的是{who}，应先取回 main 合并后再推"
    else:
        found = judged_push(asked)
        yield from _refused(asked, found)
        if found.was_read:
            problems = new_problems(asked.root, asked.main, push.new, days, asked.incoming)
            yield from (f"数据有误 {problem}" for problem in problems)


def _branch(asked: _Asked) -> Iterator[str]:
    """A unit's branches are its own; whatever a branch proposes is within powers."""
    push, account = asked.push, asked.account
    if _NAMED.fullmatch(push.ref.removeprefix("refs/heads/")):
        yield f"分支 {shown(push.ref)} 的名字会与 main 或提交编号混淆（应换一个名字）"
        return
    if push.new and _STEM.fullmatch(push.ref):
        yield f"{shown(push.ref)} 会占住各单位分支的名字，谁都不能用（应推到 report/单位代号/日期）"
        return
    if found := _REPORT.fullmatch(push.ref):
        names = {unit.id: unit.name for unit in asked.law.units}
        owner = names.get(found[1], "")
        if not is_office(account) and owner != account.unit:
            whose = f"是{owner}的分支" if owner else "不属于任何单位"
            yield f"{shown(push.ref)} {whose}；推送的是{_who(account)}，应推到本单位的 report/单位代号/日期"
            return
    elif not is_office(account) and push.old and not (push.new and _stands_on(asked.ask, push.old, push.new)):
        yield f"{shown(push.ref)} 不能删除或改写，只能往前接；应由有“核定”或“管理”权限的账号做"
        return
    if push.new:
        yield from _refused(asked, judged_push(asked))


def _other(asked: _Asked) -> Iterator[str]:
    """Tags and all other names are the administrators'; a seal is never moved."""
    push = asked.push
    if push.ref.startswith("refs/replace/"):
        yield "不收替换对象（refs/replace）：它会让历史看起来与实际不同，谁都不能推"
    elif push.ref.startswith(_SEAL) and push.old:
        yield f"封存 {shown(push.ref)} 谁都不能移动或删除"
    elif not asked.account.may(Power.ADMINISTER):
        yield f"标签等只由有“管理”权限的账号推送；推送的是{_who(asked.account)}"


def judged_push(asked: _Asked) -> Judgement:
    """Judge what a push brings to main by main's own accounts; the first main has nothing to be judged by."""
    if not asked.main:
        return Judgement(refusals=())
    proposal = proposal_of(asked.ask, asked.main, asked.push.new, asked.push.actor)
    return together([judge(proposal), Judgement(refusals=tuple(unwritable(asked.ask, proposal)))])


def _refused(asked: _Asked, found: Judgement) -> Iterator[str]:
    """Yield what is beyond powers, and what is too much at once.

    Main takes many branches in one push, so there only bytes count.
    """
    yield from map(str, found.refusals)
    if found.was_read and asked.main:
        faults = heavy_faults if asked.push.ref == MAIN else size_faults
        yield from faults(brought(asked.ask, asked.main, asked.push.new))


def _stands_on(ask: Ask, old: str, new: str) -> bool:
    return ask("merge-base", old, new, ok=(0, 1)).decode("ascii").strip() == old


def _who(account: Account) -> str:
    return f"{account.name}（{account.login}，{account.unit}）"
