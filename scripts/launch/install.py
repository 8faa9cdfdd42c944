"""Make ``.venv`` hold exactly what a lock file asks for.

Every package is checked against the hashes in the lock, the build tool of the
one source-only package included. The marker that says so is written last, so an
interrupted installation is begun anew by the next run. Standard library only.
"""

import contextlib
import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts.launch import bootstrap, failures, sources
from scripts.launch.bootstrap import Stop
from scripts.launch.progress import WRITING, Progress, stream

VENV = Path(bootstrap.VENV)
LOG = VENV / "install.log"
UNFINISHED = VENV / "unfinished"

#: Locked packages that must be there before the others can be built.
BUILD_TOOLS = ("setuptools",)

COMPILE = ("-m", "compileall", "-q", "-q", "-j", "0", "-x", r"[\\/]tests?[\\/]")


def install(lock: str) -> None:
    """Bring the environment to the state of ``lock``; raise :class:`Stop` with the remedy."""
    if not Path(lock).is_file():
        raise Stop(f"缺少锁文件 {Path(lock).name}：请从仓库中恢复它（git checkout -- {Path(lock).name}）。")
    with one_at_a_time():
        if bootstrap.is_ready(lock):
            return
        progress = Progress(len(packages(lock)))
        try:
            fill(lock, progress)
        except PermissionError as error:
            raise Stop(f"没有权限写入 {error.filename}：请检查项目文件夹的属主和权限后重试。") from None
        except OSError as error:
            raise Stop(f"无法准备运行环境（{error.strerror}）：请排除后重试。") from None
        progress.finish()


def fill(lock: str, progress: Progress) -> None:
    """Make the environment unless it is a complete smaller one, then add the packages."""
    uv = bootstrap.which("uv")
    extend = can_extend(uv)
    progress.begin(occasion(extend=extend), "uv" if uv else "pip")
    if not extend:
        create(uv, progress)
    UNFINISHED.touch()
    LOG.write_text("", encoding="utf-8")
    tools = VENV / "build-tools.lock"
    tools.write_text(entries(lock, BUILD_TOOLS), encoding="utf-8")
    command = uv_install(uv) if uv else pip_install()
    for text, wanted in (("连接软件源", tools), ("获取软件包", Path(lock))):
        progress.step(text)
        download(command, wanted, progress)
    progress.step("预编译")
    compiling = [bootstrap.venv_python(), *COMPILE, site_packages()]
    stream(compiling, sources.installer_environment(), progress, [])  # a file that fails is compiled on use
    UNFINISHED.unlink()
    Path(bootstrap.MARKER).write_text(bootstrap.digest(lock) + "\n", encoding="utf-8")


def can_extend(uv: str) -> bool:
    """Tell whether packages may simply be added: the runtime set is there and nothing was cut off.

    Its packages have the same versions in both locks, so adding to them leaves it valid throughout.
    """
    return bootstrap.is_ready(bootstrap.RUNTIME_LOCK) and bool(uv or has_pip()) and not UNFINISHED.exists()


def occasion(*, extend: bool) -> str:
    """Say why the environment is not ready yet."""
    if extend:
        return "补充开发与测试所需的软件包"
    if Path(bootstrap.MARKER).exists():
        return "锁文件已更新，重新准备运行环境"
    return "上次安装没有完成，重新准备运行环境" if VENV.exists() else "首次运行，准备运行环境"


def packages(lock: str) -> list[str]:
    """Return the names in a lock file, each once."""
    text = Path(lock).read_text(encoding="utf-8")
    return sorted(set(re.findall(r"^([a-z0-9][\w.-]*)==", text, re.MULTILINE)))


def entries(lock: str, names: tuple[str, ...]) -> str:
    """Return the part of a lock file that concerns ``names``, hashes included."""
    text = Path(lock).read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)
    return "".join(block for block in blocks if block.split("==")[0] in names)


def create(uv: str, progress: Progress) -> None:
    """Make a new, empty environment in place of whatever is there."""
    progress.step("建立虚拟环境 .venv")
    if not uv and not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        raise Stop("这个 Python 缺少 venv 模块：请先执行 apt install python3-venv，再运行同一条命令。")
    if VENV.is_symlink():
        VENV.unlink()
    shutil.rmtree(VENV, ignore_errors=True)
    base = getattr(sys, "_base_executable", sys.executable)
    command = [uv, "venv", "--quiet", "--python", base] if uv else [base, "-m", "venv"]
    result = run_quietly([*command, str(VENV)])
    if result.returncode:
        raise Stop(failures.explain(result.stdout))


def download(command: list[str], lock: Path, progress: Progress) -> None:
    """Run one installing command; its log is kept, its course shown in brief."""
    output: list[str] = []
    code = 1
    try:
        code = stream([*command, str(lock)], sources.installer_environment(), progress, output)
    finally:
        with LOG.open("a", encoding="utf-8") as log:
            log.writelines(output)
    if code:
        progress.clear()
        if not any(line.startswith(WRITING) for line in output):
            UNFINISHED.unlink(missing_ok=True)  # nothing was changed yet
        raise Stop(failures.explain("".join(output)))


def pip_install() -> list[str]:
    """Return the pip command, but for the lock file."""
    pip = [bootstrap.venv_python(), "-m", "pip", "install", "--no-deps", "--no-compile"]
    return [*pip, "--no-build-isolation", "--progress-bar", "off", "--require-hashes", "-r"]


def uv_install(uv: str) -> list[str]:
    """Return the uv command, but for the lock file; pip's settings count for it too."""
    python = ["--python", bootstrap.venv_python()]
    flags = ["--no-deps", "--no-build-isolation", "--no-progress", "--require-hashes"]
    return [uv, "pip", "install", *python, *flags, *sources.uv_options(), "-r"]


def has_pip() -> bool:
    """Tell whether the environment was made with pip inside."""
    return (Path(site_packages()) / "pip").is_dir()


def site_packages() -> str:
    """Return the folder the environment's packages are in."""
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    return run_quietly([bootstrap.venv_python(), "-c", ask]).stdout.strip()


def run_quietly(command: list[str]) -> "subprocess.CompletedProcess[str]":
    """Run a command and return it with all it printed in ``stdout``."""
    return subprocess.run(  # noqa: S603 - our own commands, no shell
        command,
        env=sources.installer_environment(),
        cwd=bootstrap.ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let a second ``tasks.py`` wait while the first one installs (where files can be locked)."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    with Path(bootstrap.RUNTIME_LOCK).open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            sys.stderr.write("另一个任务正在准备运行环境，等它完成……\n")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
