"""What is proposed, as the judge sees it: commits with their changes, and who brings them."""

from collections.abc import Sequence
from dataclasses import dataclass

from scripts.history.changes import Change
from scripts.model.accounts import Account
from scripts.model.dataset import Dataset


@dataclass(frozen=True, kw_only=True)
class Brought:
    """One commit of a proposal: who says he made it, who put it in, what it changes.

    ``changes`` are the fields of data files and articles as the history tells them; ``others`` the
    paths outside them (scripts, rules of the repository, evidence files, pictures); ``unread`` says
    in words what could not be read.
    """

    commit: str
    author_mail: str
    committer_mail: str
    message: str
    changes: tuple[Change, ...]
    others: tuple[str, ...]
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Commits from ``base`` to ``head``. ``actor`` is the login the git server vouches for, '' when none.

    ``dataset`` is the base's: its accounts, units and items are the law. ``after`` is the merged
    result's, for asking what a record is now; ``reporters`` maps (campaign, item) to the mails of those
    who made and put in the present request to close.
    """

    base: str
    head: str
    actor: str
    commits: Sequence[Brought]
    dataset: Dataset
    after: Dataset
    reporters: dict[tuple[str, str], frozenset[str]]


@dataclass(frozen=True, kw_only=True, order=True)
class Refusal:
    """One thing that may not be done: whose, what, and who may. ``code`` is Q and a number."""

    path: str
    code: str
    message: str
    commit: str = ""


def account_of(accounts: Sequence[Account], login_or_mail: str) -> Account | None:
    """Return the account with this login or mail, whatever the case; None when it is not registered."""
    wanted = login_or_mail.lower()
    return next(
        (
            each
            for each in accounts
            if wanted == each.login.lower() or wanted in (mail.lower() for mail in each.mails)
        ),
        None,
    )
