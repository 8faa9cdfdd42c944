"""One item as its lead unit reports it by the demo date, and as the file shows what is known so far."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from scripts.sample.evidence import Entry, entries_of, missing_of
from scripts.sample.lines import Value, document, facts, flow, listing
from scripts.sample.reports import Told, reports_of, request_text
from scripts.sample.steps import Step, steps_of
from scripts.sample.tables import County, Plan, Story
from scripts.sample.titles import Numbers

Slot = tuple[str, ...]
"""Where in a record a value stands, like ``("done", "s2", "县财政局")``."""

Seen = Mapping[Slot, Any]
"""What is known of a record at some moment, by slot."""

NOT_BEGUN, WORKING, ASKING = "未启动", "办理中", "申请销号"

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
    reports: tuple[Mapping[str, Value], ...]
    request: Mapping[str, Value] | None

    @property
    def requested(self) -> date | None:
        """Day on which the unit asked to close the item."""
        on = self.request["on"] if self.request else None
        return on if isinstance(on, date) else None

    @property
    def claim(self) -> Mapping[str, Value] | None:
        """The unit's statement that the item does not apply."""
        found = _CLAIMS.get(self.plan.item)
        return {"on": date.fromisoformat(found[0]), "reason": found[1]} if found else None

    @property
    def claimed(self) -> date | None:
        """Day on which the unit said that the item does not apply."""
        on = self.claim["on"] if self.claim else None
        return on if isinstance(on, date) else None

    @property
    def text(self) -> str:
        """The file on the demo date."""
        return progress_text(self, final_slots(self))


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
    reports = tuple(reports_of(told))
    request: dict[str, Value] = {"on": requested, "text": request_text(told)} if requested else {}
    return Account(plan=plan, steps=steps, entries=entries, reports=reports, request=request or None)


def _requested(plan: Plan, steps: tuple[Step, ...], county: County, rng: Random) -> date | None:
    """Return the day the unit asked to close: after its last step, and after any refusal."""
    if not plan.story.is_settled:
        return None
    done = max(step.last_done for step in steps if step.last_done)
    refused = [date.fromisoformat(row["on"]) for row in plan.rows["checks"] if row["result"] == "退回"]
    asked = max([done + timedelta(days=rng.randint(0, 3)), *(day + _AGAIN for day in refused)])
    return min(county.days.on(asked), county.days.last if plan.story is Story.ASKED else county.days.settled)


def final_slots(account: Account) -> dict[Slot, Any]:
    """Return everything there is to know of an item on the demo date."""
    seen: dict[Slot, Any] = {("state",): _state(account.plan.story)}
    seen |= {("fact", row["fact"]): row["reported"] for row in account.plan.rows["facts"]}
    for step in account.steps:
        days = step.done if isinstance(step.done, Mapping) else {"": step.done} if step.done else {}
        seen |= {("done", step.id, member): day for member, day in days.items()}
    seen |= {("entry", entry.id): {} for entry in account.entries}
    seen |= {("report", str(place)): report for place, report in enumerate(account.reports)}
    statements = (("request", account.request), ("claim", account.claim))
    return seen | {(name,): said for name, said in statements if said}


def progress_text(account: Account, seen: Seen) -> str:
    """Return the item's file when exactly what is in ``seen`` is known.

    An entry's value holds the fields that differ from the register on the demo date.
    """
    rows = account.plan.rows["facts"]
    lines = [f"state: {seen.get(('state',), NOT_BEGUN)}"]
    lines += facts({row["fact"]: seen["fact", row["fact"]] for row in rows if ("fact", row["fact"]) in seen})
    lines += listing("steps", (_so_far(step, seen).fields() for step in account.steps), apart=True)
    known = [(entry, seen["entry", entry.id]) for entry in account.entries if ("entry", entry.id) in seen]
    lines += listing("evidence", ({**entry.fields(), **other} for entry, other in known))
    places = range(len(account.reports))
    lines += listing("reports", (seen["report", str(at)] for at in places if ("report", str(at)) in seen))
    for name, key in (("request", "request"), ("not_applicable", "claim")):
        if said := seen.get((key,)):
            lines.append(f"{name}: {flow(said)}")
    return document(account.plan.item, lines)


def _so_far(step: Step, seen: Seen) -> Step:
    if not isinstance(step.done, Mapping):
        return replace(step, done=seen.get(("done", step.id, "")))
    found = {member: seen.get(("done", step.id, member)) for member in step.done}
    return replace(step, done={member: day for member, day in found.items() if day})


def _state(story: Story) -> str:
    if story is Story.IDLE:
        return NOT_BEGUN
    return ASKING if story.is_settled else WORKING
