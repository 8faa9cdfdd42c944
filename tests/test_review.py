"""``review`` at work: who must agree, what stands in the way, and a head that would rather judge itself."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.commands import OK, PROBLEMS, UNUSABLE
from scripts.commands.review import run_review
from scripts.review.forms import FORMS
from scripts.review.words import verdict
from tests.counties import AS_OF, digests
from tests.repositories import CAMPAIGN, PROGRESS, Repository
from tests.review_county import BRANCH, made, mails, reviewed

DAY = AS_OF.isoformat()


@pytest.fixture
def county(tmp_path: Path) -> Repository:
    """Return 微县 with main only."""
    return Repository(tmp_path / "county")


def ask(county: Repository, head: str, *, form: str = "text", out: str = "", base: str = "main") -> int:
    """Run the command as a person would."""
    return run_review(str(county.root), DAY, form, out, base, head, "")


def test_what_main_got_meanwhile_is_not_told_as_the_change_s(tmp_path: Path) -> None:
    """The public number that the office changed on main is in neither list; two commits are one change."""
    meaning = reviewed(made(tmp_path / "county"))
    assert meaning.public == ()
    assert [(each.id, each.field, each.old, each.new) for each in meaning.changes] == [
        ("1.01", "facts.台账", "否", "是"),
        ("1.02", "facts.慰问.2025", "否", "是"),
        ("1.02", "facts.走访.2025", "1", "3"),
    ]


def test_the_lead_unit_of_another_s_item_must_agree(tmp_path: Path) -> None:
    """县财政局 changed an item of 县双拥办: refused, and the lead unit is named; its own needs nobody."""
    meaning = reviewed(made(tmp_path / "county"), actor="czj")
    assert [each for each in meaning.refused if "1.01" in each]
    assert not [each for each in meaning.refused if "1.02" in each]
    assert meaning.approvers[0].startswith("县双拥办（牵头单位）")
    assert not [each for each in meaning.approvers if each.startswith("县财政局")]
    assert not meaning.may_merge


def test_a_file_of_evidence_is_its_item_s(county: Repository) -> None:
    """A scan put beside another unit's item asks that unit, not the administrator."""
    county.branch("b")
    (county.root / f"{CAMPAIGN}/evidence/1.02/e7.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    county.commit("代传扫描件", **mails("office"))
    asked = [each.partition("：")[0] for each in reviewed(county, "b").approvers]
    assert asked == ["县财政局（牵头单位）", "县双拥办（核定）"]


def test_a_unit_that_dates_its_own_step_asks_nobody_but_the_office(county: Repository) -> None:
    """The lead is not asked about a helper's day; it is asked about anything else in its item."""
    county.branch("b")
    county.edit(PROGRESS, "县财政局: 2026-06-11", "县财政局: 2026-06-10")
    county.commit("完成", **mails("czj"))
    asked = [each.partition("：")[0] for each in reviewed(county, "b").approvers]
    assert asked == ["县双拥办（核定）"]

    county.edit(PROGRESS, "台账: 否", "台账: 是")
    county.commit("台账", **mails("czj"))
    asked = [each.partition("：")[0] for each in reviewed(county, "b").approvers]
    assert asked == ["县双拥办（牵头单位）", "县双拥办（核定）"]


def test_a_sound_report_may_be_merged(county: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0, the gain in points, and what is still missing to close the item."""
    county.branch("b")
    county.edit(f"{CAMPAIGN}/progress/1.02.yml", "慰问: {2024: 是, 2025: 否,", "慰问: {2024: 是, 2025: 是,")
    county.commit("补报", **mails("czj"))
    assert ask(county, "b") == OK
    said = capsys.readouterr().out
    assert said.startswith("可以合并")
    assert "1.02 走访慰问：自评分" in said
    assert "1.02 走访慰问：下一步" in said


def test_a_change_waives_no_problem_of_its_own(county: Repository) -> None:
    """A waiver that comes along is named and does not count; the problem stands in the way."""
    county.branch("b")
    county.edit(f"{CAMPAIGN}/standard.csv", "各单位,C-60", "各单位,2026-06-14")
    (county.root / f"{CAMPAIGN}/evidence/1.02/e8.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    path = f"{CAMPAIGN}/evidence/1.02/e8.pdf"
    with (county.root / "data/waivers.csv").open("a", encoding="utf-8", newline="\n") as table:
        table.write(f"K359,{path},图省事,县双拥办,2026-12-31\n")
    county.commit("自己豁免自己", **mails("office"))
    meaning = reviewed(county, "b")
    assert [each for each in (*meaning.new, *meaning.warned) if path in each]
    assert [each for each in meaning.notes if "豁免" in each and path in each]


def test_a_waiver_that_goes_brings_its_problem_back(county: Repository) -> None:
    """Taking a waiver away is bringing the problem."""
    county.branch("b")
    table = county.root / "data/waivers.csv"
    table.write_text(table.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8", newline="\n")
    county.commit("取消豁免", **mails("office"))
    meaning = reviewed(county, "b")
    assert [each for each in (*meaning.new, *meaning.warned) if "e9.pdf" in each]


def test_changed_rules_are_said_first_and_need_the_administrator(county: Repository) -> None:
    """Points are those of the merged rules, and the review says so before all figures, in bold."""
    county.branch("b")
    county.edit(f"{CAMPAIGN}/rules.yml", "points: 1, each: 0.4", "points: 1, each: 0.1")
    county.commit("少扣一点", **mails("czj"))
    meaning = reviewed(county, "b")
    assert meaning.notes[0].startswith("改的是规则本身（计分规则）")
    assert [each for each in meaning.approvers if each.startswith("县双拥办（管理）")]
    assert [each for each in meaning.effects if each.kind == "item" and each.subject == "1.02"]


def test_a_step_that_goes_undone_is_said_first(county: Repository) -> None:
    """It raises rates and takes away overdue work, so no reviewer may take it for progress."""
    county.branch("b")
    county.edit(
        PROGRESS,
        "  - id: s2\n    title: 各单位反馈\n    unit: 各单位\n    due: 2026-06-12\n"
        "    done:\n      县财政局: 2026-06-11\n",
        "",
    )
    county.edit(f"{CAMPAIGN}/progress/1.03.yml", "id: s1, title: 补做", "id: s7, title: 补做")
    county.edit(
        f"{CAMPAIGN}/progress/1.02.yml",
        "steps:\n  - {id: s1, title: 收齐慰问照片, unit: 县财政局, due: C-30, done: 2026-07-14}\n",
        "",
    )
    county.commit("理一理", **mails("office"))
    said = FORMS["text"](reviewed(county, "b")).splitlines()
    assert said[2:4] == [
        "注意：1.01 议军会：删去未完成的措施 s2《各单位反馈》（2 个单位没办，已逾期 38 天）",
        "注意：1.03 安置就业：删去未完成的措施 s1《补做保密审查》（县人武部，期限 2026-07-25）",
    ]
    assert not any("收齐慰问照片" in line for line in said if line.startswith("注意"))


def test_public_words_need_their_reviewers(county: Repository) -> None:
    """An article that says something else leaves the site until it is signed anew; the signers are named."""
    county.branch("b")
    path = county.root / "docs/public/news/kickoff.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n又及。\n", encoding="utf-8", newline="\n")
    county.commit("改稿", **mails("office"))
    meaning = reviewed(county, "b")
    assert [each for each in meaning.approvers if "审核人（甲）" in each and "kickoff" in each]
    assert [each for each in meaning.public if each.after is None and "文章《" in each.place]


def test_nothing_of_the_head_is_run_or_followed(county: Repository, tmp_path: Path) -> None:
    """Its scripts, filters and links are told as files and do nothing; the repository stays as it was."""
    witness = tmp_path / "run"
    county.branch("b")
    evil = f"import pathlib; pathlib.Path({str(witness)!r}).touch()\n"
    for name in ("tasks.py", "scripts/__init__.py", "scripts/pipeline.py", "sitecustomize.py", "conftest.py"):
        path = county.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(evil, encoding="utf-8")
    (county.root / ".gitattributes").write_text("* filter=evil merge=evil diff=evil\n", encoding="utf-8")
    county.git("config", "filter.evil.smudge", f"touch {witness}")
    county.git("config", "merge.evil.driver", f"touch {witness}")
    (county.root / "data/link.yml").symlink_to("/etc/passwd")
    county.commit("看看会不会运行", **mails("czj"))
    county.git("checkout", "-q", "main")
    before = digests(county.root)
    meaning = reviewed(county, "b")
    assert not witness.exists()
    assert digests(county.root) == before
    assert {"tasks.py", "scripts/pipeline.py", ".gitattributes", "data/link.yml"} <= set(meaning.others)
    assert not meaning.may_merge


def test_a_bomb_is_not_unfolded(county: Repository) -> None:
    """A few kilobytes that unfold to a billion files are refused in a moment, neither merged nor laid out."""
    meaning = reviewed(county, county.bomb(**mails("office")))
    assert [each for each in meaning.refused if "展开" in each]
    assert [each for each in meaning.notes if "没有合并来看" in each]
    assert not meaning.may_merge


def test_what_only_commits_in_between_hold_is_named(county: Repository) -> None:
    """A scan put in and taken out again stays in the history: the reviewer is told where to look."""
    scan = f"{CAMPAIGN}/evidence/1.02/e7.pdf"
    county.branch("b")
    (county.root / scan).write_bytes(b"%PDF-1.4\n")
    put = county.commit("放进来", **mails("czj"))
    (county.root / scan).unlink()
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    taken = county.commit("拿出去", **mails("czj"))
    meaning = reviewed(county, "b")
    assert meaning.passing == (f"{scan}（提交 {put[:10]}、{taken[:10]}）",)
    for form in FORMS.values():
        assert "e7.pdf（提交" in form(meaning).partition("<details>")[0]
    county.edit(PROGRESS, "台账: 是", "台账: 否")
    county.commit("不改了", **mails("czj"))
    meaning = reviewed(county, "b")
    assert not meaning.changes
    assert [each.partition("（")[0] for each in meaning.passing] == [scan, PROGRESS]
    assert verdict(replace(meaning, refused=())).startswith("合并后什么也不变，只在历史里留下")


def test_what_a_merge_alone_holds_is_named_and_what_main_brought_is_not(county: Repository) -> None:
    """A file slipped into a merge and removed after it is seen; bringing main up to date is no such file."""
    county.branch("b")
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    county.commit("改", **mails("syb"))
    county.git("checkout", "-q", "main")
    county.edit(f"{CAMPAIGN}/publicity.yml", "100块", "120块")
    county.commit("别人", **mails("office"))
    county.git("checkout", "-q", "b")
    county.git("merge", "-q", "--no-ff", "--no-commit", "main")
    hidden = county.root / "docs/internal/夹带.txt"
    hidden.write_text("内容\n", encoding="utf-8")
    county.commit("合并", **mails("syb"))
    hidden.unlink()
    county.commit("拿掉", **mails("syb"))
    assert [each.partition("（")[0] for each in reviewed(county, "b").passing] == ["docs/internal/夹带.txt"]


def test_a_conflict_is_named_and_nothing_else_is_claimed(county: Repository) -> None:
    """Both sides changed one line: the path is named with what to do, the head's own fields are told."""
    county.branch("b")
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    county.commit("建了", **mails("office"))
    county.git("checkout", "-q", "main")
    county.edit(PROGRESS, "  台账: 否\n", "")
    county.commit("没建", **mails("office"))
    meaning = reviewed(county, "b")
    assert meaning.conflicts == (PROGRESS,)
    assert [(each.field, each.old, each.new) for each in meaning.changes] == [("facts.台账", "否", "是")]
    assert meaning.effects == ()
    assert not meaning.may_merge


def test_data_that_cannot_be_scored_say_why(county: Repository) -> None:
    """A broken file: the problem with its place, the other changes, and that nothing could be scored."""
    county.branch("b")
    county.edit(PROGRESS, "state: 办理中", "state: 快办完了")
    county.edit(f"{CAMPAIGN}/progress/1.02.yml", "走访: {2024: 2,", "走访: {2024: 3,")
    county.commit("坏了", **mails("czj"))
    meaning = reviewed(county, "b")
    assert [each for each in meaning.new if each.startswith(f"{PROGRESS}:3: ")]
    assert any("不能计分" in each for each in meaning.notes)
    assert [each for each in meaning.changes if each.id == "1.02"]


def test_folders_come_and_go(county: Repository) -> None:
    """A campaign that is taken away, and a file where a folder was, are compared like anything else."""
    county.branch("b")
    county.git("rm", "-q", "-r", "docs/public/news", "data/publicity")
    (county.root / "docs/public").mkdir(parents=True, exist_ok=True)
    (county.root / "docs/public/news").write_text("没有了\n", encoding="utf-8")
    county.commit("清空专栏", **mails("office"))
    meaning = reviewed(county, "b")
    assert "docs/public/news" in meaning.others
    assert [each for each in meaning.changes if each.kind == "benefits"]


def test_the_same_is_said_of_a_bare_repository(tmp_path: Path) -> None:
    """On the server, where there is no work tree, the review is the same."""
    county = made(tmp_path / "county")
    bare = tmp_path / "bare.git"
    county.git("clone", "-q", "--bare", str(county.root), str(bare))
    there = object.__new__(Repository)
    there.root = bare
    assert reviewed(there) == reviewed(county)


def test_no_change_is_no_review(county: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    """A branch that is already in main has nothing to tell, and nothing stands in the way."""
    county.git("branch", "b")
    assert ask(county, "b") == OK
    assert capsys.readouterr().out.startswith("没有要合并的改动")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"head": "nowhere"}, "--head 写的“nowhere”"),
        ({"head": "b", "base": "--upload-pack=x"}, "--base 写的“--upload-pack=x”"),
        ({"head": "b", "form": "pdf"}, "没有“pdf”这种格式"),
    ],
)
def test_what_cannot_be_told_says_why(
    county: Repository, capsys: pytest.CaptureFixture[str], asked: dict[str, str], said: str
) -> None:
    """A wrong name or form: one sentence with the remedy, exit code 2."""
    county.git("branch", "b")
    assert ask(county, **asked) == UNUSABLE
    assert said in capsys.readouterr().out


def test_the_file_says_why_there_is_no_review(
    county: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a server shows is never an old review or none: the file says what was wrong."""
    out = tmp_path / "review.md"
    assert run_review(str(county.root), DAY, "md", str(out), "main", "没有", "") == UNUSABLE
    assert out.read_text(encoding="utf-8").startswith("### 无法审阅\n\n    ")
    assert "没有" in capsys.readouterr().out

    county.git("checkout", "-q", "-b", "b")
    for number in range(301):
        (county.root / f"docs/internal/{number}.txt").write_text("甲\n", encoding="utf-8")
    county.commit("很多文件")
    assert run_review(str(county.root), DAY, "md", str(out), "main", "b", "", limit=True) == PROBLEMS
    told = out.read_text(encoding="utf-8")
    assert told.startswith("### 不许合并：改动太大，没有审阅")
    assert "301 个文件" in told


def test_a_name_no_disk_takes_is_the_reason_in_the_file(county: Repository, tmp_path: Path) -> None:
    """A file name with a line break cannot be laid out: the file says so, and names it in one line."""
    county.git("checkout", "-q", "-b", "b")
    (county.root / "docs/public/news/a\nb.md").write_text("甲\n", encoding="utf-8")
    county.commit("怪名")
    out = tmp_path / "review.md"
    assert run_review(str(county.root), DAY, "md", str(out), "main", "b", "") == UNUSABLE
    told = out.read_text(encoding="utf-8")
    assert told.startswith("### 无法审阅\n\n    ")
    assert told.endswith(" 里有写不到磁盘上的文件名：'docs/public/news/a\\nb.md'\n")


def test_a_folder_without_git_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No repository: one sentence, exit code 2."""
    assert run_review(str(tmp_path), DAY, "text", "", "main", "b", "") == UNUSABLE
    assert "git" in capsys.readouterr().out


def test_strangers_are_not_merged(county: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    """A branch with a history of its own is refused before anything is compared."""
    county.git("checkout", "-q", "--orphan", "b")
    county.commit("另起炉灶")
    assert ask(county, "b") == UNUSABLE
    assert "没有共同的历史" in capsys.readouterr().out


def test_work_that_is_not_committed_is_not_in_it(county: Repository) -> None:
    """Reviewing what one stands on says so when something there is not committed yet."""
    county.branch("b")
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    assert any("没提交" in each for each in reviewed(county, "HEAD").notes)
    assert not any("没提交" in each for each in reviewed(county, "b").notes)


def test_a_file_is_written_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--out`` writes the form asked for and says the verdict; the exit code is the verdict's."""
    county, out = made(tmp_path / "county"), tmp_path / "review.json"
    assert ask(county, BRANCH, form="json", out=str(out)) == PROBLEMS
    assert json.loads(out.read_text(encoding="utf-8"))["may_merge"] is False
    assert "不能合并" in capsys.readouterr().out
    assert ask(county, BRANCH, form="json", out=str(tmp_path / "no" / "x.json")) == UNUSABLE
