"""One path of one commit before the judge, and how a refusal is worded; pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from scripts.history.changes import Edit
from scripts.history.proposed import Brought
from scripts.history.touch import Touch
from scripts.history.unseen import clean
from scripts.model.accounts import Account
from scripts.model.standard import Item
from scripts.model.words import Power
from scripts.powers.grounds import Ground, Plot, plot_of
from scripts.powers.proposal import Law, Proposal, Refusal

_REASON = re.compile(r"^理由[：:](.*)", re.MULTILINE)
_LETTERS = 4
"""What a reason has at least: dots and signs give none."""
_FEW = 3
_BRIEF = 60


@dataclass(frozen=True, kw_only=True)
class Case:
    """A touched path, who is judged for it, and the law.

    ``reopened`` are the items that may be changed again by this commit; ``taken_back`` those of them
    whose verdict the office has taken back.
    """

    proposal: Proposal
    brought: Brought
    account: Account
    touch: Touch
    reopened: frozenset[tuple[str, str]] = frozenset()
    taken_back: frozenset[tuple[str, str]] = frozenset()

    @property
    def law(self) -> Law:
        """The base's."""
        return self.proposal.law

    @cached_property
    def plot(self) -> Plot:
        """Whose ground the path is."""
        return plot_of(self.touch.path)

    @property
    def key(self) -> tuple[str, str]:
        """Campaign and item of the path."""
        return self.plot.campaign, self.plot.item

    @property
    def item(self) -> Item | None:
        """The item of the path, as the base has it."""
        return self.law.items.get(self.key)

    @property
    def leads(self) -> bool:
        """Whether the account reports for the unit that leads the item."""
        return bool(self.item and self.account.may(Power.REPORT) and self.account.unit == self.item.lead_unit)

    @property
    def administers(self) -> bool:
        """Whether an administrator does it and wrote down why."""
        return self.account.may(Power.ADMINISTER) and any(
            map(says_something, _REASON.findall(self.brought.message))
        )

    def refuse(self, code: str, what: str, may: str) -> Refusal:
        """Return a sentence: what, who tried, who may."""
        who = f"{self.account.name}（{self.account.login}，{self.account.unit}）"
        path = shown(self.touch.path)
        return Refusal(
            path=path, code=code, message=f"{path}：{what}；提出的是{who}，{may}", commit=self.brought.commit
        )


def says_something(text: str) -> bool:
    """Tell whether a text holds the few letters without which nothing is said."""
    return sum(each.isalnum() for each in clean(text)) >= _LETTERS


def shown(path: str) -> str:
    """Return a path as people may read it."""
    return clean(path) if path.isprintable() else ascii(path)


def brief(text: str) -> str:
    """Return the beginning of what somebody wrote, on one line, without what nobody can see."""
    told = clean(text)
    return told if len(told) <= _BRIEF else f"{told[:_BRIEF]}……"


def fields(edits: Iterable[Edit]) -> str:
    """Return the names of a few fields."""
    names = list(dict.fromkeys(brief(edit.field) for edit in edits))
    return "、".join(names[:_FEW]) + (f"等 {len(names)} 处" if len(names) > _FEW else "")


def may_change(law: Law, plot: Plot) -> str:
    """Return in words who may change what lies on a ground."""
    item = law.items.get((plot.campaign, plot.item))
    lead = f"牵头单位{item.lead_unit}" if item else "牵头单位"
    match plot.ground:
        case Ground.PROGRESS:
            return f"应由{lead}的填报账号改（承办单位只能填自己承办措施的完成日期）"
        case Ground.EVIDENCE:
            return f"应由{lead}的填报账号放"
        case Ground.VERDICT | Ground.REGISTER:
            return f"应由{_holders(law.accounts, Power.RULE)}改"
        case Ground.TEXT:
            return f"应由{_holders(law.accounts, Power.WRITE)}改"
        case Ground.REVIEW:
            return "应由审核账号只添加自己签字的行"
    return f"应由{_holders(law.accounts, Power.ADMINISTER)}改"


def _holders(accounts: Sequence[Account], power: Power) -> str:
    names = [f"{each.name}（{each.login}）" for each in accounts if each.may(power)]
    told = "、".join(names[:_FEW]) + ("等" if len(names) > _FEW else "")
    return f"有“{power.value}”权限的账号" + (f"（现为{told}）" if names else "（现在没有）")
