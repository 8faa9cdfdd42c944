"""Steps done, evidence present: counts of totals, with what is missing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scripts.model.progress import Evidence, Progress, Step
from scripts.model.standard import Asked, Rule
from scripts.model.words import Every


@dataclass(frozen=True, kw_only=True)
class Rate:
    """``done`` of ``total``; ``share`` is None when there is nothing to count (NoData)."""

    done: Decimal = Decimal(0)
    total: Decimal = Decimal(0)

    @property
    def share(self) -> Decimal | None:
        """Fraction 0–1, or None."""
        return self.done / self.total if self.total else None

    def __add__(self, other: "Rate") -> "Rate":
        """Add two counts."""
        return Rate(done=self.done + other.done, total=self.total + other.total)


def total_rate(rates: Iterable[Rate]) -> Rate:
    """Sum counts; NoData adds nothing."""
    return sum(rates, Rate())


@dataclass(frozen=True, kw_only=True)
class Duty:
    """One unit's share of a step: a collective step has one per member."""

    step_id: str
    title: str
    unit: str
    due: date
    due_text: str
    done: date | None
    as_of: date

    @property
    def is_done(self) -> bool:
        """Done by ``as_of``."""
        return self.done is not None

    @property
    def is_late(self) -> bool:
        """Not done and overdue, or done after its day."""
        return (self.done or self.as_of) > self.due


def duties_of(
    step: Step, members: Callable[[str], tuple[str, ...]], nodes: Mapping[str, date], as_of: date
) -> tuple[Duty, ...]:
    """Expand a step into the duties of the units behind it."""
    return tuple(
        Duty(
            step_id=step.id,
            title=step.title,
            unit=unit,
            due=step.due.on(nodes),
            due_text=step.due.text,
            done=_by(step.done_by(unit), as_of),
            as_of=as_of,
        )
        for unit in members(step.unit)
    )


def _by(day: date | None, as_of: date) -> date | None:
    return day if day and day <= as_of else None


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A piece asked for, for one year (None = asked once), and the entries that fill it."""

    piece: str
    year: int | None
    is_due: bool
    entries: tuple[Evidence, ...]

    @property
    def is_present(self) -> bool:
        """Whether at least one entry fills it."""
        return bool(self.entries)


def slots_of(
    rule: Rule, progress: Progress | None, years: Iterable[int], due: date, as_of: date
) -> tuple[Slot, ...]:
    """Return every (piece, year) the standard asks of an item, in the standard's order."""
    entries = progress.evidence if progress else ()
    window = tuple(years)
    return tuple(slot for asked in rule.evidence for slot in _slots(asked, entries, window, due, as_of))


def _slots(
    asked: Asked, entries: tuple[Evidence, ...], years: tuple[int, ...], due: date, as_of: date
) -> Iterable[Slot]:
    mine = tuple(entry for entry in entries if entry.piece == asked.name)
    if asked.every is Every.ONCE:
        yield Slot(piece=asked.name, year=None, is_due=as_of > due, entries=mine)
        return
    for year in years:
        is_due = year < as_of.year or (year == as_of.year and as_of > due)
        filled = tuple(entry for entry in mine if entry.year == year)
        yield Slot(piece=asked.name, year=year, is_due=is_due, entries=filled)


def duty_rate(duties: Iterable[Duty]) -> Rate:
    """Count duties done."""
    listed = list(duties)
    return Rate(done=Decimal(sum(duty.is_done for duty in listed)), total=Decimal(len(listed)))


def slot_rate(slots: Iterable[Slot]) -> Rate:
    """Count slots filled."""
    listed = list(slots)
    return Rate(done=Decimal(sum(slot.is_present for slot in listed)), total=Decimal(len(listed)))
