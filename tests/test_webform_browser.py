"""A liaison's way through the form: real Chromium, nginx as shipped, decap-server and git."""

import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from scripts.commands.intake import Order, run_intake
from scripts.commands.webform import run_webform
from scripts.judging import judged
from scripts.powers.proposal import Refusal
from scripts.publish.tree import remove
from scripts.webform.config import Server
from tests.counties import AS_OF, digests, examined
from tests.repositories import CAMPAIGN
from tests.web_servers import caddy
from tests.webform_tools import Office, browser, modules, office, open_step, shown

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BRANCH = "cms/wx-2026-{unit}/{item}"
ITEM = f"{CAMPAIGN}/progress/1.01.yml"


@pytest.fixture(scope="module")
def place() -> Iterator[Office]:
    """微县 with its form; the folder is one that a server without rights may enter."""
    folder = Path(tempfile.mkdtemp(prefix="form-"))
    folder.chmod(0o755)
    with office(folder) as made:
        yield made
    remove(folder)


@pytest.fixture(scope="module", params=[(1366, 768), (390, 844)], ids=["desk", "phone"])
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of an office computer, then of a phone."""
    with sync_playwright() as playwright, browser(playwright, *request.param) as context:
        yield context.new_page()


def _look(page: Page, name: str) -> None:
    if path := shown(f"{name}-{page.viewport_size['width'] if page.viewport_size else 0}"):
        page.screenshot(path=path)


def _branches(place: Office) -> list[str]:
    found = place.repository.git("for-each-ref", "--format=%(refname:short)", "refs/heads/cms")
    return found.decode().split()


def _discard(place: Office) -> None:
    place.repository.git("checkout", "-qf", "main")
    for branch in _branches(place):
        place.repository.git("branch", "-qD", branch)


def _filed(place: Office, branch: str) -> list[Refusal]:
    """Take in what the form saved; return what the judge has against the unit's branch. All goes again."""
    county, made = place.repository, f"report/syb/{AS_OF}"
    county.git("checkout", "-qf", "main")
    with (county.root / "data/accounts.csv").open("a", encoding="utf-8") as table:
        table.write("syb,县双拥办联络员,县双拥办,填报,syb@wei.example\n")
    county.commit("登记账号")
    assert run_intake(str(county.root), str(AS_OF), branch, "", Order(on=str(AS_OF))) == 0
    refused = judged(county.root, "main", made, "syb")
    county.git("branch", "-qD", made)
    county.git("reset", "-q", "--hard", "HEAD~1")
    return refused


def test_a_liaison_reports_a_step_in_four_screens(place: Office, page: Page) -> None:
    """Unit, login, list, form: one date typed is one line of the file, on a branch; main is as it was."""
    _discard(place)
    main = place.repository.at("main")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    started = time.monotonic()
    page.goto(f"{place.address}?unit=")
    page.get_by_label("查找单位").fill("双拥")
    _look(page, "1-unit")
    page.get_by_role("link", name="县双拥办").click()
    page.get_by_role("button", name="登录").wait_for()
    _look(page, "2-login")
    page.get_by_role("button", name="登录").click()
    page.get_by_text("1.01 议军会").wait_for()
    _look(page, "3-list")
    page.get_by_text("1.01 议军会").click()
    page.get_by_text("s1 拟定议题").wait_for()
    open_step(page, "s1 拟定议题")
    date = page.locator("input[type=date]:visible").first
    date.fill("2026-06-11")
    button = page.get_by_role("button", name="保存并送审").bounding_box()
    assert button
    assert button["x"] + button["width"] <= page.evaluate(
        "innerWidth"
    )  # beside the item's name, on a phone too
    _look(page, "4-form")
    page.get_by_role("button", name="保存并送审").click()
    page.get_by_text("已保存并送审").wait_for()
    assert time.monotonic() - started < 60
    _look(page, "5-saved")
    assert _branches(place) == [BRANCH.format(unit="syb", item="1.01")]
    assert place.repository.at("main") == main
    changed = place.repository.git("diff", "-U0", "main", _branches(place)[0]).decode()
    old = "  - {id: s1, title: 拟定议题, unit: 县双拥办, due: C-70, done: 2026-06-10}"
    lines = [line for line in changed.splitlines() if re.match(r"[-+](?![-+])", line)]
    assert lines == [f"-{old}", f"+{old.replace('06-10', '06-11')}"]
    assert _filed(place, _branches(place)[0]) == []
    assert {re.sub(r"^(\w+://[^/]+).*", r"\1", url) for url in asked if url.startswith(("http", "ws"))} == {
        place.address.removesuffix("/edit/")
    }


def test_the_board_shows_it_and_only_who_reviews_merges(place: Office, page: Page) -> None:
    """A liaison sees what waits but has nothing to merge it with; the reviewer's page merges it into main."""
    page.goto(f"{place.address}?unit=syb#/workflow")
    page.get_by_text("1.01 议军会").wait_for()
    _look(page, "6-board")
    assert page.get_by_role("button", name="合并").count() == 0
    page.goto(f"{place.address}?unit=review#/collections/wx-2026-syb/entries/1.01")
    page.get_by_role("button", name="状态: 待审核").click()
    page.get_by_role("menuitem", name="可合并").click()
    page.get_by_role("button", name="状态: 可合并").wait_for()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="合并", exact=True).click()
    _look(page, "7-merge")
    page.get_by_role("menuitem", name="合并（立即生效）").click()
    page.get_by_text("已合并").wait_for()
    assert _branches(place) == []
    assert b"due: C-70, done: 2026-06-11}" in place.repository.git("show", f"main:{ITEM}")
    assert examined(place.repository.root).errors == []
    place.repository.git("checkout", "-qf", "main")
    place.repository.edit(ITEM, "done: 2026-06-11}", "done: 2026-06-10}")
    place.repository.commit("改回")


def test_nobody_sees_the_form_without_login(place: Office) -> None:
    """Without the internal site's name and password there is neither page nor repository behind it."""
    for path in ("/edit/", "/edit/config.json", "/edit/api/v1"):
        answer = place.server.ask("shuangyong-internal.example.com", path)
        assert answer.status == 401, path
    public = place.server.ask("shuangyong.example.com", "/edit/")
    assert public.status == 404


def test_the_policy_is_loose_only_under_edit(place: Office) -> None:
    """What decap-cms needs is allowed on its own page; it names no server but its own."""
    page = place.server.ask("shuangyong-internal.example.com", "/edit/", login=True)
    text = page.body.decode()
    assert "script-src 'self' 'unsafe-eval';" in text
    assert "connect-src 'self' blob:;" in text
    assert page.headers["content-security-policy"] == "frame-ancestors 'none'"
    assert "http" not in text.replace("http-equiv", "")


def test_caddy_serves_the_form_as_nginx_does(place: Office) -> None:
    """The other shipped configuration: login first, the loose policy under /edit/ only, nothing in public."""
    inside, out = "shuangyong-internal.example.com", place.repository.root.parent / "out"
    with caddy(out, out.parent / "caddy", place.proposals) as server:
        assert server.ask(inside, "/edit/").status == 401
        assert server.ask(inside, "/edit/api/v1", "POST").status == 401
        assert server.ask("shuangyong.example.com", "/edit/").status == 404
        page = server.ask(inside, "/edit/", login=True)
        assert page.body == (out / "edit" / "index.html").read_bytes()
        assert page.headers["content-security-policy"] == "frame-ancestors 'none'"
        assert "unsafe-eval" not in server.ask(inside, "/", login=True).headers["content-security-policy"]
        answer = server.ask(inside, "/edit/api/v1", "POST", login=True, Content_Length="0")
        assert "一律不收" in answer.body.decode()  # the proposal server's own words: it was reached


def test_no_byte_of_the_form_is_in_the_public_site(place: Office) -> None:
    """Neither a file of the form nor a mention of it lies in what the public can fetch."""
    out = place.repository.root.parent / "out"
    form = set(digests(out / "edit").values())
    assert not form & set(digests(out / "current" / "public").values())
    for path in (out / "current" / "public").rglob("*"):
        if path.is_file():
            assert b"decap" not in path.read_bytes(), path


def test_making_the_form_twice_makes_the_same_bytes(place: Office) -> None:
    """The form is a function of the data: no clock, no order of chance; a changed folder is not replaced."""
    out = place.repository.root.parent / "out"
    before = digests(out)
    run_webform(str(place.repository.root), str(out), str(modules()), Server(name="local"))
    assert digests(out) == before
