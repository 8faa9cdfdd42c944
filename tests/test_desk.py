"""The way of a piece from `article new` to the public and off again, as the office walks it."""

import hashlib
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from scripts.exports.contracts import to_json
from scripts.load.dataset import load
from scripts.paths import Layout
from scripts.views.make_desk import desk
from tests.counties import AS_OF, MINI, ROOT, contracts, copy_county, digests, edit
from tests.sign_sample import sign

ARTICLE = "docs/public/news/open-day.md"
CORRECT = ("article", "correct")
STEPS = (("初审", "甲"), ("复审", "乙"), ("保密审查", "丙"), ("终审", "丁"))


@dataclass(frozen=True, kw_only=True)
class Ran:
    """What a task left in the terminal."""

    code: int
    out: str


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a copy of 微县 to work on."""
    return copy_county(MINI, tmp_path)


def task(root: Path, *words: str) -> Ran:
    """Run one task on the county, as in a terminal."""
    command = [sys.executable, str(ROOT / "tasks.py"), *words, "--root", str(root)]
    done = subprocess.run(command, capture_output=True, check=False)
    return Ran(code=done.returncode, out=(done.stdout + done.stderr).decode())


def begin(root: Path, column: str = "news", slug: str = "open-day") -> Ran:
    """Begin an article with ``article new``."""
    return task(
        root, "article", "new", "--column", column, "--slug", slug, "--title", "开放日", "--on", "2026-07-18"
    )


def write(root: Path) -> None:
    """Fill in what ``article new`` left open."""
    path = root / ARTICLE
    text = path.read_text(encoding="utf-8").replace("source: 待填", "source: 微县双拥办")
    text = text.replace("author: 待填", "author: 微县双拥办")
    head, _, _ = text.partition("（待填")
    path.write_text(f"{head}本周六开放，欢迎参观。\n", encoding="utf-8")


def approve(root: Path, step: str, by: str, *more: str) -> Ran:
    """Sign one step."""
    return task(root, "approve", ARTICLE, "--step", step, "--by", by, "--on", "2026-07-19", *more)


def is_public(root: Path) -> bool:
    """Return whether the article stands in ``public.json``."""
    return "news/open-day.html" in contracts(root)["public.json"].decode()


def approved(root: Path) -> None:
    """Take the article through all four steps."""
    begin(root)
    write(root)
    for step, by in STEPS:
        assert approve(root, step, by).code == 0


def test_from_new_to_public_step_by_step_and_off_again(root: Path) -> None:
    """The whole way and each refusal on it: unfinished, out of turn, same person; then one letter."""
    assert begin(root).code == 0
    unfinished = task(root, "check", "--as-of", "2026-07-20")
    assert unfinished.code == 1
    assert f"{ARTICLE}:5: K380 source 还是“待填”" in unfinished.out
    assert approve(root, "初审", "甲").code == 1
    write(root)
    assert task(root, "check", "--as-of", "2026-07-20").code == 0
    assert not is_public(root)
    early = approve(root, "终审", "丁")
    assert (early.code, "还没有初审，不能先做终审" in early.out) == (1, True)
    assert approve(root, "初审", "甲").code == 0
    twice = approve(root, "复审", "甲")
    assert (twice.code, "各步骤必须由不同的人完成" in twice.out) == (1, True)
    assert "还差：终审、保密审查" in approve(root, "复审", "乙").out
    assert "还差：终审" in approve(root, "保密审查", "丙").out
    assert not is_public(root)
    assert "四步齐全，现在的状态：已发布" in approve(root, "终审", "丁").out
    assert is_public(root)
    edit(root / ARTICLE, "欢迎参观。", "欢迎参观！")
    assert not is_public(root)
    assert "审后有改动" in task(root, "article", "list", "--on", "2026-07-20").out


def test_a_changed_picture_takes_the_piece_off(root: Path) -> None:
    """The digest covers the pictures and documents, not the words alone."""
    begin(root)
    write(root)
    file = root / "docs/public/news/form.pdf"
    file.write_bytes(b"%PDF-1.4\n%one\n")
    edit(
        root / ARTICLE,
        "drafted: 2026-07-18\n",
        "drafted: 2026-07-18\ndocuments:\n  - {file: form.pdf, title: 表}\n",
    )
    before, _ = load(Layout.at(root))
    file.write_bytes(b"%PDF-1.4\n%two\n")
    after, _ = load(Layout.at(root))
    assert before is not None
    assert after is not None
    [one], [two] = (
        [page.digest for page in each.public_pages if page.source == ARTICLE] for each in (before, after)
    )
    assert one != two


def test_the_digest_can_be_computed_by_hand(root: Path) -> None:
    """``sha256sum 文件 | sha256sum`` in the piece's folder gives what reviews.csv holds."""
    approved(root)
    row = (root / "data/publicity/reviews.csv").read_text(encoding="utf-8").splitlines()[-1]
    own = hashlib.sha256((root / ARTICLE).read_bytes()).hexdigest()
    assert hashlib.sha256(f"{own}  open-day.md\n".encode()).hexdigest() in row


def test_a_piece_can_be_sent_back(root: Path) -> None:
    """退回 needs a reason, takes the piece off, and the desk shows who wants what."""
    approved(root)
    assert approve(root, "终审", "丁", "--back", "时间要写清楚").code == 0
    assert not is_public(root)
    dataset, _ = load(Layout.at(root))
    assert dataset is not None
    [piece] = [each for each in desk(dataset, AS_OF).waiting if each.path == ARTICLE]
    assert (piece.state, piece.note) == ("退回修改", "丁（终审）：时间要写清楚")


def test_a_correction_keeps_the_old_words(root: Path) -> None:
    """`article correct` changes the text, records what it said, and the piece goes through review again."""
    approved(root)
    words = ("--was", "本周六开放", "--now", "本周日开放", "--why", "日期写错", "--on", "2026-07-20")
    assert task(root, "article", "correct", "--path", ARTICLE, *words).code == 0
    text = (root / ARTICLE).read_text(encoding="utf-8")
    assert "{on: 2026-07-20, was: 本周六开放, now: 本周日开放, why: 日期写错}" in text
    assert "本周日开放，欢迎参观。" in text
    assert not is_public(root)
    again = task(root, "article", "correct", "--path", ARTICLE, *words)
    assert (again.code, "正文里没有这段原文" in again.out) == (1, True)
    for step, by in STEPS:
        approve(root, step, by)
    public = contracts(root)["public.json"].decode()
    assert '"was": "本周六开放"' in public
    assert "日期写错" not in public


def test_what_was_never_released_is_not_corrected(root: Path) -> None:
    """A draft is simply changed: no reader has seen it."""
    begin(root)
    write(root)
    found = task(root, *CORRECT, "--path", ARTICLE, "--was", "本周六", "--now", "本周日", "--why", "笔误")
    assert (found.code, "还没有审定过，不用更正" in found.out) == (1, True)


def test_a_title_can_be_corrected(root: Path) -> None:
    """A wrong title is corrected as the text is."""
    approved(root)
    words = ("--was", "开放日", "--now", "开放周", "--why", "改为一周")
    assert task(root, *CORRECT, "--path", ARTICLE, *words, "--on", "2026-07-20").code == 0
    assert "title: 开放周\n" in (root / ARTICLE).read_text(encoding="utf-8")


def test_reviews_that_cannot_be_read_are_not_written_anew(root: Path) -> None:
    """A damaged row of reviews.csv stops `approve`: writing the rest would lose it."""
    begin(root)
    write(root)
    path = root / "data/publicity/reviews.csv"
    path.write_text(path.read_text(encoding="utf-8") + "docs/public/news/kickoff.md,初审\n", encoding="utf-8")
    before = path.read_bytes()
    assert approve(root, "初审", "甲").code == 1
    assert path.read_bytes() == before


def test_signing_follows_the_clock_of_the_data(root: Path) -> None:
    """Without a date, a step is signed on the day the sites are built for, also where that stands still."""
    campaign = root / "data/campaigns/wx-2026/campaign.yml"
    edit(campaign, "round: 第一轮\n", "round: 第一轮\ndemo_clock: 2026-07-20\n")
    begin(root)
    write(root)
    assert task(root, "approve", ARTICLE, "--step", "初审", "--by", "甲").code == 0
    assert ",初审,通过,甲,2026-07-20," in (root / "data/publicity/reviews.csv").read_text(encoding="utf-8")


def test_an_untold_change_of_a_released_text_is_named(root: Path) -> None:
    """Who changes a released text by hand is reminded to tell the readers."""
    approved(root)
    edit(root / ARTICLE, "本周六", "本周日")
    found = task(root, "check", "--as-of", "2026-07-20")
    assert f"{ARTICLE}:2: K395" in found.out


def test_a_piece_leaves_on_the_day_after_its_last(root: Path) -> None:
    """An expired piece goes by itself and is listed; on its last day it is still there."""
    begin(root)
    write(root)
    edit(root / ARTICLE, "drafted: 2026-07-18\n", "drafted: 2026-07-18\nexpires: 2026-07-21\n")
    for step, by in STEPS:
        approve(root, step, by)
    for day, there in ((date(2026, 7, 21), True), (date(2026, 7, 22), False)):
        assert ("open-day.html" in contracts(root, day)["public.json"].decode()) is there
    assert "已撤下 1 篇" in task(root, "article", "list", "--on", "2026-07-22").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("article", "new", "--column", "sport", "--slug", "a", "--title", "题"), "没有“sport”这个栏目"),
        (("article", "new", "--column", "news", "--slug", "../x", "--title", "题"), "不合要求"),
        (("article", "new", "--column", "news", "--slug", "kickoff", "--title", "题"), "已经有了"),
        (("article", "new", "--column", "news", "--slug", "a"), "没有写标题"),
        (("article", "burn"), "没有“burn”这个做法"),
        ((*CORRECT, "--path", "news/kickoff", "--was", "全县"), "更正要写全"),
        (
            (*CORRECT, "--path", "news/kickoff", "--was", "全县", "--now", "打13812345678", "--why", "c"),
            "手机号",
        ),
        (("approve", "news/kickoff", "--step", "初审", "--by", "路人"), "没有登记为审核人"),
        (("approve", "news/kickoff", "--step", "终审", "--by", "乙"), "乙登记的是初审、复审，不能做终审"),
        (
            ("article", "correct", "--path", "benefits.csv", "--was", "a", "--now", "b", "--why", "c"),
            "不是文章",
        ),
        (("approve", "news/kickof", "--step", "初审", "--by", "甲"), "没有这篇稿件"),
        (("approve", "news/kickoff", "--step", "三审", "--by", "甲"), "没有“三审”这一步"),
        (("approve", "news/kickoff", "--step", "初审", "--by", "戊"), "初审已由示例丁101完成"),
    ],
)
def test_a_wrong_order_writes_nothing(root: Path, words: tuple[str, ...], said: str) -> None:
    """What cannot be done says why, with the remedy, and leaves every file as it was."""
    before = digests(root)
    found = task(root, *words)
    assert found.code == 1
    assert said in found.out
    assert "Traceback" not in found.out
    assert digests(root) == before


@pytest.mark.parametrize("column", ["policies", "notices", "services"])
def test_each_column_asks_for_what_it_needs(root: Path, column: str) -> None:
    """文号 for a policy, days for a notice, six questions for a guide stand in the form already."""
    begin(root, column)
    text = (root / f"docs/public/{column}/open-day.md").read_text(encoding="utf-8")
    wanted = {
        "policies": "number: 待填",
        "notices": "begins: 2026-07-18\nends: 2026-07-25",
        "services": "## 带什么材料",
    }
    assert wanted[column] in text


def test_tables_need_their_reviews_too(root: Path) -> None:
    """Preferences, places and questions are published as reviewed, or not at all."""
    assert '"交通"' in contracts(root)["public.json"].decode()
    edit(root / "data/publicity/benefits.csv", "公交免费", "公交全免费")
    assert '"交通"' not in contracts(root)["public.json"].decode()
    sign(root)
    assert "公交全免费" in contracts(root)["public.json"].decode()


def test_unreviewed_public_words_are_marked(root: Path) -> None:
    """The site cannot do without its name and numbers; while nobody approved them it says so itself."""
    assert '"is_unreviewed": false' in contracts(root)["public.json"].decode()
    edit(root / "data/campaigns/wx-2026/publicity.yml", "100块", "101块")
    assert '"is_unreviewed": true' in contracts(root)["public.json"].decode()


def test_a_preference_ends_with_its_last_day(root: Path) -> None:
    """A preference that has run out is not shown."""
    assert "bus" in contracts(root, date(2026, 12, 31))["public.json"].decode()
    assert "bus" not in contracts(root, date(2027, 1, 1))["public.json"].decode()


def test_links_to_what_is_not_public_become_words(root: Path) -> None:
    """An article that names an unreleased one is published all the same, without the link; the desk tells."""
    begin(root)
    write(root)
    edit(root / ARTICLE, "欢迎参观。", "见[动员大会](kickoff.md)。")
    for step, by in STEPS:
        approve(root, step, by)
    assert "[动员大会](kickoff.md)" in contracts(root)["public.json"].decode()
    edit(root / "docs/public/news/kickoff.md", "全县动员大会召开。", "全县动员大会已召开。")
    public = contracts(root)["public.json"].decode()
    assert "见动员大会。" in public
    assert "断链" in task(root, "article", "list", "--on", "2026-07-20").out


def test_the_list_tells_what_is_stale(root: Path) -> None:
    """Old news, empty columns, missing 解读 and an unfinished foot are named, each with its remedy."""
    found = task(root, "article", "list", "--on", "2026-07-20").out
    assert "久未更新　“双拥要闻”已 146 天没有更新（应不超过 14 天）" in found
    assert "空栏目　没有“创建动态”栏目（应有 docs/public/progress/index.md）" in found
    assert "页脚待填　页脚的ICP 备案号还是“待填”，正式发布前必须填写" in found


def test_reviewers_and_consent_stay_inside(root: Path) -> None:
    """Who reviewed, why it was corrected and where a consent is kept never reach ``public.json``."""
    approved(root)
    public = contracts(root)["public.json"].decode()
    names = re.findall(
        "示例[丁戊己庚][0-9]+", (root / "data/publicity/reviews.csv").read_text(encoding="utf-8")
    )
    assert names
    assert not [name for name in names if name in public]


def test_the_desk_is_the_same_twice(root: Path) -> None:
    """The same data and day give the same desk."""
    dataset, _ = load(Layout.at(root))
    assert dataset is not None
    assert to_json(desk(dataset, AS_OF)) == to_json(desk(dataset, AS_OF))


def test_an_unreadable_county_is_told_not_signed(tmp_path: Path) -> None:
    """Where nothing can be read there is nothing to sign, and the reason is given."""
    (tmp_path / "data").mkdir()
    found = approve(tmp_path, "初审", "甲")
    assert found.code == 1
    assert "T105" in found.out
    assert list((tmp_path / "data").iterdir()) == []
