"""The demo is a campaign's true history: the same everywhere, honest throughout, ending in the sample."""

import base64
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from scripts import commands
from scripts.commands import proof as proof_tasks
from scripts.demo import Wanted, make_demo
from scripts.demo.keys import private_text, public_line, secret_of
from scripts.demo.place import PlaceError
from scripts.history.changes import Change
from scripts.history.mining.mine import History, history_of, mine
from scripts.history.report.flags import Flag, flags_of
from scripts.publish.tree import write_tree
from scripts.sample.commits import Kind, Planned
from scripts.sample.flow import planned
from scripts.sample.frame import FOLDER, read_frame
from scripts.sample.world import SEED, read_world
from scripts.score.standing import standings
from tests.counties import AS_OF, ROOT, digests, examined

REOPENED = {"1.07", "3.01", "4.10", "5.05", "10.03"}
RENAMING = "县城市管理局更名为县综合行政执法局"


@dataclass(frozen=True, kw_only=True)
class Demo:
    """What the command made, and what it said."""

    root: Path
    keys: Path
    said: str
    history: History

    def flagged(self, flag: Flag) -> list[Change]:
        """Return the changes that carry a flag."""
        flags = flags_of(self.history.changes, self.history.findings)
        return [change for change, found in zip(self.history.changes, flags, strict=True) if flag in found]

    def changes(self, field: str, item: str = "") -> list[Change]:
        """Return the changes of a field, of one item or of all."""
        return [each for each in self.history.changes if each.field == field and item in ("", each.id)]


def head_of(root: Path) -> str:
    """Return all refs of a repository with the objects they name."""
    words = ["git", "-C", str(root), "for-each-ref", "--format=%(objectname) %(refname)"]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """Return the default demo, as the command makes it, sites and all."""
    root = tmp_path_factory.mktemp("demo") / "county"
    said: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(commands, "say", said.append)
        assert commands.run_demo(str(root), SEED, 0, 0) == 0
    keys = root.with_name("county-keys")
    return Demo(root=root, keys=keys, said="\n".join(said), history=history_of(mine(root)))


@pytest.fixture(scope="module")
def plan() -> list[Planned]:
    """Return the commits of the default demo before they are signed."""
    return planned(read_frame(ROOT, read_world(ROOT / FOLDER, SEED)))


def states(plan: list[Planned], root: Path) -> Iterator[Planned]:
    """Write main below ``root`` commit after commit; yield what was committed last."""
    for each in plan:
        if each.kind in (Kind.MAIN, Kind.MERGE):
            for name, content in each.files.items():
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            yield each


def test_the_sample_is_the_last_day(demo: Demo) -> None:
    """What the history ends in is, byte for byte, the county everybody sees in this repository."""
    for folder in ("data", "docs"):
        assert digests(demo.root / folder) == digests(ROOT / folder)


def test_the_same_seed_makes_the_same_commits(demo: Demo, tmp_path: Path) -> None:
    """Another folder, time zone, language, hash order and git settings give the same commits and tags."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home/.gitconfig").write_text("[user]\n name = 别人\n[commit]\n gpgsign = true\n")
    program = (
        "import sys; from pathlib import Path; from scripts.demo import Wanted, make_demo; "
        "make_demo(Path(sys.argv[1]), Path(sys.argv[2]), Wanted(), print)"
    )
    other = {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONUTF8": "1"}
    author = {"GIT_AUTHOR_NAME": "别人", "GIT_COMMITTER_DATE": "2001-01-01 00:00:00"}
    environment = {**os.environ, **other, **author, "HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)}
    place = tmp_path / "elsewhere" / "another name"
    words = [sys.executable, "-c", program, str(ROOT), str(place)]
    subprocess.run(words, env=environment, check=True, capture_output=True)
    assert head_of(place) == head_of(demo.root)


def test_verify_finds_nothing(demo: Demo, capsys: pytest.CaptureFixture[str]) -> None:
    """With the keys laid beside it, every rule passes: signatures, anchors, seals, merges, sites."""
    assert proof_tasks.run_verify(str(demo.root), str(demo.keys)) == 0
    said = capsys.readouterr().out
    assert "通过 18 条，未通过 0 条，不适用 0 条" in said
    assert said.count("由合并人取舍冲突") == 2


def test_the_private_keys_stay_outside(demo: Demo) -> None:
    """Nothing that was committed holds a private key, and only its owner can read one."""
    words = ["git", "-C", str(demo.root), "grep", "-l", "PRIVATE KEY", "main"]
    assert subprocess.run(words, check=False, capture_output=True).stdout == b""
    assert {path.stat().st_mode & 0o777 for path in (demo.keys / "private").iterdir()} == {0o600}


def test_the_command_says_what_to_open_and_try(demo: Demo) -> None:
    """A newcomer is told which pages to open and which commands to run next, and they exist."""
    pages = [Path(line.split("  ")[-1]) for line in demo.said.splitlines() if line.endswith("index.html")]
    assert len(pages) == 2
    assert all(page.is_file() for page in pages)
    assert f"verify --root {demo.root} --keys {demo.keys}" in demo.said
    assert "变更审计没有生成" not in demo.said


def test_some_hundreds_of_commits_by_many_hands(demo: Demo) -> None:
    """Departments write, the office records: many authors, one who merges."""
    changes = demo.history.changes
    assert 600 <= int(re.findall(r"（(\d+) 次提交", demo.said)[0]) <= 1100
    assert len({change.author for change in changes}) > 20
    assert {change.merger.split(" ")[0] for change in changes} == {"县双拥办"}


def test_nothing_in_the_history_is_odd(demo: Demo) -> None:
    """No commit leaves a file unreadable, none is back-dated, and no merge adds anything of its own."""
    assert list(demo.history.findings) == []
    assert not demo.flagged(Flag.BACKDATED)
    assert not demo.flagged(Flag.IN_MERGE)


def test_closed_items_were_opened_again(demo: Demo) -> None:
    """Some items were closed too early, opened again with the reason, and closed for good later."""
    reopened = demo.flagged(Flag.REOPENED)
    assert {change.id for change in reopened} == REOPENED
    for change in reopened:
        results = [each.new for each in demo.changes("decision.result", change.id)]
        assert results[:2] == ["销号", "退回"]
        assert results[-1] == "销号"
        assert "撤销销号" in change.reason


def test_checks_are_only_added(plan: list[Planned], tmp_path: Path) -> None:
    """No look of the office is ever taken back: what was opened again still tells so at the end."""
    known: dict[str, list[str]] = {}
    for each in states(plan, tmp_path):
        for name in each.files:
            if name.startswith(f"{FOLDER}/verdicts/"):
                lines = each.files[name].decode().splitlines()
                checks = [line for line in lines if ", result: " in line and line.startswith("  - ")]
                before = known.get(name, [])
                assert checks[: len(before)] == before, f"{each.at} {name}"
                known[name] = checks
    for item in REOPENED:
        checks = known[f"{FOLDER}/verdicts/{item}.yml"]
        assert [re.findall("result: (..)", line)[0] for line in checks] == ["通过", "退回", "通过"]
        assert "申请销号" in checks[0]
        assert "撤销销号" in checks[1]


def test_nobody_is_accused_before_it_is_certain(demo: Demo) -> None:
    """A veto, or a fact whose 否 says that somebody did wrong, is never reported 否 and then 是."""
    facts = [each for each in demo.history.changes if each.kind == "progress" and each.field[:6] == "facts."]
    vetoes = [each for each in facts if each.id.startswith("10.")]
    assert [each.new for each in vetoes if each.field == "facts.未受查处"] == ["是"]
    assert not [each for each in vetoes if each.old not in ("", None)]
    accusing = ("无审计问题", "依法办案", "标准达到规定", "教官规范无投诉")
    assert {each.new for each in facts if each.field.removeprefix("facts.") in accusing} == {"是"}


def test_an_early_application_says_what_is_open(demo: Demo) -> None:
    """Who asks to close an item whose steps are not all done names them; the drainage of 3.04 is not done."""
    asked = [each.new for each in demo.changes("request.text", "3.04") if each.new]
    assert len(asked) == 2
    assert all("“整治周边道路排水问题”" in text and "尚未办结" in text for text in asked)
    assert not [each for each in demo.changes("steps.s2.done", "3.04") if each.new]


def test_closed_items_were_changed(demo: Demo) -> None:
    """After closing, evidence of two items and facts of two more were changed, each with a reason."""
    assert {change.id for change in demo.flagged(Flag.EVIDENCE_AFTER_CLOSING)} == {"1.01", "5.02"}
    edited = [change for change in demo.flagged(Flag.AFTER_CLOSING) if change.field.startswith("facts.")]
    assert {change.id for change in edited} == {"1.08", "5.01"}


def test_items_were_sent_back_and_mended(demo: Demo) -> None:
    """An item sent back loses its request, and its wrong fact is corrected with the reason."""
    sent_back = {change.id for change in demo.changes("decision.result") if change.new == "退回"}
    assert {"1.05", "3.04", "3.08", "4.06", "5.03", "6.02"} <= sent_back
    states = [change.new for change in demo.changes("state", "3.04")]
    assert states == ["未启动", "办理中", "申请销号", "办理中", "申请销号", "办理中"]
    corrected = [each for each in demo.changes("facts.问题整改.完成", "3.04") if each.kind == "progress"]
    assert [change.new for change in corrected][-2:] == ["9", "7"]


def test_an_inspection_was_moved(demo: Demo) -> None:
    """The first inspection was brought forward in April; the reason stands in the log."""
    [_, moved] = demo.changes("nodes.C.date")
    assert (moved.old, moved.new, moved.recorded[:7]) == ("2026-08-28", "2026-08-14", "2026-04")
    assert moved.reason.startswith("市级初验提前到8月14日：")


def test_a_rule_was_corrected(demo: Demo, plan: list[Planned], tmp_path: Path) -> None:
    """A rule typed wrong was put right in May; the very same facts then gave more points."""
    corrected = [each for each in demo.history.changes if each.kind == "rules" and each.old == "0.2"]
    assert [(each.id, each.new, each.recorded[:10]) for each in corrected] == [("2.02", "0.1", "2026-05-12")]
    scores = [
        (each.message, self_score(tmp_path, "2.02", each.at.date()))
        for each in states(plan, tmp_path)
        if date(2026, 5, 11) <= each.at.date() <= date(2026, 5, 12)
    ]
    [place] = [at for at, (words, _) in enumerate(scores) if words.startswith("更正2.02计分规则")]
    assert scores[place][1] - scores[place - 1][1] == Decimal("0.1")


def self_score(root: Path, item: str, day: date) -> Decimal:
    """Return the score an item's department gives itself on a day."""
    dataset = examined(root, day).usable()
    [found] = [each for each in standings(dataset.campaigns[0], dataset, day) if each.item.item_id == item]
    return found.score.self_score


def test_a_unit_was_renamed(demo: Demo) -> None:
    """One commit gives a unit its new name wherever it stands; before it nobody knew that name."""
    renamed = [change for change in demo.history.changes if RENAMING in change.reason]
    assert len({change.commit for change in renamed}) == 1
    assert {"units", "people", "standard", "campaign", "progress"} <= {change.kind for change in renamed}
    earlier = demo.history.changes[: demo.history.changes.index(renamed[0])]
    assert not [change for change in earlier if "县综合行政执法局" in f"{change.new}{change.author}"]


def test_some_edits_were_recorded_late(demo: Demo) -> None:
    """A few branches were merged more than three days after they were written, and the merge says so."""
    late = demo.flagged(Flag.LATE)
    assert 3 <= len({change.commit for change in late}) <= 40


def test_conflicts_were_settled_openly(demo: Demo) -> None:
    """Twice the office and a department changed the same fact; the merge took one side and said why."""
    settled = demo.flagged(Flag.SETTLED_IN_MERGE)
    assert [(change.id, change.field, change.old, change.new) for change in settled] == [
        ("2.04", "facts.破损差错处数", "4", "3"),
        ("3.04", "facts.逾期项数", "2", "1"),
    ]


def test_every_state_passes_check(plan: list[Planned], tmp_path: Path) -> None:
    """From the first day's survey on, the county was sound: every tenth commit on main passes check."""
    for number, each in enumerate(states(plan, tmp_path)):
        if number % 10 == 2 or RENAMING in each.message:
            found = [str(problem) for problem, _ in examined(tmp_path, each.at.date()).findings]
            assert found == [], f"{each.at} {each.message}"


@pytest.mark.parametrize("seed", [7, 20270101])
def test_another_seed_is_another_sound_county(seed: int, plan: list[Planned], tmp_path: Path) -> None:
    """Other dates, titles and numbers, no problem: at the end and on some days before."""
    other = planned(read_frame(ROOT, read_world(ROOT / FOLDER, seed)))
    assert [each.message for each in other] != [each.message for each in plan]
    last = None
    for number, last in enumerate(states(other, tmp_path)):
        if number % 60 == 2:
            assert list(examined(tmp_path, last.at.date()).findings) == []
    assert last is not None
    assert list(examined(tmp_path, AS_OF).findings) == []


def test_long_histories_for_benchmarks(tmp_path: Path) -> None:
    """At least so many commits and items, unsigned, ending in a sound county; a former demo is replaced."""
    root, said = tmp_path / "long", list[str]()
    small = make_demo(ROOT, root, Wanted(), said.append)
    assert small.keys
    made = make_demo(ROOT, root, Wanted(items=100, commits=3000), said.append)
    words = ["git", "-C", str(root), "rev-list", "--count", "HEAD"]
    assert int(subprocess.run(words, check=True, capture_output=True).stdout) == made.commits >= 3000
    assert not root.with_name("long-keys").exists()
    found = examined(root)
    assert len(found.usable().campaigns[0].items) == made.items >= 100
    assert list(found.findings) == []
    assert [path.name for path in tmp_path.iterdir()] == ["long"]


def test_the_key_is_the_one_ssh_would_derive(tmp_path: Path) -> None:
    """The public half is that of RFC 8032's first test, and ssh-keygen reads it from the private file."""
    secret = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    known = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert base64.b64decode(public_line(secret).split()[1])[-32:].hex() == known
    path = tmp_path / "key"
    path.write_text(private_text(secret_of(1, "甲@x"), "甲@x"), encoding="utf-8")
    path.chmod(0o600)
    words = ["ssh-keygen", "-y", "-P", "", "-f", str(path)]
    printed = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    assert printed.startswith(public_line(secret_of(1, "甲@x")))


def refused(root: Path, capsys: pytest.CaptureFixture[str], **wanted: int) -> str:
    """Return the sentence that says why no demo is made; nothing must be left behind."""
    before = digests(root.parent)
    assert commands.run_demo(str(root), SEED, wanted.get("items", 0), wanted.get("commits", 0)) == 2
    assert digests(root.parent) == before
    [*_, sentence] = capsys.readouterr().out.splitlines()
    assert sentence.startswith("没有生成演示：")
    return sentence.removeprefix("没有生成演示：")


def test_a_folder_with_something_in_it_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither a folder of somebody's work, nor a file, nor a full keys folder is touched."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/report.txt").write_text("x")
    (tmp_path / "file").write_text("x")
    (tmp_path / "new-keys").mkdir()
    (tmp_path / "new-keys/id").write_text("x")
    assert "mine 不是空的，也不是以前生成的演示，请用 --out 换一个位置" in refused(tmp_path / "mine", capsys)
    assert "file 不是文件夹，请用 --out 换一个位置" in refused(tmp_path / "file", capsys)
    assert "new-keys 不是空的" in refused(tmp_path / "new", capsys)
    assert "不能在" in refused(tmp_path / "file" / "demo", capsys)


def test_a_demo_somebody_works_in_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An own commit, tag or file, in the demo or among its keys, is never lost; an empty mark is none."""
    root, keys = tmp_path / "demo", tmp_path / "demo-keys"
    make_demo(ROOT, root, Wanted(), print)

    def git(*words: str) -> None:
        subprocess.run(["git", "-C", str(root), *words], check=True, capture_output=True)

    again = "请用 --out 换一个位置，或先删除这个文件夹"
    git("tag", "mine")
    assert refused(root, capsys) == f"{root} 这个演示里有您改动过的文件，没有覆盖；{again}"
    git("tag", "-d", "mine")
    (root / "data" / "units.csv").write_text("x")
    assert "您改动过的文件" in refused(root, capsys)
    git("-c", "commit.gpgsign=false", "commit", "-qam", "我的改动")
    assert refused(root, capsys) == f"{root} 这个演示里有您自己的提交，没有覆盖；{again}"
    git("reset", "-q", "--hard", "HEAD~1")
    (keys / "private" / "mine").write_text("x")
    assert refused(root, capsys) == f"{keys} 这个演示里有您改动过的文件，没有覆盖；{again}"
    (root / ".git/.demo").write_text("")
    assert "也不是以前生成的演示" in refused(root, capsys)


def test_numbers_out_of_reach_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A count that is negative or would fill the disk is named with its bounds."""
    assert refused(tmp_path / "a", capsys, items=-1) == "选项 --items 应在 0–3000 之间，实为 -1"
    assert refused(tmp_path / "a", capsys, commits=10**9).startswith("选项 --commits 应在 0–50000 之间")


@pytest.mark.parametrize(("present", "missing"), [("ssh-keygen", "git"), ("git", "ssh-keygen")])
def test_a_missing_program_is_named(
    present: str,
    missing: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Without git or without ssh-keygen there is one sentence, and no half of a demo."""
    found = shutil.which(present)
    assert found
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / present).symlink_to(found)
    (tmp_path / "out").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert missing in refused(tmp_path / "out" / "demo", capsys)
    assert list((tmp_path / "out").iterdir()) == []


def test_a_county_without_the_standard_is_named(tmp_path: Path) -> None:
    """The simulation needs the sample's own standard; without it the sentence says which file."""
    write_tree(tmp_path / "data", {"units.csv": b""})
    with pytest.raises(PlaceError, match=r"应有 data/campaigns/sl-2026/rules\.yml"):
        make_demo(tmp_path, tmp_path / "demo", Wanted(), print)
