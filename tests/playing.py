"""A browser that opens finished pages, touches everything, and tells what ran and who was asked."""

import mimetypes
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, sync_playwright

from tests.browser import launch

HOST = "http://county.example/"
"""Where the pages seem to stand; nothing leaves this process."""
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>', re.IGNORECASE)
_OWN = re.compile(
    r'<script src="(\.\./)*assets/[^"<>]*"></script>'
    r'|<link rel="(stylesheet|icon)" href="(\.\./)*assets/[^"<>]*">'
)
_TOUCH = """() => {
  const fire = e => { for (const a of e.getAttributeNames())
    if (a.startsWith('on')) e.dispatchEvent(new Event(a.slice(2))) }
  const own = h => /^(https?|file|tel|mailto):/i.test(h)
  document.querySelectorAll('*').forEach(fire)
  document.querySelectorAll('a, area').forEach(e => {
    const h = e.href && e.href.baseVal !== undefined ? e.href.baseVal : e.href
    if (h && !own(h)) e.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true})) })
  document.querySelectorAll('form[action] button, form[action] input').forEach(e => {
    if (!own(e.form.action)) e.form.requestSubmit() })
}"""
_TOLD = """() => [document.title, document.documentElement.textContent,
  ...Array.from(document.querySelectorAll('[title],[alt],[aria-label],[content],[placeholder]'),
    e => e.matches('.md-logo, .md-footer__link') ? '' :
      ['title', 'alt', 'aria-label', 'content', 'placeholder']
        .map(a => e.getAttribute(a) || '').join('\\n'))]"""
"""The words of a page: tab, text, and what is read aloud. The theme escapes its own two tooltips twice."""


@dataclass
class Seen:
    """What happened while pages were open: payloads that ran, hosts asked, refusals, texts shown by page."""

    ran: set[int] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)
    shown: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Player:
    """Opens the pages of one folder; ``policy`` None takes the pages' own policy away, '' leaves it.

    Style sheets are answered empty; ``quick`` leaves out the theme's own files.
    """

    context: BrowserContext
    root: Path
    policy: str | None
    quick: bool = False
    seen: Seen = field(default_factory=Seen)

    def answer(self, route: Route) -> None:
        """Answer a request from the folder; note and stop every other."""
        url = route.request.url
        if not url.startswith(HOST):
            self.seen.asked.add(url)
            route.abort()
            return
        if url.endswith(".css"):
            route.fulfill(body="", content_type="text/css")
            return
        path = self.root / url.removeprefix(HOST).partition("?")[0].partition("#")[0]
        if not path.is_file():
            route.fulfill(status=404, body="")
            return
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        body = self.page_bytes(path) if path.suffix == ".html" else path.read_bytes()
        route.fulfill(body=body, content_type=f"{kind}; charset=utf-8")

    def page_bytes(self, path: Path) -> bytes:
        """Return a page with the policy asked for."""
        text = path.read_text(encoding="utf-8")
        text = _OWN.sub("", text) if self.quick else text
        if self.policy == "":
            return text.encode()
        stated = f'<head><meta http-equiv="Content-Security-Policy" content="{self.policy}">'
        text = _POLICY.sub("", text)
        return (text.replace("<head>", stated, 1) if self.policy else text).encode()

    def hear(self, message: ConsoleMessage) -> None:
        """Note a payload that ran, or a refusal of the policy."""
        word, _, number = message.text.partition(" ")
        if word == "ran" and number.isdecimal():
            self.seen.ran.add(int(number))
        elif "Content Security Policy" in message.text:
            self.seen.refused.append(message.text)

    def play(self, names: Iterable[str]) -> Seen:
        """Open each page, touch everything on it, and return what happened."""
        page = self.context.new_page()
        page.on("console", self.hear)
        page.on("dialog", lambda dialog: dialog.dismiss())
        for name in names:
            page.goto(HOST + name, wait_until="load")
            self.seen.shown[name] = page.evaluate(_TOLD)
            page.evaluate(_TOUCH)
            page.wait_for_timeout(5)
        page.close()
        return self.seen


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield a browser, for any number of players."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@contextmanager
def player(
    browser: Browser, root: Path, policy: str | None = None, *, quick: bool = False
) -> Iterator[Player]:
    """Yield a player of the pages below ``root`` that knows nothing of other players."""
    context = browser.new_context(service_workers="block", locale="zh-CN")
    found = Player(context, root, policy, quick)
    context.add_init_script("window.r = number => console.log(`ran ${number}`)")
    context.route("**/*", found.answer)
    yield found
    context.close()


def search(page: Page, word: str) -> list[str]:
    """Return the titles that the search box lists for ``word``."""
    page.locator("label.md-header__button[for=__search]:visible, .md-search__form").first.click()
    page.locator("input.md-search__input").fill(word)
    page.locator("input.md-search__input").press("End")
    page.locator(".md-search-result__link").first.wait_for(timeout=20_000)
    return page.locator(".md-search-result__link").all_text_contents()
