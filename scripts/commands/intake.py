"""What the tasks of filing do with a root: one function a task, returning its exit code."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.commands import OK, day_of, hand_over, say, today
from scripts.filing.entries import Filing
from scripts.history.git import head
from scripts.intake import take
from scripts.intake.ground import Ground, ground_at, refused
from scripts.paths import Layout


@dataclass(frozen=True, kw_only=True)
class Order:
    """How filings are taken: the day in the branch's name, the folder of files, where the receipt goes."""

    on: str = ""
    files: str = ""
    receipt: str = ""


def run_intake(root: str, as_of: str, given: str, unit: str, order: Order) -> int:
    """Take what units filed in files, their names joined by ；; a folder stands for the forms in it."""
    from scripts.intake.reading import forms_at, read_forms

    names = [name for each in given.replace(";", "；").split("；") if each for name in forms_at(each)]
    return _run(root, as_of, lambda ground: read_forms(ground, names, unit), order)


def run_update(root: str, as_of: str, typed: dict[str, str], order: Order) -> int:
    """Take what was typed as options; the same path as a form."""
    from scripts.intake.typed import Typed, filing_of

    return _run(root, as_of, lambda ground: [filing_of(ground, Typed(**typed))], order)


def _run(root: str, as_of: str, read: Callable[[Ground], Sequence[Filing]], order: Order) -> int:
    """Commit filings, print receipts and reviews; 1 when a review says that something stands in the way."""
    from scripts.intake.receipt import receipt, sender_note
    from scripts.intake.typed import SOURCE

    layout, files = Layout.at(root), Path(order.files) if order.files else None
    if files and not files.is_dir():
        raise refused("--files", "X154", f"没有 {files} 这个文件夹（应为放佐证文件的文件夹）")
    if (now := head(layout.root)) and now.is_dirty:
        say("有还没有提交的改动；填报按最近一次提交的数据收，与它们无关")
    with ground_at(layout.root, day_of(as_of), today()) as ground:
        taken = take(ground, read(ground), day_of(order.on) or today(), files)
        day, commit = ground.before.clock.as_of.isoformat(), ground.commit
    told = "\n".join(receipt(each) for each in taken)
    say(told)
    for each in taken:
        if each.branch and each.source != SOURCE:
            say(f"{sender_note(each)}\n")
    codes = [_reviewed(root, day, commit, each.branch) for each in taken if each.branch]
    codes += [hand_over(told.encode(), Path(order.receipt), "回执")] if order.receipt else []
    return max(codes, default=OK)


def _reviewed(root: str, day: str, base: str, branch: str) -> int:
    """Print what the new branch means."""
    from scripts.commands.review import run_review

    return run_review(root, day, "text", "", base, branch, "")
