"""The meaning of a change, as plain records; made once, shown as Markdown, text or JSON."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from scripts.history.changes import Change


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One number before and after, as people read it; '' where there was or is none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What a change does to one item, one unit, one major item or one campaign: only figures that differ.

    ``subject`` is the number or name, ``title`` what it is called; ``missing`` says what the item
    still lacks to be closed, in words.
    """

    kind: str
    campaign: str
    subject: str
    title: str
    figures: tuple[Figure, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PublicChange:
    """One value of ``public.json`` that comes, goes or changes; ``place`` as people would name it."""

    place: str
    before: str | None
    after: str | None


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """All a reviewer wants to know of one change.

    ``refused`` are sentences saying what may not be done and who may; ``conflicts`` the paths that
    do not merge; ``new`` (errors), ``warned`` (new warnings) and ``solved`` are problems as ``check``
    prints them; ``approvers`` says who must agree, by name of unit or office, and why. ``notes`` are
    what a reviewer must know to read the rest: rules that change, undone steps that go, what could
    not be worked out. ``passing`` are files that only commits in between touch: no list of changes has them.
    """

    base: str
    head: str
    actor: str
    as_of: str
    changes: Sequence[Change] = field(default=())
    others: tuple[str, ...] = ()
    passing: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()
    public: tuple[PublicChange, ...] = ()
    new: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()
    solved: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    approvers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def may_merge(self) -> bool:
        """Whether nothing stands in the way but the approvals."""
        return not (self.refused or self.conflicts or self.new)
