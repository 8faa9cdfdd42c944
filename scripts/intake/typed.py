"""What somebody types after ``update`` → a filing: the same path as a form's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scripts.filing.entries import Entry, Filing, Path
from scripts.filing.flat import Flat
from scripts.forms.units import unit_named
from scripts.intake.ground import Ground, item_named, refused
from scripts.model.dataset import Dataset
from scripts.model.progress import Step
from scripts.model.standard import Item
from scripts.model.words import ReportedState, UnitKind
from scripts.problems import suggestion

SOURCE = "命令行"


@dataclass(frozen=True, kw_only=True)
class Typed:
    """The options of ``update``, '' where one was not given."""

    item: str
    step: str = ""
    done: str = ""
    fact: str = ""
    year: str = ""
    value: str = ""
    report: str = ""
    state: str = ""
    request: str = ""
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """What was typed, beside the record it is about. ``day`` dates what has no date of its own."""

    typed: Typed
    item: Item
    campaign: str
    flat: Flat
    steps: tuple[Step, ...]
    unit: str
    day: str

    def entry(self, path: Path, new: str | None, where: str) -> Entry:
        """Return one field to change from what it is now."""
        old = self.flat.get(path)
        return Entry(campaign=self.campaign, item=self.item.item_id, path=path, old=old, new=new, where=where)


def filing_of(ground: Ground, typed: Typed) -> Filing:
    """Return what was typed as a filing on HEAD; DataError names the option that is not understood."""
    data, item = item_named(ground.dataset, typed.item, "小项")
    record = data.progress.get(item.item_id)
    asked = _Asked(
        typed=typed,
        item=item,
        campaign=data.campaign.id,
        flat=ground.flat(ground.commit, data.path(f"progress/{item.item_id}.yml")),
        steps=record.steps if record else (),
        unit=unit_named(ground.dataset, typed.unit).name if typed.unit else "",
        day=ground.before.clock.as_of.isoformat(),
    )
    step = _step(ground.dataset, asked) if typed.step or typed.done else None
    entries = tuple(_entries(ground.dataset, asked, step))
    if not entries:
        message = "没有写要改什么（应有 --step、--fact、--report、--state 或 --request，见 update --help）"
        raise refused("update", "X155", message)
    by = asked.unit or (step.unit if step and _is_only_step(typed) else item.lead_unit)
    first = _beginning(asked, entries) if by == item.lead_unit else []
    return Filing(unit=by, base=ground.commit, source=SOURCE, entries=(*first, *entries))


def _is_only_step(typed: Typed) -> bool:
    return not (typed.fact or typed.report or typed.state or typed.request)


def _entries(dataset: Dataset, asked: _Asked, step: Step | None) -> Iterator[Entry]:
    found = [*_state(asked)]
    if step:
        found += _done(dataset, asked, step)
    if asked.typed.fact or asked.typed.value or asked.typed.year:
        found.append(_fact(asked))
    if asked.typed.report:
        found.append(asked.entry(("reports", "+1", "on"), asked.day, "--report"))
        found.append(asked.entry(("reports", "+1", "text"), asked.typed.report, "--report"))
    yield from found


def _beginning(asked: _Asked, entries: Sequence[Entry]) -> list[Entry]:
    """Return the state that a lead's first words of an item bring along."""
    state = ("state",)
    begun = asked.flat.get(state, ReportedState.NOT_STARTED.value) != ReportedState.NOT_STARTED.value
    if begun or any(each.path == state for each in entries):
        return []
    return [asked.entry(state, ReportedState.UNDER_WAY.value, "状态（自动）")]


def _state(asked: _Asked) -> Iterator[Entry]:
    """Yield the state; asking to close is one with it, and taken back with it."""
    typed, closing = asked.typed, ReportedState.CLOSING.value
    if typed.request and typed.state not in ("", closing):
        raise refused("--request", "X156", f"写了 --request，--state 应为 {closing}（实为“{typed.state}”）")
    if typed.request:
        yield asked.entry(("state",), closing, "--request")
        yield asked.entry(("request", "on"), asked.day, "--request")
        yield asked.entry(("request", "text"), typed.request, "--request")
    elif typed.state:
        yield asked.entry(("state",), typed.state, "--state")
        if typed.state != closing:
            kept = [path for path in asked.flat if path[0] == "request"]
            yield from (asked.entry(path, None, "--state") for path in kept)


def _step(dataset: Dataset, asked: _Asked) -> Step:
    """Return the step that is meant: by its id or words of its title; without one, the only open one."""
    name, steps = asked.typed.step, asked.steps
    known = {each.id: each for each in steps}
    if name in known:
        return known[name]
    found = [each for each in steps if name and name in each.title]
    if not name:
        found = [
            each for each in steps if each.done is None and asked.unit in ("", *dataset.members(each.unit))
        ]
    if len(found) == 1:
        return found[0]
    listed = "；".join(f"{each.id} {each.title}" for each in steps) or "这个小项还没有措施"
    what = f"没有措施“{name}”{suggestion(name, known)}" if name else "要写明是哪一项措施"
    raise refused("--step", "X157", f"{asked.item.item_id} {what}（应为：{listed}）")


def _done(dataset: Dataset, asked: _Asked, step: Step) -> Iterator[Entry]:
    path: Path = ("steps", step.id, "done")
    if dataset.kinds.get(step.unit) is UnitKind.GROUP:
        members = dataset.members(step.unit)
        if asked.unit not in members:
            message = f"“{step.title}”由{step.unit}逐个完成，请用 --unit 写明是哪一个（{'、'.join(members)}）"
            raise refused("--unit", "X158", message)
        path = (*path, asked.unit)
    yield asked.entry(path, asked.typed.done or asked.day, "--done" if asked.typed.done else "--step")


def _fact(asked: _Asked) -> Entry:
    typed = asked.typed
    if not typed.fact or not typed.value:
        missing = "--value" if typed.fact else "--fact"
        raise refused(missing, "X159", f"报事实要同时写 --fact 和 --value（缺 {missing}）")
    name, _, key = typed.fact.partition(".")
    key = typed.year or key
    return asked.entry(("facts", name, key) if key else ("facts", name), typed.value, "--fact")
