"""Charts as a reader, a screen reader and a security officer meet them."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from scripts import charts
from scripts.charts.font import COVERED, FONT_FILE, write_font
from tests import chart_samples as sample

ROOT = Path(__file__).parents[1]
Draw = Callable[[], charts.Chart]
each_chart = pytest.mark.parametrize(("name", "draw"), sample.EVERY, ids=dict(sample.EVERY))
each_empty = pytest.mark.parametrize(("name", "draw"), sample.EMPTY, ids=dict(sample.EMPTY))
ATTRIBUTES = {
    *("class", "role", "aria-labelledby", "id", "viewBox", "width", "d", "x", "y"),
    *("fill", "stroke", "stroke-width", "stroke-dasharray", "opacity"),
    *("font-size", "font-weight", "text-anchor"),
}
NASTY = "<script>alert(1)</script> & $\\bad$ \"'"


def read(svg: str) -> ET.Element:
    """Parse a chart, as strictly as XML asks."""
    return ET.fromstring(svg)  # noqa: S314 - made by the program under test


def words(chart: charts.Chart) -> list[str]:
    """All texts that are seen, in order."""
    return [element.text or "" for element in read(chart.svg).iter("text")]


def rates(*labels: str, title: str = "三项进度") -> charts.Chart:
    """Draw a chart with these names in it."""
    return charts.draw_rates(
        charts.Rates(rows=tuple(charts.Rate(label=label, value=0.5) for label in labels), title=title)
    )


@each_chart
def test_a_chart_is_one_image_with_a_name(name: str, draw: Draw) -> None:
    """A screen reader announces one picture by its title; the page knows its shape beforehand."""
    svg = read(draw().svg)
    assert svg.get("role") == "img"
    titled = [element for element in svg.iter() if element.get("id")]
    assert [(element.tag, element.get("id")) for element in titled] == [("title", f"{name}-title")]
    assert svg.get("aria-labelledby") == f"{name}-title"
    assert titled[0].text
    assert svg.get("width") == "100%"
    assert re.fullmatch(r"0 0 \d+ [\d.]+", svg.get("viewBox", ""))


@each_chart
def test_a_chart_holds_shapes_and_texts_only(name: str, draw: Draw) -> None:
    """No style attribute, script, link, foreign address, comment or metadata reaches the page."""
    svg = draw().svg
    assert {element.tag for element in read(svg).iter()} <= {"svg", "g", "title", "path", "text"}, name
    assert {key for element in read(svg).iter() for key in element.keys()} <= ATTRIBUTES  # noqa: SIM118
    for unwanted in ("<!--", "<?", "url(", "href", "http", "style=", "metadata", "atplotlib", "font-family"):
        assert unwanted not in svg


@each_chart
def test_every_colour_follows_the_theme(name: str, draw: Draw) -> None:
    """The light/dark switch recolours everything: there is no fixed colour in a chart."""
    svg = draw().svg
    colours = set(re.findall(r'(?:fill|stroke)="([^"]*)"', svg)) - {"none"}
    assert colours, name
    for colour in colours:
        match = re.fullmatch(r"var\((--sy-[a-z0-9-]+),#[0-9a-f]{3,6}\)", colour)
        assert match, colour
        assert charts.stylesheet().count(f"  {match[1]}: ") == 2
    assert "#0102" not in svg


def test_charts_of_one_page_do_not_share_ids() -> None:
    """Two charts of one kind can stand on one page."""
    first, second = (charts.draw_rates(sample.RATES, name=name).svg for name in ("a-rates", "b-rates"))
    assert 'id="a-rates-title"' in first
    assert first.replace("a-rates", "b-rates") == second


def test_text_of_departments_stays_text() -> None:
    r"""A unit called <script> or $\bad$ is shown as it was written and does nothing."""
    chart = rates(NASTY, title=NASTY)
    assert "<script" not in chart.svg
    shown = [element.text for element in read(chart.svg).iter("title")]
    assert shown == [NASTY, NASTY]
    assert any(text.startswith("<script") for text in words(chart))
    assert "$\\bad$" in "".join(words(rates("$\\bad$ $x^2$")))


@pytest.mark.parametrize("character", ["\U0001f600", "\ue000", "\x00", "\u202e", "\u200b", "\ufffd"])
def test_a_character_nobody_can_read_is_an_error(character: str) -> None:
    """Emoji, private, invisible and direction-turning characters are named, not drawn as boxes."""
    with pytest.raises(charts.ChartError, match=f"“双{'□'}拥”中的 U\\+{ord(character):04X}"):
        rates(f"双{character}拥")
    with pytest.raises(charts.ChartError):
        rates("双" * 40 + character)


def test_rare_names_and_places_can_be_drawn() -> None:
    """崀, 塅, 䶮 and characters beyond the basic plane are shown."""
    assert "崀塅䶮𠮷①—“℃×" in words(rates(title="崀塅䶮𠮷①—“℃×"))


@each_empty
def test_no_data_is_said_not_crashed(name: str, draw: Draw) -> None:
    """A county that has only just begun sees 暂无数据 in place of the chart."""
    chart = draw()
    assert "暂无数据" in words(chart)
    assert chart.sentence.endswith("：暂无数据。")
    assert read(chart.svg).find("title") is not None, name


def test_unknown_is_not_zero() -> None:
    """A percentage nobody can know yet is 无数据 in chart and sentence, and has no bar."""
    row = charts.Rate(label="销号率", value=None)
    unknown = charts.draw_rates(charts.Rates(rows=(row,)))
    assert "无数据" in words(unknown)
    assert unknown.sentence == "销号率 无数据。"
    assert "--sy-c1" not in unknown.svg


def test_sentences_state_the_numbers() -> None:
    """Who cannot see the chart reads the same numbers in words."""
    said = {name: draw().sentence for name, draw in sample.EVERY}
    assert said["rates"] == (
        "措施完成率 63.2%（按计划应达 70.0%）、佐证齐全率 48.2%（按计划应达 41.3%）、销号率 无数据。"
    )
    assert said["major-scores"].startswith(
        "全县满分 100.00 分，核定 56.75 分，自评 81.25 分，可得 96.50 分；"
    )
    assert "5 政策法规落到实处 10.80（18.00）" in said["major-scores"]
    assert "10 一票否决事项 无数据（0.00）" in said["major-scores"]
    counted = [row.lights for row in sample.LIGHTS.rows]
    assert f"共 {sum(lights.total for lights in counted)} 项" in said["lights-by-major"]
    assert f"红 {sum(lights.red for lights in counted)}、" in said["lights-by-major"]
    assert f"{sample.LONG_UNIT} 62 项" in said["unit-load"]
    assert "距市级初验还有 25 天、距省级验收还有 57 天" in said["schedule"]
    first_year = [row.cells[0] for row in sample.COVERAGE.rows]
    present, asked = sum(cell.present for cell in first_year), sum(cell.asked for cell in first_year)
    assert f"2023年 {100 * present / asked:.1f}%（{present}/{asked}）" in said["coverage"]
    assert "2 宣传教育广泛深入 20.0%" in said["public-progress"]


def test_the_curve_counts_what_is_due_and_what_is_closed() -> None:
    """Three due and one closed by today is two behind, also in words."""
    days = tuple(date(2026, month, 1) for month in (3, 4, 5, 9))
    data = charts.DeadlineCurve(
        planned=days, closed=(date(2026, 4, 9),), today=sample.TODAY, nodes=sample.NODES
    )
    chart = charts.draw_deadline_curve(data)
    assert "应销号 3 项，实际销号 1 项，落后 2 项" in chart.sentence
    assert "到省级验收（2026年9月15日）应销号 4 项" in chart.sentence
    assert {"应销 4 项", "已销 1 项"} <= set(words(chart))


def test_numbers_round_as_people_expect() -> None:
    """Half a tenth goes up, and there is no minus zero."""
    score = charts.MajorScore(
        label="合计",
        maximum=Decimal("1.005"),
        reachable=Decimal("-0.001"),
        own=None,
        verified=Decimal("-0.5"),
    )
    shown = words(charts.draw_major_scores(charts.MajorScores(rows=(score,))))
    assert shown[-4:] == ["-0.50", "无数据", "0.00", "1.01"]
    rate = charts.Rates(rows=(charts.Rate(label="率", value=0.0625),))
    assert charts.draw_rates(rate).sentence == "率 6.3%。"


def test_same_data_same_bytes_everywhere(tmp_path: Path) -> None:
    """Time zone, language, hash seed, home and private Matplotlib settings change no byte.

    A home that cannot be written is no reason for a warning, and nothing is left in it.
    """
    home = tmp_path / "home"
    home.write_text("not a folder", encoding="utf-8")
    (tmp_path / "matplotlibrc").write_text("svg.fonttype: path\ntext.parse_math: True\n", encoding="utf-8")
    base = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP") if name in os.environ}
    base |= {"PYTHONPATH": str(ROOT), "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    variants = (
        {"TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Lima", "LC_ALL": "C", "PYTHONHASHSEED": "2"},
    )
    runs = [
        subprocess.run(
            [sys.executable, "-m", "tests.chart_samples"],
            env=base | variant, cwd=tmp_path, capture_output=True, text=True, check=True,
        )
        for variant in variants
    ]  # fmt: skip
    assert [run.stderr for run in runs] == ["", ""]
    assert runs[0].stdout == runs[1].stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "matplotlibrc"]


def test_matplotlib_is_loaded_only_to_draw() -> None:
    """Commands that draw nothing do not pay for Matplotlib; the environment is left as it was."""
    program = (
        "import os, sys; before = dict(os.environ); from scripts import charts\n"
        "assert not {'matplotlib', 'numpy'} & set(sys.modules)\n"
        "charts.draw_rates(charts.Rates(rows=()))\n"
        "assert 'matplotlib.figure' in sys.modules and 'matplotlib.pyplot' not in sys.modules\n"
        "assert dict(os.environ) == before"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)


def test_finished_charts_can_be_kept_by_their_data() -> None:
    """Equal data are equal keys, so a page need not draw twice."""
    again = charts.Rates(rows=tuple(sample.RATES.rows))
    assert {sample.RATES: "kept"}[again] == "kept"
    assert charts.draw_rates(again) == charts.draw_rates(sample.RATES)


def test_the_stand_in_font_is_what_its_module_says(tmp_path: Path) -> None:
    """The one binary file of the room is made by the room, and maps exactly the declared ranges."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    write_font(tmp_path / "again.ttf")
    kept, made = (TTFont(path) for path in (FONT_FILE, tmp_path / "again.ttf"))
    assert kept.getBestCmap() == made.getBestCmap()
    assert set(kept.getBestCmap()) == {code for first, last in COVERED for code in range(first, last + 1)}
    assert kept.getGlyphOrder() == [".notdef", "any"]
