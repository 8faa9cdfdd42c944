"""The workflows are free of what linters know to be wrong; and the house rules beyond them."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.launch.devtools import LINTERS, tool
from tests.counties import ROOT

FOLDER = ROOT / ".github/workflows"
WORKFLOWS = sorted(FOLDER.iterdir())
BAD = """name: 坏
on: pull_request_target
jobs:
  judge:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
        with: {ref: "${{ github.event.pull_request.head.ref }}"}
      - run: echo "${{ github.event.pull_request.title }}"
      - run: echo "${{ github.event.pull_reqest.number }}" "${{ nothing.here }}"
"""


def lint(program: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run a linter on the workflows of a folder, offline."""
    options = {"actionlint": ["-no-color"], "zizmor": ["--offline", "--no-progress", "--color=never"]}[
        program
    ]
    files = [str(path) for path in sorted(folder.glob("*.yml"))]
    command = [tool(program), *options, *files]
    return subprocess.run(command, check=False, capture_output=True, text=True)


@pytest.mark.parametrize("program", ["actionlint", "zizmor"])
def test_the_workflows_are_clean(program: str) -> None:
    """Neither syntax, expressions nor shell lines are wrong, and no known way in is open."""
    done = lint(program, FOLDER)
    assert done.returncode == 0, done.stdout + done.stderr
    assert program in [name for name, *_ in LINTERS], "lint 也要查"


@pytest.mark.parametrize(
    ("program", "found"),
    [
        ("actionlint", ("undefined variable", "potentially untrusted")),
        ("zizmor", ("dangerous-triggers", "template-injection", "unpinned-uses")),
    ],
)
def test_a_planted_bad_workflow_is_refused(program: str, found: tuple[str, ...], tmp_path: Path) -> None:
    """The linters would tell: a workflow with the classic mistakes makes each of them fail."""
    (tmp_path / "bad.yml").write_text(BAD, encoding="utf-8")
    done = lint(program, tmp_path)
    assert done.returncode != 0
    assert [word for word in found if word not in done.stdout] == []


def read(path: Path) -> Any:
    """Return a workflow; YAML 1.1 takes its key ``on`` for true."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {"on" if key is True else key: value for key, value in data.items()}


def jobs() -> Iterator[tuple[str, str, Any]]:
    """Yield file, name and body of every job."""
    for path in WORKFLOWS:
        yield from ((path.name, name, job) for name, job in read(path)["jobs"].items())


def test_each_job_has_only_the_permission_it_needs() -> None:
    """A workflow begins with none; only the comment may comment, and no task's own token may push."""
    assert all(read(path)["permissions"] == {} for path in WORKFLOWS)
    assert {(file, name): job["permissions"] for file, name, job in jobs()} == {
        ("check.yml", "judge"): {"contents": "read"},
        ("check.yml", "code"): {"contents": "read"},
        ("comment.yml", "comment"): {"contents": "read", "pull-requests": "write"},
        ("publish.yml", "build"): {"contents": "read"},
        ("publish.yml", "deploy"): {"contents": "read"},
        ("publish.yml", "internal"): {"contents": "read"},
    }


def test_nothing_of_others_runs_and_nothing_is_cached() -> None:
    """No action of a third party, no cache, no artifact of another run; steps are run lines."""
    steps = [step for _, _, job in jobs() for step in job["steps"]]
    assert all("run" in step and "uses" not in step for step in steps)
    assert not any("cache" in step["run"] for step in steps)


def test_no_text_of_a_proposal_becomes_a_line_of_shell() -> None:
    """Run lines hold no expression at all: what comes from outside comes through the environment."""
    assert not any("${{" in step["run"] for _, _, job in jobs() for step in job["steps"])
    texts = "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    assert not re.findall(r"\$\{\{[^}]*\.(?:title|body|label|message|email|head_ref|head\.ref)\b", texts)


def test_only_code_of_main_is_given_a_permission_or_a_secret() -> None:
    """Where a proposal's files are checked out there is neither a secret nor a right to write."""
    for _, _, job in jobs():
        lines = "".join(step["run"] for step in job["steps"])
        if 'checkout -q --detach "$HEAD_SHA"' in lines:
            assert job["permissions"] == {"contents": "read"}
            assert [
                step.get("env", {}).keys() & {"TOKEN", "FORGE_TOKEN", "KEY"} for step in job["steps"]
            ] == [{"TOKEN"}, set()]
        assert "tasks.py" not in lines or "refs/remotes/origin/base" in lines or "GITHUB_SHA" in lines


def test_a_token_lives_for_one_command() -> None:
    """The token reaches only the steps that fetch or push, and is written nowhere."""
    for _, _, job in jobs():
        for step in job["steps"]:
            if "TOKEN" in step.get("env", {}):
                assert re.search("fetch|push", step["run"])
                assert step["run"].count("$TOKEN") == len(re.findall("credential.helper=", step["run"]))
    assert not any(
        "secrets." in str(job) for file, name, job in jobs() if (file, name) != ("publish.yml", "deploy")
    )


def test_what_is_pushed_is_pushed_with_the_guarded_secret() -> None:
    """A department's branch may bring a workflow of its own, never this secret: the environment is main's."""
    pushes = [(job, step) for _, _, job in jobs() for step in job["steps"] if " push " in step["run"]]
    assert len(pushes) == 2
    for job, step in pushes:
        assert job["environment"] == "public-site"
        assert "secrets.PUBLISH_TOKEN" in step["env"]["TOKEN"]


def test_only_who_opens_or_pushes_starts_a_judgement() -> None:
    """Who opens a request anew did not write what others pushed to it, so that never turns it green."""
    assert read(FOLDER / "check.yml")["on"]["pull_request"]["types"] == ["opened", "synchronize"]
    assert read(FOLDER / "comment.yml")["on"]["pull_request_target"]["types"] == ["opened", "synchronize"]


def test_proposals_to_other_branches_are_judged_by_nobody() -> None:
    """A department can write its own branch: code from there never stands for the base."""
    assert read(FOLDER / "check.yml")["on"]["pull_request"]["branches"] == ["main"]
    assert read(FOLDER / "comment.yml")["on"]["pull_request_target"]["branches"] == ["main"]


def test_the_site_is_made_anew_before_people_come_to_work() -> None:
    """Lights change by the day: the schedule is early morning in China, at no full hour."""
    [entry] = read(FOLDER / "publish.yml")["on"]["schedule"]
    minute, hour, *days = entry["cron"].split()
    assert days == ["*", "*", "*"]
    assert 4 <= (int(hour) + 8) % 24 <= 6
    assert minute != "0"


def test_the_deployment_waits_for_its_reviewers() -> None:
    """Only the job with the environment pushes, after the build has passed; one at a time."""
    publish = read(FOLDER / "publish.yml")
    assert publish["jobs"]["deploy"]["environment"] == "public-site"
    assert publish["jobs"]["deploy"]["needs"] == "build"
    assert publish["concurrency"] == {"group": "publish", "cancel-in-progress": False}
