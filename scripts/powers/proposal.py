"""What is proposed, as the judge sees it: commits with their changes, and who brings them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from scripts.history.proposed import Brought
from scripts.history.reported import Signed
from scripts.model.accounts import Account
from scripts.model.standard import Item
from scripts.model.units import Unit
from scripts.model.words import Power

UNREAD = "Q104"
"""Code of a commit that cannot be judged at all."""


@dataclass(frozen=True, kw_only=True)
class Law:
    """What the base says: who may do what, whose the items are, what stands there.

    ``items`` are (campaign, item id) → item; ``standing`` path → fields of the record on the base, for
    the records a proposal touches and their verdicts.
    """

    accounts: Sequence[Account]
    units: Sequence[Unit]
    items: Mapping[tuple[str, str], Item]
    standing: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @cached_property
    def groups(self) -> Mapping[str, frozenset[str]]:
        """The groups each unit belongs to, by its name."""
        return {unit.name: frozenset(unit.group) for unit in self.units}


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Commits from ``base`` to ``head``, parents first. ``actor`` is the login the git server vouches for.

    ``actor`` is '' when no server vouches. ``reporters`` are (commit, path of progress) → who brought
    what a verdict in this commit answers. ``names`` are all paths of the head, ``left``
    what the head has at the paths of ``Law.standing``.
    """

    base: str
    head: str
    actor: str
    commits: Sequence[Brought]
    law: Law
    reporters: Mapping[tuple[str, str], Sequence[Signed]] = field(default_factory=dict)
    names: Sequence[str] = ()
    left: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, order=True)
class Refusal:
    """One thing that may not be done: whose, what, and who may. ``code`` is Q and a number."""

    path: str
    code: str
    message: str
    commit: str = ""

    def __str__(self) -> str:
        """Return one line for people: commit, code and the sentence."""
        return f"{f'提交 {self.commit[:10]} ' if self.commit else ''}{self.code} {self.message}"


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What is refused, and what a reviewer should know although it is not."""

    refusals: tuple[Refusal, ...]
    remarks: tuple[str, ...] = ()

    @property
    def was_read(self) -> bool:
        """Whether all of it could be looked through: what was not is not laid out either."""
        return not any(each.code == UNREAD for each in self.refusals)


def account_of(accounts: Sequence[Account], login_or_mail: str) -> Account | None:
    """Return the account with this login or mail, whatever the case; None when it is not registered.

    Only ASCII is folded: a letter of another script never stands for one of ours.
    """
    wanted = login_or_mail.strip().lower()
    if not login_or_mail.isascii():
        return None
    return next(
        (
            each
            for each in accounts
            if wanted in ({mail.lower() for mail in each.mails} if "@" in wanted else {each.login.lower()})
        ),
        None,
    )


def is_office(account: Account) -> bool:
    """Tell whether an account may bring in what others made."""
    return account.may(Power.RULE) or account.may(Power.ADMINISTER)
