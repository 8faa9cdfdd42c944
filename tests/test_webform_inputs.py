"""What the form accepts, ``check`` accepts, and the reverse: some fifty inputs typed into a real form."""

import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Dialog, Locator, Page, sync_playwright

from scripts.load.yamls import read_yaml
from scripts.problems import Problem
from scripts.publish.tree import remove
from tests.counties import MINI, copy_county, examined
from tests.repositories import CAMPAIGN
from tests.webform_inputs import INPUTS, Input
from tests.webform_tools import Office, browser, log_in, office, open_step

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_REFUSED = "没有保存："
_LISTEN = """
window.told = [];
new MutationObserver((changes) => {
  for (const added of changes.flatMap((each) => [...each.addedNodes])) {
    const toast = added.querySelector?.('[role=alert]');
    if (toast) window.told.push(toast.innerText);
  }
}).observe(document, { childList: true, subtree: true });
"""
"""Keep every answer the page shows for a moment."""


@pytest.fixture(scope="module")
def place() -> Iterator[Office]:
    """微县 with its form."""
    folder = Path(tempfile.mkdtemp(prefix="inputs-"))
    folder.chmod(0o755)
    with office(folder) as made:
        yield made
    remove(folder)


@pytest.fixture(scope="module")
def answers(place: Office) -> Mapping[Input, str]:
    """What the form said to each input; '' when it saved."""
    with sync_playwright() as playwright, browser(playwright) as context:
        page = context.new_page()
        page.add_init_script(_LISTEN)
        page.on("dialog", _leave)
        log_in(page, place.address, "syb")
        return {each: _typed(page, each) for each in INPUTS}


def _leave(dialog: Dialog) -> None:
    """Leave the form although something was typed, and do not take it up again."""
    if "离开" in dialog.message:
        dialog.accept()
    else:
        dialog.dismiss()


def _open(page: Page, item: str) -> None:
    """Open an item from the list, as it was last saved."""
    page.evaluate("location.hash = '#/collections/wx-2026-syb'")
    page.get_by_text(f"{item} ").first.click()
    page.get_by_text("办理状态").wait_for()


def _typed(page: Page, given: Input) -> str:
    """Open the item as it was last saved, type one input, save, and return the answer."""
    _open(page, given.item)
    _fill(page, _field(page, given), given)
    return _save(page)


def _field(page: Page, given: Input) -> Locator:
    """Return the field, unfolding its line: saving folds all lines again."""
    labels = page.locator("label:visible")
    labels.filter(has_text="办理状态").wait_for()
    if given.line and not labels.filter(has_text=_named(given)).count():
        open_step(page, given.line)
    label = labels.filter(has_text=_named(given)).first
    return page.locator(f"[id='{label.get_attribute('for')}']")


def _named(given: Input) -> re.Pattern[str]:
    return re.compile(rf"^{given.label}( \(可选\))?$")


def _fill(page: Page, field: Locator, given: Input) -> None:
    if given.kind != "choice":
        field.fill(given.typed)
        return
    field.press("ArrowDown")
    page.get_by_role("option", name=given.typed, exact=True).click()


def _save(page: Page) -> str:
    """Press the button; return why nothing was saved, '' when it was.

    The head of the form and the words at a field are believed before the messages: one of before may be
    shown again when it goes.
    """
    before = page.evaluate("window.told.length")
    page.get_by_role("button", name="保存并送审").click()
    for _ in range(20):
        page.wait_for_timeout(100)
        if page.get_by_text("没有要保存的改动", exact=True).count():
            return ""
    if wrong := page.locator("[class*=ControlErrorsList] li:visible").all_inner_texts():
        return "；".join(wrong)
    told: list[str] = page.evaluate("before => window.told.slice(before)", before)
    return next(each for each in reversed(told) if each.startswith(_REFUSED)).removeprefix(_REFUSED)


def _checked(given: Input, folder: Path) -> list[Problem]:
    """Return what ``check`` says when exactly what was typed stands in the file."""
    root = copy_county(MINI, folder)
    path = root / CAMPAIGN / "progress" / f"{given.item}.yml"
    data = read_yaml(path.read_text(encoding="utf-8"), "x").data
    inner: Any = data
    for part in given.path[:-1]:
        inner = inner[part]
    inner[given.path[-1]] = given.typed
    path.write_text(
        yaml.safe_dump(data, allow_unicode=True, default_style='"', width=99999), encoding="utf-8"
    )
    return examined(root).errors


@pytest.mark.parametrize("given", INPUTS, ids=lambda each: f"{each.label}={each.typed[:12]!r}")
def test_form_and_check_agree(
    given: Input, answers: Mapping[Input, str], tmp_path: Path, record_property: Any
) -> None:
    """Both take it or both refuse it; where they differ, the reason is written down."""
    problems = _checked(given, tmp_path / "county")
    form, check = answers[given], "；".join(str(each.message) for each in problems)
    record_property("row", f"| {given.label} | {given.typed[:20]!r} | {form or '收'} | {check or '收'} |")
    assert (not form) == (not problems) or given.why, (form, check)
    assert not ((not form) == (not problems) and given.why), "表里写着不同，其实一样"
