"""Records and standings to the public site, field by field."""

from collections.abc import Sequence
from datetime import date

from scripts.model.dataset import CampaignData, Dataset, Page
from scripts.model.words import ItemKind, PublicRate
from scripts.score.standing import Standing, standings
from scripts.score.totals import total
from scripts.views.public import (
    PublicArticle,
    PublicCampaign,
    PublicColumn,
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
    return PublicSite(
        as_of=as_of.isoformat(),
        is_sample=any(data.campaign.sample for data in dataset.campaigns),
        clock_note=clock_note,
        title=first.title,
        organiser=first.organiser,
        phone=first.phone,
        address=first.address,
        footer=PublicFooter(icp=first.footer.icp, police=first.footer.police, code=first.footer.code),
        campaigns=tuple(_campaign(data, dataset, as_of) for data in dataset.campaigns),
        columns=_columns(dataset.public_pages, as_of),
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


def _columns(pages: Sequence[Page], as_of: date) -> tuple[PublicColumn, ...]:
    fronts = [page for page in pages if page.is_index and page.folder]
    ordered = sorted(fronts, key=lambda page: (page.meta.order or "99", page.path))
    return tuple(
        PublicColumn(
            slug=front.folder,
            title=front.meta.title,
            intro=front.body,
            articles=_articles(
                [page for page in pages if page.folder == front.folder and not page.is_index], as_of
            ),
        )
        for front in ordered
    )


def _articles(pages: Sequence[Page], as_of: date) -> tuple[PublicArticle, ...]:
    """Return published articles, newest first; one dated in the future waits."""
    published = [page for page in pages if page.meta.date and page.meta.date <= as_of]
    newest = sorted(published, key=lambda page: (-(page.meta.date or as_of).toordinal(), page.path))
    return tuple(
        PublicArticle(
            path=page.path.removesuffix(".md") + ".html",
            title=page.meta.title,
            date=(page.meta.date or as_of).isoformat(),
            source=page.meta.source or "",
            body=page.body,
        )
        for page in newest
    )
