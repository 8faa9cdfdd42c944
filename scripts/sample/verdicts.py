"""One item as the campaign office finds it: checks, verified facts, decision, veto states."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from scripts.sample.lines import Plain, Value, document, facts, flow, listing
from scripts.sample.progress import Account, Seen, Slot
from scripts.sample.tables import County, Plan, Row, Story
from scripts.sample.work import Reopening, reopening_of

OFFICE = "县双拥办"
_CHECKERS = ("督导组", "督导组", OFFICE)
_ONE = timedelta(days=1)
_AGREED = "审批台账与书面证明一致，认可不适用"
_OVERRIDES = {
    "4.05": ("1.75", "2024年助学记录缺受助学校签收，按缺一年核减0.25分"),
}
"""Item → verified points set by hand, and why."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What the office has found of an item by the demo date; ``checks`` are all it made, oldest first."""

    plan: Plan
    checks: tuple[Mapping[str, Value], ...]
    decision: Mapping[str, Value] | None
    override: Mapping[str, Value] | None
    vetoes: tuple[Mapping[str, Value], ...]

    @property
    def facts(self) -> Mapping[str, str]:
        """The facts the office has verified."""
        return {row["fact"]: row["verified"] for row in self.plan.rows["facts"] if row["verified"]}

    @property
    def text(self) -> str | None:
        """The file on the demo date; None where the office has not looked yet."""
        return verdict_text(self.plan, verdict_slots(self))


def finding_of(account: Account, county: County, rng: Random) -> Finding:
    """Make up what the office found of an item."""
    rows = account.plan.rows
    decision = _decision(account, county, rng)
    again = reopening_of(account, county.days)
    first = _closed_too_early(again) if again else ()
    checks = (*first, *map(_by_hand, rows["checks"]), *_passed(account, decision, county, rng))
    override = None
    if account.plan.item in _OVERRIDES and decision:
        points, reason = _OVERRIDES[account.plan.item]
        override = {"points": Plain(points), **_signed(decision), "reason": reason}
    return Finding(
        plan=account.plan,
        checks=checks,
        decision=decision,
        override=override,
        vetoes=tuple(map(_by_hand, rows["vetoes"])),
    )


def verdict_slots(finding: Finding) -> dict[Slot, Any]:
    """Return everything the office has found of an item by the demo date."""
    seen: dict[Slot, Any] = {("check", str(at)): check for at, check in enumerate(finding.checks)}
    seen |= {("fact", name): value for name, value in finding.facts.items()}
    seen |= {("veto", str(at)): veto for at, veto in enumerate(finding.vetoes)}
    statements = (("decision", finding.decision), ("override", finding.override))
    return seen | {(name,): said for name, said in statements if said}


def verdict_text(plan: Plan, seen: Seen) -> str | None:
    """Return the item's verdict file when exactly what is in ``seen`` is known; None when nothing is."""
    lines = listing("checks", _dated(seen, "check"))
    names = [row["fact"] for row in plan.rows["facts"]]
    lines += facts({name: seen["fact", name] for name in names if ("fact", name) in seen})
    lines += [f"{name}: {flow(seen[name,])}" for name in ("decision", "override") if (name,) in seen]
    lines += listing("veto", _dated(seen, "veto"))
    return document(plan.item, lines) if lines else None


def _dated(seen: Seen, kind: str) -> list[Mapping[str, Value]]:
    found = sorted((record["on"], slot, record) for slot, record in seen.items() if slot[0] == kind)
    return [record for _, _, record in found]


def _by_hand(row: Row) -> dict[str, Value]:
    fields: dict[str, Value] = {name: text for name, text in row.items() if name != "item"}
    return {**fields, "on": date.fromisoformat(row["on"])}


def _signed(decision: dict[str, Value]) -> dict[str, Value]:
    return {"on": decision["on"], "by": decision["by"]}


def _closed_too_early(again: Reopening) -> Iterator[dict[str, Value]]:
    """Yield the look that let an item be closed too early, and the one that opened it again."""
    asked, closed = (f"{day.month}月{day.day}日" for day in (again.asked, again.closed))
    note = f"单位{asked}申请销号，抽查佐证目录，与登记一致"
    yield {"on": again.checked, "by": OFFICE, "result": "通过", "note": note}
    note = f"{again.reason}（原{closed}销号）"
    yield {"on": again.reopened, "by": "督导组", "result": "退回", "note": note}


def _passed(
    account: Account, decision: dict[str, Value] | None, county: County, rng: Random
) -> list[dict[str, Value]]:
    """Return the look that went before an item was closed."""
    if account.plan.story is not Story.CLOSED or not decision or not isinstance(decision["on"], date):
        return []
    earliest = account.requested or decision["on"]
    if looked := _looked(account.plan):
        earliest = max(earliest, county.days.on(looked + _ONE))
    on = max(earliest, county.days.back(decision["on"] - timedelta(days=rng.randint(0, 2))))
    note = rng.choice(
        (
            f"抽查{min(len(account.entries), rng.randint(4, 9))}份佐证，原件与登记一致",
            f"{account.plan.box}盒逐页核对，年度齐全",
            f"{len(account.steps)}项措施查实办结，事实与佐证相符",
            "现场核实与上报情况一致",
        )
    )
    return [{"on": on, "by": rng.choice(_CHECKERS), "result": "通过", "note": note}]


def _looked(plan: Plan) -> date | None:
    """Return the day of the last look written by hand."""
    return max((date.fromisoformat(row["on"]) for row in plan.rows["checks"]), default=None)


def _decision(account: Account, county: County, rng: Random) -> dict[str, Value] | None:
    """Return the office's present decision: it follows from the item's story and last refusal."""
    plan = account.plan
    if plan.story is Story.CLOSED and account.requested:
        day = county.days.on(account.requested + timedelta(days=rng.randint(2, 6)))
        if looked := _looked(plan):
            day = max(day, county.days.on(looked + _ONE))
        reason = rng.choice(
            (
                f"{len(account.plan.pieces)}类佐证齐全，措施办结，准予销号",
                f"核查属实，{len(account.entries)}份佐证已归入{plan.box}盒，同意销号",
                "原件核对无误，各年度齐全，予以销号",
                f"{plan.lead}申请属实，核实后销号",
            )
        )
        return {"result": "销号", "on": min(day, county.days.last), "by": OFFICE, "reason": reason}
    if account.claimed:
        day = county.days.on(account.claimed + timedelta(days=16))
        return {"result": "认可不适用", "on": day, "by": OFFICE, "reason": _AGREED}
    refused = [row for row in plan.rows["checks"] if row["result"] == "退回"]
    if refused and plan.story is Story.BACK:
        on, note = date.fromisoformat(refused[-1]["on"]), refused[-1]["note"]
        return {"result": "退回", "on": on, "by": OFFICE, "reason": note}
    return None
