"""One unit's view: its items, what is next, what came back, what is missing."""

from collections.abc import Sequence

from scripts.model.dataset import Dataset
from scripts.model.units import Unit
from scripts.model.words import Role, State, UnitKind
from scripts.score.completion import Duty
from scripts.score.standing import Standing
from scripts.score.totals import total
from scripts.views.internal import CallView, DutyView, PersonView, UnitView
from scripts.views.items import item_path, register_views
from scripts.views.setting import Setting
from scripts.views.words import by_word, completion_view, day, scores_view

_NEXT = 3


def unit_path(prefix: str, unit: Unit) -> str:
    """Return the page of a unit."""
    return f"{prefix}units/{unit.id}.html"


def unit_views(standings: Sequence[Standing], setting: Setting) -> tuple[UnitView, ...]:
    """Return every real unit (no collective ones), in the order of ``units.csv``."""
    return tuple(
        _unit(unit, standings, setting) for unit in setting.dataset.units if unit.kind is not UnitKind.GROUP
    )


def _unit(unit: Unit, standings: Sequence[Standing], setting: Setting) -> UnitView:
    dataset, data, as_of = setting.dataset, setting.data, setting.as_of
    lead = [each for each in standings if each.item.lead_unit == unit.name]
    support = [each for each in standings if _supports(each, unit, dataset)]
    summed = total(lead)
    duties = _duties(unit, standings, setting)
    return UnitView(
        id=unit.id,
        name=unit.name,
        kind=unit.kind.value,
        former_names=tuple(unit.former_names),
        groups=tuple(unit.group),
        people=tuple(
            PersonView(role=person.role.value, name=person.name, phone=person.phone)
            for person in dataset.people
            if person.unit == unit.name
        ),
        lead_items=tuple(each.item.item_id for each in lead),
        support_items=tuple(each.item.item_id for each in support),
        counts=by_word(summed.kinds),
        lights=by_word(summed.lights),
        scores=scores_view(summed.scores),
        completion=completion_view(summed.completion),
        next_due=tuple(duty for duty in duties if duty.done is None)[:_NEXT],
        duties=duties,
        late_steps=sum(duty.is_late and duty.done is None for duty in duties),
        overdue=tuple(each.item.item_id for each in lead if each.is_overdue),
        sent_back=tuple(each.item.item_id for each in lead if each.state is State.SENT_BACK),
        gaps=tuple(each.item.item_id for each in lead if any(slot.is_due for slot in each.missing)),
        problems=register_views([entry for entry in data.problems if entry.unit == unit.name], as_of),
        path=unit_path(setting.prefix, unit),
    )


def _supports(standing: Standing, unit: Unit, dataset: Dataset) -> bool:
    named = standing.item.support_units
    return any(unit.name in dataset.members(name) for name in named) and standing.item.lead_unit != unit.name


def _duties(unit: Unit, standings: Sequence[Standing], setting: Setting) -> tuple[DutyView, ...]:
    found = [
        _duty(duty, each, setting) for each in standings for duty in each.duties if duty.unit == unit.name
    ]
    return tuple(sorted(found, key=lambda duty: (duty.done is not None, duty.due, duty.item)))


def _duty(duty: Duty, standing: Standing, setting: Setting) -> DutyView:
    return DutyView(
        item=standing.item.item_id,
        item_title=standing.item.title,
        title=duty.title,
        due=duty.due.isoformat(),
        days_left=(duty.due - setting.as_of).days,
        done=day(duty.done),
        is_late=duty.is_late,
        path=item_path(setting.prefix, standing.item.item_id),
    )


def call_views(units: Sequence[UnitView]) -> tuple[CallView, ...]:
    """Return the units somebody should telephone, the most burdened first."""
    ranked = sorted(units, key=lambda unit: (-_burden(unit), unit.name))
    return tuple(_call(unit) for unit in ranked if _burden(unit))


def _burden(unit: UnitView) -> int:
    return 3 * len(unit.overdue) + 2 * len(unit.sent_back) + unit.late_steps


def _call(unit: UnitView) -> CallView:
    reasons = [f"逾期 {len(unit.overdue)} 项（{'、'.join(unit.overdue)}）"] if unit.overdue else []
    reasons += [f"退回整改 {len(unit.sent_back)} 项（{'、'.join(unit.sent_back)}）"] if unit.sent_back else []
    reasons += [f"{unit.late_steps} 项措施逾期未完成"] if unit.late_steps else []
    liaison = next(
        (f"{p.name} {p.phone}" for p in unit.people if p.role == Role.LIAISON.value), "未登记联络员"
    )
    return CallView(unit=unit.name, path=unit.path, reason="，".join(reasons), liaison=liaison)
