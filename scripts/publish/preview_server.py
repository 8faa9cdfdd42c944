"""The pages of a preview over HTTP, for this machine only.

Each page gets one script more than the published one: it waits for the next
state, reloads the page, and shows findings on top of it.
"""

import html
import json
import mimetypes
import os
import re
import sys
import threading
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

HOST = "127.0.0.1"
STATE = "/-/state"
SCRIPT = "/-/preview.js"
_SOURCE = Path(__file__).with_name("preview.js")
_WAIT = 20.0  # seconds before an unchanged state is answered, so that dead tabs are noticed
_HTML = "text/html; charset=utf-8"


class Screen:
    """What browsers see: where the pages lie, what is wrong, and how often that changed."""

    def __init__(self) -> None:
        """Nothing to see yet."""
        self.root: Path | None = None
        self.problems: tuple[str, ...] = ()
        self.count = 0
        self._news = threading.Condition()

    def show(self, root: Path | None, problems: Sequence[str]) -> None:
        """Show the pages at ``root`` with ``problems`` on top; waiting browsers are told."""
        with self._news:
            self.root, self.problems = root, tuple(problems)
            self.count += 1
            self._news.notify_all()

    def after(self, count: int) -> bytes:
        """Return the state as JSON, once it is newer than ``count`` or after a while."""
        with self._news:
            self._news.wait_for(lambda: self.count != count, timeout=_WAIT)
            state = {"count": self.count, "problems": self.problems}
        return json.dumps(state).encode()


def start_server(screen: Screen, port: int) -> ThreadingHTTPServer:
    """Serve ``screen`` in the background; port 0 takes any free one.

    Raises OSError when the port cannot be had.
    """

    class Handler(_Handler):
        shown = screen

    server = _Server((HOST, port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class _Server(ThreadingHTTPServer):
    """Refuses a port that somebody else listens on, and does not wait for open tabs."""

    allow_reuse_address = os.name == "posix"  # elsewhere it would mean sharing the port
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report what goes wrong, except that a browser left before its answer."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """Answers with files of the preview, its state, and its script."""

    shown: Screen
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer one request."""
        path, _, query = self.path.partition("?")
        if not self._is_ours():
            self._send(403, "text/plain; charset=utf-8", "只能从本机访问".encode())
        elif path == STATE:
            self._send(200, "application/json", self.shown.after(_number(query)))
        elif path == SCRIPT:
            self._send(200, "text/javascript; charset=utf-8", _SOURCE.read_bytes())
        elif self.shown.root is None:
            self._send(200, _HTML, self._followed(self._nothing_yet()))
        else:
            self._send_file(self.shown.root, unquote(path))

    def _is_ours(self) -> bool:
        """Return whether the browser asked for this machine by a name of this machine."""
        name = self.headers.get("Host", "").rpartition(":")[0]
        return name in {HOST, "localhost"}

    def _send_file(self, root: Path, path: str) -> None:
        """Send one file below ``root``; pages follow the preview."""
        file, code = (root / path.lstrip("/")).resolve(), 200
        if file.is_dir():
            file /= "index.html"
        if not file.is_relative_to(root.resolve()) or not file.is_file():
            file, code = root / "404.html", 404
        if file.suffix == ".html":
            self._send(code, _HTML, self._followed(file.read_bytes()))
        else:
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            self._send(code, kind, file.read_bytes())

    def _followed(self, page: bytes) -> bytes:
        """Return ``page`` with the script that waits for the next state."""
        tag = f'<script src="{SCRIPT}?seen={self.shown.count}"></script>'.encode()
        return page.replace(b"</body>", tag + b"</body>")

    def _nothing_yet(self) -> bytes:
        """Return a page for the time before the first sound build."""
        problems = "".join(f"<li>{html.escape(text)}</li>" for text in self.shown.problems)
        text = "还没有可以显示的页面" if problems else "正在生成页面……"
        head = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>预览</title>'
        return f"{head}<body><h1>{text}</h1><ul>{problems}</ul></body></html>".encode()

    def _send(self, code: int, kind: str, data: bytes) -> None:
        """Send one answer that no browser keeps."""
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is given
        """Say nothing: the terminal is for findings."""


def _number(query: str) -> int:
    """Return the count that a browser has seen; -1 when it does not say."""
    found = re.fullmatch(r"after=([0-9]{1,9})", query, re.ASCII)
    return int(found[1]) if found else -1
