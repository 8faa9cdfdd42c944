"""Rules across records: the table of contents of the policy.

Every rule is a short generator with one sentence of duty, listed here in the
order it is reported. Codes: T text, Y YAML, C CSV, F fields, P pages (all in
``load``), K consistency (here), G gates (``publish``).
"""

from collections.abc import Iterable, Sequence
from datetime import date

from scripts.check import (
    articles,
    campaign,
    evidence,
    inner_words,
    progress,
    public_words,
    repository,
    tables,
    verdicts,
)
from scripts.check.scope import Scope
from scripts.model.dataset import Dataset
from scripts.model.units import Waiver
from scripts.problems import Problem

REPOSITORY_CHECKS = (
    repository.unit_ids_unique,
    repository.unit_groups_exist,
    repository.people_belong,
    repository.accounts_told_apart,
    repository.accounts_do_not_rule_themselves,
    repository.calendars_true,
    repository.waivers_in_force,
    articles.articles_complete,
    articles.articles_hang_together,
    articles.pictures_are_owned,
    articles.article_files_used,
    articles.links_lead_somewhere,
    articles.reviewers_are_told_apart,
    articles.reviews_hold,
    articles.corrections_told,
    tables.table_ids_unique,
    tables.schematic_is_drawable,
    tables.questions_have_answers,
    tables.footers_lead_to_listed_hosts,
    public_words.public_words,
)

CAMPAIGN_CHECKS = (
    campaign.campaign_named,
    campaign.nodes_ordered,
    campaign.years_ascending,
    campaign.campaign_units_exist,
    campaign.counts_hold,
    campaign.items_well_formed,
    campaign.item_units_exist,
    campaign.item_deadlines_known,
    campaign.rules_match_items,
    campaign.rules_add_up,
    campaign.rules_ask_printed_evidence,
    campaign.parts_well_formed,
    campaign.publicity_nodes_exist,
    campaign.register_consistent,
    progress.progress_named,
    progress.step_ids_unique,
    progress.step_units_exist,
    progress.steps_inside_deadline,
    progress.steps_done_rightly,
    progress.days_have_come,
    progress.reports_ordered,
    progress.request_matches_state,
    progress.idle_items_idle,
    progress.facts_readable,
    evidence.evidence_ids_unique,
    evidence.evidence_is_asked,
    evidence.evidence_years_fit,
    evidence.evidence_told_once,
    evidence.paper_is_boxed,
    evidence.files_are_true,
    evidence.marked_pieces_stay_inside,
    evidence.files_are_registered,
    verdicts.verdict_named,
    verdicts.checks_ordered,
    verdicts.checkers_exist,
    verdicts.decisions_rest_on_checks,
    verdicts.decisions_answer_requests,
    verdicts.overrides_in_range,
    verdicts.vetoes_stated,
    inner_words.inner_words,
)


def check(dataset: Dataset, as_of: date) -> list[Problem]:
    """Return every problem across records, sorted by place."""
    found = [problem for rule in REPOSITORY_CHECKS for problem in rule(dataset, as_of)]
    for data in dataset.campaigns:
        scope = Scope(dataset=dataset, data=data, as_of=as_of)
        found += [problem for rule in CAMPAIGN_CHECKS for problem in rule(scope)]
    return sorted(set(found))


def proposed_too_early(dataset: Dataset, day: date) -> list[Problem]:
    """Return what nobody may propose on a day, although a repository that has it can be built."""
    scopes = (Scope(dataset=dataset, data=data, as_of=day) for data in dataset.campaigns)
    return sorted({problem for scope in scopes for problem in progress.days_to_come(scope)})


def waived(problems: Iterable[Problem], waivers: Sequence[Waiver], as_of: date) -> list[tuple[Problem, str]]:
    """Pair each problem with the words of the waiver in force for it ('' = none)."""
    return [(problem, _waiver(problem, waivers, as_of)) for problem in problems]


def _waiver(problem: Problem, waivers: Sequence[Waiver], as_of: date) -> str:
    for waiver in waivers:
        same = (waiver.code, waiver.path) == (problem.code, problem.path)
        if same and as_of <= waiver.until and repository.can_be_waived(waiver.code):
            return f"{waiver.approved_by}批准豁免至 {waiver.until}：{waiver.reason}"
    return ""
