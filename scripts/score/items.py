"""The parts of one item to its self score, verified score and what is still reachable."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scripts.model.progress import FactValue, Override, Progress, Verdict
from scripts.model.standard import Item, Rule, Void
from scripts.model.words import ItemKind
from scripts.score.facts import FactError, read_yes
from scripts.score.parts import ZERO, Context, PartScore, cents, score_part


@dataclass(frozen=True, kw_only=True)
class ScoredPart:
    """One part, scored on the department's facts and on the office's."""

    self_score: PartScore
    verified: PartScore


@dataclass(frozen=True, kw_only=True)
class ItemScore:
    """Scores of one item; each explained by its parts.

    ``verified`` earns nothing where the office verified nothing
    (``is_verified`` tells). ``void_reasons`` say why the whole item is worth 0.
    """

    maximum: Decimal
    self_score: Decimal
    verified: Decimal
    reachable: Decimal
    is_verified: bool
    parts: tuple[ScoredPart, ...]
    void_reasons: tuple[str, ...] = ()
    override: Override | None = None


def computed_maximum(rule: Rule, kind: ItemKind) -> Decimal:
    """Return the most the parts can give (the bound, for a deduction item)."""
    if kind is ItemKind.DEDUCTION:
        return sum((part.points for part in rule.parts), ZERO)
    return sum((max(part.points, ZERO) for part in rule.parts), ZERO)


def score_item(
    item: Item, rule: Rule, progress: Progress | None, verdict: Verdict | None, context: Context
) -> ItemScore:
    """Score one item with the rule in force."""
    claimed = progress.facts if progress else {}
    found = verdict.facts if verdict else {}
    parts = tuple(
        ScoredPart(
            self_score=score_part(part, claimed.get(part.fact), context),
            verified=score_part(part, found.get(part.fact), context),
        )
        for part in rule.parts
    )
    void_claimed, void_found = _voids(rule, claimed), _voids(rule, found)
    override = _override(verdict, context.as_of)
    verified = _total(item, [part.verified.value for part in parts], void_found)
    return ItemScore(
        maximum=item.max_points,
        self_score=_total(item, [part.self_score.value for part in parts], void_claimed),
        verified=cents(override.points) if override else verified,
        reachable=_total(
            item,
            [part.self_score.reachable for part in parts],
            tuple(v for v in void_claimed if not v.mendable),
        ),
        is_verified=bool(found) or override is not None,
        parts=parts,
        void_reasons=tuple(dict.fromkeys(void.title for void in (*void_claimed, *void_found))),
        override=override,
    )


def _total(item: Item, points: list[Decimal], voids: tuple[Void, ...]) -> Decimal:
    low, high = min(item.max_points, ZERO), max(item.max_points, ZERO)
    if voids:
        return cents(low)
    return cents(min(high, max(low, sum(points, ZERO))))


def _voids(rule: Rule, facts: Mapping[str, FactValue]) -> tuple[Void, ...]:
    return tuple(void for void in rule.void if _says_yes(facts.get(void.fact)))


def _says_yes(value: FactValue | None) -> bool:
    try:
        return value is not None and read_yes(value)
    except FactError:
        return False


def _override(verdict: Verdict | None, as_of: date) -> Override | None:
    override = verdict.override if verdict else None
    return override if override and override.on <= as_of else None
