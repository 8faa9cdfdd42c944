"""One filed field, and a whole filing. Every way in (Excel, CSV, terminal) ends here."""

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

    ``where`` is the place a person finds it again, e.g. ``填报表.xlsx〔措施〕F7`` or ``--done``.
    """

    campaign: str
    item: str
    path: Path
    old: str | None
    new: str | None
    where: str


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
