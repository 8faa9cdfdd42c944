"""Any git server, or none: a bare repository with our hook, a department's clone and the office's."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.forge.size import LARGEST
from scripts.history.git import quarantine
from scripts.judging.receiving import actor_of
from tests.counties import ROOT
from tests.powers_county import Change, PowersCounty, append, item, put, remove, swap, verdict
from tests.repositories import CAMPAIGN

OWN = swap(item("1.02"), "走访: {2024: 2", "走访: {2024: 3")
FOREIGN = swap(item("1.01"), "台账: 否", "台账: 是")
BRANCH = "refs/heads/report/czj/2026-07-21"


class Server:
    """A bare repository with the hook, as an administrator installs it; clones push as who logs in."""

    def __init__(self, folder: Path, hook: str = "update") -> None:
        """Install the hook; it judges with this checkout's code."""
        self.store = folder / "县库.git"
        self.run(folder, "init", "-q", "--bare", "-b", "main", str(self.store))
        shutil.copy(ROOT / "deploy/hooks" / hook, self.store / "hooks" / hook)
        if hook == "pre-receive":
            shutil.copy(ROOT / "deploy/hooks/update", self.store / "hooks/judge")
        own = {"shuangyong.code": ROOT, "shuangyong.python": sys.executable}
        for key, value in {**own, "receive.denyDeleteCurrent": "ignore"}.items():
            self.run(self.store, "config", key, str(value))
        self.work = PowersCounty(folder / "work")
        self.work.git("remote", "add", "origin", str(self.store))

    def run(self, where: Path, *words: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
        """Run git somewhere; its answer."""
        kept = {name: text for name, text in os.environ.items() if name not in ("SY_ACTOR", "GL_USER")}
        own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        command = ["git", "-C", str(where), *words]
        return subprocess.run(command, env={**kept, **own, **environment}, check=False, capture_output=True)

    def push(self, actor: str, *words: str, **environment: str) -> tuple[bool, str]:
        """Push as somebody; whether it went in, and what the server said."""
        who = {"SY_ACTOR": actor} if actor else {}
        done = self.run(self.work.root, "push", "-q", "origin", *words, **who, **environment)
        said = done.stderr.decode().splitlines()
        return done.returncode == 0, "\n".join(
            line.removeprefix("remote: ").rstrip() for line in said if line.startswith("remote:")
        )

    def refs(self) -> str:
        """Return every ref of the server with its object."""
        return self.run(self.store, "for-each-ref", "--format=%(refname) %(objectname)").stdout.decode()

    def objects(self) -> set[str]:
        """Return the files of the server's object store."""
        return {path.name for path in (self.store / "objects").rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A server with main and one accepted report on it."""
    server = Server(tmp_path_factory.mktemp("bare"))
    accepted, said = server.push("dong", "main")
    assert not accepted
    assert said.startswith("main 的第一次推送应由有“管理”权限的账号做；推送的是东镇联络员（dong，东镇）")
    assert server.push("office", "main") == (True, "")
    server.work.begin(name="report/czj/2026-07-18")
    server.work.bring("czj", swap(item("1.02"), "例会: {2024: 是", "例会: {2024: 否"))
    assert server.push("czj", "HEAD") == (True, "")
    return server


def _told(*words: str) -> str:
    """Return what a task prints; it finds nothing wrong."""
    command = [sys.executable, str(ROOT / "tasks.py"), *words]
    done = subprocess.run(command, check=True, capture_output=True)
    return done.stdout.decode()


def test_a_round_trip_through_two_clones(server: Server, tmp_path: Path) -> None:
    """The department pushes its branch, the office judges and merges it, and both have it on main."""
    work = server.work
    work.begin(name="report/czj/2026-07-20")
    work.bring("czj", swap(item("1.02"), "2026: 5}", "2026: 6}"))
    assert server.push("czj", "HEAD") == (True, "")
    office = tmp_path / "office"
    server.run(tmp_path, "clone", "-q", str(server.store), str(office))
    brought = "origin/report/czj/2026-07-20"
    words = ("--root", str(office), "--base", "main", "--head", brought, "--actor", "czj")
    assert _told("check", *words) == "核对通过：改动都在权限之内，没有带来新的数据错误。\n"
    assert "5 → 6" in _told("review", *words)
    who = {
        f"GIT_{role}_{part}": text
        for role in ("AUTHOR", "COMMITTER")
        for part, text in (("NAME", "县双拥办"), ("EMAIL", "office@wei.example"))
    }
    merge = ("merge", "-q", "--no-ff", "-m", "合并县财政局的报送", brought)
    assert server.run(office, *merge, **who).returncode == 0
    pushed = server.run(office, "push", "-q", "origin", "main", SY_ACTOR="office")
    assert (pushed.returncode, pushed.stderr) == (0, b"")
    work.git("fetch", "-q", "origin")
    assert b"2026: 6" in work.git("show", f"origin/main:{item('1.02')}")


def _by(login: str, *changes: Change) -> Callable[[PowersCounty], object]:
    return lambda work: work.bring(login, *changes)


def _nothing(_: PowersCounty) -> None:
    pass


def _hidden(work: PowersCounty) -> None:
    scan = f"{CAMPAIGN}/evidence/1.02/e1.pdf"
    work.bring("czj", put(scan, "x" * (LARGEST + 1)))
    work.bring("czj", remove(scan))


MAIN = "HEAD:refs/heads/main"
DONG = "refs/heads/report/dong/2026-07-20"
RULES = append("data/accounts.csv", "\n")
WAIVER = append("data/waivers.csv", f"K360,{verdict('1.07')},先放着,县双拥办,2030-01-01\n")
ODD = put(verdict("1.07"), 'id: "1.08"\n')
BROKEN = swap(verdict("1.04"), "result: 销号", "result: 销毁")


def _back(work: PowersCounty) -> None:
    work.git("reset", "-q", "--hard", "origin/main~1")


NUMBERED = "身份证号119999199501011230"
TOLD = append(item("1.02"), f"reports:\n  - {{on: 2026-07-18, text: {NUMBERED}}}\n")


def _told_and_taken_back(work: PowersCounty) -> None:
    work.bring("czj", TOLD)
    work.bring("czj", swap(item("1.02"), NUMBERED, "已删去"))


FORBIDDEN = {
    "a person's number": ("czj", _by("czj", TOLD), f"HEAD:{BRANCH}", "居民身份证号“119*************30”"),
    "a number taken back": ("czj", _told_and_taken_back, f"HEAD:{BRANCH}", "历史里还有"),
    "the department merges itself": ("czj", _by("czj", OWN), MAIN, "应推到 report/单位代号/日期"),
    "another unit's branch": ("czj", _by("czj", OWN), f"HEAD:{DONG}", f"{DONG} 是东镇的分支；推送的是"),
    "another's item": ("czj", _by("czj", FOREIGN), f"HEAD:{BRANCH}", "应由牵头单位县双拥办的填报账号改"),
    "another's mail": ("czj", _by("syb", FOREIGN), f"HEAD:{BRANCH}", "Q103 作者写的是县双拥办联络员的邮箱"),
    "the hook": ("dong", _by("dong", put("deploy/hooks/update")), "HEAD:refs/heads/x", "Q210 deploy/hooks"),
    "another power": ("czj", _by("czj", RULES), "HEAD:refs/heads/x", "Q210 data/accounts.csv"),
    "the office launders": ("office", _by("czj", FOREIGN), MAIN, "Q301"),
    "a broken verdict": ("office", _by("ruler", BROKEN), MAIN, "数据有误"),
    "an own waiver": ("office", _by("office", WAIVER, ODD), MAIN, "K360"),
    "main is removed": ("office", _nothing, ":refs/heads/main", "main 谁都不能删除"),
    "main is rewritten": ("office", _back, f"+{MAIN}", "main 只能往前接，不能改写已有的历史"),
    "a scan in between": ("czj", _hidden, f"HEAD:{BRANCH}", "e1.pdf 有 10.0 MB，单个文件最多 10.0 MB"),
    "a scan in between, merged": ("office", _hidden, MAIN, "e1.pdf 有 10.0 MB，单个文件最多 10.0 MB"),
    "the room of reports": ("dong", _nothing, "HEAD:refs/heads/report", "会占住各单位分支的名字"),
    "a unit's room": ("dong", _nothing, "HEAD:refs/heads/report/rwb", "会占住各单位分支的名字"),
    "its own room": ("rwb", _nothing, "HEAD:refs/heads/report/rwb", "会占住各单位分支的名字"),
    "the office takes a room": ("office", _nothing, "HEAD:refs/heads/report/rwb", "会占住各单位分支的名字"),
    "the room of the form": ("dong", _nothing, "HEAD:refs/heads/cms/rwb", "会占住各单位分支的名字"),
    "nobody's room": ("dong", _nothing, "HEAD:refs/heads/report/x/1", "refs/heads/report/x/1 不属于任何单位"),
    "a tag": ("czj", _nothing, "HEAD:refs/tags/v1", "标签等只由有“管理”权限的账号推送"),
    "a replacement": ("office", _nothing, "HEAD:refs/replace/1234", "refs/replace"),
    "a name like main": ("office", _nothing, "HEAD:refs/heads/Main", "会与 main 或提交编号混淆"),
    "a name like a commit": ("office", _nothing, "HEAD:refs/heads/deadbeef", "会与 main 或提交编号混淆"),
    "an odd name": ("office", _nothing, "HEAD:refs/heads/a\u202eb", "不能用（应只用汉字、字母、数字"),
    "a shell's name": ("office", _nothing, "HEAD:refs/heads/$(id)", "不能用（应只用汉字、字母、数字"),
    "nobody": ("", _by("czj", OWN), f"HEAD:{BRANCH}", "服务器没有说明是谁在推送"),
    "a stranger": ("guest", _by("czj", OWN), f"HEAD:{BRANCH}", "账号“guest”没有登记"),
}


@pytest.mark.parametrize("case", FORBIDDEN.values(), ids=FORBIDDEN)
def test_forbidden_pushes_are_refused_with_a_sentence(
    server: Server, case: tuple[str, Callable[[PowersCounty], object], str, str]
) -> None:
    """The server says in Chinese what may not be done and who may; not a ref of it moves."""
    actor, change, ref, sentence = case
    server.work.git("fetch", "-q", "origin")
    server.work.begin("origin/main")
    change(server.work)
    before = server.refs()
    accepted, said = server.push(actor, ref)
    assert not accepted
    assert sentence in said
    assert "Traceback" not in said
    assert server.refs() == before


@pytest.mark.parametrize("name", ["SY_ACTOR", "GL_USER", "REMOTE_USER"])
def test_each_kind_of_server_says_who_pushes(name: str) -> None:
    """By key, by gitolite or by a web server: one is enough, and saying the same twice does no harm."""
    assert actor_of({name: "czj", "USER": "git"}) == ("czj", "")
    assert actor_of({name: "czj", "SY_ACTOR": "czj"}) == ("czj", "")
    assert actor_of({"USER": "git", name: ""})[0] == ""


def test_a_server_that_names_two_people_is_not_believed(server: Server) -> None:
    """Two variables that disagree are a wrong installation: nothing goes in."""
    accepted, said = server.push("office", "main:refs/heads/x", REMOTE_USER="czj")
    assert not accepted
    assert "服务器给出了几个不同的账号" in said


def test_a_unit_may_rewrite_its_own_branch(server: Server) -> None:
    """A proposal is still a draft: its unit may force it, and remove it."""
    server.work.begin(name="draft")
    server.work.bring("czj", OWN)
    assert server.push("czj", f"HEAD:{BRANCH}-草稿") == (True, "")
    server.work.git("commit", "-q", "--amend", "-m", "重写", GIT_COMMITTER_EMAIL="czj@wei.example")
    assert server.push("czj", f"+HEAD:{BRANCH}-草稿") == (True, "")
    assert server.push("czj", f":{BRANCH}-草稿") == (True, "")


def test_a_room_that_was_taken_is_given_back(server: Server) -> None:
    """A branch that blocks a unit's names, from before they were refused, is removed by the office."""
    server.run(server.store, "update-ref", "refs/heads/report/rwb", "main")
    assert not server.push("dong", ":refs/heads/report/rwb")[0]
    assert server.push("office", ":refs/heads/report/rwb") == (True, "")


def test_seals_stay_where_they_are(server: Server) -> None:
    """An administrator sets a seal's tag once; moving or removing it is refused even to him."""
    assert server.push("office", "main:refs/tags/seal/初验") == (True, "")
    for words in ("+main~1:refs/tags/seal/初验", ":refs/tags/seal/初验"):
        accepted, said = server.push("office", words)
        assert not accepted
        assert "封存 refs/tags/seal/初验 谁都不能移动或删除" in said


def test_the_quarantine_of_a_push_is_read(tmp_path: Path) -> None:
    """Asked before git takes the objects in, the judge reads them there, and a refused push leaves none."""
    server = Server(tmp_path, "pre-receive")
    assert server.push("office", "main") == (True, "")
    before = server.objects()
    server.work.begin()
    server.work.bring("czj", FOREIGN)
    accepted, said = server.push("czj", f"HEAD:{BRANCH}")
    assert not accepted
    assert "Q301" in said
    assert server.objects() == before
    server.work.begin()
    server.work.bring("czj", OWN)
    assert server.push("czj", f"HEAD:{BRANCH}") == (True, "")
    assert server.objects() > before


def test_only_a_quarantine_of_the_store_itself_is_believed(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A variable that points elsewhere lends no objects to the judge."""
    (tmp_path / "objects").mkdir()
    for place in (tmp_path / "objects", server.store / "objects/../hooks", server.store, Path("objects")):
        monkeypatch.setenv("GIT_QUARANTINE_PATH", str(place))
        assert quarantine(server.store) == ()
    incoming = server.store / "objects/tmp_objdir-incoming-x"
    incoming.mkdir()
    monkeypatch.setenv("GIT_QUARANTINE_PATH", str(incoming))
    assert quarantine(server.store) == (incoming.resolve(),)
    incoming.rmdir()


def test_a_hook_that_is_not_set_up_lets_nothing_in(tmp_path: Path) -> None:
    """Without the path to the judging code the hook refuses, and says what to configure."""
    server = Server(tmp_path)
    server.run(server.store, "config", "--unset", "shuangyong.code")
    accepted, said = server.push("office", "main")
    assert not accepted
    assert "git config shuangyong.code" in said
