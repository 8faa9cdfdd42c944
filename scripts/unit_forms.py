"""The forms on the internal site: each unit with something to fill in finds its workbook on its page."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from scripts.forms.contents import Ground, form_of
from scripts.forms.writing import written
from scripts.model.dataset import Dataset
from scripts.views.internal import CampaignView, InternalSite


def with_forms(site: InternalSite, dataset: Dataset, base: str) -> tuple[InternalSite, Mapping[str, bytes]]:
    """Return the site with a form on each unit's page, and the forms by path.

    ``base`` is the commit the forms are filled in on: data that are in no commit are given out in none.
    """
    made = [_of(campaign, dataset, base, site) for campaign in site.campaigns]
    files = {path: content for _, each in made for path, content in each.items()}
    return replace(site, campaigns=tuple(campaign for campaign, _ in made)), files


def _of(
    campaign: CampaignView, dataset: Dataset, base: str, site: InternalSite
) -> tuple[CampaignView, Mapping[str, bytes]]:
    ground = Ground.of(dataset, campaign.id, base, date.fromisoformat(site.as_of))
    shown = {unit.id for unit in campaign.units}
    forms = {unit.id: form_of(ground, unit) for unit in dataset.units if unit.id in shown}
    paths = {each: f"{campaign.prefix}forms/{each}.xlsx" for each, form in forms.items() if form.sheets}
    units = tuple(replace(unit, form=paths.get(unit.id, "")) for unit in campaign.units)
    return replace(campaign, units=units), {path: written(forms[each]) for each, path in paths.items()}
