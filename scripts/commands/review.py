"""``review``: print what a change means, or write it to a file."""

from collections.abc import Sequence
from pathlib import Path

from scripts.commands import OK, PROBLEMS, UNUSABLE, day_of, hand_over, print_bytes, say, today
from scripts.history.git import GitError
from scripts.paths import Layout
from scripts.problems import DataError


def run_review(root: str, as_of: str, form: str, out: str, *asked: str, limit: bool = False) -> int:
    """Tell what merging means, ``asked`` being base, head and actor.

    0: nothing stands in the way; 1: something does; 2: it cannot be told, and ``out`` says why.
    With ``limit`` nothing that is too large for a person is looked at.
    """
    from scripts.forge.size import too_large
    from scripts.review.forms import FORMS
    from scripts.review.words import verdict
    from scripts.reviewing import meaning_of

    base, head, actor = asked
    if form not in FORMS:
        say(f"没有“{form}”这种格式（应为 {' / '.join(FORMS)}）")
        return UNUSABLE
    layout = Layout.at(root)
    try:
        if limit and (faults := too_large(layout.root, base, head)):
            return _unseen("不许合并：改动太大，没有审阅", faults, out, PROBLEMS)
        meaning = meaning_of(layout, base, head, actor, day_of(as_of), today())
    except (DataError, GitError) as error:
        return _unseen("无法审阅", str(error).splitlines(), out, UNUSABLE)
    told = FORMS[form](meaning).encode()
    if out and hand_over(told, Path(out), verdict(meaning)):
        return UNUSABLE
    if not out:
        print_bytes(told)
    return OK if meaning.may_merge else PROBLEMS


def _unseen(title: str, reasons: Sequence[str], out: str, code: int) -> int:
    """Say why there is no review, also in the file that was to hold it."""
    for each in reasons:
        say(each)
    if out:
        told = "\n".join([f"### {title}", "", *(f"    {each}" for each in reasons), ""])
        hand_over(told.encode(), Path(out), title)
    return code
