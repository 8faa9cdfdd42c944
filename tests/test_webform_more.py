"""More of the form in a real browser: collective steps, new files, articles, the two git servers."""

import tempfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import BrowserContext, Page, sync_playwright

from scripts.commands.webform import run_webform
from scripts.publish.tree import remove
from scripts.webform.config import Server
from tests.counties import MINI
from tests.repositories import CAMPAIGN
from tests.webform_tools import Office, browser, log_in, modules, office, open_step, shown

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def place() -> Iterator[Office]:
    """微县 with its form."""
    folder = Path(tempfile.mkdtemp(prefix="more-"))
    folder.chmod(0o755)
    with office(folder) as made:
        yield made
    remove(folder)


@pytest.fixture(scope="module")
def context(place: Office) -> Iterator[BrowserContext]:
    """A browser in which somebody logged in."""
    with sync_playwright() as playwright, browser(playwright) as made:
        page = made.new_page()
        log_in(page, place.address, "syb")
        page.close()
        yield made


def _saved(page: Page) -> None:
    page.get_by_role("button", name="保存并送审").click()
    page.get_by_text("已保存并送审").wait_for()


def _added(place: Office, branch: str, path: str) -> list[str]:
    """Return the lines a branch adds and takes away."""
    text = place.repository.git("diff", "-U0", "main", branch, "--", path).decode()
    return [line for line in text.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def test_a_township_dates_its_own_line_of_a_collective_step(place: Office, context: BrowserContext) -> None:
    """Each member has a field of its own name; dating one adds one line, whoever else did before."""
    page = context.new_page()
    page.goto(f"{place.address}?unit=dong#/collections/wx-2026-dong")
    page.get_by_text("1.01 议军会（配合县双拥办）").click()
    page.get_by_text("s2 各单位反馈").wait_for()
    open_step(page, "s2 各单位反馈")
    page.locator("label:visible", has_text="东镇").wait_for()
    label = page.locator("label:visible", has_text="东镇").first
    page.locator(f"[id='{label.get_attribute('for')}']").fill("2026-06-12")
    if path := shown("group"):
        page.screenshot(path=path)
    _saved(page)
    assert _added(place, "cms/wx-2026-dong/1.01", CAMPAIGN) == ["+      东镇: 2026-06-12"]
    page.close()


def test_who_only_helps_finds_nothing_else_to_change(place: Office, context: BrowserContext) -> None:
    """The head names the item; the one field is its own day; no line can be added, removed or moved."""
    page = context.new_page()
    page.goto(f"{place.address}?unit=czj#/collections/wx-2026-czj/entries/1.01")
    page.get_by_text("s1 拟定议题（县双拥办，期限 2026-06-05（C-70））2026-06-10").wait_for()
    open_step(page, "s1 拟定议题")
    open_step(page, "s2 各单位反馈")
    page.locator("label:visible", has_text="县财政局").wait_for()
    labels = [each.removesuffix(" (可选)") for each in page.locator("label:visible").all_inner_texts()]
    assert labels == ["措施", "别的单位的措施", "各单位的措施", "各单位完成日期", "县财政局"]
    assert page.get_by_text("s2 各单位反馈（期限 2026-06-12）").is_visible()
    assert page.locator("[class*=ListItemTopBar] button").count() == 2  # what folds each of two steps
    assert page.get_by_role("button", name="新增").count() == 0
    head = page.locator("[class*=-BackCollection]")
    shown_title = head.evaluate("each => getComputedStyle(each, '::after').content")
    assert "1.01 议军会（配合县双拥办）" in shown_title
    assert page.title() == "1.01 议军会（配合县双拥办）｜网页填报"
    assert page.get_by_text("没有要保存的改动").count() == 1
    page.close()


def test_the_lead_adds_steps_but_none_goes_by_a_click(place: Office, context: BrowserContext) -> None:
    """The cross that would delete a step is not there; one more step can be added."""
    page = context.new_page()
    for item, step in (("1.01", "s1 拟定议题"), ("1.04", "s1 公布优待目录")):
        page.goto(f"{place.address}?unit=syb#/collections/wx-2026-syb/entries/{item}")
        line = page.get_by_text(step)
        line.wait_for()
        bar = line.locator("xpath=ancestor::div[.//button][1]")
        assert bar.locator("[class*=ListItemTopBar]").first.locator("button").count() == 1
        assert page.get_by_role("button", name="新增措施").count() == 1
    page.close()


def test_the_list_says_what_is_left_to_do_and_by_when(place: Office, context: BrowserContext) -> None:
    """Of the items one leads, then of the others, the one that is due next stands first, and says so."""
    page = context.new_page()
    page.goto(f"{place.address}?unit=dong#/collections/wx-2026-dong")
    page.get_by_text("1.01 议军会").wait_for()
    items = page.locator("a[href*='/entries/']").all_inner_texts()
    assert [each.split("\n")[0].replace("\u3000", " ") for each in items] == [
        "1.06 机场拥军 未办 1 条，最近期限 2026-07-25",
        "1.07 宣传氛围",
        "1.01 议军会（配合县双拥办） 未办 1 条，2026-06-12 已逾期",
        "1.02 走访慰问（配合县财政局）",
    ]
    page.close()


def test_what_others_merged_meanwhile_is_not_undone(place: Office, context: BrowserContext) -> None:
    """Somebody else's change is merged after the form was opened: saving is refused and says so."""
    page = context.new_page()
    page.goto(f"{place.address}?unit=syb#/collections/wx-2026-syb/entries/1.05")
    page.get_by_text("办理状态").wait_for()
    place.repository.git("checkout", "-qf", "main")
    place.repository.edit(f"{CAMPAIGN}/progress/1.05.yml", "缺件: 2", "缺件: 3")
    place.repository.commit("别人的改动")
    state = page.locator("label:visible", has_text="办理状态").first
    page.locator(f"[id='{state.get_attribute('for')}']").press("ArrowDown")
    page.get_by_role("option", name="未启动").click()
    page.get_by_role("button", name="保存并送审").click()
    page.get_by_text("别人的改动已经合并进这个小项").wait_for()
    assert place.repository.git("for-each-ref", "refs/heads/cms/wx-2026-syb").decode() == ""
    page.close()


def _dated(page: Page, day: str) -> None:
    """Type the day of the first step, which is unfolded already or not yet."""
    page.get_by_text("s1 拟定议题").wait_for()
    if not page.locator("input[type=date]:visible").count():
        open_step(page, "s1 拟定议题")
    page.locator("input[type=date]:visible").first.fill(day)


def _refused(page: Page, words: str) -> None:
    page.get_by_role("button", name="保存并送审").click()
    page.get_by_text(words).wait_for()


def test_a_page_left_open_does_not_overwrite_a_later_proposal(place: Office, context: BrowserContext) -> None:
    """Of two pages of one item the second to save is refused; who opens it anew may save again."""
    item, branch = f"{CAMPAIGN}/progress/1.01.yml", "cms/wx-2026-syb/1.01"
    address = f"{place.address}?unit=syb#/collections/wx-2026-syb/entries/1.01"
    first, stale = context.new_page(), context.new_page()
    for page in (first, stale):
        page.goto(address)
        page.get_by_text("s1 拟定议题").wait_for()
    _dated(first, "2026-06-11")
    _saved(first)
    _dated(stale, "2026-06-12")
    _refused(stale, "另一次填报已经送审")
    if path := shown("stale"):
        stale.screenshot(path=path)
    assert b"done: 2026-06-11}" in place.repository.git("show", f"{branch}:{item}")
    first.get_by_text("已保存并送审").wait_for(state="hidden")
    _dated(first, "2026-06-13")
    _saved(first)
    assert b"done: 2026-06-13}" in place.repository.git("show", f"{branch}:{item}")
    again = context.new_page()
    again.goto(address)
    _dated(again, "2026-06-14")
    _saved(again)
    assert b"done: 2026-06-14}" in place.repository.git("show", f"{branch}:{item}")
    for page in (first, stale, again):
        page.close()


def test_a_proposal_is_not_saved_over_what_was_merged_since(place: Office, context: BrowserContext) -> None:
    """Main moves on while a proposal waits: saving it again would undo that, so it is refused."""
    item, branch = f"{CAMPAIGN}/progress/1.01.yml", "cms/wx-2026-syb/1.01"
    page = context.new_page()
    page.goto(f"{place.address}?unit=syb#/collections/wx-2026-syb/entries/1.01")
    _dated(page, "2026-06-15")
    place.repository.git("checkout", "-qf", "main")
    place.repository.edit(item, "台账: 否", "台账: 是")
    place.repository.commit("别人的改动")
    before = place.repository.at(branch)
    _refused(page, "请双拥办先合并这次填报，或者撤回后重新填")
    assert place.repository.at(branch) == before
    page.close()


def test_without_an_answer_nothing_is_saved(place: Office, context: BrowserContext) -> None:
    """When it cannot be seen what others did, the form says so instead of hoping."""
    page = context.new_page()
    page.goto(f"{place.address}?unit=syb#/collections/wx-2026-syb/entries/1.01")
    _dated(page, "2026-06-16")
    context.set_offline(offline=True)
    _refused(page, "看不到别人有没有改过")
    context.set_offline(offline=False)
    page.close()


def test_an_item_without_a_file_begins_one(place: Office, context: BrowserContext) -> None:
    """The first report of an item writes its file in canonical form, id and header included."""
    page = context.new_page()
    page.goto(f"{place.address}?unit=dong#/collections/wx-2026-dong")
    page.get_by_text("1.07 宣传氛围").click()
    state = page.locator("label:visible", has_text="办理状态").first
    page.locator(f"[id='{state.get_attribute('for')}']").press("ArrowDown")
    page.get_by_role("option", name="办理中").click()
    _saved(page)
    text = place.repository.git("show", f"cms/wx-2026-dong/1.07:{CAMPAIGN}/progress/1.07.yml").decode()
    header = (MINI / CAMPAIGN / "progress/1.01.yml").read_text(encoding="utf-8").split("\n")[0]
    assert text == f'{header}\nid: "1.07"\nstate: 办理中\n'
    page.close()


def test_an_article_is_written_and_proposed(place: Office, context: BrowserContext) -> None:
    """Front matter in canonical form, text untouched, column and file name given by the form."""
    page = context.new_page()
    page.goto(f"{place.address}?unit=column#/collections/column-news/new")
    for name, text in (
        ("标题", "双拥要闻一则"),
        ("发布日期", "2026-07-18"),
        ("来源", "县双拥办"),
        ("作者", "县双拥办"),
    ):
        label = page.locator("label:visible", has_text=name).first
        page.locator(f"[id='{label.get_attribute('for')}']").fill(text)
    openness = page.locator("label:visible", has_text="公开属性").first
    page.locator(f"[id='{openness.get_attribute('for')}']").press("ArrowDown")
    page.get_by_role("option", name="主动公开").click()
    body = page.locator("label:visible", has_text="正文").first
    page.locator(f"[id='{body.get_attribute('for')}']").fill("第一段，有“引号”。\n\n- 一\n- 二")
    _saved(page)
    if path := shown("article"):
        page.screenshot(path=path)
    [branch] = place.repository.git(
        "for-each-ref", "--format=%(refname:short)", "refs/heads/cms/column-news"
    ).split()
    [path_] = place.repository.git("diff", "--name-only", "main", branch.decode()).split()
    assert place.repository.git("show", f"{branch.decode()}:{path_.decode()}").decode() == (
        "---\ntitle: 双拥要闻一则\ncolumn: 双拥要闻\ndate: 2026-07-18\nsource: 县双拥办\nauthor: 县双拥办\n"
        "openness: 主动公开\n---\n\n第一段，有“引号”。\n\n- 一\n- 二\n"
    )
    page.close()


@pytest.mark.parametrize(
    ("backend", "login"),
    [
        (Server(name="github", repo="weixian/shuangyong", base_url="https://login.wx.example"), "GitHub"),
        (Server(name="forgejo", repo="weixian/shuangyong", base_url="https://git.wx.example"), "Forgejo"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_decap_accepts_the_configuration_of_each_git_server(
    backend: Server, login: str, tmp_path: Path, context: BrowserContext
) -> None:
    """Checked against decap's own schema in the browser: the login of that server appears, and no error."""
    run_webform(str(MINI), str(tmp_path), str(modules()), backend)
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    handler.log_message = lambda *_: None  # type: ignore[attr-defined]
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"http://127.0.0.1:{server.server_port}/edit/?unit=syb")
        page.get_by_role("button", name=login).wait_for()
        assert page.get_by_text("配置错误").count() == 0
        own = f"http://127.0.0.1:{server.server_port}/"
        assert [url for url in asked if url.startswith("http") and not url.startswith(own)] == []
        page.close()
        server.shutdown()
