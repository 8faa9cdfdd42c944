"""Take pictures of the main pages of both sites: ``python -m tests.screenshots FOLDER``.

Two of them, ``overview.png`` and ``public.png``, stand in the README.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from scripts.commands import run_build
from tests.browser import launch

ROOT = Path(__file__).parent.parent
SIZES = {"": (1366, 768), "-phone": (390, 844)}
PAGES = {
    "overview": "internal/site/index.html",
    "item": "internal/site/items/3.02.html",
    "unit": "internal/site/units/syb.html",
    "board": "internal/site/board.html",
    "public": "public/site/index.html",
}


def main(folder: Path, *, every: bool) -> None:
    """Build the sample and save one picture a page (with ``every``: each size and scheme)."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        out = Path(temporary) / "out"
        run_build(str(ROOT), "", str(out))
        browser = launch(playwright)
        for name, page in PAGES.items():
            address = (out / page).resolve().as_uri()
            for suffix, size in (SIZES if every else {"": SIZES[""]}).items():
                _shoot(browser, address, size, "default", folder / f"{name}{suffix}.png")
                if every:
                    _shoot(browser, address, size, "slate", folder / f"{name}{suffix}-dark.png")
        browser.close()


def _shoot(browser: Browser, address: str, size: tuple[int, int], scheme: str, target: Path) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="zh-CN")
    page = context.new_page()
    page.goto(address, wait_until="load")
    page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
    page.screenshot(path=target)
    context.close()
    sys.stdout.write(f"已保存 {target.name}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), every="--every" in sys.argv)
