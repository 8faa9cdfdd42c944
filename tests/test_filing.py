"""What is filed is laid over what others wrote meanwhile, field by field: taken, or a clash, never lost."""

from random import Random

import pytest

from scripts.filing.driver import incoming, joined
from scripts.filing.entries import Entry, Path
from scripts.filing.flat import Flat, flatten, unflatten
from scripts.filing.merge import Joined, merged, named
from scripts.filing.text import text_from
from tests.parallel_edits import flat, pair, trees

STEP: Path = ("steps", "s1", "done")
BASE: Flat = {
    ("id",): "1.01",
    ("state",): "办理中",
    ("facts", "会议", "2024"): "是",
    ("facts", "会议", "2026"): "是",
    ("facts", "缺件"): "2",
    ("steps", "s1", "id"): "s1",
    ("steps", "s1", "title"): "甲",
    ("evidence", "e1", "id"): "e1",
    ("evidence", "e1", "title"): "乙",
    ("evidence", "e7", "id"): "e7",
    ("evidence", "e7", "title"): "丙",
    ("reports", "2026-07-01#1", "on"): "2026-07-01",
    ("reports", "2026-07-01#1", "text"): "一",
    ("reports", "2026-07-05#1", "on"): "2026-07-05",
    ("reports", "2026-07-05#1", "text"): "二",
}


def entry(path: Path, new: str | None, old: str | None = None) -> Entry:
    """Return one field as it was typed."""
    return Entry(campaign="wx", item="1.01", path=path, old=old, new=new, where="表〔措施〕F7")


def file(*entries: Entry, now: Flat = BASE) -> Joined:
    """Lay entries that were filled in on ``BASE`` over what is there now."""
    return merged(BASE, now, named(BASE, now, entries))


def refused(*entries: Entry, now: Flat = BASE) -> list[tuple[Path, str | None]]:
    """Return the clashes: which field, and what it is now."""
    return [(clash.entry.path, clash.now) for clash in file(*entries, now=now).clashes]


def test_a_field_nobody_else_touched_is_taken() -> None:
    """The usual case: it was empty when the form was given out, and is still."""
    found = file(entry(STEP, "2026-07-18"))
    assert found.flat == {**BASE, STEP: "2026-07-18"}
    assert (found.clashes, found.same) == ((), ())


def test_what_others_wrote_elsewhere_stays() -> None:
    """Two people at different fields of one record both find their work in it."""
    now = {**BASE, ("steps", "s1", "title"): "甲，改", ("state",): "申请销号"}
    assert file(entry(STEP, "2026-07-18"), now=now).flat == {**now, STEP: "2026-07-18"}


def test_the_same_value_twice_is_no_clash() -> None:
    """The office had already entered what the liaison sends: nothing to ask, nothing to record."""
    now = {**BASE, STEP: "2026-07-18"}
    found = file(entry(STEP, "2026-07-18"), now=now)
    assert (found.flat, found.clashes, len(found.same)) == (now, (), 1)


@pytest.mark.parametrize(
    ("entries", "now", "clashes"),
    [
        ([entry(STEP, "2026-07-18")], {**BASE, STEP: "2026-07-17"}, [(STEP, "2026-07-17")]),
        ([entry(("state",), None, "办理中")], {**BASE, ("state",): "申请销号"}, [(("state",), "申请销号")]),
        (
            [entry(("evidence", "e1", "box"), "1-01")],
            {path: text for path, text in BASE.items() if path[:2] != ("evidence", "e1")},
            [(("evidence", "e1", "box"), None)],
        ),
        (
            [entry(("evidence", "e1", "id"), None, "e1"), entry(("evidence", "e1", "title"), None, "乙")],
            {**BASE, ("evidence", "e1", "box"): "1-01"},
            [(("evidence", "e1", "id"), "1-01")],
        ),
        (
            [entry(("facts", "缺件", "2026"), "1")],
            BASE,
            [(("facts", "缺件", "2026"), "2")],
        ),
        ([entry(("facts", "会议"), "3")], BASE, [(("facts", "会议"), "是")]),
    ],
    ids=["两个日期", "删去的被改了", "改的被删了", "删去的有了新内容", "一个值按年报", "按年的报成一个值"],
)
def test_contradictions_are_named(
    entries: list[Entry], now: Flat, clashes: list[tuple[Path, str | None]]
) -> None:
    """What cannot stand beside what others wrote is told with what they wrote."""
    assert refused(*entries, now=now) == clashes


def test_new_entries_get_the_next_free_names() -> None:
    """e8 after e7, even if e5 was never used; two rows are two entries; a report stands by its day."""
    found = file(
        entry(("evidence", "+1", "title"), "丁"),
        entry(("evidence", "+2", "title"), "戊"),
        entry(("steps", "+1", "title"), "己"),
        entry(("reports", "+1", "on"), "2026-07-01"),
        entry(("reports", "+1", "text"), "又一"),
    )
    told = unflatten(found.flat)
    assert [each["id"] for each in told["evidence"]] == ["e1", "e7", "e8", "e9"]
    assert [each["id"] for each in told["steps"]] == ["s1", "s2"]
    assert [each["text"] for each in told["reports"]] == ["一", "又一", "二"]


def test_a_name_others_took_meanwhile_is_not_used_again() -> None:
    """Two units register a document each in the same hour: both are kept, under two numbers."""
    now = {**BASE, ("evidence", "e8", "id"): "e8", ("evidence", "e8", "title"): "他们的"}
    found = file(entry(("evidence", "+1", "title"), "我们的"), now=now)
    assert [each["title"] for each in unflatten(found.flat)["evidence"]][-2:] == ["他们的", "我们的"]
    assert unflatten(found.flat)["evidence"][-1]["id"] == "e9"


def test_years_stand_in_order() -> None:
    """A year reported late stands where people look for it."""
    found = file(entry(("facts", "会议", "2025"), "否"))
    assert list(unflatten(found.flat)["facts"]["会议"]) == ["2024", "2025", "2026"]


def test_filing_random_edits_is_making_them() -> None:
    """Whatever people do to a record by hand, filing the same fields gives the very same file."""
    rng, known = Random(7), trees()  # noqa: S311 - edits, not secrets
    for _ in range(200):
        base, edited, _ = pair(rng, known)
        was = flat(base)
        found = merged(was, was, incoming(was, was, flat(edited)))
        text, problems = text_from(found.flat)
        assert (found.clashes, problems) == ((), [])
        assert flatten(unflatten(found.flat)) == flat(edited)
        assert text.encode() == edited


def test_a_side_nobody_can_read_is_kept_whole() -> None:
    """The merge driver never guesses: with a broken side both stand in the file, between marks."""
    result, told = joined(b"", b"state: [", "state: 办理中\n".encode(), "1.01.yml")
    assert b"state: [" in result
    assert "state: 办理中".encode() in result
    assert result.startswith(b"<<<<<<< ")
    assert told
    assert all("没有合并" in each for each in told)
