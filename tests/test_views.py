"""What the sites are told: one change of the data moves what it should, and nothing else."""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scripts.paths import Layout
from scripts.pipeline import examine, internal_view, public_view
from scripts.sites import internal_input, public_input
from tests.counties import AS_OF, MINI, contracts, edit, examined

CAMPAIGN = "data/campaigns/wx-2026"


def _internal(root: Path, as_of: date = AS_OF) -> Any:
    return json.loads(contracts(root, as_of)["internal.json"])


def _changes(old: Any, new: Any, place: str = "") -> Iterator[str]:
    """Yield the places where two JSON values differ; records in lists are named by their id."""
    if isinstance(old, dict) and isinstance(new, dict) and set(old) == set(new):
        for key in old:
            yield from _changes(old[key], new[key], f"{place}/{key}")
    elif _named(old) and _named(new) and list(_by_name(old)) == list(_by_name(new)):
        for name, each in _by_name(old).items():
            yield from _changes(each, _by_name(new)[name], f"{place}/{name}")
    elif old != new:
        yield place.removeprefix("/campaigns/wx-2026/")


def _named(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, dict) and {"id", "no"} & set(each) for each in value
    )


def _by_name(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {str(row.get("id", row.get("no"))): row for row in rows}


FACT = (f"{CAMPAIGN}/progress/1.01.yml", "台账: 否", "台账: 是")


def test_one_fact_moves_its_item_major_unit_and_the_overview(root: Path) -> None:
    """A department reports one fact: its item, its major item, its unit and the sums move; no light does."""
    before = contracts(root)
    edit(root / FACT[0], *FACT[1:])
    after = contracts(root)
    assert sorted(_changes(json.loads(before["internal.json"]), json.loads(after["internal.json"]))) == [
        "gains",
        "items/1.01/parts",
        "items/1.01/scores/self",
        "majors/1/scores/self",
        "scores/self",
        "units/syb/scores/self",
    ]
    assert after["public.json"] == before["public.json"]


def _documents(root: Path) -> dict[str, bytes]:
    found = examined(root)
    internal = internal_input(internal_view(found, None), found.layout).docs
    public = public_input(public_view(found)).docs
    return {
        f"{site}/{name}": text
        for site, docs in (("内部", internal), ("公开", public))
        for name, text in docs.items()
    }


def test_one_fact_changes_just_the_pages_that_show_it(root: Path) -> None:
    """Overview, major item, item, lead unit, and the units that support the item; no public page at all."""
    before = _documents(root)
    edit(root / FACT[0], *FACT[1:])
    after = _documents(root)
    assert set(before) == set(after)
    assert sorted(name for name in after if after[name] != before[name]) == [
        "内部/index.md",
        "内部/items/1.01.md",
        "内部/majors/1.md",
        "内部/majors/index.md",
        "内部/units/czj.md",
        "内部/units/dong.md",
        "内部/units/syb.md",
    ]


def test_a_report_changes_its_item_alone(root: Path) -> None:
    """Words of a department stand on its item's page and nowhere else."""
    before = contracts(root)
    edit(root / FACT[0], "两家单位尚未反馈。", "还有一家单位尚未反馈。")
    after = contracts(root)
    changed = _changes(json.loads(before["internal.json"]), json.loads(after["internal.json"]))
    assert list(changed) == ["items/1.01/reports"]
    assert after["public.json"] == before["public.json"]


def test_closing_an_item_moves_the_public_rate_and_no_more(root: Path) -> None:
    """The office closes 1.02: the public sees 销号率 and the major item's rate move, nothing else."""
    before = json.loads(contracts(root)["public.json"])
    (root / f"{CAMPAIGN}/verdicts/1.02.yml").write_text(
        'id: "1.02"\nchecks:\n  - {on: 2026-07-15, by: 县双拥办, result: 通过, note: 属实}\n'
        "decision: {result: 销号, on: 2026-07-15, by: 县双拥办, reason: 属实}\n",
        encoding="utf-8",
    )
    after = json.loads(contracts(root)["public.json"])
    assert list(_changes(before, after)) == ["/campaigns"]
    assert [rate["share"] for rate in after["campaigns"][0]["rates"]] == [0.2222, 0.625]
    assert after["campaigns"][0]["majors"] == [{"title": "基础工作", "share": 0.3333}]


def test_what_a_unit_sees() -> None:
    """东镇 sees what it leads and supports, its duties with those of its collective, and its problems."""
    units = {unit["name"]: unit for unit in _internal(MINI)["campaigns"][0]["units"]}
    assert list(units) == ["县双拥办", "县财政局", "县人武部", "东镇"]  # no page for a collective
    dong = units["东镇"]
    assert dong["lead_items"] == ["1.06", "1.07"]
    assert dong["support_items"] == ["1.01", "1.02"]  # 1.01 through 各单位
    assert [(duty["item"], duty["title"], duty["is_late"]) for duty in dong["duties"]] == [
        ("1.01", "各单位反馈", True),
        ("1.06", "与机场对接", False),
    ]
    assert [problem["id"] for problem in dong["problems"]] == ["p1"]
    assert units["县人武部"]["sent_back"] == ["1.03"]


def test_whom_to_call_first() -> None:
    """The units to telephone: most overdue first, with why and the liaison's number or that there is none."""
    assert _internal(MINI)["campaigns"][0]["calls"] == [
        {
            "unit": "县双拥办",
            "path": "units/syb.html",
            "reason": "逾期 1 项（1.01），1 项措施逾期未完成",
            "liaison": "张示例 000-0001",
        },
        {
            "unit": "县人武部",
            "path": "units/rwb.html",
            "reason": "退回整改 1 项（1.03）",
            "liaison": "未登记联络员",
        },
        {
            "unit": "东镇",
            "path": "units/dong.html",
            "reason": "1 项措施逾期未完成",
            "liaison": "未登记联络员",
        },
    ]


def test_lists_of_the_overview() -> None:
    """Overdue, due within a week, waiting for a verdict, sent back, vetoes: each list is by deadline."""
    campaign = _internal(MINI)["campaigns"][0]
    lists = {name: campaign[name] for name in ("overdue", "due_soon", "waiting", "sent_back", "vetoes")}
    assert lists == {
        "overdue": ["1.01"],
        "due_soon": ["3.01"],
        "waiting": ["1.02"],
        "sent_back": ["1.03"],
        "vetoes": ["3.01"],
    }


def test_the_coverage_matrix_counts_every_slot_once() -> None:
    """Evidence by major item and year: 2024 2 of 2, 2025 2 of 2, 2026 0 of 2 (one due), once-only 4 of 8."""
    rows = _internal(MINI)["campaigns"][0]["coverage"]
    whole = {row["year"]: (row["present"], row["asked"], row["due"]) for row in rows if row["major"] == 0}
    assert whole == {None: (4, 8, 2), 2024: (2, 2, 2), 2025: (2, 2, 2), 2026: (0, 2, 1)}
    majors = [row for row in rows if row["major"]]
    assert sum(row["asked"] for row in majors) == 14


@pytest.mark.parametrize(
    ("as_of", "today", "day", "note"),
    [
        (None, date(2026, 8, 1), date(2026, 8, 1), ""),
        (date(2026, 7, 20), date(2026, 7, 20), date(2026, 7, 20), ""),
        (date(2026, 7, 20), date(2026, 8, 1), date(2026, 7, 20), "按 2026-07-20 计算，不是今天的数据"),
    ],
)
def test_the_day_is_the_one_asked_for_or_today(as_of: date | None, today: date, day: date, note: str) -> None:
    """Without a question the sites are of today; when they are not, every page says so."""
    clock = examine(Layout.at(MINI), as_of, today).clock
    assert (clock.as_of, clock.note) == (day, note)


def test_the_demo_clock_gives_way_to_a_question(root: Path) -> None:
    """A demonstration stands still on its day, and says so, unless another day is asked for."""
    edit(root / f"{CAMPAIGN}/campaign.yml", "sample: 是\n", "sample: 是\ndemo_clock: 2026-07-20\n")
    layout, today = Layout.at(root), date(2027, 1, 1)
    demo = examine(layout, None, today).clock
    assert demo.as_of == AS_OF
    assert "演示日期 2026-07-20" in demo.note
    assert examine(layout, date(2026, 8, 1), today).clock.as_of == date(2026, 8, 1)


def test_two_campaigns_stand_side_by_side(root: Path) -> None:
    """A second title sought: its own pages below its own folder, its own sums, the first one unmoved."""
    source, target = root / CAMPAIGN, root / "data/campaigns/zz-2027"
    shutil.copytree(source, target)
    edit(target / "campaign.yml", "id: wx-2026", "id: zz-2027")
    edit(target / "progress/1.01.yml", "台账: 否", "台账: 是")
    before, after = _internal(MINI), _internal(root)
    assert after["campaigns"][0] == before["campaigns"][0]
    second = after["campaigns"][1]
    assert (second["id"], second["prefix"], second["scores"]["self"]) == ("zz-2027", "zz-2027/", "5.40")
    assert {item["path"].split("/")[0] for item in second["items"]} == {"zz-2027"}
    assert len(json.loads(contracts(root)["public.json"])["campaigns"]) == 2
    names = set(_documents(root))
    assert {"内部/zz-2027/items/1.01.md", "内部/items/1.01.md"} <= names
