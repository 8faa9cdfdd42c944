"""Commits and their versions to changes, in order; what it must remember on the way is kept here."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from scripts.history.changes import Edit, Told, edits, merge_edits
from scripts.history.graph import Graph
from scripts.history.kinds import ITEM_KINDS, ORDER
from scripts.history.log import Commit
from scripts.history.mining.moves import Move, Moves
from scripts.history.mining.plan import PATHS, Touched
from scripts.history.mining.store import Finding, State
from scripts.history.mining.versions import NOTHING, Key, Pieces, Records, Versions, fields_of
from scripts.history.times import iso
from scripts.history.unseen import clean

LARGE = 20_000
"""Fields; a commit may change so many at once whatever was before."""
LARGE_IN_ALL = 300_000
"""Fields of larger commits that are told in all: twice a county of a thousand items, never a flood."""


class Teller:
    """Tells the changes of one commit after another."""

    def __init__(self, graph: Graph, state: State, before: dict[str, int], versions: Versions) -> None:
        """Continue from ``state``; ``before`` has the times of the commits it ends in."""
        self.graph = graph
        self.findings: list[Finding] = []
        self._versions = versions
        self._about = dict(state.about)
        self._stands_for = dict(state.stands_for)
        self._moves = Moves(state.names)
        self._spent = state.spent
        self._committed = {**before, **{each.id: each.committed for each in graph.order}}

    def state(self, last: str, length: int) -> State:
        """Return what the next run must know."""
        return State(last, length, self._about, self._stands_for, self._moves.names, self._spent)

    def tell(self, commit: Commit, paths: list[Touched]) -> list[Finding | Told]:
        """Return the findings and the changes of one commit."""
        if not commit.committed:
            self._find(commit, "H204", "", "提交时间读不出（没有写、写法有误或晚于2100年），按时间不明处理")
        elif any(commit.committed < self._committed[parent] for parent in commit.parents):
            self._find(commit, "H202", "", "提交时间早于它的上一次提交（时间可能被倒填）")
        if len(paths) > PATHS:
            self._flood(commit, f" {len(paths)} 个文件（上限 {PATHS} 个）")
            changes = []
        else:
            changes = self._tell(commit, paths)
        found, self.findings = self.findings, []
        return [*found, *changes]

    def _tell(self, commit: Commit, paths: list[Touched]) -> list[Told]:
        """Compare the versions of all paths at once, record by record, so that a move is no change."""
        moves = self._moves.learn(paths, self._title)
        before: list[Records] = [{} for _ in range(len(commit.parents or "-") + 1)]
        after: Records = {}
        for each in paths:
            if each.new and not self._is_readable(commit, each, paths, moves):
                if not any(each.parents):  # moved: the last good version goes along
                    after.update(self._records(each.path, each.new))
                continue
            for side, blob in zip(before, (each.base, *each.parents), strict=True):
                side.update(self._records(each.path, blob))
            after.update(self._records(each.path, each.new))
        if self._moves.names:
            before, after = [self._moves.renamed(side) for side in before], self._moves.renamed(after)
        moved = [self._moved(commit, each) for each in moves]
        told = self._within(commit, self._differing(before, after))
        return [*moved, *(self._told(commit, *each) for each in told)]

    def _differing(self, before: list[Records], after: Records) -> Iterator[tuple[Key, list[Edit]]]:
        """Yield the records that differ, units and standard before what names them."""
        for key in sorted({*after, *chain(*before)}, key=lambda key: (ORDER[key.kind], key)):
            base, *parents = [side.get(key, NOTHING) for side in before]
            if told := _edits(base, parents, after.get(key, NOTHING)):
                self._learn(key, told)
                yield key, told

    def _within(
        self, commit: Commit, records: Iterator[tuple[Key, list[Edit]]]
    ) -> list[tuple[Key, list[Edit]]]:
        """Return the records of a commit; none but one finding where they are a flood.

        A tiny commit can bring the same tree a hundred times, and the next take it away: told
        field by field, a few kilobytes of git would be gigabytes of log.
        """
        limit = max(LARGE, LARGE_IN_ALL - self._spent)
        kept, count = [], 0
        for key, told in records:
            count += len(told)
            if count > limit:
                self._flood(commit, f"超过 {limit} 处")
                return []
            kept.append((key, told))
        self._spent += count if count > LARGE else 0
        return kept

    def _flood(self, commit: Commit, what: str) -> None:
        message = f"这次提交一次改动{what}，超出上限，不逐条记录，改后的样子照常作数"
        self._find(commit, "H203", "", message)

    def _moved(self, commit: Commit, move: Move) -> Told:
        """Tell a move, and remember what the campaign's records are called under its new name."""
        old, new = (f"{name}/" for name in move.names)
        for subject in [each for each in self._about if each.startswith(old)]:
            self._about[new + subject.removeprefix(old)] = self._about.pop(subject)
        return self._told(commit, move.key, [move.edit])

    def _told(self, commit: Commit, key: Key, told: list[Edit]) -> Told:
        by = self.graph.brought[commit.id]
        main = self.graph.commits[by]
        title, unit = self._about.get(_subject(key), ("", ""))
        claimed, recorded = iso(commit.claimed), iso(main.committed)
        merger = main.committer if by == commit.id else main.author
        campaign, name = _shown(key)
        return Told(
            (commit.id, claimed, recorded, commit.author, merger, unit, campaign, key.kind, name),
            told,
            (commit.reason, title, by),
        )

    def _learn(self, key: Key, told: list[Edit]) -> None:
        """Remember what a record is called and whose it is."""
        if key.kind not in ("standard", "problems", "units", "people"):
            return
        title, unit = self._about.get(_subject(key), ("", ""))
        for edit in told:
            if edit.new is not None:
                title = edit.new if edit.field in ("title", "name") and key.kind != "people" else title
                unit = edit.new if edit.field in ("lead_unit", "unit") else unit
                unit = edit.new if key.kind == "units" and edit.field == "name" else unit
        self._about[_subject(key)] = [title, unit]

    def _title(self, path: str, blob: str) -> str:
        pieces = next(iter(self._records(path, blob).values()), NOTHING)
        return fields_of(pieces, ("title",)).get("title", "")

    def _records(self, path: str, blob: str) -> Records:
        if self._stands_for:
            blob = self._good(path, blob)
        found = self._versions[(blob, path)] if blob else {}
        return {} if isinstance(found, str) else found

    def _good(self, path: str, blob: str) -> str:
        return self._stands_for.get(f"{blob} {path}", blob)

    def _is_readable(self, commit: Commit, each: Touched, paths: list[Touched], moves: list[Move]) -> bool:
        """Tell whether the new version can be read; if not, the last good one stands for it."""
        found = self._versions[(each.new, each.path)]
        if not isinstance(found, str):
            return True
        if self._good(each.path, each.new) != each.new:
            return False
        path, old = _before(each, paths, moves)
        good = self._stands_for[f"{each.new} {each.path}"] = self._good(path, old)
        if good:
            self._versions[(good, each.path)] = self._moves.renamed(self._records(path, good))
        self._find(commit, "H201", each.path, f"这一版读不懂，已跳过（{clean(found)}）")
        return False

    def _find(self, commit: Commit, code: str, path: str, message: str) -> None:
        recorded = iso(self.graph.commits[self.graph.brought[commit.id]].committed)
        self.findings.append(Finding(commit.id, recorded, code, clean(path), message))


def _before(each: Touched, paths: list[Touched], moves: list[Move]) -> tuple[str, str]:
    """Return path and blob of the version before, wherever it lay."""
    if each.parents[0]:
        return each.path, each.parents[0]
    old = {move.before(each.path) for move in moves}
    left = [other for other in paths if each.new in other.parents or other.path in old]
    return (left[0].path, left[0].parents[0]) if left else (each.path, "")


def _edits(base: Pieces, parents: list[Pieces], new: Pieces) -> list[Edit]:
    return edits(parents[0], new) if len(parents) == 1 else merge_edits(base, parents, new)


@lru_cache(maxsize=4096)
def _shown(key: Key) -> tuple[str, str]:
    return clean(key.campaign), clean(key.id)


@lru_cache(maxsize=4096)
def _subject(key: Key) -> str:
    """Return the name under which a record's title and unit are remembered."""
    return f"{key.campaign}/{'' if key.kind in ITEM_KINDS else key.kind}/{key.id}"
