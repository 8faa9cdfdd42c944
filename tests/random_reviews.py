"""Change sets by seeded chance on branches of a real repository: what units and the office might bring."""

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.repositories import CAMPAIGN, Repository

_DATE = re.compile(r"2026-(0[1-9])-([0-2][1-8])")
_NUMBER = re.compile(r"(?<=: )([0-9])(?=[,}\n])")


class Sets:
    """Makes branches; ``kinds`` tells what was edited in all."""

    def __init__(self, repository: Repository, seed: int) -> None:
        """Begin from the repository's main."""
        self.repository = repository
        self.chance = random.Random(seed)  # noqa: S311 - the same change sets every time
        self.kinds: set[str] = set()

    def bring(self, name: str) -> None:
        """Make a branch of up to three commits, beside a main that may move and be merged in."""
        chance, repository = self.chance, self.repository
        repository.git("checkout", "-q", "-b", name, "main")
        for number in range(chance.choice((1, 1, 1, 2, 3))):
            self._commit(f"{name} {number}", EDITS)
            if chance.random() < 0.4:
                self._main_moves(name)
                if chance.random() < 0.5:
                    self._merge_main()
        repository.git("checkout", "-q", "main")

    def _commit(self, message: str, edits: Sequence[Callable[[Path, random.Random], None]]) -> None:
        for _ in range(self.chance.choice((1, 1, 1, 3))):
            edit = self.chance.choice(edits)
            edit(self.repository.root, self.chance)
            self.kinds.add(edit.__name__)
        self.repository.commit(message)

    def _main_moves(self, name: str) -> None:
        self.repository.git("checkout", "-q", "main")
        self._commit("主干另有改动", SOUND)
        self.repository.git("checkout", "-q", name)

    def _merge_main(self) -> None:
        self.repository.clock += 3600
        try:
            self.repository.git("merge", "-q", "--no-edit", "main")
        except OSError:
            raise
        except Exception:  # noqa: BLE001 - a conflict: the branch stays as it was
            self.repository.git("merge", "--abort")


def _some(root: Path, chance: random.Random, *patterns: str) -> Path:
    found = sorted(path for pattern in patterns for path in root.glob(pattern))
    return chance.choice(found)


def _replaced(path: Path, pattern: "re.Pattern[str]", new: Callable[[re.Match[str]], str], at: float) -> None:
    """Replace one match of many."""
    text = path.read_text(encoding="utf-8")
    found = list(pattern.finditer(text))
    if found:
        hit = found[int(at * len(found))]
        path.write_text(text[: hit.start()] + new(hit) + text[hit.end() :], encoding="utf-8", newline="\n")


def answer(root: Path, chance: random.Random) -> None:
    """A department says yes or no, or another number."""
    path = _some(root, chance, f"{CAMPAIGN}/progress/*.yml", f"{CAMPAIGN}/verdicts/*.yml")
    swap = {"是": "否", "否": "是"}
    pattern = chance.choice((re.compile("(?<=: )[是否](?=[,}\n])"), _NUMBER))
    _replaced(path, pattern, lambda hit: swap.get(hit[0], "7"), chance.random())


def date(root: Path, chance: random.Random) -> None:
    """A date somewhere in the campaign is another one."""
    path = _some(
        root, chance, f"{CAMPAIGN}/progress/*.yml", f"{CAMPAIGN}/verdicts/*.yml", f"{CAMPAIGN}/*.yml"
    )
    day = chance.randrange(1, 9)
    _replaced(path, _DATE, lambda hit: f"2026-{hit[1]}-1{day}", chance.random())


def state(root: Path, chance: random.Random) -> None:
    """A department begins, or goes back to the start."""
    path = _some(root, chance, f"{CAMPAIGN}/progress/*.yml")
    pattern, word = re.compile("state: .*"), chance.choice(("未启动", "办理中", "申请销号"))
    _replaced(path, pattern, lambda _: f"state: {word}", 0)


def less(root: Path, chance: random.Random) -> None:
    """An entry of a list goes."""
    path = _some(
        root, chance, f"{CAMPAIGN}/progress/*.yml", f"{CAMPAIGN}/verdicts/*.yml", f"{CAMPAIGN}/publicity.yml"
    )
    _replaced(path, re.compile(r"^  - \{.*\n", re.MULTILINE), lambda _: "", chance.random())


def more(root: Path, chance: random.Random) -> None:
    """A report more."""
    path = _some(root, chance, f"{CAMPAIGN}/progress/*.yml")
    text = path.read_text(encoding="utf-8")
    line = f"  - {{on: 2026-07-1{chance.randrange(3, 9)}, text: 又办了{chance.randrange(9)}件。}}\n"
    path.write_text(
        text + ("" if "reports:" in text else "reports:\n") + line, encoding="utf-8", newline="\n"
    )


def gone(root: Path, chance: random.Random) -> None:
    """A whole record goes."""
    _some(root, chance, f"{CAMPAIGN}/progress/*.yml", f"{CAMPAIGN}/verdicts/*.yml").unlink()


def rule(root: Path, chance: random.Random) -> None:
    """A part of a rule weighs otherwise: each fault costs more, or a part, and the sum fits no more."""
    points = chance.choice(("0.5", "2", "0.25"))
    path, pattern = (
        root / CAMPAIGN / "rules.yml",
        chance.choice(("each", "each", "points")),
    )
    _replaced(path, re.compile(f"(?<={pattern}: )[0-9.]+"), lambda _: points, chance.random())


def lead(root: Path, chance: random.Random) -> None:
    """An item has another lead unit."""
    path, unit = root / CAMPAIGN / "standard.csv", chance.choice(("县人武部", "东镇", "县财政局"))
    _replaced(path, re.compile("县双拥办|县财政局"), lambda _: unit, chance.random())


def figure(root: Path, chance: random.Random) -> None:
    """A public word or number is another one."""
    path = root / CAMPAIGN / "publicity.yml"
    pattern = chance.choice(
        (re.compile("(?<=value: )[^,]+"), re.compile("(?<=intro: ).+"), re.compile("(?<=title: ).+?(?=})"))
    )
    _replaced(path, pattern, lambda _: f"新的说法{chance.randrange(99)}", chance.random())


def benefit(root: Path, chance: random.Random) -> None:
    """A row of a public table goes."""
    path = _some(
        root,
        chance,
        "data/publicity/benefits.csv",
        "data/publicity/places.csv",
        "data/publicity/questions.csv",
    )
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    if len(rows) > 1:
        del rows[chance.randrange(1, len(rows))]
    path.write_text("".join(rows), encoding="utf-8", newline="\n")


def words(root: Path, chance: random.Random) -> None:
    """An article says something else."""
    path = _some(root, chance, "docs/public/**/*.md")
    path.write_text(
        path.read_text(encoding="utf-8") + f"\n又及{chance.randrange(99)}。\n", encoding="utf-8", newline="\n"
    )


def problem(root: Path, chance: random.Random) -> None:
    """A problem is registered, or another is solved."""
    path = root / CAMPAIGN / "registers/problems.csv"
    text = path.read_text(encoding="utf-8")
    number, item, day = chance.randrange(3, 99), chance.randrange(1, 7), chance.randrange(10, 30)
    row = f"p{number},1.0{item},补短板,自查,2026-07-01,东镇,缺材料,补齐,2026-07-{day},\n"
    path.write_text(text + row, encoding="utf-8", newline="\n")


def broken(root: Path, chance: random.Random) -> None:
    """Somebody writes what nobody can read."""
    path = _some(root, chance, f"{CAMPAIGN}/progress/*.yml")
    path.write_text(path.read_text(encoding="utf-8") + "unknown: 1\n", encoding="utf-8", newline="\n")


EDITS = (
    answer, answer, answer, answer, answer, date, date, state, less, more, more, more, gone, rule, lead,
    figure, figure, benefit, words, words, problem, problem, broken,
)  # fmt: skip
SOUND = (answer, more, figure, words, problem)
"""What leaves a county that can be scored."""
