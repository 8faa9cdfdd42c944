"""The audit trail on the site: a real repository of the tiny county, mined and shown."""

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.pages.internal import internal_nav, internal_pages
from scripts.pipeline import audited, internal_view, mined
from scripts.views.audit import AuditView, TurnView
from scripts.views.internal import InternalSite
from tests.counties import MINI, copy_county, edit, examined

PROGRESS = "data/campaigns/wx-2026/progress/1.01.yml"


def commit(root: Path, name: str, claimed: str, recorded: str, reason: str) -> None:
    """Record everything as somebody on a day."""
    who = ("-c", f"user.name={name}", "-c", "user.email=x@example.invalid")
    times = {"GIT_AUTHOR_DATE": f"{claimed}T09:00+08:00", "GIT_COMMITTER_DATE": f"{recorded}T10:00+08:00"}
    environment = {**os.environ, **times}
    subprocess.run(["git", "add", "-A"], cwd=root, check=True)
    subprocess.run(["git", *who, "commit", "-q", "-m", reason], cwd=root, check=True, env=environment)


@pytest.fixture
def site(tmp_path: Path) -> InternalSite:
    """微县 on its day, after three commits: founding, a late entry, one after its day."""
    root = copy_county(MINI, tmp_path / "county")
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    commit(root, "县双拥办", "2026-06-01", "2026-06-01", "建库")
    edit(root / PROGRESS, "台账: 否", "台账: 是")
    commit(root, "县财政局", "2026-07-10", "2026-07-19", "补报台账")
    edit(root / PROGRESS, "台账: 是", "台账: 否")
    commit(root, "县财政局", "2026-07-25", "2026-07-25", "以后的事")
    found = examined(root)
    return audited(internal_view(found, None), root, lambda: mined(root), lambda _: None)


def trail(site: InternalSite) -> AuditView:
    """Return the trail of the only campaign."""
    [campaign] = site.campaigns
    assert campaign.audit is not None
    return campaign.audit


def test_a_change_is_told_in_words_with_who_and_when(site: InternalSite) -> None:
    """Who changed what from what to what, when it was recorded and when it claims to be: in one line."""
    latest = trail(site).months[0].changes[0]

    assert (latest.item, latest.words) == ("1.01", "事实 台账 否 → 是")
    assert (latest.author, latest.reason) == ("县财政局", "补报台账")
    assert (latest.recorded, latest.claimed) == ("2026-07-19 10:00", "2026-07-10 09:00")
    assert latest.flags == ("补记",)


def test_the_trail_ends_on_the_day_of_the_site(site: InternalSite) -> None:
    """What was recorded after the day stands on no page; what is new since yesterday and last week does."""
    audit = trail(site)

    assert [month.month for month in audit.months] == ["2026-07", "2026-06"]
    assert len(audit.since_yesterday) == len(audit.since_last_week) == 1
    assert audit.counts == {"补记": 1, "退回": 1}
    assert audit.total == sum(len(month.changes) for month in audit.months)


def test_pages_show_the_trail_where_it_is_looked_for(site: InternalSite) -> None:
    """The menu, a page of its own, the item, its unit and the first page all lead to the change."""
    pages = {path: page.decode() for path, page in internal_pages(site, {}).items()}
    unit = next(each for each in site.campaigns[0].units if "1.01" in each.lead_items)

    assert {"变更审计": "audit/index.md"} in internal_nav(site)
    lists = ("audit/index.md", "audit/2026-07.md", "index.md")
    for path in (*lists, "items/1.01.md", unit.path.replace(".html", ".md")):
        assert "事实 台账 否 → 是" in pages[path], path
    assert "以后的事" not in "".join(pages.values())


def test_refusals_and_reopenings_are_counted(tmp_path: Path) -> None:
    """Sent back, closed, re-opened, closed, edited: the trail and the item count each once."""
    root = copy_county(MINI, tmp_path / "county")
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    verdict = root / "data/campaigns/wx-2026/verdicts/1.01.yml"
    plain = verdict.read_text(encoding="utf-8")
    closed = f"{plain}decision: {{result: 销号, on: 2026-06-05, by: 县双拥办, reason: 属实}}\n"
    commit(root, "县双拥办", "2026-06-01", "2026-06-01", "建库")
    for day, text in (("04", closed.replace("销号", "退回")), ("05", closed), ("07", plain), ("08", closed)):
        verdict.write_text(text, encoding="utf-8")
        commit(root, "县双拥办", f"2026-06-{day}", f"2026-06-{day}", "核定")
    edit(root / PROGRESS, "台账: 否", "台账: 是")
    commit(root, "县财政局", "2026-06-09", "2026-06-09", "补台账")
    verdict.write_text(plain, encoding="utf-8")

    site = audited(internal_view(examined(root), None), root, lambda: mined(root), lambda _: None)

    once = TurnView(item="1.01", sent_back=1, reopened=1, after_closing=1)
    assert trail(site).turns == (once, replace(once, item="1.03", reopened=0, after_closing=0))
    flagged = [each.flags for month in trail(site).months for each in month.changes if each.flags]
    assert sorted(flagged) == [("退回",), ("退回",), ("重新打开",), ("销号后改动",)]
    pages = {path: page.decode() for path, page in internal_pages(site, {}).items()}
    assert "退回 1 次，重新打开 1 次，销号后改动 1 次" in pages["items/1.01.md"]
    assert ">重新打开过 1 次</a>" in pages["items/1.01.md"]
    assert "退回、重新打开和销号后改动" in pages["audit/index.md"]


def test_without_a_history_the_site_says_why(tmp_path: Path) -> None:
    """A folder outside git is built all the same; the terminal tells why there is no trail."""
    root = copy_county(MINI, tmp_path / "county")
    said: list[str] = []

    site = audited(internal_view(examined(root), None), root, lambda: mined(root), said.append)

    assert site.campaigns[0].audit is None
    assert len(said) == 1
    assert "没有 git 历史" in said[0]
    assert {"变更审计": "audit/index.md"} not in internal_nav(site)
