"""Charts: plain values in, inline SVG and a sentence in words out.

======================  ===========================================================
data, lights            what each chart is given (frozen values), and ``Chart``
major_scores … below    one module per chart: places every mark, writes the sentence
stacked, timeline       what several charts share: rows of lights, an axis of days
burnup_panel            one measure of the burn-up: reached, asked for, expected
frame, scale, words     heading, legend, empty chart; values to pixels; Chinese words
style                   colours by role, sizes, ``stylesheet()`` for the pages
drawing                 a chart as a list of shapes: pure, nothing rendered yet
render, save            drawing → Matplotlib → clean SVG, themed by CSS variables
engine, font            Matplotlib without the user's settings; the stand-in font
======================  ===========================================================

Every ``draw_*`` is a pure function of its (hashable) value and of ``name``, the
prefix of the ids, which must differ between two charts of one page. Matplotlib is
imported on the first chart that is drawn, not when this package is.
"""

from scripts.charts.burnup import BurnUp, draw_burnup
from scripts.charts.burnup_panel import Curve, Expected, Panel
from scripts.charts.coverage import draw_coverage
from scripts.charts.data import (
    Chart,
    Coverage,
    CoverageMap,
    CoverageRow,
    DeadlineCurve,
    MajorScore,
    MajorScores,
    Node,
    PublicProgress,
    PublicRate,
    Rate,
    Rates,
    Schedule,
    ScheduleRow,
)
from scripts.charts.deadline_curve import draw_deadline_curve
from scripts.charts.lights import Light, LightCounts, LightRow, LightsByMajor, UnitLoad
from scripts.charts.lights_by_major import draw_lights_by_major
from scripts.charts.major_scores import draw_major_scores
from scripts.charts.public_progress import draw_public_progress
from scripts.charts.rates import draw_rates
from scripts.charts.render import ChartError
from scripts.charts.schedule import draw_schedule
from scripts.charts.style import stylesheet
from scripts.charts.unit_load import draw_unit_load

__all__ = [
    "BurnUp",
    "Chart",
    "ChartError",
    "Coverage",
    "CoverageMap",
    "CoverageRow",
    "Curve",
    "DeadlineCurve",
    "Expected",
    "Light",
    "LightCounts",
    "LightRow",
    "LightsByMajor",
    "MajorScore",
    "MajorScores",
    "Node",
    "Panel",
    "PublicProgress",
    "PublicRate",
    "Rate",
    "Rates",
    "Schedule",
    "ScheduleRow",
    "UnitLoad",
    "draw_burnup",
    "draw_coverage",
    "draw_deadline_curve",
    "draw_lights_by_major",
    "draw_major_scores",
    "draw_public_progress",
    "draw_rates",
    "draw_schedule",
    "draw_unit_load",
    "stylesheet",
]
