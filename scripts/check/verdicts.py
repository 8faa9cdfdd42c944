"""Rules across what the office found: checks, decisions, overrides, vetoes."""

from collections.abc import Iterator, Sequence

from scripts.check.scope import Scope
from scripts.model.progress import Look, Ruling, Verdict
from scripts.model.standard import Item
from scripts.model.words import CheckResult, Decision, ItemKind, ReportedState
from scripts.problems import Problem
from scripts.score.parts import ZERO


def _files(scope: Scope) -> Iterator[tuple[str, Verdict, Item]]:
    """Yield name, record and item of each verdict whose item exists."""
    for stem, verdict in scope.data.verdicts.items():
        if item := scope.items.get(verdict.id):
            yield f"verdicts/{stem}.yml", verdict, item


def verdict_named(scope: Scope) -> Iterator[Problem]:
    """A verdict file is named after its item, and the item exists."""
    for stem, verdict in scope.data.verdicts.items():
        name = f"verdicts/{stem}.yml"
        if verdict.id != stem:
            yield scope.error(name, "K360", f"id 与文件名不一致（应为“{stem}”，实为“{verdict.id}”）", "id")
        if verdict.id not in scope.items:
            yield scope.error(name, "K360", f"没有 {verdict.id} 这个小项（应为 standard.csv 中的编号）", "id")


def checks_ordered(scope: Scope) -> Iterator[Problem]:
    """Checks and veto states stand in the order of their dates."""
    for name, verdict, _ in _files(scope):
        for key in ("checks", "veto"):
            entries = getattr(verdict, key)
            for index in range(1, len(entries)):
                if entries[index].on < entries[index - 1].on:
                    message = f"日期早于前一条（应不早于 {entries[index - 1].on}）"
                    yield scope.error(name, "K361", message, key, index)


def checkers_exist(scope: Scope) -> Iterator[Problem]:
    """Who checked or decided is a unit or a work group of the campaign."""
    groups = {group.name for group in scope.data.campaign.work_groups}
    for name, verdict, _ in _files(scope):
        signed = [(look.by, ("checks", index)) for index, look in enumerate(verdict.checks)]
        signed += [(entry.by, ("veto", index)) for index, entry in enumerate(verdict.veto)]
        single: list[tuple[str, tuple[str, ...]]] = [
            (each.by, (key,))
            for key, each in (("decision", verdict.decision), ("override", verdict.override))
            if each
        ]
        for by, loc in (*signed, *single):
            if by not in groups and (problem := scope.unit_problem(name, by, *loc)):
                yield problem


def decisions_rest_on_checks(scope: Scope) -> Iterator[Problem]:
    """A decision agrees with the last check and is not older than it."""
    for name, verdict, _ in _files(scope):
        if verdict.decision:
            for message in _unlike_checks(verdict.checks, verdict.decision):
                yield scope.error(name, "K362", message, "decision")


def _unlike_checks(checks: Sequence[Look], ruling: Ruling) -> Iterator[str]:
    last = checks[-1].result if checks else None
    if ruling.result is Decision.CLOSED and last is not CheckResult.PASSED:
        yield "销号前最后一次核查应为“通过”"
    if ruling.result is Decision.SENT_BACK and last is not CheckResult.SENT_BACK:
        yield "退回应有一次结果为“退回”的核查"
    if any(look.on > ruling.on for look in checks):
        yield f"核定日期早于最后一次核查（应不早于 {checks[-1].on}）"


def decisions_answer_requests(scope: Scope) -> Iterator[Problem]:
    """An item is closed, or taken out, only when the department asked for it."""
    for name, verdict, _ in _files(scope):
        ruling, progress = verdict.decision, scope.data.progress.get(verdict.id)
        if ruling and ruling.result is Decision.CLOSED:
            if progress is None or progress.state is not ReportedState.CLOSING:
                message = "没有申请就销号（progress 的状态应为“申请销号”）"
                yield scope.error(name, "K363", message, "decision")
        elif (
            ruling and ruling.result is Decision.NOT_APPLICABLE and not (progress and progress.not_applicable)
        ):
            message = "单位没有主张不适用（progress 应有 not_applicable）"
            yield scope.error(name, "K363", message, "decision")


def overrides_in_range(scope: Scope) -> Iterator[Problem]:
    """A score set by hand stays within the item's points."""
    for name, verdict, item in _files(scope):
        if verdict.override is None:
            continue
        low, high = min(item.max_points, ZERO), max(item.max_points, ZERO)
        if not low <= verdict.override.points <= high:
            message = f"人工核定分超出范围（应在 {low}–{high} 之间，实为 {verdict.override.points}）"
            yield scope.error(name, "K364", message, "override", "points")


def vetoes_stated(scope: Scope) -> Iterator[Problem]:
    """Only veto items have veto states, and every veto item has one."""
    for name, verdict, item in _files(scope):
        if verdict.veto and item.kind is not ItemKind.VETO:
            yield scope.error(name, "K365", "不是一票否决项，不应有 veto（应删去）", "veto")
    for index, item in enumerate(scope.data.items):
        found = scope.data.verdicts.get(item.item_id)
        if item.kind is ItemKind.VETO and not (found and found.veto):
            message = (
                f"一票否决项 {item.item_id} 还没有人核过（应在 verdicts/{item.item_id}.yml 写 veto 状态）"
            )
            yield scope.warning("standard.csv", "K366", message, index)
