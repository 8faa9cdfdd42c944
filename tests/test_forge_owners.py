"""CODEOWNERS: whose approval each file of the repository needs, read by matchers of our own."""

import csv
import re
import subprocess
from pathlib import Path

import pytest

from scripts.commands import generated, run_generate
from scripts.forge.codeowners import GITEA, GITHUB, LIMIT, for_gitea, rules
from scripts.paths import Layout
from tests.counties import ROOT, edit, loaded

OFFICE, ADMINISTRATORS = "@shilixian/syb", "@office"
CAMPAIGN = "data/campaigns/sl-2026"


def tracked() -> list[str]:
    """Return every file under version control, and files that others will add one day."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    own = [path for path in listed.stdout.decode().split("\0") if path]
    return [
        *own,
        f"{CAMPAIGN}/evidence/3.02/e9.pdf",
        f"{CAMPAIGN}/progress/9.99.yml",
        ".gitmodules",
        ".mailmap",
    ]


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of the sample, read with the standard library alone."""
    with (ROOT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lead_teams() -> dict[str, str]:
    """Return the team of each item's lead unit."""
    teams = {row["name"]: row["owner"] for row in table("data/units.csv")}
    return {row["item_id"]: teams[row["lead_unit"]] for row in table(f"{CAMPAIGN}/standard.csv")}


def expected(path: str, leads: dict[str, str]) -> set[str]:
    """Return who owns a path, as the office would say it."""
    if found := re.fullmatch(rf"{CAMPAIGN}/(?:progress/(.+)\.yml|evidence/([^/]+)/.+)", path):
        return {OFFICE, leads.get(found[1] or found[2], OFFICE)}
    if path.startswith(
        (f"{CAMPAIGN}/verdicts/", f"{CAMPAIGN}/registers/", "data/publicity/", "docs/public/")
    ):
        return {OFFICE}
    if path.startswith((f"{CAMPAIGN}/progress/", f"{CAMPAIGN}/evidence/")):
        return {OFFICE}
    return {OFFICE} if path in (f"{CAMPAIGN}/publicity.yml", "data/people.csv") else {ADMINISTRATORS}


def lines(content: bytes) -> list[list[str]]:
    """Return the rules of a file, words apart, comments left out."""
    return [line.split() for line in content.decode().splitlines() if line and not line.startswith("#")]


def owners_on_github(path: str, content: bytes) -> set[str]:
    """Return the owners the last matching rule names; patterns with ``*`` inside are not ours."""
    found: set[str] = set()
    for pattern, *owners in lines(content):
        assert pattern == "*" or not set(pattern) & set("*?[]!#\\"), f"GitHub 不认：{pattern}"
        whole = pattern.rstrip("/")
        if pattern in ("*", f"/{path}") or f"/{path}".startswith(f"{whole}/"):
            found = set(owners)
    return found


def owners_on_gitea(path: str, content: bytes) -> set[str]:
    """Return the owners of every rule whose expression fits the whole path."""
    rules_ = [(pattern.replace("\\\\", "\\"), owners) for pattern, *owners in lines(content)]
    return {owner for pattern, owners in rules_ if re.fullmatch(pattern, path) for owner in owners}


def test_every_file_has_the_owner_the_office_would_name() -> None:
    """No file of the repository can be changed without somebody who answers for it."""
    content, leads = (ROOT / GITHUB).read_bytes(), lead_teams()
    wrong = {
        path: found
        for path in tracked()
        if (found := owners_on_github(path, content)) != expected(path, leads)
    }
    assert wrong == {}


@pytest.mark.parametrize(
    "path",
    [
        "tasks.py", "scripts/check/__init__.py", ".github/workflows/check.yml", GITHUB, ".gitattributes",
        "data/accounts.csv", "data/units.csv", "requirements.lock", "mkdocs.yml", ".ci/run",
        f"{CAMPAIGN}/rules.yml", f"{CAMPAIGN}/standard.csv", f"{CAMPAIGN}/campaign.yml",
        "seals/anchors.jsonl",
    ],
)  # fmt: skip
def test_the_law_belongs_to_the_administrators(path: str) -> None:
    """Scripts, rules, accounts and the list of owners itself are nobody else's."""
    assert owners_on_github(path, (ROOT / GITHUB).read_bytes()) == {ADMINISTRATORS}


def test_gitea_asks_everybody_github_asks() -> None:
    """The same rules as regular expressions: who must agree on GitHub is asked on Gitea too."""
    github, gitea = (ROOT / GITHUB).read_bytes(), for_gitea(rules(loaded(ROOT)))
    assert all(owners_on_github(path, github) <= owners_on_gitea(path, gitea) for path in tracked())
    assert lead_teams()["1.01"] not in owners_on_gitea(f"{CAMPAIGN}/progress/1x01.yml", gitea)
    assert lead_teams()["1.01"] not in owners_on_gitea(f"{CAMPAIGN}/verdicts/1.01.yml", gitea)


def test_the_file_is_short_enough_to_be_read() -> None:
    """GitHub silently ignores an owner file above three million bytes."""
    assert len((ROOT / GITHUB).read_bytes()) < LIMIT


def test_a_county_asks_for_it_by_having_the_folder(root: Path) -> None:
    """A repository without a forge gets no file; with the folder it gets the one its forge reads."""
    assert not {GITHUB, GITEA} & set(generated(Layout.at(root)))
    (root / ".gitea").mkdir()
    (root / ".github").mkdir()
    assert run_generate(str(root)) == 0
    team = "@weixian/syb"
    assert owners_on_github("data/campaigns/wx-2026/progress/1.01.yml", (root / GITHUB).read_bytes()) == {
        team
    }
    assert owners_on_gitea("data/campaigns/wx-2026/verdicts/1.01.yml", (root / GITEA).read_bytes()) == {
        team,
        "@office",
    }


def test_a_change_of_responsibility_shows_as_drift(root: Path) -> None:
    """When an item gets another lead unit, the committed file is no longer what the data say."""
    (root / ".github").mkdir()
    run_generate(str(root))
    before = (root / GITHUB).read_bytes()
    edit(
        root / "data/campaigns/wx-2026/standard.csv", "县财政局,县双拥办；东镇,C", "县双拥办,县财政局；东镇,C"
    )
    after = generated(Layout.at(root))[GITHUB]
    assert before != after
    path = "data/campaigns/wx-2026/progress/1.02.yml"
    assert owners_on_github(path, before) == {"@weixian/czj", "@weixian/syb"}
    assert owners_on_github(path, after) == {"@weixian/syb"}
