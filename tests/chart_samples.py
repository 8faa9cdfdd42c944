"""A believable county in July, as the charts are given it. Made up, fixed, no clock."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256

from scripts import charts

Sample = tuple[str, Callable[[], charts.Chart]]

MAJORS = (
    ("组织领导坚强有力", 9, "12.50"),
    ("宣传教育广泛深入", 9, "11.00"),
    ("拥军工作扎实有效", 10, "13.75"),
    ("拥政爱民成果显著", 7, "9.00"),
    ("政策法规落到实处", 11, "18.00"),
    ("双拥活动坚持经常", 6, "8.25"),
    ("军民共建富有成效", 6, "10.00"),
    ("军政军民关系融洽", 5, "17.50"),
    ("加分扣分事项", 15, "6.00"),
    ("一票否决事项", 9, "0.00"),
)
TODAY = date(2026, 7, 20)
KICK_OFF = date(2026, 2, 24)
NODES = (
    charts.Node(id="C", title="市级初验", on=date(2026, 8, 14)),
    charts.Node(id="P", title="省级验收", on=date(2026, 9, 15)),
)
LABELS = tuple(f"{number} {title}" for number, (title, _, _) in enumerate(MAJORS, 1))
LONG_UNIT = "县退役军人事务局（县双拥工作领导小组办公室）"
UNITS = (
    LONG_UNIT,
    *("县委宣传部", "县人武部", "县教育局", "县人力资源和社会保障局", "县财政局", "青石镇"),
    *("县医疗保障局", "县民政局", "县住房城乡建设局", "县委编办", "县文化广播电视和旅游局"),
    *("县交通运输局", "驻县某部", "县总工会"),
)


def _score(maximum: str, number: int) -> charts.MajorScore:
    whole = Decimal(maximum)
    return charts.MajorScore(
        label=LABELS[number],
        maximum=whole,
        reachable=whole - Decimal("0.25") * (number % 4 if whole else 0),
        own=whole * Decimal("0.8"),
        verified=None if number == 9 else whole * Decimal("0.6") - (5 if number == 8 else 0),
    )


SCORES = charts.MajorScores(
    rows=tuple(_score(maximum, number) for number, (_, _, maximum) in enumerate(MAJORS)),
    total=charts.MajorScore(
        label="全县",
        maximum=Decimal(100),
        reachable=Decimal("96.50"),
        own=Decimal("81.25"),
        verified=Decimal("56.75"),
    ),
)


def _counts(total: int, number: int) -> charts.LightCounts:
    red, yellow, grey = number % 3, (number * 2) % 4, 1 if number > 5 else 0
    blue = (total - red - yellow - grey) // 3
    return charts.LightCounts(
        red=red, yellow=yellow, green=total - red - yellow - grey - blue, blue=blue, grey=grey
    )


LIGHTS = charts.LightsByMajor(
    rows=tuple(
        charts.LightRow(label=LABELS[number], lights=_counts(items, number))
        for number, (_, items, _) in enumerate(MAJORS)
    )
)
LOAD = charts.UnitLoad(
    rows=tuple(
        charts.LightRow(label=unit, lights=_counts(max(62 - 11 * number, 8 - number // 3), number))
        for number, unit in enumerate(UNITS)
    )
)
RATES = charts.Rates(
    rows=(
        charts.Rate(label="措施完成率", value=Decimal("0.6315"), plan=Decimal("0.7")),
        charts.Rate(label="佐证齐全率", value=0.482, plan=0.4125),
        charts.Rate(label="销号率", value=None, plan=None),
    )
)
COVERAGE = charts.CoverageMap(
    years=(2023, 2024, 2025, 2026),
    rows=tuple(
        charts.CoverageRow(
            label=label,
            cells=tuple(
                charts.Coverage(
                    present=0 if number == 8 else min(12, 12 - (number * 3 + year * 2) % 7),
                    asked=0 if number == 9 else 12,
                )
                for year in range(4)
            ),
        )
        for number, label in enumerate(LABELS)
    ),
)


def _row(major: int, item: int, count: int) -> charts.ScheduleRow:
    start = KICK_OFF + timedelta(days=(count * 5) % 70)
    due = start + timedelta(days=40 + (count * 13) % 90)
    light = list(charts.Light)[count * 7 % 5]
    return charts.ScheduleRow(
        item=f"{major + 1}.{item:02d}",
        title=("领导小组全体会议和成员单位述职", "议军会和军地联席会", "优待证办理")[count % 3],
        group=LABELS[major],
        start=start,
        due=due,
        light=light,
        done=tuple(start + timedelta(days=14 * step) for step in range(count % 4)),
    )


_PLACES = [(major, item) for major, (_, items, _) in enumerate(MAJORS) for item in range(1, items + 1)]
SCHEDULE = charts.Schedule(
    rows=tuple(_row(major, item, count) for count, (major, item) in enumerate(_PLACES)),
    today=TODAY,
    nodes=NODES,
)
PUBLIC = charts.PublicProgress(
    rows=tuple(
        charts.PublicRate(label=label, value=Decimal(number * 13 % 11) / 10)
        for number, label in enumerate(LABELS[:8])
    )
)
CURVE = charts.DeadlineCurve(
    planned=tuple(row.due for row in SCHEDULE.rows),
    closed=tuple(row.due + timedelta(days=9) for row in SCHEDULE.rows if row.due < date(2026, 6, 20)),
    today=TODAY,
    nodes=NODES,
)


def _curve(word: str, step: float, start: date, count: int) -> charts.Curve:
    days = tuple((start + timedelta(days=7 * week), min(1.0, step * week)) for week in range(count))
    return charts.Curve(word=word, days=days, shown=f"{days[-1][1]:.1%}")


def _panel(title: str, pace: float) -> charts.Panel:
    return charts.Panel(
        title=title,
        top=1,
        reached=(_curve("实际", pace, KICK_OFF, 22),),
        asked=_curve("应达", 0.035, KICK_OFF, 30),
        expected=tuple(charts.Expected(on=node.on, low=22 * pace, high=0.98) for node in NODES),
        sentence=f"{title}有进展",
    )


BURNUP = charts.BurnUp(
    panels=tuple(_panel(title, pace) for title, pace in (("措施完成率", 0.03), ("销号率", 0.012))),
    today=TODAY,
    nodes=NODES,
    switches=((1, date(2026, 4, 20)), (2, date(2026, 7, 14)), (3, date(2026, 7, 14)), (4, date(2026, 7, 16))),
)
EVERY: tuple[Sample, ...] = (
    ("burnup", lambda: charts.draw_burnup(BURNUP)),
    ("major-scores", lambda: charts.draw_major_scores(SCORES)),
    ("lights-by-major", lambda: charts.draw_lights_by_major(LIGHTS)),
    ("rates", lambda: charts.draw_rates(RATES)),
    ("coverage", lambda: charts.draw_coverage(COVERAGE)),
    ("schedule", lambda: charts.draw_schedule(SCHEDULE)),
    ("unit-load", lambda: charts.draw_unit_load(LOAD)),
    ("public-progress", lambda: charts.draw_public_progress(PUBLIC)),
    ("deadline-curve", lambda: charts.draw_deadline_curve(CURVE)),
)
EMPTY: tuple[Sample, ...] = (
    ("burnup", lambda: charts.draw_burnup(charts.BurnUp(panels=(), today=TODAY))),
    ("major-scores", lambda: charts.draw_major_scores(charts.MajorScores(rows=()))),
    ("lights-by-major", lambda: charts.draw_lights_by_major(charts.LightsByMajor(rows=()))),
    ("rates", lambda: charts.draw_rates(charts.Rates(rows=()))),
    ("coverage", lambda: charts.draw_coverage(charts.CoverageMap(years=(), rows=()))),
    ("schedule", lambda: charts.draw_schedule(charts.Schedule(rows=(), today=TODAY))),
    ("unit-load", lambda: charts.draw_unit_load(charts.UnitLoad(rows=()))),
    ("public-progress", lambda: charts.draw_public_progress(charts.PublicProgress(rows=()))),
    (
        "deadline-curve",
        lambda: charts.draw_deadline_curve(charts.DeadlineCurve(planned=(), closed=(), today=TODAY)),
    ),
)


if __name__ == "__main__":
    print(sha256("".join(draw().svg + draw().sentence for _, draw in EVERY).encode()).hexdigest())
