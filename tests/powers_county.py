"""微县 under git with an account for every power, and people who bring changes to it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from scripts.judging import judgement
from scripts.powers.proposal import Judgement, Refusal
from tests.counties import edit
from tests.repositories import CAMPAIGN, Repository

Change = Callable[[Path], object]
ACCOUNTS = """\
login,name,unit,powers,mails
office,县双拥办,县双拥办,核定；撰稿；管理,office@wei.example
ruler,核定员,县双拥办,核定,ruler@wei.example
writer,撰稿员,县双拥办,撰稿,writer@wei.example
jia,甲,县双拥办,审核,jia@wei.example
admin,管理员,县双拥办,管理,admin@wei.example
syb,县双拥办联络员,县双拥办,填报,syb@wei.example
czj,县财政局联络员,县财政局,填报,czj@wei.example；czj@old.example
rwb,县人武部联络员,县人武部,填报,rwb@wei.example
dong,东镇联络员,东镇,填报,dong@wei.example
"""
REASON = "改\n\n理由：原表登记有误，双拥办同意更正"


def item(number: str) -> str:
    """Return the path of an item's progress file."""
    return f"{CAMPAIGN}/progress/{number}.yml"


def verdict(number: str) -> str:
    """Return the path of an item's verdict."""
    return f"{CAMPAIGN}/verdicts/{number}.yml"


def swap(path: str, old: str, new: str) -> Change:
    """Return the change of one text in one file."""
    return lambda root: edit(root / path, old, new)


def put(path: str, text: str = "x\n", mode: int = 0o644) -> Change:
    """Return the change that writes a file."""

    def change(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="")
        (root / path).chmod(mode)

    return change


def append(path: str, text: str) -> Change:
    """Return the change that adds text at the end of a file."""
    return lambda root: put(path, (root / path).read_text(encoding="utf-8") + text)(root)


def remove(path: str) -> Change:
    """Return the change that removes a file."""
    return lambda root: (root / path).unlink()


class PowersCounty(Repository):
    """The county; ``main`` has the accounts, branches are begun from it by those who bring changes."""

    def __init__(self, root: Path) -> None:
        """Register the accounts on main."""
        super().__init__(root)
        put("data/accounts.csv", ACCOUNTS)(root)
        self.by("office", "登记账号")

    def by(self, author: str, message: str = "改", committer: str = "", **environment: str) -> str:
        """Commit everything that lies there as an account, or as a mail; the id."""
        mails = [each if "@" in each else f"{each}@wei.example" for each in (author, committer or author)]
        return self.commit(message, GIT_AUTHOR_EMAIL=mails[0], GIT_COMMITTER_EMAIL=mails[1], **environment)

    def begin(self, start: str = "main", name: str = "提议") -> None:
        """Begin a branch anew, whatever lay there."""
        self.git("checkout", "-q", "--force", "-B", name, start)
        self.git("clean", "-qfd")

    def bring(self, author: str, *changes: Change, message: str = "改", committer: str = "") -> str:
        """Add one commit with some changes to the branch; the id."""
        for change in changes:
            change(self.root)
        return self.by(author, message, committer)

    def judge(self, actor: str = "", head: str = "HEAD", base: str = "main") -> Judgement:
        """Judge what a head brings."""
        return judgement(self.root, base, head, actor)

    def refused(self, actor: str = "", head: str = "HEAD", base: str = "main") -> list[Refusal]:
        """Return what is refused of what a head brings."""
        return list(self.judge(actor, head, base).refusals)

    def codes(self, actor: str = "", head: str = "HEAD") -> list[str]:
        """Return the codes of what is refused."""
        return sorted({each.code for each in self.refused(actor, head)})

    def tried(self, author: str, *changes: Change, actor: str = "", message: str = "改") -> list[str]:
        """Return the codes of what is refused of one commit on a fresh branch."""
        self.begin()
        self.bring(author, *changes, message=message)
        return self.codes(actor)


ROLES: Mapping[str, tuple[str, str]] = {
    "牵头单位填报": ("syb", "改"),
    "承办单位填报": ("czj", "改"),
    "别的单位填报": ("rwb", "改"),
    "核定": ("ruler", "改"),
    "撰稿": ("writer", "改"),
    "审核": ("jia", "改"),
    "管理": ("admin", "改"),
    "管理，写明理由": ("admin", REASON),
    "没有登记": ("nobody", "改"),
}
"""Who brings a change to item 1.01 (led by 县双拥办, step s2 carried by 各单位): login, message."""
