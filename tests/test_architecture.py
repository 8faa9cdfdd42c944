"""The house plan, read from the code with ``ast``: who imports whom, who writes, who asks the clock."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.counties import ROOT

SCRIPTS = ROOT / "scripts"
EVERYWHERE = {"problems", "paths"}
"""Modules every room may use: what is wrong, and where things lie."""

MAY_IMPORT: Mapping[str, set[str]] = {
    "model": set(),
    "load": {"model"},
    "score": {"model"},
    "guard": set(),  # what no public word, picture or document may hold
    "column": {"model"},
    "check": {"model", "score", "column", "guard"},  # reads facts and adds up rules as the scores do
    "history": {"model", "load", "score"},
    "views": {"model", "score", "history", "column"},
    "pages": {"views"},
    "charts": {"views"},
    "exports": {"views"},
    "publish": {"guard"},
    "sample": set(),
    "demo": {"sample", "history", "publish"},  # gives the sample's plan to git, keys and the disk
    "theme": set(),
    "launch": set(),
    "serve": {"publish"},
    "pipeline": {
        "model",
        "load",
        "check",
        "guard",
        "score",
        "history",
        "views",
        "exports",
        "publish",
        "releasing",
        "sites",
        "unit_forms",
    },
    "filing": {"model", "load"},  # what a department files, field by field
    "forms": {"model", "load", "filing", "score", "guard"},  # a unit's workbook: what is due; safe to open
    "powers": {"model", "history"},  # who may change what
    "review": {"model", "history", "views", "pages", "powers"},  # what a change means
    "reviewing": {
        "model",
        "load",
        "check",
        "guard",
        "history",
        "pipeline",
        "powers",
        "judging",
        "publish",
        "review",
    },
    "sites": {"views", "pages", "charts", "exports", "publish", "guard"},
    "releasing": {"model", "column"},  # what a build for the real server asks beyond check
    "portable": {"views", "exports", "history", "pipeline", "publish", "sites"},  # one site for a USB stick
    "proof": {"history", "pipeline", "publish"},  # judges what git, the data and the sites say together
    "pack": {"views", "exports", "history", "pipeline", "publish", "sites"},  # what an inspector carries away
    "desk": {  # the office's work on public pieces
        "model",
        "load",
        "check",
        "column",
        "guard",
        "pipeline",
        "publish",
        "views",
    },
    "merge_driver": {"filing", "publish"},  # what git runs
    "unit_forms": {"forms", "model", "views"},  # the forms on the internal site
    "digest": {"exports", "pipeline", "unit_forms", "views"},  # what each unit is asked, ready to mail
    "forge": {"model", "history"},  # what a code-hosting server is told and asked
    "generating": {"forge", "load"},
    "webform": {"model", "load"},  # the configuration of the form under /edit/
    "editing": {"pipeline", "publish", "webform"},
    "kept": {"history", "publish"},  # what was mined last time, beside git's own files
    "commands": {  # what each task does with a root
        "demo",
        "desk",
        "digest",
        "editing",
        "exports",
        "filing",
        "forge",
        "forms",
        "generating",
        "guard",
        "history",
        "intake",
        "judging",
        "kept",
        "load",
        "model",
        "pack",
        "pipeline",
        "portable",
        "proof",
        "publish",
        "review",
        "reviewing",
        "score",
        "serve",
        "sites",
        "webform",
    },
    "intake": {  # takes what departments file onto a branch
        "check",
        "filing",
        "forms",
        "guard",
        "history",
        "judging",
        "load",
        "model",
        "pipeline",
        "powers",
        "publish",
        "score",
    },
    "judging": {  # a proposal before the judge; knows how the merge driver joins
        "check",
        "filing",
        "forge",
        "history",
        "load",
        "model",
        "pipeline",
        "powers",
        "publish",
    },
    "problems": set(),
    "paths": set(),
}
"""Room or module → the rooms it may import (itself apart). A new room is entered here on purpose."""

INSIDE_HISTORY: Mapping[str, set[str]] = {
    "mining": set(),
    "replay": {"mining"},
    "report": {"mining", "replay"},
    "proof": set(),
}
"""Part of the history room → the parts it may import; all stand on the modules beside them."""

CLOCK = {"today", "now", "utcnow", "time", "localtime", "gmtime"}
CLOCK_OWNERS = {"date", "datetime", "time"}
MAY_ASK_THE_CLOCK = {"commands/__init__.py"}

MAY_START_PROGRAMS = {
    "history/git.py": "the only caller of git",
    "history/proof/sshkeys.py": "the only caller of ssh-keygen, which signs anchors and checks them",
}
STARTING = {"subprocess", "multiprocessing", "pty"}

WRITING = {
    "write_text", "write_bytes", "mkdir", "makedirs", "unlink", "rmdir", "rename", "renames", "touch",
    "symlink_to", "hardlink_to", "rmtree", "copytree", "copyfile", "copy2", "move", "mkdtemp", "chmod",
}  # fmt: skip
OS_WRITING = {"replace", "remove", "open", "link", "symlink", "truncate"}
MAY_WRITE = {
    "publish/tree.py": "the only place that writes pages and data files",
    "publish/switch.py": "moves whole finished folders",
    "publish/renames.py": "moves whole finished folders where links are not to be had",
    "publish/links.py": "points the live names at a finished folder",
    "publish/parcel.py": "puts a finished pack in place",
    "publish/lock.py": "keeps two builds from one folder",
    "publish/preview.py": "keeps the preview's own scratch folder",
    "charts/engine.py": "gives Matplotlib an empty scratch folder while it is imported",
    "sample/__init__.py": "makes the sample county's data",
    "demo/__init__.py": "begins the folder git is to fill",
    "demo/place.py": "keys that only their owner can read, and whole finished folders",
}

LINES = 300


def _room(path: Path) -> str:
    return path.relative_to(SCRIPTS).with_suffix("").parts[0]


def _modules() -> list[Path]:
    return [path for path in sorted(SCRIPTS.rglob("*.py")) if path != SCRIPTS / "__init__.py"]


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and full name of everything a module imports, inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, each.name) for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports are absolute"
            yield from ((node.lineno, f"{node.module}.{each.name}") for each in node.names)


def forbidden_imports(room: str, tree: ast.Module) -> list[str]:
    """Return the imports of other rooms that the plan does not allow."""
    allowed = {room} | EVERYWHERE | MAY_IMPORT[room]
    return [
        f"{line}: {name}"
        for line, name in imported(tree)
        if name.split(".")[0] == "scripts" and name.split(".")[1] not in allowed
    ]


def forbidden_inside_history(part: str, tree: ast.Module) -> list[str]:
    """Return the imports of other parts of the history room that the plan does not allow."""
    allowed = {part} | INSIDE_HISTORY[part]
    return [
        f"{line}: {name}"
        for line, name in imported(tree)
        if name.startswith("scripts.history.") and (INSIDE_HISTORY.keys() & {name.split(".")[2]}) - allowed
    ]


def clock_calls(tree: ast.Module) -> list[int]:
    """Return the lines where a module asks what day or time it is (measuring a duration is no question)."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in CLOCK
        and isinstance(node.value, ast.Name | ast.Attribute)
        and (node.value.id if isinstance(node.value, ast.Name) else node.value.attr) in CLOCK_OWNERS
    ]


def writes(tree: ast.Module) -> list[int]:
    """Return the lines where a module writes, moves or removes a file."""
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Call) and _writes(node)]


def _writes(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Name):
        return call.func.id == "open" and _mode(call, 1) not in ("", "r", "rb")
    if not isinstance(call.func, ast.Attribute):
        return False
    owner = call.func.value.id if isinstance(call.func.value, ast.Name) else ""
    if call.func.attr == "open":
        return owner == "os" or _mode(call, 0) not in ("", "r", "rb")
    return call.func.attr in WRITING or (owner == "os" and call.func.attr in OS_WRITING)


def _mode(call: ast.Call, position: int) -> str:
    given = [each.value for each in call.keywords if each.arg == "mode"] or call.args[position : position + 1]
    return str(given[0].value) if given and isinstance(given[0], ast.Constant) else ("" if not given else "?")


def _found(kept: Mapping[str, object] | set[str], finder: object) -> dict[str, list[int]]:
    assert callable(finder)
    found = {
        path.relative_to(SCRIPTS).as_posix(): finder(_tree(path))
        for path in _modules()
        if _room(path) != "launch"
    }
    return {name: lines for name, lines in found.items() if lines and name not in kept}


@pytest.mark.parametrize("path", _modules(), ids=lambda path: path.relative_to(SCRIPTS).as_posix())
def test_rooms_import_one_way(path: Path) -> None:
    """Data flow from load to publish; no room reaches back, so each can be understood by itself."""
    assert _room(path) in MAY_IMPORT, "a new room is entered in MAY_IMPORT on purpose"
    assert forbidden_imports(_room(path), _tree(path)) == []


@pytest.mark.parametrize("part", INSIDE_HISTORY)
def test_history_imports_one_way_inside(part: str) -> None:
    """Reading, scoring anew, telling and judging stay apart: judging the past trusts none of the others."""
    modules = [path for path in _modules() if path.is_relative_to(SCRIPTS / "history" / part)]
    assert modules
    assert {
        path.name: found for path in modules if (found := forbidden_inside_history(part, _tree(path)))
    } == {}


def test_the_clock_is_asked_once() -> None:
    """The same data and day give the same sites: only the entry knows what day it is."""
    assert _found(MAY_ASK_THE_CLOCK, clock_calls) == {}


def test_programs_are_started_in_one_place() -> None:
    """Git is started by one module, ssh-keygen by another; nothing else of the program starts anything."""

    def starts(tree: ast.Module) -> list[int]:
        named = [line for line, name in imported(tree) if name.split(".")[0] in STARTING]
        called = [
            node.lineno
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and node.attr in ("system", "popen", "execv", "execve", "spawnv")
        ]
        return named + called

    assert _found(MAY_START_PROGRAMS, starts) == {}


def test_writing_happens_in_known_places() -> None:
    """A build that fails leaves nothing behind: few modules write, and each says why."""
    assert _found(MAY_WRITE, writes) == {}


PUBLIC = (
    SCRIPTS / "views/public.py",
    SCRIPTS / "views/make_public.py",
    SCRIPTS / "views/make_column.py",
    *sorted(SCRIPTS.glob("pages/public*.py")),
)
INTERNAL = (
    "views.internal",
    "views.make_internal",
    "views.items",
    "views.units",
    "pages.internal",
    "pages.item",
)


@pytest.mark.parametrize("path", PUBLIC, ids=lambda path: path.relative_to(SCRIPTS).as_posix())
def test_public_modules_use_no_internal_values(path: Path) -> None:
    """What fills and prints public values names public types only, field by field."""
    names = [name for _, name in imported(_tree(path))]
    assert not [name for name in names if name.removeprefix("scripts.").startswith(INTERNAL)]


def test_the_public_contract_stands_alone() -> None:
    """The types of ``public.json`` are made of nothing else of ours: each field is a decision of its own."""
    assert not [
        name for _, name in imported(_tree(SCRIPTS / "views/public.py")) if name.startswith("scripts")
    ]


@pytest.mark.parametrize("path", _modules(), ids=lambda path: path.relative_to(SCRIPTS).as_posix())
def test_modules_stay_small(path: Path) -> None:
    """A module fits into one reading."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LINES


def test_planted_violations_are_caught() -> None:
    """The tests above would fail: each kind of violation is planted once and found on its line."""
    planted = ast.parse(
        "import subprocess\n"
        "from scripts.publish import tree\n"
        "from datetime import date\n"
        "day = date.today()\n"
        "open('x', 'w')\n"
        "path.write_text('x')\n"
        "os.replace('a', 'b')\n"
        "text.replace('a', 'b')\n"
        "open('x')\n"
        "def later():\n"
        "    from scripts.load import dataset\n"
    )
    assert forbidden_imports("score", planted) == ["2: scripts.publish.tree", "11: scripts.load.dataset"]
    assert forbidden_imports("pipeline", planted) == []
    assert clock_calls(planted) == [4]
    assert writes(planted) == [5, 6, 7]
