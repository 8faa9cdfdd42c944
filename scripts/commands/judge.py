"""What the tasks that judge a change do with a root: one function a task, returning its exit code."""

import os
from pathlib import Path

from scripts.commands import OK, PROBLEMS, day_of, say, today
from scripts.guard.text import veiled
from scripts.history.git import GitError
from scripts.judging import judgement
from scripts.judging.data import new_problems
from scripts.judging.receiving import actor_of, push_of, received

_TOLD = 200
"""Refusals a push is told of; more would only fill the terminal."""


def run_check_base(root: str, base: str, head: str, actor: str, as_of: str) -> int:
    """Print what may not be done of a change, and the data errors it brings."""
    if not base:
        say("--head、--actor 要和 --base 一起用（应写明以哪个分支为准，如 --base main）")
        return PROBLEMS
    place, last = Path(root).resolve(), head or "HEAD"
    found = judgement(place, base, last, actor)
    problems = new_problems(place, base, last, (day_of(as_of), today())) if found.was_read else []
    for line in (*found.refusals, *problems, *(f"〔请注意〕{each}" for each in found.remarks)):
        say(veiled(str(line)))
    if found.refusals or problems:
        say(f"核对未通过：不能这样改的 {len(found.refusals)} 处，新带来的数据错误 {len(problems)} 个。")
        return PROBLEMS
    say("核对通过：改动都在权限之内，没有带来新的数据错误。")
    return OK


def run_receive(root: str, ref: str, old: str, new: str, as_of: str) -> int:
    """Print why a push is refused; print nothing and return 0 when it may go in."""
    actor, fault = actor_of(os.environ)
    try:
        refusals = (
            [fault]
            if fault
            else list(received(Path(root).resolve(), push_of(ref, old, new, actor), (day_of(as_of), today())))
        )
    except GitError as error:
        refusals = [f"git 读不出推送的内容：{error}"]
    for each in refusals[:_TOLD]:
        say(each)
    if refusals:
        more = f"（只列出前 {_TOLD} 处）" if len(refusals) > _TOLD else ""
        say(f"没有收下：{len(refusals)} 处不能这样改{more}。服务器上什么也没有变。")
    return PROBLEMS if refusals else OK
