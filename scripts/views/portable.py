"""The 迎检资料包 as values: what an inspector carries away, piece by piece and box by box.

``place`` is where a file lies in the pack, ``source`` where it lies in the data
repository; both are '' where there is no file. Points are decimal strings.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class PieceView:
    """One entry of the evidence register."""

    major: int
    major_title: str
    item: str
    item_title: str
    id: str
    piece: str
    year: int | None
    title: str
    number: str
    level: str
    box: str
    page: str
    place: str
    source: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class PortableItem:
    """One item on the day; ``verified`` is None where the office has verified nothing."""

    major: int
    major_title: str
    id: str
    title: str
    kind: str
    lead: str
    support: tuple[str, ...]
    max: str
    self_: str
    verified: str | None
    state: str
    light: str
    pieces: int
    asked: int
    filled: int
    boxes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class BoxView:
    """What lies in one box, in the order of its pages."""

    box: str
    pieces: tuple[PieceView, ...]


@dataclass(frozen=True, kw_only=True)
class GapView:
    """A piece that the standard asks for and nobody has registered."""

    major: int
    major_title: str
    item: str
    item_title: str
    piece: str
    year: int | None
    lead: str
    is_due: bool


@dataclass(frozen=True, kw_only=True)
class ProofsView:
    """What the pack holds to prove its history; ``anchor`` is the last one's short form ('' = none)."""

    anchor: str
    has_anchors: bool
    has_signature: bool
    has_seals: bool
    has_history: bool


@dataclass(frozen=True, kw_only=True)
class PackView:
    """A whole pack. In one of level 公开 there are no ``items``, ``boxes`` and ``gaps``.

    ``left_out`` says in words what is not in the pack.
    """

    title: str
    county: str
    level: str
    as_of: str
    clock_note: str
    commit: str
    is_sample: bool
    items: tuple[PortableItem, ...]
    pieces: tuple[PieceView, ...]
    boxes: tuple[BoxView, ...]
    gaps: tuple[GapView, ...]
    left_out: tuple[str, ...]
    proofs: ProofsView

    @property
    def files(self) -> int:
        """How many evidence files there are."""
        return sum(bool(piece.place) for piece in self.pieces)
