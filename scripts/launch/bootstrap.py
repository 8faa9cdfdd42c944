"""From a bare interpreter to a task running in its locked environment.

``tasks.py`` hands over to :func:`main`. When ``.venv`` holds exactly what the
lock file asks for, that costs a few milliseconds; otherwise the environment is
made first (``install.py``). This file and ``usage.py`` keep to Python 3.6 and
the standard library, so that an old interpreter can say that it is too old.
"""

import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VENV = os.path.join(ROOT, ".venv")
MARKER = os.path.join(VENV, "installed.sha256")
RUNTIME_LOCK = os.path.join(ROOT, "requirements.lock")
DEVELOPMENT_LOCK = os.path.join(ROOT, "requirements-dev.lock")

#: Tasks that need the development requirements as well.
DEVELOPMENT_TASKS = frozenset(("test", "lint", "bless", "bench", "screenshots"))

MINIMUM = (3, 11, 5)
SUITABLE_NAMES = ("python3.11", "python3.12", "python3.13", "python3.14", "python3", "python")


class Stop(Exception):
    """The task cannot go on; the text is one sentence that says why and what to do."""

    def __init__(self, message: str, code: int = 1) -> None:
        """Keep the sentence and the exit code (1: a problem, 2: wrong usage)."""
        super().__init__(message)
        self.code = code


def main(argv: "list[str]") -> int:
    """Run the command line ``argv`` (without the program's name); return the exit code."""
    speak_utf8()
    try:
        return start(argv)
    except Stop as stop:
        sys.stderr.write("%s\n" % stop)
        return stop.code
    except BrokenPipeError:  # who reads has read enough, as ``head`` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\n已中断。再次运行同一条命令即可继续。\n")
        return 130


def start(argv: "list[str]") -> int:
    """List the tasks, or bring the command line into the environment and run it there."""
    if not argv or argv[0] in ("-l", "--list") or "-h" in argv or "--help" in argv:
        from scripts.launch import usage

        sys.stdout.write(usage.help_text(argv))
        if is_too_old(sys.version_info):
            sys.stdout.write("\n注意：%s\n" % too_old_message(sys.version_info, "", argv))
        return 0
    check_git()
    lock = lock_for(argv)
    ready = is_ready(lock)
    if ready and is_inside():
        from scripts.launch import cli

        return cli.main(argv)
    if is_too_old(sys.version_info) and not (ready and is_first_on_path()):
        return run(find_suitable(argv), argv)
    if not ready:
        from scripts.launch import install, usage

        usage.parse(argv)  # a mistyped task must not cost an installation
        install.install(lock)
    return run(venv_python(), argv)


def speak_utf8() -> None:
    """Make Chinese printable whatever the locale says."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
        elif hasattr(stream, "buffer"):  # Python 3.6
            import io

            text = io.TextIOWrapper(stream.buffer, "utf-8", "replace", line_buffering=True)
            setattr(sys, name, text)


def is_too_old(version: "tuple[object, ...]") -> bool:
    """Tell whether an interpreter of ``version`` cannot run the locked packages."""
    return tuple(version[:3]) < MINIMUM


def is_first_on_path() -> bool:
    """Tell whether this interpreter is merely the first ``python3`` that PATH offers.

    Then the user asked for "Python", not for this old one, and a newer one
    further along PATH may take over. ``python3.8 tasks.py`` is refused.
    """
    return sys.executable in (which("python3"), which("python"))


def find_suitable(argv: "list[str]") -> str:
    """Return a new enough interpreter to go on with, or stop with the remedy."""
    found = newer_python()
    if found and is_first_on_path():
        return found
    raise Stop(too_old_message(sys.version_info, found, argv))


def too_old_message(version: "tuple[object, ...]", found: str, argv: "list[str]") -> str:
    """Say which version runs, which one is needed, and how to get there."""
    head = "Python 版本过低：当前是 %s，需要 %s 或更新版本；" % (dotted(version), dotted(MINIMUM))
    if found:
        return head + "本机另有可用的版本，请改用：%s tasks.py %s" % (found, " ".join(argv))
    return head + "请从操作系统的软件源或 Python 官方网站安装新版本，再运行同一条命令。"


def dotted(version: "tuple[object, ...]") -> str:
    """Return ``3.11.5`` for a version tuple."""
    return ".".join(str(part) for part in tuple(version)[:3])


def newer_python() -> str:
    """Return the first interpreter on PATH that is new enough, or an empty string."""
    import subprocess

    for name in SUITABLE_NAMES:
        for path in every(name):
            command = [path, "-c", "import sys; print(*sys.version_info[:3])"]
            try:
                answer = subprocess.check_output(command, stderr=subprocess.DEVNULL)
                version = tuple(int(part) for part in answer.split())
            except (OSError, ValueError, subprocess.CalledProcessError):
                continue
            if not is_too_old(version):
                return path
    return ""


def every(name: str) -> "list[str]":
    """Return every program called ``name`` on PATH, in order (``shutil`` is slow to import)."""
    endings = os.environ.get("PATHEXT", "").split(os.pathsep) if os.name == "nt" else [""]
    folders = [folder for folder in os.environ.get("PATH", os.defpath).split(os.pathsep) if folder]
    paths = [os.path.join(folder, name + ending) for folder in folders for ending in endings]
    return [path for path in paths if os.path.isfile(path) and os.access(path, os.X_OK)]


def which(name: str) -> str:
    """Return the program that ``name`` starts, or an empty string."""
    return (every(name) or [""])[0]


def check_git() -> None:
    """Stop when git is missing: the history of the data is read with it."""
    if not which("git"):
        raise Stop("找不到 git：请先安装 git（Debian/Ubuntu：apt install git），再运行同一条命令。")


def lock_for(argv: "list[str]") -> str:
    """Return the lock file the command line needs; a value that looks like a task errs safely."""
    return RUNTIME_LOCK if DEVELOPMENT_TASKS.isdisjoint(argv) else DEVELOPMENT_LOCK


def is_ready(lock: str) -> bool:
    """Tell whether the environment holds what ``lock`` asks for, or the larger set."""
    try:
        with open(MARKER) as marker:
            installed = marker.read().strip()
    except (OSError, ValueError):
        return False
    whole = os.path.isfile(venv_python()) and os.path.isfile(os.path.join(VENV, "pyvenv.cfg"))
    return whole and any(installed == digest(path) for path in (lock, DEVELOPMENT_LOCK))


def digest(path: str) -> str:
    """Return the SHA-256 of a lock file, blind to the line ends a checkout may give it."""
    import hashlib

    try:
        with open(path, "rb") as file:
            return hashlib.sha256(file.read().replace(b"\r\n", b"\n")).hexdigest()
    except OSError:
        return "missing"


def venv_python() -> str:
    """Return the environment's own interpreter."""
    parts = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return os.path.join(VENV, *parts)


def is_inside() -> bool:
    """Tell whether this process is the environment's interpreter, in UTF-8 mode."""
    utf8 = bool(getattr(sys.flags, "utf8_mode", 0))
    return utf8 and os.path.realpath(sys.prefix) == os.path.realpath(VENV)


def run(python: str, argv: "list[str]") -> int:
    """Go on with another interpreter: in place of this process where the system can."""
    command = [python, os.path.join(ROOT, "tasks.py"), *argv]
    environment = dict(os.environ, PYTHONUTF8="1")
    for name in ("PYTHONHOME", "PYTHONPATH"):  # they would mix other packages in
        environment.pop(name, None)
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execve(python, command, environment)  # noqa: S606 - our own interpreter, no shell
    import subprocess

    return subprocess.call(command, env=environment)
