"""更新预警 and the reviewer's desk to the day: what is named, from when, until when, and what is signed."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from scripts.column.pieces import pieces
from scripts.pages.desk import desk_pages
from scripts.views.desk import DeskView, FactView, PieceView
from scripts.views.make_desk import desk
from scripts.views.make_reading import facts
from tests.counties import AS_OF, MINI, ROOT, copy_county, edit, loaded
from tests.page_views import desk as hand_made
from tests.sign_sample import sign
from tests.test_desk import approve, begin, task, write

KICKOFF = "docs/public/news/kickoff.md"
DATED = date(2026, 2, 24)
"""The day of the only news of 微县."""
ENDS = date(2026, 12, 31)
"""The last day of the only preference of 微县."""
FRONT = "---\ntitle: 创建动态\n---\n\n创建工作的进展。\n"
PROGRESS = """---
title: 第一批清单
column: 创建动态
date: 2026-02-24
source: 微县双拥办
author: 微县双拥办
openness: 主动公开
drafted: 2026-02-20
---

清单已经公布。
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a copy of 微县 to work on."""
    return copy_county(MINI, tmp_path)


def told(root: Path, day: date, kind: str) -> list[str]:
    """Return the notices of a kind on a day."""
    return [each.message for each in desk(loaded(root), day).notices if each.kind == kind]


def waiting(shown: DeskView, path: str) -> PieceView:
    """Return a piece that waits."""
    return next(each for each in shown.waiting if each.path == path)


@pytest.mark.parametrize(("days", "named"), [(14, False), (15, True)])
def test_news_are_stale_after_two_weeks(root: Path, days: int, named: bool) -> None:  # noqa: FBT001 - a parameter
    """Fourteen days without news are allowed, the fifteenth is told; 创建动态 is held to the same."""
    folder = root / "docs/public/progress"
    folder.mkdir()
    (folder / "index.md").write_text(FRONT, encoding="utf-8")
    (folder / "lists.md").write_text(PROGRESS, encoding="utf-8")
    sign(root)
    expected = [
        f"“{name}”已 {days} 天没有更新（应不超过 14 天）" for name in ("双拥要闻", "创建动态") if named
    ]
    assert told(root, DATED + timedelta(days), "久未更新") == expected


def test_a_preference_that_ended_is_named_for_thirty_days(root: Path) -> None:
    """The office is told thirty days before the end and thirty days after it, and then no more."""
    assert told(root, ENDS - timedelta(31), "即将到期") == []
    assert len(told(root, ENDS - timedelta(30), "即将到期")) == 1
    assert len(told(root, ENDS, "即将到期")) == 1
    assert len(told(root, ENDS + timedelta(1), "已到期")) == 1
    assert len(told(root, ENDS + timedelta(30), "已到期")) == 1
    assert told(root, ENDS + timedelta(31), "已到期") == []


def test_an_article_that_ended_is_among_what_is_gone(root: Path) -> None:
    """Before its end an article is named; afterwards it stands in 已撤下 and nags no more."""
    edit(root / KICKOFF, "openness: 主动公开\n", "openness: 主动公开\nexpires: 2026-07-25\n")
    sign(root)
    before, after = desk(loaded(root), AS_OF), desk(loaded(root), date(2026, 7, 26))
    assert [each.path for each in before.notices if each.kind == "即将到期"] == [KICKOFF]
    assert [each.path for each in after.gone] == [KICKOFF]
    assert [
        each for each in after.notices if each.kind in {"即将到期", "已到期"} and each.path == KICKOFF
    ] == []


def test_the_usual_reviewer_is_the_last_who_did_that_step(root: Path) -> None:
    """Who took over the 初审 is named for the next piece, not who did it first."""
    begin(root)
    write(root)
    assert approve(root, "初审", "甲").code == 0
    begin(root, slug="open-night")
    assert waiting(desk(loaded(root), AS_OF), "docs/public/news/open-night.md").usual == "甲"


def test_a_change_shows_what_is_signed_and_what_is_void(root: Path) -> None:
    """After a change the reviewer reads head, corrections and the four decisions that no longer hold."""
    sign(root)
    changed = edit(root / KICKOFF, "全县动员大会召开。", "全县动员大会已召开。")
    assert changed
    piece = waiting(desk(loaded(root), AS_OF), KICKOFF)
    assert [each.step for each in piece.void] == ["初审通过", "复审通过", "保密审查通过", "终审通过"]
    assert FactView(label="来源", text="微县双拥办") in piece.facts
    assert [each.label for each in piece.facts][:3] == ["来源", "作者", "公开属性"]
    assert (
        task(root, "approve", KICKOFF, "--step", "初审", "--by", "示例丁101", "--on", "2026-07-19").code == 0
    )
    edit(root / KICKOFF, "已召开。", "已经召开。")
    piece = waiting(desk(loaded(root), AS_OF), KICKOFF)
    assert [(each.step, each.by) for each in piece.void] == [("初审通过", "示例丁101")]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            "docs/public/services/plaque.md",
            [
                (
                    "图片：plaque.png：示例县融媒体中心绘制（自有），"
                    "替代文字“光荣牌示意图：红底金边的横牌，写着“光荣之家”四个字”"
                ),
                "附件：plaque-notice.pdf：光荣牌办理材料一次告知单",
            ],
        ),
        (
            "docs/public/benefits/bank.md",
            [
                (
                    "更正：2026-05-19，原文“最高额度50万元”，更正为“最高额度30万元”"
                    "（原因不公开：把合伙创业的额度误写成个人额度）"
                )
            ],
        ),
        ("docs/public/notices/bayi-open.md", ["公示期：2026-08-01 至 2026-08-01", "到期日：2026-08-05"]),
    ],
)
def test_pictures_files_and_corrections_are_told_whole(path: str, expected: list[str]) -> None:
    """Owner, licence and 替代文字 of a picture, files, corrections, days: all that is signed is named."""
    [piece] = [each for each in pieces(loaded(ROOT), AS_OF) if each.path == path]
    told = [f"{each.label}：{each.text}" for each in facts(piece)]
    assert [
        each for each in told if each.startswith(("图片", "附件", "更正", "公示期", "到期日"))
    ] == expected


def test_the_page_to_sign_shows_all_that_is_signed() -> None:
    """Source, pictures and void decisions stand on the page a reviewer reads, beside the text."""
    shown = hand_made()
    first = replace(shown.waiting[0], void=shown.waiting[0].signed)
    _, page = desk_pages(replace(shown, waiting=(first,)))
    text = page.text()
    assert "<dt>来源</dt><dd>县双拥办</dd>" in text
    assert "<dt>图片</dt><dd>a.jpg：某人（自有）</dd>" in text
    assert "<dt>已作废</dt><dd>初审 示例丁 2026-07-17" in text
    assert "复审通常由示例戊做" in text
