"""Commits and their versions to changes, in order; what it must remember on the way is kept here."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, timezone
from functools import lru_cache

from scripts.history.changes import Change, Edit, edits, merge_edits
from scripts.history.compose import BrokenError
from scripts.history.graph import Graph
from scripts.history.kinds import ITEM_KINDS, ORDER, place_of
from scripts.history.log import Commit, clean
from scripts.history.plan import Touched
from scripts.history.store import Finding, State
from scripts.history.versions import NOTHING, Key, Pieces, Reader

_CHINA = timezone(timedelta(hours=8))


class Teller:
    """Tells the changes of one commit after another."""

    def __init__(self, graph: Graph, state: State, before: dict[str, int]) -> None:
        """Continue from ``state``; ``before`` has the times of the commits it ends in."""
        self.graph = graph
        self.reader = Reader()
        self.findings: list[Finding] = []
        self.contents: Iterator[tuple[str, bytes | None]] = iter(())
        self._raw: dict[str, bytes | None] = {}
        self._about = dict(state.about)
        self._stands_for = dict(state.stands_for)
        self._read: dict[tuple[str, str], dict[Key, Pieces] | str] = {}
        self._committed = {**before, **{each.id: each.committed for each in graph.order}}

    def state(self, last: str, length: int) -> State:
        """Return what the next run must know."""
        return State(last, length, self._about, self._stands_for)

    def tell(self, commit: Commit, paths: list[Touched]) -> list[Finding | Change]:
        """Return the findings and the changes of one commit."""
        changes = self._tell(commit, paths)
        found, self.findings = self.findings, []
        return [*found, *changes]

    def _tell(self, commit: Commit, paths: list[Touched]) -> list[Change]:
        if any(commit.committed < self._committed[parent] for parent in commit.parents):
            self._find(commit, "H202", "", "提交时间早于它的上一次提交（时间可能被倒填）")
        sides: list[dict[Key, Pieces]] = [{} for _ in range(len(commit.parents or "-") + 1)]
        after: dict[Key, Pieces] = {}
        for each in paths:
            if each.new and not self._is_readable(commit, each, paths):
                continue
            for side, blob in zip(sides, (each.base, *each.parents), strict=True):
                side.update(self._records(each.path, blob))
            after.update(self._records(each.path, each.new))
        base, *parents = sides
        keys = {key for side in (*sides, after) for key in side}
        found: list[Change] = []
        for key in sorted(keys, key=lambda key: (ORDER[key.kind], key)):
            found += self._changes(commit, key, base, parents, after)
        return found

    def _changes(
        self,
        commit: Commit,
        key: Key,
        base: dict[Key, Pieces],
        parents: list[dict[Key, Pieces]],
        after: dict[Key, Pieces],
    ) -> Iterable[Change]:
        old, new = parents[0].get(key, NOTHING), after.get(key, NOTHING)
        told: Iterable[tuple[Edit, str]]
        if len(commit.parents) > 1:
            before = [each.get(key, NOTHING) for each in parents]
            told = merge_edits(base.get(key, NOTHING), before, new)
        else:
            told = ((edit, "") for edit in edits(old, new))
        told = list(told)
        self._learn(key, [edit for edit, _ in told])
        return self._made(commit, key, told) if told else ()

    def _made(self, commit: Commit, key: Key, told: Iterable[tuple[Edit, str]]) -> list[Change]:
        by = self.graph.brought[commit.id]
        main = self.graph.commits[by]
        title, unit = self._about.get(_subject(key), ("", ""))
        claimed, recorded = iso(commit.claimed), iso(main.committed)
        merger = main.committer if by == commit.id else main.author
        campaign, name = clean(key.campaign), clean(key.id)
        return [
            Change(
                commit.id, claimed, recorded, commit.author, merger, unit, campaign, key.kind, name,
                clean(edit.field), edit.old, edit.new, commit.reason, title, by, how,
            )
            for edit, how in told
        ]  # fmt: skip

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

    def _records(self, path: str, blob: str) -> dict[Key, Pieces]:
        blob = self._good(path, blob)
        found = self._version(path, blob) if blob else {}
        return {} if isinstance(found, str) else found

    def _good(self, path: str, blob: str) -> str:
        return self._stands_for.get(f"{blob} {path}", blob)

    def _is_readable(self, commit: Commit, each: Touched, paths: list[Touched]) -> bool:
        """Tell whether the new version can be read; if not, the last good one stands for it."""
        if self._good(each.path, each.new) != each.new:
            return False
        found = self._version(each.path, each.new)
        if not isinstance(found, str):
            return True
        moved = [(other.path, other.parents[0]) for other in paths if each.new in other.parents]
        path, old = (each.path, each.parents[0]) if each.parents[0] or not moved else moved[0]
        self._stands_for[f"{each.new} {each.path}"] = self._good(path, old)
        self._find(commit, "H201", each.path, f"这一版读不懂，已跳过（{clean(found)}）")
        return False

    def _version(self, path: str, blob: str) -> dict[Key, Pieces] | str:
        """Return the records of a version, or why there are none."""
        if (found := self._read.get((blob, path))) is None:
            try:
                found = self.reader.read(place_of(path), self._content(blob))
            except BrokenError as error:
                found = str(error)
            self._read[(blob, path)] = found
        return found

    def _content(self, blob: str) -> bytes | None:
        while blob not in self._raw:
            name, content = next(self.contents, (blob, None))
            self._raw[name] = content
        return self._raw[blob]

    def _find(self, commit: Commit, code: str, path: str, message: str) -> None:
        recorded = iso(self.graph.commits[self.graph.brought[commit.id]].committed)
        self.findings.append(Finding(commit.id, recorded, code, clean(path), message))


def _subject(key: Key) -> str:
    """Return the name under which a record's title and unit are remembered."""
    return f"{key.campaign}/{'' if key.kind in ITEM_KINDS else key.kind}/{key.id}"


@lru_cache(maxsize=4096)
def iso(seconds: int) -> str:
    """Return a time as a text of China's time; '' when none is known."""
    return datetime.fromtimestamp(seconds, _CHINA).isoformat() if seconds else ""
