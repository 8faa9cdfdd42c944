"""From a fresh clone to a running task: what a newcomer meets before any environment exists."""

import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.launch import bootstrap, failures, install, sources, usage
from scripts.launch.chromium import ensure_chromium
from scripts.launch.progress import Progress

ROOT = Path(bootstrap.ROOT)
FIRST_FILES = (
    "tasks.py",
    "scripts/__init__.py",
    "scripts/launch/__init__.py",
    "scripts/launch/bootstrap.py",
    "scripts/launch/usage.py",
)
LAUNCH_FILES = (
    *FIRST_FILES,
    "scripts/launch/install.py",
    "scripts/launch/failures.py",
    "scripts/launch/progress.py",
)
LOCKS = ("requirements.lock", "requirements-dev.lock")
CHINESE_SENTENCE = re.compile(r"[^\n]*[\u4e00-\u9fff][^\n]*。\n")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Return a fresh clone as far as starting a task needs it: no environment yet."""
    for name in (*LAUNCH_FILES, "scripts/launch/sources.py", *LOCKS):
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    return tmp_path


def run(root: Path, *arguments: str, path: str = "", **variables: str) -> "subprocess.CompletedProcess[str]":
    """Run ``tasks.py`` with the plain interpreter and no variables but those given (as ``env -i``)."""
    python = getattr(sys, "_base_executable", sys.executable)
    git = shutil.which("git")
    assert git
    return subprocess.run(
        [python, str(root / "tasks.py"), *arguments],
        env={"HOME": str(root), "PATH": path or str(Path(git).parent), **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("name", FIRST_FILES)
def test_old_python_can_read_what_runs_first(name: str) -> None:
    """An old Python says that it is too old; it does not trip over syntax."""
    text = (ROOT / name).read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 6))
    assert "from __future__" not in text


def test_tasks_are_listed_without_an_environment(clone: Path) -> None:
    """``python3 tasks.py`` lists every task in Chinese, in a bare C locale, installing nothing."""
    for arguments in ((), ("--help",), ("-h",), ("--list",)):
        result = run(clone, *arguments, LC_ALL="C")
        assert result.returncode == 0, result.stderr
        assert re.search(r"^ {2}build +生成内部站和公开站", result.stdout, re.MULTILINE)
        listed = re.findall(r"^ {2}([a-z-]+) +[\u4e00-\u9fff]", result.stdout, re.MULTILINE)
        assert listed == [task.name for task in usage.read_tasks()]
    assert not (clone / ".venv").exists()


def test_help_of_one_task_names_its_options(clone: Path) -> None:
    """``build --help`` explains every option in Chinese, before anything is installed."""
    result = run(clone, "build", "--help")
    assert result.returncode == 0
    for flag in ("--root", "--as-of", "--out"):
        assert re.search(rf"^  {flag} +[\u4e00-\u9fff]", result.stdout, re.MULTILINE)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("biuld",), "没有任务“biuld”。是否想写 build？"),
        (("build", "--rot", "x"), "任务 build 没有选项“--rot”。是否想写 --root？"),
        (("--root", "x"), "没有选项“--root”。"),
        (("build", "--out"), "选项 --out 后面缺少值"),
        (("serve", "--port", "八千"), "选项 --port 应为整数，实为“八千”"),
        (("new-campaign", "sl-2027"), "任务 new-campaign 缺少选项 --title。"),
        (("check", "--root", "nowhere"), "选项 --root 指的文件夹不存在：nowhere"),
        (("check", "--as-of", "2026-02-30"), "选项 --as-of 应为真实日期"),
        (("serve", "--audience", "all"), "选项 --audience 应为 internal 或 public"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_installed(
    clone: Path, arguments: tuple[str, ...], said: str
) -> None:
    """A mistyped command costs one sentence and exit code 2, not an installation."""
    result = run(clone, *arguments)
    assert result.returncode == 2, result.stderr
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (clone / ".venv").exists()


def test_several_tasks_may_follow_one_another() -> None:
    """``format check --as-of …`` is read as invoke reads it: two calls, values with their task."""
    calls = usage.parse(["format", "check", "--as-of=2026-07-20", "new-campaign", "a", "--title", "乙"])
    assert [(call.task.name, call.values) for call in calls] == [
        ("format", {}),
        ("check", {"as_of": "2026-07-20"}),
        ("new-campaign", {"id": "a", "title": "乙"}),
    ]


def test_several_files_may_be_taken_at_once() -> None:
    """``intake *.xlsx`` is what a shell makes of it: every word is a file until an option or a task comes."""
    calls = usage.parse(["intake", "甲.xlsx", "乙.xlsx", "--on", "2026-07-20", "丙.csv", "check"])
    assert [(call.task.name, call.values) for call in calls] == [
        ("intake", {"file": "甲.xlsx；乙.xlsx；丙.csv", "on": "2026-07-20"}),
        ("check", {}),
    ]


def test_who_has_read_enough_is_no_mistake(clone: Path) -> None:
    """``… | head`` ends without a traceback."""
    command = f"{sys.executable} tasks.py --help; {sys.executable} tasks.py check --help | true"
    done = subprocess.run(["bash", "-c", command], cwd=clone, capture_output=True, text=True, check=True)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("version", "too_old"),
    [((3, 6, 15), True), ((3, 11, 4), True), ((3, 11, 5), False), ((3, 12, 0, "final", 0), False)],
)
def test_floor_of_python(version: tuple[object, ...], too_old: bool) -> None:  # noqa: FBT001 - a case
    """Python 3.11.5 is the first that runs the locked packages."""
    assert bootstrap.is_too_old(version) is too_old


def test_old_python_gets_one_sentence_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence says the version, the one needed, and which interpreter of this machine to use."""
    monkeypatch.setattr(sys, "version_info", (3, 8, 18, "final", 0))
    monkeypatch.setattr(sys, "executable", "/opt/python3.8")
    for found, remedy in (
        ("", "请从操作系统的软件源"),
        ("/opt/python3.12", "/opt/python3.12 tasks.py build"),
    ):
        monkeypatch.setattr(bootstrap, "newer_python", lambda found=found: found)
        with pytest.raises(bootstrap.Stop) as stopped:
            bootstrap.find_suitable(["build"])
        assert stopped.value.code == 1
        assert "当前是 3.8.18，需要 3.11.5 或更新版本" in str(stopped.value)
        assert remedy in str(stopped.value)


def test_missing_git_is_named(clone: Path, tmp_path: Path) -> None:
    """Without git on PATH: one sentence that says how to get it, exit code 1."""
    empty = tmp_path / "empty"
    empty.mkdir()
    result = run(clone, "check", path=str(empty))
    assert result.returncode == 1
    assert result.stderr.startswith("找不到 git：请先安装 git")
    assert CHINESE_SENTENCE.fullmatch(result.stderr)


def test_missing_venv_module_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Debian's Python without python3-venv: one sentence with the package to install."""
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else real(name))
    monkeypatch.setattr(install, "VENV", tmp_path / ".venv")
    with pytest.raises(bootstrap.Stop, match="apt install python3-venv"):
        install.create("", Progress(1))
    assert not (tmp_path / ".venv").exists()


def test_incomplete_wheel_folder_is_named(clone: Path, tmp_path: Path) -> None:
    """Offline with an empty folder: one sentence names folder and package; no environment counts as made."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    result = run(clone, "build", PIP_NO_INDEX="1", PIP_FIND_LINKS=str(folder))
    last = result.stderr.splitlines(keepends=True)[-1]
    assert result.returncode == 1
    assert last.startswith(f"离线文件夹 {folder} 里没有 setuptools==")
    assert CHINESE_SENTENCE.fullmatch(last)
    assert "Traceback" not in result.stderr
    assert not (clone / ".venv" / "installed.sha256").exists()


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE FILE.", "软件包校验值与锁文件不符"),
        ("error: Hash mismatch for `idna==3.20`", "软件包校验值与锁文件不符"),
        ("Temporary failure in name resolution\nERROR: No matching distribution found for a", "连不上软件源"),
        ("error: Failed to fetch: `x`\n  cause: dns error", "连不上软件源"),
        ("ERROR: No matching distribution found for idna==3.20", "软件源里没有 idna==3.20"),
        ("╰─▶ Because idna was not found in the package registry and you require it", "没有 idna"),
        ("cause: invalid peer certificate: UnknownIssuer", "HTTPS 证书无法验证"),
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "磁盘空间不足"),
        ("first\nsomething new\n\n", "安装软件包失败（something new）"),
    ],
)
def test_installer_failures_are_told_in_one_sentence(
    output: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever pip or uv prints, the user reads one Chinese sentence with a remedy."""
    monkeypatch.setattr(sources, "setting", lambda _name: "")
    sentence = failures.explain(output)
    assert said in sentence
    assert CHINESE_SENTENCE.fullmatch(sentence + "\n")


def test_settings_of_pip_hold_for_uv(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A mirror in pip.conf and a folder in PIP_FIND_LINKS count whichever tool installs."""
    config = tmp_path / "pip.conf"
    config.write_text("[global]\nindex-url = mirror\nfind-links = other\n", encoding="utf-8")
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", str(config))
    monkeypatch.setenv("PIP_FIND_LINKS", "one two")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    options = " ".join(sources.uv_options())
    assert "--no-index --find-links one --find-links two --index-url mirror" in options


def requirements(name: str) -> dict[str, str]:
    """Return the entries of a lock file: ``name==version ; marker`` to their text."""
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.split(r"^(?=\S)", text, flags=re.MULTILINE)
    return {block.split(" \\\n")[0]: block for block in blocks if block}


@pytest.mark.parametrize("name", LOCKS)
def test_locks_are_exact_hashed_and_without_addresses(name: str) -> None:
    """What is installed is fixed by content; where it comes from is left to the site."""
    for first, block in requirements(name).items():
        assert re.match(r"[a-z0-9][a-z0-9.-]*==[0-9][\w.]*( ; |$)", first), first
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), first
        assert "://" not in block
        assert "--index" not in block
        assert "--find-links" not in block


def test_development_lock_extends_the_runtime_lock() -> None:
    """Tests run on the very packages that build the sites."""
    runtime, development = map(requirements, LOCKS)
    assert runtime.items() <= development.items()


@pytest.mark.parametrize(
    ("source", "lock"), [("requirements.in", LOCKS[0]), ("requirements-dev.in", LOCKS[1])]
)
def test_locks_follow_the_wanted_versions(source: str, lock: str) -> None:
    """A version changed in the ``.in`` file has reached the lock."""
    wanted = re.findall(r"^([a-z].*?==\S+)", (ROOT / source).read_text(encoding="utf-8"), re.MULTILINE)
    assert wanted
    assert set(wanted) <= {first.split(" ;")[0] for first in requirements(lock)}


def test_marker_decides_what_is_ready(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A changed lock or a cut-off installation is noticed; development serves for runtime too."""
    runtime, development = tmp_path / "r.lock", tmp_path / "d.lock"
    runtime.write_text("a\n", encoding="utf-8")
    development.write_text("a\nb\n", encoding="utf-8")
    venv = tmp_path / ".venv"
    marker = venv / "installed.sha256"
    monkeypatch.setattr(bootstrap, "VENV", str(venv))
    monkeypatch.setattr(bootstrap, "MARKER", str(marker))
    monkeypatch.setattr(bootstrap, "DEVELOPMENT_LOCK", str(development))
    python = Path(bootstrap.venv_python())
    python.parent.mkdir(parents=True)
    python.touch()
    (venv / "pyvenv.cfg").touch()

    def ready() -> tuple[bool, bool]:
        return bootstrap.is_ready(str(runtime)), bootstrap.is_ready(str(development))

    assert ready() == (False, False)
    marker.write_text(bootstrap.digest(str(runtime)), encoding="utf-8")
    assert ready() == (True, False)
    marker.write_text(bootstrap.digest(str(development)), encoding="utf-8")
    assert ready() == (True, True)
    development.write_text("a\nc\n", encoding="utf-8")
    assert ready() == (False, False)


def test_development_tasks_exist() -> None:
    """The table of tasks that need the development packages names real tasks."""
    assert {task.name for task in usage.read_tasks()} >= bootstrap.DEVELOPMENT_TASKS


def invoke(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run invoke from the project's folder."""
    command = [sys.executable, "-X", "utf8", "-m", "invoke", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def test_invoke_offers_the_same_tasks() -> None:
    """Inside the environment ``invoke --list`` shows the same tasks with the same words."""
    shown = invoke("--list").stdout
    pairs = dict(re.findall(r"^ {2}([a-z-]+) +(\S.*)$", shown, re.MULTILINE))
    assert pairs == {task.name: task.summary for task in usage.read_tasks()}


def test_invoke_ends_with_the_same_code() -> None:
    """A wrong value given through invoke is told in Chinese with exit code 2 as well."""
    result = invoke("check", "--as-of", "2026-02-30")
    assert result.returncode == 2
    assert "选项 --as-of 应为真实日期" in result.stderr


def test_missing_browser_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """No Chromium where the user said it is: one sentence with the remedy, and none installed."""
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(bootstrap.Stop, match=r"找不到浏览器 Chromium.*apt install chromium"):
        ensure_chromium(required=True)
