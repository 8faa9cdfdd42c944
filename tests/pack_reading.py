"""Read a pack as an inspector does: run the commands of its own page, follow its links."""

import html
import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote

from scripts.commands.proof import run_pack
from scripts.exports.pages import VERIFY
from scripts.exports.verify_steps import KEYS
from scripts.publish.parcel import SUMS
from tests.proof_repository import Place, make_history

_STEP = re.compile(r'<section class="step" id="([a-z-]+)">.*?<pre>(.*?)</pre>', re.DOTALL)


def make_sealed(folder: Path) -> Place:
    """Return a repository with merges, two seals, two anchors; the judge holds keys and the first anchor."""
    made = make_history(folder)
    first = (made.root / "seals/anchors").read_bytes().splitlines(keepends=True)[0]
    (made.keys / "anchors").write_bytes(first)
    return made


def packed(place: Place, out: Path, level: str = "内部") -> Path:
    """Pack the place; return the folder."""
    assert run_pack(str(place.root), str(out), level, "", "2026-07-20") == 0
    [folder] = [path for path in out.iterdir() if path.is_dir()]
    return folder


def commands(folder: Path) -> dict[str, str]:
    """Return the commands on the page 核验说明, by step."""
    found = _STEP.findall((folder / VERIFY).read_text(encoding="utf-8"))
    return {name: html.unescape(text) for name, text in found}


def verdicts(folder: Path, keys: Path, shell: str = "bash") -> dict[str, str]:
    """Return what each step printed last."""
    return {
        name: text.splitlines()[-1] if text else "（没有输出）"
        for name, text in full(folder, keys, shell).items()
    }


def full(folder: Path, keys: Path, shell: str = "bash") -> dict[str, str]:
    """Run every step in one shell, in order, in the pack; return what each printed."""
    lines = []
    for name, text in commands(folder).items():
        lines += [f"echo '@@@{name}'", text.replace(KEYS, str(keys))]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        [shell],
        cwd=folder,
        env=environment,
        input="\n".join([*lines, ""]).encode(),
        capture_output=True,
        check=False,
    )
    parts = done.stdout.decode("utf-8", "replace").split("@@@")[1:]
    return {name: text.strip() for name, _, text in (part.partition("\n") for part in parts)}


def failed(folder: Path, keys: Path) -> set[str]:
    """Return the steps that did not end in 通过."""
    return {name for name, text in verdicts(folder, keys).items() if not text.startswith("通过")}


def copy(folder: Path, target: Path) -> Path:
    """Return a copy of a pack that may be spoilt."""
    shutil.copytree(folder, target)
    return target


def hide_traces(folder: Path) -> None:
    """Write the sums anew, as whoever changes a pack would."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    names = [path for path in paths if path != SUMS]
    done = subprocess.run(["sha256sum", *names], cwd=folder, check=True, capture_output=True)
    (folder / SUMS).write_bytes(done.stdout)


def dead_links(folder: Path) -> list[str]:
    """Return every relative link of every page that leads to no file or folder of the pack."""
    found = []
    for page in sorted(folder.rglob("*.html")):
        for address in re.findall(r'(?:href|src)="([^"]*)"', page.read_text(encoding="utf-8")):
            path = unquote(html.unescape(address)).partition("#")[0].partition("?")[0]
            if re.match(r"[a-z]+:", path) or not path:
                continue
            target = (page.parent / path).resolve()
            if not (target.exists() and target.is_relative_to(folder.resolve())):
                found.append(f"{page.relative_to(folder)}: {address}")
    return found
