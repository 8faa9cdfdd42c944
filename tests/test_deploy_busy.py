"""The shipped nginx configuration when it is busy: greedy visitors, new versions going live, odd policies."""

import http.client
import threading
import time
from pathlib import Path
from typing import Self

import pytest

from scripts.problems import DataError
from scripts.publish.finished import Finished
from scripts.publish.inline import KnownScripts
from scripts.publish.server import policy_files
from tests.small_sites import page, public_site, publish_small
from tests.test_deploy import folder, server
from tests.web_servers import PUBLIC, Server, nginx

pytestmark = pytest.mark.slow

__all__ = ["folder", "server"]


def test_one_visitor_cannot_take_it_all(server: Server) -> None:
    """Somebody who asks without end is told to wait; a moment later he is served again."""
    found: list[int] = []

    def ask_many() -> None:
        found.extend(server.ask(PUBLIC, "/assets/sy.js", "HEAD").status for _ in range(150))

    asking = [threading.Thread(target=ask_many) for _ in range(8)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert set(found) == {200, 429}
    time.sleep(2)
    assert server.ask(PUBLIC, "/index.html").status == 200


class Crowd:
    """Readers who ask for the home page without pause; ``bodies`` is all they were given."""

    def __init__(self, server: Server) -> None:
        """Make three readers of the public site."""
        self.bodies: list[bytes] = []
        self.failures: list[object] = []
        self._server, self._done = server, threading.Event()
        self._readers = [threading.Thread(target=self._ask) for _ in range(3)]

    def _ask(self) -> None:
        while not self._done.wait(0.03):
            try:
                told = self._server.ask(PUBLIC, "/index.html")
            except (OSError, http.client.HTTPException) as error:
                self.failures.append(error)
            else:
                (self.bodies if told.status == 200 else self.failures).append(told.body)

    def __enter__(self) -> Self:
        """Let them begin."""
        for reader in self._readers:
            reader.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Wait until each has his last answer."""
        self._done.set()
        for reader in self._readers:
            reader.join()


def publish_version(out: Path, number: int) -> bytes:
    """Publish the small sites with another home page; return that page."""
    text = f"第 {number} 版，" + f"军民团结一家亲{number}。" * 3000
    publish_small(out, public_site({"index.md": page("双拥专栏", text)}))
    return (out / "public/site/index.html").read_bytes()


def test_a_switch_under_load_fails_nobody(folder: Path) -> None:
    """While new versions go live each answer is whole, old or new, and the newest comes once it is live.

    Versions follow one another until the crowd has had its hundred answers: on a
    slow machine that takes more than three.
    """
    out = folder / "switching"
    versions = [publish_version(out, 1)]
    with nginx(out, folder / "nginx-switching") as running, Crowd(running) as crowd:
        while len(versions) < 4 or (len(crowd.bodies) <= 100 and len(versions) < 20):
            versions.append(publish_version(out, len(versions) + 1))
            assert running.ask(PUBLIC, "/index.html").body == versions[-1]
    assert crowd.failures == []
    assert len(crowd.bodies) > 100
    assert set(crowd.bodies) <= set(versions)
    assert len(set(crowd.bodies)) >= 3


@pytest.mark.parametrize("policy", ["", "default-src 'self'; $uri", "default-src 'self'; } server {"])
def test_no_server_is_told_a_doubtful_policy(tmp_path: Path, policy: str) -> None:
    """A home page without a policy, or with one a server would read as its own words, is not published."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">' if policy else ""
    (tmp_path / "index.html").write_text(f"<html>{meta}</html>", encoding="utf-8")
    none = KnownScripts(elements=frozenset(), sources=())
    site = Finished(audience="public", root=tmp_path, staged=frozenset(), scripts=none)
    with pytest.raises(DataError, match="G52 首页没有写明内容安全策略"):
        policy_files(site)
