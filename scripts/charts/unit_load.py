"""任务最重的单位: whose items stand where."""

from scripts.charts.data import Chart
from scripts.charts.frame import empty, finish
from scripts.charts.lights import LightRow, UnitLoad
from scripts.charts.stacked import stacked
from scripts.charts.words import listed


def draw_unit_load(data: UnitLoad, *, name: str = "unit-load") -> Chart:
    """Stacked bars in the order given; the view chooses the units, some fifteen at most."""
    if not data.rows:
        return empty(name, data.title)
    return finish(stacked(name, data.title, data.rows), _sentence(data.rows))


def _sentence(rows: tuple[LightRow, ...]) -> str:
    """Every unit with its items; one item may count for several units, so no sum."""
    return f"{len(rows)} 个单位承担的小项：{listed(map(_words, rows))}。"


def _words(row: LightRow) -> str:
    red = f"（红 {row.lights.red}）" if row.lights.red else ""
    return f"{row.label} {row.lights.total} 项{red}"
