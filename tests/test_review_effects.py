"""What ``review`` says is what two builds show: a hundred change sets, compared by another way of looking."""

import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scripts.paths import Layout
from scripts.pipeline import build
from scripts.problems import DataError
from scripts.review.meaning import Meaning
from scripts.reviewing import meaning_of
from tests.counties import AS_OF, contracts
from tests.golden import check_report
from tests.random_reviews import EDITS, Sets
from tests.repositories import Repository

COUNT = 100
_LINE = re.compile(r"^(.*?):[0-9]+: ")
_RATES = {
    "steps": "措施完成率",
    "evidence": "佐证齐全率",
    "closed": "销号率",
    "closed_points": "销号率（按分）",
}
_KEYS = {
    "articles": ("path",), "columns": ("slug",), "benefits": ("id",), "places": ("id",), "questions": ("id",),
    "townships": ("name",), "nodes": ("title",), "rates": ("label",), "majors": ("title",),
    "milestones": ("on", "title"), "figures": ("label",), "campaigns": (),
}  # fmt: skip
"""What makes an entry of public.json the same one."""


@dataclass
class Tried:
    """One change set: what review said, and both states as real merging leaves them on the disk."""

    meaning: Meaning
    before: Path
    after: Path | None
    unmerged: list[str]


def look(repository: Repository, name: str, folder: Path) -> Tried:
    """Review a branch, then merge it with git itself beside."""
    meaning = meaning_of(Layout.at(repository.root), "main", name, "", AS_OF, AS_OF)
    before, after = folder / f"{name}-before", folder / f"{name}-after"
    for place in (before, after):
        repository.git("worktree", "add", "-q", "--detach", str(place), "main")
    merge = ["git", "-C", str(after), "-c", "user.name=x", "-c", "user.email=x@x", "merge", "-q", "--no-ff"]
    done = subprocess.run([*merge, "-m", "x", name], check=False, capture_output=True)
    listed = ["git", "-C", str(after), "diff", "--name-only", "-z", "--diff-filter=U"]
    unmerged = subprocess.run(listed, check=True, capture_output=True).stdout.decode().split("\0")[:-1]
    return Tried(meaning, before, None if done.returncode else after, sorted(unmerged))


def figures_of(kind: str, each: Mapping[str, Any]) -> dict[str, str]:
    """Return what people are told of one record of internal.json."""
    told = {"自评分": each["scores"]["self"], "核定分": each["scores"]["verified"]}
    for key, name in _RATES.items():
        share = each["completion"][key]
        told[name] = each["completion"]["counts"][key] + (
            f"（{share * 100:.1f}%）" if share is not None else ""
        )
    if kind in ("campaign", "item"):
        told["可得分"] = each["scores"]["reachable"]
    if kind == "campaign":
        told["满分"] = each["scores"]["max"]
        told |= {f"{light}灯": f"{count} 项" for light, count in each["lights"].items()}
    if kind == "unit":
        counts = {"逾期小项": "overdue", "退回整改": "sent_back"}
        told |= {name: f"{len(each[key])} 项" for name, key in counts.items()}
        told["逾期措施"] = f"{each['late_steps']} 条"
    if kind == "item":
        told |= {"状态": each["state"], "时限": each["due"], "牵头单位": each["lead"]}
        told["亮灯"] = f"{each['light']}（{each['light_reason']}）"
        told["一票否决"] = each["veto"]["state"] if each["veto"] else ""
    return told


def spread(internal: Mapping[str, Any]) -> dict[tuple[str, ...], str]:
    """Return every figure of internal.json by campaign, kind, record and name."""
    found: dict[tuple[str, ...], str] = {}
    for campaign in internal["campaigns"]:
        listed = [("campaign", "id", [campaign])]
        listed += [("major", "no", campaign["majors"]), ("unit", "id", campaign["units"])]
        listed += [("item", "id", campaign["items"])]
        for kind, key, records in listed:
            for each in records:
                for name, text in figures_of(kind, each).items():
                    found[campaign["id"], kind, str(each[key]), name] = text
    return found


def stated(meaning: Meaning) -> dict[tuple[str, ...], tuple[str, str]]:
    """Return every stated figure in the same form."""
    return {
        (effect.campaign, effect.kind, effect.subject, figure.name): (figure.before, figure.after)
        for effect in meaning.effects
        for figure in effect.figures
    }


def differing(before: Mapping[Any, str], after: Mapping[Any, str]) -> dict[Any, tuple[str, str]]:
    """Return what is not the same on both sides."""
    return {
        key: (before.get(key, ""), after.get(key, ""))
        for key in {**before, **after}
        if before.get(key, "") != after.get(key, "")
    }


def public_differences(before: Any, after: Any, name: str = "") -> Iterator[str]:
    """Yield '+', '-', '~' or 'order' for each value of public.json that differs, walking both at once."""
    if before == after:
        return
    if isinstance(after, dict):
        for key in after:
            yield from public_differences(before[key], after[key], key)
    elif isinstance(after, list) and name in _KEYS and (before or after):
        old, new = keyed(before, name), keyed(after, name)
        yield from ("+" for key in new if key not in old)
        yield from ("-" for key in old if key not in new)
        shared = [key for key in new if key in old]
        for key in shared:
            yield from public_differences(old[key], new[key])
        if [key for key in old if key in new] != shared:
            yield "order"
    else:
        yield "~"


def keyed(entries: list[dict[str, Any]], name: str) -> dict[Any, dict[str, Any]]:
    """Return entries by what makes them the same one, ordinals for those that share it."""
    seen: Counter[Any] = Counter()
    found = {}
    for each in entries:
        key = tuple(each[part] for part in _KEYS[name])
        found[key, seen[key]] = each
        seen[key] += 1
    return found


def sign(meaning: Meaning) -> Counter[str]:
    """Count what review says of the public site in the same signs."""
    return Counter(
        "+"
        if each.before is None
        else "-"
        if each.after is None
        else "order"
        if each.place.endswith("的顺序")
        else "~"
        for each in meaning.public
    )


def problems_of(root: Path) -> Counter[str]:
    """Return what check prints, without the numbers of lines, which move."""
    lines = check_report(root)[1].splitlines()[:-1]
    return Counter(_LINE.sub(r"\1: ", line) for line in lines if not line.endswith("〕"))


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> list[Tried]:
    """Return a hundred change sets, each on a main of its own."""
    folder = tmp_path_factory.mktemp("reviews")
    repository = Repository(folder / "county")
    start = repository.at("HEAD")
    sets, found = Sets(repository, 20260722), []
    for number in range(COUNT):
        repository.git("reset", "-q", "--hard", start)
        sets.bring(f"b{number}")
        found.append(look(repository, f"b{number}", folder))
    assert sets.kinds == {each.__name__ for each in EDITS}
    return found


def test_every_stated_figure_is_the_difference_of_two_builds(tried: list[Tried]) -> None:
    """Scores, rates, lights, states: all that differs is told, nothing else, with both values."""
    compared = told = 0
    for each in tried:
        if each.after is None:
            continue
        try:
            sides = [json.loads(contracts(side)["internal.json"]) for side in (each.before, each.after)]
        except DataError:
            assert any("不能计分" in note for note in each.meaning.notes)
            assert each.meaning.effects == ()
            continue
        assert stated(each.meaning) == differing(*map(spread, sides))
        compared += 1
        told += bool(each.meaning.effects)
    assert compared >= 60
    assert told >= 40


def test_the_public_site_s_gains_and_losses_are_told(tried: list[Tried]) -> None:
    """As many values come, go and change as in public.json, and each stands in it as told."""
    told = 0
    for each in tried:
        if each.after is None or any("不能计分" in note for note in each.meaning.notes):
            continue
        before, after = (contracts(side)["public.json"] for side in (each.before, each.after))
        assert sign(each.meaning) == Counter(public_differences(json.loads(before), json.loads(after)))
        for change in each.meaning.public:
            if change.before and change.after and not change.place.endswith(("的顺序", "审完", "率", "比例")):
                assert json.dumps(change.after, ensure_ascii=False)[1:-1] in after.decode()
        told += bool(each.meaning.public)
    assert told >= COUNT // 5


def test_problems_new_and_solved_are_what_check_prints(tried: list[Tried]) -> None:
    """Checking both states gives the same sentences; one that only moved to another line is neither."""
    news = 0
    for each in tried:
        if each.after is None:
            continue
        before, after = problems_of(each.before), problems_of(each.after)
        said = [_LINE.sub(r"\1: ", line) for line in (*each.meaning.new, *each.meaning.warned)]
        assert Counter(said) == after - before
        assert Counter(_LINE.sub(r"\1: ", line) for line in each.meaning.solved) == before - after
        news += bool(said)
    assert news >= COUNT // 10


def test_conflicts_are_git_s_own(tried: list[Tried]) -> None:
    """Exactly the paths that git leaves unmerged; then nothing may be merged and no effect is claimed."""
    met = 0
    for each in tried:
        assert list(each.meaning.conflicts) == each.unmerged
        if each.unmerged:
            met += 1
            assert not each.meaning.may_merge
            claimed = (*each.meaning.effects, *each.meaning.public, *each.meaning.new)
            assert claimed == ()
    assert met


def test_effects_are_those_of_finished_sites(tried: list[Tried], tmp_path: Path) -> None:
    """The files that a whole build publishes, charts and pages around them, say the same as the review."""
    fit = [each for each in tried if each.after and each.meaning.effects and each.meaning.public][:2]
    for number, each in enumerate(fit):
        sides = []
        for side in (each.before, each.after):
            assert side
            out = tmp_path / f"{number}-{side.name}"
            build(side, AS_OF, date(2026, 7, 22), out, lambda _: None)
            found = next(out.rglob("internal.json")).read_bytes()
            sides.append(json.loads(found))
        assert stated(each.meaning) == differing(*map(spread, sides))
    assert len(fit) == len("ab")
