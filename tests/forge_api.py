"""The web interface of a forge on this machine: comments and labels, as GitHub and Gitea answer."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

TOKEN = "forge-token-of-the-run"  # noqa: S105 - opens nothing but the forge below
Comments = list[dict[str, Any]]


class _Forge(BaseHTTPRequestHandler):
    """The few requests the program makes, answered as GitHub and Gitea answer them."""

    server: "ForgeApi"

    def do_GET(self) -> None:
        """Answer a page of a list."""
        kept = self.server.labels if "/labels" in self.path else self.server.comments
        page = int(self.path.rpartition("page=")[2]) - 1
        self._answer(200, kept[page * 100 : page * 100 + 100] if self.server.pages else kept)

    def do_POST(self) -> None:
        """Take a new comment or label."""
        kept = self.server.labels if "/labels" in self.path else self.server.comments
        robot = {"login": "github-actions[bot]"}
        kept.append({"id": len(kept) + 1, "user": robot, **self._given()})
        self._answer(201, kept[-1])

    def do_PATCH(self) -> None:
        """Change a comment."""
        wanted = int(self.path.rpartition("/")[2])
        [found] = [each for each in self.server.comments if each["id"] == wanted]
        found |= self._given() | {"changes": found.get("changes", 0) + 1}
        self._answer(200, found)

    def _given(self) -> dict[str, Any]:
        assert self.headers["Authorization"] == f"token {TOKEN}"
        given = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert isinstance(given, dict)
        return given

    def _answer(self, code: int, told: object) -> None:
        code = self.server.refuse or code
        body = json.dumps(told).encode()
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class ForgeApi(ThreadingHTTPServer):
    """A running forge: what was posted, a code to refuse everything with, whether it pages its lists."""

    comments: Comments
    labels: Comments
    refuse = 0
    pages = True


@contextmanager
def running() -> Iterator[ForgeApi]:
    """Lend a running forge without comments and labels."""
    server = ForgeApi(("127.0.0.1", 0), _Forge)
    server.comments, server.labels = [], []
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()
