"""One filed field, and a whole filing. Every way in (Excel, CSV, terminal) ends here."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

Path: TypeAlias = tuple[str, ...]
"""A field of a progress record: ``("state",)``, ``("facts", "全体会议", "2025")``,
``("steps", "s1", "done")``, ``("steps", "s2", "done", "东镇")``, ``("evidence", "e3", "title")``,
``("reports", "2026-07-18#1", "text")``, ``("request", "on")``. Entries of a list are named by their
id, reports by their day and their number on it; a new one is named ``+1``, ``+2`` … until it is
given a name."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One field. ``old`` is what the filer saw, None for nothing; ``new`` None deletes it.

    ``where`` is the place a person finds it again, e.g. ``填报表.xlsx〔措施〕F7`` or ``--done``;
    ``beside`` are the other fields of the same row, each with its own place.
    """

    campaign: str
    item: str
    path: Path
    old: str | None
    new: str | None
    where: str
    beside: tuple[tuple[str, str], ...] = ()

    def place_of(self, missing: Iterable[str]) -> str:
        """Return where fields that are missing belong; of none that stand beside it, its own place."""
        beside = dict(self.beside)
        return "、".join(beside[each] for each in missing if each in beside) or self.where


@dataclass(frozen=True, kw_only=True)
class Filing:
    """What one unit files at once; ``base`` is the commit it was filled in on.

    ``notes`` say in words what was understood otherwise than typed.
    """

    unit: str
    base: str
    source: str
    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Clash:
    """An entry that cannot be taken: others changed the field meanwhile, ``now`` is what they wrote."""

    entry: Entry
    now: str | None
    who: str
    on: str
