"""One standing to its item view."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from scripts.model.progress import Evidence, ProblemEntry
from scripts.score.completion import Duty, Slot
from scripts.score.items import ItemScore, ScoredPart
from scripts.score.parts import ZERO
from scripts.score.standing import Standing
from scripts.score.state import looks_of, ruling_of
from scripts.score.totals import Completion
from scripts.views.internal import (
    EvidenceView,
    ItemView,
    LookView,
    MissingView,
    PartView,
    RegisterView,
    ScoresView,
    SlotView,
    StepView,
    VetoView,
)
from scripts.views.setting import Setting
from scripts.views.words import completion_view, day, points


def item_path(prefix: str, item_id: str) -> str:
    """Return the page of an item."""
    return f"{prefix}items/{item_id}.html"


def item_view(standing: Standing, setting: Setting) -> ItemView:
    """Return everything the internal site shows of one item."""
    data, as_of = setting.data, setting.as_of
    item = standing.item
    ruling = ruling_of(standing.verdict, as_of)
    progress = standing.progress
    request = progress.request if progress else None
    claim = progress.not_applicable if progress else None
    return ItemView(
        id=item.item_id,
        major=item.major_no,
        major_title=item.major_title,
        title=item.title,
        kind=item.kind.value,
        content=item.content,
        scoring_rule=item.scoring_rule,
        lead=item.lead_unit,
        support=tuple(item.support_units),
        due=standing.due.isoformat(),
        due_text=item.due.text,
        days_left=(standing.due - as_of).days,
        state=standing.state.value,
        light=standing.light.value,
        light_reason=standing.light_reason,
        is_overdue=standing.is_overdue,
        scores=_scores(standing),
        is_verified=standing.score.is_verified,
        void_reasons=standing.score.void_reasons,
        override=_override(standing.score),
        parts=tuple(_part(part, counts=standing.counts) for part in standing.score.parts),
        completion=completion_view(
            Completion(
                steps=standing.steps_rate,
                evidence=standing.evidence_rate,
                closed=standing.closed_rate,
                closed_points=standing.closed_points,
            )
        ),
        steps=tuple(step_view(duty) for duty in standing.duties),
        slots=tuple(_slot(slot) for slot in standing.slots if standing.counts),
        evidence=tuple(_evidence(entry) for entry in (progress.evidence if progress else ())),
        missing=tuple(
            MissingView(piece=slot.piece, year=slot.year, is_due=slot.is_due) for slot in standing.missing
        ),
        veto=_veto(standing, as_of),
        checks=tuple(
            LookView(on=look.on.isoformat(), by=look.by, result=look.result.value, text=look.note)
            for look in looks_of(standing.verdict, as_of)
        ),
        decision=LookView(
            on=ruling.on.isoformat(), by=ruling.by, result=ruling.result.value, text=ruling.reason
        )
        if ruling
        else None,
        reports=tuple(
            LookView(on=report.on.isoformat(), by=item.lead_unit, result="报告", text=report.text)
            for report in (progress.reports if progress else ())
            if report.on <= as_of
        ),
        request=LookView(on=request.on.isoformat(), by=item.lead_unit, result="申请销号", text=request.text)
        if request and request.on <= as_of
        else None,
        not_applicable=LookView(
            on=claim.on.isoformat(), by=item.lead_unit, result="主张不适用", text=claim.reason
        )
        if claim and claim.on <= as_of
        else None,
        times_sent_back=standing.times_sent_back,
        problems=register_views([entry for entry in data.problems if entry.item == item.item_id], as_of),
        source=data.path(f"progress/{item.item_id}.yml"),
        path=item_path(setting.prefix, item.item_id),
    )


def _scores(standing: Standing) -> ScoresView:
    """Return the item's scores; one that does not apply has none to win."""
    score = standing.score
    kept = (score.self_score, score.verified, score.reachable) if standing.counts else (ZERO, ZERO, ZERO)
    own, verified, reachable = (points(value) for value in kept)
    return ScoresView(self_=own, verified=verified, reachable=reachable, max=points(score.maximum))


def _override(score: ItemScore) -> LookView | None:
    override = score.override
    if override is None:
        return None
    return LookView(
        on=override.on.isoformat(), by=override.by, result=points(override.points), text=override.reason
    )


def _optional(value: Decimal | None) -> str | None:
    return None if value is None else points(value)


def _part(part: ScoredPart, *, counts: bool) -> PartView:
    return PartView(
        title=part.self_score.title,
        kind=part.self_score.kind,
        points=points(part.self_score.points),
        self_=_optional(part.self_score.earned),
        verified=_optional(part.verified.earned),
        reason=part.self_score.reason,
        verified_reason=part.verified.reason if part.verified.earned is not None else "未核定",
        missing=part.self_score.missing if counts else "",
        gain=points(part.self_score.gain if counts else ZERO),
    )


def step_view(duty: Duty) -> StepView:
    """Return one unit's share of a step."""
    return StepView(
        id=duty.step_id,
        title=duty.title,
        unit=duty.unit,
        due=duty.due.isoformat(),
        due_text=duty.due_text,
        done=day(duty.done),
        is_late=duty.is_late,
    )


def _slot(slot: Slot) -> SlotView:
    absent = "缺" if slot.is_due else "待"
    return SlotView(
        piece=slot.piece,
        year=slot.year,
        state="齐" if slot.is_present else absent,
        entries=tuple(entry.id for entry in slot.entries),
    )


def _evidence(entry: Evidence) -> EvidenceView:
    return EvidenceView(
        id=entry.id,
        piece=entry.piece,
        year=entry.year,
        title=entry.title,
        number=entry.number or "",
        level=entry.level.value,
        box=entry.box or "",
        page=entry.page or "",
        file=entry.file or "",
    )


def _veto(standing: Standing, as_of: date) -> VetoView | None:
    entry = standing.veto
    if entry is None or standing.verdict is None:
        return None
    history = sorted((each for each in standing.verdict.veto if each.on <= as_of), key=lambda each: each.on)
    return VetoView(
        state=entry.state.value,
        on=entry.on.isoformat(),
        by=entry.by,
        paper=entry.paper,
        reason=entry.reason,
        history=tuple(
            LookView(
                on=each.on.isoformat(),
                by=each.by,
                result=each.state.value,
                text=f"{each.reason}（{each.paper}）",
            )
            for each in history
        ),
    )


def register_views(entries: Sequence[ProblemEntry], as_of: date) -> tuple[RegisterView, ...]:
    """Return rows of the problem register, open ones first, then by deadline."""
    rows = [
        RegisterView(
            id=entry.id,
            item=entry.item,
            category=entry.category.value,
            source=entry.source,
            found_on=entry.found_on.isoformat(),
            unit=entry.unit,
            title=entry.title,
            measure=entry.measure,
            due=entry.due.isoformat(),
            closed_on=day(entry.closed_on) if entry.closed_on and entry.closed_on <= as_of else None,
            is_late=(entry.closed_on or as_of) > entry.due,
        )
        for entry in entries
        if entry.found_on <= as_of
    ]
    return tuple(sorted(rows, key=lambda row: (row.closed_on is not None, row.due, row.id)))
