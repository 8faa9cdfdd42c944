"""Pairs of edits two people plausibly make of one item at the same time."""

import copy
from collections.abc import Callable
from random import Random
from typing import Any

from scripts.filing.flat import Flat, flatten
from scripts.load.canonical import yaml_text
from scripts.load.yamls import read_yaml
from scripts.model.progress import Progress
from tests.counties import ROOT

Tree = dict[str, Any]
_TOWNS = ("青石镇", "柳河镇", "白云镇", "长岭镇", "石桥乡", "梅溪乡", "城东街道", "城西街道")
_DAYS = [f"2026-07-{day:02}" for day in range(18, 29)]
PAIRS = ("lead-lead", "lead-support", "lead-support", "lead-member", "member-member", "support-support")


def written(tree: Tree) -> bytes:
    """Return the record as every tool writes it."""
    return yaml_text(Progress.model_validate(tree)).encode()


def trees() -> list[Tree]:
    """Return the sample's records."""
    folder = ROOT / "data/campaigns/sl-2026/progress"
    return [
        read_yaml(path.read_text(encoding="utf-8"), path.name).data for path in sorted(folder.glob("*.yml"))
    ]


def flat(content: bytes) -> Flat:
    """Return the fields of a file."""
    return flatten(read_yaml(content.decode(), "x.yml").data)


def _collective(tree: Tree) -> list[Tree]:
    return [step for step in tree.get("steps", []) if isinstance(step.get("done"), dict)]


def _state(tree: Tree, rng: Random) -> None:
    tree["state"] = rng.choice(("未启动", "办理中", "申请销号"))


def _fact(tree: Tree, rng: Random) -> None:
    if not tree.get("facts"):
        return
    name = rng.choice(list(tree["facts"]))
    held, key = tree["facts"], name
    if isinstance(held[name], dict):
        held, key = held[name], rng.choice(list(held[name]))
    held[key] = rng.choice("是否") if held[key] in ("是", "否") else str(rng.randint(0, 9))


def _report(tree: Tree, rng: Random) -> None:
    reports = tree.setdefault("reports", [])
    reports.append({"on": rng.choice(_DAYS), "text": f"第{rng.randint(1, 99)}次报告"})
    reports.sort(key=lambda each: each["on"])


def _evidence(tree: Tree, rng: Random) -> None:
    entries = tree.setdefault("evidence", [])
    last = max((int(each["id"][1:]) for each in entries), default=0)
    entry = {"id": f"e{last + 1}", "for": "材料", "year": "2026", "level": "内部"}
    entries.append({**entry, "title": f"题名{rng.randint(1, 999)}"})


def _register(tree: Tree, rng: Random) -> None:
    if tree.get("evidence"):
        field, value = rng.choice((("box", "9-01"), ("page", f"{rng.randint(1, 99)}"), ("title", "另一题名")))
        rng.choice(tree["evidence"])[field] = value


def _remove(tree: Tree, rng: Random) -> None:
    if tree.get("evidence"):
        tree["evidence"].remove(rng.choice(tree["evidence"]))


def _due(tree: Tree, rng: Random) -> None:
    rng.choice(tree["steps"])["due"] = f"C-{rng.randint(1, 90)}"


def _done(tree: Tree, rng: Random) -> None:
    own = [step for step in tree["steps"] if not isinstance(step.get("done"), dict)]
    if own:
        rng.choice(own)["done"] = rng.choice(_DAYS)


def _member(tree: Tree, rng: Random) -> None:
    step = rng.choice(_collective(tree))
    members = list(dict.fromkeys([*step["done"], *_TOWNS]))
    step["done"][rng.choice(members)] = rng.choice(_DAYS)


_LEAD = (_state, _fact, _fact, _report, _report, _evidence, _evidence, _register, _remove, _due, _done)
_WORK: dict[str, tuple[Callable[[Tree, Random], None], ...]] = {
    "lead": _LEAD,
    "support": (_done,),
    "member": (_member,),
}


def _edited(tree: Tree, who: str, rng: Random) -> Tree:
    edited = copy.deepcopy(tree)
    for _ in range(rng.choice((1, 1, 2, 3))):
        rng.choice(_WORK[who])(edited, rng)
    return edited


def pair(rng: Random, known: list[Tree]) -> tuple[bytes, bytes, bytes]:
    """Return a record and what two people made of it, each by one to three edits."""
    one, other = rng.choice(PAIRS).split("-")
    usable = [tree for tree in known if _collective(tree)] if "member" in (one, other) else known
    while True:
        tree = rng.choice(usable)
        base, ours, theirs = (
            written(each) for each in (tree, _edited(tree, one, rng), _edited(tree, other, rng))
        )
        if len({base, ours, theirs}) == 3:
            return base, ours, theirs


def lost(base: bytes, side: bytes, result: bytes) -> list[str]:
    """Return the edits of one side that the result does not hold."""
    was, wanted, now = flat(base), flat(side), flat(result)
    heads = {path[:2] for path in was}
    listed = ("evidence", "reports", "steps")
    new = {path[:2] for path in wanted if path[0] in listed and path[:2] not in heads}
    fields = [path for path in {*was, *wanted} if path[:2] not in new and was.get(path) != wanted.get(path)]
    held = [_content(now, head) for head in {path[:2] for path in now}]
    return [
        *(".".join(path) for path in fields if now.get(path) != wanted.get(path)),
        *(".".join(head) for head in new if _content(wanted, head) not in held),
    ]


def _content(found: Flat, head: tuple[str, ...]) -> dict[tuple[str, ...], str]:
    """Return what an entry says, whatever it is called."""
    return {
        (head[0], *path[2:]): text for path, text in found.items() if path[:2] == head and path[2:] != ("id",)
    }
