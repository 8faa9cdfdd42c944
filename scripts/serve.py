"""Live preview of one site: save a file, see the page.

Only this machine can look (127.0.0.1), and only by that name: an internal page
must not be read by a foreign page in the same browser. While the data are wrong
the last good pages stay, with the findings on top of each.
"""

import errno
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from scripts.problems import DataError, Problem
from scripts.publish.inputs import SiteInput
from scripts.publish.preview import Change, Preview
from scripts.publish.preview_server import Screen, start_server

Render = Callable[[], SiteInput]
Say = Callable[[str], None]

_QUIET = 0.1  # seconds without a change before pages are made: editors save in several steps
_CHANGES = {"created", "modified", "moved", "deleted"}
_TOLD = 5  # pages named in one line


class Studio:
    """Follows the data: renders, updates the pages, tells what happened."""

    def __init__(self, render: Render, folder: Path, say: Say) -> None:
        """``folder`` is empty and ours; nothing is built yet."""
        self._render = render
        self._preview = Preview(folder)
        self._say = say
        self.screen = Screen()

    def refresh(self) -> Change | None:
        """Bring the pages up to date; None when the data do not allow it.

        Whatever is wrong is said, and shown on top of the pages.
        """
        started = time.perf_counter()
        try:
            change = self._preview.update(self._render())
        except DataError as error:
            self._tell(error.problems, "数据有问题，页面停留在上一次正确的样子：")
            return None
        if change.pages:
            seconds = time.perf_counter() - started
            self._say(f"已更新 {_count(change)}，用时 {seconds:.1f} 秒")
        if change.pages or self.screen.problems:
            self._tell(change.problems, "页面已更新，但这样不能发布：")
        return change

    def _tell(self, problems: Sequence[Problem], heading: str) -> None:
        """Show ``problems`` in the terminal and in the browser."""
        if problems:
            self._say("\n".join([heading, *(f"  {problem}" for problem in problems)]))
        self.screen.show(self._preview.root, [str(problem) for problem in problems])


def serve(render: Render, watch: Sequence[Path], port: int, say: Say) -> int:
    """Show the site that ``render`` gives until Ctrl-C; return the exit code.

    ``render`` is called again after every change below one of the ``watch``
    folders. It may raise DataError.
    """
    _heed_interrupts()
    with TemporaryDirectory(prefix="preview-") as folder:
        studio = Studio(render, Path(folder), say)
        try:
            server = start_server(studio.screen, port)
        except OSError as error:
            say(_cannot_listen(port, error))
            return 1
        with server:
            with suppress(KeyboardInterrupt), watching(watch) as changed:
                say("正在生成预览……")
                studio.refresh()
                say(f"预览地址 http://127.0.0.1:{server.server_port}/  改动数据后自动更新，按 Ctrl-C 结束")
                _follow(studio, changed)
            server.shutdown()
    say("预览已结束")
    return 0


def _heed_interrupts() -> None:
    """End on an interrupt even where a shell that starts programs in the background had it ignored."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _follow(studio: Studio, changed: threading.Event) -> None:
    """Refresh after each change, for ever."""
    while True:
        if not changed.wait(timeout=1):  # in slices: elsewhere Ctrl-C cannot end a long wait
            continue
        while changed.is_set():
            changed.clear()
            time.sleep(_QUIET)
        studio.refresh()


@contextmanager
def watching(folders: Sequence[Path]) -> Iterator[threading.Event]:
    """Yield an event that is set whenever something below ``folders`` changes."""
    changed = threading.Event()
    present = [folder for folder in folders if folder.is_dir()]
    try:
        observer = _observe(Observer(), present, changed)
    except OSError:  # the system watches no more folders, or not these: look ourselves
        observer = _observe(PollingObserver(), present, changed)
    try:
        yield changed
    finally:
        observer.stop()
        observer.join()


def _observe(observer: BaseObserver, folders: Sequence[Path], changed: threading.Event) -> BaseObserver:
    """Return ``observer``, started on ``folders``."""
    for folder in folders:
        observer.schedule(_Bell(changed), str(folder), recursive=True)
    observer.start()
    return observer


class _Bell(FileSystemEventHandler):
    """Sets an event when a file changes; reading a file is no change."""

    def __init__(self, changed: threading.Event) -> None:
        self._changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _CHANGES and not event.is_directory:
            self._changed.set()


def _count(change: Change) -> str:
    """Return how much was made again, in words."""
    if change.whole:
        return f"整站 {len(change.pages)} 页"
    rest = "" if len(change.pages) <= _TOLD else " 等"
    return f"{len(change.pages)} 页（{'、'.join(change.pages[:_TOLD])}{rest}）"


def _cannot_listen(port: int, error: OSError) -> str:
    """Return why the port cannot be used and what to do."""
    if error.errno == errno.EADDRINUSE:
        return f"端口 {port} 已被占用（也许另一个预览还开着），请换一个：--port {port + 1}"
    if error.errno == errno.EACCES:
        return f"没有使用端口 {port} 的权限，请用 1024 以上的端口：--port 8000"
    return f"无法使用端口 {port}：{error.strerror}"
