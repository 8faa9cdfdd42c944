"""How tests start the Chromium of this machine."""

from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Browser, Playwright

from scripts.launch.chromium import find_chromium

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def launch(playwright: Playwright, extra: Sequence[str] = (), **options: Any) -> Browser:
    """Start headless Chromium without any traffic of its own."""
    return playwright.chromium.launch(executable_path=find_chromium(), args=[*ARGUMENTS, *extra], **options)
