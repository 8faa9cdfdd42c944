"""What the developers' tasks do: tests, linters, wheel folders."""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.launch import bootstrap, failures

ROOT = Path(bootstrap.ROOT)


def run_module(module: str, *arguments: str) -> int:
    """Run ``python -m module`` from the project's folder; return its exit code."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.call(command, cwd=ROOT)  # noqa: S603 - our own modules, no shell


def run_tests(arguments: str) -> int:
    """Run pytest with extra arguments; browser tests find a Chromium or the run stops."""
    from scripts.launch.chromium import ensure_chromium

    ensure_chromium(required=not arguments)
    code = run_module("pytest", *shlex.split(arguments))
    wrong_usage = 4
    return 2 if code == wrong_usage else int(code != 0)


LINTERS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("actionlint",),
    ("zizmor", "--offline", "--no-progress", ".github/workflows"),
)
"""Each with its arguments; the last two read the workflows of ``.github``."""


def run_lint() -> int:
    """Run all linters, also after one has failed; return 1 when any found something."""
    failed = []
    for name, *arguments in LINTERS:
        told = " ".join((name, *arguments))
        sys.stdout.write(f"{told}\n")
        sys.stdout.flush()
        if subprocess.call([tool(name), *arguments], cwd=ROOT):  # noqa: S603 - locked tools, no shell
            failed.append(told)
    sys.stdout.write(f"未通过：{'、'.join(failed)}\n" if failed else "代码检查全部通过。\n")
    return int(bool(failed))


def tool(name: str) -> str:
    """Return a program of the environment."""
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    if found is None:
        raise bootstrap.Stop(f"环境中没有 {name}：请删去 .venv 后重新运行同一条命令。")
    return found


def fill_wheel_folder(out: str, *, dev: bool) -> int:
    """Download every locked package into ``out``, for machines without a network."""
    folder = Path(out).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    lock = bootstrap.DEVELOPMENT_LOCK if dev else bootstrap.RUNTIME_LOCK
    if not ensure_pip():
        raise bootstrap.Stop("环境中没有 pip，也无法补装：请执行 apt install python3-venv 后重试。")
    sys.stdout.write(f"正在下载软件包到 {folder} ……\n")
    sys.stdout.flush()
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"]
    flags = ["--no-deps", "--no-build-isolation", "--require-hashes", "--progress-bar", "off"]
    result = run_quietly([*pip, *flags, "--dest", str(folder), "--requirement", lock])
    if result.returncode:
        raise bootstrap.Stop(failures.explain(result.stdout))
    count = sum(1 for path in folder.iterdir() if path.is_file())
    sys.stdout.write(
        f"已备好 {count} 个软件包。只能用于同类系统和同版本 Python；离线机器上这样使用：\n"
        f"PIP_NO_INDEX=1 PIP_FIND_LINKS={shlex.quote(str(folder))} python3 tasks.py build\n"
    )
    return 0


def ensure_pip() -> bool:
    """Have pip in the environment: one made by uv has none."""
    python = sys.executable
    if run_quietly([python, "-m", "pip", "--version"]).returncode == 0:
        return True
    return run_quietly([python, "-m", "ensurepip"]).returncode == 0


def run_quietly(command: list[str]) -> "subprocess.CompletedProcess[str]":
    """Run a command and return it with all it printed in ``stdout``."""
    return subprocess.run(  # noqa: S603 - our own commands, no shell
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
