"""A whole campaign as a real git repository: planned by ``sample``, signed, sealed and anchored here.

The repository lies in one folder, the keys and what a judge would bring along
in another beside it. Both are finished elsewhere and then moved into place.
"""

import json
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scripts.demo.keys import private_text, public_line, secret_of
from scripts.demo.objects import pack
from scripts.demo.place import PlaceError, draft, private_file, put_in_place, usable
from scripts.demo.signed import Builder
from scripts.demo.stream import MAIN, stream
from scripts.history.git import run
from scripts.history.proof.freeze import ANCHORS
from scripts.publish.tree import write_tree
from scripts.sample.commits import OFFICE, Person, Planned, people, work_of
from scripts.sample.copies import with_items
from scripts.sample.flow import planned
from scripts.sample.frame import read_frame
from scripts.sample.world import CAMPAIGN, SEED, read_world

Say = Callable[[str], None]

SIGNED_UP_TO = 2500
"""Commits up to which each is signed; signing costs milliseconds a commit."""

_README = """# 示例县创建资料库（演示）

本仓库由 `python3 tasks.py demo` 生成，单位、日期和数字都是虚构的；密钥由种子推出，只供演示，不保护任何东西。
"""
_EXTRAS: Mapping[str, bytes] = {
    ".gitattributes": b"* text=auto eol=lf\n*.pdf binary\n*.png binary\n",
    ".gitignore": b"/build/\n",
    "README.md": _README.encode(),
}


@dataclass(frozen=True, kw_only=True)
class Made:
    """Where the demo lies; ``keys`` is None when its commits are not signed."""

    root: Path
    keys: Path | None
    commits: int
    items: int


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a user may ask for: another county by its seed, at least so many items and commits."""

    seed: int = SEED
    items: int = 0
    commits: int = 0


LARGEST = {"items": 3000, "commits": 50_000}
"""Beyond this a run would take many minutes and gigabytes."""


def make_demo(source: Path, root: Path, wanted: Wanted, say: Say) -> Made:
    """Make the repository at ``root`` from the data and docs of ``source``; PlaceError says why not."""
    for name, largest in LARGEST.items():
        if not 0 <= getattr(wanted, name) <= largest:
            raise PlaceError(f"选项 --{name} 应在 0–{largest} 之间，实为 {getattr(wanted, name)}")
    campaign = source / "data" / "campaigns" / CAMPAIGN
    if not (campaign / "rules.yml").is_file():
        raise PlaceError(f"没有示例县的考评标准（应有 data/campaigns/{CAMPAIGN}/rules.yml）")
    keys = root.with_name(f"{root.name}-keys")
    usable(root)
    usable(keys)
    frame = with_items(read_frame(source, read_world(campaign, wanted.seed)), wanted.items)
    plan = planned(frame, wanted.commits)
    plan[0] = replace(plan[0], files={**plan[0].files, **_EXTRAS})
    signs = len(plan) <= SIGNED_UP_TO
    plan = plan if signs else work_of(plan)
    say(f"模拟 {plan[0].at.date()} 至 {plan[-1].at.date()}：{len(plan)} 次提交，{len(people(plan))} 个账号")
    with draft(root) as folder:
        repository = folder / root.name
        repository.mkdir()
        run(repository, "init", "-q", "-b", "main", "--template=", "--object-format=sha1")
        if signs:
            _write_keys(folder / keys.name, wanted.seed, people(plan))
            _import_signed(repository, plan, folder / keys.name, say)
        else:
            run(repository, "fast-import", "--quiet", stdin=b"".join(stream(plan)))
        _finish(repository, keys if signs else None)
        put_in_place({folder / keys.name: keys, repository: root})
    return Made(root=root, keys=keys if signs else None, commits=len(plan), items=len(frame.world.accounts))


def _write_keys(folder: Path, seed: int, who: Sequence[Person]) -> None:
    """Write what the judge brings along (who may sign what), and the private keys."""
    lines = []
    for person in who:
        secret = secret_of(seed, person.mail)
        spaces = "git,anchor" if person == OFFICE else "git"
        lines.append(f'{person.mail} namespaces="{spaces}" {public_line(secret)}\n')
        private_file(_key(folder, person.mail), private_text(secret, person.mail).encode())
    policy = json.dumps({"anchor_signers": [OFFICE.mail]}, indent=1) + "\n"
    write_tree(folder, {"allowed_signers": "".join(lines).encode(), "policy.json": policy.encode()})


def _key(folder: Path, mail: str) -> Path:
    return folder / "private" / mail


def _import_signed(repository: Path, plan: Sequence[Planned], keys: Path, say: Say) -> None:
    builder = Builder(lambda mail: _key(keys, mail))
    month = 0
    for number, each in enumerate(plan):
        if each.at.month != month:
            month = each.at.month
            say(f"  {each.at.year}年{month}月：第 {number + 1} 次提交起，逐次签名")
        builder.add(each)
    run(repository, "index-pack", "--stdin", stdin=pack(builder.store.values()))
    refs = {MAIN: builder.main} | {f"refs/tags/{name}": tag for name, tag in builder.tags.items()}
    for ref, name in refs.items():
        run(repository, "update-ref", ref, name)
    write_tree(keys, {"anchors": _copy_of(builder.held[ANCHORS])})


def _copy_of(text: bytes) -> bytes:
    """Return the anchors as an inspector took a copy of them halfway."""
    lines = text.splitlines(keepends=True)
    return b"".join(lines[: len(lines) // 2])


def _finish(repository: Path, keys: Path | None) -> None:
    """Check the files out, let the reader go on as the office, and mark the folder as a demo."""
    run(repository, "repack", "-a", "-d", "-q")
    run(repository, "reset", "-q", "--hard", "main")
    settings = {"user.name": OFFICE.name, "user.email": OFFICE.mail}
    if keys:
        signing = str(_key(keys, OFFICE.mail))
        settings |= {"gpg.format": "ssh", "user.signingkey": signing, "commit.gpgsign": "true"}
    for key, value in settings.items():
        run(repository, "config", key, value)


def next_steps(made: Made) -> list[str]:
    """Return what a newcomer may try on the demo."""
    root = f"--root {shlex.quote(str(made.root))}"
    lines = [
        f"python3 tasks.py changes {root} --flag 重新打开   # 哪些小项销号后又打开，为什么",
        f"python3 tasks.py build {root} --at 2026-06-30   # 六月三十日的样子",
        f"python3 tasks.py pack {root} --out {shlex.quote(str(made.root.parent / '迎检'))}   # 迎检资料包",
    ]
    if made.keys:
        keys = shlex.quote(str(made.keys))
        lines.append(f"python3 tasks.py verify {root} --keys {keys}   # 核验，没有问题")
    return [
        "接着可以试（更多见 docs/internal/guide/questions.md 检查二十问）：",
        *(f"  {line}" for line in lines),
    ]
