"""微县 with one change under review: a department reports, the office moved on meanwhile."""

import json
import re
import tempfile
from pathlib import Path
from typing import Any

from scripts.paths import Layout
from scripts.review.forms import FORMS
from scripts.review.meaning import Meaning
from scripts.reviewing import meaning_of
from tests.counties import AS_OF
from tests.repositories import CAMPAIGN, PROGRESS, Repository

BRANCH = "report/czj/2026-07-20"
_COMMIT = re.compile("[0-9a-f]{40}|(?<![0-9a-z])[0-9a-f]{10}(?![0-9a-z])")


def mails(login: str) -> dict[str, Any]:
    """Return what makes a commit one account's of 微县."""
    mail = f"{login}@wei.example"
    return {"GIT_AUTHOR_EMAIL": mail, "GIT_COMMITTER_EMAIL": mail}


def made(root: Path) -> Repository:
    """Return the county: main, and the branch of 县财政局."""
    county = Repository(root)
    county.branch(BRANCH)
    county.edit(f"{CAMPAIGN}/progress/1.02.yml", "慰问: {2024: 是, 2025: 否,", "慰问: {2024: 是, 2025: 是,")
    county.commit("补报 2025 年慰问", **mails("czj"))
    county.edit(f"{CAMPAIGN}/progress/1.02.yml", "走访: {2024: 2, 2025: 1,", "走访: {2024: 2, 2025: 3,")
    county.edit(PROGRESS, "台账: 否", "台账: 是")
    county.commit("台账建好了", **mails("czj"))
    county.git("checkout", "-q", "main")
    county.edit(f"{CAMPAIGN}/publicity.yml", "100块", "120块")
    county.commit("数字更新", **mails("office"))
    return county


def reviewed(county: Repository, head: str = BRANCH, actor: str = "") -> Meaning:
    """Return what merging a branch into main means, on the golden day."""
    return meaning_of(Layout.at(county.root), "main", head, actor, AS_OF, AS_OF)


def told(form: str) -> bytes:
    """Return the review in a form, without the numbers of commits."""
    with tempfile.TemporaryDirectory() as folder:
        meaning = reviewed(made(Path(folder) / "county"), actor="czj")
    return _COMMIT.sub("某次提交", FORMS[form](meaning)).encode()


def keys(meaning: Meaning) -> list[str]:
    """Return the keys of the JSON."""
    return list(json.loads(FORMS["json"](meaning)))
