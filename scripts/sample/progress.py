"""One item as its lead unit reports it by the demo date."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from scripts.sample.evidence import Entry, entries_of, missing_of
from scripts.sample.lines import document, facts, flow, listing
from scripts.sample.reports import Told, reports_of, request_text
from scripts.sample.steps import Step, steps_of
from scripts.sample.tables import County, Plan, Story
from scripts.sample.titles import Numbers

_AGAIN = timedelta(days=8)
_CLAIMS = {
    "3.03": ("2026-05-12", "届期内没有依规应征求军事机关意见的重大建设项目，审批台账已逐项核查"),
}
"""Item → day and reason of the claim that it does not apply to this county."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """What the lead unit has to show for an item."""

    plan: Plan
    steps: tuple[Step, ...]
    entries: tuple[Entry, ...]
    requested: date | None
    text: str

    @property
    def claimed(self) -> date | None:
        """Day on which the unit said that the item does not apply."""
        claim = _CLAIMS.get(self.plan.item)
        return date.fromisoformat(claim[0]) if claim else None


def account_of(plan: Plan, county: County, numbers: Numbers, rng: Random) -> Account:
    """Make up the progress of an item."""
    steps = steps_of(plan, county, rng)
    entries = entries_of(plan, county, numbers, rng)
    requested = _requested(plan, steps, county, rng)
    missing = missing_of(plan, county, entries)
    told = Told(
        plan=plan,
        county=county,
        steps=steps,
        entries=entries,
        missing=missing,
        requested=requested,
        rng=rng,
    )
    return Account(
        plan=plan, steps=steps, entries=entries, requested=requested, text=_text(plan, told, requested)
    )


def _requested(plan: Plan, steps: tuple[Step, ...], county: County, rng: Random) -> date | None:
    """Return the day the unit asked to close: after its last step, and after any refusal."""
    if not plan.story.is_settled:
        return None
    done = max(step.last_done for step in steps if step.last_done)
    refused = [date.fromisoformat(row["on"]) for row in plan.rows["checks"] if row["result"] == "退回"]
    asked = max([done + timedelta(days=rng.randint(0, 3)), *(day + _AGAIN for day in refused)])
    return min(county.days.on(asked), county.days.last if plan.story is Story.ASKED else county.days.settled)


def _text(plan: Plan, told: Told, requested: date | None) -> str:
    lines = [f"state: {_state(plan.story)}"]
    lines += facts({row["fact"]: row["reported"] for row in plan.rows["facts"]})
    lines += listing("steps", (step.fields() for step in told.steps))
    lines += listing("evidence", (entry.fields() for entry in told.entries))
    lines += listing("reports", reports_of(told))
    if requested:
        lines.append(f"request: {flow({'on': requested, 'text': request_text(told)})}")
    if claim := _CLAIMS.get(plan.item):
        lines.append(f"not_applicable: {flow({'on': date.fromisoformat(claim[0]), 'reason': claim[1]})}")
    return document(plan.item, lines)


def _state(story: Story) -> str:
    if story is Story.IDLE:
        return "未启动"
    return "申请销号" if story.is_settled else "办理中"
