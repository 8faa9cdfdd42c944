"""Every change of a record is in its log once, with who, when and why; none hides, none is made up."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.history.kinds import WANTED, place_of
from scripts.history.mining import plain
from scripts.history.mining.compose import BrokenError
from scripts.history.mining.flat import block_of, entry_of
from scripts.history.mining.mine import history_of, mine
from scripts.load.kinds import KINDS
from scripts.paths import Layout
from scripts.problems import DataError
from tests.counties import ROOT
from tests.repositories import CAMPAIGN, DAY, PROGRESS, Repository


@pytest.fixture
def county(tmp_path: Path) -> Repository:
    """Return 微县 with one commit."""
    return Repository(tmp_path / "county")


def test_one_edit_is_one_change(county: Repository) -> None:
    """An official's edit is told with its author, both times, unit, item, field and reason."""
    county.edit(PROGRESS, "state: 办理中", "state: 申请销号")
    commit = county.commit(
        "三件已齐，申请销号\n\n第二段", GIT_AUTHOR_NAME="县财政局", GIT_AUTHOR_EMAIL="czj@x"
    )
    [change] = county.changes()
    assert change[:14] == (
        commit, "2026-06-01T10:00:00+08:00", "2026-06-01T10:00:00+08:00", "县财政局 <czj@x>",
        "县双拥办 <syb@x>", "县双拥办", "wx-2026", "progress", "1.01", "state", "办理中", "申请销号",
        "三件已齐，申请销号", "议军会",
    )  # fmt: skip


def test_entries_are_known_by_their_ids(county: Repository) -> None:
    """An entry put before others changes none of them: lists are compared by id and date, not by place."""
    county.edit(PROGRESS, "steps:\n", "steps:\n  - {id: s9, title: 新措施, unit: 县双拥办, due: C-10}\n")
    county.edit(PROGRESS, 'box: "1-01", page: "1-3"', 'box: "1-02", page: "1-3"')
    county.edit(PROGRESS, "议军会: {2024: 是, 2025: 否}", "议军会: {2025: 是, 2024: 是}")
    county.edit(PROGRESS, "县财政局: 2026-06-11", "县财政局: 2026-06-13")
    report = "  - {on: 2026-07-02, text: 两家单位尚未反馈。}\n"
    county.edit(PROGRESS, report, f"{report}  - {{on: 2026-07-02, text: 又催一次。}}\n")
    county.commit("改")
    assert county.told() == [
        ("evidence.e1.box", "1-01", "1-02", ""),
        ("facts.议军会.2025", "否", "是", ""),
        ("reports.2026-07-02#2.text", None, "又催一次。", ""),
        ("steps.s2.done.县财政局", "2026-06-11", "2026-06-13", ""),
        ("steps.s9.due", None, "C-10", ""),
        ("steps.s9.title", None, "新措施", ""),
        ("steps.s9.unit", None, "县双拥办", ""),
    ]


def test_layout_is_no_change(county: Repository) -> None:
    """Comments, quotes, blank lines and another order of keys leave the log empty."""
    county.edit(PROGRESS, "state: 办理中\n", "")
    county.edit(PROGRESS, 'id: "1.01"', "# 说明\n\nstate: '办理中'\nid: '1.01'")
    county.edit(PROGRESS, "  台账: 否", '  # 尚缺\n  台账: "否"')
    county.commit("整理格式")
    assert county.told() == []


_WORDS = st.text(
    st.sampled_from("id甲9- .:,#\"'{}[]&*!|>%@`?~=（）“”，\\\t\n\x07\u2028\u3000\u200b\xa0"), max_size=6
)


@settings(max_examples=1500)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["- ", "k: ", "k:", "", "甲 乙: "]),
            st.lists(st.tuples(_WORDS, st.sampled_from(["", '"', "'"]), _WORDS), min_size=1, max_size=3),
            st.sampled_from(["{}", ""]),
        ),
        min_size=1,
        max_size=2,
    )
)
def test_lines_read_without_a_parser_say_the_same(entries: list[Any]) -> None:
    """An entry read in haste is the entry the parser reads, whatever signs are in it."""
    text = "steps:\n"
    for before, pairs, braces in entries:
        inner = ", ".join(f"{key}: {quote}{value}{quote}" for key, quote, value in pairs)
        text += f"  {before}{braces[:1]}{inner if braces else pairs[0][2]}{braces[1:]}\n"
    for block in (text, text.removeprefix("steps:\n  ").removesuffix("\n")):
        quick, slow = (_told(block, pattern) for pattern in (plain._ENTRY, re.compile("(?!)")))
        assert quick == slow


def _told(text: str, pattern: "re.Pattern[str]") -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain, "_ENTRY", pattern)
        try:
            return block_of(entry_of, text)
        except BrokenError as error:
            return str(error)


def test_moves_do_not_cut_a_log(county: Repository) -> None:
    """A record is known by the id inside it, whatever its file is called."""
    county.git("mv", PROGRESS, f"{CAMPAIGN}/progress/yijunhui.yml")
    county.edit(f"{CAMPAIGN}/progress/yijunhui.yml", "台账: 否", "台账: 是")
    county.commit("改名")
    assert county.told() == [("facts.台账", "否", "是", "")]
    assert county.changes()[0].id == "1.01"


def test_a_renamed_unit_keeps_its_log(county: Repository) -> None:
    """A unit is known by its code: a new name is one change, and later ones stand under it."""
    county.edit("data/units.csv", "czj,县财政局,县财政科", "czj,县财金局,县财政局；县财政科")
    county.commit("机构改革")
    assert [(each.id, each.field, each.new, each.unit) for each in county.changes()] == [
        ("czj", "former_names", "县财政局；县财政科", "县财金局"),
        ("czj", "name", "县财金局", "县财金局"),
    ]


def test_a_branch_is_told_at_its_commit(county: Repository) -> None:
    """What a department's branch brought is told once: its author, its time, and when main got it."""
    county.branch("czj")
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    commit = county.commit("补台账")
    county.clock += 5 * DAY
    merge = county.merge("czj")
    [change] = county.changes()
    assert (change.commit, change.brought_by, change.how) == (commit, merge, "")
    assert (change.claimed[:10], change.recorded[:10]) == ("2026-06-01", "2026-06-06")


def test_a_clean_merge_adds_nothing(county: Repository) -> None:
    """Two departments in one file, two fields: git joins them, and each is told once."""
    county.branch("a")
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    county.commit("甲")
    county.git("checkout", "-q", "main")
    county.edit(PROGRESS, "text: 两家单位尚未反馈。", "text: 都已反馈。")
    county.commit("乙")
    assert county.merge("a")
    assert [each[0] for each in county.told()] == ["reports.2026-07-02.text", "facts.台账"]


def conflicted(county: Repository, kept: str) -> None:
    """Let both sides change one field, and the merger decide for ``kept``."""
    county.branch("a")
    county.edit(PROGRESS, "2024: 是", "2024: 否")
    county.edit(PROGRESS, "台账: 否", "台账: 缺")
    county.commit("甲")
    county.git("checkout", "-q", "main")
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    county.commit("乙")
    assert county.merge("a") == ""
    text = county.git("show", "a:" + PROGRESS).decode().replace("台账: 缺", f"台账: {kept}")
    (county.root / PROGRESS).write_text(text, encoding="utf-8")
    county.commit("合并")


@pytest.mark.parametrize(
    ("kept", "old", "how"),
    [("是", "缺", "合并时取舍"), ("缺", "是", "合并时取舍"), ("半", "是", "合并时改动")],
)
def test_a_conflict_says_what_was_dropped(county: Repository, kept: str, old: str, how: str) -> None:
    """Where both sides changed a field, the log says whose text the merger dropped."""
    conflicted(county, kept)
    assert county.told()[-1] == ("facts.台账", old, kept, how)
    assert len(county.told()) == 4


def test_a_change_hidden_in_a_merge_is_told(county: Repository) -> None:
    """A field that neither side touched, changed by the merger: plain ``git log -p`` shows nothing."""
    county.branch("a")
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    county.commit("甲")
    county.merge("a", "--no-commit")
    county.edit(PROGRESS, "2025: 否", "2025: 是")
    county.edit(f"{CAMPAIGN}/progress/1.05.yml", "缺件: 2", "缺件: 0")
    merge = county.commit("合并")
    hidden = [each for each in county.changes() if each.commit == merge]
    assert [(each.id, each.field, each.old, each.new, each.how) for each in hidden] == [
        ("1.01", "facts.议军会.2025", "否", "是", "合并时改动"),
        ("1.05", "facts.缺件", "2", "0", "合并时改动"),
    ]


def test_a_branch_thrown_away_by_a_merge_is_told(county: Repository) -> None:
    """``-s ours`` says merged and keeps nothing: the log shows the change and its loss."""
    county.branch("a")
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    county.commit("甲")
    county.git("checkout", "-q", "main")
    county.edit(PROGRESS, "text: 议题已定。", "text: 已定。")
    county.commit("乙")
    county.merge("-s", "ours", "a")
    assert county.told()[-2:] == [("facts.台账", "否", "是", ""), ("facts.台账", "是", "否", "合并时丢失")]


def test_a_branch_that_took_main_on_the_way_raises_no_alarm(county: Repository) -> None:
    """A branch that merged main, conflict and all, comes back without a false word of loss."""
    county.branch("a")
    county.edit(PROGRESS, "台账: 否", "台账: 缺")
    county.commit("甲")
    county.git("checkout", "-q", "main")
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    county.commit("乙")
    county.git("checkout", "-q", "a")
    county.git("merge", "-q", "-X", "theirs", "--no-edit", "main")
    county.git("checkout", "-q", "main")
    county.edit(PROGRESS, "text: 议题已定。", "text: 已定。")
    county.commit("丙")
    county.merge("a")
    assert [each[3] for each in county.told()] == ["", "", "", "合并时取舍"]


def test_a_move_meets_an_edit(county: Repository) -> None:
    """One side renames the file, the other edits it: the record has one change, and none by the merge."""
    county.branch("a")
    county.git("mv", PROGRESS, f"{CAMPAIGN}/progress/1.99.yml")
    county.commit("改名")
    county.git("checkout", "-q", "main")
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    county.commit("乙")
    assert county.merge("a")
    assert county.told() == [("facts.台账", "否", "是", "")]


def test_an_octopus_is_read(county: Repository) -> None:
    """Three branches in one merge: each change once."""
    for name, item in (("a", "1.03"), ("b", "1.04"), ("c", "1.05")):
        county.branch(name)
        county.edit(f"{CAMPAIGN}/progress/{item}.yml", "state: ", "state: 未启动 # ")
        county.commit(name)
        county.git("checkout", "-q", "main")
    merge = county.merge("a", "b", "c")
    assert [each.id for each in county.changes()] == ["1.03", "1.04", "1.05"]
    assert {each.brought_by for each in county.changes()} == {merge}


def test_a_broken_version_is_told_and_skipped(county: Repository) -> None:
    """Between two good versions lies a broken one: it is named, and the good ones are compared."""
    county.edit(PROGRESS, "facts:", "facts: [")
    broken = county.commit("坏")
    (county.root / PROGRESS).write_bytes("state: 办理中".encode("gbk"))
    county.commit("更坏")
    county.git("checkout", "-q", f"{broken}~1", "--", PROGRESS)
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    county.commit("修好")
    assert county.told() == [("facts.台账", "否", "是", "")]
    first, second = county.history().findings
    assert (first.commit, first.code) == (broken, "H201")
    assert "UTF-8" in second.message


def test_old_forms_are_read(county: Repository) -> None:
    """A key or a column the model no longer knows is still history."""
    county.edit(PROGRESS, "state: 办理中", "state: 办理中\n旧键: {甲: [1, 2]}")
    county.edit("data/units.csv", "id,name,", "id,name,旧列,")
    county.commit("旧")
    assert ("旧键.甲", None, "1；2", "") in county.told()
    assert county.history().findings == ()


@pytest.mark.parametrize("text", ["a: &x 1\nb: *x\n", "a: !!python/object 1\n", "a: " + "[" * 9000])
def test_hostile_versions_are_skipped(county: Repository, text: str) -> None:
    """What the loader refuses is refused in old versions too, and named."""
    (county.root / PROGRESS).write_text(text, encoding="utf-8")
    county.commit("坏")
    assert county.told() == []
    assert [each.code for each in county.history().findings] == ["H201"]


@pytest.mark.parametrize("sign", ["\x1e", "\x1f", "\n:100644 100644 a b M", "\n>" + "0" * 40, "\u202e"])
def test_a_message_forges_nothing(county: Repository, sign: str) -> None:
    """A message stays a message, whatever characters are in it."""
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    county.commit(f"补{sign}{PROGRESS}{sign}伪造")
    [change] = county.changes()
    assert change.reason.startswith("补")
    assert change.reason.isprintable()


def test_messages_in_gbk_and_with_nul_are_read(county: Repository) -> None:
    """A message in another encoding is shown with marks; a NUL ends it; neither stops the run."""
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    county.commit("x")
    said = county.git("cat-file", "commit", "HEAD")
    for message in ("补台账".encode("gbk"), b"good\0evil\0>0000"):
        forged = said.split(b"\n\n", 1)[0] + b"\n\n" + message
        made = county.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", given=forged)
        county.git("update-ref", "refs/heads/main", made.decode().strip())
        [change] = county.changes()
        assert "evil" not in change.reason
        assert change.new == "是"


def test_odd_file_names_are_read(county: Repository) -> None:
    """Names with line breaks, quotes and bytes that are no UTF-8 neither stop the run nor are shown raw."""
    for name in (b"a\nb.yml", b'"q".yml', b"\xb9\xa4.yml", b":100644.yml"):
        path = bytes(county.root / CAMPAIGN / "progress") + b"/" + name
        Path(path.decode("utf-8", "surrogateescape")).write_text("state: [\n", encoding="utf-8")
    county.commit("怪名")
    found = county.history().findings
    assert len(found) == 4
    assert all(each.path.isprintable() for each in found)


def test_only_new_commits_are_read_and_the_log_is_the_same(county: Repository) -> None:
    """After every commit the kept log and the new lines are, byte for byte, what a full run gives."""
    kept, lines, runs = b"", b"", []

    def step() -> None:
        nonlocal kept, lines
        mined = mine(county.root, kept, len(lines))
        kept, lines = mined.state, mined.lines if mined.is_full else lines + mined.lines
        runs.append(mined.is_full)
        full = mine(county.root)
        assert (kept, lines) == (full.state, full.lines)

    step()
    county.edit(PROGRESS, "facts:", "facts: [")
    county.commit("坏")
    step()
    county.edit(PROGRESS, "facts: [", "facts:")
    county.edit(PROGRESS, "台账: 否", "台账: 无")
    county.commit("好")
    step()
    county.branch("late", "main~1")
    county.edit(f"{CAMPAIGN}/progress/1.05.yml", "缺件: 2", "缺件: 1")
    county.commit("支")
    county.merge("late")
    step()
    assert runs == [True, False, False, False]
    conflicted_on = county.at("HEAD~1")
    county.git("reset", "-q", "--hard", conflicted_on)
    step()
    assert runs[-1], "a rewritten history is read anew"


def test_a_torn_or_foreign_state_is_not_used(county: Repository) -> None:
    """A kept log that does not fit is thrown away, not believed."""
    mined = mine(county.root)
    for kept, length in ((b"{", 0), (mined.state, 3), (b'{"form":3}', 0), (b"[]", 0)):
        assert mine(county.root, kept, length).is_full
    assert not mine(county.root, mined.state, len(mined.lines)).is_full
    assert history_of(mined).tip == county.at("HEAD")


def test_no_history_is_said_in_words(tmp_path: Path) -> None:
    """Without git, without a commit, or with half a history, one sentence says what to do."""

    def said(root: Path) -> str:
        with pytest.raises(DataError) as caught:
            mine(root)
        return str(caught.value)

    assert "没有 git 历史" in said(tmp_path)
    (tmp_path / ".git").mkdir()
    assert "git 不能读这个仓库" in said(tmp_path)
    (tmp_path / ".git").rmdir()
    county = Repository(tmp_path / "county")
    county.commit("二")
    county.git("clone", "-q", "--depth=1", f"file://{county.root}", str(tmp_path / "shallow"))
    assert "浅克隆" in said(tmp_path / "shallow")
    county.git("init", "-q", str(tmp_path / "empty"))
    assert "没有任何提交" in said(tmp_path / "empty")


def test_without_the_program_git_is_said_in_words(
    county: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a computer without git, one sentence names it; no traceback."""
    monkeypatch.setenv("PATH", str(county.root))
    with pytest.raises(DataError, match="应装有 git"):
        mine(county.root)


def test_a_lost_commit_is_said_in_words(county: Repository) -> None:
    """A history with a hole is not told in part: one sentence names the command that finds the hole."""
    county.commit("二")
    lost = county.at("HEAD~1")
    (county.root / ".git/objects" / lost[:2] / lost[2:]).unlink()
    with pytest.raises(DataError, match="git fsck"):
        mine(county.root)


def test_a_lost_blob_is_told_and_skipped(county: Repository) -> None:
    """A version whose content is gone from the repository is named; the versions around it are compared."""
    county.edit(PROGRESS, "台账: 否", "台账: 无")
    county.commit("二")
    lost = county.at(f"HEAD:{PROGRESS}")
    county.edit(PROGRESS, "台账: 无", "台账: 是")
    county.commit("三")
    (county.root / ".git/objects" / lost[:2] / lost[2:]).unlink()
    assert county.told() == [("facts.台账", "否", "是", "")]
    assert ["缺失" in each.message for each in county.history().findings] == [True]


@pytest.mark.parametrize("message", ["第一行\x07响\x1b[31m红\x00", "\x85\u2028行\u200b隐", "\r回\x7f"])
def test_control_characters_in_messages_are_not_shown(county: Repository, message: str) -> None:
    """Bells, colours and invisible signs of a message and a name never reach a reader."""
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    county.commit("x")
    head = county.git("cat-file", "commit", "HEAD").split(b"\n\n", 1)[0]
    made = head.replace("县双拥办".encode(), b"\x1b[31m\x1e\x1f\xff") + b"\n\n" + message.encode()
    name = county.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", given=made)
    county.git("update-ref", "refs/heads/main", name.decode().strip())
    [change] = county.changes()
    assert change.reason.isprintable()
    assert change.author.isprintable()
    assert (change.field, change.old, change.new) == ("facts.台账", "否", "是")


def test_a_commit_that_does_not_parse_stops_nothing(county: Repository) -> None:
    """A commit with times and names git cannot read is told with what is known; nothing is made up."""
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    county.commit("x")
    head = county.git("cat-file", "commit", "HEAD").decode()
    lines = [line for line in head.split("\n\n")[0].split("\n") if line.startswith(("tree ", "parent "))]
    made = "\n".join([*lines, "author 无名", "committer <> 99999999999999999999 +9999", "", "坏"])
    name = county.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", given=made.encode())
    county.git("update-ref", "refs/heads/main", name.decode().strip())
    [change] = county.changes()
    assert (change.claimed, change.recorded, change.reason, change.new) == ("", "", "坏", "是")


def test_replaced_and_grafted_commits_are_not_believed(county: Repository) -> None:
    """A replace ref shows the county another commit; the log is of the true one."""
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    true = county.commit("真")
    county.edit(PROGRESS, "台账: 是", "台账: 假")
    other = county.commit("假")
    county.git("reset", "-q", "--hard", true)
    county.git("replace", true, other)
    (county.root / ".git/info/grafts").write_text(f"{true}\n")
    found = [each for each in county.history().changes if each.commit == true]
    assert [(each.field, each.old, each.new) for each in found] == [("facts.台账", "否", "是")]
    assert other not in {each.commit for each in county.history().changes}


def test_kinds_are_those_of_the_loader() -> None:
    """Every data file of the sample county is history under the kind the loader gives it."""
    for kind in KINDS:
        for path in kind.files(Layout.at(ROOT)):
            shown = path.relative_to(ROOT).as_posix()
            assert WANTED.match(shown)
            assert place_of(shown).kind == kind.name
    assert not WANTED.match("data/campaigns/_template/campaign.yml")
