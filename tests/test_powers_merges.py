"""Merges before the judge: what the driver joined is nobody's doing, what a merge hides is its maker's."""

import sys
from subprocess import CalledProcessError

import pytest

from tests.counties import ROOT
from tests.powers_county import ACCOUNTS, Change, PowersCounty, append, item, put, swap, verdict
from tests.repositories import CAMPAIGN

DRIVER = f'"{sys.executable}" "{ROOT / "tasks.py"}" merge-driver %O %A %B %P'
OWN = item("1.01")
ASKED = item("1.02")
ASK = "request: {on: 2026-07-10, text: 各件齐全，申请销号}\n"
ASKING = swap(ASKED, "state: 申请销号", "state: 办理中"), swap(ASKED, ASK, "")
CLOSING = (
    'id: "1.02"\nchecks:\n  - {on: 2026-07-15, by: 督导组, result: 通过, note: 属实}\n'
    "decision: {result: 销号, on: 2026-07-16, by: 县双拥办, reason: 核查属实}\n"
)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> PowersCounty:
    """The county, where one account both reports for 县财政局 and decides; the merge driver is set up."""
    county = PowersCounty(tmp_path_factory.mktemp("merges") / "county")
    both = ACCOUNTS.replace("核定员,县双拥办,核定", "核定员,县财政局,核定；填报")
    put("data/accounts.csv", both)(county.root)
    put(".gitattributes", f"{CAMPAIGN}/progress/*.yml merge=progress\n")(county.root)
    county.by("office")
    county.git("config", "merge.progress.driver", DRIVER)
    return county


def merging(county: PowersCounty, one: Change, other: Change, author: str = "syb") -> None:
    """Merge, by git with our driver, what two branches did; the result lies there, uncommitted."""
    for name, change in (("b1", one), ("b2", other)):
        county.begin(name=name)
        county.bring(author, change)
    county.begin("b1")
    county.git("merge", "-q", "--no-ff", "--no-commit", "b2")


SAME_LINE = swap(OWN, "拟定议题", "拟定两个议题"), swap(OWN, "due: C-70", "due: C-69")
SAME_DAY = tuple(
    append(OWN, f"  - {{on: 2026-07-18, text: {text}。}}\n") for text in ("甲已反馈", "乙已反馈")
)
LOOSE = (  # laid out otherwise than we write it: git joins it as text, the driver writes it anew
    swap(OWN, "  - {on: 2026-06-10, text: 议题已定。}", "  - {on: 2026-06-10,   text: 议题已定。}"),
    append(OWN, "  - {on: 2026-07-18, text: 全部反馈。}\n"),
)


@pytest.mark.parametrize("sides", [SAME_LINE, SAME_DAY, LOOSE], ids=["one line", "one day", "loose"])
def test_what_the_driver_joined_is_nobodys_doing(county: PowersCounty, sides: tuple[Change, Change]) -> None:
    """The office merges as the guide says, and main takes it; every field was judged on its branch."""
    merging(county, *sides)
    county.by("office")
    assert county.refused("office") == []


@pytest.mark.parametrize("slip", [append(OWN, "# 夹带\n"), swap(OWN, "台账: 否", "台账: 是")])
def test_one_byte_more_than_the_driver_is_its_makers(county: PowersCounty, slip: Change) -> None:
    """What is slipped in beside the driver's result is judged as the change of who merged."""
    merging(county, *SAME_LINE)
    slip(county.root)
    county.by("office")
    assert [each.code for each in county.refused("office")] == ["Q301"]


def test_where_the_driver_stops_people_answer(county: PowersCounty) -> None:
    """Two who contradict one another are not joined: a third word is its writer's."""
    sides = swap(OWN, "due: C-70", "due: C-68"), swap(OWN, "due: C-70", "due: C-69")
    with pytest.raises(CalledProcessError):
        merging(county, *sides)
    text = county.git("show", f"b1:{OWN}").decode()
    put(OWN, text.replace("due: C-68", "due: C-67"))(county.root)
    county.by("office")
    assert county.codes("office") == ["Q301"]


def _decided(county: PowersCounty) -> list[str]:
    county.bring("ruler", put(verdict("1.02"), CLOSING))
    return county.codes("office")


@pytest.mark.parametrize(("place", "codes"), [("merge", ["Q503"]), ("before", [])])
def test_a_request_made_in_a_merge_is_its_makers(county: PowersCounty, place: str, codes: list[str]) -> None:
    """Who asks to close an item inside a merge does not decide on it; who merely merged does."""
    asks = swap(ASKED, "state: 办理中", "state: 申请销号"), append(ASKED, ASK)
    county.begin(name="别处")
    county.bring("ruler")
    county.begin()
    county.bring("czj", *ASKING)
    if place == "before":
        county.bring("czj", *asks)
    county.git("merge", "-q", "--no-ff", "--no-commit", "别处")
    county.bring("ruler", *(asks if place == "merge" else ()))
    assert _decided(county) == codes


SINCE = {
    "facts": swap(ASKED, "2025: 否, 2026: 是}", "2025: 是, 2026: 是}"),
    "evidence": swap(ASKED, "title: 2025年春节慰问", "title: 2025年八一慰问"),
    "evidence file": put(f"{CAMPAIGN}/evidence/1.02/e9.pdf"),
    "report": append(ASKED, "reports:\n  - {on: 2026-07-14, text: 已补齐。}\n"),
}


@pytest.mark.parametrize("change", SINCE.values(), ids=SINCE)
def test_who_reported_since_the_request_does_not_decide(county: PowersCounty, change: Change) -> None:
    """Facts, evidence and reports after the request are reported, too; an own step's day is not."""
    county.begin()
    county.bring("czj", swap(ASKED, "各件齐全", "各件都齐全"))
    asked = county.at("HEAD")
    county.bring("ruler", change)
    assert _decided(county) == ["Q503"]
    county.begin(asked)
    county.bring("ruler", swap(ASKED, "done: 2026-07-14", "done: 2026-07-13"))
    assert _decided(county) == []


def test_a_new_request_takes_it_over(county: PowersCounty) -> None:
    """Once another asks anew, he answers for all that is there, and the ruler may decide."""
    county.begin()
    county.bring("ruler", SINCE["facts"])
    county.bring("czj", swap(ASKED, "各件齐全", "各件都齐全"))
    assert _decided(county) == []


def test_evidence_slipped_into_a_merge_is_reported(county: PowersCounty) -> None:
    """A file put into the evidence while merging is its maker's report; what both sides had is not."""
    for slip in (True, False):
        county.begin(name="别处")
        county.bring("czj", put(f"{CAMPAIGN}/evidence/1.02/e7.pdf"))
        county.begin()
        county.bring("czj", put(f"{CAMPAIGN}/evidence/1.02/e8.pdf"))
        county.git("merge", "-q", "--no-ff", "--no-commit", "别处")
        county.bring("ruler", *([SINCE["evidence file"]] if slip else []))
        assert _decided(county) == (["Q503"] if slip else [])


def test_who_takes_out_evidence_may_decide(county: PowersCounty) -> None:
    """Taking out what was put in by mistake reports nothing."""
    county.begin(name="放错")
    county.bring("czj", SINCE["evidence file"])
    county.begin("放错")
    (county.root / f"{CAMPAIGN}/evidence/1.02/e9.pdf").unlink()
    county.bring("office", message="改\n\n理由：放错的佐证，双拥办同意取出")
    county.bring("office", put(verdict("1.02"), CLOSING))
    assert county.refused("office", base="放错") == []
