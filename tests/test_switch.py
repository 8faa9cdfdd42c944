"""The switch: readers see a complete set, old or new, whatever ends a build."""

import errno
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scripts.problems import DataError
from scripts.publish import renames, tree
from scripts.publish.lock import only_builder
from scripts.publish.manifest import check_manifest
from scripts.publish.places import SET, release_folder, release_numbers
from scripts.publish.switch import live_release, open_draft
from tests.sets import fill, publish_text, seen
from tests.small_sites import publish_small, quiet

ROOT = Path(__file__).parent.parent


def test_a_new_set_replaces_the_old_one(tmp_path: Path) -> None:
    """Each publication is seen through the same names, and only the last two are kept."""
    out = tmp_path / "out"

    numbers = [publish_text(out, f"set {number}") for number in range(1, 5)]

    assert numbers == [1, 2, 3, 4]
    assert seen(out) == {"set 4"}
    assert release_numbers(out) == [3, 4]
    assert (out / "public").readlink().as_posix() == "current/public"
    assert not (out / "current").readlink().is_absolute()


def test_a_failed_build_leaves_no_trace(tmp_path: Path) -> None:
    """When a build gives up, the old set stays and nothing of the new one is left."""
    out = tmp_path / "out"
    publish_text(out, "good")

    def give_up() -> None:
        with open_draft(out, quiet) as draft:
            fill(draft.folder, "bad")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        give_up()

    assert seen(out) == {"good"}
    assert [path.name for path in (out / "releases").iterdir() if path.is_dir()] == ["000001"]


def test_leftovers_of_killed_builds_are_cleared(tmp_path: Path) -> None:
    """Drafts, unfinished links and releases never switched to go away; the live one stays."""
    out = tmp_path / "out"
    publish_text(out, "good")
    fill(out / "releases/.draft-0badcafe", "half")
    fill(out / "releases/000002", "never live")
    (out / ".current-12345678").symlink_to("releases/000002")

    assert publish_text(out, "better") == 2

    assert seen(out) == {"better"}
    assert sorted(path.name for path in out.iterdir()) == sorted([".lock", "current", "releases", *SET])
    assert release_numbers(out) == [1, 2]


def _foreign(out: Path, kind: str) -> None:
    if kind == "out is a file":
        out.write_text("mine")
        return
    out.mkdir()
    if kind == "public folder":
        tree.write_file(out / "public/mine.txt", b"mine")
    elif kind == "manifest file":
        (out / "manifest.json").write_text("mine")
    elif kind == "releases folder":
        tree.write_file(out / "releases/v1.0/mine.txt", b"mine")
    elif kind == "other link":
        (out / "internal").symlink_to("/")
    else:
        (out / "current").mkdir()


@pytest.mark.parametrize(
    "kind",
    ["out is a file", "public folder", "manifest file", "releases folder", "other link", "current folder"],
)
def test_foreign_files_are_never_touched(tmp_path: Path, kind: str) -> None:
    """If a name we need holds something of the user's, the build refuses and says what to do."""
    out = tmp_path / "out"
    _foreign(out, kind)
    before = sorted(str(path) for path in tmp_path.rglob("*"))

    with pytest.raises(DataError, match="请移走它") as refused:
        publish_text(out, "x")

    assert {problem.code for problem in refused.value.problems} == {"P02"}
    assert sorted(str(path) for path in tmp_path.rglob("*")) == before


def test_other_files_of_the_user_may_lie_beside(tmp_path: Path) -> None:
    """Files under names we do not need are left alone."""
    out = tmp_path / "out"
    tree.write_file(out / "notes.txt", b"mine")

    publish_text(out, "x")

    assert (out / "notes.txt").read_bytes() == b"mine"


_ENDLESS = """
import itertools, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.sets import publish_text
out = Path(sys.argv[1])
start = int(sys.argv[3])
print("ready", flush=True)
for number in itertools.count(start):
    publish_text(out, f"set {number}")
"""


def test_readers_never_see_half_a_set_when_builds_are_killed(tmp_path: Path) -> None:
    """Killed at 25 random moments, builds leave one complete set, and the next build needs no help."""
    out, dice = tmp_path / "out", random.Random(7)  # noqa: S311
    publish_text(out, "first")
    for kill in range(25):
        command = [sys.executable, "-c", _ENDLESS, str(out), str(ROOT), str(kill * 10_000)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as builder:
            assert builder.stdout is not None
            builder.stdout.readline()
            time.sleep(dice.uniform(0, 0.05))
            builder.send_signal(signal.SIGKILL)
        assert len(seen(out)) == 1
        assert (out / "public").resolve() == (out / "current/public").resolve()

    publish_text(out, "last")

    assert seen(out) == {"last"}
    assert len(release_numbers(out)) <= 2
    assert not list((out / "releases").glob(".draft-*"))


_WHOLE = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.small_sites import publish_small
while True:
    publish_small(Path(sys.argv[1]))
    print("published", flush=True)
"""


def test_a_killed_real_build_leaves_a_set_that_fits_its_manifest(tmp_path: Path) -> None:
    """Killed anywhere in the real thing, with the engine running, the last good publication is whole."""
    out, dice = tmp_path / "out", random.Random(11)  # noqa: S311
    publish_small(out)
    for _ in range(4):
        command = [sys.executable, "-c", _WHOLE, str(out), str(ROOT)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as builder:
            time.sleep(dice.uniform(0.3, 1.3))
            builder.send_signal(signal.SIGKILL)
        manifest = (out / "manifest.json").read_bytes()
        assert list(check_manifest(out / "current", manifest)) == []

    publish_small(out)

    assert len(release_numbers(out)) == 2
    assert not list((out / "releases").glob(".draft-*"))


def test_the_second_of_two_builds_waits(tmp_path: Path) -> None:
    """Two builds into the same folder: the second says that it waits, then both have been published."""
    out, said, entered, leave = tmp_path / "out", list[str](), threading.Event(), threading.Event()

    def slow() -> None:
        with open_draft(out, quiet) as draft:
            entered.set()
            leave.wait(10)
            fill(draft.folder, "slow")
            draft.publish()

    first = threading.Thread(target=slow)
    first.start()
    entered.wait(10)

    def told(text: str) -> None:
        said.append(text)
        leave.set()

    with open_draft(out, told) as draft:
        assert seen(out) == {"slow"}
        fill(draft.folder, "quick")
        draft.publish()
    first.join()

    assert said == ["另一次构建正在写入同一个目录，等它结束……"]
    assert seen(out) == {"quick"}


def test_a_build_does_not_wait_for_ever(tmp_path: Path) -> None:
    """If the other build does not end, the user is told so and nothing is changed."""
    publish_text(tmp_path, "good")
    with (
        only_builder(tmp_path / ".lock", quiet),
        pytest.raises(DataError, match="另一次构建一直没有结束") as refused,
        open_draft(tmp_path, quiet, patience=0.2),
    ):
        pytest.fail("two builders at once")

    assert [problem.code for problem in refused.value.problems] == ["P01"]
    assert seen(tmp_path) == {"good"}


class Crash(BaseException):
    """A stand-in for the power going off."""


@contextmanager
def failing(monkeypatch: pytest.MonkeyPatch, fail_at: int, error: BaseException) -> Iterator[list[str]]:
    """Let the ``fail_at``-th change of the disk raise ``error``; yield the changes made before."""
    done: list[str] = []

    def counted(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def change(*args: object, **keywords: object) -> object:
            if len(done) == fail_at:
                done.append("failed")
                raise error
            done.append(name)
            return real(*args, **keywords)

        return change

    with monkeypatch.context() as patch:
        patch.setattr(tree, "_create", counted("write", tree._create))
        for name in ("rename", "replace", "symlink_to", "mkdir"):
            patch.setattr(Path, name, counted(name, getattr(Path, name)))
        patch.setattr(os, "fsync", counted("fsync", os.fsync))
        yield done


def _attempt(out: Path, text: str) -> BaseException | None:
    """Try to publish; return what stopped it."""
    try:
        publish_text(out, text)
    except (Crash, DataError) as stop:
        return stop
    return None


def _every_point(out: Path, monkeypatch: pytest.MonkeyPatch, error: Callable[[], BaseException]) -> int:
    """Publish again and again, failing one change later each time; check what readers see."""
    publish_text(out, "set 0")
    for point in range(500):
        before = seen(out)
        with failing(monkeypatch, point, error()) as done:
            told = _attempt(out, f"set {point + 1}")
        if isinstance(told, DataError):
            assert {problem.code for problem in told.problems} == {"P04"}
            assert "磁盘空间不足" in str(told)
            assert seen(out) == before
        if "failed" not in done:
            assert seen(out) == {f"set {point + 1}"}
            return point
        if isinstance(error(), Crash) and renames.in_use(out):
            with open_draft(out, quiet):
                pass  # the next build finishes a switch that was cut short
        assert seen(out) in (before, {f"set {point + 1}"})
    pytest.fail("never got through")


@pytest.mark.parametrize("way", ["links", "renames"])
@pytest.mark.parametrize("kind", ["full disk", "power cut"])
def test_a_fault_at_any_point_keeps_one_whole_set(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    way: str,
    kind: str,
) -> None:
    """Whichever write, rename, link or sync fails, readers find one complete set and the reason is told."""
    if way == "renames":
        monkeypatch.setattr("scripts.publish.links.possible", lambda _out: False)
    error = Crash if kind == "power cut" else lambda: OSError(errno.ENOSPC, "full", str(tmp_path / "x"))

    points = _every_point(tmp_path / "out", monkeypatch, error)

    assert points > 20


def test_without_links_the_sets_are_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system allows no links (Windows), the same names hold real folders, and two sets are kept."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no right to make links")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    out = tmp_path / "out"

    for number in range(1, 4):
        publish_text(out, f"set {number}")

    assert seen(out) == {"set 3"}
    assert not any(path.is_symlink() for path in out.iterdir())
    assert live_release(out) == 3
    assert (release_folder(out, 2) / "public/site/0.html").read_text() == "set 2"
    assert release_numbers(out) == [2, 3]
    state = json.loads((out / "releases/.renamed.json").read_text())
    assert state == {"live": 3, "coming": None}


def test_a_folder_published_by_links_says_so_when_links_are_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The two ways are not mixed in one folder; the user is told to start it anew."""
    out = tmp_path / "out"
    publish_text(out, "good")
    monkeypatch.setattr("scripts.publish.links.possible", lambda _out: False)

    with pytest.raises(DataError, match="请删除该目录后重新构建"):
        publish_text(out, "x")

    assert seen(out) == {"good"}


def test_write_file_replaces_at_one_stroke(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that others read is old or new, never empty or cut, and no draft stays behind."""
    path = tmp_path / "a/b.txt"
    tree.write_file(path, b"old")
    with failing(monkeypatch, 1, OSError(errno.ENOSPC, "full")), pytest.raises(OSError, match="full"):
        tree.write_file(path, b"new")

    assert path.read_bytes() == b"old"
    assert [entry.name for entry in path.parent.iterdir()] == ["b.txt"]


def test_write_tree_follows_no_link(tmp_path: Path) -> None:
    """A link that lies where a staged file should go is not written through."""
    target = tmp_path / "victim"
    target.write_text("mine")
    (tmp_path / "new").mkdir()
    (tmp_path / "new/index.md").symlink_to(target)

    with pytest.raises(FileExistsError):
        tree.write_tree(tmp_path / "new", {"index.md": b"x"})

    assert target.read_text() == "mine"
