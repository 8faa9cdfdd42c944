"""The order of commits, which commit on main brought each, and where the sides of a merge part; pure."""

import heapq
from collections.abc import Mapping

from scripts.history.log import Commit, Diff


class NeedsAllError(Exception):
    """The new commits alone do not tell; the whole history must be read."""


class Graph:
    """Commits in order, parents first; ``brought`` maps each to the commit on main that brought it."""

    def __init__(self, commits: Mapping[str, Commit], last: str, known: str = "") -> None:
        """Order ``commits``, which end in ``last`` and follow ``known`` (all of it mined before)."""
        self.commits = commits
        self.known = known
        self.order: list[Commit] = []
        self.brought: dict[str, str] = {}
        self.position: dict[str, int] = {}
        main = self._main(last)
        for each in reversed(main):
            self._bring(each)

    def _main(self, last: str) -> list[str]:
        main = []
        at = last
        while at in self.commits:
            main.append(at)
            parents = self.commits[at].parents
            at = parents[0] if parents else ""
        if at != self.known:
            raise NeedsAllError
        return main

    def _bring(self, main: str) -> None:
        """Add what only ``main`` brings, parents before children."""
        stack = [(main, iter(self.commits[main].parents))]
        self.brought[main] = main
        while stack:
            name, parents = stack[-1]
            following = next((each for each in parents if each in self.commits and self._is_new(each)), None)
            if following is None:
                stack.pop()
                self.position[name] = len(self.order)
                self.order.append(self.commits[name])
            else:
                self.brought[following] = main
                stack.append((following, iter(self.commits[following].parents)))

    def _is_new(self, name: str) -> bool:
        return name not in self.brought

    def base(self, merge: Commit) -> str:
        """Return the latest commit all parents of ``merge`` stand on, or '' if they share none."""
        everyone = (1 << len(merge.parents)) - 1
        sides: dict[str, int] = {}
        outside: dict[str, int] = {}
        heap: list[tuple[int, str]] = []

        def reach(name: str, side: int) -> None:
            if name not in self.commits:
                outside[name] = outside.get(name, 0) | side
                return
            if name not in sides:
                heapq.heappush(heap, (-self.position[name], name))
            sides[name] = sides.get(name, 0) | side

        for number, parent in enumerate(merge.parents):
            reach(parent, 1 << number)
        while heap:
            _, name = heapq.heappop(heap)
            if sides[name] == everyone:
                return name
            for parent in self.commits[name].parents:
                reach(parent, sides[name])
        return self._outside_base(outside, everyone)

    def _outside_base(self, outside: dict[str, int], everyone: int) -> str:
        """Every commit before ``known`` is in it, so what stands on it stands on them."""
        if not outside:
            return ""
        known = outside.get(self.known, 0)
        found = [name for name, sides in outside.items() if sides | known == everyone]
        earlier = [name for name in found if name != self.known]
        if outside.get(self.known) == everyone:
            return self.known
        if len(earlier) != 1:
            raise NeedsAllError
        return earlier[0]

    def bases(self, merge: Commit) -> list[str]:
        """Return every commit all parents of ``merge`` stand on that no other such commit stands on.

        The whole history must be here.
        """
        everyone = (1 << len(merge.parents)) - 1
        behind = everyone + 1
        marks: dict[str, int] = {}
        heap: list[tuple[int, str]] = []
        found = []

        def reach(name: str, mark: int) -> None:
            if name not in marks:
                heapq.heappush(heap, (-self.position[name], name))
            marks[name] = marks.get(name, 0) | mark

        for number, parent in enumerate(merge.parents):
            reach(parent, 1 << number)
        while any(marks[name] < behind for _, name in heap):
            _, name = heapq.heappop(heap)
            if marks[name] == everyone:
                found.append(name)
                marks[name] |= behind
            for parent in self.commits[name].parents:
                reach(parent, marks[name])
        return found

    def since(self, base: str, tip: str) -> Diff:
        """Return what differs between ``base`` and a commit that stands on it."""
        found = self._undone(tip, base)
        assert found is not None  # noqa: S101 - it stands on it
        return {path: (old, new) for path, (old, new) in found.items() if old != new}

    def before(self, merge: Commit, base: str) -> tuple[int, Diff]:
        """Return a parent's number, and the paths touched from ``base`` to it: their blobs there and here."""
        for number in reversed(range(len(merge.parents))):
            undone = self._undone(merge.parents[number], base)
            if undone is not None:
                return number, undone
        raise NeedsAllError

    def _undone(self, start: str, base: str) -> Diff | None:
        """Walk back from ``start`` to ``base`` by the shortest way, noting what each path was."""
        came: dict[str, tuple[str, int]] = {start: ("", 0)}
        queue = [start]
        for name in queue:
            if name == base:
                return self._along(came, base)
            for number, parent in enumerate(self.commits[name].parents if name in self.commits else ()):
                if parent not in came:
                    came[parent] = (name, number)
                    queue.append(parent)
        return None

    def _along(self, came: Mapping[str, tuple[str, int]], base: str) -> Diff:
        steps = []
        name, number = came[base]
        while name:
            steps.append(self.commits[name].diffs[number])
            name, number = came[name]
        undone: dict[str, tuple[str, str]] = {}
        for diff in reversed(steps):
            for path, (old, new) in diff.items():
                undone[path] = (old, undone[path][1] if path in undone else new)
        return undone
