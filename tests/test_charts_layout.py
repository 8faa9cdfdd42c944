"""Whether charts can be read: no text over another, none cut off, none too pale."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts import charts
from scripts.charts.drawing import Box
from scripts.charts.style import SMALL, Ink
from scripts.charts.words import shorten, width_of
from tests import chart_samples as sample

Draw = Callable[[], charts.Chart]
LIGHT_PAGE, DARK_PAGE = "#ffffff", "#1e2129"
few = settings(max_examples=40, deadline=None, derandomize=True)
names = st.text("县委双拥办公室军人事务局(AB1", min_size=1, max_size=30)
counts = st.builds(charts.LightCounts, **{light.value: st.integers(0, 40) for light in charts.Light})
days = st.dates(date(2026, 1, 1), date(2027, 6, 30))


def texts(svg: str) -> list[tuple[str, Box]]:
    """Every text with the room it takes, by the same careful estimate the charts use."""
    found = []
    for element in ET.fromstring(svg).iter("text"):  # noqa: S314 - made by ourselves
        text, size = element.text or "", float(element.get("font-size", "").removesuffix("px"))
        width = width_of(text, size)
        shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[element.get("text-anchor", "start")]
        top = float(element.get("y", "")) - 0.86 * size
        found.append((text, Box(float(element.get("x", "")) - shift * width, top, width, size)))
    return found


def assert_readable(chart: charts.Chart) -> None:
    """No text leaves the picture and no two meet."""
    _, _, width, height = map(float, re.findall(r"[\d.]+", chart.svg.split('viewBox="')[1])[:4])
    boxes = texts(chart.svg)
    for text, box in boxes:
        assert box.x >= 0, text
        assert box.y >= 0, text
        assert box.x + box.width <= width + 0.1, text
        assert box.y + box.height <= height, text
    for (one, a), (other, b) in combinations(boxes, 2):
        apart = (
            a.x + a.width <= b.x + 0.1
            or b.x + b.width <= a.x + 0.1
            or a.y + a.height <= b.y + 0.1
            or b.y + b.height <= a.y + 0.1
        )
        assert apart, (one, other)


@pytest.mark.parametrize("draw", dict(sample.EVERY).values(), ids=dict(sample.EVERY))
def test_no_text_covers_another(draw: Draw) -> None:
    """In every chart of a believable county each word has its own place."""
    assert_readable(draw())


@pytest.mark.parametrize("draw", dict(sample.EMPTY).values(), ids=dict(sample.EMPTY))
def test_the_empty_chart_is_readable(draw: Draw) -> None:
    """暂无数据 stands alone in its picture."""
    assert_readable(draw())


@few
@given(st.lists(st.builds(charts.LightRow, label=names, lights=counts), min_size=1, max_size=6))
def test_every_count_is_in_words(rows: list[charts.LightRow]) -> None:
    """Whatever the counts, each light of each row is told by character and number, not by colour."""
    chart = charts.draw_unit_load(charts.UnitLoad(rows=tuple(rows)))
    assert_readable(chart)
    said = [text for text, _ in texts(chart.svg)]
    for row in rows:
        for light, count in row.lights.each():
            assert count == 0 or any(f"{light.word}{count}" in text for text in said)
    assert [text.split(" ")[0] for text in said if " 项" in text] == [str(row.lights.total) for row in rows]


@few
@given(st.lists(days, min_size=1, max_size=30), st.lists(days, max_size=30), days, st.lists(days, max_size=4))
def test_dates_of_any_kind_stay_readable(
    planned: list[date], closed: list[date], today: date, nodes: list[date]
) -> None:
    """Nodes on one day, today after the last deadline, one single date: words never meet."""
    marks = tuple(
        charts.Node(id="PCQZ"[number], title=("市级初验", "省级考评验收和社会公示阶段")[number % 2], on=on)
        for number, on in enumerate(nodes)
    )
    data = charts.DeadlineCurve(planned=tuple(planned), closed=tuple(closed), today=today, nodes=marks)
    assert_readable(charts.draw_deadline_curve(data))
    rows = tuple(
        charts.ScheduleRow(
            item=f"1.{number:02d}",
            title="议军会",
            group="1 组织领导",
            start=due - timedelta(days=number),
            due=due,
            light=charts.Light.RED,
        )
        for number, due in enumerate(planned)
    )
    assert_readable(charts.draw_schedule(charts.Schedule(rows=rows, today=today, nodes=marks)))


def test_long_names_are_shortened_but_not_lost() -> None:
    """A long unit name ends in … and shows whole when pointed at."""
    svg = charts.draw_unit_load(sample.LOAD).svg
    assert f"<g><title>{sample.LONG_UNIT}</title><text" in svg
    assert any(text.endswith("…") and sample.LONG_UNIT.startswith(text[:-1]) for text, _ in texts(svg))


@given(st.text(max_size=40), st.floats(0, 400))
def test_shortened_text_fits(text: str, room: float) -> None:
    """What is shortened fits, except that at least a … is left."""
    shown = shorten(text, room, SMALL)
    assert shown in {text, "…"} or width_of(shown, SMALL) <= room


def test_each_item_of_the_schedule_has_its_row() -> None:
    """All 87 items stand on the 倒排工期 once, with their light as a character."""
    said = [text for text, _ in texts(charts.draw_schedule(sample.SCHEDULE).svg)]
    items = [text for text in said if re.fullmatch(r"\d+\.\d\d", text)]
    assert items == [row.item for row in sample.SCHEDULE.rows]
    letters = [text for text in said if text in set("红黄绿蓝灰")]
    assert letters == [row.light.word for row in sample.SCHEDULE.rows]
    assert {"今天 07-20", "C 市级初验 08-14", "P 省级验收 09-15"} <= set(said)


def contrast(one: str, other: str) -> float:
    """WCAG contrast of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """WCAG relative luminance of #rgb or #rrggbb."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("page", "column"), [(LIGHT_PAGE, 1), (DARK_PAGE, 2)])
def test_text_is_dark_enough_on_its_ground(page: str, column: int) -> None:
    """Words on the page, on bars and on the deepest cell reach the 4.5 : 1 of WCAG AA."""
    for ink in (Ink.FG, Ink.MUTED, Ink.C4):
        assert contrast(ink.value[column], page) >= 4.5, ink
    for light in charts.Light:
        name = light.name
        assert contrast(Ink[name].value[column], Ink[f"ON_{name}"].value[column]) >= 4.5, light
    assert contrast(Ink.MUTED.value[column], Ink.C3.value[column]) >= 4.5
    assert contrast(Ink.FG.value[column], mixed(Ink.C1.value[column], page, 0.45)) >= 4.5


def mixed(colour: str, page: str, share: float) -> str:
    """The colour at this opacity on the page."""
    parts = ((int(colour[at : at + 2], 16), int(page[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(share * over + (1 - share) * under):02x}" for over, under in parts)
