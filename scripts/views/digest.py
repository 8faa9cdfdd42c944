"""What one unit is asked on a day, as values: the contract behind ``digest``'s JSON, mail and calendar.

Dates are ``YYYY-MM-DD``. Items are named by their number, with ``<campaign>/`` in
front where a county has several campaigns and it is not the first one.
"""

from dataclasses import dataclass

SENT_BACK, OVERDUE, WANTED, SOON, EVIDENCE = "退回整改", "已经逾期", "双拥办要求", "近期到期", "缺少佐证"
ASKED = (SENT_BACK, OVERDUE, WANTED, SOON, EVIDENCE)
"""Why something is asked, the heaviest first."""


@dataclass(frozen=True, kw_only=True)
class AskView:
    """One thing to do, asked once for all ``items`` it is for.

    ``due`` is '' and ``days_left`` None where no day is set; ``years`` are those a piece is missing for.
    ``also`` are problems and pieces that are the same work, and are not asked again.
    """

    reason: str
    items: tuple[str, ...]
    item_title: str
    text: str
    years: tuple[int, ...]
    due: str
    days_left: int | None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DueView:
    """A day in the unit's calendar; ``key`` names what falls due and stays the same when the day moves."""

    key: str
    items: tuple[str, ...]
    text: str
    due: str


@dataclass(frozen=True, kw_only=True)
class LiaisonView:
    """Who takes the mail."""

    name: str
    phone: str


@dataclass(frozen=True, kw_only=True)
class DigestView:
    """All a unit is asked on a day; ``path`` is its page on the internal site."""

    as_of: str
    county: str
    office: str
    unit: str
    name: str
    liaison: LiaisonView | None
    asks: tuple[AskView, ...]
    dates: tuple[DueView, ...]
    path: str
