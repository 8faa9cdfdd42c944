"""Which unit is meant: by name, id or former name."""

from scripts.model.dataset import Dataset
from scripts.model.units import Unit
from scripts.model.words import UnitKind
from scripts.problems import DataError, Problem, suggestion


def unit_named(dataset: Dataset, name: str) -> Unit:
    """Return the unit called so now, formerly, or by its id; DataError (X101) when none reports."""
    known = {unit.id: unit for unit in dataset.units}
    known |= {former: unit for unit in dataset.units for former in unit.former_names}
    known |= {unit.name: unit for unit in dataset.units}
    unit = known.get(name.strip())
    if unit is None:
        raise _refused(
            f"没有“{name[:40]}”这个单位{suggestion(name, known)}（应为 data/units.csv 里的名称或代号）"
        )
    if unit.kind is UnitKind.GROUP:
        members = "、".join(dataset.members(unit.name)) or "还没有成员"
        raise _refused(f"“{unit.name}”是集合，不单独填报（应为其中一个成员：{members}）")
    return unit


def _refused(message: str) -> DataError:
    return DataError([Problem(path="", line=0, code="X101", message=message)])
