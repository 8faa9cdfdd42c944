"""各大项灯色: how many items of each 大项 show which light."""

from scripts.charts.data import Chart
from scripts.charts.frame import empty, finish
from scripts.charts.lights import LightCounts, LightRow, LightsByMajor
from scripts.charts.stacked import stacked
from scripts.charts.words import light_words


def draw_lights_by_major(data: LightsByMajor, *, name: str = "lights-by-major") -> Chart:
    """Stacked bars, red first; rows without any item are kept, at 0 项."""
    if not data.rows:
        return empty(name, data.title)
    return finish(stacked(name, data.title, data.rows), _sentence(data.rows))


def _sentence(rows: tuple[LightRow, ...]) -> str:
    every = _sum(rows)
    worst = max(rows, key=lambda row: row.lights.red)
    red = f"红灯最多的是 {worst.label}（{worst.lights.red} 项）" if worst.lights.red else "没有红灯"
    return f"{len(rows)} 个大项共 {every.total} 项：{light_words(every)}；{red}。"


def _sum(rows: tuple[LightRow, ...]) -> LightCounts:
    return LightCounts(
        red=sum(row.lights.red for row in rows),
        yellow=sum(row.lights.yellow for row in rows),
        green=sum(row.lights.green for row in rows),
        blue=sum(row.lights.blue for row in rows),
        grey=sum(row.lights.grey for row in rows),
    )
