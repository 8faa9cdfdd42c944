"""Where and when a view is made: the campaign, its repository, its pages, the day."""

from dataclasses import dataclass
from datetime import date

from scripts.model.dataset import CampaignData, Dataset


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One campaign of a repository on a day; ``prefix`` is where its pages lie ('' for the first)."""

    dataset: Dataset
    data: CampaignData
    prefix: str
    as_of: date
