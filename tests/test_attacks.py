"""What a hostile department, editor or repository has tried, kept for ever."""

import os
import subprocess
from pathlib import Path

import pytest

from scripts.history.git import Commit, head
from scripts.pipeline import internal_view
from scripts.problems import DataError
from scripts.publish.places import RELEASES, STATE
from scripts.publish.switch import open_draft
from scripts.sites import internal_input
from tests.counties import MINI, copy_county, edit, examined
from tests.sets import publish_text, seen

PROGRESS = "data/campaigns/wx-2026/progress"


@pytest.fixture
def mini_copy(tmp_path: Path) -> Path:
    """A copy of the tiny county that a test may spoil."""
    return copy_county(MINI, tmp_path / "county")


def git(root: Path, *arguments: str) -> None:
    """Run git in ``root`` as somebody of no importance."""
    name = ("-c", "user.name=示例", "-c", "user.email=x@example.invalid")
    subprocess.run(["git", *name, *arguments], cwd=root, check=True, capture_output=True)


def codes(root: Path) -> set[str]:
    """Return the codes of every error found in a county."""
    return {problem.code for problem in examined(root).errors}


def test_a_repository_cannot_make_the_build_run_a_program(mini_copy: Path, tmp_path: Path) -> None:
    """Settings inside the judged repository name a program; asking for the commit never starts it."""
    trace = tmp_path / "ran"
    git(mini_copy, "init", "-q")
    git(mini_copy, "add", ".")
    git(mini_copy, "commit", "-q", "-m", "一")
    program = f"sh -c 'touch {trace}; cat'"
    for key in (
        "filter.evil.clean",
        "filter.evil.smudge",
        "core.fsmonitor",
        "core.sshCommand",
        "diff.external",
    ):
        git(mini_copy, "config", key, program)
    (mini_copy / ".git/info").mkdir(exist_ok=True)
    (mini_copy / ".git/info/attributes").write_text("* filter=evil\n")
    for path in (mini_copy / "data").rglob("*.yml"):
        os.utime(path, (1, 1))

    commit = head(mini_copy)

    assert commit is not None
    assert not commit.is_dirty
    assert not trace.exists()


def test_a_repository_hidden_in_a_folder_is_not_asked(tmp_path: Path) -> None:
    """A folder that only looks like a bare repository is no repository."""
    bare = tmp_path / "county"
    subprocess.run(["git", "init", "-q", "--bare", str(bare)], check=True, capture_output=True)

    assert head(bare) is None


def test_changed_and_unknown_files_make_a_tree_dirty(mini_copy: Path) -> None:
    """An edit, a new file or a missing one under data or docs is told, whatever git is set to."""
    git(mini_copy, "init", "-q")
    git(mini_copy, "add", ".")
    git(mini_copy, "commit", "-q", "-m", "一")
    assert head(mini_copy) == Commit(id=_commit(mini_copy), is_dirty=False)

    (mini_copy / "data/note.txt").write_text("x")
    assert head(mini_copy) == Commit(id=_commit(mini_copy), is_dirty=True)

    (mini_copy / "data/note.txt").unlink()
    next((mini_copy / "data").rglob("*.yml")).unlink()
    assert head(mini_copy) == Commit(id=_commit(mini_copy), is_dirty=True)


def _commit(root: Path) -> str:
    return subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=root, check=True, capture_output=True, text=True
    ).stdout.strip()


def test_folders_of_others_are_never_cleared(tmp_path: Path) -> None:
    """A ``releases`` folder that the build did not make is refused, even if its names look like ours."""
    theirs = tmp_path / "out" / RELEASES / "202401"
    theirs.mkdir(parents=True)
    (theirs / "a.txt").write_text("不要删")

    with pytest.raises(DataError), open_draft(tmp_path / "out", lambda _: None):
        pass
    assert (theirs / "a.txt").read_text() == "不要删"


@pytest.mark.parametrize("note", ["{", "[]", '{"live": "1", "coming": null}', '{"live": 1}'])
def test_a_forged_note_of_a_switch_is_refused(tmp_path: Path, note: str) -> None:
    """A note that says which release is live is believed only in the form we write."""
    out = tmp_path / "out"
    publish_text(out, "good")
    (out / RELEASES / STATE).write_text(note)

    with pytest.raises(DataError), open_draft(out, lambda _: None):
        pass
    assert seen(out) == {"good"}


def test_an_output_folder_behind_a_link_is_refused(tmp_path: Path) -> None:
    """A committed ``build`` that points elsewhere does not make us write there."""
    (tmp_path / "victim").mkdir()
    (tmp_path / "build").symlink_to("victim")

    with pytest.raises(DataError), open_draft(tmp_path / "build", lambda _: None):
        pass
    assert list((tmp_path / "victim").iterdir()) == []


@pytest.mark.parametrize(
    "target",
    ["data/campaigns/wx-2026/progress/loop", "data/campaigns/wx-2026/evidence/1.01", "docs/public/news"],
)
def test_links_are_refused_and_never_followed(mini_copy: Path, tmp_path: Path, target: str) -> None:
    """A link under data or docs is named; what lies behind it is not read."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.md").write_text("---\ntitle: 外面\n---\n")
    link = mini_copy / target
    link.parent.mkdir(parents=True, exist_ok=True)
    if link.exists():
        link.rename(tmp_path / "moved")
    link.symlink_to(outside)

    assert "T106" in codes(mini_copy)


def test_links_to_their_own_folder_end(mini_copy: Path) -> None:
    """Links that point to each other's folder are counted once, not for ever."""
    for name in "abc":
        (mini_copy / PROGRESS / name).symlink_to(".")

    problems = [each for each in examined(mini_copy).errors if each.code == "T106"]
    assert len(problems) == 3


@pytest.mark.parametrize(
    "name", [b"1.01/\xff.pdf", b"1.01/con.pdf", b"1.01/x y.pdf", b"1.01/a.svg", b"a.pdf"]
)
def test_odd_evidence_names_are_told_by_check(mini_copy: Path, name: bytes) -> None:
    """What cannot be published under its name is refused by ``check``, not only by the build."""
    path = os.path.join(os.fsencode(mini_copy / "data/campaigns/wx-2026/evidence"), name)  # noqa: PTH118 - bytes
    os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - bytes
    with open(path, "wb") as handle:  # noqa: PTH123 - bytes
        handle.write(b"%PDF-1.4")

    assert "T109" in codes(mini_copy)
    [problem] = [each for each in examined(mini_copy).errors if each.code == "T109"]
    assert str(problem).encode("utf-8")


def test_thousands_of_unknown_keys_are_summed_up(mini_copy: Path) -> None:
    """A file with more mistakes than anybody reads names the first ones and counts the rest."""
    path = mini_copy / PROGRESS / "1.01.yml"
    path.write_text(path.read_text() + "".join(f"k{n}: x\n" for n in range(5000)))

    found = [each for each in examined(mini_copy).errors if each.path.endswith("1.01.yml")]
    assert len(found) < 300
    assert any(each.code == "F219" and "4800" in each.message for each in found)


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2101-01-01", "9999-12-31"])
def test_days_far_from_any_campaign_are_refused(mini_copy: Path, day: str) -> None:
    """A date no campaign can have is a mistake told with its line, not a crash later."""
    path = mini_copy / PROGRESS / "1.01.yml"
    path.write_text(path.read_text() + f"not_applicable: {{on: {day}, reason: 试}}\n")

    assert "F212" in codes(mini_copy)


@pytest.mark.parametrize(
    "body",
    [
        "``` {.text .mermaid #__config}\nx\n```",
        "``a` <div id=x> `b",
        "~~~\n```\n~~~\n<b>x</b>",
        "!!! md-overlay\n    x",
        "`<b>`",
        "<https://example.invalid>",
        "&lt;b&gt; <!-- x -->",
    ],
)
def test_articles_bring_no_html_class_or_id(mini_copy: Path, body: str) -> None:
    """An article cannot smuggle HTML, classes or ids through code, fences or boxes."""
    article = next(path for path in (mini_copy / "docs/public").rglob("*.md") if path.name != "index.md")
    article.write_text(f"{article.read_text()}\n{body}\n")

    assert "P403" in codes(mini_copy)


@pytest.mark.parametrize("slug", ["index", "con", "lpt1"])
def test_units_cannot_take_the_name_of_a_page(mini_copy: Path, slug: str) -> None:
    """A unit whose id is a page of ours, or a name Windows has taken, is refused."""
    path = mini_copy / "data/units.csv"
    rows = path.read_text().splitlines()
    rows[1] = f"{slug},{rows[1].split(',', 1)[1]}"
    path.write_text("\n".join(rows) + "\n")

    assert "F211" in codes(mini_copy)


def test_an_empty_window_of_years_is_told(mini_copy: Path) -> None:
    """``years: []`` is a mistake with a line."""
    edit(mini_copy / "data/campaigns/wx-2026/campaign.yml", "years: [2024, 2025, 2026]", "years: []")

    assert "F218" in codes(mini_copy)


def test_a_label_no_chart_can_show_is_told(mini_copy: Path) -> None:
    """An emoji in a title stops the build with a sentence, not a traceback."""
    path = mini_copy / "data/campaigns/wx-2026/standard.csv"
    title = path.read_text().splitlines()[1].split(",")[2]
    path.write_text(path.read_text().replace(title, f"{title}🎉"))
    found = examined(mini_copy)

    with pytest.raises(DataError, match="K392"):
        internal_input(internal_view(found, None), found.layout)
