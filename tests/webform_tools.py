"""The web form as a county runs it: npm's packages, decap-server on a git repository, nginx before it."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Playwright

from scripts.commands.webform import run_webform
from scripts.webform.config import Server as Backend
from tests.browser import launch
from tests.counties import AS_OF, ROOT
from tests.repositories import Repository
from tests.small_sites import publish_small
from tests.web_servers import INTERNAL, PASSWORD, USER, Server, free_ports, nginx, running
from tests.web_tools import installed

PAGE = ROOT / "scripts" / "webform" / "page"
_CLOCK = """
const gone = Date.parse('%sT02:00:00Z') - Date.now();
const now = Date.now;
window.Date = class extends Date {
  constructor(...given) { super(...(given.length ? given : [now() + gone])); }
  static now() { return now() + gone; }
};
"""
"""The clock of the page, set to the day of the golden files: it goes on from there."""
NAMES = {"user.name": "县双拥办联络员", "user.email": "syb@wx.example"}


def modules() -> Path:
    """Return ``node_modules`` with decap-cms and decap-server, as ``edit/package-lock.json`` says."""
    return installed(ROOT / "edit", "edit") / "node_modules"


def proposal_server() -> Path:
    """Return the server of proposals, beside its packages: there it finds them."""
    return Path(shutil.copy(ROOT / "edit" / "server.mjs", modules().parent))


class Scripts:
    """Node with the form's own scripts, asked one text after another."""

    def __init__(self, place: Path, config: dict[str, Any]) -> None:
        """Begin; ``config`` is what ``config.json`` holds."""
        shutil.copytree(PAGE, place / "page")
        (place / "page" / "package.json").write_text('{"type": "module"}', encoding="utf-8")
        (place / "config.json").write_text(json.dumps(config, default=list), encoding="utf-8")
        driver = ROOT / "tests" / "web" / "canonical.mjs"
        command = ["node", str(driver), str(place / "page"), str(place / "config.json")]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def ask(self, kind: str, text: str, **edits: Any) -> dict[str, Any]:
        """Return what becomes of a text that is read, edited and saved again."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"kind": kind, "text": text, "edits": edits}) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        assert not answer.get("unexpected"), answer
        return answer

    def end(self) -> None:
        """Let the process go."""
        self.process.communicate(timeout=20)


@dataclass(frozen=True, kw_only=True)
class Office:
    """A repository, its form and the servers before it."""

    repository: Repository
    server: Server
    proposals: int

    @property
    def address(self) -> str:
        """Where the form lies."""
        return f"https://{INTERNAL}:{self.server.secure}/edit/"


@contextmanager
def office(folder: Path) -> Iterator[Office]:
    """Run 微县's form: real git, real decap-server, real nginx with the shipped configuration."""
    repository = Repository(folder / "county")
    for name, value in NAMES.items():
        repository.git("config", name, value)
    out = folder / "out"
    publish_small(out)
    assert run_webform(str(repository.root), str(out), str(modules()), Backend(name="local")) == 0
    [port] = free_ports(1)
    with proposals(repository, port, folder / "decap"), nginx(out, folder / "nginx", port) as server:
        yield Office(repository=repository, server=server, proposals=port)


@contextmanager
def proposals(repository: Repository, port: int, place: Path) -> Iterator[None]:
    """Run the server of proposals as the guide says; ``place`` is a new folder for its log."""
    place.mkdir()
    own = {"GIT_REPO_DIRECTORY": str(repository.root), "PORT": str(port)}
    own |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    with running(["node", str(proposal_server())], place, [port], {**os.environ, **own}):
        yield


@contextmanager
def browser(playwright: Playwright, width: int = 1366, height: int = 768) -> Iterator[BrowserContext]:
    """A browser that knows the internal site's name and password."""
    found = launch(playwright, extra=[f"--host-resolver-rules=MAP {INTERNAL} 127.0.0.1"])
    context = found.new_context(
        viewport={"width": width, "height": height},
        locale="zh-CN",
        ignore_https_errors=True,
        http_credentials={"username": USER, "password": PASSWORD},
    )
    context.add_init_script(_CLOCK % AS_OF.isoformat())
    context.set_default_timeout(20_000)
    yield context
    found.close()


def log_in(page: Page, address: str, unit: str = "") -> None:
    """Open the form as a unit and press 登录."""
    page.goto(f"{address}?unit={unit}" if unit else address)
    page.get_by_role("button", name="登录").click()
    page.get_by_text("我的小项").wait_for()


def open_step(page: Page, words: str) -> None:
    """Unfold the step, piece of evidence or report whose line begins with ``words``."""
    line = page.get_by_text(re.compile(rf"^{words}")).and_(page.locator(":visible")).last
    line.locator("xpath=ancestor::div[.//button][1]").locator("button").first.click()


@cache
def shown(name: str) -> Path | None:
    """Return where to put a screenshot, when ``SCREENSHOTS`` names a folder."""
    place = os.environ.get("SCREENSHOTS")
    return Path(place) / f"{name}.png" if place else None
