"""Everything computed of one item on one day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scripts.model.dataset import CampaignData, Dataset
from scripts.model.progress import Progress, Verdict, VetoEntry
from scripts.model.standard import Item, Rule
from scripts.model.words import ItemKind, Light, State
from scripts.score.completion import Duty, Rate, Slot, duties_of, duty_rate, slot_rate, slots_of
from scripts.score.deadlines import working_days_until
from scripts.score.items import ItemScore, score_item
from scripts.score.lights import LightFacts, is_overdue, light_of
from scripts.score.parts import Context
from scripts.score.state import state_of, times_sent_back, veto_of


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One item on one day: records, state, light with reason, scores, duties, evidence."""

    item: Item
    rule: Rule
    progress: Progress | None
    verdict: Verdict | None
    as_of: date
    due: date
    state: State
    light: Light
    light_reason: str
    score: ItemScore
    duties: tuple[Duty, ...]
    slots: tuple[Slot, ...]
    times_sent_back: int
    veto: VetoEntry | None

    @property
    def counts(self) -> bool:
        """Whether the item stays in the denominators."""
        return self.state is not State.NOT_APPLICABLE

    @property
    def is_closed(self) -> bool:
        """Closed by the office."""
        return self.state is State.CLOSED

    @property
    def is_overdue(self) -> bool:
        """The department still owes it after its day."""
        return is_overdue(self.state, self.due, self.as_of)

    @property
    def steps_rate(self) -> Rate:
        """Duties done of all."""
        return duty_rate(self.duties)

    @property
    def evidence_rate(self) -> Rate:
        """Slots filled of all asked."""
        return slot_rate(self.slots)

    @property
    def closed_rate(self) -> Rate:
        """1 of 1 when closed."""
        return Rate(done=Decimal(int(self.is_closed)), total=Decimal(1))

    @property
    def closed_points(self) -> Rate:
        """Points closed; items without positive points add nothing."""
        points = self.item.max_points if self.item.kind is ItemKind.BASE else Decimal(0)
        return Rate(done=points if self.is_closed else Decimal(0), total=points)

    @property
    def missing(self) -> tuple[Slot, ...]:
        """Slots nothing fills; an item that does not apply misses nothing."""
        return tuple(slot for slot in self.slots if self.counts and not slot.is_present)


def standings(data: CampaignData, dataset: Dataset, as_of: date) -> tuple[Standing, ...]:
    """Compute every item of a campaign, in the order of the standard."""
    return tuple(
        standing_of(item, rule, data, dataset, as_of)
        for item in data.items
        if (rule := data.rule_for(item.item_id, as_of)) is not None
    )


def standing_of(item: Item, rule: Rule, data: CampaignData, dataset: Dataset, as_of: date) -> Standing:
    """Compute one item under ``rule``."""
    nodes = data.campaign.node_dates
    progress, verdict = data.progress.get(item.item_id), data.verdicts.get(item.item_id)
    due = item.due.on(nodes)
    years = data.campaign.years
    context = Context(years=years, due=due, as_of=as_of, item_max=abs(item.max_points))
    steps = progress.steps if progress else ()
    slots = slots_of(rule, progress, years, due, as_of)
    duties = tuple(duty for step in steps for duty in duties_of(step, dataset.members, nodes, as_of))
    state, veto, returns = (
        state_of(progress, verdict, as_of),
        veto_of(verdict, as_of),
        times_sent_back(verdict, as_of),
    )
    light, reason = light_of(
        LightFacts(
            state=state,
            due=due,
            as_of=as_of,
            workdays_left=working_days_until(due, as_of, dataset.calendars),
            points=item.max_points,
            times_sent_back=returns,
            missing_due=sum(slot.is_due and not slot.is_present for slot in slots),
            late_steps=sum(duty.is_late and not duty.is_done for duty in duties),
            veto=veto.state if veto else None,
            requested_on=progress.request.on if progress and progress.request else None,
            rules=data.campaign.lights,
        )
    )
    return Standing(
        item=item,
        rule=rule,
        progress=progress,
        verdict=verdict,
        as_of=as_of,
        due=due,
        state=state,
        light=light,
        light_reason=reason,
        score=score_item(item, rule, progress, verdict, context),
        duties=duties,
        slots=slots,
        times_sent_back=returns,
        veto=veto,
    )
