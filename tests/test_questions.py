"""检查二十问: each question of the guide is asked of the demo, and has the answer the guide prints."""

import html
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import run

import pytest

from tests.counties import ROOT

GUIDE = ROOT / "docs/internal/guide/questions.md"
QUESTION = re.compile(r"^## (\d+)\. (.+?)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
COMMAND = "python3 tasks.py "


def questions() -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield each question with its commands and the lines of its answer."""
    for number, title, body in QUESTION.findall(GUIDE.read_text(encoding="utf-8")):
        [block] = re.findall(r"```\n(.*?)```", body, re.DOTALL)
        answer = [line[2:] for line in body.splitlines() if line.startswith("> ")]
        yield f"{number} {title}", block.splitlines(), answer


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the demo was made as the guide says."""
    folder = tmp_path_factory.mktemp("questions")
    asked(folder, f"{COMMAND}demo --out build/demo")
    return folder


def asked(folder: Path, line: str) -> str:
    """Return what a command prints, or the text of a page of the demo's site."""
    if line.startswith("页面 "):
        page = folder / line.removeprefix("页面 ")
        return html.unescape(re.sub("<[^>]+>", " ", page.read_text(encoding="utf-8")))
    words = [sys.executable, "-m", "invoke", "-r", str(ROOT), *shlex.split(line.removeprefix(COMMAND))]
    done = run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_there_are_twenty() -> None:
    """The guide keeps its promise, and every question has a way to ask and an answer."""
    found = list(questions())
    assert [int(title.split()[0]) for title, _, _ in found] == list(range(1, 21))
    assert all(lines and answer for _, lines, answer in found)


@pytest.mark.parametrize(("title", "lines", "answer"), list(questions()), ids=range(1, 21))
def test_a_question_is_answered(place: Path, title: str, lines: list[str], answer: list[str]) -> None:
    """The command or page gives every line the guide quotes."""
    said = " ".join(" ".join(asked(place, line) for line in lines).split())
    assert [line for line in answer if line not in said] == [], title
