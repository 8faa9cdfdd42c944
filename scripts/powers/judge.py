"""The judge: each commit by who made it, each path by the rules in their order; pure."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from scripts.history.proposed import Brought
from scripts.model.accounts import Account
from scripts.powers import rules_closed, rules_path, rules_progress, rules_verdict
from scripts.powers.case import Case, shown
from scripts.powers.grounds import Ground, plot_of
from scripts.powers.proposal import UNREAD, Judgement, Law, Proposal, Refusal, account_of, is_office
from scripts.powers.rules_closed import Key

RULES: tuple[Callable[[Case], Iterator[Refusal]], ...] = (
    rules_path.is_plain_file,
    rules_path.has_a_name,
    rules_path.is_readable,
    rules_path.has_its_own_id,
    rules_path.is_own_ground,
    rules_progress.progress_is_own,
    rules_progress.evidence_is_own,
    rules_progress.progress_stays,
    rules_progress.reports_stand,
    rules_progress.moves_are_legal,
    rules_closed.closed_stays_closed,
    rules_closed.accepted_claims_stay,
    rules_verdict.verdicts_stand,
    rules_verdict.administrators_do_not_rule,
    rules_verdict.reporter_does_not_rule,
    rules_verdict.another_checked,
    rules_verdict.reviews_are_added,
)
"""What is judged of every path, in this order: the table of contents of the powers."""
_CLAIMED = "没有服务器担保是谁提交的（没有 --actor），以上按提交里自称的作者邮箱判断"


def judge(proposal: Proposal) -> Judgement:
    """Return everything that may not be done, all at once, and what a reviewer should know."""
    acting = account_of(proposal.law.accounts, proposal.actor) if proposal.actor else None
    if proposal.actor and acting is None:
        message = f"账号“{shown(proposal.actor)}”没有登记，什么也不能改；应先由管理员登记在 data/accounts.csv"
        return Judgement(refusals=(Refusal(path="data/accounts.csv", code="Q101", message=message),))
    refusals = list(names_apart(proposal))
    remarks = [] if proposal.actor else [_CLAIMED]
    opened, changed = Opened(), set[Key]()
    for brought in proposal.commits:
        opened.follow(proposal.law, brought)
        account = _judged(proposal, brought, acting)
        if isinstance(account, Refusal):
            refusals.append(account)
            continue
        refusals += (_fault(brought, account, fault) for fault in brought.faults)
        for touch in brought.touches:
            case = Case(
                proposal=proposal,
                brought=brought,
                account=account,
                touch=touch,
                reopened=frozenset(opened.reopened),
                taken_back=frozenset(opened.taken_back),
            )
            changed |= {case.key} if rules_closed.touches_closed(case) else set()
            refusals += (refusal for rule in RULES for refusal in rule(case))
            remarks += filter(None, [rules_verdict.typed_in(case)])
    told = {each.path for each in refusals if each.code == "Q402"}
    late = rules_closed.reasons_stand(proposal, changed, opened.ever_taken_back)
    refusals += (each for each in late if each.path not in told)
    return Judgement(refusals=tuple(refusals), remarks=tuple(dict.fromkeys(remarks)))


def _judged(proposal: Proposal, brought: Brought, acting: Account | None) -> Account | Refusal:
    """Return the account a commit is judged by, or why there is none."""
    author = account_of(proposal.law.accounts, brought.author_mail) if "@" in brought.author_mail else None
    mail = shown(brought.author_mail)
    if author is None:
        said = (
            f"作者邮箱“{mail}”没有登记，什么也不能改；应换用登记过的邮箱，或由管理员登记在 data/accounts.csv"
        )
        return Refusal(path="", code="Q102", message=said, commit=brought.commit)
    if acting and not is_office(acting) and author.login != acting.login:
        who = f"{acting.name}（{acting.login}，{acting.unit}）"
        said = f"作者写的是{author.name}的邮箱 {mail}，提交上来的却是{who}；应用自己的邮箱提交"
        return Refusal(path="", code="Q103", message=said, commit=brought.commit)
    return author


def _fault(brought: Brought, account: Account, fault: str) -> Refusal:
    message = f"这次提交{fault}，判断不了，不能收；提出的是{account.name}（{account.login}）"
    return Refusal(path="", code=UNREAD, message=message, commit=brought.commit)


@dataclass(kw_only=True)
class Opened:
    """The items that may be changed although the base has closed them, as one commit follows another."""

    reopened: set[Key] = field(default_factory=set)
    taken_back: set[Key] = field(default_factory=set)
    ever_taken_back: set[Key] = field(default_factory=set)

    def follow(self, law: Law, brought: Brought) -> None:
        """Take in what a commit does: re-opened with a reason, taken back by the office, decided anew."""
        for touch in brought.touches:
            plot = plot_of(touch.path)
            key = plot.campaign, plot.item
            if plot.ground is Ground.VERDICT and rules_closed.decides(touch):
                self.reopened.discard(key)
                self.taken_back.discard(key)
            elif plot.ground is Ground.VERDICT and rules_closed.takes_back(touch):
                for each in (self.reopened, self.taken_back, self.ever_taken_back):
                    each.add(key)
        self.reopened |= {
            (plot.campaign, plot.item)
            for touch in brought.touches
            if (plot := plot_of(touch.path)).ground is Ground.PROGRESS
            and rules_closed.reopens(law, plot.campaign, plot.item, touch.edits)
        }


def names_apart(proposal: Proposal) -> Iterator[Refusal]:
    """No two paths differ only in case or in how a letter is composed: some disks would hold one of them."""
    added = {each.path for brought in proposal.commits for each in brought.touches if not each.old_mode}
    counts = Counter(_folded(name) for name in proposal.names)
    for path in sorted(added & set(proposal.names)):
        if counts[_folded(path)] > 1:
            said = f"{shown(path)}：与别的文件只差大小写或字形，有的电脑上会互相覆盖；谁都不能放，应换个名"
            yield Refusal(path=shown(path), code="Q206", message=said)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
