"""Hand-made items and problems for the tests of the pages."""

from dataclasses import replace
from typing import Any

from scripts.views.internal import (
    CompletionView,
    EvidenceView,
    ItemView,
    LookView,
    MissingView,
    PartView,
    RegisterView,
    ScoresView,
    SlotView,
    StepView,
    VetoView,
)

NO_DATA = CompletionView(
    steps=None,
    evidence=None,
    closed=None,
    closed_points=None,
    counts=dict.fromkeys(("steps", "evidence", "closed", "closed_points"), "无数据"),
)
HALF = CompletionView(
    steps=0.5,
    evidence=0.5,
    closed=0.0,
    closed_points=0.0,
    counts={"steps": "1/2", "evidence": "1/2", "closed": "0/1", "closed_points": "0/1"},
)
NOTHING = ScoresView(self_="0.00", verified="0.00", reachable="0.00", max="0.00")


def problem(**changes: Any) -> RegisterView:
    """Return one open problem of item 1.01."""
    made = RegisterView(
        id="w1",
        item="1.01",
        category="补短板",
        source="自查",
        found_on="2026-03-01",
        unit="甲局",
        title="台账不全",
        measure="补齐台账",
        due="2026-06-01",
        closed_on=None,
        is_late=True,
    )
    return replace(made, **changes)


def look(**changes: Any) -> LookView:
    """Return something said or decided."""
    return replace(LookView(on="2026-06-20", by="督导组", result="退回", text="缺纪要"), **changes)


def empty_item(**changes: Any) -> ItemView:
    """Return an item nobody has begun."""
    made = ItemView(
        id="1.01",
        major=1,
        major_title="组织领导",
        title="写入规划",
        kind="基础",
        content="规划里有双拥任务。",
        scoring_rule="齐全得1分。",
        lead="甲局",
        support=(),
        due="2026-06-15",
        due_text="C-60",
        days_left=-35,
        state="未启动",
        light="灰",
        light_reason="未启动，期限 2026-06-15",
        is_overdue=False,
        scores=replace(NOTHING, max="1.00", reachable="1.00"),
        is_verified=False,
        void_reasons=(),
        override=None,
        parts=(),
        completion=NO_DATA,
        steps=(),
        slots=(),
        evidence=(),
        missing=(),
        veto=None,
        checks=(),
        decision=None,
        reports=(),
        request=None,
        not_applicable=None,
        times_sent_back=0,
        problems=(),
        source="data/campaigns/a/progress/1.01.yml",
        path="items/1.01.html",
    )
    return replace(made, **changes)


def busy_item(**changes: Any) -> ItemView:
    """Return an item with something in every field."""
    return empty_item(
        support=("乙镇", "各乡镇（街道）"),
        state="退回整改",
        light="红",
        light_reason="逾期 35 天",
        is_overdue=True,
        scores=ScoresView(self_="0.50", verified="0.25", reachable="1.00", max="1.00"),
        is_verified=True,
        void_reasons=("未做保密审查",),
        override=look(result="0.80", text="一份未签字"),
        parts=(
            PartView(
                title="逐年齐全",
                kind="逐年",
                points="1.00",
                self_="0.50",
                verified=None,
                reason="应有 4 年，做到 2 年",
                verified_reason="未核定",
                missing="补 2 年",
                gain="0.50",
            ),
        ),
        completion=HALF,
        steps=(
            StepView(
                id="s1", title="开会", unit="甲局", due="2026-06-10", due_text="C-65", done=None, is_late=True
            ),
            StepView(
                id="s2",
                title="报计划",
                unit="甲局",
                due="2026-06-10",
                due_text="2026-06-10",
                done="2026-06-11",
                is_late=True,
            ),
            StepView(
                id="s2",
                title="报计划",
                unit="乙镇",
                due="2026-06-10",
                due_text="2026-06-10",
                done=None,
                is_late=True,
            ),
        ),
        slots=(
            SlotView(piece="纪要〔内部〕", year=2025, state="齐", entries=("e1",)),
            SlotView(piece="纪要〔内部〕", year=2026, state="缺", entries=()),
            SlotView(piece="规划摘页", year=None, state="待", entries=()),
        ),
        evidence=(
            EvidenceView(
                id="e1",
                piece="纪要〔内部〕",
                year=2025,
                title="全体会议纪要",
                number="示〔2025〕3号",
                level="内部",
                box="1-01",
                page="12",
                file="1.01/e1.pdf",
            ),
        ),
        missing=(
            MissingView(piece="纪要〔内部〕", year=2026, is_due=True),
            MissingView(piece="规划摘页", year=None, is_due=False),
        ),
        checks=(look(), look(on="2026-06-25", result="待补", text="再补一件")),
        decision=look(by="县双拥办", text="三件不齐"),
        reports=(look(on="2026-05-01", by="甲局", result="报告", text="已开会"),),
        request=look(on="2026-06-18", by="甲局", result="申请销号", text="各件齐全"),
        not_applicable=look(on="2026-04-01", by="甲局", result="主张不适用", text="本县没有"),
        times_sent_back=1,
        problems=(problem(),),
        **changes,
    )


def veto_item(**changes: Any) -> ItemView:
    """Return a veto item at risk since day one."""
    state = VetoView(
        state="存在风险",
        on="2026-02-24",
        by="乙镇",
        paper="自查表",
        reason="无专职编制",
        history=(look(on="2026-02-24", by="乙镇", result="存在风险", text="无专职编制（自查表）"),),
    )
    plain = {"major": 2, "major_title": "一票否决事项", "kind": "一票否决", "veto": state, "scores": NOTHING}
    return empty_item(
        **{"id": "2.01", "title": "未专设双拥办", "path": "items/2.01.html", **plain, **changes}
    )
