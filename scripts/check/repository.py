"""Rules across the files all campaigns share: units, people, calendars, waivers, pages."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from scripts.check.scope import repeated, unit_message
from scripts.model.dataset import Dataset
from scripts.model.words import Power, UnitKind
from scripts.problems import Problem, Severity

_UNITS = "data/units.csv"
_PEOPLE = "data/people.csv"
_ACCOUNTS = "data/accounts.csv"
_WAIVERS = "data/waivers.csv"


def _at(dataset: Dataset, path: str, index: int, code: str, message: str) -> Problem:
    return Problem(path=path, line=dataset.line(path, index), code=code, message=message)


def unit_ids_unique(dataset: Dataset, _: date) -> Iterator[Problem]:
    """No two units share an id or a present or former name."""
    for index in repeated([unit.id for unit in dataset.units]):
        yield _at(dataset, _UNITS, index, "K301", f"单位代号“{dataset.units[index].id}”重复（应唯一）")
    for index in repeated([unit.name for unit in dataset.units]):
        yield _at(dataset, _UNITS, index, "K302", f"单位名称“{dataset.units[index].name}”重复（应唯一）")
    names = {unit.name for unit in dataset.units}
    for index, unit in enumerate(dataset.units):
        if clash := names.intersection(unit.former_names):
            yield _at(dataset, _UNITS, index, "K302", f"曾用名“{min(clash)}”是现有单位的名称（应不同）")


def unit_groups_exist(dataset: Dataset, _: date) -> Iterator[Problem]:
    """A unit belongs only to units of kind 集合, and a 集合 has members."""
    for index, unit in enumerate(dataset.units):
        for group in unit.group:
            if dataset.kinds.get(group) is not UnitKind.GROUP:
                yield _at(
                    dataset, _UNITS, index, "K303", f"所属集合“{group}”不存在（应为 kind 是“集合”的单位）"
                )
        if unit.kind is UnitKind.GROUP and unit.group:
            yield _at(dataset, _UNITS, index, "K303", f"集合“{unit.name}”不能再属于集合（group 应不填）")
        if unit.kind is UnitKind.GROUP and not dataset.members(unit.name):
            yield _at(dataset, _UNITS, index, "K303", f"集合“{unit.name}”没有成员（应有单位的 group 写它）")


def people_belong(dataset: Dataset, _: date) -> Iterator[Problem]:
    """Every person answers for a unit that exists, once per role."""
    for index, person in enumerate(dataset.people):
        if message := unit_message(dataset, person.unit):
            yield _at(dataset, _PEOPLE, index, "K314", message)
    for index in repeated([f"{person.unit} {person.role.value}" for person in dataset.people]):
        person = dataset.people[index]
        yield _at(dataset, _PEOPLE, index, "K304", f"“{person.unit}”的{person.role.value}重复（应只有一人）")


def accounts_told_apart(dataset: Dataset, _: date) -> Iterator[Problem]:
    """Every account belongs to a unit that exists; logins and mails each stand for one account."""
    for index, account in enumerate(dataset.accounts):
        if message := unit_message(dataset, account.unit):
            yield _at(dataset, _ACCOUNTS, index, "K314", message)
    for index in repeated([account.login.lower() for account in dataset.accounts]):
        message = f"账号“{dataset.accounts[index].login}”重复（应唯一，不分大小写）"
        yield _at(dataset, _ACCOUNTS, index, "K393", message)
    owned = [(index, mail) for index, account in enumerate(dataset.accounts) for mail in account.mails]
    for at in repeated([mail.lower() for _, mail in owned]):
        index, mail = owned[at]
        yield _at(dataset, _ACCOUNTS, index, "K393", f"邮箱“{mail}”重复（应只属于一个账号）")


def accounts_do_not_rule_themselves(dataset: Dataset, _: date) -> Iterator[Problem]:
    """One account that both reports and rules needs another to rule on what it reports; better it has one."""
    for index, account in enumerate(dataset.accounts):
        if account.may(Power.REPORT) and account.may(Power.RULE):
            message = f"账号“{account.login}”既填报又核定，自己报的仍要别的账号核定（应分成两个人、两个账号）"
            found = _at(dataset, _ACCOUNTS, index, "K399", message)
            yield replace(found, severity=Severity.WARNING)


def calendars_true(dataset: Dataset, _: date) -> Iterator[Problem]:
    """A calendar is named after its year; holidays and make-up workdays lie in it."""
    for year, calendar in dataset.calendars.items():
        path = f"data/calendar/{year}.yml"
        if calendar.year != year:
            message = f"年份与文件名不一致（应为 {year}，实为 {calendar.year}）"
            yield Problem(path=path, line=dataset.line(path, "year"), code="K305", message=message)
        for key in ("holidays", "workdays"):
            for index, day in enumerate(getattr(calendar, key)):
                if day.year != year:
                    line = dataset.line(path, key, index)
                    yield Problem(
                        path=path, line=line, code="K305", message=f"{day} 不在 {year} 年（应为本年日期）"
                    )


def waivers_in_force(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A waiver is of a finding that can be waived; one that has run out says so."""
    for index, waiver in enumerate(dataset.waivers):
        if not can_be_waived(waiver.code):
            message = f"{waiver.code} 不能豁免（应改正：文件读不出来，或无法计算）"
            yield _at(dataset, _WAIVERS, index, "K306", message)
        elif waiver.until < as_of:
            message = f"豁免已于 {waiver.until} 到期（应改正问题或重新批准）"
            line = dataset.line(_WAIVERS, index)
            yield Problem(path=_WAIVERS, line=line, code="K306", message=message, severity=Severity.WARNING)


_FIRM = {"K301", "K302", "K307", "K309", "K310", "K315", "K320"} | {f"K41{n}" for n in (0, 1, 2, 3, 4, 8)}
"""What nothing can be computed from, and what must never be public."""


def can_be_waived(code: str) -> bool:
    """Whether a site can be built with the finding in it: every record whole, named and dated."""
    return code.startswith("K") and code not in _FIRM
