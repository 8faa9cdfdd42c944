"""倒排工期: a thin bar per item, from its first date to its deadline."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

from scripts.charts.data import Chart, Schedule, ScheduleRow
from scripts.charts.drawing import Box, Drawing
from scripts.charts.frame import (
    HEAD,
    INK_OF_LIGHT,
    LEGEND,
    LIGHT_KEYS,
    empty,
    finish,
    framed,
    legend,
)
from scripts.charts.lights import Light, LightCounts
from scripts.charts.style import COLUMN, KEY, MARGIN, TINY, WIDE, Ink, Look
from scripts.charts.timeline import Timeline, draw_marks, marks_height, marks_of
from scripts.charts.words import light_words, listed, long_day

_ROW, _GROUP = 15, 22
_ID, _LIGHT, _TITLE, _PLOT = 46, 58, 70, 218
_BAR = 9


def draw_schedule(data: Schedule, *, name: str = "schedule") -> Chart:
    """Draw a Gantt chart by group: bars by light, ticks where steps were done, today and nodes."""
    if not data.rows:
        return empty(name, data.title)
    marks = marks_of(data.today, data.nodes)
    axis = Timeline([*_days(data), *(mark.on for mark in marks)], _PLOT, WIDE - MARGIN)
    top = HEAD + LEGEND + marks_height(axis, marks)
    places, bottom = _places(data.rows, top)
    drawing = framed(name, data.title, bottom + 22, width=WIDE)
    legend(drawing, HEAD, LIGHT_KEYS)
    drawing.label((WIDE - MARGIN, HEAD), "竖刻度：已完成的措施", COLUMN)
    _stripes(drawing, places)
    axis.draw_months(drawing, top, bottom)
    _groups(drawing, data.rows, places)
    _bars(drawing, axis, places)
    for row, y in places:
        _words(drawing, row, y)
    draw_marks(drawing, axis, marks, top, bottom)
    return finish(drawing, _sentence(data))


def _days(data: Schedule) -> Iterator[date]:
    for row in data.rows:
        yield from (row.start, row.due, *row.done)


def _places(rows: tuple[ScheduleRow, ...], top: float) -> tuple[list[tuple[ScheduleRow, float]], float]:
    """Return the middle of each row, with room for a heading before each group; and the end."""
    places, y = [], top
    for _, members in groupby(rows, key=lambda row: row.group):
        y += _GROUP
        for row in members:
            places.append((row, y + _ROW / 2))
            y += _ROW
    return places, y + 2


def _stripes(drawing: Drawing, places: list[tuple[ScheduleRow, float]]) -> None:
    """Every second row shaded, to lead the eye from the name to the bar."""
    width = WIDE - 2 * MARGIN
    drawing.boxes((Box(MARGIN, y - _ROW / 2, width, _ROW) for _, y in places[::2]), Ink.BAND)


def _groups(drawing: Drawing, rows: tuple[ScheduleRow, ...], places: list[tuple[ScheduleRow, float]]) -> None:
    y_of = {row.item: y for row, y in places}
    for group, members in groupby(rows, key=lambda row: row.group):
        these = list(members)
        y = y_of[these[0].item] - _ROW / 2 - _GROUP / 2 + 2
        words = f"{group}（{len(these)} 项）"
        drawing.label((MARGIN, y), words, replace(KEY, bold=True), room=_PLOT - MARGIN - 6)


def _bars(drawing: Drawing, axis: Timeline, places: list[tuple[ScheduleRow, float]]) -> None:
    for light in Light:
        boxes = (_bar(axis, row, y) for row, y in places if row.light == light)
        drawing.boxes(boxes, INK_OF_LIGHT[light][0])
    ticks = [(axis.x(day), y) for row, y in places for day in row.done]
    drawing.lines((((x, y - 6.5), (x, y + 6.5)) for x, y in ticks), Ink.FG, thickness=2)


def _bar(axis: Timeline, row: ScheduleRow, y: float) -> Box:
    left, right = sorted((axis.x(row.start), axis.x(row.due)))
    return Box(left, y - _BAR / 2, max(right - left, 3), _BAR)


def _words(drawing: Drawing, row: ScheduleRow, y: float) -> None:
    drawing.label((_ID, y), row.item, Look(size=TINY, anchor="right"), room=_ID - MARGIN)
    letter = Look(size=TINY, anchor="center", bold=row.light == Light.RED)
    drawing.label((_LIGHT, y), row.light.word, letter)
    drawing.label((_TITLE, y), row.title, Look(size=TINY), room=_PLOT - _TITLE - 6)


def _sentence(data: Schedule) -> str:
    """How many items, their lights, and the days left to each node."""
    counts = {light.value: sum(row.light == light for row in data.rows) for light in Light}
    lights = light_words(LightCounts(**counts))
    nodes = listed(_until(node.title, (node.on - data.today).days) for node in data.nodes)
    tail = f"；{nodes}" if data.nodes else ""
    return f"截至{long_day(data.today)}，共 {len(data.rows)} 项：{lights}{tail}。"


def _until(title: str, days: int) -> str:
    return f"距{title}还有 {days} 天" if days >= 0 else f"{title}已过 {-days} 天"
