"""What the tasks of the public column do with a root: one function a task, returning its exit code."""

from scripts.commands import OK, PROBLEMS, day_of, say, today
from scripts.desk import Change, Draft, Signature, approve, correct, listing, new
from scripts.paths import Layout


def run_approve(root: str, path: str, on: str, **decision: str) -> int:
    """Sign one step of a piece's review, or send the piece back."""
    approve(Layout.at(root), path, Signature(**decision), (day_of(on), today()), say)
    return OK


def run_article(root: str, action: str, on: str, **given: str) -> int:
    """Begin, correct or list articles of the public column."""
    layout, day = Layout.at(root), (day_of(on), today())
    if action == "new":
        new(layout, Draft(column=given["column"], slug=given["slug"], title=given["title"]), day, say)
    elif action == "correct":
        change = Change(was=given["was"], now=given["now"], why=given["why"])
        correct(layout, given["path"], change, day, say)
    elif action == "list":
        listing(layout, day, say)
    else:
        say(f"没有“{action}”这个做法（应为 new 新写、correct 更正、list 列出）")
        return PROBLEMS
    return OK
