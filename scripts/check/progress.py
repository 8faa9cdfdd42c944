"""Rules across what departments report: steps, facts, reports, state."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from scripts.check.scope import Scope, is_group, repeated
from scripts.model.progress import Progress, Step
from scripts.model.standard import Item, Part, Rule, Void
from scripts.model.words import ReportedState
from scripts.problems import Problem
from scripts.score.facts import FactError, read_fact


def _files(scope: Scope) -> Iterator[tuple[str, Progress, Item]]:
    """Yield name, record and item of each progress file whose item exists."""
    for stem, record in scope.data.progress.items():
        if item := scope.items.get(record.id):
            yield f"progress/{stem}.yml", record, item


def progress_named(scope: Scope) -> Iterator[Problem]:
    """A progress file is named after the item it reports, and the item exists."""
    for stem, record in scope.data.progress.items():
        name = f"progress/{stem}.yml"
        if record.id != stem:
            yield scope.error(name, "K330", f"id 与文件名不一致（应为“{stem}”，实为“{record.id}”）", "id")
        if record.id not in scope.items:
            yield scope.error(name, "K330", f"没有 {record.id} 这个小项（应为 standard.csv 中的编号）", "id")


def step_ids_unique(scope: Scope) -> Iterator[Problem]:
    """No two steps of an item share an id."""
    for name, record, _ in _files(scope):
        for index in repeated([step.id for step in record.steps]):
            yield scope.error(
                name, "K331", f"措施编号“{record.steps[index].id}”重复（应唯一）", "steps", index
            )


def step_units_exist(scope: Scope) -> Iterator[Problem]:
    """A step is carried by a unit that exists."""
    for name, record, _ in _files(scope):
        for index, step in enumerate(record.steps):
            if problem := scope.unit_problem(name, step.unit, "steps", index, "unit"):
                yield problem


def steps_inside_deadline(scope: Scope) -> Iterator[Problem]:
    """A step is due no later than its item, counted from a node that exists."""
    for name, record, item in _files(scope):
        due = scope.due_of(item)
        for index, step in enumerate(record.steps):
            loc = ("steps", index, "due")
            if step.due.node is not None and step.due.node not in scope.nodes:
                message = f"期限“{step.due.text}”的节点不存在（应为 {' / '.join(scope.nodes)} 之一）"
                yield scope.error(name, "K315", message, *loc)
            elif due and (own := step.due.on(scope.nodes)) > due:
                yield scope.error(name, "K333", f"措施期限晚于小项期限（应不晚于 {due}，实为 {own}）", *loc)


def steps_done_rightly(scope: Scope) -> Iterator[Problem]:
    """A collective step is done member by member, any other on one day."""
    for name, record, _ in _files(scope):
        for index, step in enumerate(record.steps):
            yield from _done(scope, name, step, index)


def _done(scope: Scope, name: str, step: Step, index: int) -> Iterator[Problem]:
    loc = ("steps", index, "done")
    if step.done is None:
        return
    if is_group(scope.dataset, step.unit) != isinstance(step.done, Mapping):
        form = "{单位: 日期}" if is_group(scope.dataset, step.unit) else "一个日期"
        yield scope.error(name, "K334", f"“{step.unit}”的完成日期写法不对（应为{form}）", *loc)
        return
    days = step.done if isinstance(step.done, Mapping) else {step.unit: step.done}
    members = scope.dataset.members(step.unit)
    for unit in days:
        if unit not in members:
            yield scope.error(name, "K334", f"“{unit}”不是“{step.unit}”的成员（应为其成员）", *loc, unit)


def days_have_come(scope: Scope) -> Iterator[Problem]:
    """A step is done, and a report made, on a day that has come; one to come does not count yet."""
    for name, day, loc in _told_days(scope):
        if day > scope.as_of and loc[0] in ("steps", "reports"):
            message = f"日期 {day} 晚于 {scope.as_of}，暂不计入（应不晚于当天）"
            yield scope.warning(name, "K335", message, *loc)


def days_to_come(scope: Scope) -> Iterator[Problem]:
    """What nobody may propose: a day that has not come when it is proposed, ``as_of``."""
    for name, day, loc in _told_days(scope):
        if day > scope.as_of:
            yield scope.error(name, "K339", f"日期 {day} 还没有到（应不晚于 {scope.as_of}）", *loc)


def _told_days(scope: Scope) -> Iterator[tuple[str, date, tuple[str | int, ...]]]:
    """Yield file, day and place of everything that is told to have happened."""
    for name, record, _ in _files(scope):
        for index, step in enumerate(record.steps):
            done = step.done.values() if isinstance(step.done, Mapping) else filter(None, [step.done])
            yield from ((name, day, ("steps", index, "done")) for day in done)
        yield from ((name, each.on, ("reports", index)) for index, each in enumerate(record.reports))
        for key, told in (("request", record.request), ("not_applicable", record.not_applicable)):
            if told:
                yield name, told.on, (key,)


def reports_ordered(scope: Scope) -> Iterator[Problem]:
    """Reports stand in the order of their dates."""
    for name, record, _ in _files(scope):
        days = [report.on for report in record.reports]
        for index, day in enumerate(days):
            if index and day < days[index - 1]:
                yield scope.error(
                    name, "K336", f"报告日期早于前一条（应不早于 {days[index - 1]}）", "reports", index
                )


def request_matches_state(scope: Scope) -> Iterator[Problem]:
    """An item asks to be closed exactly when its state says so."""
    for name, record, _ in _files(scope):
        asks = record.state is ReportedState.CLOSING
        if asks and record.request is None:
            message = "状态是“申请销号”，没有写申请（应写明申请日期和申请说明）"
            yield replace(scope.error(name, "K337", message, "state"), missing=("on", "text"))
        if not asks and record.request is not None:
            message = f"状态是“{record.state.value}”，却写着申请（应删去申请的日期和说明，或改状态）"
            yield scope.error(name, "K337", message, "request")


def idle_items_idle(scope: Scope) -> Iterator[Problem]:
    """An item that is 未启动 has nothing done yet by its lead, whose word the state is."""
    for name, record, item in _files(scope):
        begun = record.facts or record.evidence or any(_did(item.lead_unit, step) for step in record.steps)
        if record.state is ReportedState.NOT_STARTED and begun:
            yield scope.error(name, "K338", "已有进展，状态却是“未启动”（应为“办理中”）", "state")


def _did(unit: str, step: Step) -> bool:
    """Whether a unit did its own part; what others finish early is not the lead's beginning."""
    own = isinstance(step.done, Mapping) or step.unit == unit
    return own and step.done_by(unit) is not None


def facts_readable(scope: Scope) -> Iterator[Problem]:
    """Reported and verified facts are ones the rule reads, in the form it reads."""
    for name, record, _ in _files(scope):
        yield from _facts(scope, name, record.id, record.facts)
    for stem, verdict in scope.data.verdicts.items():
        yield from _facts(scope, f"verdicts/{stem}.yml", verdict.id, verdict.facts)


def _facts(scope: Scope, name: str, item_id: str, facts: Mapping[str, object]) -> Iterator[Problem]:
    rule = scope.data.rule_for(item_id, scope.as_of)
    readers = _readers(rule) if rule else {}
    for fact, value in facts.items():
        if fact not in readers:
            if rule:
                yield scope.error(
                    name, "K340", f"计分规则不读“{fact}”（应为 {' / '.join(readers)}）", "facts", fact
                )
            continue
        yield from _fact(scope, name, readers[fact], fact, value)


def _readers(rule: Rule) -> dict[str, Part | Void]:
    return {each.fact: each for each in (*rule.parts, *rule.void)}


def _fact(scope: Scope, name: str, reader: Part | Void, fact: str, value: object) -> Iterator[Problem]:
    try:
        read_fact(reader, value)  # type: ignore[arg-type]  # any text form; FactError when it does not fit
    except FactError as error:
        yield scope.error(name, "K340", f"“{fact}”：{error}", "facts", fact)
        return
    if isinstance(value, Mapping):
        window = {str(year) for year in scope.data.campaign.years}
        for year in value:
            if str(year).isdigit() and year not in window:
                message = f"“{fact}”的年份 {year} 不在届期内（应为 {min(window)}–{max(window)}）"
                yield scope.error(name, "K341", message, "facts", fact, year)
