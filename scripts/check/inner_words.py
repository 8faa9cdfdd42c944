"""What departments and the office write inside: names and office telephones may stand, hard facts may not.

A number of a person or the name of a unit of the army is in the history for ever, once it is committed.
"""

from collections.abc import Iterator, Mapping

from scripts.check.public_words import leaves
from scripts.check.scope import Scope
from scripts.guard.text import hard_facts
from scripts.guard.watch import Kind
from scripts.problems import Problem

CODES = {
    Kind.RESIDENT: "K420",
    Kind.PAPER: "K420",
    Kind.CARD: "K420",
    Kind.MOBILE: "K421",
    Kind.PLACE: "K422",
    Kind.TROOP: "K423",
}
_REGISTER = "registers/problems.csv"
_DIGEST = "sha256"


def inner_words(scope: Scope) -> Iterator[Problem]:
    """No text of progress, verdicts and registers holds what the history must never hold."""
    kinds = (("progress", scope.data.progress), ("verdicts", scope.data.verdicts))
    for folder, records in kinds:
        for stem, record in records.items():
            tree = record.model_dump(mode="json", by_alias=True, exclude_none=True)
            yield from _found(scope, f"{folder}/{stem}.yml", tree)
    for index, row in enumerate(scope.data.problems):
        yield from _found(scope, _REGISTER, row.model_dump(mode="json", exclude_none=True), index)


def _found(scope: Scope, name: str, tree: Mapping[str, object], *row: int) -> Iterator[Problem]:
    for loc, text in leaves(tree):
        if loc[-1] != _DIGEST:
            for code, message in told(text):
                yield scope.error(name, code, message, *row, *loc)


def told(text: str) -> Iterator[tuple[str, str]]:
    """Yield code and message of each hard fact in a text."""
    for each in hard_facts(text):
        message = f"文字里有{each.kind.value}“{each.shown}”，提交以后历史里抹不掉（{each.remedy}）"
        yield CODES[each.kind], message
