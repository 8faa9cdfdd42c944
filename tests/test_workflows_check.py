"""The workflows of a pull request, run as committed on a real server: judged by main, whatever it brings."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scripts.forge.remarks import MARK
from tests.counties import edit
from tests.forge_api import TOKEN, ForgeApi, running
from tests.forge_server import ForgeServer, Run

pytestmark = pytest.mark.slow

PROGRESS = "data/campaigns/wx-2026/progress/1.02.yml"
VERDICT = "data/campaigns/wx-2026/verdicts/1.02.yml"
Change = Callable[[Path], None]


@pytest.fixture
def server(tmp_path: Path) -> ForgeServer:
    """Return a server with the program and 微县 on main."""
    return ForgeServer(tmp_path)


@pytest.fixture
def forge() -> Iterator[ForgeApi]:
    """Return the forge's web interface."""
    with running() as server:
        yield server


def proposed(server: ForgeServer, change: Change, who: str = "czj", title: str = "报送进展") -> Run:
    """Propose a change as somebody and let the check run."""
    server.git("checkout", "-q", "main")
    change(server.work)
    return server.run("check.yml", "pull_request", server.propose(who, title))


def report(work: Path) -> None:
    """A department reports its own item."""
    edit(work / PROGRESS, "走访: {2024: 2, 2025: 1,", "走访: {2024: 2, 2025: 4,")


def overrule(work: Path) -> None:
    """A department rules on its own item."""
    other = (work / VERDICT).with_name("1.01.yml").read_text(encoding="utf-8")
    (work / VERDICT).write_text(other.replace("1.01", "1.02").replace("议军会", "慰问"), encoding="utf-8")


def disarm(work: Path) -> None:
    """A department overrules and makes every judge it can reach say yes."""
    overrule(work)
    yes = ("tasks.py", "scripts/commands/judge.py", "scripts/commands/review.py", "scripts/launch/cli.py")
    for name in yes:
        (work / name).write_text(f"open({str(work.parent / 'pwned')!r}, 'w')\nraise SystemExit(0)\n")
    mine = "login,name,unit,powers,mails\nczj,县财政局,县财政局,填报；核定；管理,czj@wei.example\n"
    (work / "data/accounts.csv").write_text(mine, encoding="utf-8")


def test_a_department_report_passes_and_is_reviewed(server: ForgeServer) -> None:
    """What is the department's own goes through; the summary says what it means, and who must agree."""
    run = proposed(server, report)
    assert run.code == 0, run.log
    assert "### 可以合并" in run.summary
    assert "| 1.02 走访慰问 | 自评分 | 2.27 | 2.60 |" in run.summary
    assert "县双拥办（核定）" in run.summary
    assert "程序自己的测试" not in run.log, "只改数据，不用等程序的测试"


def test_a_forbidden_change_turns_the_check_red(server: ForgeServer) -> None:
    """Touching the office's verdict is refused, with the sentence that says who may."""
    run = proposed(server, overrule)
    assert run.code == 1
    assert VERDICT in run.summary
    assert "双拥办" in run.summary
    assert "### 可以合并" not in run.summary


def test_a_change_cannot_weaken_its_own_judge(server: ForgeServer) -> None:
    """Whoever rewrites program and accounts is judged by those of main: still red, nothing of his ran."""
    run = proposed(server, disarm)
    assert run.code == 1
    for path in (VERDICT, "tasks.py", "data/accounts.csv"):
        assert path in run.summary
    assert not (server.folder / "pwned").exists()


def test_a_borrowed_name_does_not_help(server: ForgeServer, forge: ForgeApi) -> None:
    """A department that pushes to the office's request under the office's mail is refused as itself."""
    overrule(server.work)
    event = server.propose("office", sender="czj")
    api = f"GITHUB_API_URL=http://127.0.0.1:{forge.server_port}"
    for workflow, trigger in (("check.yml", "pull_request"), ("comment.yml", "pull_request_target")):
        run = server.run(workflow, trigger, event, "--env", api)
        assert run.code == 1, run.log
        assert "Q103 作者写的是县双拥办的邮箱" in run.summary
    assert "不能合并" in forge.comments[0]["body"].splitlines()[1]
    assert "Q103" in forge.comments[0]["body"]


def test_a_title_is_never_a_line_of_shell(server: ForgeServer) -> None:
    """Whatever stands in title, branch name or file name, nothing of it is run."""
    trap = "'; touch {0}; ' $(touch {0}) `touch {0}` \"; touch {0}; echo \""

    def named(work: Path) -> None:
        report(work)
        (work / f"data/campaigns/wx-2026/evidence/1.02/{trap.format('pwned')}").write_text(
            "甲", encoding="utf-8"
        )

    run = proposed(server, named, title=trap.format(server.folder / "pwned"))
    assert run.code == 1
    assert not list(server.folder.rglob("pwned"))


def flood(work: Path) -> None:
    """Somebody brings four hundred files at once."""
    for number in range(400):
        (work / f"docs/public/news/{number}.txt").write_text("甲", encoding="utf-8")


def test_a_proposal_nobody_can_read_is_refused(server: ForgeServer, forge: ForgeApi) -> None:
    """Four hundred files at once are told to be split, by the check and in the comment."""
    told = "这次改动 400 个文件，一次最多 300 个；请按小项或单位分几次提交"
    flood(server.work)
    event = server.propose("office")
    api = f"GITHUB_API_URL=http://127.0.0.1:{forge.server_port}"
    for workflow, trigger in (("check.yml", "pull_request"), ("comment.yml", "pull_request_target")):
        run = server.run(workflow, trigger, event, "--env", api)
        assert run.code == 1
        assert told in run.summary
    assert forge.comments[0]["body"] == f"{MARK}\n### 不许合并：改动太大，没有审阅\n\n    {told}\n"


def test_the_tests_of_a_proposed_program_see_no_token(server: ForgeServer) -> None:
    """When the office changes the program, its own tests run on it, where no token is to be found."""

    def program(work: Path) -> None:
        (work / ".ci").mkdir()
        tests = '{ env; git config --list; echo 自己的测试; } >> "$GITHUB_STEP_SUMMARY"; exit 3\n'
        (work / ".ci/run").write_text(tests, encoding="utf-8")

    run = proposed(server, program, who="office")
    assert "自己的测试" in run.summary.splitlines()
    assert run.code == 1
    assert TOKEN not in run.summary
    assert "***" not in run.log, "act 用 *** 盖住令牌：出现了就是泄露了"


@pytest.mark.parametrize("change", [report, disarm])
def test_the_review_is_posted_and_cannot_be_touched(
    server: ForgeServer, forge: ForgeApi, change: Change
) -> None:
    """The comment comes from main's program; where the change is forbidden the job that wrote it is red."""
    change(server.work)
    event = server.propose("czj")
    api = f"http://127.0.0.1:{forge.server_port}"
    run = server.run("comment.yml", "pull_request_target", event, "--env", f"GITHUB_API_URL={api}")
    [comment] = forge.comments
    assert comment["body"].startswith(MARK)
    assert run.code == (0 if change is report else 1), run.log
    assert ("### 可以合并" in comment["body"]) == (change is report)
    assert not (server.folder / "pwned").exists()
