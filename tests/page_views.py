"""A hand-made internal site for the tests of the pages: one county, two items."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from scripts.views.audit import AuditMonth, AuditView, ChangeView
from scripts.views.desk import CorrectionView, DeskView, FactView, NoticeView, PieceView, SignedView
from scripts.views.internal import (
    CallView,
    CampaignView,
    DataProblemView,
    DutyView,
    GainView,
    GroupView,
    GuideView,
    HonourView,
    InternalSite,
    MajorView,
    MemberView,
    NodeView,
    PersonView,
    ScoresView,
    UnitView,
)
from scripts.views.trend import (
    BandView,
    ForecastView,
    ItemSwitchView,
    MajorTrend,
    MeasureView,
    PlanPoint,
    SideView,
    SwitchView,
    TrendPoint,
    TrendView,
)
from tests.page_items import HALF, NO_DATA, NOTHING, busy_item, empty_item, problem, veto_item

NAMES = (
    *("major_scores", "lights_by_major", "rates", "coverage", "schedule"),
    *("unit_load", "deadline_curve", "burnup", "burnup_scores"),
)


@dataclass(frozen=True)
class Drawn:
    """A chart as the pages see it."""

    svg: str
    sentence: str


def charts() -> Mapping[str, Drawn]:
    """Return a stand-in for every chart of a campaign."""
    return {name: Drawn(f"<svg><title>{name}</title></svg>", f"图 {name}。") for name in NAMES}


def unit(**changes: Any) -> UnitView:
    """Return 甲局, which leads everything."""
    duty = DutyView(
        item="1.01",
        item_title="写入规划",
        title="开会",
        due="2026-06-10",
        days_left=-40,
        done=None,
        is_late=True,
        path="items/1.01.html",
    )
    made = UnitView(
        id="jia",
        name="甲局",
        kind="部门",
        former_names=("甲委",),
        groups=("各成员单位",),
        people=(PersonView(role="联络员", name="示例丙", phone="000-0000001"),),
        lead_items=("1.01", "2.01"),
        support_items=(),
        counts={"基础": 1},
        lights={"红": 1, "灰": 1},
        scores=NOTHING,
        completion=HALF,
        next_due=(duty,),
        duties=(duty, replace(duty, title="报计划", done="2026-06-11")),
        overdue=("1.01",),
        late_steps=1,
        sent_back=("1.01",),
        gaps=("1.01",),
        problems=(problem(),),
        path="units/jia.html",
    )
    return replace(made, **changes)


def major(number: int, title: str, *items: str, prefix: str = "") -> MajorView:
    """Return a major item."""
    return MajorView(
        no=number,
        title=title,
        items=items,
        counts={"基础": len(items)},
        scores=replace(NOTHING, max="1.00" if number == 1 else "0.00"),
        completion=HALF,
        lights={"红": len(items)},
        path=f"{prefix}majors/{number}.html",
    )


def change(**values: object) -> ChangeView:
    """One change of the audit trail."""
    known = ChangeView(
        commit="0123abcd45",
        recorded="2026-07-19 09:30",
        claimed="2026-07-10 17:00",
        author="甲局",
        merger="县双拥办",
        unit="甲局",
        item="1.01",
        subject="1.01 写入规划",
        words="事实“缺文件” 1 → 2",
        effect="自评分 0.75 → 0.50",
        reason="核对后更正",
        flags=("补记",),
    )
    return replace(known, **values)  # type: ignore[arg-type]


def audit(prefix: str = "") -> AuditView:
    """A short trail: one change of an item, one of the units' list."""
    changes = (
        change(),
        change(item="", unit="", subject="责任单位 乙镇", words="新建", merger="", flags=()),
    )
    return AuditView(
        total=2,
        months=(AuditMonth(month="2026-07", changes=changes, path=f"{prefix}audit/2026-07.html"),),
        since_yesterday=changes,
        since_last_week=changes,
        counts={"补记": 1},
        turns=(),
        findings=("提交 0123abcd45 中的 progress/1.01.yml 读不出来，已跳过",),
    )


def trend(prefix: str = "") -> TrendView:
    """Two weeks of a short history: a rule corrected, one step done."""
    point = TrendPoint(
        day="2026-07-13",
        steps=0.0,
        evidence=0.5,
        closed=0.0,
        closed_points=None,
        self_="0.75",
        verified="0.25",
        plan_steps=0.5,
        plan_evidence=None,
        plan_closed=0.0,
        plan_points="1.00",
    )
    switch = SwitchView(
        number=1,
        day="2026-07-15",
        commit="0123abcd45",
        words=("计分规则改动：1.01（更正）", "市级初验 2026-08-12 → 2026-08-14"),
        moves_node=True,
        totals=(SideView(title="自评分", before="0.75", after="0.50"),),
        items=(ItemSwitchView(item="1.01", title="写入规划", words="自评分 0.75 → 0.50"),),
        dates=(ItemSwitchView(item="2.01", title="未触发", words="2026-08-12 → 2026-08-14"),),
    )
    band = BandView(node="C", title="市级初验", date="2026-08-14", low="1", high="2", words="1–2")
    measure = MeasureView(name="销号", unit="项", now="0", most="2", pace="0.5–1", bands=(band,))
    return TrendView(
        points=(point, replace(point, day="2026-07-20", steps=0.5, self_="0.50")),
        plan=(PlanPoint(day="2026-08-14", steps=1.0, evidence=1.0, closed=0.5, points="1.00"),),
        weeks=("2026-07-13", "2026-07-20"),
        majors=(
            MajorTrend(
                no=1,
                title="组织领导",
                path=f"{prefix}majors/1.html",
                steps=(0.0, 0.5),
                closed=(0.0, 0.0),
                scores=("0.75", "0.50"),
                maximum="1.00",
            ),
            MajorTrend(
                no=2,
                title="一票否决事项",
                path=f"{prefix}majors/2.html",
                steps=(None, None),
                closed=(0.0, 0.0),
                scores=("0.00", "0.00"),
                maximum="0.00",
            ),
        ),
        switches=(switch, replace(switch, number=2, commit="", moves_node=False, items=(), dates=())),
        forecast=ForecastView(words="按最近 8 周每周销号 0.5–1 项的速度推算。", measures=(measure,)),
    )


def campaign(**changes: Any) -> CampaignView:
    """Return a campaign in the middle of its work: two majors, two items, two units."""
    items = (busy_item(), veto_item())
    made = CampaignView(
        id="a",
        title="示例县创建双拥模范县",
        county="示例县",
        level="省级",
        round="第十二轮",
        office="县双拥办",
        years=(2025, 2026),
        prefix="",
        counts={"基础": 1, "加分": 0, "扣分": 0, "一票否决": 1},
        scores=ScoresView(self_="0.50", verified="0.25", reachable="1.00", max="1.00"),
        completion=HALF,
        plan=HALF,
        lights={"红": 1, "黄": 0, "绿": 0, "蓝": 0, "灰": 1},
        nodes=(
            NodeView(id="START", title="动员部署", date="2026-02-24", days_left=-146, reachable=None),
            NodeView(id="C", title="市级初验", date="2026-08-14", days_left=25, reachable="1.00"),
        ),
        majors=(major(1, "组织领导", "1.01"), major(2, "一票否决事项", "2.01")),
        units=(
            unit(),
            unit(id="yi", name="乙镇", lead_items=(), support_items=("1.01",), path="units/yi.html"),
        ),
        items=items,
        overdue=("1.01",),
        due_soon=(),
        waiting=(),
        sent_back=("1.01",),
        vetoes=("2.01",),
        bonus_reachable="0.00",
        excluded="0.00",
        gains=(
            GainView(
                item="1.01",
                item_title="写入规划",
                part="逐年齐全",
                points="0.50",
                missing="补 2 年",
                due="2026-06-15",
                lead="甲局",
            ),
        ),
        calls=(
            CallView(unit="甲局", path="units/jia.html", reason="逾期 1 项", liaison="示例丙 000-0000001"),
        ),
        coverage=(),
        problems=(problem(), problem(id="w2", closed_on="2026-05-01", is_late=False)),
        leading_group=(MemberView(role="组长", post="县委书记", since="2026-02-24", until=None, note=""),),
        work_groups=(GroupView(name="督导组", lead="甲局", members=("乙镇",)),),
        honours=(HonourView(round="第十一轮", title="省级双拥模范县", year=2022),),
        audit=audit(),
        trend=trend(),
    )
    return replace(made, **changes)


def fresh_campaign(**changes: Any) -> CampaignView:
    """Return a campaign on its first day: a standard and nothing else."""
    return campaign(
        **{
            "items": (empty_item(), veto_item(veto=None)),
            "units": (),
            "completion": NO_DATA,
            "plan": NO_DATA,
            "scores": NOTHING,
            "overdue": (),
            "sent_back": (),
            "gains": (),
            "calls": (),
            "audit": None,
            "trend": None,
            "problems": (),
            "leading_group": (),
            "work_groups": (),
            "honours": (),
            **changes,
        }
    )


def moved(prefix: str, **changes: Any) -> CampaignView:
    """Return the campaign as a further one of the site, all pages below ``prefix``."""
    first = campaign()
    return campaign(
        prefix=prefix,
        items=tuple(replace(item, path=prefix + item.path) for item in first.items),
        units=tuple(replace(each, path=prefix + each.path, next_due=(), duties=()) for each in first.units),
        majors=(major(1, "组织领导", "1.01", prefix=prefix), major(2, "一票否决事项", "2.01", prefix=prefix)),
        calls=(),
        audit=audit(prefix),
        trend=trend(prefix),
        **changes,
    )


def desk() -> DeskView:
    """Return a desk with one piece of each kind."""
    waiting = PieceView(
        path="docs/public/news/open-day.md",
        title="开放日预告",
        column="双拥要闻",
        state="待审",
        date="2026-07-20",
        expires="",
        next_steps=("复审", "终审", "保密审查"),
        usual="示例戊",
        since="2026-07-17",
        days=3,
        signed=(SignedView(step="初审", by="示例丁", on="2026-07-17"),),
        note="",
        digest="0" * 64,
        address="desk/news/open-day.html",
        body="开放日。\n",
        facts=(FactView(label="来源", text="县双拥办"), FactView(label="图片", text="a.jpg：某人（自有）")),
        void=(),
    )
    return DeskView(
        waiting=(
            waiting,
            replace(
                waiting, title="改过", state="审后有改动", signed=(), days=None, note="文字改过", address=""
            ),
        ),
        coming=(),
        published=(
            replace(
                waiting, title="已经发布", state="已发布", next_steps=(), address="", expires="2026-12-31"
            ),
        ),
        gone=(),
        notices=(NoticeView(kind="空栏目", path="docs/public/culture", message="没有内容"),),
        corrections=(
            CorrectionView(
                title="稿件", path="docs/public/news/a.md", on="2026-06-01", was="旧", now="新", why="笔误"
            ),
        ),
    )


def internal_site(*campaigns: CampaignView, **changes: Any) -> InternalSite:
    """Return the internal site of these campaigns (of one, when none is given)."""
    made = InternalSite(
        as_of="2026-07-20",
        commit="0123456789abcdef",
        is_dirty=True,
        is_sample=True,
        clock_note="演示日期",
        county="示例县",
        campaigns=campaigns or (campaign(),),
        desk=desk(),
        data_problems=(
            DataProblemView(
                path="data/a.yml", line=3, code="K1", message="少一列", severity="警告", waived=""
            ),
            DataProblemView(
                path="data/b.yml", line=1, code="K2", message="旧表", severity="警告", waived="至 12 月"
            ),
        ),
        guides=(
            GuideView(
                path="guide/liaison.md", title="部门联络员", order="02", body="看[总览](../index.md)。\n"
            ),
            GuideView(
                path="guide/index.md", title="第一天怎么用", order="01", body="先看[这里](liaison.md)。\n"
            ),
            GuideView(path="decisions/0001-x.md", title="决策一", order="91", body="# 决策一\n\n内容。\n"),
        ),
    )
    return replace(made, **changes)


def wall(*sizes: int) -> CampaignView:
    """Return a campaign with as many items in each major item as ``sizes`` says."""
    items = [
        empty_item(
            id=f"{number}.{index:02d}",
            major=number,
            title=f"军事设施保护和营区周边整治第{index}项",
            lead="甲局" if index % 2 else "乙镇",
            light=("红", "黄", "绿", "蓝", "灰")[index % 5],
            scores=replace(NOTHING, max=f"{index}.50"),
            path=f"items/{number}.{index:02d}.html",
        )
        for number, size in enumerate(sizes, 1)
        for index in range(1, size + 1)
    ]
    majors = (
        major(number, "组织领导坚强有力", *(item.id for item in items if item.major == number))
        for number in range(1, len(sizes) + 1)
    )
    empty = unit(
        people=(), lead_items=(), next_due=(), duties=(), overdue=(), sent_back=(), gaps=(), problems=()
    )
    return fresh_campaign(
        trend=trend(),
        items=tuple(items),
        majors=tuple(majors),
        units=(empty, replace(empty, id="yi", name="乙镇", path="units/yi.html")),
        vetoes=(),
    )
