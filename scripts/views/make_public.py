"""Records and standings to the public site, field by field."""

from collections.abc import Sequence
from datetime import date

from scripts.column.pieces import published
from scripts.model.dataset import CampaignData, Dataset
from scripts.model.words import ItemKind, PublicRate
from scripts.score.standing import Standing, standings
from scripts.score.totals import total
from scripts.views.make_column import benefits, columns, places, questions, townships
from scripts.views.public import (
    PublicCampaign,
    PublicFigure,
    PublicFooter,
    PublicMajor,
    PublicMilestone,
    PublicNode,
    PublicRateView,
    PublicSite,
)
from scripts.views.words import share


def public_site(dataset: Dataset, as_of: date, clock_note: str) -> PublicSite:
    """Return everything the public may see on ``as_of``."""
    first = dataset.campaigns[0].publicity
    released = published(dataset, as_of)
    return PublicSite(
        as_of=as_of.isoformat(),
        is_sample=any(data.campaign.sample for data in dataset.campaigns),
        is_unreviewed=any(data.path("publicity.yml") not in released for data in dataset.campaigns),
        clock_note=clock_note,
        title=first.title,
        organiser=first.organiser,
        phone=first.phone,
        address=first.address,
        url=first.site or "",
        hosts=dataset.column.words.hosts,
        footer=PublicFooter(
            icp=first.footer.icp,
            police=first.footer.police,
            code=first.footer.code,
            report=first.footer.report,
            mark=first.footer.mark,
        ),
        campaigns=tuple(_campaign(data, dataset, as_of) for data in dataset.campaigns),
        columns=columns(dataset.public_pages, released),
        benefits=benefits(dataset.column, released, as_of),
        places=places(dataset.column, released),
        townships=townships(dataset.column, released),
        questions=questions(dataset.column, released),
    )


def _campaign(data: CampaignData, dataset: Dataset, as_of: date) -> PublicCampaign:
    publicity = data.publicity
    listed = standings(data, dataset, as_of)
    return PublicCampaign(
        title=publicity.campaign,
        slogan=publicity.slogan,
        intro=publicity.intro,
        nodes=tuple(
            PublicNode(title=node.title, date=node.date.isoformat(), days_left=(node.date - as_of).days)
            for node in data.campaign.nodes
            if node.id in publicity.nodes
        ),
        rates=_rates(listed, publicity.show),
        majors=_majors(listed) if publicity.majors else (),
        milestones=tuple(
            PublicMilestone(on=each.on.isoformat(), title=each.title)
            for each in publicity.milestones
            if each.on <= as_of
        ),
        figures=tuple(
            PublicFigure(label=each.label, value=each.value, note=each.note or "")
            for each in publicity.figures
        ),
    )


_PLAIN = {
    PublicRate.CLOSED: "任务办结率",
    PublicRate.STEPS: "措施完成率",
    PublicRate.EVIDENCE: "材料齐备率",
}
"""What the public calls the campaign's percentages."""


def _rates(listed: Sequence[Standing], shown: Sequence[PublicRate]) -> tuple[PublicRateView, ...]:
    completion = total(listed).completion
    rates = {
        PublicRate.CLOSED: completion.closed,
        PublicRate.STEPS: completion.steps,
        PublicRate.EVIDENCE: completion.evidence,
    }
    return tuple(PublicRateView(label=_PLAIN[name], share=share(rates[name])) for name in shown)


def _majors(listed: Sequence[Standing]) -> tuple[PublicMajor, ...]:
    """Return closing rates of majors made of base items: vetoes and deductions stay inside."""
    base = [each for each in listed if each.item.kind is ItemKind.BASE]
    titles = dict.fromkeys(each.item.major_title for each in base)
    return tuple(
        PublicMajor(
            title=title,
            share=share(total([each for each in base if each.item.major_title == title]).completion.closed),
        )
        for title in titles
    )
