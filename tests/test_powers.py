"""Who may change what: each rule with what it lets through and what it refuses, on real commits."""

import re
from pathlib import Path

import pytest

from scripts.commands.judge import run_check_base
from scripts.judging import judged
from scripts.judging.data import new_problems
from scripts.problems import DataError
from tests.counties import AS_OF
from tests.golden import OUTPUTS, REMEDY, expected
from tests.powers_county import REASON, PowersCounty, append, item, put, remove, swap, verdict
from tests.repositories import CAMPAIGN

CLOSED = item("1.04")
AGAIN = "reports:\n  - {on: 2026-07-12, text: 重新办理：优待目录有增补。}\nrequest:"


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> PowersCounty:
    """The county; each test begins a branch of its own from main."""
    return PowersCounty(tmp_path_factory.mktemp("powers") / "county")


def test_the_table_of_powers() -> None:
    """Every kind of path × every role is allowed or refused exactly as the blessed table says."""
    assert OUTPUTS["powers.md"]().decode() == expected("powers.md").decode(), REMEDY


def test_a_refusal_says_what_who_and_who_may(county: PowersCounty) -> None:
    """The liaison learns from one sentence which field it was, as whom he tried, and whom to ask."""
    county.begin()
    county.bring("rwb", swap(item("1.01"), "台账: 否", "台账: 是"))
    (refusal,) = county.refused("rwb")
    assert refusal.code == "Q301"
    assert refusal.message == (
        f"{item('1.01')}：不能改 facts.台账；提出的是县人武部联络员（rwb，县人武部），"
        "应由牵头单位县双拥办的填报账号改（承办单位只能填自己承办措施的完成日期）"
    )


def test_everything_refused_is_told_at_once(county: PowersCounty) -> None:
    """One run names every path that is not his, of every commit."""
    county.begin()
    county.bring("dong", put("tasks.py"), swap(item("1.01"), "台账: 否", "台账: 是"))
    county.bring("dong", append(verdict("1.01"), "# 注\n"))
    assert [each.path for each in county.refused("dong")] == [item("1.01"), "tasks.py", verdict("1.01")]


def test_a_unit_finishes_its_own_step_only(county: PowersCounty) -> None:
    """A step's unit writes its day even where another leads; the rest of the line is not its own."""
    own = swap(item("1.01"), "县财政局: 2026-06-11", "县财政局: 2026-06-15")
    assert county.tried("czj", own, actor="czj") == []
    assert county.tried("czj", swap(item("1.01"), "各单位反馈", "反馈"), actor="czj") == ["Q301"]
    assert county.tried("czj", own, append(item("1.01"), "# 夹带\n"), actor="czj") == ["Q302"]
    assert county.tried("czj", swap(item("1.01"), "\nsteps:", "\nsteps: # 夹带"), own, actor="czj") == [
        "Q302"
    ]
    assert county.tried("czj", _laid_out_anew, actor="czj") == []
    single = swap(item("1.03"), "due: 2026-07-25}", "due: 2026-07-25, done: 2026-07-15}")
    assert county.tried("czj", single, actor="czj") == ["Q301"]
    assert county.tried("rwb", single, actor="rwb") == []


def _laid_out_anew(root: Path) -> None:
    """Write the step s2 over several lines, as it stands once many units are done."""
    days = "      县财政局: 2026-06-15\n"
    entry = f"  - id: s2\n    title: 各单位反馈\n    unit: 各单位\n    due: 2026-06-12\n    done:\n{days}"
    path = root / item("1.01")
    text = path.read_text(encoding="utf-8")
    path.write_text(
        re.sub(r"  - \{?id: s2.*?\n(?=evidence:)", entry, text, flags=re.DOTALL), encoding="utf-8"
    )


def test_states_move_step_by_step(county: PowersCounty) -> None:
    """Withdrawing a request is a move back; skipping 办理中 or going back to 未启动 is refused."""
    back = swap(item("1.02"), "state: 申请销号", "state: 办理中")
    assert county.tried("czj", back, actor="czj") == []
    assert county.tried("czj", swap(item("1.02"), "申请销号\n", "未启动\n"), actor="czj") == ["Q401"]
    new = 'id: "1.07"\nstate: {}\n'
    assert county.tried("dong", put(item("1.07"), new.format("办理中")), actor="dong") == []
    assert county.tried("dong", put(item("1.07"), new.format("申请销号")), actor="dong") == ["Q401"]


def test_a_closed_item_is_reopened_with_a_reason(county: PowersCounty) -> None:
    """销号 is not quietly undone: the lead says why in the same commit, or the office takes it back."""
    quiet = swap(CLOSED, "完成: 2", "完成: 3")
    loud = swap(CLOSED, "request:", AGAIN)
    assert county.tried("syb", quiet, actor="syb") == ["Q402"]
    assert county.tried("syb", quiet, loud, actor="syb") == []
    empty = swap(CLOSED, "request:", AGAIN.replace("优待目录有增补。", ""))
    assert county.tried("syb", quiet, empty, actor="syb") == ["Q402"]
    old = swap(CLOSED, "request:", AGAIN.replace("2026-07-12", "2026-07-02"))
    assert county.tried("syb", quiet, old, actor="syb") == ["Q402"]
    assert county.tried("syb", put(f"{CAMPAIGN}/evidence/1.04/e9.pdf"), actor="syb") == ["Q402"]
    county.begin()
    county.bring("ruler", swap(verdict("1.04"), "result: 销号", "result: 退回"))
    county.bring("syb", quiet)
    assert county.codes("office") == []


def test_a_closed_item_goes_back_to_work_with_the_office(county: PowersCounty) -> None:
    """Back at 办理中, the closing decision may not stand; once the office takes it back, all is sound."""
    days = (AS_OF, AS_OF)
    ask = "request: {on: 2026-07-01, text: 目录已公布，申请销号}\n"
    loud = swap(CLOSED, ask, AGAIN.removesuffix("request:"))
    county.begin()
    county.bring("syb", swap(CLOSED, "state: 申请销号", "state: 办理中"), loud)
    assert county.codes("syb") == []
    assert [each.code for each in new_problems(county.root, "main", "HEAD", days)] == ["K363"]
    decided = "decision: {result: 销号, on: 2026-07-09, by: 县双拥办, reason: 核查属实}\n"
    county.bring("ruler", swap(verdict("1.04"), decided, ""))
    assert county.codes("office") == []
    assert new_problems(county.root, "main", "HEAD", days) == []


def test_what_was_reported_stands(county: PowersCounty) -> None:
    """A report on main is not rewritten; one of the same proposal may still be mended."""
    own = item("1.01")
    assert county.tried("syb", swap(own, "议题已定。", "议题未定。"), actor="syb") == ["Q305"]
    county.begin()
    county.bring("syb", append(own, "  - {on: 2026-07-18, text: 全部反馈。}\n"))
    county.bring("syb", swap(own, "全部反馈。", "除东镇外全部反馈。"))
    assert county.codes("syb") == []
    assert county.tried("admin", swap(own, "议题已定。", "议题未定。"), message=REASON) == []


def test_a_verdict_is_not_signed_by_the_reporter(county: PowersCounty) -> None:
    """Whoever brought the request cannot close the item; another account can."""
    both = "data/accounts.csv"
    county.begin(name="两权")
    county.bring("office", swap(both, "县财政局联络员,县财政局,填报", "县财政局联络员,县财政局,填报；核定"))
    law = county.at("HEAD")
    county.begin(law)
    county.bring("czj", swap(item("1.02"), "各件齐全", "各件都齐全"))
    asked = county.at("HEAD")
    county.bring("czj", put(verdict("1.02"), _closing("县双拥办")))
    assert [each.code for each in judged(county.root, law, "HEAD", "office")] == ["Q503"]
    county.begin(asked)
    county.bring("ruler", put(verdict("1.02"), _closing("县双拥办")))
    assert judged(county.root, law, "HEAD", "office") == []


def _closing(by: str, checker: str = "督导组", number: str = "1.02") -> str:
    check = f"checks:\n  - {{on: 2026-07-15, by: {checker}, result: 通过, note: 属实}}\n"
    return f'id: "{number}"\n{check}decision: {{result: 销号, on: 2026-07-16, by: {by}, reason: 核查属实}}\n'


def test_who_typed_it_in_is_told_when_he_decides(county: PowersCounty) -> None:
    """The office may type a report for a unit and close its item; a reviewer is told it was one hand."""
    county.begin()
    county.bring("czj", swap(item("1.02"), "各件齐全", "各件都齐全"), committer="ruler")
    county.bring("ruler", put(verdict("1.02"), _closing("县双拥办")))
    found = county.judge("office")
    assert found.refusals == ()
    assert found.remarks == (
        f"{verdict('1.02')}：核定员（ruler）核定的，正是自己代单位录入的报送，请另一人复核",
    )


def test_the_lead_does_not_close_on_its_own_check(county: PowersCounty) -> None:
    """An item the office leads is closed only after another unit or the supervisors looked."""
    own = put(verdict("1.05"), _closing("县双拥办", "县双拥办", "1.05"))
    assert "Q504" in county.tried("ruler", own)
    other = swap(verdict("1.04"), "by: 县双拥办, reason: 核查属实", "by: 县双拥办, reason: 核查属实，同意")
    assert county.tried("ruler", other) == ["Q504"]
    checked = swap(
        verdict("1.04"), "decision:", "  - {on: 2026-07-08, by: 督导组, result: 通过, note: 是}\ndecision:"
    )
    assert county.tried("ruler", other, checked) == []


def test_checks_stand(county: PowersCounty) -> None:
    """What was found once is not rewritten by the office itself; an administrator says why."""
    rewrite = swap(verdict("1.03"), "result: 退回, note: 缺", "result: 待补, note: 缺")
    assert county.tried("ruler", rewrite) == ["Q501"]
    assert county.tried("ruler", remove(verdict("2.02"))) == ["Q501"]
    assert county.tried("admin", remove(verdict("2.02")), message=REASON) == []


def test_a_renamed_unit_is_carried_over_by_an_administrator(county: PowersCounty) -> None:
    """A new name of a unit goes through all records at once, with the reason, and no day changes with it."""
    name = swap("data/units.csv", "czj,县财政局,县财政科", "czj,县财政和国资局,县财政科；县财政局")
    steps = swap(item("1.01"), "县财政局: 2026-06-11", "县财政和国资局: 2026-06-11")
    assert county.tried("admin", name, steps, message=REASON) == []
    assert county.tried("admin", name, steps) == ["Q301"]
    later = swap(item("1.01"), "县财政局: 2026-06-11", "县财政和国资局: 2026-06-01")
    assert county.tried("admin", name, later, message=REASON) == ["Q301"]


def test_who_opens_and_who_pushes_must_both_be_allowed(county: PowersCounty) -> None:
    """Two logins, two judgements: the one who may does not vouch for the one who may not."""
    county.begin()
    county.bring("office", swap(verdict("1.01"), "{2024: 是}", "{2024: 否}"))
    assert county.codes("office") == []
    alone = county.codes("czj")
    assert alone
    assert county.codes("office,czj") == county.codes("czj,office") == alone
    assert county.codes("office,office,") == []


def test_without_a_server_identity_is_only_claimed(county: PowersCounty) -> None:
    """Judged by the authors' mails, the result says nobody vouches for them."""
    county.begin()
    county.bring("czj", swap(item("1.02"), "走访: {2024: 2", "走访: {2024: 3"))
    assert county.judge().refusals == ()
    assert county.judge().remarks == (
        "没有服务器担保是谁提交的（没有 --actor），以上按提交里自称的作者邮箱判断",
    )
    assert county.judge("czj").remarks == ()


@pytest.mark.parametrize("name", ["没有", "-x", "--all", "main..x", "@{u}", "main:data", "a b", "HEAD:x", ""])
def test_a_base_that_is_no_commit_is_refused(county: PowersCounty, name: str) -> None:
    """A mistyped or option-like name gives one sentence, whatever git would make of it."""
    with pytest.raises(DataError, match=r"Q001 --base 写的“.*”不是这个仓库里的分支、标签或提交"):
        judged(county.root, name, "HEAD", "")


def test_a_name_that_means_two_commits_is_refused(county: PowersCounty) -> None:
    """A tag called like the main branch cannot slip another law under the judge."""
    county.begin()
    county.bring("dong", put("x"))
    county.git("tag", "main", "HEAD")
    try:
        with pytest.raises(DataError, match="同时是几个分支或标签的名字"):
            judged(county.root, "main", "HEAD", "")
    finally:
        county.git("tag", "-d", "main")


def test_a_history_of_its_own_is_refused(county: PowersCounty) -> None:
    """What does not stand on main is no proposal to it."""
    county.git("checkout", "-q", "--orphan", "孤")
    county.by("office")
    with pytest.raises(DataError, match="没有共同的历史"):
        judged(county.root, "main", "HEAD", "office")


def test_the_command_line_tells_powers_and_data(
    county: PowersCounty, capsys: pytest.CaptureFixture[str]
) -> None:
    """One command says what may not be done and which data errors are new; exit 1 for either, 0 for none."""

    def said(base: str, head: str, actor: str) -> tuple[int, str]:
        code = run_check_base(str(county.root), base, head, actor, "2026-07-20")
        return code, capsys.readouterr().out

    county.begin()
    county.bring("czj", swap(item("1.02"), "走访: {2024: 2", "走访: {2024: 3"))
    assert said("main", "", "czj") == (0, "核对通过：改动都在权限之内，没有带来新的数据错误。\n")
    county.bring("czj", swap(item("1.02"), "year: 2025", "year: 二〇二五"), put("mkdocs.yml"))
    code, text = said("main", "HEAD", "czj")
    assert code == 1
    assert "Q210 mkdocs.yml" in text
    assert "F213 “year”应为整数" in text
    assert text.endswith("核对未通过：不能这样改的 1 处，新带来的数据错误 1 个。\n")
    assert said("", "HEAD", "czj") == (
        1,
        "--head、--actor 要和 --base 一起用（应写明以哪个分支为准，如 --base main）\n",
    )


def test_a_name_no_disk_takes_is_told_beside_the_refusals(
    county: PowersCounty, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file name with a line break is an error of the data, and hides nothing else that is wrong."""
    county.begin()
    county.bring("czj", put("docs/public/news/a\nb.md"), put("mkdocs.yml"))
    assert run_check_base(str(county.root), "main", "HEAD", "czj", "2026-07-20") == 1
    told = capsys.readouterr().out
    assert "Q210 mkdocs.yml" in told
    assert "H107 提交 " in told
    assert "写不到磁盘上的文件名：'docs/public/news/a\\nb.md'" in told
    assert told.endswith("新带来的数据错误 1 个。\n")


def test_the_data_are_judged_as_merged(county: PowersCounty) -> None:
    """What main mended meanwhile is not held against a branch; what does not merge is named by its path."""
    fact = swap(item("1.02"), "走访: {2024: 2", "走访: {2024: 3")
    county.begin(name="坏")
    county.bring("office", put(verdict("1.07"), 'id: "1.08"\n'))
    county.begin("坏", name="好")
    county.bring("office", remove(verdict("1.07")))
    county.begin("坏")
    county.bring("czj", fact)
    days = (AS_OF, AS_OF)
    assert new_problems(county.root, "main", "HEAD", days) != []
    assert new_problems(county.root, "好", "HEAD", days) == []
    county.begin(name="别的")
    county.bring("office", swap(item("1.02"), "走访: {2024: 2", "走访: {2024: 9"))
    assert [str(each) for each in new_problems(county.root, "别的", "提议", days)] == [
        f"{item('1.02')}:1: Q003 与主分支上的改动冲突，合不到一起（应先取回主分支合并，再提交）"
    ]


def test_judging_changes_nothing(county: PowersCounty) -> None:
    """Being judged leaves no trace in the repository: no object, no ref, no file."""
    county.begin()
    county.bring("czj", swap(item("1.02"), "走访: {2024: 2", "走访: {2024: 4"))

    def present() -> set[Path]:
        return set(county.root.rglob("*"))

    before = present()
    county.codes("czj")
    assert present() == before
