"""Show what an installation is doing without showing its whole log."""

import queue
import re
import subprocess
import sys
import threading
import time
from typing import IO

#: On a terminal the line is rewritten; elsewhere a line is printed this often (seconds).
QUIET_SECONDS = 5.0

#: How pip and uv say that all is fetched and files are being written now.
WRITING = ("Installing collected packages", "Prepared ")


class Progress:
    """The steps of one installation, on standard error, with the time elapsed."""

    def __init__(self, total: int) -> None:
        """Start the clock; ``total`` is the number of packages in the lock."""
        self.total = total
        self.seen: set[str] = set()
        self.text = ""
        self.started = self.printed = time.monotonic()
        self.live = sys.stderr.isatty()

    @property
    def elapsed(self) -> str:
        """Return the time since the start."""
        return f"{time.monotonic() - self.started:.0f} 秒"

    def begin(self, occasion: str, tool: str) -> None:
        """Say what is about to happen and that it happens once."""
        self.write(f"{occasion}：共 {self.total} 个软件包，由 {tool} 安装，只做一次，约需一分钟。\n")

    def step(self, text: str) -> None:
        """Begin a step."""
        self.text = text
        self.show(force=True)

    def finish(self) -> None:
        """Say that all is in place."""
        self.clear()
        self.write(f"运行环境已就绪，用时 {self.elapsed}。\n")

    def follow(self, line: str) -> None:
        """Take in one line of the installer's log."""
        if match := re.match(r"(?:Collecting|Downloading) ([A-Za-z0-9][\w.-]*)", line):
            self.seen.add(match[1].lower())
            self.text = f"获取软件包 {len(self.seen)}/{self.total}：{match[1]}"
            self.show()
        elif match := re.match(r"\s*Building (?:wheel for (\S+) .*started|(\S+)==)", line):
            self.step(f"构建 {match[1] or match[2]}")
        elif len(self.seen) > 1 and line.startswith(WRITING):  # not for the build tool alone
            self.step("写入 .venv")

    def show(self, *, force: bool = False) -> None:
        """Show the present step: at once on a terminal, now and then in a log."""
        now = time.monotonic()
        if self.live:
            self.write(f"\r\033[K  {self.text}（已用 {self.elapsed}）")
        elif force or now - self.printed >= QUIET_SECONDS:
            self.printed = now
            self.write(f"  {self.text}（已用 {self.elapsed}）\n")

    def clear(self) -> None:
        """Wipe the line that a terminal still shows."""
        if self.live:
            self.write("\r\033[K")

    @staticmethod
    def write(text: str) -> None:
        """Write to standard error at once."""
        sys.stderr.write(text)
        sys.stderr.flush()


def stream(command: list[str], environment: dict[str, str], progress: Progress, output: list[str]) -> int:
    """Run ``command``, follow its lines, collect them in ``output``; return its exit code."""
    with subprocess.Popen(  # noqa: S603 - our own command, no shell
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        errors="replace",
    ) as process:
        lines: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=forward, args=(process.stdout, lines), daemon=True).start()
        try:
            watch(lines, progress, output)
        except BaseException:
            process.terminate()
            raise
    return process.returncode


def forward(source: IO[str], lines: "queue.Queue[str | None]") -> None:
    """Put every line of ``source`` into the queue, and ``None`` at its end."""
    for line in source:
        lines.put(line)
    lines.put(None)


def watch(lines: "queue.Queue[str | None]", progress: Progress, output: list[str]) -> None:
    """Follow lines until the end; the clock goes on while nothing is said."""
    while True:
        try:
            line = lines.get(timeout=1)
        except queue.Empty:
            progress.show()
            continue
        if line is None:
            return
        output.append(line)
        progress.follow(line)
