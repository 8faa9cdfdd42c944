"""Live preview: what changed is made again, quickly, and like a full build."""

import errno
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from scripts.problems import DataError, Problem
from scripts.publish import SiteInput
from scripts.publish.preview import Preview
from scripts.publish.preview_server import Screen, start_server
from scripts.serve import Studio, serve, watching
from tests.small_sites import digests, internal_site, page, public_site

ROOT = Path(__file__).parent.parent


def full_build(folder: Path, site: SiteInput) -> dict[str, str]:
    """Return the digests of a build from nothing."""
    preview = Preview(folder)
    preview.update(site)
    assert preview.root is not None
    return digests(preview.root)


def shown(preview: Preview) -> dict[str, str]:
    """Return the digests of the pages being shown."""
    assert preview.root is not None
    return digests(preview.root)


ITEM = "items/1.05.md"
EDITS: Mapping[str, tuple[Mapping[str, bytes], set[str]]] = {
    "text": ({ITEM: page("1.05 领导小组会议", "## 得分\n\n改成了新的文字：拥军优属。")}, {"items/1.05.html"}),
    "heading and title": (
        {ITEM: page("1.05 新的题目", "## 得分\n\n### 新的小标题\n\n文字")},
        {"items/1.05.html"},
    ),
    "left out of the search": (
        {ITEM: "---\ntitle: x\nsearch: {exclude: true}\n---\n\n# x\n\n## 得分\n".encode()},
        {"items/1.05.html"},
    ),
    "two pages": (
        {ITEM: page("1.05", "## 得分\n\n甲"), "units/towns/a.md": page("青石镇", "乙")},
        {"items/1.05.html", "units/towns/a.html"},
    ),
    "new characters": ({ITEM: page("1.05", "## 得分\n\n蘑菇种植合作社颁奖典礼")}, {"items/1.05.html"}),
    "a file": ({"evidence/e1.pdf": b"%PDF-1.7\nother"}, {"evidence/e1.pdf"}),
    "a page of the menu": ({"index.md": page("总览", "[会议](items/1.05.md)")}, {"index.html"}),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_changed_page_is_made_again_like_in_a_full_build(tmp_path: Path, name: str) -> None:
    """Only the changed pages are written, within a second, and every file equals a build from nothing."""
    changes, expected = EDITS[name]
    preview = Preview(tmp_path / "live")
    preview.update(internal_site())
    before = {path: path.stat().st_mtime_ns for path in (preview.root or tmp_path).rglob("*.html")}

    started = time.process_time()
    change = preview.update(internal_site(changes))
    seconds = time.process_time() - started

    assert (set(change.pages), change.whole, change.problems) == (expected, False, ())
    assert seconds < 1
    assert shown(preview) == full_build(tmp_path / "fresh", internal_site(changes))
    written = {path.name for path, stamp in before.items() if path.stat().st_mtime_ns != stamp}
    assert written == {Path(name).name for name in expected if name.endswith(".html")}


def test_a_long_row_of_edits_ends_like_a_full_build(tmp_path: Path) -> None:
    """After many single changes, and back again, nothing has drifted."""
    preview = Preview(tmp_path / "live")
    for changes, _ in [({}, set[str]()), *EDITS.values(), *reversed(list(EDITS.values()))]:
        preview.update(internal_site(changes))

    preview.update(internal_site())

    assert shown(preview) == full_build(tmp_path / "fresh", internal_site())


WHOLE: Mapping[str, Callable[[], SiteInput]] = {
    "a page more": lambda: public_site({"news.md": page("要闻", "新的")}),
    "a title of the menu": lambda: public_site({"progress/index.md": page("活动进展", "推进")}),
    "the menu": lambda: public_site(nav=["index.md"]),
    "the banner": lambda: public_site(extra={"banner": "演示日期"}),
}


@pytest.mark.parametrize("name", WHOLE)
def test_what_every_page_shows_makes_every_page_again(tmp_path: Path, name: str) -> None:
    """A new page, menu, title in the menu or banner reaches all pages."""
    preview = Preview(tmp_path / "live")
    preview.update(public_site())

    change = preview.update(WHOLE[name]())

    assert change.whole
    assert shown(preview) == full_build(tmp_path / "fresh", WHOLE[name]())


def test_nothing_changed_nothing_done(tmp_path: Path) -> None:
    """Saving a file without a change does not touch a page."""
    preview = Preview(tmp_path)
    preview.update(public_site())

    assert preview.update(public_site()).pages == ()


@pytest.mark.parametrize(
    "body", ["[甲](gone.md)", "[甲](items/1.05.md#nothing)"], ids=["missing page", "missing heading"]
)
def test_a_mistake_keeps_the_last_good_pages(tmp_path: Path, body: str) -> None:
    """While a page is wrong the good pages stay, byte for byte; mending it shows the new ones."""
    preview = Preview(tmp_path / "live")
    preview.update(internal_site())
    good = shown(preview)

    with pytest.raises(DataError, match=r"internal/docs/index\.md"):
        preview.update(internal_site({"index.md": page("总览", body)}))
    assert shown(preview) == good

    mended = internal_site({"index.md": page("总览", "改好了")})
    preview.update(mended)
    assert shown(preview) == full_build(tmp_path / "fresh", mended)


def test_a_heading_others_link_to_may_not_vanish(tmp_path: Path) -> None:
    """Changing one page is checked against the links of all the others."""
    linking = {"index.md": page("总览", "[得分](items/1.05.md#s-得分)")}
    preview = Preview(tmp_path)
    preview.update(internal_site(linking))

    with pytest.raises(DataError, match="M12"):
        preview.update(internal_site({**linking, ITEM: page("1.05", "没有小标题了")}))


def test_pages_that_cannot_be_published_are_shown_with_the_reason(tmp_path: Path) -> None:
    """The gates speak in the preview already, for the page that was changed."""
    preview = Preview(tmp_path)
    preview.update(internal_site())

    change = preview.update(internal_site({ITEM: page("1.05", '<p onclick="x()">得分</p>')}))

    assert [problem.code for problem in change.problems] == ["G11"]


class Desk:
    """Data that a test changes, and what was said about it."""

    def __init__(self) -> None:
        """Begin with the small internal site."""
        self.changes: dict[str, bytes] = {}
        self.wrong = ""
        self.said: list[str] = []

    def render(self) -> SiteInput:
        """Return the site, or refuse."""
        if self.wrong:
            raise DataError([Problem(path="data/units.csv", line=3, code="C101", message=self.wrong)])
        return internal_site(self.changes)


def test_the_terminal_and_the_browser_are_told(tmp_path: Path) -> None:
    """Wrong data are named in the terminal and on the screen; once mended the screen is clear."""
    desk = Desk()
    studio = Studio(desk.render, tmp_path, desk.said.append)
    studio.refresh()
    root = studio.screen.root

    desk.wrong = "没有这个单位"
    assert studio.refresh() is None
    assert list(studio.screen.problems) == ["data/units.csv:3: C101 没有这个单位"]
    assert studio.screen.root == root
    assert "页面停留在上一次正确的样子" in desk.said[-1]

    desk.wrong = ""
    studio.refresh()
    assert not list(studio.screen.problems)

    desk.changes = {ITEM: page("1.05", "新的文字")}
    studio.refresh()
    assert desk.said[-1].startswith("已更新 1 页（items/1.05.html），用时 0.")


def test_wrong_data_from_the_start_show_what_is_wrong(tmp_path: Path) -> None:
    """There is a page to look at even before the first good build."""
    desk = Desk()
    desk.wrong = "<b>没有这个单位"
    studio = Studio(desk.render, tmp_path, desk.said.append)
    studio.refresh()

    with start_server(studio.screen, 0) as server:
        _, body = get(server.server_port, "/")
        server.shutdown()

    assert "&lt;b&gt;没有这个单位" in body.decode()


def get(port: int, path: str, host: str = "127.0.0.1") -> tuple[int, bytes]:
    """Return code and body of one answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"Host": f"{host}:{port}"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Screen, int]]:
    """A running server with two files to show."""
    root = tmp_path / "site"
    root.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (root / "index.html").write_text("<html><body>home</body></html>")
    (root / "404.html").write_text("<html><body>none</body></html>")
    screen = Screen()
    screen.show(root, ())
    with start_server(screen, 0) as server:
        yield screen, server.server_port
        server.shutdown()


def test_pages_follow_the_preview(served: tuple[Screen, int]) -> None:
    """Each page carries the script that waits for news, and none is kept by the browser."""
    _, port = served

    assert get(port, "/")[1] == b'<html><body>home<script src="/-/preview.js?seen=1"></script></body></html>'
    assert get(port, "/-/preview.js?seen=1")[0] == 200
    assert get(port, "/gone.html")[0] == 404


def test_browsers_hear_of_a_change_at_once(served: tuple[Screen, int]) -> None:
    """A waiting browser is answered when the pages change, not after a while."""
    screen, port = served
    threading.Timer(0.2, screen.show, (screen.root, ["data/x.yml:1: Y1 错"])).start()

    started = time.perf_counter()
    _, body = get(port, "/-/state?after=1")

    assert json.loads(body) == {"count": 2, "problems": ["data/x.yml:1: Y1 错"]}
    assert 0.1 < time.perf_counter() - started < 10


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "//etc/passwd"])
def test_only_the_site_is_served(served: tuple[Screen, int], path: str) -> None:
    """No address leads out of the site."""
    code, body = get(served[1], path)

    assert (code, b"secret" in body, b"root:" in body) == (404, False, False)


def test_foreign_names_are_refused(served: tuple[Screen, int]) -> None:
    """A foreign page cannot reach the preview by giving this machine a name of its own."""
    assert get(served[1], "/", host="evil.example")[0] == 403
    assert get(served[1], "/", host="localhost")[0] == 200


def test_a_port_in_use_is_said_clearly(tmp_path: Path) -> None:
    """The user is told the port and what to type instead."""
    said: list[str] = []
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        code = serve(internal_site, [tmp_path], port, said.append)

    assert code == 1
    assert said == [f"端口 {port} 已被占用（也许另一个预览还开着），请换一个：--port {port + 1}"]


def test_only_changes_ring(tmp_path: Path) -> None:
    """Writing, adding, moving and removing a file is noticed; reading one is not."""
    (tmp_path / "a.yml").write_text("1")
    with watching([tmp_path, tmp_path / "not-there"]) as changed:
        (tmp_path / "a.yml").read_text()
        assert not changed.wait(0.4)
        for act in (
            lambda: (tmp_path / "a.yml").write_text("2"),
            lambda: (tmp_path / "a.yml").rename(tmp_path / "b.yml"),
            (tmp_path / "b.yml").unlink,
        ):
            act()
            assert changed.wait(3)
            time.sleep(0.2)
            changed.clear()


def test_folders_are_looked_at_when_the_system_watches_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a machine whose limit of watched folders is reached, changes are noticed all the same."""

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr("scripts.serve.Observer.start", refuse)
    with watching([tmp_path]) as changed:
        time.sleep(0.2)
        (tmp_path / "a.yml").write_text("1")
        assert changed.wait(5)


_SERVE = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from scripts.serve import serve
from tests.small_sites import internal_site, page
data = Path(sys.argv[1])
def render():
    return internal_site({"items/1.05.md": page("1.05", (data / "text.txt").read_text())})
sys.exit(serve(render, [data], int(sys.argv[2]), lambda text: print(text, flush=True)))
"""


def test_saving_a_file_changes_the_page_within_moments(tmp_path: Path) -> None:
    """The whole way: start, look, save, look again, stop with Ctrl-C, and nothing is left behind."""
    data, temporary = tmp_path / "data", tmp_path / "tmp"
    data.mkdir()
    temporary.mkdir()
    (data / "text.txt").write_text("原来的文字", encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", _SERVE, str(data), str(port), str(ROOT)]
    settings = {**os.environ, "TMPDIR": str(temporary), "PYTHONUTF8": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=settings
    ) as running:
        assert running.stdout is not None
        while "预览地址" not in (line := running.stdout.readline()):
            assert line
        assert "原来的文字" in get(port, "/items/1.05.html")[1].decode()
        time.sleep(0.3)

        (data / "text.txt").write_text("后来的文字", encoding="utf-8")
        until = time.monotonic() + 10
        while "后来的文字" not in get(port, "/items/1.05.html")[1].decode():
            assert time.monotonic() < until
            time.sleep(0.05)

        running.send_signal(signal.SIGINT)
        assert "预览已结束" in running.stdout.read()
    assert running.returncode == 0
    assert list(temporary.iterdir()) == []
