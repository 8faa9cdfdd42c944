"""Time travel: both sites as they stood at a day, a tag or a commit."""

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from scripts import commands
from scripts.commands import proof as proof_tasks
from scripts.history.past import past_of
from scripts.history.report.period import report_on
from scripts.pipeline import build, build_past
from scripts.problems import DataError
from tests.counties import digests
from tests.repositories import CAMPAIGN, DAY, Repository

SECOND = date(2026, 6, 4)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> tuple[Repository, dict[str, str]]:
    """A county with three commits, and the digests of its sites as they were built on the second day."""
    folder = tmp_path_factory.mktemp("past")
    repository = Repository(folder / "county")
    repository.clock += 3 * DAY
    repository.edit(f"{CAMPAIGN}/publicity.yml", "intro: ", "intro: 第二天的话。")
    repository.commit("第二天")
    assert proof_tasks.run_anchor(str(repository.root)) == 0
    repository.commit("存证")
    repository.git("tag", "-a", "市级初验", "-m", "初验")
    shutil.copytree(repository.root, folder / "clone", symlinks=True)
    build(folder / "clone", SECOND, SECOND, folder / "then", lambda _: None)
    repository.clock += 10 * DAY
    repository.edit(f"{CAMPAIGN}/publicity.yml", "第二天的话", "第三天的话")
    repository.commit("第三天")
    return repository, _sites(folder / "then")


def _sites(out: Path) -> dict[str, str]:
    found = digests((out / "current").resolve())
    assert "public/site/index.html" in found
    return found


@pytest.mark.parametrize("name", [str(SECOND), "市级初验", "HEAD~1"])
def test_the_past_is_built_as_it_stood(
    county: tuple[Repository, dict[str, str]], tmp_path: Path, name: str
) -> None:
    """A day, a tag and a commit give what was published on that day, to the byte, manifest included."""
    repository, then = county
    before = digests(repository.root)
    build_past(repository.root, name, None, tmp_path, lambda _: None)
    assert _sites(tmp_path) == then
    assert digests(repository.root) == before


def test_a_day_is_what_main_held_at_its_end(county: tuple[Repository, dict[str, str]]) -> None:
    """On a day without commits the last one before it counts, and the sites are for the day asked."""
    repository, _ = county
    quiet = past_of(repository.root, "2026-06-10")
    assert (quiet.commit, quiet.day) == (repository.at("HEAD~1"), date(2026, 6, 10))
    assert past_of(repository.root, "2026-06-30").commit == repository.at("HEAD")
    assert past_of(repository.root, "HEAD~2").day == SECOND
    assert "第三天的话".encode() in past_of(repository.root, "HEAD").files[f"{CAMPAIGN}/publicity.yml"]


def test_the_task_says_where_the_past_lies(
    county: tuple[Repository, dict[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """``build --at`` writes below build/at, leaves the present build alone, and shows the anchor below."""
    repository, _ = county
    assert commands.run_build(str(repository.root), "", "", "市级初验") == 0
    commit = repository.at("HEAD~1")[:10]
    place = repository.root / "build/at" / f"{SECOND}-{commit}"
    assert str(place) in capsys.readouterr().out
    assert not (repository.root / "build/current").exists()
    for audience in ("public", "internal"):
        page = (place / "current" / audience / "site/index.html").read_text(encoding="utf-8")
        assert "发布存证：锚点 1 · " in page
    shown = json.loads((place / "current/public.json").read_bytes())
    assert "第二天的话" in shown["campaigns"][0]["intro"]
    shutil.rmtree(repository.root / "build")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2026-05-01", "--at 写的“2026-05-01”这一天以前还没有提交"),
        ("2026-02-30", "没有 2026-02-30 这一天"),
        ("没有的标签", "--at 写的“没有的标签”不是日期、标签或提交"),
        ("main", "--at 写的“main”不是日期、标签或提交，或者不在现在的历史里"),
        ("HEAD^{/}", "--at 写的“HEAD^{/}”不是日期、标签或提交"),
        ("--help", "--at 写的“--help”不是日期、标签或提交"),
    ],
)
def test_no_such_past(county: tuple[Repository, dict[str, str]], name: str, said: str) -> None:
    """A day before the first commit, an impossible day and an unknown name each get their sentence."""
    with pytest.raises(DataError) as raised:
        past_of(county[0].root, name)
    assert raised.value.problems[0].message.startswith(said)


def test_nothing_beside_the_history_changes_the_past(tmp_path: Path) -> None:
    """Neither grafts nor replacing, switched on in the repository's own settings, show another past."""
    repository = Repository(tmp_path / "county")
    first = repository.at("HEAD")
    repository.clock += 3 * DAY
    repository.edit(f"{CAMPAIGN}/publicity.yml", "intro: ", "intro: 第二天的话。")
    repository.commit("第二天")
    then = past_of(repository.root, str(SECOND))
    repository.clock += 10 * DAY
    repository.commit("第三天")
    last = repository.at("HEAD")
    (repository.root / ".git/info").mkdir(exist_ok=True)
    (repository.root / ".git/info/grafts").write_text(f"{last} {first}\n")
    assert past_of(repository.root, str(SECOND)) == then

    (repository.root / ".git/info/grafts").unlink()
    repository.git("replace", then.commit, first)
    repository.git("config", "core.useReplaceRefs", "true")
    assert past_of(repository.root, str(SECOND)).files == then.files


def test_only_names_of_the_present_history_lead_to_the_past(tmp_path: Path) -> None:
    """A branch called like a seal or a short id leads nowhere, nor does what is not of HEAD's history."""
    repository = Repository(tmp_path / "county")
    first, last = repository.at("HEAD"), repository.commit("第二天")
    aside = repository.git("commit-tree", "-m", "旁", f"{first}^{{tree}}", "-p", first).decode().strip()
    for branch in ("市级初验", last[:8], "HEADx"):
        repository.git("update-ref", f"refs/heads/{branch}", aside)
    repository.git("tag", "旁", aside)
    repository.git("tag", "seal/市级初验", first)

    assert past_of(repository.root, "市级初验").commit == first
    assert past_of(repository.root, last[:8]).commit == last
    assert past_of(repository.root, last.upper()).commit == last
    for name in (aside, aside[:10], "旁", "HEADx", f"{last}~1"):
        with pytest.raises(DataError, match="不在现在的历史里"):
            past_of(repository.root, name)
    with pytest.raises(DataError, match="不在现在的历史里"):
        report_on(repository.root, repository.history(), "旁", "")


def test_a_name_that_leaves_its_folder_is_refused(tmp_path: Path) -> None:
    """A crafted commit cannot write outside the folder its past is laid out in."""
    repository = Repository(tmp_path / "county")
    blob = repository.git("hash-object", "-w", "--stdin", given=b"x").decode().strip()
    file = _tree(repository, f"100644 blob {blob}\tx")
    for entry in (f"040000 tree {file}\t..", f"100644 blob {blob}\ta\\b", f"100644 blob {blob}\tc:d"):
        top = _tree(repository, f"040000 tree {_tree(repository, entry)}\tdata")
        commit = repository.git("commit-tree", "-m", "坏", top).decode().strip()
        repository.git("update-ref", "refs/heads/main", commit)
        with pytest.raises(DataError, match="写不到磁盘上的文件名"):
            past_of(repository.root, commit)


@pytest.mark.parametrize(
    ("name", "size", "said"),
    [("x" * 201, 1, "写不到磁盘上的文件名"), ("文" * 67, 1, "写不到磁盘上"), ("x", 50_000_001, "超过 50 MB")],
)
def test_what_no_disk_takes_is_refused(tmp_path: Path, name: str, size: int, said: str) -> None:
    """A name or a file too long for a disk or the memory gets a sentence before it is read."""
    repository = Repository(tmp_path / "county")
    (repository.root / "data" / name).write_bytes(b"0" * size)
    repository.commit("大")
    with pytest.raises(DataError, match=said):
        past_of(repository.root, "HEAD")


def test_files_too_large_together_are_refused(tmp_path: Path) -> None:
    """Forty-one files just below the limit of one are more than the limit of all, though git stores one."""
    repository = Repository(tmp_path / "county")
    blob = repository.git("hash-object", "-w", "--stdin", given=b"0" * 50_000_000).decode().strip()
    files = "".join(f"100644 blob {blob}\t{n}\0" for n in range(41))
    folder = repository.git("mktree", "-z", given=files.encode()).decode().strip()
    top = _tree(repository, f"040000 tree {folder}\tdata")
    repository.git("update-ref", "HEAD", repository.git("commit-tree", "-m", "多", top).decode().strip())
    with pytest.raises(DataError, match="一共超过 2000 MB"):
        past_of(repository.root, "HEAD")


def test_an_impossible_time_is_no_crash(tmp_path: Path) -> None:
    """A commit of the year 3170843 has no day of its own: one is asked for in words."""
    repository = Repository(tmp_path / "county")
    body = re.sub(rb"\d+ \+0800\n", b"99999999999999 +0800\n", repository.git("cat-file", "commit", "HEAD"))
    far = repository.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", given=body)
    repository.git("update-ref", "HEAD", far.decode().strip())
    with pytest.raises(DataError, match="时间读不出"):
        past_of(repository.root, "HEAD")


def _tree(repository: Repository, entry: str) -> str:
    return repository.git("mktree", "-z", given=f"{entry}\0".encode()).decode().strip()
