"""``review``: print what a change means, or write it to a file."""

from pathlib import Path

from scripts.commands import OK, PROBLEMS, UNUSABLE, day_of, hand_over, print_bytes, say, today
from scripts.paths import Layout
from scripts.problems import DataError


def run_review(root: str, as_of: str, form: str, out: str, *asked: str) -> int:
    """Tell what merging means, ``asked`` being base, head and actor.

    0: nothing stands in the way; 1: something does; 2: it cannot be told.
    """
    from scripts.review.forms import FORMS
    from scripts.review.words import verdict
    from scripts.reviewing import meaning_of

    base, head, actor = asked
    if form not in FORMS:
        say(f"没有“{form}”这种格式（应为 {' / '.join(FORMS)}）")
        return UNUSABLE
    try:
        meaning = meaning_of(Layout.at(root), base, head, actor, day_of(as_of), today())
    except DataError as error:
        say(f"{error}")
        return UNUSABLE
    told = FORMS[form](meaning).encode()
    if out and hand_over(told, Path(out), verdict(meaning)):
        return UNUSABLE
    if not out:
        print_bytes(told)
    return OK if meaning.may_merge else PROBLEMS
