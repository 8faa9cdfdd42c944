"""An article or a campaign that is moved keeps its log, and the move is told once."""

from datetime import date
from pathlib import Path

import pytest

from scripts.history.mining.mine import mine
from scripts.history.replay.effects import told
from scripts.history.report.flags import Flag, flags_of
from scripts.history.report.phrases import by_record, sentence
from tests.replay_county import replayed
from tests.repositories import CAMPAIGN, DAY, PROGRESS, Repository

NEWS = "docs/public/news/kickoff.md"
LATER = "docs/public/news/2026/kickoff.md"
NEXT = "data/campaigns/wx-2027"
MOVED = ("path", NEWS, LATER, "移动")


@pytest.fixture
def county(tmp_path: Path) -> Repository:
    """Return 微县 with one commit."""
    return Repository(tmp_path / "county")


def move(county: Repository, old: str, new: str) -> None:
    """Move a file or folder with git."""
    (county.root / new).parent.mkdir(parents=True, exist_ok=True)
    county.git("mv", old, new)


def log_of(county: Repository, article: str) -> list[tuple[str, str | None, str | None, str]]:
    """Return what is told of an article after the first commit, the digests of its text left out."""
    return [
        (each.field, each.old, each.new, each.how) if each.field != "body" else ("body", "", "", each.how)
        for each in county.changes()
        if each.id == article
    ]


def sentences(county: Repository) -> list[str]:
    """Return the log after the first commit in words."""
    return [sentence(group) for group in by_record(county.changes())]


def test_a_moved_article_keeps_its_log(county: Repository) -> None:
    """The move is one change, and all before and after it, the first version too, is under the new name."""
    county.edit(NEWS, "2026-02-24", "2026-02-25")
    county.commit("改日期")
    move(county, NEWS, LATER)
    county.commit("归入年份")
    county.edit(LATER, "全县动员大会召开。", "全县动员大会隆重召开。")
    county.commit("改正文")
    assert log_of(county, "public/news/2026/kickoff.md") == [
        ("date", "2026-02-24", "2026-02-25", ""),
        MOVED,
        ("body", "", "", ""),
    ]
    assert "public/news/kickoff.md" not in {each.id for each in county.history().changes}
    assert sentences(county)[1] == f"文章 public/news/2026/kickoff.md：移动：{NEWS} → {LATER}"
    history = county.history()
    flagged = zip(history.changes, flags_of(history.changes), strict=True)
    assert [flags for each, flags in flagged if each.how] == [(Flag.MOVED,)]


def test_an_article_moved_twice_and_back_is_one(county: Repository) -> None:
    """Every name it had leads to the one it has; a new article under a name it left is another one."""
    move(county, NEWS, LATER)
    county.commit("一")
    move(county, LATER, "docs/internal/kickoff.md")
    county.commit("二")
    move(county, "docs/internal/kickoff.md", NEWS)
    county.commit("三")
    (county.root / LATER).parent.mkdir(parents=True, exist_ok=True)
    (county.root / LATER).write_text("---\ntitle: 别的\n---\n", encoding="utf-8")
    county.commit("四")
    assert [each[1:3] for each in log_of(county, "public/news/kickoff.md")] == [
        (NEWS, LATER),
        (LATER, "docs/internal/kickoff.md"),
        ("docs/internal/kickoff.md", NEWS),
    ]
    assert log_of(county, "public/news/2026/kickoff.md")[-1] == ("title", None, "别的", "")


@pytest.mark.parametrize(
    ("title", "is_one"), [("动员大会召开", True), ("另一篇", False)], ids=["same title", "other title"]
)
def test_an_article_renamed_and_edited_at_once(county: Repository, title: str, *, is_one: bool) -> None:
    """The only one to leave and to come in a folder is the same if its title is; else it is another one."""
    move(county, NEWS, "docs/public/news/start.md")
    county.edit("docs/public/news/start.md", "2026-02-24", "2026-03-01")
    county.edit("docs/public/news/start.md", "动员大会召开", title)
    county.commit("改名并改日期")
    found = log_of(county, "public/news/start.md")
    if is_one:
        assert found == [
            ("path", NEWS, "docs/public/news/start.md", "移动"),
            ("date", "2026-02-24", "2026-03-01", ""),
        ]
    else:
        assert ("title", None, "另一篇", "") in found
        assert ("title", "动员大会召开", None, "") in log_of(county, "public/news/kickoff.md")


def test_two_alike_in_one_folder_are_not_guessed(county: Repository) -> None:
    """Where two articles leave and two come, both edited, nobody can tell: removals and new ones are told."""
    text = (county.root / NEWS).read_text(encoding="utf-8")
    (county.root / "docs/public/news/again.md").write_text(f"{text}又一次。\n", encoding="utf-8")
    county.commit("又一篇")
    for old, new in (("kickoff", "a"), ("again", "b")):
        move(county, f"docs/public/news/{old}.md", f"docs/public/news/{new}.md")
        county.edit(f"docs/public/news/{new}.md", "2026-02-24", f"2026-03-0{len(old) - 4}")
    county.commit("改名")
    assert {each[3] for each in county.told()} == {""}


def test_an_article_moved_here_and_edited_there(county: Repository) -> None:
    """A branch edits what main has moved: one move, one edit, no false loss by the merge."""
    county.branch("a")
    county.edit(NEWS, "2026-02-24", "2026-02-25")
    county.commit("甲")
    county.git("checkout", "-q", "main")
    move(county, NEWS, LATER)
    county.commit("乙")
    assert county.merge("a")
    assert log_of(county, "public/news/2026/kickoff.md") == [MOVED, ("date", "2026-02-24", "2026-02-25", "")]
    assert len(county.told()) == 2


def test_a_branch_that_moves_meets_an_edit_on_main(county: Repository) -> None:
    """The other way round it is the same record, too, and so it is for the next edit."""
    county.branch("a")
    move(county, NEWS, LATER)
    county.commit("甲")
    county.git("checkout", "-q", "main")
    county.edit(NEWS, "2026-02-24", "2026-02-25")
    county.commit("乙")
    assert county.merge("a")
    county.edit(LATER, "2026-02-25", "2026-02-26")
    county.commit("丙")
    assert log_of(county, "public/news/2026/kickoff.md") == [
        ("date", "2026-02-24", "2026-02-25", ""),
        MOVED,
        ("date", "2026-02-25", "2026-02-26", ""),
    ]
    assert len(county.told()) == 3


def rename_campaign(county: Repository, also: str = "") -> str:
    """Give the campaign another folder and code, as one must; ``also`` is put for the facts of 1.01."""
    county.git("mv", CAMPAIGN, NEXT)
    county.edit(f"{NEXT}/campaign.yml", "id: wx-2026", "id: wx-2027")
    if also:
        county.edit(PROGRESS.replace("wx-2026", "wx-2027"), "facts:", also)
    return county.commit("改代号")


def test_a_renamed_campaign_keeps_every_log(county: Repository) -> None:
    """One change tells the move, none of its records seems gone or new, all logs go on under the new code."""
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    county.commit("改前")
    rename_campaign(county)
    county.edit(PROGRESS.replace("wx-2026", "wx-2027"), "台账: 是", "台账: 否")
    county.commit("改后")
    assert county.told() == [
        ("facts.台账", "否", "是", ""),
        ("path", CAMPAIGN, NEXT, "移动"),
        ("id", "wx-2026", "wx-2027", ""),
        ("facts.台账", "是", "否", ""),
    ]
    assert sentences(county)[1] == f"创建活动 wx-2027：移动：{CAMPAIGN} → {NEXT}"
    assert sentences(county)[-1] == "1.01 议军会：事实 台账 是 → 否"
    assert {each.campaign for each in county.history().changes} == {"", "wx-2027"}


@pytest.mark.parametrize("is_merged", [False, True], ids=["on main", "by a merge"])
def test_the_trend_goes_on_over_a_renamed_campaign(
    county: Repository, tmp_path: Path, *, is_merged: bool
) -> None:
    """Each day counts as if the folder had always had its new name, and each change keeps its effect."""
    other = Repository(tmp_path / "other")
    for each, name in ((county, "wx-2027"), (other, "wx-2026")):
        each.edit(PROGRESS, "台账: 否", "台账: 是")
        each.commit("改前")
        each.clock += 3 * DAY
        if each is county and is_merged:
            each.branch("rename")
        if each is county:
            rename_campaign(each)
        if each is county and is_merged:
            each.merge("rename")
        each.clock += 3 * DAY
        each.edit(PROGRESS.replace("wx-2026", name), "台账: 是", "台账: 否")
        each.commit("改后")
    as_of = date(2026, 6, 12)
    was, now = replayed(other, as_of), replayed(county, as_of)
    assert list(now.courses) == ["wx-2027"]
    assert now.courses["wx-2027"].days == was.courses["wx-2026"].days
    effects = told(now.effects, county.changes())
    assert [(each.field, words) for each, words in effects.items()] == [
        ("facts.台账", "自评分 0.50 → 1.50"),
        ("facts.台账", "自评分 1.50 → 0.50"),
    ]


def test_edits_on_a_branch_follow_a_renamed_campaign(county: Repository) -> None:
    """A department that began before the renaming is told under the new code, without a false loss."""
    county.branch("czj")
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    county.commit("补台账")
    county.git("checkout", "-q", "main")
    rename_campaign(county)
    assert county.merge("czj")
    assert [each[0] for each in county.told()] == ["path", "id", "facts.台账"]
    assert county.changes()[-1].campaign == "wx-2027"


def test_a_broken_article_is_moved_and_mended(county: Repository) -> None:
    """What could not be read when it was moved has not gone: it is compared with its last good version."""
    county.edit(NEWS, "title: 动员", "title: [动员")
    county.commit("坏")
    move(county, NEWS, LATER)
    county.commit("移")
    county.edit(LATER, "title: [动员", "title: 再动员")
    county.commit("好")
    assert county.told() == [MOVED, ("title", "动员大会召开", "再动员大会召开", "")]
    assert [each.code for each in county.history().findings] == ["H201", "H201"]


@pytest.mark.parametrize("is_earlier", [True, False], ids=["broken before", "broken in the same commit"])
def test_a_broken_file_goes_with_its_campaign(county: Repository, *, is_earlier: bool) -> None:
    """A file nobody can read while the folder is renamed seems neither gone nor new."""
    if is_earlier:
        county.edit(PROGRESS, "facts:", "facts: [")
        county.commit("坏")
    rename_campaign(county, also="" if is_earlier else "facts: [")
    county.edit(PROGRESS.replace("wx-2026", "wx-2027"), "facts: [", "facts:")
    county.edit(PROGRESS.replace("wx-2026", "wx-2027"), "台账: 否", "台账: 是")
    county.commit("好")
    assert county.told() == [
        ("path", CAMPAIGN, NEXT, "移动"),
        ("id", "wx-2026", "wx-2027", ""),
        ("facts.台账", "否", "是", ""),
    ]


def test_another_campaign_in_place_of_an_old_one_is_new(county: Repository) -> None:
    """A new round with the same files but other contents is no move of the old round."""
    county.git("mv", CAMPAIGN, NEXT)
    for path in (county.root / NEXT).rglob("*.yml"):
        path.write_text("# 新一轮\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    county.commit("新一轮")
    assert {each.how for each in county.changes()} == {""}
    assert {each.campaign for each in county.changes()} == {"wx-2026", "wx-2027"}


def test_a_copy_is_no_move(county: Repository) -> None:
    """What is still there was not moved: a copied article is a new one."""
    (county.root / LATER).parent.mkdir(parents=True, exist_ok=True)
    (county.root / LATER).write_bytes((county.root / NEWS).read_bytes())
    county.commit("抄一份")
    assert ("title", None, "动员大会召开", "") in log_of(county, "public/news/2026/kickoff.md")
    assert log_of(county, "public/news/kickoff.md") == []


def test_a_move_cannot_be_forged(county: Repository) -> None:
    """Front matter that speaks like a move joins no logs."""
    county.edit(NEWS, "source: 微县双拥办", f"path: {NEWS}")
    county.commit("一")
    county.edit(NEWS, f"path: {NEWS}", f"path: {LATER}")
    county.commit("二")
    assert {each.how for each in county.changes()} == {""}
    assert log_of(county, "public/news/2026/kickoff.md") == []


def test_runs_over_new_commits_know_the_moves(county: Repository) -> None:
    """Commit after commit, the kept log and the new lines are byte for byte those of a full run."""
    kept, lines, runs = b"", b"", []

    def step() -> None:
        nonlocal kept, lines
        mined = mine(county.root, kept, len(lines))
        kept, lines = mined.state, mined.lines if mined.is_full else lines + mined.lines
        runs.append(mined.is_full)
        full = mine(county.root)
        assert (kept, lines) == (full.state, full.lines)

    step()
    county.branch("late")
    county.edit(NEWS, "2026-02-24", "2026-02-25")
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    county.commit("支")
    county.git("checkout", "-q", "main")
    move(county, NEWS, LATER)
    county.commit("移")
    step()
    rename_campaign(county)
    step()
    county.merge("late")
    step()
    county.edit(LATER, "2026-02-25", "2026-02-26")
    county.commit("改")
    step()
    move(county, LATER, NEWS)
    county.commit("移回")
    step()
    county.edit(NEWS, "title: 动员", "title: [动员")
    county.commit("坏")
    step()
    move(county, NEWS, LATER)
    county.commit("再移")
    step()
    county.edit(LATER, "title: [动员", "title: 再动员")
    county.commit("好")
    step()
    assert runs == [True, *[False] * 8]
    told = [each[0] for each in log_of(county, "public/news/2026/kickoff.md")]
    assert told == ["path", "date", "date", "path", "path", "title"]
