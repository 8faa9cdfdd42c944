"""The internal site to what each unit is asked: every fact once, the heaviest first; pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from scripts.views.digest import (
    ASKED,
    EVIDENCE,
    OVERDUE,
    SENT_BACK,
    SOON,
    WANTED,
    AskView,
    DigestView,
    DueView,
    LiaisonView,
)
from scripts.views.internal import CampaignView, InternalSite, ItemView, UnitView
from scripts.views.internal_item import RegisterView
from scripts.views.same_work import folded
from scripts.views.sent_back import asked_meanwhile, sent_back_reason

AHEAD = 14
"""Days a digest looks forward."""
_CLOSED = ("已销号", "不适用")
_DONE = (*_CLOSED, "申请销号")
"""The lead unit has nothing to finish any more."""
_CLOSE = "办结并申请销号"


def digests(site: InternalSite) -> tuple[DigestView, ...]:
    """Return every unit's digest, in the order of ``units.csv``."""
    if not site.campaigns:
        return ()
    names = [unit.name for unit in site.campaigns[0].units]
    return tuple(_digest(site, name) for name in names)


def _digest(site: InternalSite, name: str) -> DigestView:
    shares = [(campaign, unit) for campaign in site.campaigns for unit in campaign.units if unit.name == name]
    campaign, unit = shares[0]
    liaison = next((person for person in unit.people if person.role == "联络员"), None)
    return DigestView(
        as_of=site.as_of,
        county=site.county,
        office=campaign.office,
        unit=unit.id,
        name=unit.name,
        liaison=LiaisonView(name=liaison.name, phone=liaison.phone) if liaison else None,
        asks=_once(each for share in shares for each in _asks(*share, date.fromisoformat(site.as_of))),
        dates=_days(each for share in shares for each in _dates(*share)),
        path=unit.path,
    )


def _asks(campaign: CampaignView, unit: UnitView, as_of: date) -> Iterator[AskView]:
    """Yield what one campaign asks of a unit, item by item."""
    items = {item.id: item for item in campaign.items}
    open_ones = [entry for entry in unit.problems if entry.closed_on is None]
    for number in dict.fromkeys([*items, *(entry.item for entry in open_ones)]):
        item = items.get(number)
        leads = item is not None and item.lead == unit.name and item.state not in _CLOSED
        heads = [*_steps(item, unit, as_of), *(_sent_back(item) if leads else ())] if item else []
        lesser = [_of_problem(entry, item, as_of) for entry in open_ones if entry.item == number]
        lesser += _of_lead(item) if item and leads else ()
        asked = folded(heads, lesser)
        if item and leads and not asked:
            asked = [*_closing(item)]
        yield from (replace(each, items=(campaign.prefix + number,)) for each in asked)


def _of_problem(entry: RegisterView, item: ItemView | None, as_of: date) -> AskView:
    left = _days_left(entry.due, as_of)
    reason = OVERDUE if left < 0 else WANTED
    title = item.title if item else ""
    return _ask(reason, (entry.item, title), f"{entry.title}（{entry.measure}）", entry.due, left)


def _steps(item: ItemView, unit: UnitView, as_of: date) -> Iterator[AskView]:
    for step in item.steps:
        left = _days_left(step.due, as_of)
        if step.unit == unit.name and step.done is None and left <= AHEAD:
            yield _ask(OVERDUE if left < 0 else SOON, (item.id, item.title), step.title, step.due, left)


def _sent_back(item: ItemView) -> Iterator[AskView]:
    if item.state == "退回整改":
        reason = sent_back_reason(item) or "原因未写明，先问双拥办"
        yield _ask(SENT_BACK, (item.id, item.title), reason, item.due, item.days_left)


def _of_lead(item: ItemView) -> Iterator[AskView]:
    """Yield what only the lead unit can do: answer the office, bring evidence."""
    if told := asked_meanwhile(item):
        yield _ask(WANTED, (item.id, item.title), told)
    pieces = dict.fromkeys(slot.piece for slot in item.missing if slot.is_due)
    for piece in pieces:
        slots = [slot for slot in item.missing if slot.piece == piece and slot.is_due]
        years = tuple(slot.year for slot in slots if slot.year is not None)
        yield replace(_ask(EVIDENCE, (item.id, item.title), piece), years=years)


def _closing(item: ItemView) -> Iterator[AskView]:
    """Yield the item's own deadline: said only where nothing else of the item is asked."""
    if item.state not in _DONE and item.kind != "一票否决" and item.days_left <= AHEAD:
        reason = OVERDUE if item.days_left < 0 else SOON
        yield _ask(reason, (item.id, item.title), _CLOSE, item.due, item.days_left)


def _ask(reason: str, item: tuple[str, str], text: str, due: str = "", left: int | None = None) -> AskView:
    """Return a thing to do for an item, given by number and title."""
    number, title = item
    told = " ".join(text.split())
    return AskView(
        reason=reason, items=(number,), item_title=title, text=told, years=(), due=due, days_left=left
    )


def _once(asks: Iterable[AskView]) -> tuple[AskView, ...]:
    """Return the asks by weight; what reads the same is asked once, for all its items together."""
    found: dict[tuple[object, ...], AskView] = {}
    ranked = sorted(asks, key=lambda ask: (ASKED.index(ask.reason), ask.due or "9"))
    for ask in ranked:
        same = (ask.text, ask.years, ask.also, ask.due if ask.text == _CLOSE else "")
        told = found.setdefault(same, ask)
        items = tuple(dict.fromkeys(told.items + ask.items))
        title = told.item_title if len(items) == 1 else ""
        found[same] = replace(told, items=items, item_title=title)
    return tuple(found.values())


def _dates(campaign: CampaignView, unit: UnitView) -> Iterator[DueView]:
    for item in campaign.items:
        label = campaign.prefix + item.id
        for step in item.steps:
            if step.unit == unit.name and step.done is None:
                key = f"{campaign.id}/{item.id}/{step.id}"
                yield DueView(key=key, items=(label,), text=step.title, due=step.due)
        if item.lead == unit.name and item.state not in _DONE and item.kind != "一票否决":
            text = f"{item.title}，{_CLOSE}"
            yield DueView(key=f"{campaign.id}/{item.id}", items=(label,), text=text, due=item.due)
    for entry in unit.problems:
        if entry.closed_on is None:
            key = f"{campaign.id}/problems/{entry.id}"
            yield DueView(key=key, items=(campaign.prefix + entry.item,), text=entry.title, due=entry.due)


def _days(dates: Iterable[DueView]) -> tuple[DueView, ...]:
    """Return the days in order; the same thing due on the same day is one entry."""
    found: dict[tuple[str, str], DueView] = {}
    for each in sorted(dates, key=lambda each: (each.due, each.key)):
        told = found.setdefault((each.text, each.due), each)
        items = tuple(dict.fromkeys(told.items + each.items))
        found[each.text, each.due] = replace(told, items=items)
    return tuple(found.values())


def _days_left(due: str, as_of: date) -> int:
    return (date.fromisoformat(due) - as_of).days
