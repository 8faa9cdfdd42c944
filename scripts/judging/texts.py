"""What a proposal would write into the history for ever: looked for in each commit, not at its end alone.

A commit that takes such a text out again does not take it out of the history.
"""

from collections.abc import Collection, Iterator

from scripts.check.inner_words import CODES, told
from scripts.history.git import Ask
from scripts.history.proof.reading import tree_files
from scripts.history.proposed import Brought
from scripts.load.files import csv_file
from scripts.model.units import Waiver
from scripts.powers.proposal import Proposal, Refusal
from scripts.problems import DataError

_WAIVERS = "data/waivers.csv"
_KINDS = ("progress", "verdict", "problems")
_FOR_EVER = "；应去掉这个提交重做，只在后面再改一次，历史里还有"


def unwritable(ask: Ask, proposal: Proposal) -> list[Refusal]:
    """Return the texts and messages that hold hard facts; what the base's waivers accept may stand."""
    found = [each for commit in proposal.commits for each in _of(commit)]
    waived = _waived(ask, proposal.base) if found else ()
    refusals = [refusal for code, refusal in found if (code, refusal.path) not in waived]
    return list(dict.fromkeys(refusals))


def _of(commit: Brought) -> Iterator[tuple[str, Refusal]]:
    texts = [("", commit.message)]
    for touch in commit.touches:
        if touch.kind in _KINDS:
            texts += [
                (touch.path, edit.new)
                for edit in touch.edits
                if edit.new and not edit.field.endswith(".sha256")
            ]
    for path, text in dict.fromkeys(texts):
        for code, message in told(text):
            said = f"{path or '提交说明'}：{message}{_FOR_EVER}"
            yield code, Refusal(path=path, code="Q701", message=said, commit=commit.commit)


def _waived(ask: Ask, commit: str) -> Collection[tuple[str, str]]:
    """Return code and path of the waivers of hard facts; whether one has run out is said by ``check``."""
    try:
        text = tree_files(ask, commit, [_WAIVERS]).get(_WAIVERS, b"").decode("utf-8")
        rows = csv_file(text, _WAIVERS, Waiver).records
    except (UnicodeDecodeError, DataError):
        return ()
    return {(each.code, each.path) for each in rows if each.code in CODES.values()}
