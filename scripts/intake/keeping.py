"""What the receipt says of an item that was filed: what was taken, how it stands, what is hardly meant."""

from collections.abc import Iterator

from scripts.filing.entries import Entry
from scripts.filing.names import field_of
from scripts.history.changes import Change
from scripts.history.report.words import field_words
from scripts.intake.items import FiledItem
from scripts.intake.receipt import KeptItem
from scripts.model.words import ReportedState
from scripts.pipeline import Examined
from scripts.problems import Problem, Severity
from scripts.score.standing import Standing, standings


def kept(unit: str, record: FiledItem, after: Examined) -> KeptItem:
    """Return what the receipt says of an item."""
    joined = record.joined
    taken, same = (joined.taken, joined.same) if joined else ((), ())
    standing = _standing(record, after)
    return KeptItem(
        id=record.item.item_id,
        title=record.item.title,
        changes=tuple(_change(unit, record, each) for each in taken),
        same=same,
        standing=standing,
        remarks=tuple(remarks(record, standing, after.clock.as_of.year)),
    )


def remarks(record: FiledItem, standing: Standing | None, year: int) -> Iterator[Problem]:
    """Yield what is allowed, and hardly meant: asking to close too early, taking back what was done."""
    for entry in record.joined.taken if record.joined else ():
        if entry.path == ("state",) and entry.new == ReportedState.CLOSING.value and standing:
            if lack := _lack(standing, year):
                yield _remark(record, entry, f"申请销号，可是{lack}，多半会退回")
        elif entry.path[0] == "steps" and "done" in entry.path and entry.new is None:
            label = field_words("progress", field_of(entry.path))
            yield _remark(record, entry, f"删去了已报的{label} {entry.old}，是不是误删？")


def _remark(record: FiledItem, entry: Entry, said: str) -> Problem:
    message = f"{record.item.item_id} {record.item.title}：{said}"
    return Problem(path=entry.where, line=0, code="X163", message=message, severity=Severity.WARNING)


def _lack(standing: Standing, year: int) -> str:
    """Return in words what an item that asks to be closed still lacks, or ''."""
    steps = len({each.step_id for each in standing.duties if not each.is_done})
    pieces = sum((each.year or year) <= year for each in standing.missing)
    told = (f"还有 {steps} 条措施没办完" if steps else "", f"缺 {pieces} 件佐证" if pieces else "")
    return "、".join(filter(None, told))


def _standing(record: FiledItem, after: Examined) -> Standing | None:
    if after.dataset is None:
        return None
    found = [
        each
        for data in after.dataset.campaigns
        if data.folder == record.data.folder
        for each in standings(data, after.dataset, after.clock.as_of)
    ]
    return next((each for each in found if each.item.item_id == record.item.item_id), None)


def _change(unit: str, record: FiledItem, entry: Entry) -> Change:
    """Return an entry as the history will tell it."""
    return Change(
        commit="",
        claimed="",
        recorded="",
        author=unit,
        merger="",
        unit=record.item.lead_unit,
        campaign=record.campaign,
        kind="progress",
        id=record.item.item_id,
        field=field_of(entry.path),
        old=entry.old,
        new=entry.new,
        reason="",
        title=record.item.title,
        brought_by="",
        how="",
    )
