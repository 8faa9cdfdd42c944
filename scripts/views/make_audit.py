"""The mined history to the audit trail of each campaign."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from scripts.history.changes import Change
from scripts.history.git import SHORT
from scripts.history.kinds import ITEM_KINDS
from scripts.history.mining.mine import History
from scripts.history.mining.store import Finding
from scripts.history.replay.effects import told, with_unscored
from scripts.history.replay.replay import Replay
from scripts.history.report.flags import Flag, flags_of
from scripts.history.report.phrases import by_record, edits_words
from scripts.history.report.renames import newest_names
from scripts.history.report.turns import turns_of
from scripts.history.report.words import subject
from scripts.views.audit import AuditMonth, AuditView, ChangeView, TurnView
from scripts.views.internal import CampaignView, InternalSite

_MINUTE = len("2026-07-20T09:30")


def with_audit(site: InternalSite, history: History, replay: Replay) -> InternalSite:
    """Return the site with the trail of every campaign, up to its day, each change with its effect.

    Files that all campaigns share are told with the first one.
    """
    flagged = list(zip(history.changes, flags_of(history.changes, history.findings), strict=True))
    known = [(change, flags) for change, flags in flagged if change.recorded[:10] <= site.as_of]
    names = newest_names(change for change, _ in known)
    findings = [
        each for each in with_unscored(history.findings, replay.findings) if each.recorded[:10] <= site.as_of
    ]
    effects = told(replay.effects, history.changes)
    return replace(
        site,
        campaigns=tuple(
            replace(
                campaign, audit=_under_names(_audit(campaign, known, effects, findings, site.as_of), names)
            )
            for campaign in site.campaigns
        ),
    )


def _under_names(audit: AuditView, names: Mapping[str, str]) -> AuditView:
    """Return the trail with each unit under its present name, so that a renamed one keeps its log."""
    months = tuple(
        replace(
            month,
            changes=tuple(replace(each, unit=names.get(each.unit, each.unit)) for each in month.changes),
        )
        for month in audit.months
    )
    return replace(audit, months=months) if names else audit


def _audit(
    campaign: CampaignView,
    known: Iterable[tuple[Change, tuple[Flag, ...]]],
    effects: Mapping[Change, str],
    findings: Iterable[Finding],
    as_of: str,
) -> AuditView:
    folders = {campaign.id} if campaign.prefix else {campaign.id, ""}
    mine = [(change, flags) for change, flags in known if change.campaign in folders]
    changes = sorted(_views(mine, effects), key=lambda each: each.recorded, reverse=True)
    day = date.fromisoformat(as_of)
    return AuditView(
        total=len(changes),
        months=_months(changes, campaign.prefix),
        since_yesterday=_since(changes, day - timedelta(days=1)),
        since_last_week=_since(changes, day - timedelta(days=7)),
        counts=dict(sorted(Counter(flag for each in changes for flag in each.flags).items())),
        turns=_turns(mine, [item.id for item in campaign.items]),
        findings=() if campaign.prefix else tuple(_finding(each) for each in findings),
    )


def _turns(known: Iterable[tuple[Change, tuple[Flag, ...]]], items: Sequence[str]) -> tuple[TurnView, ...]:
    """Return the counts, most first, then in the order of the standard; items no longer in it last."""
    order = {item: place for place, item in enumerate(items)}
    found = [TurnView(item=item, **turns._asdict()) for item, turns in turns_of(known).items()]
    return tuple(
        sorted(found, key=lambda each: (-each.sent_back - each.reopened, order.get(each.item, len(order))))
    )


def _views(
    known: Sequence[tuple[Change, tuple[Flag, ...]]], effects: Mapping[Change, str]
) -> Iterator[ChangeView]:
    flags = {id(change): each for change, each in known}
    for group in by_record(change for change, _ in known):
        found = dict.fromkeys(flag.value for change in group for flag in flags[id(change)])
        moved = "；".join(effects[change] for change in group if change in effects)
        yield replace(_view(group, tuple(found)), effect=moved)


def _view(group: Sequence[Change], flags: tuple[str, ...]) -> ChangeView:
    first = group[0]
    return ChangeView(
        commit=first.commit[:SHORT],
        recorded=_minute(first.recorded),
        claimed=_minute(first.claimed),
        author=_name(first.author),
        merger=_name(first.merger),
        unit=first.unit,
        item=first.id if first.kind in ITEM_KINDS else "",
        subject=subject(first),
        words=edits_words(group),
        effect="",
        reason=first.reason,
        flags=flags,
    )


def _minute(moment: str) -> str:
    return moment[:_MINUTE].replace("T", " ")


def _name(person: str) -> str:
    """Return the name of ``name <mail>``."""
    return person.split(" <", maxsplit=1)[0]


def _months(changes: Sequence[ChangeView], prefix: str) -> tuple[AuditMonth, ...]:
    return tuple(
        AuditMonth(month=month, changes=tuple(group), path=f"{prefix}audit/{month}.html")
        for month, group in groupby(changes, key=lambda each: each.recorded[:7])
    )


def _since(changes: Iterable[ChangeView], day: date) -> tuple[ChangeView, ...]:
    return tuple(each for each in changes if each.recorded[:10] >= day.isoformat())


def _finding(finding: Finding) -> str:
    where = f"{finding.path}：" if finding.path else ""
    return f"{finding.recorded[:10]} 提交 {finding.commit[:SHORT]}　{where}{finding.message}"
